// How long a test took, attempt by attempt: the colour says how it ended, the shape where it ran.
import uPlot from "/lib/uplot/uPlot.esm.js";
import { colour } from "./buildchart.js";
import { h } from "./dom.js";
import { clock, n, outcomeKind, span, word } from "./format.js";

const SHAPES = [
  ["circle", "●", (c, x, y, r) => c.arc(x, y, r, 0, 2 * Math.PI)],
  ["square", "■", (c, x, y, r) => c.rect(x - r, y - r, 2 * r, 2 * r)],
  ["triangle", "▲", (c, x, y, r) => polygon(c, [[x, y - r * 1.2], [x + r * 1.1, y + r * 0.8], [x - r * 1.1, y + r * 0.8]])],
  ["diamond", "◆", (c, x, y, r) => polygon(c, [[x, y - r * 1.3], [x + r * 1.3, y], [x, y + r * 1.3], [x - r * 1.3, y]])],
  ["turned triangle", "▼", (c, x, y, r) => polygon(c, [[x, y + r * 1.2], [x + r * 1.1, y - r * 0.8], [x - r * 1.1, y - r * 0.8]])],
];

function polygon(context, points) {
  points.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.closePath();
}

/** `attempts` newest first; `change` is a message SlowerTest, or null. */
export function scatter(attempts, change) {
  const shown = [...attempts].reverse().filter((attempt) => n(attempt.durationUs) > 0);
  const workers = [...new Set(shown.map((attempt) => attempt.worker || "unknown"))];
  const shapeOf = (attempt) => SHAPES[workers.indexOf(attempt.worker || "unknown") % SHAPES.length];
  const changeAt = change === null ? -1 : shown.findIndex((attempt) => attempt.buildId === change.firstSlowBuild);
  const usual = change === null ? "Each mark is an attempt; a click opens its build."
    : `Slower since build ${change.firstSlowBuild}: ${span(n(change.beforeUs) / 1000)} before, ${span(n(change.nowUs) / 1000)} now (p = ${Number(change.p).toExponential(1)}).`;
  const note = h("p", { class: "quiet", role: "status" }, usual);
  const times = shown.map((attempt) => n(attempt.durationUs) / 1000);
  const place = h("div", { class: "chart", role: "img", "aria-label": `Durations of ${shown.length} attempts, from ${span(Math.min(...times))} to ${span(Math.max(...times))}. ${usual}` });
  let plot = null;
  new ResizeObserver(() => draw()).observe(place);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => draw());

  function draw() {
    plot?.destroy();
    if (place.clientWidth === 0) {
      return;
    }
    plot = new uPlot({
      width: place.clientWidth,
      height: 230,
      cursor: { drag: { x: false, y: false }, points: { show: false }, y: false },
      legend: { show: false },
      scales: { x: { time: false, range: [-0.8, Math.max(shown.length, 20) - 0.2] }, y: { range: [0, Math.max(...times) * 1.1] } },
      axes: [{ show: false }, { stroke: colour("quiet"), grid: { stroke: colour("line"), width: 1 }, ticks: { show: false }, size: 70,
        values: (_, values) => values.map((value) => (value === 0 ? "0" : span(value))) }],
      series: [{}, { label: "time", paths: () => null, points: { show: false } }],
      hooks: {
        draw: [(u) => marks(u)],
        setCursor: [(u) => {
          const attempt = shown[u.cursor.idx ?? -1];
          note.textContent = attempt === undefined ? usual
            : `${word(attempt.outcome, "OUTCOME_")} in ${span(n(attempt.durationUs) / 1000)} on ${attempt.worker || "an unknown worker"}, build ${attempt.buildId}, ${clock(attempt.startedAtMs)}`;
        }],
      },
    }, [shown.map((_, i) => i), times], place);
    plot.over.addEventListener("click", () => {
      const attempt = shown[plot.cursor.idx ?? -1];
      if (attempt) {
        location.href = `/builds/${encodeURIComponent(attempt.buildId)}`;
      }
    });
  }

  function marks(u) {
    const context = u.ctx;
    if (changeAt >= 0) {
      const x = Math.round(u.valToPos(changeAt - 0.5, "x", true)) + 0.5;
      context.strokeStyle = colour("ink");
      context.setLineDash([6, 4]);
      context.beginPath();
      context.moveTo(x, u.bbox.top);
      context.lineTo(x, u.bbox.top + u.bbox.height);
      context.stroke();
      context.setLineDash([]);
    }
    shown.forEach((attempt, i) => {
      context.fillStyle = colour(outcomeKind(attempt.outcome));
      context.beginPath();
      shapeOf(attempt)[2](context, u.valToPos(i, "x", true), u.valToPos(times[i], "y", true), 4 * devicePixelRatio);
      context.fill();
    });
  }

  const keys = h("p", { class: "keys" }, workers.slice(0, 12).map((worker) => h("span", {}, h("span", { "aria-hidden": "true" }, SHAPES[workers.indexOf(worker) % SHAPES.length][1]), " ", h("bdi", {}, worker))),
    workers.length > 12 && h("span", {}, `and ${workers.length - 12} more`));
  return h("div", {}, place, note, keys);
}
