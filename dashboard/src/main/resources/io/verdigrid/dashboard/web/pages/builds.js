// Builds, newest first, with how long each took.
import { call } from "../lib/api.js";
import { buildChart } from "../lib/buildchart.js";
import { h, put } from "../lib/dom.js";
import { ago, buildTime, clock, isOpen, n, percent, span } from "../lib/format.js";
import { empty, redWords, revision, scroll, section, statusPill, verdictBar } from "../lib/parts.js";

const PAGE = 50;

export async function show(main) {
  const address = new URL(location.href);
  const suite = address.searchParams.get("suite") ?? "";
  const before = address.searchParams.get("before") ?? "";
  const answer = await call("build.v1.BuildService/ListBuilds", { suite, pageSize: PAGE, pageToken: before });
  const builds = answer.builds ?? [];
  const older = answer.nextPageToken ? link(suite, answer.nextPageToken) : null;
  put(main,
    h("div", { class: "head" }, h("h1", {}, suite === "" ? "Builds" : h("span", {}, "Builds of ", h("bdi", {}, suite))),
      suite !== "" && h("a", { href: "/builds" }, "All suites")),
    builds.some((build) => !isOpen(build)) && section("Time", buildChart(builds.filter((build) => !isOpen(build)).reverse())),
    section(before === "" ? "Newest" : "Older", builds.length === 0
      ? empty("No build yet. ", h("code", {}, "verdigrid run --coordinator HOST:PORT --project DIR"), " starts one.")
      : table(builds),
    older && h("p", {}, h("a", { href: older }, "Older builds"))));
}

function link(suite, before) {
  const params = new URLSearchParams({ before });
  if (suite !== "") {
    params.set("suite", suite);
  }
  return `/builds?${params}`;
}

/** Also for the page Now. */
export function table(builds) {
  return scroll("Builds", h("table", {},
    h("thead", {}, h("tr", {}, ["Build", "Status", "Suite", "Revision", "Branch"].map((title) => h("th", { scope: "col" }, title)),
      h("th", { scope: "col", class: "n" }, "Time"), h("th", { scope: "col", class: "n" }, "Of the bound"),
      h("th", { scope: "col" }, "Tests"), h("th", { scope: "col", class: "n" }, "Submitted"))),
    h("tbody", {}, builds.map((build) => h("tr", {},
      h("td", {}, h("a", { href: `/builds/${encodeURIComponent(build.id)}` }, build.id)),
      h("td", {}, statusPill(build)),
      h("td", {}, h("a", { href: `/builds?suite=${encodeURIComponent(build.spec?.suite ?? "")}` }, h("bdi", {}, build.spec?.suite ?? ""))),
      h("td", {}, revision(build)),
      h("td", {}, h("bdi", {}, build.spec?.branch ?? "")),
      h("td", { class: "n" }, span(buildTime(build))),
      h("td", { class: "n" }, n(build.account?.makespanMs) > 0 ? percent(n(build.account.lowerBoundMs) / n(build.account.makespanMs)) : "–"),
      h("td", { class: "bar-cell" }, verdictBar(build.counts), redWords(build.counts)),
      h("td", { class: "n", title: clock(build.submittedAtMs) }, ago(build.submittedAtMs)))))));
}
