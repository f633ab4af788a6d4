// Red tests, grouped by what they have in common: those with one cause stand together.
import { blobText } from "./api.js";
import { clip, h, put } from "./dom.js";
import { count, n, outcomeKind, plural, simple, span, word } from "./format.js";
import { empty, pill } from "./parts.js";

export const RED = ["VERDICT_FAILED", "VERDICT_TIMED_OUT", "VERDICT_CRASHED", "VERDICT_LOST", "VERDICT_INTERMITTENT"];

const GLYPHS = { passed: "✓", failed: "✕", crashed: "!", skipped: "–", waiting: "·" };
const VERDICT_KINDS = { VERDICT_INTERMITTENT: { kind: "intermittent", glyph: "≈" }, VERDICT_FAILED: { kind: "failed", glyph: "✕" } };
const MAX_LISTED = 200;

const isRed = (attempt) => ["failed", "crashed"].includes(outcomeKind(attempt.outcome));

/** What stays the same when a failure comes again: its type, and its message without numbers and quoted values. */
export function signature(attempt) {
  const failure = attempt?.failure ?? {};
  const message = (failure.message ?? "").split("\n")[0].slice(0, 300)
    .replace(/0x[0-9a-f]+|[0-9a-f]{8,}/gi, "#").replace(/\d+/g, "#");
  return [word(attempt?.outcome, "OUTCOME_"), failure.type ?? "", message].join("\n");
}

export class Failures {
  constructor(buildId) {
    this.buildId = buildId;
    this.element = h("div", {});
    this.clear();
  }

  clear() {
    this.tests = new Map();
    this.drawn = "";
  }

  /** A message TestVerdict. */
  add(verdict) {
    this.tests.set(key(verdict), verdict);
  }

  /** A message TestResult of a build that runs. */
  result({ module, test, attempt, verdict }) {
    const id = key({ module, test });
    const known = this.tests.get(id);
    if (known || RED.includes(verdict)) {
      const attempts = (known?.attempts ?? []).filter((one) => n(one.number) !== n(attempt.number));
      attempts.push(attempt);
      this.tests.set(id, { module, test, verdict, attempts: attempts.sort((a, b) => n(a.number) - n(b.number)) });
    }
  }

  draw(cutAt = null) {
    const red = [...this.tests.values()].filter((test) => RED.includes(test.verdict));
    const text = red.map((test) => key(test) + test.verdict + test.attempts?.length).join();
    if (text === this.drawn && text !== "") {
      return;
    }
    this.drawn = text;
    const open = new Set([...this.element.querySelectorAll("details[open]")].map((one) => one.dataset.key));
    const groups = Map.groupBy ? Map.groupBy(red, (test) => signature(test.attempts?.find(isRed))) : group(red);
    const sorted = [...groups].sort(([, a], [, b]) => grave(b) - grave(a) || b.length - a.length);
    put(this.element,
      cutAt !== null && h("p", { class: "note" }, `Only the first ${count(cutAt)} are listed.`),
      sorted.length === 0 ? empty("None.") : sorted.map(([sign, tests]) => this.#group(sign, tests, open)));
  }

  #group(sign, tests, open) {
    const [, type, message] = sign.split("\n");
    const first = tests[0].attempts?.find(isRed);
    const told = tests.length === 1 ? first?.failure?.message ?? "" : message;
    return details(sign, open, [
      verdictPills(tests), " ",
      h("strong", {}, tests.length === 1 ? testName(tests[0]) : plural(tests.length, "test")), " ",
      h("code", {}, simple(type) || word(first?.outcome, "OUTCOME_")), " ",
      h("bdi", { class: "grow" }, clip(told)),
    ], () => tests.length === 1 ? this.#test(tests[0])
      : [...tests.slice(0, MAX_LISTED).map((test) => details(sign + key(test), open, [verdictPills([test]), " ", h("strong", {}, testName(test))], () => this.#test(test))),
        tests.length > MAX_LISTED && h("p", { class: "note" }, `${count(tests.length - MAX_LISTED)} more.`)]);
  }

  #test(test) {
    const name = `${test.test.className}#${test.test.name}`;
    const replay = `verdigrid replay ${this.buildId} ${quoted(name)}`;
    return [
      test.test.displayName !== test.test.name && h("p", { class: "quiet" }, h("bdi", {}, clip(test.test.displayName ?? "", 300))),
      h("p", {}, h("span", { class: "quiet" }, "Run it again here, as its runner did: "), h("code", {}, replay), " ",
        h("button", { type: "button", onclick: (event) => copy(replay, event.target) }, "Copy")),
      (test.attempts ?? []).map((attempt) => attemptPart(attempt)),
    ];
  }
}

const key = ({ module, test }) => `${module ?? ""}\n${test.uniqueId}`;

const grave = (tests) => (tests.some((test) => test.verdict !== "VERDICT_INTERMITTENT") ? 1 : 0);

function group(tests) {
  const groups = new Map();
  for (const test of tests) {
    const sign = signature(test.attempts?.find(isRed));
    groups.set(sign, [...(groups.get(sign) ?? []), test]);
  }
  return groups;
}

function testName(test) {
  return h("bdi", {}, clip(`${simple(test.test.className)}#${test.test.name}`, 140));
}

function verdictPills(tests) {
  return [...new Set(tests.map((test) => test.verdict))].map((verdict) =>
    pill({ text: word(verdict, "VERDICT_"), ...(VERDICT_KINDS[verdict] ?? { kind: "crashed", glyph: "!" }) }));
}

/** Its content is made when it is opened. */
function details(id, open, summary, content) {
  const place = h("div", {});
  const element = h("details", { "data-key": id, ontoggle() {
    if (element.open && place.childNodes.length === 0) {
      put(place, content());
    }
  } }, h("summary", {}, summary), place);
  element.open = open.has(id);
  return element;
}

function attemptPart(attempt) {
  const kind = outcomeKind(attempt.outcome);
  const failure = attempt.failure;
  const place = attempt.place;
  return h("div", { class: "attempt" },
    h("p", {}, pill({ text: word(attempt.outcome, "OUTCOME_"), kind, glyph: GLYPHS[kind] }), " ",
      h("span", { class: "quiet" }, `attempt ${n(attempt.number)} in ${span(n(attempt.durationUs) / 1000)} on `, h("code", {}, attempt.worker || "no worker"), attempt.worker && ` slot ${n(attempt.slot)}`,
        place && `, test ${count(place.position)} of run ${count(place.run)} of its runner`, attempt.torn && ", apart from its class")),
    failure && h("pre", { tabindex: "0", "aria-label": "Failure" }, failure.stack || failure.message || failure.type || "no message"),
    failure?.stackBlob?.digest && more("Whole stack trace", failure.stackBlob),
    attempt.stdout?.digest && more("Standard output", attempt.stdout),
    attempt.stderr?.digest && more("Standard error", attempt.stderr));
}

const SHOWN_BYTES = 64 * 1024;

function more(title, range) {
  const place = h("div", {});
  const element = h("details", { async ontoggle() {
    if (element.open && place.childNodes.length === 0) {
      const length = Math.min(n(range.length), SHOWN_BYTES);
      const text = h("pre", { tabindex: "0" }, "…");
      put(place, text, n(range.length) > length && h("p", {}, h("a", { href: `/blob/${range.digest}?offset=${n(range.offset)}&length=${n(range.length)}` }, "All of it")));
      try {
        put(text, await blobText({ ...range, length }));
      } catch (e) {
        put(text, e.message);
      }
    }
  } }, h("summary", {}, title, " ", h("small", {}, `${count(Math.ceil(n(range.length) / 1024))} KiB`)), place);
  return element;
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

async function copy(text, button) {
  await navigator.clipboard.writeText(text);
  button.textContent = "Copied";
}
