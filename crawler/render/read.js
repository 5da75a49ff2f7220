// What reading a page for its facts needs. Runs before the page's own scripts, in our own world.
(() => {
  if (globalThis.storewalkRead) return;
  let quietSince = performance.now();
  const touch = () => { quietSince = performance.now(); };
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  // A frame, or a little time where the browser shows none.
  const frame = () => Promise.race([pause(50), new Promise((done) => requestAnimationFrame(() => done()))]);
  // Styles and classes move for ever in slide shows; they bring no facts.
  new MutationObserver(touch).observe(document, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["href", "src", "content", "value"],
  });
  try {
    const bringsFacts = (entry) => /^(fetch|xmlhttprequest|script|link|css)$/.test(entry.initiatorType);
    new PerformanceObserver((list) => { if (list.getEntries().some(bringsFacts)) touch(); })
      .observe({ type: "resource", buffered: true });
  } catch { /* DOM changes alone then say when it is quiet */ }

  const settle = async (quiet, cap) => {
    const start = performance.now();
    while (performance.now() - start < cap) {
      if (document.readyState === "complete" && performance.now() - Math.max(quietSince, start) >= quiet) return true;
      await pause(25);
    }
    return false;
  };

  const hrefs = new Set();
  // Lists that keep only what is on the screen take links away again: remember them.
  const remember = () => {
    for (const link of document.querySelectorAll("a[href]")) {
      if (hrefs.size < 20000 && /^https?:/.test(link.href)) hrefs.add(link.href);
    }
  };

  // What scrolls: the document, or the tall box that an app put into it.
  const scroller = () => {
    const root = document.scrollingElement || document.documentElement;
    if (root.scrollHeight > innerHeight + 1) return root;
    let best = root;
    for (const box of document.querySelectorAll("main,div,section,ul")) {
      if (box.clientHeight < innerHeight / 2 || box.scrollHeight <= box.clientHeight + 1) continue;
      if (!/auto|scroll/.test(getComputedStyle(box).overflowY)) continue;
      if (best === root || box.scrollHeight > best.scrollHeight) best = box;
    }
    return best;
  };

  let reached = 0;
  // Down by screens from where the last sweep ended. False: the end had been reached.
  const sweep = async (screens) => {
    remember();
    const box = scroller();
    const height = Math.min(box.clientHeight || innerHeight, innerHeight);
    let end = box.scrollHeight - height;
    if (end <= reached + 1) return false;
    for (let step = 0; step < screens && reached < end; step++) {
      reached = Math.min(reached + height, end);
      box.scrollTo({ top: reached, behavior: "instant" });
      await frame();
      await pause(15);
      remember();
      end = box.scrollHeight - height;
    }
    return true;
  };

  const html = (most) => {
    remember();
    const type = document.doctype ? new XMLSerializer().serializeToString(document.doctype) + "\n" : "";
    const text = type + document.documentElement.outerHTML;
    return { html: text.slice(0, most), length: text.length, links: [...hrefs] };
  };

  globalThis.storewalkRead = { settle, sweep, html };
})();
