// One build: what it said of its tests, where its time went, and, while it runs, how far it is.
import { call, messages, watch } from "../lib/api.js";
import { accountSection } from "../lib/account.js";
import { h, put, eachFrame } from "../lib/dom.js";
import { Failures, RED } from "../lib/failures.js";
import { ago, buildTime, clock, count, isOpen, n, percent, plural, span, status } from "../lib/format.js";
import { LiveOutput } from "../lib/liveoutput.js";
import { revision, section, statusPill, tile, tiles, verdictBar, verdictWords } from "../lib/parts.js";
import { Timeline } from "../lib/timeline.js";

const MAX_LISTED = 1000;

export async function show(main, [id]) {
  const [{ build: known }, runs] = await Promise.all([
    call("build.v1.BuildService/GetBuild", { buildId: id }),
    call("build.v1.BuildService/GetTimeline", { buildId: id }),
  ]);
  let build = known;
  const head = h("div", { class: "head" });
  const progress = h("div", { role: "status" });
  const account = h("div", {});
  const notices = h("ul", { class: "quiet" });
  const timeline = new Timeline(build, runs.runs ?? []);
  const failures = new Failures(id);
  const output = new LiveOutput();
  const failuresSection = section("Failures", failures.element);
  const outputSection = h("section", { hidden: !isOpen(build) }, h("h2", {}, "Output as it comes"), output.element);
  put(main, head, section("Tests", progress, notices), section("Timeline", timeline.element), failuresSection, outputSection, account);

  function drawHead() {
    document.title = `${status(build.status).glyph} ${build.spec?.suite ?? ""} ${id} · Verdigrid`;
    put(head, h("h1", {}, h("bdi", {}, build.spec?.suite || "Build"), " ", h("span", { class: "quiet" }, id)),
      h("div", { class: "facts" }, statusPill(build), revision(build), build.spec?.branch && h("bdi", {}, build.spec.branch),
        h("span", { title: clock(build.submittedAtMs) }, ago(build.submittedAtMs)),
        h("span", {}, isOpen(build) ? `running for ${span(buildTime(build))}` : `took ${span(buildTime(build))}`),
        build.reason && h("span", {}, build.reason)),
      (build.warnings ?? []).length > 0 && h("details", {}, h("summary", {}, plural(build.warnings.length, "warning")),
        h("div", {}, build.warnings.map((warning) => h("p", {}, warning.module && h("strong", {}, `${warning.module}: `), warning.text)))));
  }

  function drawProgress(now = null) {
    const counts = now?.counts ?? build.counts ?? {};
    const planned = Math.max(n(counts.planned), n(now?.done));
    put(progress, h("div", { class: "tall-shares" }, verdictBar(counts, planned)), h("p", {}, verdictWords(counts)),
      now && tiles(
        tile("Done", `${count(now.done)} of ${count(planned)}`, planned > 0 ? percent(n(now.done) / planned) : "looking for tests"),
        tile("Left", n(now.etaMs) < 0 ? "not known" : span(now.etaMs), "by the estimates"),
        tile("Slots", `${count(now.slotsBusy)} of ${count(now.slots)}`),
        tile("Units", `${count(now.unitsRunning)} running`, `${count(now.unitsQueued)} waiting`),
        tile("In retest", count(now.retesting))));
  }

  async function drawEnd() {
    drawHead();
    drawProgress();
    outputSection.hidden = true;
    put(account, accountSection(build));
    let listed = 0;
    const asking = new AbortController();
    failures.clear();
    try {
      for await (const message of messages("build.v1.BuildService/ListVerdicts", { buildId: id, verdicts: RED }, asking.signal)) {
        for (const verdict of message.verdicts ?? []) {
          listed++;
          if (listed <= MAX_LISTED) {
            failures.add(verdict);
          }
        }
        if (listed > MAX_LISTED) {
          asking.abort();
        }
      }
    } catch (e) {
      if (e.name !== "AbortError") {
        throw e;
      }
    }
    failures.draw(listed > MAX_LISTED ? MAX_LISTED : null);
  }

  drawHead();
  drawProgress();
  if (!isOpen(build)) {
    await drawEnd();
    return;
  }
  const drawn = eachFrame(() => failures.draw());
  drawn();
  const clockTick = setInterval(drawHead, 1000);
  watch("build.v1.BuildService/WatchBuild", { buildId: id, cursor: n(runs.cursor), includeOutput: true }, {
    message(event) {
      if (event.results) {
        for (const result of event.results.results ?? []) {
          timeline.add(result);
          failures.result(result);
        }
        drawn();
      } else if (event.progress) {
        build.status = event.progress.status;
        drawProgress(event.progress);
        timeline.moveOn();
      } else if (event.notice) {
        notices.append(h("li", {}, event.notice.text));
      } else if (event.output) {
        output.add(event.output);
      } else if (event.ended) {
        build = event.ended;
      }
    },
    ended() {
      clearInterval(clockTick);
      timeline.end(build);
      drawEnd();
    },
    refused(problem) {
      clearInterval(clockTick);
      notices.append(h("li", { class: "problem" }, problem.message));
    },
  });
  // What was red before the page was opened; the stream brings the rest.
  for await (const message of messages("build.v1.BuildService/ListVerdicts", { buildId: id, verdicts: RED })) {
    (message.verdicts ?? []).slice(0, MAX_LISTED).forEach((verdict) => failures.add(verdict));
  }
  drawn();
}
