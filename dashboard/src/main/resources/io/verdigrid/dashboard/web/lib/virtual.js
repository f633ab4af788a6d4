// A table of any length of which only what is seen is there: pages of rows are asked for as one scrolls.
import { eachFrame, h, put } from "./dom.js";

const PAGE = 100;
const KEPT = 30;

/** Rows of one height. `titles` and `row` make cells; `page(offset, limit, signal)` promises `{rows, total}`. */
export class VirtualRows {
  constructor(columns, label, titles, row, page) {
    this.columns = columns;
    this.titles = titles;
    this.row = row;
    this.page = page;
    this.pages = new Map();
    this.total = 0;
    this.asking = new AbortController();
    this.head = h("div", { class: "row titles", role: "row", style: { "grid-template-columns": columns } });
    this.spacer = h("div", { class: "spacer", role: "rowgroup" });
    this.element = h("div", { class: "virtual", role: "table", "aria-label": label, tabindex: "0" }, h("div", { role: "rowgroup" }, this.head), this.spacer);
    this.draw = eachFrame(() => this.#draw());
    this.element.addEventListener("scroll", this.draw, { passive: true });
    new ResizeObserver(this.draw).observe(this.element);
  }

  /** Forgets all and begins at the top; what is shown stays until there is something new. */
  async reload() {
    this.asking.abort();
    this.asking = new AbortController();
    put(this.head, this.titles());
    const asked = this.asking;
    try {
      const first = await this.page(0, PAGE, asked.signal);
      if (asked.signal.aborted) {
        return;
      }
      this.pages = new Map([[0, first.rows]]);
      this.total = first.total;
      this.element.scrollTop = 0;
      this.#draw();
    } catch (e) {
      if (e.name !== "AbortError") {
        throw e;
      }
    }
  }

  #height() {
    return this.head.offsetHeight || 33;
  }

  #draw() {
    const height = this.#height();
    this.element.setAttribute("aria-rowcount", String(this.total + 1));
    this.spacer.style.height = `${this.total * height}px`;
    const from = Math.max(0, Math.floor(this.element.scrollTop / height) - 8);
    const to = Math.min(this.total, from + Math.ceil(this.element.clientHeight / height) + 16);
    const shown = [];
    for (let i = from; i < to; i++) {
      const row = this.#at(i);
      shown.push(h("div", { class: "row", role: "row", "aria-rowindex": String(i + 2), style: { top: `${i * height}px`, "grid-template-columns": this.columns } }, row ? this.row(row) : h("span", { role: "cell", class: "quiet" }, "…")));
    }
    put(this.spacer, shown);
  }

  #at(index) {
    const number = Math.floor(index / PAGE);
    if (!this.pages.has(number)) {
      this.pages.set(number, null);
      this.#fetch(number);
    }
    return this.pages.get(number)?.[index % PAGE];
  }

  async #fetch(number) {
    const asked = this.asking;
    try {
      const some = await this.page(number * PAGE, PAGE, asked.signal);
      if (asked.signal.aborted) {
        return;
      }
      this.pages.set(number, some.rows);
      this.total = some.total;
      for (const old of [...this.pages.keys()].slice(0, -KEPT)) {
        this.pages.delete(old);
      }
      this.draw();
    } catch (e) {
      if (e.name !== "AbortError") {
        this.pages.delete(number);
        throw e;
      }
    }
  }
}
