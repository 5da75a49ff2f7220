// What sells: price and buy button.
(() => {
  const { section, evidence, marks, clip, pattern, attribute, parentOf, find, findAll } = storewalk;
  const is = Object.fromEntries(["buy", "buyNames", "soldOut", "related", "wasNames", "unitNames", "instalmentNames",
    "notPrice"].map((name) => [name, pattern(name)]));

  const MONEY = /(?:[€$£¥₹]|\b(?:EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|CZK)\b|zł|kr\.?|Kč)\s?\d[\d.,\s'’]*|\d[\d.,\s'’]*\s?(?:[€$£¥₹]|\b(?:EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|CZK)\b|zł|kr\b|Kč)/;
  const names = (element) => `${attribute(element, "class")} ${attribute(element, "id")}`.slice(0, 300);
  const struck = (element) => Boolean(element.closest("del,s,strike")) ||
    /line-through/.test(getComputedStyle(element).textDecorationLine);

  // Whether it stands in a block about other products: one that is called so and has no heading.
  const related = (element) => {
    for (let outer = parentOf(element); outer && !/^(body|main|html)$/.test(outer.localName); outer = parentOf(outer)) {
      if (is.related.test(names(outer)) && !find(outer, "h1")) return true;
    }
    return false;
  };

  // What stays where it is while the page scrolls: bars, bubbles, layers.
  const stuck = (entry) => {
    for (let one = entry; one; one = one.parent) if (/fixed|sticky/.test(one.style.position)) return true;
    return false;
  };
  // Drawn, and not parked outside the screen where no scrolling leads.
  const reachable = (entry, { width, height }) => Boolean(entry) && entry.visible && entry.rect.left < width &&
    !(entry.fixed && (entry.rect.top >= height || entry.rect.bottom <= 0));

  const PRICES = '[itemprop=price],[class*=price i],[id*=price i],[data-price-amount]';
  const prices = (page) => {
    const h1 = document.querySelector("h1");
    const from = h1 ? h1.getBoundingClientRect().top - 120 : -Infinity;
    let best = null, bestScore = -Infinity, unseen = null;
    for (const element of [...document.querySelectorAll(PRICES)].slice(0, 400)) {
      const text = (element.innerText || element.textContent || "").trim();
      if (text.length > 60 || !MONEY.test(text)) continue;
      if (element.closest("nav,header,footer,aside") || struck(element) || related(element)) continue;
      const name = names(element);
      if (is.wasNames.test(name) || is.unitNames.test(name) || is.instalmentNames.test(name) || is.notPrice.test(name)) continue;
      const entry = page.of.get(element);
      if (!reachable(entry, page)) { unseen ||= element; continue; }
      if (entry.rect.top < from) continue;
      const distance = h1 ? Math.abs(entry.rect.top - h1.getBoundingClientRect().bottom) : entry.rect.top;
      const score = parseFloat(entry.style.fontSize) * 10 - distance / 4;
      if (score > bestScore) { best = entry; bestScore = score; }
    }
    return { best, unseen: best ? null : unseen };
  };

  // Visible texts with an amount: those of a sentence, of an element with little but a number, or
  // of a small parent around a split one ("12", "50", "€").
  const MOST_AMOUNTS = 200;
  const MONIES = new RegExp(MONEY, "g");
  const NUMBER = /^\D{0,15}\d[\d.,\s'’]*\D{0,15}$/;
  const amounts = ({ entries }) => {
    const found = new Set();
    for (const { element, tag, visible: seen } of entries) {
      if (found.size >= MOST_AMOUNTS) break;
      if (!seen || tag === "script" || tag === "style") continue;
      let own = tag === "select" && element.selectedOptions.length ? element.selectedOptions[0].text : "";
      for (const node of element.childNodes) if (node.nodeType === 3 && own.length < 400) own += node.data.slice(0, 400);
      if (!/\d/.test(own) || struck(element)) continue;
      own = clip(own, 400);
      for (const [text] of own.matchAll(MONIES)) found.add(clip(text, 60));
      if (NUMBER.test(own)) found.add(clip(own, 60));
      for (let outer = parentOf(element), steps = 0; outer && steps < 2; outer = parentOf(outer), steps++) {
        if (outer.textContent.length > 300) break;
        const text = clip(outer.innerText, 80);  // without what is hidden
        if (text.length > 40) break;
        if (MONEY.test(text)) { found.add(text); break; }
      }
    }
    return [...found].slice(0, MOST_AMOUNTS);
  };

  const within = (inner, outer) => {
    for (let node = inner; node; node = parentOf(node) || node.getRootNode().host) if (node === outer) return true;
    return false;
  };
  // The highest element over this one that does not hold it, where four of five points are hidden.
  const SPOTS = [[0.5, 0.5], [0.25, 0.3], [0.75, 0.3], [0.25, 0.7], [0.75, 0.7]];
  const layerOver = ({ element, rect }, { width, height, of }) => {
    const tops = SPOTS.map(([x, y]) => [rect.left + rect.width * x, rect.top + rect.height * y])
      .filter(([x, y]) => x > 0 && y > 0 && x < width && y < height)
      .map(([x, y]) => document.elementFromPoint(x, y));
    const foreign = tops.filter((top) => top && !within(top, element) && !within(element, top));
    if (tops.length < 5 || foreign.length < 4) return null;
    let layer = of.get(foreign[0]);
    while (layer && layer.parent && !within(element, layer.parent.element)) layer = layer.parent;
    return layer ? { layer, top: of.get(foreign[0]) } : null;
  };
  // Consent goes away with a tap, and large layers have a check of their own (Better Ads: 35 %).
  const passing = ({ layer, top }, { width, height }) => {
    const text = `${names(layer.element)} ${names(top.element)} ${clip(layer.element.textContent.slice(0, 400), 300)}`;
    const across = Math.min(layer.rect.right, width) - Math.max(layer.rect.left, 0);
    const down = Math.min(layer.rect.bottom, height) - Math.max(layer.rect.top, 0);
    return /cookie|consent|gdpr|privacy|datenschutz/i.test(text) || across * down >= 0.35 * width * height;
  };
  const PAINTED = /^(img|video|canvas|iframe|object)$/;
  const opaque = ({ layer, top }) => {
    for (let one = top; one; one = one.parent) {
      const alpha = /^rgba\(.*,\s*([\d.]+)\)$/.exec(one.style.backgroundColor);
      const filled = (alpha ? Number(alpha[1]) > 0.5 : true) || one.style.backgroundImage !== "none" || PAINTED.test(one.tag);
      if (filled && Number(one.style.opacity) > 0.5) return true;
      if (one === layer) return false;
    }
    return false;
  };
  const called = ({ layer }) => layer.tag + (attribute(layer.element, "id") ? `#${attribute(layer.element, "id")}` : "") +
    attribute(layer.element, "class").split(/\s+/).filter(Boolean).slice(0, 1).map((name) => `.${name}`).join("");

  const BUTTONS = "button,input[type=submit],input[type=button],[role=button],a[href]";
  const isBuy = (element) => {
    const text = clip(element.innerText || element.textContent || element.value || "", 81);
    const named = is.buyNames.test(`${names(element)} ${element.getAttribute("name") || ""}`);
    if (text.length > 80 || !(named || is.buy.test(text) || is.buy.test(element.ariaLabel || ""))) return false;
    if (element.localName === "a" && !named && !/button|btn/i.test(element.className)) return false;
    return !element.closest("header,footer") && !related(element);
  };
  const isOff = (element) => element.matches(":disabled") || element.ariaDisabled === "true" ||
    /(?:^|\s)(?:is-)?disabled(?:\s|$)/.test(element.getAttribute("class") || "") ||
    is.soldOut.test(clip(element.innerText || element.value, 80));
  const saysSoldOut = ({ entries }) => entries.some(({ element, tag, visible: seen }) => {
    if (!seen || /^(script|style|option)$/.test(tag)) return false;
    const text = clip([...element.childNodes].slice(0, 20).map((node) => (node.nodeType === 3 ? node.data.slice(0, 100) : "")).join(" "), 61);
    return text.length > 3 && text.length <= 60 && is.soldOut.test(text) && !related(element);
  });
  const CHOICES = "select,input[type=radio],[role=radio],[role=option],[class*=swatch i],[class*=variant i],[class*=variation i]";
  const hasChoice = (element) => {
    const around = element.closest("form,[class*=product i]");
    return Boolean(around) && findAll(around, CHOICES).slice(0, 100).some((one) => one.checkVisibility());
  };

  const buttons = (page) => {
    const found = { visible: [], hidden: [], disabled: [], covered: [], first: false, choice: false };
    const inShadow = page.entries.filter(({ element }) => element.getRootNode() !== document && element.matches(BUTTONS));
    const all = [...document.querySelectorAll(BUTTONS), ...inShadow.map((entry) => entry.element)];
    for (const element of all.slice(0, 3000)) {
      if (!isBuy(element)) continue;
      found.choice ||= hasChoice(element);
      const entry = page.of.get(element);
      if (!reachable(entry, page)) { found.hidden.push(element); continue; }
      if (isOff(element)) { found.disabled.push(element); continue; }
      found.visible.push(entry);
      const over = layerOver(entry, page);
      const told = over && passing(over, page);
      // A bar that stays lets go of a button that scrolls.
      const covered = over && !told && (stuck(entry) || !stuck(over.layer));
      if (covered) found.covered.push({ entry, over });
      if (entry.rect.top < page.height - 4 && (!over || told)) found.first = true;
    }
    return found;
  };

  const looks = new WeakMap();
  const look = (page) => {
    if (!looks.has(page)) looks.set(page, { found: buttons(page), ...prices(page) });
    return looks.get(page);
  };

  section("", (page) => {
    const { found: { visible: shown, disabled, hidden }, best } = look(page);
    return {
      price: best && evidence(best.element),
      buy_button: shown.length ? evidence(shown[0].element) : null,
      buy_button_state: shown.length ? "visible" : disabled.length ? "disabled" : hidden.length ? "hidden" : "none",
    };
  });

  section("shop", (page) => {
    const { found, best, unseen } = look(page);
    const over = best && layerOver(best, page);
    const side = ({ rect }) => Math.round(Math.min(rect.width, rect.height));
    return {
      amounts: amounts(page),
      price_hidden: unseen && evidence(unseen, clip(unseen.textContent, 120)),
      price_covered_by: over && opaque(over) && !passing(over, page) ? evidence(over.layer.element, called(over)) : null,
      buttons: marks(found.visible, (entry) => evidence(entry.element, "", side(entry))),
      buttons_hidden: marks(found.hidden, (element) => ({ ...evidence(element), text: clip(element.textContent || element.value, 120) })),
      buttons_disabled: marks(found.disabled),
      buttons_covered: marks(found.covered, (one) => evidence(one.entry.element, called(one.over))),
      button_on_first_screen: found.first,
      choice: found.choice,
      sold_out: saysSoldOut(page),
    };
  });
  Object.assign(storewalk, { related, reachable, isBuy });
})();
