// A row of large pictures of which a box shows one: whether a finger gets to the others.
(() => {
  const { around, evidence, page: walked } = storewalk;

  // Our own limits: half of the screen wide and 100 px high is large; what stands within 100 px
  // below the box belongs to it.
  const isLarge = (rect, width) => rect.width >= width / 2 && rect.height >= 100;
  const NEAR = 100;
  const CONTROL = "button,a,summary,label,input,select,[role=button],[role=tab],[onclick],[tabindex]";
  let watched = null;

  const sameRow = (one, other) => Math.abs(one.top - other.top) < 20 && one.left !== other.left;
  // Looked at before the whole page is walked: most pages have no such row.
  const mayBe = (width, height) => {
    const rects = [...document.images].slice(0, 500).map((img) => img.getBoundingClientRect())
      .filter((rect) => isLarge(rect, width) && rect.top + scrollY < 2 * height);
    return rects.some((one) => rects.some((other) => sameRow(one, other)));
  };

  const rowOf = (page) => {
    const large = page.entries.filter(({ tag, rect }) => tag === "img" && isLarge(rect, page.width));
    for (const first of large) {
      if (!first.visible || first.rect.top > 2 * page.height) continue;
      const frame = around(first.parent, ({ style, parent }) => style.overflowX !== "visible" || !parent, 8);
      if (!frame || !frame.parent || frame.element === document.body) continue;
      const row = large.filter((one) => (one === first || sameRow(one.rect, first.rect)) &&
        around(one, (node) => node === frame, 10));
      if (row.some(({ shown }) => !shown)) return { first, frame, row };
    }
    return null;
  };

  // Anything near it that can be tapped, or a small picture, may lead to the others.
  const hasControls = (page, { frame, row }) => page.entries.some(({ element, tag, rect, visible }) => {
    const { left, right, top, bottom } = frame.rect;
    if (!visible || rect.bottom < top || rect.top > bottom + NEAR || rect.right < left || rect.left > right) return false;
    if (row.some((one) => element.contains(one.element))) return false;
    return element.matches(CONTROL) || tag === "img" || getComputedStyle(element).cursor === "pointer";
  });

  // Null: no such row, or it is covered. `moves`: there is a way without swiping. Else where to
  // swipe from, and how far, in px of the screen.
  storewalk.gallery = (width, height) => {
    if (!mayBe(width, height)) return null;
    const before = walked(width, height);
    const found = rowOf(before);
    if (!found) return null;
    const { first, frame, row } = found;
    if (/auto|scroll/.test(frame.style.overflowX) || hasControls(before, found)) return { moves: true };
    frame.element.scrollIntoView({ block: "center", behavior: "instant" });
    const rect = frame.element.getBoundingClientRect();
    const hidden = row.find(({ shown }) => !shown);
    const way = hidden.rect.left < first.rect.left ? 1 : -1;
    const x = rect.left + rect.width * (way < 0 ? 0.8 : 0.2);
    const y = (Math.max(rect.top, 0) + Math.min(rect.bottom, innerHeight)) / 2;
    const hit = document.elementFromPoint(x, y);
    if (!hit || !frame.element.contains(hit)) return null;
    watched = { frame: frame.element, picture: first.element, left: first.element.getBoundingClientRect().left, changed: false };
    new MutationObserver(() => { watched.changed = true; })
      .observe(frame.element, { subtree: true, childList: true, attributes: true });
    return { x, y, far: way * rect.width * 0.6, gallery: evidence(frame.element, `${row.length} pictures in a row`, row.length) };
  };

  // After the swipe: whether anything in it moved or changed.
  storewalk.galleryMoved = async () => {
    for (let turn = 0; turn < 8; turn += 1) {
      const { frame, picture, left, changed } = watched;
      if (changed || !frame.isConnected || Math.abs(picture.getBoundingClientRect().left - left) > 4) return true;
      await new Promise((done) => setTimeout(done, 50));
    }
    return false;
  };
})();
