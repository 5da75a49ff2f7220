// One table cell as DOM nodes, by the kind of its column. Text goes in as text, never as markup.
// The same cells are drawn without scripts by partials/table.html.
"use strict";
(function () {
  const moneys = new Map();
  const SVG = "http://www.w3.org/2000/svg";

  SW.make = function (tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  };
  const make = SW.make;

  SW.web = (url) => /^https?:\/\//i.test(url || "");
  SW.path = function (url) {
    try { const parts = new URL(url); return parts.pathname + parts.search; } catch { return url; }
  };
  SW.signed = function (value) {
    const amount = Number(value);
    if (amount === 0) return "±0";
    return (amount > 0 ? "+" : "−") + SW.number(Math.abs(amount));
  };
  // A difference; `worse` above 0 says that it is a turn for the worse.
  const change = (value, worse) => make("span", { class: "delta " + (worse === 0 ? "same" : worse < 0 ? "good" : "bad") }, SW.signed(value));
  SW.money = function (amount, currency) {
    if (amount === null || amount === undefined) return "–";
    if (!moneys.has(currency)) {
      let format = new Intl.NumberFormat(SW.locale, { minimumFractionDigits: 2, useGrouping: "always" });
      try {
        if (currency) format = new Intl.NumberFormat(SW.locale, { style: "currency", currency: currency, useGrouping: "always" });
      } catch { /* not a currency code: the bare number stays */ }
      moneys.set(currency, format);
    }
    return moneys.get(currency).format(Number(amount));
  };

  function svg(tag, attributes, ...children) {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  SW.spark = function (text, width, height) {
    // Nothing between two commas is a night of which nothing is known: a gap in the line.
    const all = String(text || "").split(",").map((part) => (part.trim() ? Number(part) : null));
    const points = all.filter((value) => value !== null);
    if (points.length < 2) return null;
    const low = Math.min(...points), high = Math.max(...points), flat = low === high ? 1 : 0;
    const bottom = low - flat, reach = high - low + 2 * flat;
    const step = (width - 6) / (all.length - 1);
    const pieces = [[]];
    all.forEach((value, index) => {
      if (value === null) { pieces.push([]); return; }
      pieces[pieces.length - 1].push([
        Math.round((3 + index * step) * 10) / 10,
        Math.round((height - 3 - (value - bottom) / reach * (height - 6)) * 10) / 10,
      ]);
    });
    const drawn = pieces.filter((piece) => piece.length);
    const places = drawn[drawn.length - 1];
    const last = places[places.length - 1];
    const label = SW.t("from {first} to {last}, lowest {lowest}, highest {highest}", {
      first: SW.number(points[0]), last: SW.number(points[points.length - 1]), lowest: SW.number(low), highest: SW.number(high),
    });
    return svg("svg", { class: "spark", viewBox: `0 0 ${width} ${height}`, width: width, height: height, role: "img", "aria-label": label },
      ...drawn.map((piece) => svg("polyline", { points: (piece.length > 1 ? piece : [piece[0], [piece[0][0] + 0.1, piece[0][1]]]).map((place) => place.join(",")).join(" ") })),
      svg("circle", { cx: last[0], cy: last[1], r: 2.5 }));
  };

  SW.outside = function (url) {
    if (!SW.web(url)) return null;
    return make("a", { class: "out", href: url, rel: "noopener noreferrer nofollow", target: "_blank", "aria-label": SW.t("Open {page} in the shop", { page: SW.path(url) }) },
      svg("svg", { viewBox: "0 0 16 16", width: 12, height: 12, "aria-hidden": "true" },
        svg("path", { d: "M6 3H3v10h10v-3M9 3h4v4M13 3 7.5 8.5" })));
  };

  SW.tag = function (label, tone) {
    return make("span", { class: "tag " + (tone || "") }, make("span", { class: "dot", "aria-hidden": "true" }), label || "–");
  };

  function place(entry) {
    const [url, note, page] = entry;
    const label = SW.path(url);
    const address = page ? make("a", { href: SW.root + "page.html#u=" + page }, label) : label;
    return make("li", {}, make("span", { class: "address" }, address), " ",
      make("span", { class: "cell-note" }, note));
  }

  const kinds = {
    number: (value, other, column, row) => noted(SW.number(value), column, row),
    count: (value, other, column, row) => noted(value && row(column.name + "_href")
      ? make("a", { href: SW.root + row(column.name + "_href") }, SW.number(value)) : SW.number(value), column, row),
    link: (value, other, column, row) => (row(column.name + "_href") ? make("a", { href: SW.root + row(column.name + "_href") }, value) : value),
    label: (value, other, column) => (column.words[value] || [value])[0],
    evidence: (value, other, column, row) => (other ? make("a", { href: SW.evidenceHref(other, value), "data-evidence": "" },
      ...SW.evidenceOf(row("name"))) : make("span", { class: "none" }, "–")),
    percent: (value, other, column, row) => noted(SW.number(value).replace("-", "−") + " %", column, row),
    delta: (value) => change(value, value),
    gain: (value) => change(value, -value), // of what more is better
    delta_percent: (value) => SW.signed(value) + " %",
    money: (value, other) => SW.money(value, other),
    signed_money: function (value, other, column, row) {
      const sign = Number(value) > 0 ? "+" : Number(value) < 0 ? "−" : "";
      const note = row(column.name + "_note");
      const box = make("div");
      box.append(sign + SW.money(String(value).replace("-", ""), other));
      if (note) box.append(make("span", { class: "cell-note" }, note));
      return box;
    },
    tag: (value, other, column) => SW.tag(...(column.words[value] || [value, ""])),
    check: function (value, other, column, row) {
      const label = (column.words[value] || [value])[0];
      if (row("nolink")) return label;
      return make("a", { href: SW.root + "issues/" + value.replaceAll("/", "-") + ".html" }, label);
    },
    url: (value) => make("span", { class: "address" }, SW.web(value)
      ? make("a", { href: value, rel: "noopener noreferrer nofollow", target: "_blank" }, value) : value),
    spark: (value) => SW.spark(value, 96, 24) || make("span", { class: "none" }, "–"),
    places: function (value) {
      const box = make("div");
      box.append(make("ul", { class: "places" }, ...value.slice(0, 3).map(place)));
      if (value.length > 3) {
        box.append(make("details", {}, make("summary", {}, SW.t("{n} more", { n: SW.number(value.length - 3) })),
          make("ul", { class: "places" }, ...value.slice(3).map(place))));
      }
      return box;
    },
  };

  // "Evidence" to see, "Evidence of tea" to hear.
  SW.evidenceOf = (name) => [make("span", { "aria-hidden": "true" }, SW.t("Evidence")), make("span", { class: "sr" }, SW.t("Evidence of {name}", { name: name }))];
  SW.evidenceHref = (product, site) => SW.root + "product.html#p=" + product + "&s=" + encodeURIComponent(site);

  function noted(shown, column, row) {
    const note = row(column.name + "_note");
    return note ? make("div", {}, shown, make("span", { class: "cell-note" }, note)) : shown;
  }

  // One shop's price in the matrix: a price, or the word for why there is none.
  function offer(column, row, product) {
    const text = row(column.name + "_text"), note = row(column.name + "_note");
    if (text === null || text === undefined) return make("span", { class: "none" }, SW.t("No pair"));
    return make("div", { class: "offer " + row(column.name + "_side") },
      make("a", { href: SW.evidenceHref(product, column.name.slice(3)), "data-evidence": "" }, text),
      note ? make("span", { class: "cell-note" }, note) : null);
  }

  // row: a function from a column's name to the row's value.
  SW.cell = function (column, row) {
    const value = row(column.name);
    const other = column.with_column ? row(column.with_column) : null;
    if (column.kind === "page") {
      const named = row(column.name + "_url");
      const label = named === undefined ? SW.path(value || "") : value;
      const inner = other ? make("a", { href: SW.root + "page.html#u=" + other }, label) : make("span", {}, label);
      return make("span", { class: "address" }, inner, SW.outside(named === undefined ? value : named));
    }
    if (column.kind === "product") {
      return other ? make("a", { href: SW.root + "product.html#p=" + other }, value) : make("span", {}, value);
    }
    if (column.kind === "offer") return offer(column, row, other);
    if (column.kind === "price") {
      const box = make("div");
      const note = row(column.name + "_note");
      if (value !== null) {
        const out = SW.outside(row(column.name + "_url"));
        box.append(make("span", { class: "amount" }, SW.money(value, other)));
        if (out) box.append(out);
      }
      if (note) box.append(make("span", { class: "cell-note" }, note));
      return box;
    }
    if (value === null || value === undefined || (value === "" && column.kind !== "tag" && column.kind !== "label")) return make("span", { class: "none" }, "–");
    return (kinds[column.kind] || String)(value, other, column, row) || "";
  };
})();
