// What is thought of a test, in the product's words.
import { clip, h } from "./dom.js";
import { clock, count, n, percent, plural } from "./format.js";
import { pill } from "./parts.js";

const STATES = {
  TEST_STATE_HEALTHY: { text: "healthy", kind: "passed", glyph: "✓" },
  TEST_STATE_SUSPECT: { text: "suspect", kind: "intermittent", glyph: "?" },
  TEST_STATE_INTERMITTENT: { text: "intermittent", kind: "intermittent", glyph: "≈" },
  TEST_STATE_BROKEN: { text: "broken", kind: "failed", glyph: "✕" },
  TEST_STATE_PROBATION: { text: "on probation", kind: "running", glyph: "↗" },
};

export const testState = (name) => STATES[name] ?? STATES.TEST_STATE_HEALTHY;

export const statePill = (judgement) => pill(testState(judgement?.state));

/** Where the page of a test is; `test` has suite, module and uniqueId. */
export const testAddress = (test) => `/tests/one?${new URLSearchParams({ suite: test.suite ?? "", module: test.module ?? "", test: test.uniqueId ?? "" })}`;

/** What the score says, in words; null: nothing. */
export function scoreWords(judgement) {
  const rate = n(judgement?.failureRate);
  const needed = n(judgement?.cleanRunsNeeded);
  return [
    rate > 0 && `fails ${percent(rate, rate < 0.1 ? 1 : 0)} of its runs on code on which it can pass`,
    needed > 0 && `${count(judgement.cleanRuns)} of ${plural(needed, "clean run")} towards its release`,
  ].filter(Boolean).join("; ") || null;
}

/** Its changes of state with what each stands on, newest first. */
export function changeList(changes) {
  return h("ol", { class: "changes" }, [...changes].reverse().map((change) => {
    const evidence = change.evidence ?? {};
    return h("li", {},
      h("p", {}, statePill({ state: change.from }), " → ", statePill({ state: change.to }), " ", h("span", { class: "quiet" }, clock(change.atMs))),
      h("p", {}, clip(change.reason ?? "", 500)),
      h("dl", { class: "evidence" },
        (evidence.builds ?? []).length > 0 && [h("dt", {}, "Builds"), h("dd", {}, evidence.builds.slice(0, 20).map((id) => [h("a", { href: `/builds/${encodeURIComponent(id)}` }, id), " "]))],
        (evidence.codeKeys ?? []).length > 0 && [h("dt", {}, "Code"), h("dd", {}, evidence.codeKeys.map((key) => h("span", {}, h("code", { title: key.digest }, (key.digest ?? "").slice(0, 12)), key.variant && h("small", {}, ` ${key.variant}`), " ")))],
        (evidence.redOn ?? []).length > 0 && [h("dt", {}, "Red on"), h("dd", {}, h("bdi", {}, evidence.redOn.join(", ")))],
        (evidence.passedOn ?? []).length > 0 && [h("dt", {}, "Passed on"), h("dd", {}, h("bdi", {}, evidence.passedOn.join(", ")))]));
  }));
}
