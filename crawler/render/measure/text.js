// Letters and words: their size, and words that are cut or lie on each other.
(() => {
  const { section, clip, visible, evidence, marks, texts, lines, around, area, meet, paints } = storewalk;

  const SMALL = 12; // px: Lighthouse 12 font-size
  const px = (number) => `${Math.round(number * 10) / 10} px`;

  const sizes = (page) => {
    const found = texts(page);
    let all = 0, small = 0;
    const count = new Map();
    for (const { text, size } of found) {
      all += text.length;
      if (size < SMALL) small += text.length;
      count.set(size, (count.get(size) || 0) + text.length);
    }
    let median = null, passed = 0;
    for (const [size, letters] of [...count].sort((a, b) => a[0] - b[0])) {
      passed += letters;
      if (passed >= all / 2) { median = size; break; }
    }
    const smallest = found.filter(({ size }) => size < SMALL).sort((a, b) => b.text.length - a.text.length);
    const median_of = found.filter(({ size }) => size === median).sort((a, b) => b.text.length - a.text.length)[0];
    return {
      letters: all, small_share: all ? Math.round(small / all * 1e4) / 1e4 : 0, median_px: median,
      median: median_of ? evidence(median_of.entry.element, px(median), median) : null,
      small: marks(smallest, ({ entry, size }) => evidence(entry.element, px(size), size)),
    };
  };

  // Body text of three and more lines that stand closer than 1.2 times the size of the letters.
  // Headings are set tightly on purpose: 20 px and more is left out.
  const tight = (page) => marks(texts(page).flatMap(({ entry, text, size }) => {
    const high = parseFloat(entry.style.lineHeight);
    if (!(high < 1.195 * size) || size >= 20 || text.length < 60 || entry.style.display === "inline") return [];
    const rows = entry.element.clientHeight / high;
    return rows >= 2.9 ? [[entry, Math.round(high / size * 100) / 100]] : [];
  }), ([entry, ratio]) => evidence(entry.element, `${ratio} times the letters`, ratio));

  const shortened = (style) => style.textOverflow !== "clip" || style.webkitLineClamp !== "none" ||
    (style.maskImage && style.maskImage !== "none") || style.animationName !== "none";
  // What cuts the element's own words: itself, or the box around an inline element.
  const boxOf = (entry) => around(entry, (node) => node.style.display !== "inline", 5) || entry;
  const clipped = (page) => marks(texts(page).flatMap(({ entry }) => {
    const box = boxOf(entry);
    const { style, element } = box;
    const sides = /hidden|clip/.test(style.overflowX), ends = /hidden|clip/.test(style.overflowY);
    if (!(sides || ends) || shortened(style) || shortened(entry.style) || element === document.body) return [];
    const wide = sides && element.scrollWidth > element.clientWidth + 2;
    const high = ends && element.scrollHeight > element.clientHeight + 6;
    if (!wide && !high) return [];
    const rows = lines(entry.element);
    const { rect } = box;
    const seen = rows.filter((row) => area(meet(row, rect)) > 0.2 * area(row));
    if (!seen.length) return []; // moved out of sight on purpose
    const missing = wide ? Math.max(...seen.map((row) => Math.max(row.right - rect.right, rect.left - row.left))) : 0;
    if (missing > 2) return [[entry, `${Math.round(missing)} px are cut off at the side`, Math.round(missing)]];
    const lost = rows.length === 1 && high ? Math.max(rows[0].bottom - rect.bottom, rect.top - rows[0].top) : 0;
    return lost > 6 ? [[entry, `${Math.round(lost)} px are cut off in height`, Math.round(lost)]] : [];
  }), ([entry, note, value]) => evidence(entry.element, note, value));

  const rotated = (node) => {
    const found = /^matrix\(([-\d.e]+), ([-\d.e]+)/.exec(node.style.transform);
    return node.style.transform !== "none" && (!found || Math.abs(parseFloat(found[2])) > 0.01);
  };
  // Where the letters of a line are, without the room above and below them.
  const letters = (row, size) => {
    const middle = (row.top + row.bottom) / 2;
    const half = Math.min(row.bottom - row.top, 0.7 * size) / 2;
    return { left: row.left, right: row.right, top: middle - half, bottom: middle + half };
  };
  const MOST_LINES = 4000;
  const rowsOf = (page) => {
    const found = [];
    for (const { entry, text, size } of texts(page)) {
      if (found.length > MOST_LINES) break;
      if (entry.fixed || size < 6 || parseFloat(entry.style.opacity) < 0.1 || text.length < 2) continue;
      if (/, 0\)$/.test(entry.style.color)) continue; // transparent
      const block = boxOf(entry);
      for (const row of lines(entry.element)) {
        const part = meet(letters(row, size), entry.shown);
        if (part.right - part.left > 4 && part.bottom - part.top > 2) found.push({ entry, block, text, part, size });
      }
    }
    return found;
  };
  const ancestors = (entry) => {
    const found = new Set();
    for (let node = entry; node; node = node.parent) found.add(node);
    return found;
  };
  // Both are written on the same ground: neither stands on a ground of its own that hides the
  // other, moves, fades or is turned, nor is it a layer with a picture (a slide).
  const pictured = ({ element, style }) =>
    style.position === "absolute" && element.querySelector("img,video,canvas,iframe") !== null;
  const sameGround = (a, b) => {
    const above = ancestors(a.entry);
    const common = around(b.entry, (node) => above.has(node), 500);
    const free = (entry) => {
      for (let node = entry; node && node !== common; node = node.parent) {
        if (paints(node, 0.3) || rotated(node) || parseFloat(node.style.opacity) < 0.9 || node.fixed ||
          /sticky/.test(node.style.position) || pictured(node) || node.style.animationName !== "none") return false;
      }
      return true;
    };
    return free(a.entry) && free(b.entry);
  };
  // Lines of different blocks that share more than 30 % of the smaller one. Sorted from top to
  // bottom: only neighbours are compared.
  const overlaps = (page) => {
    const rows = rowsOf(page).sort((a, b) => a.part.top - b.part.top);
    const found = new Map();
    for (let i = 0; i < rows.length && found.size < 100; i += 1) {
      const one = rows[i];
      for (let j = i + 1; j < rows.length && j < i + 200 && rows[j].part.top < one.part.bottom; j += 1) {
        const other = rows[j];
        if (one.block === other.block || one.text === other.text || found.has(one.entry)) continue;
        const common = area(meet(one.part, other.part));
        const both = meet(one.part, other.part);
        if (both.right <= both.left || both.bottom <= both.top) continue;
        if (common <= 0.3 * Math.min(area(one.part), area(other.part))) continue;
        if (ancestors(one.entry).has(other.block) && other.block.style.display === "inline") continue;
        if (sameGround(one, other)) found.set(one.entry, other);
      }
    }
    return marks([...found], ([entry, other]) => evidence(entry.element, `on "${clip(other.text, 60)}"`));
  };

  // Fonts that hold their text back while they load.
  const pending = () => [...document.fonts].filter((face) => face.status === "loading" &&
    /^(auto|block)$/.test(face.display || "auto")).map((face) => clip(face.family.replace(/["']/g, ""), 80));

  // Text in letters that run from right to left, in a block that runs or is set to the left.
  const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/g;
  const leftward = (page) => {
    let all = 0, wrong = 0;
    const found = [];
    for (const { entry, text } of texts(page)) {
      const length = (text.match(RTL) || []).length;
      if (length < 20 || length < text.length * 0.4) continue;
      const { style } = boxOf(entry);
      all += length;
      if (style.direction !== "ltr" && !/^(left|end|-webkit-left)$/.test(style.textAlign)) continue;
      wrong += length;
      found.push(entry);
    }
    return { rtl_letters: all, rtl_wrong: wrong, leftward: marks(found, ({ element, style }) =>
      evidence(element, `direction ${style.direction}, set ${style.textAlign}`)) };
  };

  section("", (page) => ({
    title: clip(document.title, 500),
    h1: [...document.querySelectorAll("h1")].filter((h) => visible(h)).map((h) => clip(h.innerText, 200)).slice(0, 10),
    word_count: ((document.body && document.body.innerText || "").match(/\S+/g) || []).length,
    small_text_share: sizes(page).small_share,
  }));

  section("text", (page) => ({
    ...sizes(page), tight: tight(page), clipped: clipped(page), overlaps: overlaps(page),
    fonts_pending: [...new Set(pending())].slice(0, 20), ...leftward(page),
  }));
})();
