// How long it took.
(() => {
  const { section, after, seen } = storewalk;

  // Largest session window: gap under 1 s, length under 5 s (web.dev/cls, read 2026-11-23).
  const cls = () => {
    let best = 0, sum = 0, first = 0, last = -Infinity;
    for (const [time, value] of seen.shifts) {
      if (time - last > 1000 || time - first > 5000) { sum = 0; first = time; }
      sum += value; last = time; best = Math.max(best, sum);
    }
    return best;
  };

  const tenths = (ms) => (ms === null || ms === undefined ? null : Math.round(ms * 10) / 10);

  section("", () => {
    const navigation = performance.getEntriesByType("navigation")[0];
    const sizes = performance.getEntriesByType("resource");
    return {
      ttfb_ms: tenths(navigation && navigation.responseStart),
      fcp_ms: tenths(seen.fcp),
      lcp_ms: tenths(seen.lcp),
      tbt_ms: tenths(seen.longTasks),
      transfer_bytes: Math.round(sizes.reduce((sum, entry) => sum + entry.transferSize,
        navigation ? navigation.transferSize : 0)),
    };
  });
  after("", () => ({ cls: Math.round(cls() * 1e4) / 1e4 }));
})();
