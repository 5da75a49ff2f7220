// What fingers hit.
(() => {
  const { section, evidence, visible } = storewalk;

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

  section("", ({ width }) => ({
    small_targets: document.documentElement.clientWidth > width + 1 ? [] : smallTargets(),
  }));
})();
