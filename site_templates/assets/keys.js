// Keyboard shortcuts. They can be switched off, as WCAG 2.1.4 asks of single keys.
"use strict";
(function () {
  const { make, t } = SW;
  const STORE = "storewalk-keys";
  const PAUSE = 1500;   // Milliseconds in which the second key of "g h" is waited for.
  let off = false, first = 0, dialog = null;
  try { off = localStorage.getItem(STORE) === "off"; } catch { off = false; }

  const places = [...document.querySelectorAll(".rail a[data-key]")];
  const name = (link) => link.querySelector("span").textContent;

  function row(keys, text) {
    return [make("dt", {}, ...keys.flatMap((key, index) => (index ? [" ", make("kbd", {}, key)] : [make("kbd", {}, key)]))), make("dd", {}, text)];
  }

  function help() {
    if (dialog) { dialog.showModal(); return; }
    const close = make("button", { type: "button", class: "button strong" }, t("Close"));
    const toggle = make("button", { type: "button", class: "button" });
    const say = () => { toggle.textContent = off ? t("Switch shortcuts on") : t("Switch shortcuts off"); };
    say();
    dialog = make("dialog", { class: "keys", "aria-labelledby": "keys-title" },
      make("h2", { id: "keys-title" }, t("Keyboard shortcuts")),
      make("dl", {}, ...row(["/"], t("Search")), ...row(["?"], t("This help")), ...row(["t"], t("Light or dark theme")),
        ...places.flatMap((link) => row(["g", link.dataset.key], name(link)))),
      make("p", { class: "keys-foot" }, close, toggle));
    close.addEventListener("click", () => dialog.close());
    toggle.addEventListener("click", function () {
      off = !off;
      try { localStorage.setItem(STORE, off ? "off" : "on"); } catch { /* a private window forgets */ }
      say();
    });
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    document.body.append(dialog);
    dialog.showModal();
  }

  document.addEventListener("keydown", function (event) {
    if (off || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    // A dialog just closed holds the focus until the browser paints: nobody types into its field.
    if (event.target.closest("input, select, textarea, [contenteditable]") && !event.target.closest("dialog")) return;
    const second = event.timeStamp - first < PAUSE;
    first = 0;
    if (second) {
      const link = places.find((one) => one.dataset.key === event.key);
      if (link) { event.preventDefault(); location.href = link.href; return; }
    }
    if (event.key === "g") first = event.timeStamp;
    else if (event.key === "/" && document.querySelector("[data-search]")) { event.preventDefault(); SW.openSearch(); }
    else if (event.key === "?") { event.preventDefault(); help(); }
    else if (event.key === "t") document.querySelector("[data-theme-toggle]").click();
  });

  for (const button of document.querySelectorAll("[data-keys]")) {
    button.hidden = false;
    button.addEventListener("click", help);
  }
})();
