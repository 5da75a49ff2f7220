// What lies over the first screen: bars that stay, and layers that cover the page.
(() => {
  const { section, evidence, texts, around, area, meet, paints } = storewalk;

  const WALL = 0.35; // our own limit: more than a third of the screen is no bar any more
  // A letter that one may subscribe to speaks of privacy as well: only cookies make a cookie notice.
  const CONSENT_NAME = /cookie|consent|gdpr|dsgvo|rgpd|onetrust|usercentrics|didomi|klaro|cmp-?(?:box|wrapper|container)|privacy-?(?:banner|manager|wall)/i;
  const CONSENT_TEXT = /cookie|çerez|ciasteczk|kakor|informasjonskapsler|sütik|consent to (?:the|our|data)|einwilligung/i;
  const AGE = /\b(?:age|years old|18\+|21\+|over 18|over 21|alter|volljährig|jahre alt|majeur|18 ans|mayor de edad|maggiorenne|18 jaar|18 lat)\b/i;
  const REFUSE = /reject|refuse|decline|deny|disagree|only (?:necessary|essential|required)|(?:necessary|essential|required)(?: cookies)? only|without accepting|no,? thanks|ablehn|verweiger|nur (?:notwendige|erforderliche|essenzielle|technisch)|refuser|sans accepter|rechaz|rifiut|weiger|alleen (?:noodzakelijke|functionele)|odrzu|tylko niezb|avvis|afvis|neka|nödvändiga|nødvendige|odmítn|recus|reddet/i;
  const CLOSE = /close|dismiss|no,? thanks|not now|later|skip|continue|schlie(?:ß|ss)|nein|später|weiter|fermer|non merci|plus tard|cerrar|no,? gracias|chiudi|no,? grazie|sluit|nee|zamknij|nie,? dzięki|stäng|luk|lukk|zavřít|fechar|kapat|^\s*[x×✕✖✗⨯╳]\s*$/i;
  const CONTROL = "button,a,[role=button],input[type=button],input[type=submit],summary,[onclick],[aria-label*=close i],[class*=close i]";

  const onScreen = (page, rect) => meet(rect, { left: 0, top: 0, right: page.width, bottom: page.height });
  const share = (page, rect) => area(onScreen(page, rect)) / (page.width * page.height);
  // The outermost fixed element around it, or an open dialogue.
  const layerOf = (entry) => {
    let top = null;
    for (let node = entry; node; node = node.parent) {
      if (node.fixed) top = node;
      else if (top) break;
    }
    return top;
  };

  const atCentre = (page, rect) => {
    const part = onScreen(page, rect);
    let hit = document.elementFromPoint((part.left + part.right) / 2, (part.top + part.bottom) / 2);
    while (hit && hit.shadowRoot) {
      const inner = hit.shadowRoot.elementFromPoint((part.left + part.right) / 2, (part.top + part.bottom) / 2);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    return hit && page.of.get(hit);
  };

  // A layer over more than a third of the screen that takes the finger at its middle. Null as well
  // when it holds most of the page's words or its headline: then it is the page.
  const covering = (page) => {
    const found = page.entries.filter((entry) => entry.fixed && entry.visible && entry.shown &&
      paints(entry, 0.1) && share(page, entry.shown) >= WALL);
    for (const entry of found) {
      const hit = atCentre(page, entry.shown);
      const layer = hit && layerOf(hit);
      if (!layer) continue;
      const inside = (one) => Boolean(around(one, (node) => node === layer, 200));
      const all = texts(page);
      const words = all.filter((one) => inside(one.entry));
      const length = (list) => list.reduce((sum, one) => sum + one.text.length, 0);
      if (length(words) > 0.6 * length(all) || layer.element.querySelector("h1, main")) continue;
      return { layer, inside, words, share: share(page, entry.shown) };
    }
    return null;
  };

  const named = (element) => [element.id, element.getAttribute("class"), element.getAttribute("aria-label"),
    element.getAttribute("title"), element.getAttribute("src")].join(" ");

  const overlay = (page) => {
    const found = covering(page);
    if (!found) return null;
    const { layer, inside, words } = found;
    const within = page.entries.filter(inside);
    const frames = within.filter(({ tag }) => tag === "iframe");
    const text = words.map((one) => one.text).join(" ").slice(0, 5000);
    const names = [layer, ...within.slice(0, 3), ...frames].map(({ element }) => named(element)).join(" ");
    let kind = "other";
    const asks = within.some(({ element }) => element.matches("input[type=email], input[type=password]"));
    if (!asks && (CONSENT_NAME.test(names) || CONSENT_TEXT.test(text))) kind = "consent";
    else if (AGE.test(text)) kind = "age";
    const controls = within.filter(({ element, visible }) => visible && element.matches(CONTROL) && !element.disabled);
    const label = ({ element }) => `${element.innerText || element.value || ""}`.trim();
    const closing = controls.filter((entry) => CLOSE.test(label(entry)) || CLOSE.test(named(entry.element)) || !label(entry));
    const largest = closing.sort((a, b) => Math.min(b.rect.width, b.rect.height) - Math.min(a.rect.width, a.rect.height))[0];
    const others = controls.some((entry) => !closing.includes(entry) && entry.element.type !== "submit");
    const size = largest && Math.round(Math.min(largest.rect.width, largest.rect.height));
    return {
      element: evidence(layer.element, `${Math.round(found.share * 100)} % of the screen`, Math.round(found.share * 1e3) / 1e3),
      share: Math.round(found.share * 1e3) / 1e3, kind,
      // What is in a frame of another host cannot be read: nothing is known then.
      refuse: frames.length ? null : controls.some((entry) => REFUSE.test(label(entry))),
      close: largest ? evidence(largest.element, `${Math.round(largest.rect.width)} x ${Math.round(largest.rect.height)} px`, size) : null,
      close_known: Boolean(largest) || (!frames.length && !others),
    };
  };

  // Bars that stay while the page scrolls: rows of the screen that they take. Sticky ones count
  // where the box around them is long enough to keep them there.
  const bars = (page, cover) => {
    const { entries, width, height } = page;
    const rows = new Uint8Array(Math.ceil(height));
    const found = new Set();
    const stuck = new Set();
    for (const entry of entries) {
      const sticky = (entry.parent && stuck.has(entry.parent)) || (entry.style.position === "sticky" &&
        entry.rect.top <= (parseFloat(entry.style.top) || 0) + 1 && entry.style.top !== "auto" &&
        Boolean(entry.parent && entry.parent.rect.height > 1.5 * height));
      if (sticky) stuck.add(entry);
      if (!(entry.fixed || sticky) || !entry.visible || !paints(entry, 0.1)) continue;
      const part = onScreen(page, entry.shown);
      if (part.right - part.left < 0.6 * width || part.bottom <= part.top) continue;
      if (cover && around(entry, (node) => node === cover, 200)) continue;
      if (share(page, entry.shown) >= 0.95) continue; // a ground behind the page
      rows.fill(1, Math.max(0, Math.round(part.top)), Math.round(part.bottom));
      found.add(around(entry, (node) => !node.parent || !(node.parent.fixed || stuck.has(node.parent)), 200) || entry);
    }
    const taken = rows.reduce((sum, row) => sum + row, 0);
    return [taken / rows.length, storewalk.marks([...found], ({ element, rect }) =>
      evidence(element, `${Math.round(rect.height)} px high`, Math.round(rect.height)))];
  };

  section("layout", (page) => {
    const found = overlay(page);
    const layer = found && covering(page).layer;
    const [taken, items] = bars(page, layer);
    return { overlay: found, bars_share: Math.round(taken * 1e3) / 1e3, bars: items };
  });
})();
