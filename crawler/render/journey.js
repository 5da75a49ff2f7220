// What a journey asks a page that is open. Runs in a world of its own, before the page's scripts;
// returns plain JSON. Lengths are CSS pixels of the screen, not of the page.
(() => {
  if (globalThis.storewalkJourney) return;
  const clip = (text, length) => (text || "").replace(/\s+/g, " ").trim().slice(0, length);
  const tell = (kind, value) => globalThis.storewalkTell?.(JSON.stringify([kind, value]));

  const shown = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const rect = element.getBoundingClientRect();
    return rect.width > 1 && rect.height > 1 && rect.right > 0 && rect.left < innerWidth &&
      rect.bottom + scrollY > 0;
  };
  const onScreen = (element) => {
    if (!shown(element)) return false;
    const rect = element.getBoundingClientRect();
    return rect.bottom > 0 && rect.top < innerHeight;
  };

  // From a tap to the first change that can be seen. Told at once: the page may be gone soon.
  let tapped = null;
  const watch = () => new MutationObserver((changes) => {
    if (tapped === null) return;
    const seen = changes.some(({ target, addedNodes }) => {
      const element = target.nodeType === 1 ? target : target.parentElement;
      return [element, ...addedNodes].some((node) => node?.nodeType === 1 && onScreen(node));
    });
    if (!seen) return;
    tell("change", Math.round(performance.now() - tapped));
    tapped = null;
  }).observe(document, {
    subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ["class", "style", "disabled", "hidden", "open", "aria-expanded",
      "aria-busy", "aria-disabled"],
  });
  let armed = false;
  const arm = () => { armed = true; tapped = null; };
  addEventListener("click", () => { if (armed) { tapped = performance.now(); armed = false; } }, true);
  watch();
  try {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.interactionId) tell("tap", entry.duration);
    }).observe({ type: "event", durationThreshold: 16 });
  } catch { /* an older browser without event timing */ }

  // A page by its path and by those parameters that choose a page in some shop systems.
  const CHOOSING = /^(?:route|product_id|id_product|controller|p|pid|id|sku|dwvar_\w+)$/;
  const page = (url) => {
    try {
      const parsed = new URL(url, location.href);
      if (parsed.origin !== location.origin) return null;
      const kept = [...parsed.searchParams].filter(([name]) => CHOOSING.test(name)).sort();
      return parsed.pathname.replace(/\/$/, "") + kept.map((pair) => `&${pair.join("=")}`).join("");
    } catch { return null; }
  };

  // What the shop tells the shopper went wrong. Fields' own hints are hidden until they apply.
  const ERRORS = ".error,.errors,.alert-danger,.alert-error,.alertinner.error,.woocommerce-error," +
    ".wc-block-components-notice-banner.is-error,.message-error,.form__message--error," +
    ".product-form__error-message,.cart-item__error-text,.notification--error,.toast-error,.Toastify__toast--error";
  // An alert is as often a success: without a class that says so, its words must.
  const SORRY = /error|sorry|cannot|can.t|could not|couldn.t|unable|failed|invalid|problem|try again|fehler|leider|nicht möglich|konnte nicht|erreur|désolé|impossible|lo sentimos|no se p(?:ud|ued)|spiacent|errore|fout\b|helaas|niet mogelijk|błąd|niestety|nie można|tyvärr|desværre|beklager|bohužel|chyba/i;
  const errors = () => {
    const named = [...document.querySelectorAll(ERRORS)];
    const spoken = [...document.querySelectorAll("[role=alert],[role=alertdialog],[aria-live=assertive]")]
      .filter((element) => SORRY.test(element.innerText));
    const found = [...named, ...spoken].filter((element) => !element.matches("input,select,textarea") && shown(element))
      .map((element) => clip(element.innerText, 200)).filter((text) => text.length > 2);
    return [...new Set(found)].slice(0, 5);
  };

  const MONEY = /(?:[€$£¥₹]|\b(?:EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|CZK)\b|zł|\bkr\b|Kč)\s?\d[\d.,\s'’]*|\d[\d.,\s'’]*\s?(?:[€$£¥₹]|\b(?:EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|CZK)\b|zł|\bkr\b|Kč)/;
  const QUANTITY = "input[type=number],input[name*=qty i],input[name*=quantity i],input[name*=menge i]," +
    "select[name*=qty i],select[name*=quantity i],select[name*=menge i],[class*=quantity i],[class*=qty i]";
  const REMOVE = "[class*=remove i],[class*=delete i],[aria-label*=remove i],[title*=remove i]," +
    "[name*=remove i],[href*=remove i],[data-link-action*=delete i],[class*=trash i]";
  const OTHERS = /related|recommend|upsell|cross-?sell|also|recently|suggest|wishlist/i;

  // The line of the basket that holds the product: by its link, else by its name.
  const row = (product) => {
    const wanted = page(product.url);
    const name = clip(product.name, 200).toLowerCase();
    const named = name.length > 3 ? name : null;
    const candidates = [];
    for (const link of document.querySelectorAll("a[href]")) {
      if (wanted !== null && page(link.href) === wanted) candidates.push(link);
    }
    if (named) {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (clip(node.data, 300).toLowerCase().includes(named) && node.parentElement) candidates.push(node.parentElement);
      }
    }
    for (const start of candidates) {
      if (start.closest("script,style,template,noscript,h1,nav,head")) continue;
      for (let node = start, depth = 0; node && node !== document.body && depth < 9; node = node.parentElement, depth++) {
        if (OTHERS.test(`${node.id} ${node.className?.baseVal ?? node.className}`)) break;
        if (!shown(node)) continue;
        const bought = [...node.querySelectorAll(`${QUANTITY},${REMOVE}`)].some((part) => part.checkVisibility());
        if (bought && MONEY.test(node.innerText || "")) return node;
      }
    }
    return null;
  };

  // Amounts in that line, as texts, without struck ones: a price and a sum may both be there.
  const amounts = (line) => {
    const found = [];
    for (const element of line.querySelectorAll("*")) {
      const text = clip(element.innerText, 60);
      if (!text || !MONEY.test(text) || text.length > 40 || !shown(element)) continue;
      if (element.closest("del,s,strike,option,select") || /line-through/.test(getComputedStyle(element).textDecorationLine)) continue;
      if ([...element.querySelectorAll("del,s,strike")].length) continue;
      if ([...element.children].some((child) => clip(child.innerText, 60) === text && shown(child))) continue;
      found.push(text);
    }
    if (!found.length) {
      const copy = line.cloneNode(true);
      copy.querySelectorAll("select,option,del,s,strike,script,style").forEach((part) => part.replaceWith(" "));
      const text = copy.textContent.match(MONEY);
      if (text) found.push(clip(text[0], 40));
    }
    return [...new Set(found)].slice(0, 12);
  };

  const BADGES = ".cart-count,.cart-count-bubble,.counter-number,.cart-products-count,#cart-total,.cart-contents .count," +
    ".wc-block-mini-cart__badge,.mini-cart-icon span,[data-cart-count],[class*=cart-count i],[class*=basket-count i]," +
    "[class*=cart] [class*=badge i],[class*=basket] [class*=badge i],[class*=cart] [class*=count i]";
  const LINKS = "a[href*=cart i],a[href*=basket i],a[href*=warenkorb i],a[href*=panier i],a[href*=carrito i]," +
    "a[href*=carrello i],a[href*=winkelwagen i],a[href*=koszyk i],header button[aria-label*=cart i],button[aria-label*=basket i]";
  const number = (element) => {
    const text = `${element.innerText || element.textContent || ""} ${element.getAttribute("aria-label") || ""}`;
    const match = clip(text, 80).replace(/[\d.,]+\s?(?:€|\$|£|zł|kr|Kč)|(?:€|\$|£)\s?[\d.,]+/g, "").match(/\d{1,3}/);
    return match ? Number(match[0]) : null;
  };
  const count = (selector) => {
    for (const element of document.querySelectorAll(selector || `${BADGES},${LINKS}`)) {
      const found = number(element);
      if (found !== null && (selector || element.checkVisibility())) return found;
    }
    return null;
  };

  // What does not change while a page only lives: for "nothing happened".
  const state = ({ product, pages, counter }) => {
    if (!document.body) return null;
    const known = new Set((pages || []).map(page));
    const links = new Set();
    for (const link of document.links) {
      const target = page(link.href);
      if (known.has(target) && shown(link)) links.add(target);
    }
    const line = row(product);
    const main = document.querySelector("main,[role=main],#main,#content") || document.body;
    return {
      url: location.href.split("#")[0],
      born: performance.timeOrigin,
      here: page(location.href) === page(product.url),
      title: clip(document.title, 300),
      errors: errors(),
      count: count(counter),
      products: links.size,
      priced: MONEY.test(main.innerText || ""),
      row: line ? { amounts: amounts(line), quantity: quantity(line) } : null,
      text: clip(document.body.innerText, 20000),
      ready: document.readyState !== "loading",
    };
  };
  const quantity = (line) => {
    const field = line.querySelector(QUANTITY.split(",").filter((part) => !part.includes("class")).join());
    const value = Number(field?.value);
    return Number.isInteger(value) && value > 0 ? value : null;
  };

  // A path that finds exactly this element, for the hand that taps it.
  const exact = (element) => {
    const parts = [];
    for (let node = element; node && node !== document.documentElement; node = node.parentElement) {
      const same = node.parentElement ? [...node.parentElement.children].filter((other) => other.localName === node.localName) : [node];
      parts.unshift(`${node.localName}:nth-of-type(${same.indexOf(node) + 1})`);
    }
    return parts.join(" > ");
  };
  const GONE = /out of stock|sold out|unavailable|ausverkauft|nicht (?:verfügbar|lieferbar)|épuisé|rupture|indisponible|agotado|esaurito|uitverkocht|niedostępn|slutsåld|udsolgt|utsolgt|vyprod/i;
  const usable = (element, text) => !element.disabled && element.getAttribute("aria-disabled") !== "true" &&
    !GONE.test(text || "") && !/disabled|sold-?out|unavailable|out-?of-?stock/i.test(element.className?.baseVal ?? element.className ?? "");

  // The choices a product asks for that nothing is chosen in: the first of each that is in stock.
  const CHOICE = "select,input[type=radio],[role=radio],[role=radiogroup],[class*=swatch i]";
  const choices = (scope, buy) => {
    const words = new RegExp(buy, "i");
    const button = [...document.querySelectorAll("button,input[type=submit],[role=button]")].find((element) =>
      !element.closest("nav,header,footer") && words.test(`${element.innerText || element.value || ""}`.trim()));
    let root = scope ? [...document.querySelectorAll(scope)].find(shown) : button?.form;
    for (let node = button, depth = 0; !scope && node && depth < 7; node = node.parentElement, depth++) {
      if (root?.querySelector(CHOICE) || node === document.body) break;
      root = node;
    }
    if (!root) return [];
    const found = [];
    for (const select of root.querySelectorAll("select")) {
      if (!shown(select) || /qty|quantity|menge|currency|country/i.test(select.name + select.id)) continue;
      const chosen = select.selectedOptions[0];
      if (chosen && chosen.value !== "" && usable(chosen, chosen.text) && !/^\W*(?:choose|select|bitte|wähl|choisi|elig|selecc|scegli|kies|wybierz)/i.test(chosen.text)) continue;
      const option = [...select.options].find((item) => item.value !== "" && item !== chosen && usable(item, item.text));
      found.push({ kind: "select", css: exact(select), value: option ? option.value : null, text: option ? clip(option.text, 80) : "" });
    }
    const groups = new Map();
    for (const radio of root.querySelectorAll("input[type=radio]")) {
      const label = radio.labels?.[0];
      if (!(shown(radio) || (label && shown(label)))) continue;
      const list = groups.get(radio.name) || [];
      list.push(radio);
      groups.set(radio.name, list);
    }
    for (const list of groups.values()) {
      const words = (radio) => clip(radio.labels?.[0]?.innerText || radio.value, 80);
      if (list.some((radio) => radio.checked && usable(radio, words(radio)))) continue;
      const radio = list.find((item) => usable(item, words(item)) && usable(item.labels?.[0] || item, words(item)));
      const target = radio && (radio.labels?.[0] && shown(radio.labels[0]) ? radio.labels[0] : radio);
      found.push({ kind: "tap", css: target ? exact(target) : "", value: radio ? radio.value : null, text: radio ? words(radio) : "" });
    }
    for (const group of root.querySelectorAll("[role=radiogroup],[class*=swatch-attribute i]:not([class*=swatch-attribute-])")) {
      const items = [...group.querySelectorAll("[role=radio],[role=option],button,.swatch-option")].filter(shown);
      if (!items.length || group.querySelector("input[type=radio]")) continue;
      const on = (item) => item.getAttribute("aria-checked") === "true" || /(?:^|\s)(?:selected|active)(?:\s|$)/.test(item.className);
      if (items.some(on)) continue;
      const item = items.find((one) => usable(one, one.innerText));
      found.push({ kind: "tap", css: item ? exact(item) : "", value: item ? clip(item.innerText || item.ariaLabel || "", 80) || "?" : null,
        text: item ? clip(item.innerText || item.ariaLabel || "", 80) : "" });
    }
    return found;
  };

  // Visible links by their address and name.
  const links = (address, name) => {
    const [where, what] = [new RegExp(address, "i"), new RegExp(name, "i")];
    return [...document.links].filter((link) => where.test(link.getAttribute("href")) && shown(link) &&
      what.test(`${link.innerText} ${link.ariaLabel || ""} ${link.title}`)).slice(0, 12).map(exact);
  };
  // Visible links to one of these pages, in the order of the pages. `strict`: with no parameter more.
  const linksTo = (pages, strict) => pages.flatMap((wanted) => [...document.links].filter((link) =>
    (strict ? link.href.split("#")[0] === wanted : page(link.href) === page(wanted)) && shown(link))
    .slice(0, 3).map(exact)).slice(0, 12);

  globalThis.storewalkJourney = { arm, state, choices, links, linksTo };
})();
