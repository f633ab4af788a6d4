// Trunks: whether one may push, why not, since when and by whom; and how to change that.
import { call } from "./api.js";
import { asked } from "./ask.js";
import { clip, h } from "./dom.js";
import { ago, clock, n } from "./format.js";
import { empty, pill } from "./parts.js";

const OPEN = { text: "open", kind: "passed", glyph: "✓" };
const BLOCKED = { text: "blocked", kind: "failed", glyph: "✕" };
const CAUSES = { BLOCK_CAUSE_RED_BUILD: "a red build", BLOCK_CAUSE_PERSON: "a person", BLOCK_CAUSE_ROLLOUT: "a rollout" };

export function trunkList(trunks) {
  const known = [...trunks].sort((a, b) => (b.blocks ?? []).length - (a.blocks ?? []).length);
  return [
    known.length === 0 ? empty("No trunk was ever blocked: all are open.") : known.map(trunkPart),
    h("p", {}, h("button", { type: "button", onclick: () => block() }, "Block a trunk…")),
  ];
}

function trunkPart(trunk) {
  const blocks = trunk.blocks ?? [];
  return h("article", { class: "trunk" },
    h("h3", {}, h("bdi", {}, trunk.branch), trunk.suite && h("small", {}, " ", h("bdi", {}, trunk.suite)), " ", pill(blocks.length > 0 ? BLOCKED : OPEN),
      " ", blocks.length > 0 && h("button", { type: "button", onclick: () => open(trunk) }, "Open…")),
    blocks.map((one) => h("p", {}, clip(one.reason ?? "", 400), " ",
      h("small", {}, `by ${CAUSES[one.cause] ?? "somebody"}`, one.by && [", ", h("bdi", {}, clip(one.by, 200))], ", ", h("span", { title: clock(one.sinceMs) }, ago(one.sinceMs)),
        n(one.untilMs) > 0 && `, until ${clock(one.untilMs)}`),
      one.buildId && [" ", h("a", { href: `/builds/${encodeURIComponent(one.buildId)}` }, "Build ", one.buildId)])),
    blocks.length === 0 && n(trunk.openedAtMs) > 0 && h("p", {}, h("small", {}, "opened by ", h("bdi", {}, clip(trunk.openedBy ?? "", 200)), `, ${ago(trunk.openedAtMs)}`, trunk.openedFor && [": ", h("bdi", {}, clip(trunk.openedFor, 300))])));
}

function open(trunk) {
  asked(`Open ${trunk.branch}${trunk.suite ? ` for ${trunk.suite}` : ""}`, [["reason", "Why", { required: false }], ["by", "Who you are"]], ({ reason, by }) =>
    call("trunk.v1.TrunkService/OpenTrunk", { branch: trunk.branch, suite: trunk.suite ?? "", reason, by }));
}

function block() {
  asked("Block a trunk", [["branch", "Branch"], ["reason", "Why", { required: false }], ["by", "Who you are"]], ({ branch, reason, by }) =>
    call("trunk.v1.TrunkService/BlockTrunk", { branch, reason, by, key: `dashboard:${crypto.randomUUID?.() ?? Date.now()}` }));
}
