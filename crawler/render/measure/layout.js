// What does not fit the screen, and how large the page is.
(() => {
  const { section, atWidth, evidence, marks, readerOnly, texts, lines, around } = storewalk;

  // What is hidden on the root or on body alone is hidden for the whole screen.
  const screenOverflow = (axis) => {
    const root = getComputedStyle(document.documentElement)[axis];
    return root !== "visible" || !document.body ? root : getComputedStyle(document.body)[axis];
  };
  const cutsSides = () => [document.documentElement, document.body].some((node) =>
    node && /hidden|clip/.test(getComputedStyle(node).overflowX));
  const fromRight = () => getComputedStyle(document.documentElement).direction === "rtl" ||
    Boolean(document.body && getComputedStyle(document.body).direction === "rtl");

  // How far something reaches beyond the edge to which the page scrolls: right, or left in pages
  // that are written from right to left.
  const beyond = (rect, width, rtl) => (rtl ? -rect.left - scrollX : rect.right + scrollX - width);

  const overflowing = ({ entries, width }) => {
    const root = document.documentElement;
    const scroller = document.scrollingElement || root;
    if (cutsSides() || root.clientWidth > width + 1 || scroller.scrollWidth <= width + 1) return [];
    const rtl = fromRight();
    const wide = new Set(entries.filter((entry) =>
      (entry.visible || (rtl && entry.shown && entry.rect.width > 1 && entry.element.checkVisibility())) &&
      !readerOnly(entry.style) && !entry.clipped && !entry.fixed && entry.element !== root &&
      entry.element !== document.body && beyond(entry.rect, width, rtl) > 1));
    return [...wide].filter((entry) => !wide.has(entry.parent)).slice(0, 10).map(({ element, rect }) =>
      evidence(element, rtl ? `starts ${Math.round(-rect.left - scrollX)} px left of the screen`
        : `ends at ${Math.round(rect.right + scrollX)} px`));
  };

  // Slides and tickers: the element, or one around it, moves, or has neighbours beyond the edge.
  const slides = (entry, width) => Boolean(around(entry, (node) => {
    if (node.style.transform !== "none" || node.style.animationName !== "none") return true;
    const next = node.element.nextElementSibling;
    const rect = next && next.getBoundingClientRect();
    return Boolean(rect && rect.width > 1 && rect.left >= width - 1 && Math.abs(rect.top - node.rect.top) < 50);
  }, 8));

  // Words that end outside a screen that does not scroll to the side.
  // 8 px: our own limit, a letter that is cut in half.
  const CUT = 8;
  const cutWords = (page) => {
    const { width } = page;
    if (!cutsSides() || document.documentElement.clientWidth > width + 1) return [];
    const rtl = fromRight();
    return texts(page).filter(({ entry }) => {
      if (entry.clipped || entry.fixed || /hidden|clip|auto|scroll/.test(entry.style.overflowX)) return false;
      if (entry.rect.right <= width + CUT && entry.rect.left >= -CUT) return false;
      if (entry.rect.left >= width || entry.rect.right <= 0) return false;
      const cut = lines(entry.element).some((line) => line.left < 3 * width && line.right > 0 &&
        (rtl ? -line.left : line.right - width) > CUT);
      return cut && !slides(entry, width);
    }).map(({ entry }) => entry);
  };
  const cut = (page) => marks(cutWords(page), ({ element, rect }) =>
    evidence(element, `ends at ${Math.round(rect.right + scrollX)} px`, Math.round(rect.right + scrollX)));

  // Films in the background are meant to be larger than the screen.
  const wideMedia = ({ entries, width }) => marks(entries.filter(({ element, tag, rect, visible, clipped, style }) =>
    /^(iframe|video|object|embed)$/.test(tag) && visible && !clipped && rect.width > width + 1 &&
    !(element.muted && element.autoplay) && style.pointerEvents !== "none" && style.objectFit !== "cover"),
  ({ element, rect }) => evidence(element, `${Math.round(rect.width)} px wide`, Math.round(rect.width)));

  // Characters and the largest picture on the first screen, as a share of it.
  const firstScreen = (page) => {
    const { entries, width, height } = page;
    const screen = { left: 0, top: 0, right: width, bottom: height };
    const share = (rect) => storewalk.area(storewalk.meet(rect, screen)) / (width * height);
    let letters = 0, all = 0, picture = 0;
    for (const { entry, text } of texts(page)) {
      all += text.length;
      if (share(entry.shown) > 0) letters += text.length;
    }
    for (const entry of entries) {
      const { tag, style, visible, shown } = entry;
      if (!visible) continue;
      const pictured = /^(img|video|canvas|svg|iframe|object|embed)$/.test(tag) || /url\(/.test(style.backgroundImage);
      if (pictured) picture = Math.max(picture, share(shown));
      if (/^(input|select|textarea)$/.test(tag)) all += 1;
    }
    return { letters, all, picture };
  };

  // The page cannot be scrolled by hand, nor can a box inside that fills most of the screen.
  const locked = ({ entries, width, height }) => {
    const body = document.body;
    if (!body) return 0;
    const fixed = getComputedStyle(body).position === "fixed";
    if (!fixed && !/hidden|clip/.test(screenOverflow("overflowY"))) return 0;
    const inner = entries.some(({ element, style, rect, visible }) => visible && element !== body &&
      element !== document.documentElement && /auto|scroll/.test(style.overflowY) &&
      element.scrollHeight > element.clientHeight + 1 && rect.width * rect.height > 0.5 * width * height);
    const content = Math.max(body.scrollHeight, document.documentElement.scrollHeight);
    return inner ? 0 : content;
  };

  // A style sheet that turns the whole page when the phone is turned (axe css-orientation-lock).
  const ROTATION = /rotate(?:Z|3d)?\(\s*(?:[\d.]+\s*,\s*){0,3}(-?[\d.]+)(deg|turn|rad|grad)\s*\)/i;
  const DEGREES = { deg: 1, turn: 360, rad: 180 / Math.PI, grad: 0.9 };
  const turns = (style) => {
    const found = ROTATION.exec(style.transform || "") || /^()?(-?[\d.]+)(deg|turn|rad|grad)$/.exec(style.rotate || "");
    if (!found) return false;
    const [amount, unit] = found.slice(-2);
    const degrees = Math.abs(parseFloat(amount) * DEGREES[unit.toLowerCase()]) % 180;
    return Math.abs(degrees - 90) <= 2;
  };
  const turned = () => {
    let found = "";
    storewalk.rules((rule, media) => {
      if (!/orientation\s*:/i.test(media) || !rule.selectorText || !turns(rule.style)) return false;
      if (!rule.selectorText.split(",").some((one) => /^(html|body|:root)$/i.test(one.trim()))) return false;
      found = media.slice(0, 200);
      return true;
    });
    return found;
  };

  const crowdedParent = (entries) => {
    let most = null, count = -1;  // a browser counts anew each time it is asked
    for (const { element, tag } of entries) {
      const children = tag === "select" ? -1 : element.childElementCount;
      if (children > count) [most, count] = [element, children];
    }
    return most && evidence(most, `${count} children`, count);
  };

  section("", (page) => {
    const root = document.documentElement;
    const metas = [...document.querySelectorAll("meta[name=viewport i]")];
    return {
      layout_width: root.clientWidth,
      scroll_width: (document.scrollingElement || root).scrollWidth,
      page_height: root.scrollHeight,
      viewport: metas.length ? metas[metas.length - 1].content : null,
      overflow: overflowing(page),
    };
  });

  section("viewports", () => {
    const metas = [...document.querySelectorAll("meta[name=viewport i]")];
    return {
      tags: metas.slice(0, 10).map((meta) => meta.content.slice(0, 300)),
      in_body: metas.filter((meta) => document.body && document.body.contains(meta)).length,
    };
  });

  section("layout", (page) => {
    const { letters, all, picture } = firstScreen(page);
    return {
      cut: cut(page), wide_media: cutsSides() ? wideMedia(page) : { count: 0, items: [] },
      first_screen_letters: letters, letters: all, first_screen_picture: Math.round(picture * 1e3) / 1e3,
      locked_height: locked(page), turned: turned(),
      elements: page.entries.length ? document.querySelectorAll("*").length : 0,
      most_children: crowdedParent(page.entries), rtl: fromRight(),
    };
  });

  atWidth((page) => {
    const root = document.documentElement;
    return {
      width: page.width, layout_width: root.clientWidth,
      scroll_width: (document.scrollingElement || root).scrollWidth,
      overflow: overflowing(page), cut: cut(page),
    };
  });
})();
