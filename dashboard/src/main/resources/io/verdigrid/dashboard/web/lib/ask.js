// A question in a dialog, and what is done with its answers.
import { h, put } from "./dom.js";

const WHO = "verdigrid-who";

/** `fields` are names with labels, and what the input is told beside; `act` gets the answers, and what it throws is said in the dialog, which stays. */
export function asked(title, fields, act) {
  const said = h("p", { class: "problem", role: "alert" });
  const inputs = fields.map(([name, label, more = {}]) => h("label", {}, label, h("input", { name, required: true, maxlength: more.type === "number" ? null : "200", value: name === "by" ? localStorage.getItem(WHO) ?? "" : "", ...more })));
  const dialog = h("dialog", { "aria-label": title, onclose: () => dialog.remove() },
    h("form", { async onsubmit(event) {
      event.preventDefault();
      const answers = Object.fromEntries(new FormData(event.target));
      if (answers.by) {
        localStorage.setItem(WHO, answers.by);
      }
      try {
        await act(answers);
        dialog.close();
      } catch (e) {
        put(said, e.message);
      }
    } }, h("h2", {}, title), inputs, said,
    h("div", { class: "tools" }, h("button", { type: "submit", class: "main" }, title), h("button", { type: "button", onclick: () => dialog.close() }, "Leave it"))));
  document.body.append(dialog);
  dialog.showModal();
}
