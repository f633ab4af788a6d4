// Where a build's time went.
import { h } from "./dom.js";
import { count, n, percent, simple, span } from "./format.js";
import { scroll, section, tile, tiles } from "./parts.js";

const PARTS = {
  KIND_START_UP: "Runners' starts",
  KIND_DISCOVERY: "Discovery",
  KIND_TRANSFER: "Transfer",
  KIND_WAITING: "Waiting between units",
  KIND_TAIL: "Idle at the end",
  KIND_LONGEST_UNIT: "Idle beside the last class",
  KIND_RETESTS: "Retests",
  KIND_COPIES: "Copies",
  KIND_FIXTURES_AGAIN: "Fixtures paid again",
  KIND_LOST: "Lost work",
  KIND_OTHER_BUILDS: "Other builds",
  KIND_ABSENT: "Slots not there",
  KIND_UNKNOWN: "Before the coordinator's restart",
};

export function accountSection(build) {
  const account = build.account ?? {};
  const makespan = n(account.makespanMs);
  if (makespan === 0) {
    return null;
  }
  const slots = Math.max(1, n(account.slots));
  const bound = n(account.lowerBoundMs);
  const parts = (account.parts ?? []).map((part) => ({ name: PARTS[part.kind] ?? part.kind, wall: n(part.slotTimeMs) / slots })).sort((a, b) => b.wall - a.wall);
  const longest = account.longest?.className && n(account.longest.slotTimeMs) >= bound - 1;
  return [
    section("Where the time went",
      tiles(
        tile("Took", span(makespan)),
        tile("Bound", span(bound), longest ? h("span", {}, "the class ", h("bdi", {}, simple(account.longest.className))) : `no schedule on ${count(slots)} slots is shorter`),
        tile("Of the bound", percent(bound / makespan, 1)),
        tile("Slots", count(slots)),
        tile("Units", count(account.units), `${count(account.unitsWithHistory)} with history`),
        tile("JVMs started", count(account.runnersStarted)),
        tile("Retests", count(account.retests))),
      scroll("Where the time went", h("table", {},
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Part"), h("th", { scope: "col", class: "n" }, "Wall time"), h("th", { scope: "col", class: "n" }, "Share"), h("th", { scope: "col" }, h("span", { class: "unseen" }, "Share as a bar")))),
        h("tbody", {}, [{ name: "The bound", wall: bound, kind: "passed" }, ...parts].map(({ name, wall, kind }) => h("tr", {},
          h("td", {}, name), h("td", { class: "n" }, span(wall)), h("td", { class: "n" }, percent(wall / makespan, 1)),
          h("td", { class: "bar-cell" }, h("div", { class: "shares", "aria-hidden": "true" },
            h("span", { class: kind ?? "intermittent", style: { "flex-grow": String(wall / makespan) } }), h("span", { class: "rest", style: { "flex-grow": String(Math.max(0, 1 - wall / makespan)) } }))))))))),
    h("div", { class: "two" },
      (account.costliest ?? []).length > 0 && section("Classes that cost most", scroll("Classes that cost most", h("table", {},
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Class"), ["Without it", "Cut", "Twice as fast"].map((title) => h("th", { scope: "col", class: "n" }, title)))),
        h("tbody", {}, account.costliest.map((one) => h("tr", {},
          h("td", { class: "wrap" }, className(one.className), h("small", {}, ` ${count(one.tests)} tests`), one.whole && h("small", {}, h("br"), `not cut: ${one.whole}`)),
          [one.wallMs, one.whole ? -1 : one.cutSavesMs, one.fasterSavesMs].map((ms) => h("td", { class: "n" }, n(ms) > 0 ? `−${span(ms)}` : "–")))))))),
      (account.slowest ?? []).length > 0 && section("Longest units", scroll("Longest units", h("table", {},
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Class"), h("th", { scope: "col", class: "n" }, "Tests"), h("th", { scope: "col", class: "n" }, "Held a slot for"))),
        h("tbody", {}, account.slowest.map((one) => h("tr", {}, h("td", { class: "wrap" }, className(one.className)), h("td", { class: "n" }, count(one.tests)), h("td", { class: "n" }, span(one.slotTimeMs)))))))))
  ];
}

const className = (name) => h("a", { href: `/tests?filter=${encodeURIComponent(name ?? "")}`, title: name }, h("bdi", {}, simple(name)));
