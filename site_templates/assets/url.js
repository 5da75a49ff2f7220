// page.html#u=<hash>: everything known about one page, from the data file that holds it.
"use strict";
(function () {
  const { make, facts, section, grid } = SW;
  const box = document.getElementById("url-page");
  const SEVERITY = { error: "Error", warning: "Warning", notice: "Notice" };
  const STATES = { new: ["New", "error"], reopened: ["Reopened", "warning"], persisting: ["Still open", ""] };
  const ANSWERS = { ok: ["OK", "good"], redirect: ["Redirect", "notice"], error: ["Error answer", "error"], failed: ["No answer", "error"], blocked: ["Blocked", "warning"], robots: ["Kept out by robots.txt", "muted"], not_html: ["Not HTML", "muted"] };

  function issue(check, title) {
    return make("a", { href: SW.root + "issues/" + check.replaceAll("/", "-") + ".html" }, title);
  }

  function findings(list) {
    if (!list.length) return make("p", { class: "empty" }, "No check found anything on this page tonight.");
    return grid("Findings of this page", ["Severity", "Problem", "What is wrong", "Evidence", "Since"], list.map((item) => [
      SW.tag(SEVERITY[item.severity], item.severity),
      issue(item.check, item.title),
      make("span", {}, item.message, item.selector ? make("span", { class: "cell-note" }, item.selector) : null, glimpse(item.glimpse, item.message)),
      item.evidence || "–",
      make("span", {}, item.since, " ", item.state && item.state !== "persisting" ? SW.tag(...STATES[item.state]) : null),
    ]));
  }

  function price(offer) {
    const pairs = [
      ["Price", offer.amount ? SW.money(offer.amount, offer.currency) : "unknown (" + offer.state.replaceAll("_", " ") + ")"],
      ["List price", offer.list ? SW.money(offer.list, offer.currency) : null],
      ["Confidence", offer.confidence], ["Availability", offer.availability || "not said"],
      ["SKU", offer.sku], ["GTIN", offer.gtin],
    ].filter((pair) => pair[1]);
    const children = [facts(pairs)];
    if (offer.seen.length) {
      children.push(grid("Where the price was read", ["Source", "Type", "As written", "Place"], offer.seen.map((item) => [item[0].replaceAll("_", " "), item[1], item[2], item[3]])));
    }
    return section("price", "Price and its evidence", ...children);
  }

  const SVG = "http://www.w3.org/2000/svg";
  const TONES = ["error", "warning", "notice", "good", "accent"];
  const file = (name) => (/^[\w.-]+$/.test(name) ? SW.root + "shots/" + name : "");

  function drawn(name, values) {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(values)) node.setAttribute(key, String(value));
    return node;
  }

  function frame(mark) {
    const [x, y, width, height, tone] = mark;
    return drawn("rect", { x, y, width, height, rx: 3, class: TONES.includes(tone) ? tone : "" });
  }

  function glimpse(part, text) {
    if (!part || !file(part.file)) return null;
    const svg = drawn("svg", { class: "glimpse", viewBox: part.part.join(" "), role: "img", "aria-label": text });
    svg.append(drawn("image", { href: file(part.file), x: 0, y: 0, width: part.size[0], height: part.size[1] }), frame(part.mark));
    return svg;
  }

  function pictured(shot) {
    const image = make("img", { src: file(shot.file), alt: shot.alt, width: shot.width, height: shot.height, loading: "lazy" });
    const box = make("div", { class: "shot" }, image);
    box.style.aspectRatio = shot.width + "/" + shot.height;
    if (shot.marks.length) {
      const svg = drawn("svg", { viewBox: "0 0 " + shot.width + " " + shot.height, role: "img", "aria-label": shot.marks.length + " marked places" });
      for (const mark of shot.marks) {
        const rect = frame([mark.x, mark.y, mark.width, mark.height, mark.tone]);
        const title = drawn("title", {});
        title.textContent = mark.label;
        rect.append(title);
        svg.append(rect);
      }
      box.append(svg);
    }
    return make("div", { class: "screen", tabindex: "0", role: "region", "aria-label": "Screenshot" }, box);
  }

  function phone(render, index) {
    const pairs = [["Device", render.device], ["Looked at", render.state], ["Because it is", render.why], ["Note", render.note], ...render.vitals].filter((pair) => pair[1]);
    const children = [facts(pairs)];
    if (render.shot && file(render.shot.file)) children.push(pictured(render.shot));
    if (render.console.length) children.push(grid("Console errors", ["Console error"], render.console.map((text) => [text])));
    if (render.failed.length) children.push(grid("Requests that failed", ["Address", "Kind", "Answer"], render.failed));
    if (render.parties.length) children.push(grid("Other companies", ["Host"], render.parties.map((host) => [host])));
    return section("screen-" + index, "On the " + render.device.split("-").reverse().join(" "), ...children);
  }

  function show(page) {
    document.title = SW.path(page.url) + " · " + document.title.split(" · ").pop();
    const nodes = [
      make("h1", {}, SW.path(page.url)),
      make("p", { class: "lead" }, SW.tag(...(ANSWERS[page.state] || [page.state, ""])), " ", page.site + ", " + page.kind + " page ", SW.outside(page.url)),
      section("findings", "Findings", findings(page.findings)),
      section("facts", "Facts", facts(page.facts)),
    ];
    if (page.price) nodes.push(price(page.price));
    page.screens.forEach((render, index) => nodes.push(phone(render, index)));
    if (page.ended.length) {
      nodes.push(section("past", "What happened here before", grid("Events of this page", ["Night", "Event", "Check", "What was found"],
        page.ended.map((item) => [item.day, item.event, item.check, item.message]))));
    }
    box.replaceChildren(...nodes);
  }

  function say(text) {
    const line = make("p", { class: "empty", role: "status" }, text + " ", make("a", { href: SW.root + "pages.html" }, "All pages"));
    box.replaceChildren(make("h1", {}, "One page"), line);
  }

  async function load() {
    const match = /(?:^#|&)u=([0-9a-f]{16})/.exec(location.hash);
    if (!match) return say("Choose a page in the list of pages.");
    const bucket = match[1].slice(0, 2);
    try {
      const pages = await SW.load(SW.root + "data/url/" + bucket + ".js", "url", bucket);
      const page = pages && pages[match[1]];
      if (page) show(page); else say("This page was not asked for in this run.");
    } catch {
      say("This page was not asked for in this run.");
    }
  }
  load();
  addEventListener("hashchange", load);
})();
