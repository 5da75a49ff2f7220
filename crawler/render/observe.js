// Runs before the page's own scripts, in a world of our own: collects what cannot be asked later.
(() => {
  const seen = { lcp: null, lcpElement: null, shifts: [], longTasks: 0, longestTask: 0, moved: [], fcp: null, printed: false,
    resized: [], quietSince: performance.now() };
  const touch = () => { seen.quietSince = performance.now(); };
  const observe = (type, take) => {
    try {
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) take(entry); })
        .observe({ type, buffered: true });
    } catch { /* an older browser without this entry type measures the rest */ }
  };
  observe("largest-contentful-paint", (entry) => {
    seen.lcp = entry.startTime; seen.lcpElement = entry.element; touch();
  });
  observe("paint", (entry) => { if (entry.name === "first-contentful-paint") seen.fcp = entry.startTime; });
  // Emulation and pictures resize the viewport, and Chromium then marks the shifts of half a second
  // as caused by input. No input has happened, so all count but those of the resize's own frame,
  // which ends when the next one begins.
  addEventListener("resize", (event) => {
    if (!event.isTrusted) return; // scripts of themes send it to each other
    const span = [event.timeStamp, Infinity];
    seen.resized.push(span);
    requestAnimationFrame(() => requestAnimationFrame(() => { span[1] = performance.now(); }));
  });
  observe("layout-shift", (entry) => {
    seen.shifts.push([entry.startTime, entry.value]);
    const nodes = (entry.sources || []).map((source) => source.node).filter(Boolean);
    if (nodes.length && seen.moved.length < 200) seen.moved.push([nodes, entry.value, entry.startTime]);
    touch();
  });
  observe("longtask", (entry) => {
    seen.longTasks += Math.max(0, entry.duration - 50);
    seen.longestTask = Math.max(seen.longestTask, entry.duration);
  });
  observe("resource", touch);
  addEventListener("beforeprint", () => { seen.printed = true; });
  const watch = () => new MutationObserver(touch).observe(document, { childList: true, subtree: true, attributes: true });
  watch();
  globalThis.storewalkSeen = seen;
})();
