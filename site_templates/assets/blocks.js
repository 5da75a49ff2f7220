// Pieces of the pages that scripts fill: lists of facts, sections, small tables.
"use strict";
(function () {
  const make = SW.make;

  // Name and value; a third part says that the value is English in every language.
  SW.facts = function (pairs) {
    return make("dl", { class: "facts" }, ...pairs.map(([name, value, foreign]) =>
      make("div", {}, make("dt", {}, name), make("dd", { lang: foreign ? SW.english : null }, SW.web(value)
        ? make("a", { href: value, rel: "noopener noreferrer nofollow", target: "_blank" }, value) : String(value)))));
  };

  SW.section = function (id, title, ...children) {
    return make("section", { class: "block", "aria-labelledby": id }, make("h2", { id: id }, title), ...children);
  };

  SW.grid = function (caption, headings, rows) {
    return make("div", { class: "sw-table" }, make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
      make("table", {}, make("caption", { class: "sr" }, caption),
        make("thead", {}, make("tr", {}, ...headings.map((text) => make("th", { scope: "col" }, text)))),
        make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((cell, index) =>
          make("td", { "data-label": headings[index] }, cell))))))));
  };
})();
