// page.html#u=<hash>: everything known about one page, from the data file that holds it.
"use strict";
(function () {
  const { make, facts, section, grid, t, english } = SW;
  const box = document.getElementById("url-page");

  function issue(check, title) {
    return make("a", { href: SW.root + "issues/" + check.replaceAll("/", "-") + ".html" }, title);
  }

  // A finding is a list, as reports/model/explorer.py writes it.
  function named(titles, entry) {
    const [check, severity, state, message, evidence, selector, since, glimpse] = entry;
    return { check, title: titles[check] || check, severity, state, message, evidence, selector, since, glimpse };
  }

  function findings(list) {
    if (!list.length) return make("p", { class: "empty" }, t("No check found anything on this page tonight."));
    return grid(t("Findings of this page"), [t("Severity"), t("Problem"), t("What is wrong"), t("Evidence"), t("Since")], list.map((item) => [
      SW.tag(...item.severity),
      issue(item.check, item.title),
      make("span", { lang: english }, item.message, item.selector ? make("span", { class: "cell-note" }, item.selector) : null, glimpse(item.glimpse, item.message)),
      make("span", { lang: english }, item.evidence || "–"),
      make("span", {}, item.since, " ", item.state ? SW.tag(...item.state) : null),
    ]));
  }

  function price(offer) {
    const children = [facts(offer.facts)];
    if (offer.seen.length) {
      children.push(grid(t("Where the price was read"), [t("Source"), t("Type"), t("As written"), t("Place")], offer.seen));
    }
    return section("price", t("Price and its evidence"), ...children);
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
    const svg = drawn("svg", { class: "glimpse", viewBox: part.part.join(" "), role: "img", "aria-label": text, lang: english || document.documentElement.lang });
    svg.append(drawn("image", { href: file(part.file), x: 0, y: 0, width: part.size[0], height: part.size[1] }), frame(part.mark));
    return svg;
  }

  function pictured(shot) {
    const image = make("img", { src: file(shot.file), alt: shot.alt, width: shot.width, height: shot.height, loading: "lazy" });
    const box = make("div", { class: "shot" }, image);
    box.style.aspectRatio = shot.width + "/" + shot.height;
    if (shot.marks.length) {
      const svg = drawn("svg", { viewBox: "0 0 " + shot.width + " " + shot.height, role: "img", "aria-label": SW.n("{n} marked place", "{n} marked places", shot.marks.length, { n: SW.number(shot.marks.length) }) });
      for (const mark of shot.marks) {
        const rect = frame([mark.x, mark.y, mark.width, mark.height, mark.tone]);
        const title = drawn("title", {});
        title.textContent = mark.label;
        if (english && ["error", "warning", "notice"].includes(mark.tone)) title.setAttribute("lang", english);
        rect.append(title);
        svg.append(rect);
      }
      box.append(svg);
    }
    return make("div", { class: "screen", tabindex: "0", role: "region", "aria-label": t("Screenshot") }, box);
  }

  function phone(render, index) {
    const children = [facts(render.facts)];
    if (render.note) children.push(make("p", { class: "quiet", lang: english }, render.note));
    if (render.shot && file(render.shot.file)) children.push(pictured(render.shot));
    if (render.console.length) children.push(grid(t("Console errors"), [t("Console error")], render.console.map((text) => [text])));
    if (render.failed.length) children.push(grid(t("Requests that failed"), [t("Address"), t("Kind"), t("Answer")], render.failed));
    if (render.parties.length) children.push(grid(t("Other companies"), [t("Host")], render.parties.map((host) => [host])));
    return section("screen-" + index, render.title, ...children);
  }

  function show(page, titles) {
    document.title = SW.path(page.url) + " · " + document.title.split(" · ").pop();
    const nodes = [
      make("h1", {}, SW.path(page.url)),
      make("p", { class: "lead" }, SW.tag(...page.state), " ", page.kind + " ", SW.outside(page.url)),
      section("findings", t("Findings"), findings(page.findings.map((entry) => named(titles, entry)))),
      section("facts", t("Facts"), facts([...page.facts, ...page.place])),
    ];
    if (page.price) nodes.push(price(page.price));
    page.screens.forEach((render, index) => nodes.push(phone(render, index)));
    if (page.ended.length) {
      nodes.push(section("past", t("What happened here before"), grid(t("Events of this page"), [t("Night"), t("Event"), t("Check"), t("What was found")],
        page.ended.map((item) => [item.day, item.event, item.check, make("span", { lang: english }, item.message)]))));
    }
    box.replaceChildren(...nodes);
  }

  function say(text) {
    const line = make("p", { class: "empty", role: "status" }, text + " ", make("a", { href: SW.root + "pages.html" }, t("All pages")));
    box.replaceChildren(make("h1", {}, t("One page")), line);
  }

  async function load() {
    const match = /(?:^#|&)u=([0-9a-f]{16})/.exec(location.hash);
    if (!match) return say(t("Choose a page in the list of pages."));
    const bucket = match[1].slice(0, 2);
    try {
      const pages = await SW.load(SW.root + "data/url/" + bucket + ".js", "url", bucket);
      const page = pages && pages.pages[match[1]];
      const last = pages && (pages.waiting || {})[match[1]];
      if (page) show(page, pages.titles);
      else if (last) say(t("This page was not asked for in this run, it has its turn on another night. It was last seen on {day}.", { day: last }));
      else say(t("This page was not asked for in this run."));
    } catch {
      say(t("This page was not asked for in this run."));
    }
  }
  load();
  addEventListener("hashchange", load);
})();
