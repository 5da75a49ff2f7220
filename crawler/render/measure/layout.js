// What does not fit the screen.
(() => {
  const { section, evidence } = storewalk;

  const overflowing = ({ entries, width }) => {
    const root = document.documentElement;
    const scroller = document.scrollingElement || root;
    const hidden = [root, document.body].some((node) => node && /hidden|clip/.test(getComputedStyle(node).overflowX));
    if (hidden || root.clientWidth > width + 1 || scroller.scrollWidth <= width + 1) return [];
    const wide = new Set(entries.filter((entry) =>
      entry.visible && !entry.clipped && !entry.fixed && entry.element !== root &&
      entry.element !== document.body && entry.rect.right + scrollX > width + 1));
    return [...wide].filter((entry) => !wide.has(entry.parent)).slice(0, 10).map(({ element, rect }) =>
      evidence(element, `ends at ${Math.round(rect.right + scrollX)} px`));
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
})();
