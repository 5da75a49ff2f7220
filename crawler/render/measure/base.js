// One walk over the page, shared by all that measure it. Lengths are CSS pixels, places are page
// coordinates. The files beside this one add sections; together they run as one script.
(() => {
  const seen = globalThis.storewalkSeen || { shifts: [], moved: [], resized: [], longTasks: 0, longestTask: 0, quietSince: 0 };
  // A list of words of crawler/extract/words.py, as crawler/render/words.py hands them over.
  const pattern = (name) => new RegExp(storewalkWords[name], "iu");
  // A frame, in which a page sees what has come onto the screen; a browser that draws none is not
  // waited for.
  const frame = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); setTimeout(done, 60); });
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const clip = (text, length) => String(text || "").replace(/\s+/g, " ").trim().slice(0, length);
  const MOST_ELEMENTS = 20000;
  const MOST_EXAMPLES = 20;

  // Quiet for `quiet` ms: document complete, no new resource, shift, paint or DOM change.
  const settle = async (quiet, cap) => {
    const start = performance.now();
    while (performance.now() - start < cap) {
      const idle = performance.now() - seen.quietSince;
      if (document.readyState === "complete" && idle >= quiet) return true;
      await pause(25);
    }
    return false;
  };

  // Scroll through the page once, so that lazy images get their chance, and come back.
  const sweep = async () => {
    const height = innerHeight;
    const end = Math.min(document.documentElement.scrollHeight, height * 12);
    for (let y = 0; y < end; y += height) {
      scrollTo({ top: y, behavior: "instant" });
      await frame();
    }
    const start = performance.now();
    const waiting = () => [...document.images].some((img) =>
      !img.complete && img.getBoundingClientRect().top + scrollY < end);
    while (waiting() && performance.now() - start < 1500) await pause(50);
    scrollTo({ top: 0, behavior: "instant" });
    await frame();
  };

  // A form answers with its fields where one is called like a property: `form.id`, `form.parentElement`.
  const attribute = (element, name) => Element.prototype.getAttribute.call(element, name) || "";
  const above = Object.getOwnPropertyDescriptor(Node.prototype, "parentElement").get;
  const parentOf = (node) => above.call(node);
  const find = (element, query) => Element.prototype.querySelector.call(element, query);
  const findAll = (element, query) => [...Element.prototype.querySelectorAll.call(element, query)];

  const selector = (element) => {
    const parts = [];
    for (let node = element; node && node.nodeType === 1 && parts.length < 5; node = parentOf(node)) {
      const id = attribute(node, "id");
      if (id && !/\d{4,}/.test(id)) { parts.unshift(`#${CSS.escape(id)}`); break; }
      const name = node.localName;
      const classes = attribute(node, "class").split(/\s+/).filter(Boolean).filter((c) => !/\d{3,}/.test(c)).slice(0, 2);
      let part = name + classes.map((c) => `.${CSS.escape(c)}`).join("");
      const parent = parentOf(node);
      if (!classes.length && parent) {
        const same = findAll(parent, ":scope > *").filter((other) => other.localName === name);
        if (same.length > 1) part += `:nth-of-type(${same.indexOf(node) + 1})`;
      }
      parts.unshift(part);
    }
    return parts.join(" > ").slice(0, 200);
  };

  const box = (rect) => ({
    x: Math.round(rect.left + scrollX), y: Math.round(rect.top + scrollY),
    width: Math.round(rect.width), height: Math.round(rect.height),
  });
  // The element's tag as written, without what is in it.
  const markup = (element) => {
    const shell = element.cloneNode(false).outerHTML || "";
    return clip(shell.replace(/<\/[a-z0-9-]+>$/i, ""), 160);
  };
  const LARGE = 300;
  // The first words of what an element shows. Asked of a whole page innerText takes seconds.
  const words = (element) => {
    if (!element.firstElementChild || element.getElementsByTagName("*").length <= LARGE) {
      return element.innerText || element.alt || element.ariaLabel || element.value || "";
    }
    let text = "";
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let seen = 0, node = walker.nextNode(); node && text.length < 200 && seen < 1000; seen++, node = walker.nextNode()) {
      if (node.data.trim() && node.parentElement.checkVisibility()) text += ` ${node.data}`;
    }
    return text;
  };
  // `value` is the number that was measured, in the unit that the section's field says.
  const evidence = (element, note = "", value = null, rect = null) => ({
    selector: selector(element), box: box(rect || element.getBoundingClientRect()),
    text: clip(words(element), 120), note: clip(note, 300), value, html: markup(element),
  });
  // How many there are, and the first of them: `each` makes the evidence of one.
  const marks = (found, each = (item) => evidence(item)) => ({
    count: found.length, items: found.slice(0, MOST_EXAMPLES).map(each),
  });

  const readerOnly = (style) =>
    (style.position === "absolute" || style.position === "fixed") &&
    (/^rect\([01]px, [01]px, [01]px, [01]px\)$/.test(style.clip)) || /^inset\((50|100)%\)$/.test(style.clipPath);
  const visible = (element, style = getComputedStyle(element)) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const rect = element.getBoundingClientRect();
    if (rect.width <= 1 || rect.height <= 1) return false;
    return rect.right > 0 && rect.bottom + scrollY > 0 && !readerOnly(style);
  };

  const meet = (a, b) => ({
    left: Math.max(a.left, b.left), top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom),
  });
  const EVERYWHERE = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

  // What an element cuts off its children, and how: null when it lets them stand out.
  const cutting = (style, rect) => {
    const x = style.overflowX !== "visible", y = style.overflowY !== "visible";
    if (!x && !y && !/paint|strict|content/.test(style.contain)) return null;
    return {
      left: x ? rect.left : -Infinity, right: x ? rect.right : Infinity,
      top: y ? rect.top : -Infinity, bottom: y ? rect.bottom : Infinity,
    };
  };

  // Every element in document order, open shadow roots and all:
  //   element, tag, parent (entry or null), style, rect (relative to the screen at the top)
  //   visible  a shopper can see it when it is on the screen
  //   shown    the part of rect that no ancestor cuts off; null: nothing is left
  //   clipped  an ancestor other than the page cuts or scrolls what stands out to the side
  //   fixed    stays where it is while the page scrolls (itself or an ancestor)
  const walk = () => {
    const entries = [];
    const of = new Map();
    const descend = (element, parent, clips) => {
      if (entries.length >= MOST_ELEMENTS) return;
      const style = getComputedStyle(element);
      if (style.display === "none") return;
      const rect = element.getBoundingClientRect();
      const fixed = style.position === "fixed" || Boolean(parent && parent.fixed);
      // What is taken out of the flow is cut by its containing block only.
      let own = clips.flow;
      if (style.position === "fixed") own = clips.fixed;
      else if (style.position === "absolute") own = clips.absolute;
      const left = meet(rect, own);
      const empty = left.right - left.left <= 0.5 || left.bottom - left.top <= 0.5;
      const entry = {
        element, tag: element.localName, parent, style, rect, fixed,
        visible: false, shown: empty ? null : left,
        clipped: own.right !== Infinity || own.left !== -Infinity,
      };
      entry.visible = !empty && visible(element, style);
      entries.push(entry);
      of.set(element, entry);
      const isPage = element === document.documentElement || element === document.body;
      const cut = isPage ? null : cutting(style, rect);
      const flow = cut ? meet(own, cut) : own;
      const moved = style.transform !== "none" || style.filter !== "none" || /transform/.test(style.willChange);
      const inner = {
        flow, absolute: style.position !== "static" || moved ? flow : clips.absolute,
        fixed: moved ? flow : clips.fixed,
      };
      const children = element.shadowRoot ? [...element.shadowRoot.children, ...element.children] : element.children;
      for (const child of children) descend(child, entry, inner);
    };
    const open = { flow: EVERYWHERE, absolute: EVERYWHERE, fixed: EVERYWHERE };
    if (document.documentElement) descend(document.documentElement, null, open);
    return { entries, of, cut: entries.length >= MOST_ELEMENTS };
  };

  // Words of its own that an element shows: entry, text (folded) and size of its letters in px.
  // Worked out once a page; letters that icons are drawn with are no words.
  const texts = (page) => {
    if (page.texts) return page.texts;
    page.texts = [];
    for (const entry of page.entries) {
      if (!entry.visible) continue;
      let text = "";
      for (const node of entry.element.childNodes) {
        if (node.nodeType === 3 && text.length < 5000) text += node.data;
      }
      text = clip(text, 5000);
      if (/[\p{L}\p{N}]/u.test(text)) page.texts.push({ entry, text, size: parseFloat(entry.style.fontSize) || 0 });
    }
    return page.texts;
  };
  // Where the lines of an element's own words are, relative to the screen.
  const lines = (element) => {
    const found = [];
    const range = document.createRange();
    for (const node of element.childNodes) {
      if (node.nodeType !== 3 || !node.data.trim() || found.length > 60) continue;
      range.selectNodeContents(node);
      found.push(...[...range.getClientRects()].slice(0, 60).filter((rect) => rect.width > 1 && rect.height > 1));
    }
    return found;
  };
  // The entry itself or one around it that fits.
  const around = (entry, fits, most = 60) => {
    for (let node = entry; node && most > 0; node = node.parent, most -= 1) if (fits(node)) return node;
    return null;
  };
  const area = (rect) => Math.max(0, rect.right - rect.left) * Math.max(0, rect.bottom - rect.top);
  // Red, green, blue (0 to 255) and alpha of a computed colour; null where it is written otherwise.
  const colour = (text) => {
    const found = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text);
    return found && [+found[1], +found[2], +found[3], found[4] === undefined ? 1 : +found[4]];
  };
  // Whether the element itself hides what is behind it: its ground, or that it is a picture.
  const paints = ({ tag, style }, least = 0.5) => {
    if (/^(img|video|canvas|iframe|embed|object|picture)$/.test(tag) || style.backgroundImage !== "none") return true;
    const ground = colour(style.backgroundColor);
    return !ground || ground[3] >= least;
  };

  // Every rule of the style sheets that may be read, with the media conditions around it, until
  // `visit` says that it has seen enough. Sheets of other hosts may not be read.
  const rules = (visit) => {
    let left = 20000;
    const inside = (holder) => { try { return holder.cssRules || []; } catch { return []; } };
    const search = (list, media) => [...list].some((rule) => {
      if ((left -= 1) < 0) return true;
      const here = rule.media ? `${media} ${rule.media.mediaText}`.trim() : media;
      return visit(rule, here) || (rule.cssRules && rule.cssRules.length > 0 && search(rule.cssRules, here));
    });
    const sheets = [...document.styleSheets, ...document.adoptedStyleSheets].slice(0, 200);
    return sheets.some((sheet) => search(inside(sheet), sheet.media.mediaText));
  };

  const sections = [];
  const late = [];
  const narrow = [];
  // `measure(page)` gives a section of the facts. `page`: walk's entries and of, and the screen's
  // width and height. `whole`: what it gives goes among the facts themselves.
  const section = (name, measure) => sections.push([name, measure]);
  // The same after the page was scrolled once to its end.
  const after = (name, measure) => late.push([name, measure]);

  // The same again on screens of other widths: what breaks on small phones only.
  const atWidth = (measure) => narrow.push(["", measure]);

  const run = (list, width, height) => {
    const page = { ...walk(), width, height };
    const facts = {};
    for (const [name, measure] of list) {
      const found = measure(page);
      if (name) facts[name] = { ...facts[name], ...found };
      else Object.assign(facts, found);
    }
    return facts;
  };

  globalThis.storewalk = {
    settle, sweep, section, after, atWidth, seen, pattern, clip, attribute, parentOf, find, findAll,
    box, selector, evidence, marks, visible, readerOnly,
    texts, lines, around, area, meet, colour, paints, rules,
    frames: () => Promise.race([new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))), pause(200)]),
    page: (width, height) => ({ ...walk(), width, height }),
    lookAtWidth: (width, height) => run(narrow, width, height),
    look: (width, height) => run(sections, width, height),
    lookAgain: (width, height) => run(late, width, height),
  };
})();
