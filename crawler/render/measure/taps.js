// What fingers hit: too small, too close, at the edge.
(() => {
  const { section, after, atWidth, evidence, marks, around, clip, texts, meet } = storewalk;

  const TARGETS = "a[href],button,input:not([type=hidden]),select,textarea,summary," +
    "[role=button],[role=link],[role=checkbox],[role=menuitem],[role=tab]";
  const MOST = 3000;
  const wordsOf = (element) => (element.textContent || "").trim().length;
  // Inside a sentence: words beside it, five characters and more, that are no link themselves.
  const inSentence = ({ element, style }) => {
    if (!/^inline/.test(style.display) || style.display === "inline-flex") return false;
    const parent = element.parentElement;
    return Boolean(parent) && !parent.closest(TARGETS) && wordsOf(parent) - wordsOf(element) >= 5 &&
      [...parent.childNodes].some((node) => node.nodeType === 3 && node.data.trim().length >= 2);
  };
  const targetRect = ({ element, rect }) => {
    const label = element.labels && element.labels[0];
    if (!label) return rect;
    const whole = label.getBoundingClientRect();
    return whole.width * whole.height > rect.width * rect.height ? whole : rect;
  };
  // An element in another one that can be tapped counts where it does something of its own.
  const nested = ({ parent, element }) => {
    const outer = parent && around(parent, (one) => one.element.matches(TARGETS));
    return Boolean(outer) && (element.tabIndex < 0 || !element.matches("a[href],button,input,select"));
  };
  // A box that listens to taps around other targets is no target of its own.
  const isTarget = (element) => element.matches(TARGETS) ||
    (element.matches("[onclick]") && !element.querySelector(TARGETS) && element.localName !== "body");
  const targets = (page) => {
    if (page.targets) return page.targets;
    page.targets = page.entries.filter((entry) => entry.visible && entry.style.pointerEvents !== "none" &&
      isTarget(entry.element) && !entry.element.disabled && !entry.element.ownerSVGElement)
      .slice(0, MOST).map((entry) => ({ entry, rect: targetRect(entry), inner: nested(entry) }));
    return page.targets;
  };

  // Finds what is near without comparing each with each: cells of 64 px.
  const CELL = 64;
  const gridOf = (list) => {
    const cells = new Map();
    const each = ({ left, top, right, bottom }, room, visit) => {
      const ends = [left - room, right + room, top - room, bottom + room].map((at) => Math.floor(at / CELL));
      for (let x = Math.max(ends[0], -64); x <= Math.min(ends[1], 64); x += 1) {
        for (let y = ends[2]; y <= Math.min(ends[3], ends[2] + 200); y += 1) visit(`${x},${y}`);
      }
    };
    for (const one of list) {
      each(one.rect, 0, (key) => {
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push(one);
      });
    }
    return (rect, room) => {
      const found = new Set();
      each(rect, room, (key) => { for (const one of cells.get(key) || []) found.add(one); });
      return found;
    };
  };

  // WCAG 2.2 SC 2.5.8: at least 24 by 24, or a 24 px circle around the centre that touches no
  // other target and no other undersized target's circle. Links inside a sentence are exempt.
  // What stays while the page scrolls is compared with its like only.
  const LEAST = 23.5;
  const small = ({ rect }) => rect.width < LEAST || rect.height < LEAST;
  const centre = (rect) => [rect.left + rect.width / 2, rect.top + rect.height / 2];
  const tooSmall = (page) => {
    const all = targets(page).filter(({ inner }) => !inner);
    const near = gridOf(all);
    return all.filter((one) => {
      if (!small(one) || inSentence(one.entry)) return false;
      const [x, y] = centre(one.rect);
      for (const other of near(one.rect, 24)) {
        if (other === one || other.entry.fixed !== one.entry.fixed) continue;
        if (one.entry.element.labels && other.entry.element === one.entry.element.labels[0]) continue;
        // A link over several lines is hit where its lines are, not in the box around them.
        const inline = other.entry.style.display === "inline" && other.rect.height > 30;
        const parts = inline ? [...other.entry.element.getClientRects()].slice(0, 20) : [other.rect];
        for (const r of parts) {
          const nearX = Math.max(r.left, Math.min(x, r.right));
          const nearY = Math.max(r.top, Math.min(y, r.bottom));
          if (Math.hypot(nearX - x, nearY - y) < 12) return true;
        }
        if (!small(other)) continue;
        const [ox, oy] = centre(other.rect);
        if (Math.hypot(ox - x, oy - y) < 24) return true;
      }
      return false;
    });
  };
  const sized = ({ entry, rect }) =>
    evidence(entry.element, `${Math.round(rect.width)} x ${Math.round(rect.height)} px`,
      Math.round(Math.min(rect.width, rect.height)));

  const name = (element) => clip(`${element.innerText || element.value || ""} ${element.getAttribute("aria-label") || ""} ` +
    `${element.getAttribute("title") || ""}`, 200);
  const signs = (element) => `${element.id} ${element.getAttribute("class") || ""} ${element.getAttribute("href") || ""}`.slice(0, 400);

  // The controls that everybody needs: those that are called so and nothing else ("Bag accessories"
  // is a shelf), or icons whose class, id or address says so.
  const WORDS = ["menu", "search", "basket"].map((kind) => [kind, storewalk.pattern(kind)]);
  const BESIDE = /igation|open|close|toggle|show|view|go to|my|your|the|site|main|icon|button|products?|items?|öffnen|anzeigen|ansehen|ouvrir|voir|abrir|apri|[^\p{L}]/giu;
  const FILTER = /^(?:(?:show|open) )*(?:filters?|filtern|filtrer|filtrar|filtra|filtreren|filtruj|filtrera)(?: ?(?:\(\d+\)|(?:&|and|by|und|et|y|e) .{0,20}))?$/i;
  const CHECKOUT = /^(?:(?:go|proceed|continue) to )?(?:checkout|check out|zur kasse|kasse|passer (?:la )?commande|finalizar compra|tramitar pedido|vai alla cassa|afrekenen|do kasy|till kassan)$/i;
  const kindOf = (element, top) => {
    const said = clip(element.innerText || element.value || element.ariaLabel || element.title, 60);
    if (FILTER.test(said)) return "filter";
    if (CHECKOUT.test(said)) return "checkout";
    if (!top) return null;
    const alone = (words) => words.test(said) && said.replace(words, "").replace(BESIDE, "").length < 3;
    const found = WORDS.find(([, words]) => (said ? alone(words) : words.test(signs(element))));
    return found ? found[0] : null;
  };
  const COMFORT = 44; // px: 7 mm (Baymard), WCAG 2.2 SC 2.5.5
  const controls = (page) => marks(targets(page).flatMap((one) => {
    const { element, tag } = one.entry;
    if (/^(input|select|textarea)$/.test(tag) && !/^(submit|button|image)$/.test(element.type)) return [];
    if (Math.min(one.rect.width, one.rect.height) >= COMFORT - 0.5 || inSentence(one.entry)) return [];
    const kind = kindOf(element, one.rect.top < 200 && one.rect.bottom > 0);
    return kind ? [[one, kind]] : [];
  }), ([one, kind]) => ({ ...sized(one), note: `${kind}, ${Math.round(one.rect.width)} x ${Math.round(one.rect.height)} px` }));

  const DESTROYS = /^(?:remove|delete|clear|empty|discard|entfernen|löschen|leeren|supprimer|retirer|vider|eliminar|borrar|vaciar|quitar|rimuovi|elimina|svuota|verwijder|leegmaken|usuń|wyczyść|ta bort|fjern|slet|odstranit|remover|sil|kaldır)(?![\p{L}-])/iu;
  const KEEPS = /wish|favou?rit|compare|merk|vergleich|souhaits|deseos|preferiti/i; // a heart that is taken back
  const ROOM = 13; // px: 2 mm (Baymard) at 160 px an inch
  const apart = (a, b) => Math.hypot(Math.max(0, a.left - b.right, b.left - a.right), Math.max(0, a.top - b.bottom, b.top - a.bottom));
  const tight = (page) => {
    const all = targets(page).filter(({ inner }) => !inner);
    const near = gridOf(all);
    const destroys = ({ entry }) => {
      const said = name(entry.element);
      return said.length < 60 && !KEEPS.test(said) && (DESTROYS.test(said) || DESTROYS.test(entry.element.ariaLabel || ""));
    };
    return marks(all.flatMap((one) => {
      if (!destroys(one) || inSentence(one.entry)) return [];
      for (const other of near(one.rect, ROOM)) {
        if (other === one || other.entry.fixed !== one.entry.fixed || destroys(other)) continue;
        if (other.entry.element.contains(one.entry.element) || one.entry.element.contains(other.entry.element)) continue;
        const gap = apart(one.rect, other.rect);
        if (gap < ROOM - 0.5) return [[one, other, gap]];
      }
      return [];
    }), ([one, other, gap]) => evidence(one.entry.element, clip(name(other.entry.element), 60) || "another control", Math.round(gap)));
  };

  const EDGE = 4; // px: our own limit for "at the very edge" (Baymard)
  const edge = (page) => marks(targets(page).filter(({ entry, rect, inner }) => !inner && !inSentence(entry) &&
    rect.width < COMFORT - 0.5 && rect.left >= -1 && rect.right <= page.width + 1 && !entry.clipped &&
    (rect.left < EDGE || rect.right > page.width - EDGE)), sized);

  const CALL = /(?:\b(?:tel|phone|telephone|call(?: us)?|hotline|telefon|fon|tél|téléphone|teléfono|telefono|telefoon|puhelin)\b\.?|☎|📞|📱)[^\d+\n]{0,20}(\+?\(?\d[\d ()/.\u2011\u2013-]{6,20}\d)/iu;
  const ABROAD = /(?:^|[^\d\w+])(\+[1-9]\d{0,2}[ ()/.\u2011\u2013-]{0,2}\d[\d ()/.\u2011\u2013-]{6,18}\d)(?!\d)/u;
  const phones = (page) => {
    const linked = new Set([...document.querySelectorAll('a[href^="tel:" i]')].slice(0, 200)
      .map((link) => link.getAttribute("href").replace(/\D/g, "").slice(-7)));
    return marks(texts(page).flatMap(({ entry, text }) => {
      if (around(entry, ({ tag }) => /^(a|button|label|select|textarea)$/.test(tag))) return [];
      const found = CALL.exec(text) || ABROAD.exec(text);
      if (!found || /\bfax\b[^\d]{0,12}$/i.test(text.slice(0, found.index + found[0].indexOf(found[1])))) return [];
      const digits = found[1].replace(/\D/g, "");
      if (digits.length < 8 || digits.length > 15 || linked.has(digits.slice(-7))) return [];
      return [[entry, found[1].trim()]];
    }), ([entry, number]) => evidence(entry.element, number));
  };

  const fits = ({ width }) => document.documentElement.clientWidth <= width + 1;
  section("", (page) => ({
    small_targets: fits(page) ? tooSmall(page).slice(0, 20).map(sized) : [],
  }));
  section("taps", (page) => (fits(page) ? {
    targets: targets(page).length, small: marks(tooSmall(page), sized), controls: controls(page),
    tight: tight(page), edge: edge(page), phones: phones(page),
  } : {}));
  atWidth((page) => ({ small_targets: fits(page) ? marks(tooSmall(page), sized) : { count: 0, items: [] } }));

  // Lighthouse 11's tap-targets (removed in 12): a finger of 48 by 48 px on the middle of a target
  // that is smaller than that. It hits the neighbour as well when the neighbour's part of it is at
  // least a quarter of the target's own.
  const FINGER = 48, SHARE = 0.25;
  const LIGHTHOUSE = "button,a,input,textarea,select,option,[role=button],[role=checkbox],[role=link],[role=menuitem]," +
    "[role=menuitemcheckbox],[role=menuitemradio],[role=option],[role=scrollbar],[role=slider],[role=spinbutton]";
  const inTextBlock = (element) => {
    for (let node = element, steps = 0; node && node.parentElement && steps < 50; node = node.parentElement, steps += 1) {
      if (!/^inline(-block)?$/.test(getComputedStyle(node).display)) return false;
      const parent = node.parentElement;
      const more = (parent.textContent || "").length - (node.textContent || "").length >= 5;
      if (more && [...parent.childNodes].some((one) => one.nodeType === 3 && one.data.trim())) return true;
    }
    return false;
  };
  const shares = (a, b) => storewalk.area(meet(a, b));
  const holds = (a, b) => a.left <= b.left && a.right >= b.right && a.top <= b.top && a.bottom >= b.bottom;
  const rectsOf = (element, most = 20) => {
    const found = [...element.getClientRects()];
    for (const child of element.children) {
      if (found.length >= most) break;
      found.push(...rectsOf(child, most - found.length));
    }
    return found.filter((rect) => rect.width > 0 && rect.height > 0).slice(0, most);
  };
  // Boxes of one target that a person takes for one: those in others are left out.
  const tappable = (rects) => rects.filter((rect, i) => !rects.some((other, j) => j !== i && holds(other, rect) && (j < i || !holds(rect, other))));
  const fingerFails = (one, other) => {
    if (/^https?:/.test(one.href) && one.href === other.href) return 0;
    if (one.rects.every((a) => other.rects.some((b) => holds(a, b) || holds(b, a)))) return 0;
    let worst = 0;
    for (const rect of tappable(one.rects)) {
      const [x, y] = centre(rect);
      const finger = { left: x - FINGER / 2, right: x + FINGER / 2, top: y - FINGER / 2, bottom: y + FINGER / 2 };
      const own = shares(finger, rect);
      for (const theirs of other.rects) worst = Math.max(worst, shares(finger, theirs) / own);
    }
    return worst >= SHARE ? worst : 0;
  };
  const topmost = ({ entry, rect }) => {
    const [x, y] = centre(rect);
    const screen = Math.floor((y + 0) / innerHeight) * innerHeight;
    if (Math.abs(scrollY - screen) > 1) scrollTo({ top: screen, behavior: "instant" });
    const hit = document.elementsFromPoint(x, y - scrollY).find((element) => {
      const known = pageOf.get(element);
      return !known || !(known.fixed || around(known, ({ style }) => style.position === "sticky"));
    });
    return Boolean(hit) && (hit === entry.element || entry.element.contains(hit));
  };
  let pageOf = new Map();
  const MOST_PAIRS = 60;
  const crowded = (page) => {
    const candidates = page.entries.filter((entry) => entry.visible && !entry.fixed && entry.element.matches(LIGHTHOUSE) &&
      !(entry.parent && around(entry.parent, ({ element }) => element.matches(LIGHTHOUSE))) &&
      !entry.element.ownerSVGElement && !inTextBlock(entry.element)).slice(0, MOST);
    const all = candidates.map((entry) => ({ entry, rect: entry.rect, rects: rectsOf(entry.element), href: entry.element.href || "" }))
      .filter(({ rects }) => rects.length);
    const near = gridOf(all);
    const small = new Set(tooSmall(page).map(({ entry }) => entry));
    const pairs = [];
    for (const one of all) {
      if (small.has(one.entry) || !one.rects.every((rect) => rect.width < FINGER || rect.height < FINGER)) continue;
      for (const other of near(one.rect, FINGER)) {
        const worst = other === one ? 0 : fingerFails(one, other);
        if (worst) { pairs.push([one, other, worst]); break; }
      }
    }
    pageOf = page.of;
    const back = scrollY;
    const sure = [];
    for (const pair of pairs.slice(0, MOST_PAIRS)) {
      if (topmost(pair[0]) && topmost(pair[1])) sure.push(pair);
    }
    scrollTo({ top: back, behavior: "instant" });
    return marks(sure, ([one, other, worst]) => ({ ...sized(one), note: clip(name(other.entry.element), 60) || storewalk.selector(other.entry.element).split(" > ").pop(),
      value: Math.round(worst * 100) / 100 }));
  };
  after("taps", (page) => (fits(page) ? { crowded: crowded(page) } : {}));
})();
