// Pieces that more than one page shows.
import { clip, h } from "./dom.js";
import { VERDICTS, count, n, plural, status } from "./format.js";

/** A status or outcome: a glyph and a word, so that colour is not all that tells. */
export const pill = ({ text, kind, glyph }) => h("span", { class: `pill ${kind}` }, h("span", { "aria-hidden": "true" }, glyph), text);

export const statusPill = (build) => pill(status(build.status));

/** Shares of tests by verdict, as a bar. */
export function verdictBar(counts, planned) {
  const present = VERDICTS.filter(({ key }) => n(counts?.[key]) > 0);
  const done = present.reduce((sum, { key }) => sum + n(counts[key]), 0);
  const whole = Math.max(planned ?? n(counts?.planned), done, 1);
  return h("div", {
    class: "shares", role: "img",
    "aria-label": present.length === 0 ? "no verdict yet" : present.map(({ key, text }) => `${count(counts[key])} ${text}`).join(", "),
  }, present.map(({ key, kind }) => h("span", { class: kind, style: { "flex-grow": String(n(counts[key]) / whole) } })),
  h("span", { class: "rest", style: { "flex-grow": String(Math.max(0, whole - done) / whole) } }));
}

/** The same in words; only what there is. */
export const verdictWords = (counts) => h("span", { class: "verdict-words" },
  VERDICTS.filter(({ key }) => n(counts?.[key]) > 0)
    .map(({ key, text, kind, glyph }) => h("span", { class: `count ${kind}` }, h("span", { "aria-hidden": "true" }, glyph), `${count(counts[key])} ${text}`)));

/** How many tests, and how many of them are no good. */
export const redWords = (counts) => h("span", { class: "verdict-words" }, h("span", {}, plural(VERDICTS.reduce((sum, { key }) => sum + n(counts?.[key]), 0), "test")),
  VERDICTS.filter(({ key, kind }) => n(counts?.[key]) > 0 && ["failed", "crashed", "intermittent"].includes(kind))
    .map(({ key, text, kind, glyph }) => h("span", { class: `count ${kind}` }, h("span", { "aria-hidden": "true" }, glyph), `${count(counts[key])} ${text}`)));

/** A figure with its name. */
export const tile = (name, value, note = null) => h("div", { class: "tile" },
  h("dt", {}, name), h("dd", {}, value, note && h("small", {}, note)));

export const tiles = (...all) => h("dl", { class: "tiles" }, all);

export function section(title, ...content) {
  return h("section", {}, h("h2", {}, title), content);
}

/** What may be wider than the page: it scrolls by itself, by keys too. */
export const scroll = (label, ...content) => h("div", { class: "scroll", role: "region", "aria-label": label, tabindex: "0" }, content);

/** What a list shows when there is nothing to list. */
export const empty = (text, ...more) => h("p", { class: "empty" }, text, more);

export const revision = (build) => h("code", { class: "revision", title: build.spec?.revision || null },
  clip(build.spec?.revision || "no revision", 12));
