// One row a slot, a bar a unit: what ran where and when. Zoomed by wheel, pinch and keys, moved by dragging.
import { h, eachFrame } from "./dom.js";
import { colour } from "./buildchart.js";
import { count, n, outcomeKind, simple, span } from "./format.js";

const LABEL = 132;
const AXIS = 22;
const MAX_ROW = 20;
const MIN_ROW = 3;
const LEAST_SPAN_MS = 20;

export class Timeline {
  constructor(build, runs) {
    this.runs = new Map();
    this.from = n(build.submittedAtMs);
    this.to = n(build.endedAtMs) || Date.now();
    this.open = n(build.endedAtMs) === 0;
    this.view = null;
    runs.forEach((run) => this.#put(run, keyOf(run)));
    this.tip = h("div", { class: "tip", hidden: true });
    this.canvas = h("canvas", { tabindex: "0", role: "img", "aria-label": "Timeline", "aria-describedby": "timeline-help" });
    this.rows = h("div", { class: "rows" }, this.canvas);
    this.element = h("div", { class: "timeline" }, this.rows, this.tip,
      h("div", { class: "keys" }, [["passed", "passed"], ["failed", "failed"], ["crashed", "timed out, crashed, lost"], ["skipped", "skipped"]].map(([kind, text]) => h("span", {}, h("span", { class: `key ${kind}` }), text)),
        h("span", {}, "striped: a retest"),
        h("span", { id: "timeline-help" }, "ctrl and wheel or + and − zoom, dragging or ← and → move, 0 shows all")));
    this.draw = eachFrame(() => this.#draw());
    new ResizeObserver(this.draw).observe(this.rows);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", this.draw);
    this.#listen();
    this.draw();
  }

  /** A message TestResult of a build that runs. */
  add({ module, test, attempt }) {
    if (!attempt.worker) {
      return;
    }
    const run = { module, unitId: test.unitId, className: test.className, worker: attempt.worker, slot: n(attempt.slot), attempt: n(attempt.number) };
    const id = keyOf(run, attempt.place);
    const known = this.runs.get(id) ?? this.#before(run, n(attempt.startedAtMs));
    const began = n(attempt.startedAtMs);
    const ended = began + Math.ceil(n(attempt.durationUs) / 1000);
    const bar = known ?? { ...run, began, ended, tests: 0, red: 0, kind: "passed" };
    bar.began = Math.min(bar.began, began);
    bar.ended = Math.max(bar.ended, ended);
    bar.tests++;
    const kind = outcomeKind(attempt.outcome);
    if (kind === "failed" || kind === "crashed") {
      bar.red++;
      bar.kind = bar.kind === "crashed" ? "crashed" : kind;
    }
    if (!known) {
      this.runs.set(id, bar);
    }
    this.to = Math.max(this.to, ended);
    this.draw();
  }

  /** A run that was there when the page was opened goes on: the answer does not tell its runner. */
  #before(run, began) {
    const same = keyOf(run);
    const known = this.runs.get(same);
    return known && known.ended >= began - 5000 ? known : undefined;
  }

  /** Time has passed. */
  moveOn() {
    this.to = Math.max(this.to, Date.now());
    this.draw();
  }

  end(build) {
    this.open = false;
    this.to = n(build.endedAtMs);
    this.draw();
  }

  #put(run, id) {
    let unique = id;
    for (let i = 1; this.runs.has(unique); i++) {
      unique = `${id}\n${i}`;
    }
    this.runs.set(unique, {
      ...run, slot: n(run.slot), attempt: n(run.attempt), began: n(run.beganAtMs), ended: n(run.endedAtMs), tests: n(run.tests), red: n(run.red), kind: outcomeKind(run.outcome),
    });
  }

  #layout() {
    const slots = new Map();
    for (const run of this.runs.values()) {
      const id = `${run.worker}\n${String(run.slot).padStart(5, "0")}`;
      slots.set(id, run);
    }
    const order = [...slots.keys()].sort();
    const rowHeight = Math.max(MIN_ROW, Math.min(MAX_ROW, Math.floor(900 / Math.max(1, order.length))));
    return { order, index: new Map(order.map((id, i) => [id, i])), rowHeight };
  }

  #range() {
    const began = [...this.runs.values()].reduce((least, run) => Math.min(least, run.began), Infinity);
    const from = Math.min(this.from, began);
    return this.view ?? { from, to: Math.max(this.to, from + LEAST_SPAN_MS) };
  }

  #draw() {
    const width = this.rows.clientWidth;
    if (width === 0) {
      return;
    }
    const { order, index, rowHeight } = this.layout = this.#layout();
    const height = AXIS + Math.max(1, order.length) * rowHeight + 4;
    const scale = devicePixelRatio || 1;
    Object.assign(this.canvas, { width: width * scale, height: height * scale });
    this.canvas.style.height = `${height}px`;
    const context = this.canvas.getContext("2d");
    context.scale(scale, scale);
    const range = this.#range();
    const x = (ms) => LABEL + (ms - range.from) / (range.to - range.from) * (width - LABEL - 8);
    const colours = Object.fromEntries(["passed", "failed", "crashed", "skipped", "waiting", "line", "quiet", "ink", "card"].map((name) => [name, colour(name)]));
    context.font = `11px ${getComputedStyle(document.body).fontFamily}`;
    this.#axis(context, x, range, width, height, colours);
    this.#labels(context, order, rowHeight, colours);
    context.save();
    context.beginPath();
    context.rect(LABEL, 0, width - LABEL, height);
    context.clip();
    this.hits = [];
    for (const run of this.runs.values()) {
      const row = index.get(`${run.worker}\n${String(run.slot).padStart(5, "0")}`);
      const left = x(run.began);
      const wide = Math.max(1, x(run.ended) - left - (rowHeight > 6 ? 0.5 : 0));
      if (left + wide < LABEL || left > width) {
        continue;
      }
      const top = AXIS + row * rowHeight;
      const tall = rowHeight - (rowHeight > 6 ? 2 : rowHeight > 3 ? 1 : 0);
      context.fillStyle = colours[run.kind] ?? colours.waiting;
      context.fillRect(left, top, wide, tall);
      if (run.attempt > 1) {
        stripes(context, left, top, wide, tall, colours.card);
      }
      this.hits.push({ left, right: Math.max(left + wide, left + 3), top, bottom: top + rowHeight, run });
      if (rowHeight >= 14 && wide > 44) {
        context.fillStyle = colours.card;
        context.fillText(fitted(context, simple(run.className), wide - 8), left + 4, top + tall / 2 + 4);
      }
    }
    context.restore();
    this.canvas.setAttribute("aria-label", `Timeline: ${count(this.runs.size)} runs of units on ${count(order.length)} slots over ${span(range.to - range.from)}`);
  }

  #axis(context, x, range, width, height, colours) {
    const step = niceStep((range.to - range.from) / Math.max(2, (width - LABEL) / 90));
    context.strokeStyle = colours.line;
    context.fillStyle = colours.quiet;
    for (let ms = Math.ceil((range.from - this.from) / step) * step; this.from + ms <= range.to; ms += step) {
      const at = Math.round(x(this.from + ms)) + 0.5;
      context.beginPath();
      context.moveTo(at, AXIS - 4);
      context.lineTo(at, height);
      context.stroke();
      const text = ms === 0 ? "0" : span(ms);
      context.fillText(text, Math.max(LABEL, Math.min(width - 4 - context.measureText(text).width, at - context.measureText(text).width / 2)), 13);
    }
  }

  #labels(context, order, rowHeight, colours) {
    context.fillStyle = colours.quiet;
    let host = "";
    order.forEach((id, i) => {
      const [worker, slot] = id.split("\n");
      const baseline = AXIS + i * rowHeight + rowHeight / 2 + 3;
      if (rowHeight >= 12) {
        context.fillText(`${fitted(context, worker, LABEL - 34)} ${Number(slot)}`, 6, baseline);
      } else if (worker !== host) {
        context.fillText(fitted(context, worker, LABEL - 12), 6, Math.max(baseline, AXIS + 9));
      }
      host = worker;
    });
  }

  #zoom(factor, centre = 0.5) {
    const range = this.#range();
    const at = range.from + (range.to - range.from) * centre;
    const wide = Math.max(LEAST_SPAN_MS, (range.to - range.from) * factor);
    this.view = { from: at - wide * centre, to: at + wide * (1 - centre) };
    this.draw();
  }

  #move(share) {
    const range = this.#range();
    const by = (range.to - range.from) * share;
    this.view = { from: range.from + by, to: range.to + by };
    this.draw();
  }

  #listen() {
    const canvas = this.canvas;
    const share = (event) => Math.max(0, Math.min(1, (event.offsetX - LABEL) / (canvas.clientWidth - LABEL - 8)));
    canvas.addEventListener("wheel", (event) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        this.#zoom(event.deltaY > 0 ? 1.25 : 0.8, share(event));
      } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        this.#move(event.deltaX / canvas.clientWidth);
      }
    }, { passive: false });
    let dragged = null;
    canvas.addEventListener("pointerdown", (event) => {
      dragged = event.clientX;
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointerup", () => (dragged = null));
    canvas.addEventListener("pointermove", (event) => {
      if (dragged !== null) {
        this.#move((dragged - event.clientX) / (canvas.clientWidth - LABEL));
        dragged = event.clientX;
      }
      this.#hover(event);
    });
    canvas.addEventListener("pointerleave", () => (this.tip.hidden = true));
    canvas.addEventListener("dblclick", (event) => {
      const run = this.#at(event)?.run;
      if (run) {
        location.href = `/tests?filter=${encodeURIComponent(run.className)}`;
      }
    });
    canvas.addEventListener("keydown", (event) => {
      const keys = {
        "+": () => this.#zoom(0.8), "=": () => this.#zoom(0.8), "-": () => this.#zoom(1.25),
        ArrowLeft: () => this.#move(-0.1), ArrowRight: () => this.#move(0.1),
        0: () => {
          this.view = null;
          this.draw();
        },
      };
      if (keys[event.key]) {
        event.preventDefault();
        keys[event.key]();
      }
    });
  }

  #at(event) {
    return this.hits?.findLast((hit) => event.offsetX >= hit.left && event.offsetX <= hit.right && event.offsetY >= hit.top && event.offsetY < hit.bottom);
  }

  #hover(event) {
    const run = this.#at(event)?.run;
    this.tip.hidden = !run;
    if (run) {
      this.tip.textContent = `${run.className}: ${span(run.ended - run.began)}, ${count(run.tests)} tests${run.red > 0 ? `, ${count(run.red)} red` : ""}${run.attempt > 1 ? `, attempt ${run.attempt}` : ""}; ${run.worker} slot ${run.slot}`;
      this.tip.style.left = `${Math.min(event.clientX + 14, innerWidth - 280)}px`;
      this.tip.style.top = `${event.clientY + 16}px`;
    }
  }
}

const keyOf = (run, place = null) => [run.worker, n(run.slot), run.module ?? "", run.unitId, n(run.attempt), ...(place ? [place.runnerReadyAtMs, place.run] : [])].join("\n");

function stripes(context, left, top, wide, tall, shade) {
  context.save();
  context.beginPath();
  context.rect(left, top, wide, tall);
  context.clip();
  context.strokeStyle = shade;
  context.globalAlpha = 0.55;
  context.lineWidth = 1.5;
  for (let at = left - tall; at < left + wide; at += 5) {
    context.beginPath();
    context.moveTo(at, top + tall);
    context.lineTo(at + tall, top);
    context.stroke();
  }
  context.restore();
}

function fitted(context, text, width) {
  if (context.measureText(text).width <= width) {
    return text;
  }
  let end = text.length;
  while (end > 1 && context.measureText(`${text.slice(0, end)}…`).width > width) {
    end = Math.floor(end * 0.9);
  }
  return `${text.slice(0, end)}…`;
}

function niceStep(ms) {
  const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000, 7_200_000, 21_600_000, 86_400_000];
  return steps.find((step) => step >= ms) ?? 86_400_000;
}
