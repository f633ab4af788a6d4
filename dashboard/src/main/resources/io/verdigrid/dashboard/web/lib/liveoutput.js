// The output of running tests as it comes: the last of it, of each test that wrote.
import { eachFrame, h, put, visible } from "./dom.js";

const KEPT_CHARACTERS = 8_000;
const KEPT_TESTS = 6;

export class LiveOutput {
  constructor() {
    this.element = h("div", {}, h("p", { class: "empty" }, "No running test has written anything."));
    this.texts = new Map();
    this.decoder = new TextDecoder();
    this.draw = eachFrame(() => this.#draw());
  }

  /** A message OutputChunk; bytes come as base64. */
  add(chunk) {
    const bytes = Uint8Array.from(atob(chunk.data ?? ""), (c) => c.charCodeAt(0));
    const before = this.texts.get(chunk.uniqueId) ?? "";
    this.texts.delete(chunk.uniqueId);
    this.texts.set(chunk.uniqueId, (before + this.decoder.decode(bytes)).slice(-KEPT_CHARACTERS));
    if (this.texts.size > KEPT_TESTS) {
      this.texts.delete(this.texts.keys().next().value);
    }
    this.draw();
  }

  #draw() {
    put(this.element, [...this.texts].reverse().map(([test, text]) => h("div", {},
      h("h3", {}, h("code", {}, visible(test.replace(/^.*\[class:/, "").replaceAll("]/[", " ").replace(/\]$/, "")))),
      h("pre", { tabindex: "0" }, text))));
  }
}
