// Sets the theme, and whether the report is old, before the first paint. A classic script in the head, so it also runs from a disk.
"use strict";
(function () {
  let chosen = null;
  try { chosen = localStorage.getItem("storewalk-theme"); } catch { chosen = null; }
  const system = matchMedia("(prefers-color-scheme: dark)");
  function apply() {
    const dark = chosen ? chosen === "dark" : system.matches;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  }
  // A report that is old says so from the first paint on: a banner that comes later moves the page.
  const root = document.documentElement;
  if (Date.now() - Date.parse(root.dataset.started) > 36 * 3600000) root.dataset.old = "";
  apply();
  system.addEventListener("change", apply);
  window.SW = window.SW || {};
  SW.toggleTheme = function () {
    chosen = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    try { localStorage.setItem("storewalk-theme", chosen); } catch { /* a private window forgets */ }
    apply();
    document.dispatchEvent(new Event("sw-theme"));
  };
})();
