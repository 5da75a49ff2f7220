// How long it took.
(() => {
  const { section, after, seen, evidence, marks } = storewalk;

  // The whole page moves when the screen gets another size, and no shopper sees that.
  const ours = (time) => seen.resized.some(([from, to]) => from <= time && time <= to);

  // Largest session window: gap under 1 s, length under 5 s (web.dev/cls, read 2026-11-23).
  const cls = () => {
    let best = 0, sum = 0, first = 0, last = -Infinity;
    for (const [time, value] of seen.shifts) {
      if (ours(time)) continue;
      if (time - last > 1000 || time - first > 5000) { sum = 0; first = time; }
      sum += value; last = time; best = Math.max(best, sum);
    }
    return Math.round(best * 1e4) / 1e4;
  };

  const tenths = (ms) => (ms === null || ms === undefined ? null : Math.round(ms * 10) / 10);
  const times = () => {
    const navigation = performance.getEntriesByType("navigation")[0];
    return {
      ttfb_ms: tenths(navigation && navigation.responseStart), fcp_ms: tenths(seen.fcp),
      lcp_ms: tenths(seen.lcp), tbt_ms: tenths(seen.longTasks),
    };
  };

  // Who moved: the outermost of those that moved together, since its children moved with it.
  const shifted = () => {
    const scores = new Map();
    for (const [nodes, value, time] of seen.moved) {
      if (ours(time)) continue;
      const all = new Set(nodes.map((node) => (node.nodeType === 1 ? node : node.parentElement)));
      for (const element of all) {
        if (!element || !element.isConnected) continue;
        let above = element.parentElement;
        while (above && !all.has(above)) above = above.parentElement;
        if (!above) scores.set(element, (scores.get(element) || 0) + value);
      }
    }
    return [...scores].sort((a, b) => b[1] - a[1]);
  };

  section("", () => {
    const navigation = performance.getEntriesByType("navigation")[0];
    const sizes = performance.getEntriesByType("resource");
    return {
      ...times(),
      transfer_bytes: Math.round(sizes.reduce((sum, entry) => sum + entry.transferSize,
        navigation ? navigation.transferSize : 0)),
    };
  });
  section("speed", () => ({ ...times(), longest_task_ms: tenths(seen.longestTask) }));
  after("", () => ({ cls: cls() }));
  after("speed", () => ({
    cls: cls(),
    shifted: marks(shifted(), ([element, score]) =>
      evidence(element, `moves by ${score.toFixed(2)}`, Math.round(score * 1e4) / 1e4)),
  }));
})();
