// Letters and words.
(() => {
  const { section, clip, visible } = storewalk;

  const smallTextShare = () => {
    let all = 0, small = 0;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && all < 200000; node = walker.nextNode()) {
      const length = node.data.trim().length;
      const parent = node.parentElement;
      if (!length || !parent || !parent.checkVisibility() || /^(SCRIPT|STYLE|NOSCRIPT)$/.test(parent.tagName)) continue;
      all += length;
      if (parseFloat(getComputedStyle(parent).fontSize) < 12) small += length;
    }
    return all ? small / all : 0;
  };

  section("", () => ({
    title: clip(document.title, 500),
    h1: [...document.querySelectorAll("h1")].filter((h) => visible(h)).map((h) => clip(h.innerText, 200)).slice(0, 10),
    word_count: ((document.body && document.body.innerText || "").match(/\S+/g) || []).length,
    small_text_share: Math.round(smallTextShare() * 1e4) / 1e4,
  }));
})();
