// Search from anywhere: report pages, checks, products, the glossary, and every URL.
"use strict";
(function () {
  const { make, t } = SW;
  const SHOWN = 8;   // Of each group: the first screen of a phone.
  let dialog = null, index = null, urls = null, typed = 0;

  async function load() {
    if (index) return;
    index = await SW.load(SW.root + "data/search.js", "search", 0);
    for (const group of index.groups) {
      for (const row of group.rows) row.text = (row[0] + " " + row[1] + " " + row[3]).toLowerCase();
    }
  }

  // The URLs are those of the list of pages: one copy of 100,000 addresses is enough.
  async function loadUrls() {
    const { shard } = index.urls, kind = "table:pages";
    const first = await SW.load(SW.root + shard + "-0.js", kind, 0);
    const parts = [first];
    for (let part = 1; part < first.parts; part += 1) parts.push(await SW.load(SW.root + shard + "-" + part + ".js", kind, part));
    urls = new SW.Rows(parts);
  }

  // 3: the text begins so, 2: a word does, 1: it is in there, 0: it is not.
  function rank(row, words) {
    if (!words.every((word) => row.text.includes(word))) return 0;
    const text = row[0].toLowerCase();
    if (text.startsWith(words[0])) return 3;
    return words.some((word) => new RegExp("(^|[^\\p{L}\\p{N}])" + word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "u").test(text)) ? 2 : 1;
  }

  function known(words) {
    return index.groups.map(function (group) {
      const hits = [];
      group.rows.forEach((row, place) => { const value = rank(row, words); if (value) hits.push([value, place, row]); });
      hits.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
      return { name: group.name, all: hits.length, rows: hits.slice(0, SHOWN).map((hit) => hit[2]) };
    }).filter((group) => group.all);
  }

  function addresses(words) {
    const url = urls.values("url"), title = urls.values("title"), page = urls.values("page");
    const rows = [];
    let all = 0;
    for (let row = 0; row < urls.n; row += 1) {
      const address = url(row), name = title(row) || "";
      const text = (address + " " + name).toLowerCase();
      if (!words.every((word) => text.includes(word))) continue;
      all += 1;
      if (rows.length < SHOWN && page(row)) rows.push([SW.path(address), name, "page.html#u=" + page(row)]);
    }
    const more = "pages.html#pages.q=" + encodeURIComponent(words.join(" "));
    return { name: index.urls.name, all: all, rows: rows, more: words.length === 1 ? more : "" };
  }

  function drawn(group) {
    const id = "found-" + group.name.replace(/\W+/g, "-");
    const items = group.rows.map((row) => make("li", {}, make("a", { href: SW.root + row[2] }, make("span", {}, row[0]), make("span", {}, row[1]))));
    if (group.more && group.all > group.rows.length) {
      items.push(make("li", {}, make("a", { href: SW.root + group.more }, make("span", {}, t("All {n} in the list of pages", { n: SW.number(group.all) })), make("span", {}))));
    }
    return make("section", { "aria-labelledby": id }, make("h3", { id: id }, group.name), make("ul", {}, ...items));
  }

  async function search(text) {
    const round = ++typed;
    if (!index) return;   // The first keys come before the file; they are searched for when it is there.
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const { list, status } = dialog;
    if (!words.length) { list.replaceChildren(); status.textContent = t("Type a word of a check, a product or an address."); return; }
    const groups = known(words);
    list.replaceChildren(...groups.map(drawn));
    const count = (all) => SW.n("{n} place found.", "{n} places found.", all, { n: SW.number(all) });
    const sum = groups.reduce((all, group) => all + group.all, 0);
    status.textContent = count(sum) + (urls ? "" : " " + t("Reading the addresses …"));
    try {
      if (!urls) await loadUrls();
    } catch { status.textContent = count(sum) + " " + t("The addresses could not be read."); return; }
    if (round !== typed) return;
    const found = addresses(words);
    if (found.all) list.append(drawn(found));
    status.textContent = sum + found.all ? count(sum + found.all) : t("Nothing found.");
  }

  function build() {
    const input = make("input", { type: "search", "aria-label": t("Search the report"), placeholder: t("Check, product, address or word"), autocomplete: "off", spellcheck: "false" });
    const close = make("button", { type: "button", class: "button" }, t("Close"));
    const list = make("div", { class: "finder-list" });
    const status = make("p", { class: "finder-foot", role: "status" });
    const box = make("dialog", { class: "finder", "aria-label": t("Search") }, make("div", { class: "finder-head" }, input, close), list, status);
    Object.assign(box, { list, status, field: input });
    input.addEventListener("input", () => search(input.value));
    close.addEventListener("click", () => box.close());
    box.addEventListener("click", (event) => { if (event.target === box || event.target.closest("a")) box.close(); });
    box.addEventListener("keydown", move);
    document.body.append(box);
    return box;
  }

  // Arrows go from the field through the links and back; Enter in the field opens the first.
  function move(event) {
    const links = [...dialog.querySelectorAll(".finder-list a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Enter" && at < 0 && links.length && event.target === dialog.field) { event.preventDefault(); links[0].click(); return; }
    // A search field would take the first Escape for itself, to empty it.
    if (event.key === "Escape") { event.preventDefault(); dialog.close(); return; }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const next = at + (event.key === "ArrowDown" ? 1 : -1);
    (next < 0 ? dialog.field : links[Math.min(next, links.length - 1)] || dialog.field).focus();
  }

  SW.openSearch = async function () {
    dialog = dialog || build();
    dialog.showModal();
    dialog.field.select();
    try { await load(); } catch { dialog.status.textContent = t("The search could not be loaded."); return; }
    search(dialog.field.value);
  };

  for (const button of document.querySelectorAll("[data-search]")) {
    button.hidden = false;
    button.addEventListener("click", SW.openSearch);
  }
})();
