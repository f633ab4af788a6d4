// Which page this address is, and what is round each page.
import { h, put } from "./lib/dom.js";
import { Problem } from "./lib/api.js";

const PAGES = [
  { path: /^\/$/, nav: "/", title: "Now", module: "./pages/now.js" },
  { path: /^\/builds\/?$/, nav: "/builds", title: "Builds", module: "./pages/builds.js" },
  { path: /^\/builds\/([^/]+)$/, nav: "/builds", title: "Build", module: "./pages/build.js" },
  { path: /^\/tests\/one$/, nav: "/tests", title: "Test", module: "./pages/test.js" },
  { path: /^\/tests\/?$/, nav: "/tests", title: "Tests", module: "./pages/tests.js" },
  { path: /^\/hosts\/?$/, nav: "/hosts", title: "Hosts", module: "./pages/hosts.js" },
];

const main = document.getElementById("main");
const here = PAGES.map((page) => ({ page, match: page.path.exec(location.pathname) })).find(({ match }) => match);

put(document.getElementById("nav"), PAGES.filter((page) => page.title !== "Build" && page.title !== "Test")
  .map((page) => h("a", { href: page.nav, "aria-current": here?.page.nav === page.nav ? "page" : null }, page.title)));

async function show() {
  if (!here) {
    put(main, h("h1", {}, "Nothing here"), h("p", {}, "No page is at ", h("code", {}, location.pathname), "."));
    return;
  }
  document.title = `${here.page.title} · Verdigrid`;
  main.setAttribute("aria-busy", "true");
  try {
    const page = await import(here.page.module);
    await page.show(main, here.match.slice(1).map(decodeURIComponent));
  } catch (e) {
    put(main, h("h1", {}, "That did not work"), h("p", { class: "problem", role: "alert" }, e instanceof Problem ? e.message : String(e)));
    if (!(e instanceof Problem)) {
      throw e;
    }
  } finally {
    main.removeAttribute("aria-busy");
  }
}

show();
