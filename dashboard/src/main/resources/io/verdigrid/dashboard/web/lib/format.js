// Numbers and words as people read them.

/** The API writes 64-bit numbers as texts, and leaves out zeros. */
export const n = (value) => Number(value ?? 0);

const GROUPS = new Intl.NumberFormat("en");

export const count = (value) => GROUPS.format(n(value));

export const plural = (value, word) => `${count(value)} ${word}${n(value) === 1 ? "" : "s"}`;

/** A span of time from milliseconds: 830 ms, 4.2 s, 3 min 20 s, 2 h 5 min. */
export function span(ms) {
  const value = n(ms);
  if (value < 0) {
    return "–";
  }
  if (value < 1000) {
    return `${value < 10 && value % 1 !== 0 ? value.toFixed(1) : Math.round(value)} ms`;
  }
  if (value < 60_000) {
    return `${(value / 1000).toFixed(value < 10_000 ? 1 : 0)} s`;
  }
  const minutes = Math.floor(value / 60_000);
  if (minutes < 60) {
    const seconds = Math.floor((value % 60_000) / 1000);
    return seconds === 0 ? `${minutes} min` : `${minutes} min ${seconds} s`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}

/** How long ago: 5 min ago. */
export function ago(atMs, nowMs = Date.now()) {
  const passed = nowMs - n(atMs);
  if (n(atMs) === 0) {
    return "never";
  }
  if (passed < 5000) {
    return "just now";
  }
  return `${span(passed < 60_000 ? passed : passed - (passed % 60_000))} ago`;
}

const CLOCK = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

export const clock = (atMs) => CLOCK.format(new Date(n(atMs)));

/** Between 0 and 1; never rounds to all or nothing. */
export function percent(share, digits = 0) {
  const text = (share * 100).toFixed(digits);
  if (share < 1 && Number(text) === 100) {
    return `>${(100 - 10 ** -Math.max(1, digits)).toFixed(Math.max(1, digits))} %`;
  }
  return `${text} %`;
}

/** `VERDICT_TIMED_OUT` as `timed out`. */
export const word = (name, prefix) => (name ?? "").replace(prefix, "").replaceAll("_", " ").toLowerCase();

/** A class without its package; nested ones keep their outer one. */
export const simple = (className) => (className ?? "").replace(/^.*\./, "");

const STATUS = {
  BUILD_STATUS_DISCOVERING: { text: "discovering", kind: "running", glyph: "◌" },
  BUILD_STATUS_RUNNING: { text: "running", kind: "running", glyph: "▶" },
  BUILD_STATUS_GREEN: { text: "green", kind: "passed", glyph: "✓" },
  BUILD_STATUS_RED: { text: "red", kind: "failed", glyph: "✕" },
  BUILD_STATUS_ERROR: { text: "error", kind: "crashed", glyph: "!" },
  BUILD_STATUS_CANCELLED: { text: "cancelled", kind: "skipped", glyph: "–" },
};

export const status = (name) => STATUS[name] ?? { text: "unknown", kind: "skipped", glyph: "?" };

export const isOpen = (build) => status(build.status).kind === "running";

/** The verdicts, in the order in which they are told; `key` is their field in Counts. */
export const VERDICTS = [
  { key: "failed", text: "failed", kind: "failed", glyph: "✕" },
  { key: "timedOut", text: "timed out", kind: "crashed", glyph: "⏱" },
  { key: "crashed", text: "crashed", kind: "crashed", glyph: "!" },
  { key: "lost", text: "lost", kind: "crashed", glyph: "?" },
  { key: "intermittent", text: "intermittent", kind: "intermittent", glyph: "≈" },
  { key: "passed", text: "passed", kind: "passed", glyph: "✓" },
  { key: "skipped", text: "skipped", kind: "skipped", glyph: "–" },
  { key: "aborted", text: "aborted", kind: "skipped", glyph: "–" },
  { key: "notRun", text: "not run", kind: "waiting", glyph: "·" },
];

const OUTCOME_KINDS = {
  OUTCOME_PASSED: "passed",
  OUTCOME_FAILED: "failed",
  OUTCOME_ABORTED: "skipped",
  OUTCOME_SKIPPED: "skipped",
  OUTCOME_TIMED_OUT: "crashed",
  OUTCOME_CRASHED: "crashed",
  OUTCOME_LOST: "crashed",
};

export const outcomeKind = (outcome) => OUTCOME_KINDS[outcome] ?? "waiting";

/** Time from the submission to the end, or until now. */
export const buildTime = (build, nowMs = Date.now()) =>
  Math.max(0, (n(build.endedAtMs) || nowMs) - n(build.submittedAtMs));
