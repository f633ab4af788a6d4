// Build times beside each other: a bar a build, coloured by its end, with the goal as a line.
import uPlot from "/lib/uplot/uPlot.esm.js";
import { h } from "./dom.js";
import { buildTime, clock, span, status } from "./format.js";

const NICE_SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600];

export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** Builds that have ended, oldest first; `goalMs` may be left out. */
export function buildChart(builds, goalMs = null) {
  const note = h("p", { class: "quiet", role: "status" }, "Each bar is a build; a click opens it.");
  const place = h("div", { class: "chart", role: "img", "aria-label":
    `Times of ${builds.length} builds: ${builds.map((build) => `${status(build.status).text} ${span(buildTime(build))}`).slice(-10).join(", ")}` });
  new ResizeObserver(() => draw()).observe(place);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => draw());
  let plot = null;
  let width = 0;

  function draw() {
    width = place.clientWidth;
    plot?.destroy();
    if (width === 0) {
      return;
    }
    const times = builds.map((build) => buildTime(build) / 1000);
    const top = Math.max(...times, goalMs === null ? 0 : goalMs / 1000, 1) * 1.1;
    plot = new uPlot({
      width,
      height: 190,
      cursor: { drag: { x: false, y: false }, points: { show: false }, y: false },
      legend: { show: false },
      scales: { x: { time: false, range: [-0.6, Math.max(builds.length, 12) - 0.4] }, y: { range: [0, top] } },
      axes: [
        { show: false },
        { incrs: NICE_SECONDS, stroke: colour("quiet"), grid: { stroke: colour("line"), width: 1 }, ticks: { show: false }, size: 70,
          values: (_, values) => values.map((value) => (value === 0 ? "0" : span(value * 1000))) },
      ],
      series: [{}, { label: "time", paths: () => null, points: { show: false } }],
      hooks: {
        draw: [(u) => bars(u)],
        setCursor: [(u) => {
          const build = builds[u.cursor.idx ?? -1];
          note.textContent = build === undefined ? "Each bar is a build; a click opens it."
            : `${build.id}: ${status(build.status).text} after ${span(buildTime(build))}, ${clock(build.submittedAtMs)}`;
        }],
      },
    }, [builds.map((_, i) => i), times], place);
    plot.over.addEventListener("click", () => {
      const build = builds[plot.cursor.idx ?? -1];
      if (build) {
        location.href = `/builds/${encodeURIComponent(build.id)}`;
      }
    });
  }

  function bars(u) {
    const context = u.ctx;
    const step = u.valToPos(1, "x", true) - u.valToPos(0, "x", true);
    const wide = Math.max(2, Math.min(step * 0.72, 40 * devicePixelRatio));
    const floor = u.valToPos(0, "y", true);
    builds.forEach((build, i) => {
      const y = u.valToPos(u.data[1][i], "y", true);
      context.fillStyle = colour(status(build.status).kind);
      context.beginPath();
      context.roundRect(u.valToPos(i, "x", true) - wide / 2, y, wide, Math.max(1, floor - y), [3, 3, 0, 0]);
      context.fill();
    });
    if (goalMs !== null) {
      const y = Math.round(u.valToPos(goalMs / 1000, "y", true)) + 0.5;
      context.strokeStyle = colour("ink");
      context.setLineDash([6, 4]);
      context.beginPath();
      context.moveTo(u.bbox.left, y);
      context.lineTo(u.bbox.left + u.bbox.width, y);
      context.stroke();
      context.setLineDash([]);
    }
  }

  return h("div", {}, place, note);
}
