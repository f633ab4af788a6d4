// One test: what it did, what is thought of it and why, and setting it aside.
import { call, messages } from "../lib/api.js";
import { asked } from "../lib/ask.js";
import { clip, h, put } from "../lib/dom.js";
import { signature } from "../lib/failures.js";
import { ago, clock, count, n, percent, plural, simple, span, word } from "../lib/format.js";
import { breakdowns, isRed, strip } from "../lib/past.js";
import { empty, pill, section, tile, tiles } from "../lib/parts.js";
import { scatter } from "../lib/scatter.js";
import { changeList, scoreWords, statePill } from "../lib/states.js";

const ATTEMPTS = 200;
const READ_BUILDS = 12;
const DAY_MS = 86_400_000;

export async function show(main) {
  const params = new URL(location.href).searchParams;
  const past = await call("history.v1.HistoryService/GetTestHistory",
    { suite: params.get("suite") ?? "", module: params.get("module") ?? "", test: params.get("test") ?? "", pageSize: ATTEMPTS });
  const name = past.test;
  const key = { suite: name.suite, module: name.module ?? "", uniqueId: name.uniqueId };
  const attempts = past.attempts ?? [];
  document.title = `${simple(name.className)}#${name.name} · Verdigrid`;
  const figures = h("div", {});
  const aside = h("div", {});
  const scatterPlace = h("div", {}, attempts.some((attempt) => n(attempt.durationUs) > 0) ? scatter(attempts, null) : empty("It has no duration yet."));
  const signatures = h("div", {}, h("p", { class: "quiet" }, "…"));
  const evidence = h("div", {});
  put(main,
    h("div", { class: "head" },
      h("h1", {}, h("bdi", {}, clip(`${simple(name.className)}#${name.name}`, 300))),
      h("div", { class: "facts" }, h("bdi", {}, name.className), h("span", {}, "suite ", h("bdi", {}, name.suite)), name.module && h("span", {}, "module ", h("bdi", {}, name.module))),
      aside),
    section("Figures", figures),
    section(`Its last ${plural(attempts.length, "attempt")}, by code`, attempts.length === 0 ? empty("None yet.") : strip(attempts)),
    section("How long it took", scatterPlace),
    h("div", { class: "two" }, section("How it fails", signatures), section("Why it is thought so", evidence)),
    section("Where and when", breakdowns(attempts)));

  const [listed, changes] = await Promise.all([
    call("history.v1.HistoryService/ListTests", { suite: name.suite, filter: `${name.className}#${name.name}`, pageSize: 500 }),
    call("history.v1.HistoryService/ListStateChanges", key),
    drawAside(aside, key),
  ]);
  const found = (listed.tests ?? []).find((test) => test.uniqueId === name.uniqueId && (test.module ?? "") === key.module);
  put(figures, found ? figuresOf(found, past) : empty("The history has no figures of it."));
  put(evidence, (changes.changes ?? []).length === 0 ? empty("It was never red and green on the same code, nor red again and again.") : changeList(changes.changes));
  await drawSignatures(signatures, key, attempts);
  await drawChange(scatterPlace, key, attempts);
}

function figuresOf(test, past) {
  const runs = n(test.runs);
  const score = scoreWords(test.judgement);
  return [h("p", {}, statePill(test.judgement), " ", n(test.judgement?.sinceMs) > 0 && h("span", { class: "quiet" }, `since ${clock(test.judgement.sinceMs)}`), score && ` ${score}`),
    tiles(
      tile("Pass rate", runs === 0 ? "–" : percent(n(test.passes) / runs, 1), runs > 0 && `95 %: ${percent(n(test.passRateLow), 1)} to ${percent(n(test.passRateHigh), 1)}`),
      tile("Runs", count(runs), n(test.intermittentBuilds) > 0 ? `red and green in ${plural(test.intermittentBuilds, "build")}` : null),
      tile("Median", n(test.passes) === 0 ? "–" : span(n(test.medianUs) / 1000), n(test.passes) > 0 && `p95 ${span(n(test.p95Us) / 1000)}`),
      tile("Fixture of its class", n(past.fixtureMs) === 0 ? "–" : span(past.fixtureMs)),
      tile("Time lost", n(test.timeLostUs) === 0 ? "–" : span(n(test.timeLostUs) / 1000), "in red attempts and retests"),
      tile("Last red", n(test.lastRedAtMs) === 0 ? "never" : h("span", { title: clock(test.lastRedAtMs) }, ago(test.lastRedAtMs))))];
}

/** Whether it is set aside, and the button that changes that. */
async function drawAside(place, key) {
  const { tests } = await call("history.v1.HistoryService/ListQuarantinedTests", { suite: key.suite });
  const held = (tests ?? []).find((test) => test.uniqueId === key.uniqueId && (test.module ?? "") === key.module);
  const again = () => drawAside(place, key);
  if (held) {
    put(place, h("p", { class: "note" }, pill({ text: "in quarantine", kind: "skipped", glyph: "⏸" }), " ", clip(held.reason ?? "", 500), " ",
      h("small", {}, "set aside by ", h("bdi", {}, held.owner), ` ${ago(held.sinceMs)}, until ${clock(held.untilMs)}. It runs and blocks nothing. `),
      h("button", { type: "button", class: "change", onclick: () => asked("Release", [], async () => {
        await call("history.v1.HistoryService/ReleaseTest", key);
        await again();
      }) }, "Release…")));
  } else {
    put(place, h("p", {}, h("button", { type: "button", class: "change", onclick: () => asked("Set aside",
      [["reason", "Why"], ["by", "Who sees to it that it comes back"], ["days", "For how many days", { type: "number", min: "1", max: "365", value: "14" }]],
      async ({ reason, by, days }) => {
        await call("history.v1.HistoryService/QuarantineTest", { ...key, reason, owner: by, untilMs: String(Date.now() + Number(days) * DAY_MS) });
        await again();
      }) }, "Set aside…")));
  }
}

/** The newest builds in which it was red say how. */
async function drawSignatures(place, key, attempts) {
  const builds = [...new Set(attempts.filter(isRed).map((attempt) => attempt.buildId))];
  if (builds.length === 0) {
    put(place, empty("It was not red in these attempts."));
    return;
  }
  const signs = new Map();
  let gone = 0;
  await Promise.all(builds.slice(0, READ_BUILDS).map(async (buildId) => {
    try {
      for await (const message of messages("build.v1.BuildService/ListVerdicts", { buildId, uniqueId: key.uniqueId })) {
        for (const verdict of (message.verdicts ?? []).filter((one) => (one.module ?? "") === key.module)) {
          for (const attempt of (verdict.attempts ?? []).filter(isRed)) {
            const sign = signature(attempt);
            signs.set(sign, [...(signs.get(sign) ?? []), { buildId, attempt }]);
          }
        }
      }
    } catch (e) {
      if (e.code !== "NOT_FOUND") {
        throw e;
      }
      gone++;
    }
  }));
  const sorted = [...signs].sort(([, a], [, b]) => b.length - a.length);
  put(place, sorted.length === 0 && empty("The builds in which it was red are no longer kept."), sorted.map(([sign, seen]) => {
    const [outcome, type, message] = sign.split("\n");
    const newest = seen.reduce((a, b) => (n(a.attempt.startedAtMs) > n(b.attempt.startedAtMs) ? a : b));
    return h("details", {}, h("summary", {}, h("strong", {}, plural(seen.length, "time")), " ", h("code", {}, simple(type) || outcome), " ", h("bdi", { class: "grow" }, clip(message ?? "", 300))),
      h("div", {}, h("p", {}, "Last in build ", h("a", { href: `/builds/${encodeURIComponent(newest.buildId)}` }, newest.buildId), ` ${ago(newest.attempt.startedAtMs)}, ${word(newest.attempt.outcome, "OUTCOME_")} on `, h("code", {}, newest.attempt.worker || "no worker")),
        h("pre", { tabindex: "0", "aria-label": "Failure" }, newest.attempt.failure?.stack || newest.attempt.failure?.message || newest.attempt.failure?.type || "no message")));
  }), (builds.length > READ_BUILDS || gone > 0) && h("p", { class: "quiet" }, `Of the newest ${count(Math.min(READ_BUILDS, builds.length))} of ${plural(builds.length, "build")} in which it was red${gone > 0 ? `; ${count(gone)} of them are no longer kept` : ""}.`));
}

/** The rank test looks at the whole suite, which takes its time: the chart is there before. */
async function drawChange(place, key, attempts) {
  if (attempts.length < 50) {
    return;
  }
  const { tests } = await call("history.v1.HistoryService/ListSlowerTests", { suite: key.suite });
  const change = (tests ?? []).find(({ test }) => test.uniqueId === key.uniqueId && (test.module ?? "") === key.module);
  if (change) {
    put(place, scatter(attempts, change));
  }
}
