// The workers, and what may be done with them.
import { Problem, call, watch } from "../lib/api.js";
import { h, put } from "../lib/dom.js";
import { ago, count, n, percent } from "../lib/format.js";
import { hostCard, labelsText, loadText, stateOf, workerWord } from "../lib/hosts.js";
import { empty, pill, scroll, section, tile, tiles } from "../lib/parts.js";

export async function show(main) {
  const summary = h("div", {});
  const boxes = h("div", { class: "cards" });
  const list = h("div", {});
  const said = h("p", { role: "status", class: "problem" });
  put(main, h("h1", {}, "Hosts"), section("Grid", summary), section("Slots", boxes), section("Workers", said, list));

  async function takeBack(worker) {
    try {
      await call("build.v1.BuildService/TakeBackWorker", { workerId: worker.id });
      put(said, "");
    } catch (e) {
      if (!(e instanceof Problem)) {
        throw e;
      }
      put(said, `${worker.id}: ${e.message}`);
    }
  }

  let drawn = "";
  watch("grid.v1.GridService/WatchGrid", {}, {
    message(state) {
      const workers = state.workers ?? [];
      put(summary, tiles(
        tile("Workers", count(workers.filter((worker) => worker.state !== "WORKER_STATE_LOST").length)),
        tile("Slots busy", `${count(state.slotsBusy)} of ${count(state.slots)}`, n(state.slots) > 0 ? percent(n(state.slotsBusy) / n(state.slots)) : null),
        tile("Put aside", count(workers.filter((worker) => worker.asideFor).length))));
      put(boxes, workers.map((worker) => hostCard(worker, (state.busy ?? []).filter((slot) => slot.worker === worker.id), n(state.nowMs))));
      // Buttons stay under the finger: the list is drawn again only when it says something else.
      const text = JSON.stringify(workers.map((worker) => ({ ...worker, running: null, load: n(worker.load).toFixed(1) })));
      if (text !== drawn) {
        drawn = text;
        put(list, workers.length === 0
          ? empty("No worker is connected. On a build host: ", h("code", {}, "verdigrid worker --coordinator HOST:PORT"))
          : table(workers, takeBack));
      }
    },
    refused(problem) {
      put(said, problem.message);
    },
  });
}

function table(workers, takeBack) {
  return scroll("Workers", h("table", {},
    h("thead", {}, h("tr", {}, ["Host", "Worker", "State", "Labels", "Version"].map((title) => h("th", { scope: "col" }, title)),
      h("th", { scope: "col", class: "n" }, "Slots"), h("th", { scope: "col", class: "n" }, "Load"), h("th", { scope: "col", class: "n" }, "Connected"), h("th", { scope: "col" }, h("span", { class: "unseen" }, "What to do")))),
    h("tbody", {}, workers.map((worker) => h("tr", {},
      h("td", {}, h("bdi", {}, worker.host ?? "")),
      h("td", {}, h("code", {}, worker.id)),
      h("td", {}, stateOf(worker) ? pill(stateOf(worker)) : workerWord(worker), worker.asideFor && h("small", {}, h("br"), worker.asideFor)),
      h("td", {}, h("code", {}, labelsText(worker))),
      h("td", {}, worker.version ?? ""),
      h("td", { class: "n" }, `${count(worker.slotsBusy)} / ${count(worker.slots)}`),
      h("td", { class: "n" }, loadText(worker).replace("load ", "")),
      h("td", { class: "n" }, ago(worker.connectedAtMs)),
      h("td", {}, worker.asideFor && h("button", { type: "button", onclick: () => takeBack(worker) }, "Take back")))))));
}
