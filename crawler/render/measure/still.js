// Holds still what moves by itself, for as long as a picture is taken.
(() => {
  // A negative delay shows an animation at its end at once; it does not stop the page's scripts.
  const CALM = "*,*::before,*::after{animation-delay:-1ms!important;animation-duration:1ms!important;" +
    "animation-iteration-count:1!important;transition:none!important;caret-color:transparent!important;" +
    "scroll-behavior:auto!important}";
  let undo = [];

  const holdStill = async (masks) => {
    letGo();
    const hidden = masks.map((one) => {
      try { document.querySelector(one); return `${one}{visibility:hidden!important}`; } catch { return ""; }
    });
    // Adopted: a page's policy forbids <style>, and would put our attempt into its console.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CALM + hidden.join(""));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    undo.push(() => { document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet); });
    for (const animation of document.getAnimations()) {
      try { animation.finish(); } catch { animation.cancel(); }  // one without an end has no finish
    }
    for (const film of document.querySelectorAll("video")) {
      if (film.paused) continue;
      film.pause();
      undo.push(() => { film.play().catch(() => {}); });
    }
    // Carousels that are scrolled stand at their first slide.
    for (const list of document.querySelectorAll("ul,ol,div,section")) {
      if (list.scrollLeft > 0 && list.scrollWidth > list.clientWidth) {
        const was = list.scrollLeft;
        list.scrollTo({ left: 0, behavior: "instant" });
        undo.push(() => list.scrollTo({ left: was, behavior: "instant" }));
      }
    }
    const frame = () => new Promise((done) => { requestAnimationFrame(() => done()); setTimeout(done, 100); });
    await frame();
    await frame();
  };

  const letGo = () => {
    for (const back of undo.reverse()) back();
    undo = [];
  };

  Object.assign(globalThis.storewalk, { holdStill, letGo });
})();
