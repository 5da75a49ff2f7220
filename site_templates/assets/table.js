// The table component: sorts, filters, pages and exports columnar data; its state is in the hash.
"use strict";
(function () {
  const SIZES = [50, 100, 500];
  const CHIPS = 7; // a facet with more values becomes a select
  const FOLDED = 4; // more facets than this are folded away until one is used
  const NUMERIC = new Set(["number", "percent", "delta", "gain", "delta_percent", "money", "signed_money", "price", "count", "offer"]);
  const { make, t, english } = SW;

  class Table {
    constructor(box) {
      this.box = box;
      this.id = box.dataset.table;
      this.state = { q: "", sort: [], page: 1, size: 50, facets: {}, columns: [], hidden: [] };
      this.labels = new Map();
    }

    async load() {
      const parts = [];
      for (let part = 0; part < Number(this.box.dataset.parts); part += 1) {
        parts.push(await SW.load(`${this.box.dataset.shard}-${part}.js`, "table:" + this.id, part));
      }
      const begun = performance.now();
      this.data = new SW.Rows(parts);
      this.body = this.box.querySelector("tbody");
      this.readHash();
      this.small = this.data.n <= 12 && !this.fromHash;
      this.build();
      this.update(false);
      performance.measure("table " + this.id, { start: begun });   // make bench reads it
    }

    build() {
      this.box.querySelector(".more")?.remove();
      this.headers = [...this.box.querySelectorAll("th[data-column]")];
      for (const th of this.headers) {
        const column = this.data.columns.find((item) => item.name === th.dataset.column);
        if (column.kind === "places") continue;
        const label = make("button", { type: "button", class: "sort" }, th.textContent, make("span", { class: "arrow", "aria-hidden": "true" }));
        label.addEventListener("click", (event) => this.sortBy(column.name, event.shiftKey));
        th.replaceChildren(label);
      }
      if (!this.small) this.buildTools();
      this.buildPager();
    }

    buildTools() {
      const search = make("input", { type: "search", placeholder: t("Search"), "aria-label": t("Search in: {table}", { table: this.data.parts[0].caption }), value: this.state.q });
      let timer = 0;
      search.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => { this.state.q = search.value; this.state.page = 1; this.update(true); }, 120);
      });
      this.search = search;
      this.tools = make("div", { class: "tools" }, make("div", { class: "search" }, search));
      this.facets = make("div", {});
      for (const column of this.data.columns.filter((item) => item.facet)) this.buildFacet(column);
      this.buildPicker();
      this.buildChooser();
      const boxes = [...this.facets.children];
      // A phone would show a screen of filters before the first row.
      const narrow = matchMedia("(max-width: 40rem)").matches;
      if (boxes.length > FOLDED || (narrow && boxes.length)) {
        const set = this.state.columns.length || Object.keys(this.state.facets).length;
        this.tools.append(make("details", { class: "filters", open: set ? "" : null }, make("summary", {}, t("Filters")), this.facets));
      } else this.tools.append(...boxes);
      if (this.chooser) this.tools.append(this.chooser);
      this.box.prepend(this.tools);
    }

    // Columns of which some can be looked at alone, such as the shops of a matrix.
    buildPicker() {
      const columns = this.data.columns.filter((item) => item.pick);
      if (columns.length < 2) return;
      const box = make("div", { class: "facet", role: "group", "aria-label": t("Only these columns") });
      box.append(make("span", { class: "facet-name", "aria-hidden": "true" }, t("Only")));
      for (const column of columns) {
        const chip = make("button", { type: "button", class: "chip", "aria-pressed": String(this.state.columns.includes(column.name)) }, column.label);
        chip.addEventListener("click", () => {
          const on = !this.state.columns.includes(column.name);
          chip.setAttribute("aria-pressed", String(on));
          this.state.columns = on ? [...this.state.columns, column.name] : this.state.columns.filter((name) => name !== column.name);
          this.state.page = 1;
          this.update(true);
        });
        box.append(chip);
      }
      this.facets.append(box);
    }

    // Which columns are shown at all; on a phone, which lines of a card.
    buildChooser() {
      const columns = this.data.columns.filter((item) => !item.hidden && !item.pick);
      if (columns.length < 4) return;
      const list = make("div", { class: "columns", role: "group", "aria-label": t("Columns") });
      columns.forEach((column, place) => {
        const box = make("input", { type: "checkbox" });
        box.checked = !this.state.hidden.includes(column.name);
        box.disabled = place === 0;   // A row without its first column says nothing.
        box.addEventListener("change", () => {
          this.state.hidden = box.checked ? this.state.hidden.filter((name) => name !== column.name) : [...this.state.hidden, column.name];
          this.update(true);
        });
        list.append(make("label", {}, box, column.label));
      });
      this.chooser = make("details", { class: "chooser", open: this.state.hidden.length ? "" : null }, make("summary", {}, t("Columns")), list);
    }

    shows(column) {
      return !column.hidden && !this.state.hidden.includes(column.name) && (!column.pick || !this.state.columns.length || this.state.columns.includes(column.name));
    }

    buildFacet(column) {
      const { words, codes } = this.data.coded(column.name);
      const each = new Uint32Array(words.length);
      for (let row = 0; row < codes.length; row += 1) each[codes[row]] += 1;
      const counts = new Map();
      words.forEach((word, code) => counts.set(word ?? "", (counts.get(word ?? "") || 0) + each[code]));
      const wanted = this.state.facets[column.name] || [];
      if (counts.size < 2 && !wanted.length) return;
      const order = Object.keys(column.words);
      const names = [...counts.keys()].sort((a, b) => order.indexOf(a) - order.indexOf(b) || (a < b ? -1 : 1));
      const label = (name) => (column.words[name] || [name])[0] || "–";
      const box = make("div", { class: "facet", role: "group", "aria-label": column.label });
      box.append(make("span", { class: "facet-name", "aria-hidden": "true" }, column.label));
      const labels = new Map();   // Value to what says how many rows have it now.
      this.labels.set(column.name, labels);
      if (names.length <= CHIPS) {
        for (const name of names) {
          const number = make("span", { class: "n" }, SW.number(counts.get(name)));
          const chip = make("button", { type: "button", class: "chip", "aria-pressed": String(wanted.includes(String(name))) }, label(name), number);
          labels.set(name, (n) => { number.textContent = SW.number(n); });
          chip.addEventListener("click", () => {
            const on = chip.getAttribute("aria-pressed") !== "true";
            chip.setAttribute("aria-pressed", String(on));
            const chosen = new Set(this.state.facets[column.name] || []);
            if (on) chosen.add(String(name)); else chosen.delete(String(name));
            this.setFacet(column.name, [...chosen]);
          });
          box.append(chip);
        }
      } else {
        const select = make("select", { "aria-label": column.label }, make("option", { value: "" }, t("All")));
        for (const name of names) {
          const option = make("option", { value: "=" + name }, `${label(name)} (${SW.number(counts.get(name))})`);
          labels.set(name, (n) => { option.textContent = `${label(name)} (${SW.number(n)})`; });
          option.selected = wanted.includes(String(name));
          select.append(option);
        }
        select.addEventListener("change", () => this.setFacet(column.name, select.value ? [select.value.slice(1)] : []));
        box.append(select);
      }
      this.facets.append(box);
    }

    setFacet(name, chosen) {
      if (chosen.length) this.state.facets[name] = chosen; else delete this.state.facets[name];
      this.state.page = 1;
      this.update(true);
    }

    buildPager() {
      this.status = make("span", { role: "status" });
      this.previous = make("button", { type: "button", class: "button" }, t("Previous"));
      this.next = make("button", { type: "button", class: "button" }, t("Next"));
      this.previous.addEventListener("click", () => { this.state.page -= 1; this.update(true); });
      this.next.addEventListener("click", () => { this.state.page += 1; this.update(true); });
      const size = make("select", { "aria-label": t("Rows on a page") }, ...SIZES.map((n) => make("option", { value: n }, t("{n} rows", { n: SW.number(n) }))));
      size.value = String(this.state.size);
      size.addEventListener("change", () => { this.state.size = Number(size.value); this.state.page = 1; this.update(true); });
      const save = make("button", { type: "button", class: "button" }, t("Save as CSV"));
      save.addEventListener("click", () => this.save());
      const copy = make("button", { type: "button", class: "button" }, t("Copy link"));
      copy.addEventListener("click", () => this.copy(copy));
      this.pages = make("div", { class: "side" }, this.previous, this.next, size);
      this.pager = make("div", { class: "pager" }, this.status, this.pages, make("div", { class: "side" }, copy, save));
      this.pager.hidden = this.small;
      this.box.append(this.pager);
    }

    sortBy(name, add) {
      const current = this.state.sort.find((item) => item.name === name);
      const numeric = NUMERIC.has(this.data.columns.find((column) => column.name === name).kind);
      const next = current ? { name: name, down: !current.down } : { name: name, down: numeric };
      if (add) this.state.sort = current ? this.state.sort.map((item) => (item.name === name ? next : item)) : [...this.state.sort, next];
      else this.state.sort = [next];
      this.state.page = 1;
      this.update(true);
    }

    rows() {
      const data = this.data, state = this.state;
      const hit = state.q.trim() ? data.matching(state.q.trim()) : null;
      const picked = state.columns.map((name) => data.values(name + "_text"));
      const facets = this.filters();
      const rows = [];
      for (let row = 0; row < data.n; row += 1) {
        if (hit && !hit[row]) continue;
        if (picked.length && picked.every((value) => (value(row) ?? null) === null)) continue;
        let failed = null, fails = 0;
        for (const facet of facets) if (facet.wanted && !facet.wanted[facet.codes[row]]) { failed = facet; fails += 1; }
        // What a facet would show is counted among the rows that all the others let through.
        if (fails === 0) { rows.push(row); for (const facet of facets) facet.counts[facet.codes[row]] += 1; }
        else if (fails === 1) failed.counts[failed.codes[row]] += 1;
      }
      for (const facet of facets) this.recount(facet);
      const orders = state.sort.map((item) => this.order(item)).filter(Boolean);
      if (orders.length) {
        rows.sort((a, b) => {
          for (const order of orders) { const result = order(a, b); if (result) return result; }
          return a - b;
        });
      }
      return rows;
    }

    // Every facet that is shown or filtered by: which of its values are wanted, and room to count.
    filters() {
      const names = new Set([...this.labels.keys(), ...Object.keys(this.state.facets)]);
      return [...names].map((name) => {
        const { words, codes } = this.data.coded(name);
        const chosen = this.state.facets[name] && new Set(this.state.facets[name]);
        const wanted = chosen && Uint8Array.from(words, (word) => Number(chosen.has(String(word ?? ""))));
        return { name, words, codes, wanted, counts: new Uint32Array(words.length) };
      });
    }

    recount(facet) {
      const labels = this.labels.get(facet.name);
      if (!labels) return;
      const counts = new Map();
      facet.words.forEach((word, code) => { const name = word ?? ""; counts.set(name, (counts.get(name) || 0) + facet.counts[code]); });
      for (const [name, say] of labels) say(counts.get(name) || 0);
    }

    // Empty cells stay last whichever way the column is sorted.
    order(item) {
      const column = this.data.columns.find((entry) => entry.name === item.name);
      if (!column) return null;
      const { words, codes } = this.data.coded(item.name);
      const known = Object.keys(column.words);
      const key = NUMERIC.has(column.kind)
        ? (value) => (value === null || value === undefined ? null : Number(value))
        : column.kind === "tag" && known.length
          ? (value) => known.indexOf(String(value ?? ""))
          : column.kind === "spark"
            ? (value) => Number(String(value || "0").split(",").pop())
            : (value) => (value ? String((column.words[value] || [value])[0]).toLowerCase() : null);
      // A rank for each distinct value; equal keys share one, and empty ones come after all.
      const keys = words.map(key);
      const distinct = [...new Set(keys)].filter((value) => value !== null);
      distinct.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      if (item.down) distinct.reverse();
      const ranks = new Map(distinct.map((value, rank) => [value, rank]));
      const rank = Uint32Array.from(keys, (value) => (value === null ? distinct.length : ranks.get(value)));
      return (a, b) => rank[codes[a]] - rank[codes[b]];
    }

    update(byUser) {
      const state = this.state;
      this.found = this.rows();
      const pages = Math.max(1, Math.ceil(this.found.length / state.size));
      state.page = Math.min(Math.max(1, state.page), pages);
      const start = (state.page - 1) * state.size;
      const shown = this.found.slice(start, start + state.size);
      const untouched = !byUser && !state.q && !state.sort.length && !state.columns.length && !state.hidden.length && !Object.keys(state.facets).length && state.page === 1;
      // What the page was written with is right already: drawing it again would only cost time.
      if (!untouched || this.body.rows.length < shown.length) this.draw(shown);
      for (const th of this.headers) {
        const item = state.sort.find((entry) => entry.name === th.dataset.column);
        th.hidden = !this.shows(this.data.columns.find((column) => column.name === th.dataset.column));
        if (item) th.setAttribute("aria-sort", item.down ? "descending" : "ascending"); else th.removeAttribute("aria-sort");
        const arrow = th.querySelector(".arrow");
        if (arrow) arrow.textContent = item ? (item.down ? "▼" : "▲") : "";
      }
      const total = SW.number(this.data.n);
      const found = SW.number(this.found.length);
      const place = { first: SW.number(start + 1), last: SW.number(start + shown.length), found, total };
      this.status.textContent = this.found.length === 0 ? t("None of {total} rows fits.", { total })
        : pages === 1 ? t("{found} of {total} rows", { found, total })
          : this.found.length < this.data.n ? t("Rows {first} to {last} of {found} ({total} in all)", place)
            : t("Rows {first} to {last} of {found}", place);
      this.previous.disabled = state.page === 1;
      this.next.disabled = state.page === pages;
      this.pages.hidden = this.data.n <= SIZES[0];
      if (byUser) this.writeHash();
    }

    draw(rows) {
      const body = document.createDocumentFragment();
      for (const row of rows) {
        const read = (name) => this.data.values(name)(row);
        const tr = document.createElement("tr");
        for (const column of this.data.columns) {
          if (!this.shows(column)) continue;
          const kind = NUMERIC.has(column.kind) ? "num" : "k-" + (column.wide ? "wide" : column.kind);
          const td = make("td", { class: kind, "data-label": column.label, lang: column.foreign ? english : null });
          td.append(SW.cell(column, read));
          tr.append(td);
        }
        body.append(tr);
      }
      this.body.replaceChildren(body);
    }

    // ---- state in the hash: #changes.f.state=new,fixed&changes.sort=-pages&changes.q=tea
    readHash() {
      const mark = this.id + ".";
      for (const part of location.hash.slice(1).split("&")) {
        if (!part.startsWith(mark)) continue;
        const at = part.indexOf("=");
        const name = part.slice(mark.length, at);
        const value = decode(part.slice(at + 1));
        if (name === "q") this.state.q = value;
        else if (name === "p") this.state.page = Number(value) || 1;
        else if (name === "n" && SIZES.includes(Number(value))) this.state.size = Number(value);
        else if (name === "sort") this.state.sort = value.split(",").filter(Boolean).map((item) => ({ name: item.replace(/^-/, ""), down: item.startsWith("-") }));
        else if (name === "c") this.state.columns = value.split(",").filter((item) => this.data.columns.some((column) => column.pick && column.name === item));
        else if (name === "h") this.state.hidden = value.split(",").filter((item) => this.data.columns.some((column) => !column.pick && column.name === item));
        else if (name.startsWith("f.")) this.state.facets[name.slice(2)] = part.slice(at + 1).split(",").map(decode);
        this.fromHash = true;
      }
    }

    hash() {
      const state = this.state, mark = this.id + ".";
      const parts = [];
      for (const [name, chosen] of Object.entries(state.facets)) parts.push(mark + "f." + name + "=" + chosen.map(encodeURIComponent).join(","));
      if (state.columns.length) parts.push(mark + "c=" + state.columns.join(","));
      if (state.hidden.length) parts.push(mark + "h=" + state.hidden.join(","));
      if (state.q) parts.push(mark + "q=" + encodeURIComponent(state.q));
      if (state.sort.length) parts.push(mark + "sort=" + state.sort.map((item) => (item.down ? "-" : "") + item.name).join(","));
      if (state.page > 1) parts.push(mark + "p=" + state.page);
      if (state.size !== SIZES[0]) parts.push(mark + "n=" + state.size);
      return parts;
    }

    writeHash() {
      const others = location.hash.slice(1).split("&").filter((part) => part.includes("=") && !part.startsWith(this.id + "."));
      const hash = [...others, ...this.hash()].join("&");
      history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
    }

    async copy(button) {
      this.writeHash();
      try {
        await navigator.clipboard.writeText(location.href);
        button.textContent = t("Copied");
      } catch { button.textContent = t("It is in the address bar"); }
      setTimeout(() => { button.textContent = t("Copy link"); }, 1600);
    }

    save() {
      const columns = this.data.columns.filter((column) => column.hidden || this.shows(column));
      const lines = [columns.map((column) => column.label).map(quoted)];
      for (const row of this.found) {
        lines.push(columns.map((column) => {
          let value = this.data.values(column.name)(row);
          if (column.kind === "offer" && value === null) value = this.data.values(column.name + "_note")(row) || this.data.values(column.name + "_text")(row) || t("No pair");
          if (value === null || value === undefined) return "";
          if (column.kind === "places") return quoted(value.map((entry) => entry[0]).join(" "));
          if (NUMERIC.has(column.kind) && !isNaN(value)) return String(value);
          return quoted(column.words[value] ? column.words[value][0] : value);
        }));
      }
      const text = "\ufeff" + lines.map((line) => line.join(",")).join("\r\n") + "\r\n";
      const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: this.data.export + ".csv" });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }
  }

  function decode(text) { try { return decodeURIComponent(text); } catch { return text; } }

  // Text that a spreadsheet would run gets an apostrophe, as in the CSV downloads.
  function quoted(value) {
    const text = String(value);
    const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? "'" + text : text;
    return '"' + safe.replaceAll('"', '""') + '"';
  }

  const tables = new Map();
  function start(box) {
    if (tables.has(box)) return;
    const table = new Table(box);
    tables.set(box, table);
    table.load().then(() => {
      box.dataset.ready = "";
      if (table.fromHash) document.getElementById(table.id).scrollIntoView();
    }).catch((error) => {
      box.append(make("p", { class: "more", role: "status" }, t("The other rows could not be loaded: {reason}", { reason: error.message })));
    });
  }

  // Tables load when they come near the window, so that a long page is quick to open.
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) { near.unobserve(entry.target); start(entry.target); }
  }, { rootMargin: "600px" });
  for (const box of document.querySelectorAll(".sw-table")) {
    if (location.hash.includes(box.dataset.table + ".")) start(box); else near.observe(box);
  }
  // A link on the page itself, such as a tile, sets another state: start over with it.
  addEventListener("hashchange", () => {
    if (/^#[\w-]+\.\w/.test(location.hash)) location.reload();
  });
})();
