// All tests, sorted by what costs most and filtered as one types; the address carries all of it.
import { call } from "../lib/api.js";
import { h, put } from "../lib/dom.js";
import { ago, clock, count, n, percent, simple, span } from "../lib/format.js";
import { statePill, testAddress } from "../lib/states.js";
import { VirtualRows } from "../lib/virtual.js";

const COLUMNS = [
  { title: "Test", sort: "SORT_NAME", width: "minmax(18rem, 1fr)", cell: name },
  { title: "State", sort: null, width: "8rem", cell: (test) => statePill(test.judgement) },
  { title: "Pass rate", sort: "SORT_PASS_RATE", width: "12rem", cell: rate },
  { title: "Runs", sort: "SORT_RUNS", width: "4.5rem", n: true, cell: (test) => count(test.runs) },
  { title: "Median", sort: "SORT_MEDIAN", width: "5.5rem", n: true, cell: (test) => passTime(test, test.medianUs) },
  { title: "p95", sort: "SORT_P95", width: "5.5rem", n: true, cell: (test) => passTime(test, test.p95Us) },
  { title: "Time lost", sort: "SORT_TIME_LOST", width: "6rem", n: true, cell: (test) => (n(test.timeLostUs) === 0 ? "–" : span(n(test.timeLostUs) / 1000)) },
  { title: "Last red", sort: null, width: "8.5rem", n: true, cell: (test) => (n(test.lastRedAtMs) === 0 ? "never" : h("span", { title: clock(test.lastRedAtMs) }, ago(test.lastRedAtMs))) },
];

export async function show(main) {
  const params = new URL(location.href).searchParams;
  const state = { filter: params.get("filter") ?? "", suite: params.get("suite") ?? "", sort: params.get("sort") ?? "SORT_TIME_LOST", reverse: params.get("reverse") === "true" };
  const total = h("span", { class: "quiet", role: "status" });
  const rows = new VirtualRows(COLUMNS.map((column) => column.width).join(" "), "Tests", titles, row, page);
  const search = h("input", { type: "search", value: state.filter, placeholder: "Class or test", "aria-label": "Filter by class or test", oninput() {
    state.filter = search.value;
    changed();
  } });
  const suite = h("select", { onchange() {
    state.suite = suite.value;
    changed();
  } }, h("option", { value: "" }, "all suites"));
  put(main, h("h1", {}, "Tests"), h("section", {}, h("div", { class: "tools" }, search, h("label", {}, "Suite", suite), total), rows.element));

  function changed() {
    const address = new URL(location.href);
    for (const [key, value] of Object.entries(state)) {
      if (value === "" || value === false || (key === "sort" && value === "SORT_TIME_LOST")) {
        address.searchParams.delete(key);
      } else {
        address.searchParams.set(key, String(value));
      }
    }
    history.replaceState(null, "", address);
    rows.reload();
  }

  async function page(offset, limit, signal) {
    const answer = await call("history.v1.HistoryService/ListTests", { ...state, pageSize: limit, pageToken: offset === 0 ? "" : String(offset) }, signal);
    put(total, `${count(answer.total)} tests`);
    return { rows: answer.tests ?? [], total: n(answer.total) };
  }

  function titles() {
    return COLUMNS.map((column) => {
      const chosen = column.sort === state.sort;
      const order = chosen ? (state.reverse ? " ▲" : " ▼") : "";
      return h("span", { class: column.n ? "n" : "", role: "columnheader", "aria-sort": chosen ? (state.reverse ? "ascending" : "descending") : null },
        column.sort === null ? column.title : h("button", { type: "button", onclick() {
          state.reverse = chosen && !state.reverse;
          state.sort = column.sort;
          changed();
        } }, column.title, h("span", { "aria-hidden": "true" }, order)));
    });
  }

  const known = await call("build.v1.BuildService/ListBuilds", { pageSize: 200 });
  for (const name of [...new Set([state.suite, ...(known.builds ?? []).map((build) => build.spec?.suite ?? "")])].sort()) {
    if (name !== "") {
      suite.append(h("option", { value: name, selected: name === state.suite }, name));
    }
  }
  await rows.reload();
}

const row = (test) => COLUMNS.map((column) => h("span", { class: column.n ? "n" : "", role: "cell" }, column.cell(test)));

function name(test) {
  const short = simple(test.className);
  return h("span", { title: `${test.className}#${test.name}` }, h("a", { href: testAddress(test) }, h("bdi", {}, short, "#", test.name ?? "")), " ",
    h("small", {}, h("bdi", {}, (test.className ?? "").slice(0, -short.length - 1))));
}

const passTime = (test, us) => (n(test.passes) === 0 ? "–" : span(n(us) / 1000));

function rate(test) {
  if (n(test.runs) === 0) {
    return "never run";
  }
  const low = n(test.passRateLow);
  const high = n(test.passRateHigh);
  const value = n(test.passes) / n(test.runs);
  const kind = value === 1 ? "" : value < 0.5 ? "low" : "middle";
  return h("span", { title: `${count(test.passes)} of ${count(test.runs)}; 95 % interval ${percent(low, 1)} to ${percent(high, 1)}${n(test.intermittentBuilds) > 0 ? `; red and green in ${count(test.intermittentBuilds)} builds` : ""}` },
    h("span", { class: `rate ${kind}`, "aria-hidden": "true" }, h("span", { style: { left: `${low * 100}%`, width: `${Math.max(3, (high - low) * 100)}%` } })),
    percent(value, value < 1 ? 1 : 0), n(test.intermittentBuilds) > 0 && h("span", { class: "count intermittent" }, ` ≈ ${count(test.intermittentBuilds)}`));
}
