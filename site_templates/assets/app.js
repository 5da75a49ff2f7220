// Small things of every page: data files, the theme button, the age of the report, charts.
"use strict";
(function () {
  const waiting = new Map();
  const loading = new Map();
  const stored = new Map();

  // Data files call this. They are scripts, because fetch is forbidden on a disk.
  SW.data = function (kind, part, value) {
    const name = kind + "/" + part;
    stored.set(name, value);
    const wait = waiting.get(name);
    if (wait) { wait(value); waiting.delete(name); }
  };

  // The same, packed: gzip in base64, unpacked by the browser itself.
  SW.packed = function (kind, part, text) { stored.set(kind + "/" + part, unpacked(text)); };

  function bytes(text) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    const plain = atob(text), all = new Uint8Array(plain.length);
    for (let place = 0; place < plain.length; place += 1) all[place] = plain.charCodeAt(place);
    return all;
  }

  async function unpacked(text) {
    const stream = new Blob([bytes(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  SW.load = function (src, kind, part) {
    const name = kind + "/" + part;
    if (stored.has(name)) return Promise.resolve(stored.get(name));
    if (!loading.has(src)) {
      loading.set(src, new Promise(function (resolve, reject) {
        const script = document.createElement("script");
        script.src = src;
        script.onload = function () { resolve(stored.get(name)); };
        script.onerror = function () { reject(new Error(SW.t("{file} cannot be loaded", { file: src }))); };
        document.head.append(script);
      }));
    }
    return loading.get(src);
  };

  // The words of the report's language; English is the text itself. {names} are filled in.
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? values[name] : whole));
  }
  SW.t = (text, values) => fill(SW.words[text] || text, values);
  SW.n = function (one, many, n, values) {
    const forms = SW.forms[one];
    return fill(forms ? forms[SW.plural(n)] : n === 1 ? one : many, values);
  };

  // The language of texts that stay English in every report; null where the report is English.
  SW.english = document.documentElement.lang.startsWith("en") ? null : "en";
  SW.root = document.documentElement.dataset.root;

  const toggle = document.querySelector("[data-theme-toggle]");
  function name() {
    const dark = document.documentElement.dataset.theme === "dark";
    toggle.setAttribute("aria-label", dark ? SW.t("Switch to the light theme") : SW.t("Switch to the dark theme"));
  }
  if (toggle) {
    toggle.hidden = false;
    name();
    toggle.addEventListener("click", function () { SW.toggleTheme(); name(); });
  }

  // On a phone the navigation scrolls: bring the page we are on into view.
  for (const here of document.querySelectorAll("nav a[aria-current]")) {
    const strip = here.closest("nav");
    if (strip.scrollWidth > strip.clientWidth) {
      strip.scrollLeft = here.offsetLeft - strip.clientWidth / 2 + here.offsetWidth / 2;
    }
  }

  // Numbers as the readers write them; tables and cells use it too.
  const numbers = new Intl.NumberFormat(SW.locale, { maximumFractionDigits: 3, useGrouping: "always" });
  SW.number = (value) => (value === null || value === "" ? "–" :
    isNaN(value) ? String(value) : numbers.format(Number(value)));

  const stale = document.querySelector("[data-stale-text]");
  if (stale && "old" in document.documentElement.dataset) {
    const hours = Math.floor((Date.now() - Date.parse(document.documentElement.dataset.started)) / 3600000);
    const days = Math.floor(hours / 24);
    stale.textContent = hours < 72
      ? SW.n("The walk began {n} hour ago. The nightly job may have stopped.", "The walk began {n} hours ago. The nightly job may have stopped.", hours, { n: SW.number(hours) })
      : SW.n("The walk began {n} day ago. The nightly job may have stopped.", "The walk began {n} days ago. The nightly job may have stopped.", days, { n: SW.number(days) });
  }

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  // Explore: the drawing becomes an interactive chart. Vega's interpreter needs no eval.
  async function explore(button) {
    const id = button.dataset.explore;
    const canvas = document.querySelector("#" + id + " .canvas");
    button.disabled = true;
    try {
      const spec = await SW.load(SW.root + "data/chart-" + id + ".js", "chart", id);
      if (!window.vegaEmbed) await SW.load(SW.root + "assets/vega.js", "vega", 0);
      const css = getComputedStyle(document.documentElement);
      const quiet = css.getPropertyValue("--quiet").trim();
      const line = css.getPropertyValue("--line").trim();
      const config = structuredClone(spec.config);
      Object.assign(config.axis, { labelColor: quiet, titleColor: quiet, gridColor: line });
      await window.vegaEmbed(canvas, { ...spec, config: config }, {
        renderer: "svg", ast: true, tooltip: { theme: document.documentElement.dataset.theme },
        actions: { export: true, source: false, compiled: false, editor: false },
      });
      button.remove();
    } catch (error) {
      button.disabled = false;
      button.textContent = SW.t("Explore is not available");
    }
  }
  for (const button of document.querySelectorAll("[data-explore]")) {
    button.hidden = false;
    button.addEventListener("click", function () { explore(button); });
  }
})();
