// What goes on in the grid now.
import { call, watch } from "../lib/api.js";
import { buildChart } from "../lib/buildchart.js";
import { h, put } from "../lib/dom.js";
import { count, isOpen, n, percent, plural, span, status, word } from "../lib/format.js";
import { hostCard } from "../lib/hosts.js";
import { empty, pill, section, tile, tiles, verdictBar, verdictWords } from "../lib/parts.js";
import { trunkList } from "../lib/trunks.js";
import { table } from "./builds.js";

const CHARTED = 50;
const DEFAULT_GOAL_MIN = 8;

export async function show(main) {
  const goal = goalMs();
  const summary = h("div", {});
  const trunks = h("div", {});
  const running = h("div", {});
  const hosts = h("div", { class: "cards" });
  const times = h("div", {});
  const latest = h("div", {});
  put(main, h("h1", { class: "unseen" }, "Now"), h("div", { class: "two" }, section("Trunk", trunks), section("Grid", summary)), section("Running", running), section("Hosts", hosts),
    section(`Times of the last ${CHARTED} builds of the main lane`, goalField(goal), times), section("Latest", latest));

  async function ended() {
    const answer = await call("build.v1.BuildService/ListBuilds", { pageSize: 2 * CHARTED });
    const all = (answer.builds ?? []).filter((build) => !isOpen(build));
    const mainLane = all.filter((build) => !["LANE_HYPOTHESIS", "LANE_HUNT"].includes(build.spec?.settings?.lane));
    put(times, mainLane.length === 0 ? empty("No build has ended yet.") : buildChart(mainLane.slice(0, CHARTED).reverse(), goal));
    put(latest, all.length === 0 ? empty("None.") : table(all.slice(0, 8)));
  }

  let known = null;
  let drawn = "";
  watch("grid.v1.GridService/WatchGrid", {}, {
    message(state) {
      put(summary, gridTiles(state));
      const text = JSON.stringify(state.trunks ?? []);
      if (text !== drawn) {
        drawn = text;
        put(trunks, trunkList(state.trunks ?? []));
      }
      put(running, (state.builds ?? []).length === 0 ? empty("Nothing runs.") : (state.builds ?? []).map(runningBuild(state)));
      put(hosts, (state.workers ?? []).length === 0
        ? empty("No worker is connected. On a build host: ", h("code", {}, "verdigrid worker --coordinator HOST:PORT"))
        : (state.workers ?? []).map((worker) => hostCard(worker, (state.busy ?? []).filter((slot) => slot.worker === worker.id), n(state.nowMs))));
      if (known !== n(state.buildsEnded)) {
        known = n(state.buildsEnded);
        ended();
      }
    },
    refused(problem) {
      put(running, h("p", { class: "problem", role: "alert" }, problem.message));
    },
  });
  await ended();
}

function goalMs() {
  const told = Number(new URL(location.href).searchParams.get("goal"));
  return (told > 0 ? told : DEFAULT_GOAL_MIN) * 60_000;
}

function goalField(goal) {
  return h("div", { class: "tools" }, h("label", {}, "Goal, minutes",
    h("input", { type: "number", min: "0.1", step: "any", value: String(goal / 60_000), size: "5", onchange(event) {
      const address = new URL(location.href);
      address.searchParams.set("goal", event.target.value);
      location.href = address.href;
    } })));
}

function gridTiles(state) {
  const wanted = (state.wanted ?? []).filter((some) => n(some.slots) > 0);
  const sum = wanted.reduce((all, some) => all + n(some.slots), 0);
  return tiles(
    tile("Slots busy", `${count(state.slotsBusy)} of ${count(state.slots)}`),
    tile("Slots wanted", count(sum), wanted.map((some) => `${word(some.lane, "LANE_")} ${count(some.slots)}${some.labels ? ` (${some.labels})` : ""}`).join(", ") || null),
    tile("Units waiting", count(state.unitsQueued)),
    tile("Units running", count(state.unitsRunning)),
    tile("Builds running", count((state.builds ?? []).length)));
}

const runningBuild = (state) => (build) => {
  const progress = build.progress ?? {};
  const planned = Math.max(n(progress.counts?.planned), n(progress.done));
  const lane = word(build.lane, "LANE_");
  return h("article", { class: "head" },
    h("h3", {}, h("a", { href: `/builds/${encodeURIComponent(build.id)}` }, h("bdi", {}, build.suite || build.id)), " ",
      pill(status(progress.status)), lane === "main" ? "" : ` ${lane}`),
    verdictBar(progress.counts, planned),
    h("div", { class: "facts" },
      h("span", {}, planned > 0 ? `${count(progress.done)} of ${plural(planned, "test")}, ${percent(n(progress.done) / planned)}` : "looking for tests"),
      h("span", {}, `since ${span(n(state.nowMs) - n(build.submittedAtMs))}`),
      n(progress.etaMs) >= 0 && h("span", {}, `about ${span(progress.etaMs)} left`),
      h("span", {}, `${plural(progress.slotsBusy, "slot")} of ${count(progress.slots)}`),
      n(progress.retesting) > 0 && h("span", {}, `${plural(progress.retesting, "test")} in retest`),
      verdictWords({ ...progress.counts, passed: 0, notRun: 0 })));
};
