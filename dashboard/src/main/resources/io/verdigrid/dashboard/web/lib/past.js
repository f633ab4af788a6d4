// What a test's last attempts tell: the strip by code, and where and when it was red.
import { clip, h } from "./dom.js";
import { clock, count, n, outcomeKind, percent, span, word } from "./format.js";
import { empty, scroll } from "./parts.js";

export const GLYPHS = { passed: "✓", failed: "✕", crashed: "!", skipped: "–", waiting: "·" };

export const isRed = (attempt) => ["OUTCOME_FAILED", "OUTCOME_TIMED_OUT", "OUTCOME_CRASHED"].includes(attempt.outcome);

const isPass = (attempt) => attempt.outcome === "OUTCOME_PASSED";

/** Attempts, newest first, as cells from the oldest to the newest; those of one code key stand together. */
export function strip(attempts) {
  const groups = [];
  for (const attempt of [...attempts].reverse()) {
    const last = groups.at(-1);
    if (last && last.codeKey === (attempt.codeKey ?? "")) {
      last.attempts.push(attempt);
    } else {
      groups.push({ codeKey: attempt.codeKey ?? "", attempts: [attempt] });
    }
  }
  return h("ol", { class: "strip", "aria-label": "Attempts by code, oldest first" }, groups.map(({ codeKey, attempts: some }) => {
    const both = some.some(isRed) && some.some(isPass);
    return h("li", { class: both ? "both" : "" },
      h("span", { class: "cells" }, some.map((attempt) => {
        const kind = outcomeKind(attempt.outcome);
        const text = `${word(attempt.outcome, "OUTCOME_")}, attempt ${n(attempt.number)} of build ${attempt.buildId}, ${span(n(attempt.durationUs) / 1000)} on ${attempt.worker || "an unknown worker"}, ${clock(attempt.startedAtMs)}`;
        return h("a", { class: `cell ${kind}`, href: `/builds/${encodeURIComponent(attempt.buildId)}`, title: text, "aria-label": text }, GLYPHS[kind]);
      })),
      h("code", { title: codeKey || "It is not known which code ran." }, codeKey ? codeKey.slice(0, 7) : "?"), both && h("small", {}, "red and green"));
  }));
}

const QUANTILE = (values, share) => values[Math.min(values.length - 1, Math.floor(share * values.length))];

/** A row for each group: its share of reds as a bar, and the median of its passes. */
function breakdown(title, attempts, keyOf, order) {
  const groups = new Map();
  for (const attempt of attempts) {
    const key = keyOf(attempt);
    if (key !== null) {
      groups.set(key, [...(groups.get(key) ?? []), attempt]);
    }
  }
  const rows = [...groups].map(([key, some]) => {
    const told = some.filter((attempt) => isRed(attempt) || isPass(attempt));
    const times = some.filter(isPass).map((attempt) => n(attempt.durationUs)).sort((a, b) => a - b);
    return { key, runs: told.length, reds: told.filter(isRed).length, median: times.length > 0 ? span(QUANTILE(times, 0.5) / 1000) : "–" };
  }).filter((row) => row.runs > 0).sort(order);
  return h("div", {}, h("h3", {}, title), rows.length === 0 ? empty("Not known.") : scroll(title, h("table", {},
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, title), h("th", { scope: "col" }, "Red"), h("th", { scope: "col", class: "n" }, "Runs"), h("th", { scope: "col", class: "n" }, "Median"))),
    h("tbody", {}, rows.map((row) => h("tr", {},
      h("td", {}, h("bdi", {}, clip(String(row.key), 60))),
      h("td", {}, h("span", { class: "rate red", "aria-hidden": "true" }, h("span", { style: { width: `${(row.reds / row.runs) * 100}%` } })), row.reds === 0 ? "none" : `${count(row.reds)} (${percent(row.reds / row.runs)})`),
      h("td", { class: "n" }, count(row.runs)),
      h("td", { class: "n" }, row.median)))))));
}

const most = (a, b) => b.reds / b.runs - a.reds / a.runs || b.runs - a.runs;
const PLACES = [[1, "first in its runner"], [10, "2nd to 10th"], [100, "11th to 100th"], [Infinity, "later"]];

function place(attempt) {
  const position = n(attempt.position);
  if (position === 0) {
    return null;
  }
  return n(attempt.run) > 1 ? "in a later run of its runner" : PLACES.find(([upTo]) => position <= upTo)[1];
}

/** By worker, by hour of the day here, and by the place in its runner's life. */
export const breakdowns = (attempts) => h("div", { class: "three" },
  breakdown("Worker", attempts, (attempt) => attempt.worker || null, most),
  breakdown("Hour", attempts, (attempt) => (n(attempt.startedAtMs) === 0 ? null : `${String(new Date(n(attempt.startedAtMs)).getHours()).padStart(2, "0")}:00`), (a, b) => a.key.localeCompare(b.key)),
  breakdown("Place", attempts, place, most));
