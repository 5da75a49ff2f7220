// The first screen of a shop: name, picture, and the ways to search, basket and menu.
(() => {
  const { section, evidence, clip, visible, pattern } = storewalk;
  const is = Object.fromEntries(["search", "basket", "menu"].map((name) => [name, pattern(name)]));

  // A picture counts from 40 % of the screen's width (mobile.md), with a tenth of it in height.
  const PICTURES = /^(img|video|canvas|model-viewer)$/;
  const isPicture = ({ tag, element, style }) => PICTURES.test(tag)
    ? tag !== "img" || element.naturalWidth > 0 || element.loading === "lazy"
    : /url\(/.test(style.backgroundImage);
  const pictures = ({ entries, width, height }) => {
    const found = { here: null, below: null };
    for (const entry of entries) {
      if (!entry.visible || !isPicture(entry) || storewalk.related(entry.element)) continue;
      if (entry.tag === "body" || entry.tag === "html") continue;
      const { left, right, top, bottom } = entry.shown;
      if (Math.min(right, width) - Math.max(left, 0) < 0.4 * width || bottom - top < 0.1 * height) continue;
      if (Math.min(bottom, height) - top >= 0.1 * height) { found.here = entry; break; }
      if (top > 0) found.below ||= entry;
    }
    return found;
  };

  const CONTROLS = "a[href],button,summary,input,label,[role=button],[role=link],[role=search],[onclick]";
  const attributes = (element) => ["aria-label", "title", "class", "id", "name", "href", "placeholder", "aria-controls", "data-action"]
    .map((name) => clip((element.getAttribute(name) || "").slice(0, 200), 120)).join(" ");
  // Words of a control; of one without words also what is drawn in it (icons are called so).
  const said = (element) => {
    const text = clip((element.textContent || "").slice(0, 200), 60);
    const own = `${text} ${attributes(element)}`;
    return text.length > 2 ? own : `${own} ${element.innerHTML.slice(0, 1500)}`;
  };
  // Nothing names it to anybody: no words, no label, no speaking class.
  const isUnnamed = (element) => !/[a-z]{3}/i.test(`${clip(element.textContent, 60)} ${attributes(element)} ` +
    [...element.querySelectorAll("img[alt],title,use,[class],[aria-label]")].slice(0, 10).map((part) =>
      `${part.alt || ""} ${part.textContent.slice(0, 40)} ${part.getAttribute("href") || ""} ${part.getAttribute("class") || ""}`).join(" "));

  const isSearch = (element, words) => {
    if (element.localName === "input") {
      return element.type === "search" || /^(?:q|s|query|search|keywords?|suche|search_query|term)$/i.test(element.name) ||
        is.search.test(element.placeholder);
    }
    return element.getAttribute("role") === "search" || is.search.test(words);
  };
  const MOST_CONTROLS = 400;

  const ways = (page) => {
    const found = { search: null, basket: null, menu: null, unnamed: 0 };
    const elsewhere = { search: false, basket: false, menu: 0 };
    let links = 0, firstLink = null;
    for (const element of [...document.querySelectorAll(CONTROLS)].slice(0, MOST_CONTROLS)) {
      if (element.type === "hidden" || storewalk.isBuy(element)) continue;
      const entry = page.of.get(element);
      const here = storewalk.reachable(entry, page) && entry.rect.top < page.height && entry.rect.bottom > 0 && entry.rect.right > 0;
      const words = here ? said(element) : `${clip((element.textContent || "").slice(0, 200), 60)} ${attributes(element)}`;
      const search = isSearch(element, words);
      const basket = element.localName !== "input" && is.basket.test(words);
      const menu = element.localName !== "input" && is.menu.test(words);
      const link = element.localName === "a" && Boolean(element.closest("nav,header,[role=navigation]"));
      if (!here) {
        elsewhere.search ||= search; elsewhere.basket ||= basket;
        elsewhere.menu += menu || link ? 1 : 0;
        continue;
      }
      if (search) found.search ||= element;
      if (basket) found.basket ||= element;
      if (menu) found.menu ||= element;
      if (link) { links += 1; firstLink ||= element.closest("nav,header,[role=navigation]"); }
      if (!(search || basket || menu) && element.localName !== "input" && isUnnamed(element)) found.unnamed += 1;
    }
    // Three links beside each other are a menu that is open.
    if (links >= 3) found.menu ||= firstLink;
    return { found, elsewhere: { ...elsewhere, menu: elsewhere.menu >= 3 } };
  };

  section("shop", (page) => {
    const heading = [...document.querySelectorAll("h1")].slice(0, 10).find((h1) => visible(h1) && h1.textContent.trim());
    const { here, below } = pictures(page);
    const { found, elsewhere } = ways(page);
    const shown = (element) => element && evidence(element);
    return {
      heading: shown(heading), picture: here && evidence(here.element), picture_below: below && evidence(below.element),
      search: shown(found.search), basket: shown(found.basket), menu: shown(found.menu),
      search_elsewhere: elsewhere.search, basket_elsewhere: elsewhere.basket, menu_elsewhere: elsewhere.menu,
      unnamed_controls: found.unnamed,
    };
  });
})();
