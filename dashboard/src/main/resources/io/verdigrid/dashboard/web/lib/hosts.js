// A worker as a box with its slots.
import { h } from "./dom.js";
import { n, simple, span, word } from "./format.js";
import { pill } from "./parts.js";

const STATES = {
  WORKER_STATE_UP: null,
  WORKER_STATE_DRAINING: { text: "draining", kind: "skipped", glyph: "↓" },
  WORKER_STATE_LOST: { text: "gone", kind: "failed", glyph: "✕" },
  WORKER_STATE_PUT_ASIDE: { text: "put aside", kind: "intermittent", glyph: "!" },
};

export const stateOf = (worker) => STATES[worker.state] ?? null;

/** `busy` are the slots of this worker that hold a lease. */
export function hostCard(worker, busy, nowMs) {
  const state = stateOf(worker);
  const slots = Array.from({ length: n(worker.slots) }, (_, i) => slotLine(i, busy.find((slot) => n(slot.slot) === i), nowMs));
  return h("article", { class: "host" },
    h("h3", {}, h("span", { title: worker.id }, h("bdi", {}, worker.host || worker.id)), state ? pill(state) : h("small", {}, loadText(worker))),
    worker.asideFor && h("p", { class: "note" }, worker.asideFor),
    h("ol", { class: "slots", "aria-label": "Slots" }, slots));
}

export const loadText = (worker) => (n(worker.load) < 0 ? "" : `load ${n(worker.load).toFixed(1)}`);

function slotLine(number, slot, nowMs) {
  if (!slot) {
    return h("li", { class: "idle" }, h("span", { class: "name" }, "idle"));
  }
  const passed = Math.max(0, nowMs - n(slot.sinceMs));
  const estimate = n(slot.estimateMs);
  const share = estimate === 0 ? 0 : Math.min(1, passed / estimate);
  const name = slot.className ? simple(slot.className) : "discovery";
  const marks = [n(slot.attempt) > 1 && "retest", slot.copy && "copy", n(slot.behind) > 0 && `+${n(slot.behind)}`].filter(Boolean).join(", ");
  return h("li", { class: passed > 1.5 * estimate + 2000 ? "late" : "", title: `${slot.className || `discovery of ${slot.module || "the build"}`}: slot ${number}, should take ${span(estimate)}${slot.behind ? `, ${n(slot.behind)} behind it` : ""}` },
    h("span", { class: "fill", style: { width: `${share * 100}%` } }),
    h("span", { class: "name" }, h("bdi", {}, name), marks && h("small", {}, ` ${marks}`)),
    h("span", { class: "time" }, `${span(passed)}`, h("small", {}, estimate > 0 ? ` / ${span(estimate)}` : "")));
}

export const labelsText = (worker) => Object.entries(worker.labels ?? {}).map(([key, value]) => (value ? `${key}=${value}` : key)).join(" ");

export const workerWord = (worker) => word(worker.state, "WORKER_STATE_");
