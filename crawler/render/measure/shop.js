// What sells: price and buy button.
(() => {
  const { section, evidence, visible } = storewalk;

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

  section("", () => {
    const [state, button] = buyButton();
    return { price: mainPrice(), buy_button: button, buy_button_state: state };
  });
})();
