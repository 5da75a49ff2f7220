// The one script that looks at a page. Returns plain JSON; all lengths are CSS pixels.
(() => {
  const seen = globalThis.storewalkSeen || { shifts: [], longTasks: 0, quietSince: 0 };
  const clip = (text, length) => text.replace(/\s+/g, " ").trim().slice(0, length);
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  // Quiet for `quiet` ms: document complete, no new resource, shift, paint or DOM change.
  const settle = async (quiet, cap) => {
    const start = performance.now();
    while (performance.now() - start < cap) {
      const idle = performance.now() - Math.max(seen.quietSince, start);
      if (document.readyState === "complete" && idle >= quiet) return true;
      await pause(50);
    }
    return false;
  };

  // Scroll through the page once, so that lazy images get their chance, and come back.
  const sweep = async () => {
    const height = innerHeight;
    const end = Math.min(document.documentElement.scrollHeight, height * 12);
    for (let y = 0; y < end; y += height) { scrollTo(0, y); await pause(40); }
    const start = performance.now();
    const waiting = () => [...document.images].some((img) =>
      !img.complete && img.getBoundingClientRect().top + scrollY < end);
    while (waiting() && performance.now() - start < 1500) await pause(50);
    scrollTo(0, 0);
    await pause(50);
  };

  const selector = (element) => {
    const parts = [];
    for (let node = element; node && node.nodeType === 1 && parts.length < 5; node = node.parentElement) {
      if (node.id && !/\d{4,}/.test(node.id)) { parts.unshift(`#${CSS.escape(node.id)}`); break; }
      const name = node.localName;
      const classes = [...node.classList].filter((c) => !/\d{3,}/.test(c)).slice(0, 2);
      let part = name + classes.map((c) => `.${CSS.escape(c)}`).join("");
      if (!classes.length && node.parentElement) {
        const same = [...node.parentElement.children].filter((other) => other.localName === name);
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
  const evidence = (element, note) => ({
    selector: selector(element), box: box(element.getBoundingClientRect()),
    text: clip(element.innerText || element.alt || element.ariaLabel || "", 120), note: note || "",
  });

  const visible = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const rect = element.getBoundingClientRect();
    if (rect.width <= 1 || rect.height <= 1) return false;
    return rect.right > 0 && rect.bottom + scrollY > 0 && !readerOnly(element);
  };
  const readerOnly = (element) => {
    const style = getComputedStyle(element);
    return (style.position === "absolute" && (style.clip === "rect(0px, 0px, 0px, 0px)" ||
      style.clip === "rect(1px, 1px, 1px, 1px)")) || style.clipPath === "inset(50%)";
  };

  const clipped = (element) => {
    for (let node = element.parentElement; node && node !== document.body; node = node.parentElement) {
      const style = getComputedStyle(node);
      if (style.overflowX !== "visible") return true;
      if (style.position === "fixed") return true;
    }
    return false;
  };

  const overflowing = (width) => {
    const root = document.documentElement;
    const scroller = document.scrollingElement || root;
    const hidden = [root, document.body].some((node) => node && /hidden|clip/.test(getComputedStyle(node).overflowX));
    if (hidden || root.clientWidth > width + 1 || scroller.scrollWidth <= width + 1) return [];
    const wide = [];
    for (const element of document.body.querySelectorAll("*")) {
      const rect = element.getBoundingClientRect();
      if (rect.width && rect.height && rect.right + scrollX > width + 1 && !clipped(element) && visible(element)) {
        wide.push(element);
      }
    }
    const outermost = wide.filter((element) => !wide.includes(element.parentElement));
    return outermost.slice(0, 10).map((element) =>
      evidence(element, `ends at ${Math.round(element.getBoundingClientRect().right + scrollX)} px`));
  };

  const TARGETS = "a[href],button,input:not([type=hidden]),select,textarea,summary," +
    "[role=button],[role=link],[role=checkbox],[role=menuitem],[role=tab],[onclick]";
  const inSentence = (element) => {
    if (getComputedStyle(element).display !== "inline") return false;
    const parent = element.parentElement;
    const own = (element.textContent || "").trim().length;
    return Boolean(parent) && (parent.textContent || "").trim().length - own >= 5 &&
      [...parent.childNodes].some((node) => node.nodeType === 3 && node.data.trim().length >= 2);
  };
  const targetRect = (element) => {
    const label = element.labels && element.labels[0];
    const rect = element.getBoundingClientRect();
    if (!label) return rect;
    const around = label.getBoundingClientRect();
    return around.width * around.height > rect.width * rect.height ? around : rect;
  };
  // WCAG 2.2 SC 2.5.8: at least 24 by 24, or a 24 px circle around the centre that touches no
  // other target and no other undersized target's circle. Links inside a sentence are exempt.
  const smallTargets = () => {
    const all = [];
    for (const element of document.querySelectorAll(TARGETS)) {
      if (element.disabled || !visible(element) || getComputedStyle(element).pointerEvents === "none") continue;
      if (element.parentElement && element.parentElement.closest(TARGETS)) continue;
      all.push({ element, rect: targetRect(element) });
      if (all.length >= 3000) break;
    }
    const small = all.filter(({ rect }) => rect.width < 23.5 || rect.height < 23.5);
    const centre = (rect) => [rect.left + rect.width / 2, rect.top + rect.height / 2];
    const crowded = small.filter(({ element, rect }) => {
      if (inSentence(element)) return false;
      const [x, y] = centre(rect);
      return all.some((other) => {
        if (other.element === element) return false;
        const r = other.rect;
        if (Math.abs(r.top - rect.top) > 200) return false;
        const nearX = Math.max(r.left, Math.min(x, r.right));
        const nearY = Math.max(r.top, Math.min(y, r.bottom));
        if (Math.hypot(nearX - x, nearY - y) < 12) return true;
        if (r.width >= 23.5 && r.height >= 23.5) return false;
        const [ox, oy] = centre(r);
        return Math.hypot(ox - x, oy - y) < 24;
      });
    });
    return crowded.slice(0, 20).map(({ element, rect }) =>
      evidence(element, `${Math.round(rect.width)} x ${Math.round(rect.height)} px`));
  };

  const brokenImages = () => [...document.images]
    .filter((img) => img.complete && img.naturalWidth === 0 && (img.currentSrc || img.getAttribute("src")) &&
      img.checkVisibility() && !/^data:/.test(img.currentSrc))
    .slice(0, 20).map((img) => evidence(img, clip(img.currentSrc || img.src, 300)));

  const smallTextShare = () => {
    let all = 0, small = 0;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && all < 200000; node = walker.nextNode()) {
      const length = node.data.trim().length;
      const parent = node.parentElement;
      if (!length || !parent || !parent.checkVisibility() || /^(SCRIPT|STYLE|NOSCRIPT)$/.test(parent.tagName)) continue;
      all += length;
      if (parseFloat(getComputedStyle(parent).fontSize) < 12) small += length;
    }
    return all ? small / all : 0;
  };

  const MONEY = /(?:[€$£¥₹]|\b(?:EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|CZK)\b|zł|kr\.?|Kč)\s?\d[\d.,\s'’]*|\d[\d.,\s'’]*\s?(?:[€$£¥₹]|\b(?:EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|CZK)\b|zł|kr\b|Kč)/;
  const NOT_THE_PRICE = /old|was|list-?price|rrp|uvp|strike|compare|save|saving|unit|shipping|installment|cross/i;
  const mainPrice = () => {
    const h1 = document.querySelector("h1");
    const from = h1 ? h1.getBoundingClientRect().top - 120 : -Infinity;
    let best = null, bestScore = -Infinity;
    const nodes = document.querySelectorAll('[itemprop=price],[class*=price i],[id*=price i],[data-price-amount]');
    for (const element of nodes) {
      const text = element.innerText || "";
      if (text.length > 60 || !MONEY.test(text) || !visible(element)) continue;
      if (element.closest("nav,header,footer,aside,del,s,strike")) continue;
      const style = getComputedStyle(element);
      if (/line-through/.test(style.textDecorationLine) || NOT_THE_PRICE.test(element.className)) continue;
      const rect = element.getBoundingClientRect();
      if (rect.top < from) continue;
      const distance = h1 ? Math.abs(rect.top - h1.getBoundingClientRect().bottom) : rect.top;
      const score = parseFloat(style.fontSize) * 10 - distance / 4;
      if (score > bestScore) { best = element; bestScore = score; }
    }
    return best && evidence(best);
  };

  const BUY = /add to (?:my )?(?:cart|basket|bag|trolley)|buy (?:it )?now|pre-?order|in den (?:waren|einkaufs)korb|jetzt kaufen|ajouter au panier|acheter|añadir (?:al carrito|a la cesta)|comprar|aggiungi al carrello|acquista|in (?:winkelwagen|winkelmand)|dodaj do koszyka|do koszyka|adicionar ao carrinho|lägg i varukorg|læg i kurv|legg i handlekurv|do košíku|sepete ekle/i;
  const buyButton = () => {
    const found = { hidden: null, disabled: null, visible: null };
    const nodes = document.querySelectorAll("button,input[type=submit],input[type=button],[role=button],a[href]");
    for (const element of nodes) {
      const text = `${element.innerText || element.value || ""} ${element.ariaLabel || ""}`;
      const named = /add-?to-?(?:cart|basket|bag)/i.test(`${element.id} ${element.getAttribute("name") || ""} ${element.className}`);
      if (text.length > 80 || !(BUY.test(text) || named)) continue;
      if (element.localName === "a" && !named && !/button|btn/i.test(element.className)) continue;
      if (!visible(element)) { found.hidden ||= element; continue; }
      if (element.disabled || element.ariaDisabled === "true") { found.disabled ||= element; continue; }
      found.visible ||= element;
    }
    const state = found.visible ? "visible" : found.disabled ? "disabled" : found.hidden ? "hidden" : "none";
    return [state, found.visible ? evidence(found.visible) : null];
  };

  // Largest session window: gap under 1 s, length under 5 s (web.dev/cls, read 2026-11-23).
  const cls = () => {
    let best = 0, sum = 0, first = 0, last = -Infinity;
    for (const [time, value] of seen.shifts) {
      if (time - last > 1000 || time - first > 5000) { sum = 0; first = time; }
      sum += value; last = time; best = Math.max(best, sum);
    }
    return best;
  };

  const look = (width) => {
    const root = document.documentElement;
    const metas = [...document.querySelectorAll("meta[name=viewport i]")];
    const navigation = performance.getEntriesByType("navigation")[0];
    const [state, button] = buyButton();
    const sizes = performance.getEntriesByType("resource");
    return {
      layout_width: root.clientWidth,
      scroll_width: (document.scrollingElement || root).scrollWidth,
      page_height: root.scrollHeight,
      viewport: metas.length ? metas[metas.length - 1].content : null,
      title: clip(document.title, 500),
      h1: [...document.querySelectorAll("h1")].filter(visible).map((h) => clip(h.innerText, 200)).slice(0, 10),
      word_count: (document.body.innerText.match(/\S+/g) || []).length,
      overflow: overflowing(width),
      small_targets: root.clientWidth > width + 1 ? [] : smallTargets(),
      price: mainPrice(),
      buy_button: button,
      buy_button_state: state,
      small_text_share: smallTextShare(),
      ttfb_ms: navigation ? navigation.responseStart : null,
      fcp_ms: seen.fcp ?? null,
      lcp_ms: seen.lcp ?? null,
      tbt_ms: seen.longTasks,
      transfer_bytes: sizes.reduce((sum, entry) => sum + entry.transferSize, navigation ? navigation.transferSize : 0),
    };
  };

  globalThis.storewalk = { settle, sweep, look, after: () => ({ cls: cls(), broken_images: brokenImages() }) };
})();
