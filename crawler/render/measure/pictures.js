// Pictures: how they are drawn, how many pixels they have, and which come first.
(() => {
  const { section, after, clip, evidence, marks, seen } = storewalk;

  const brokenImages = () => [...document.images]
    .filter((img) => img.complete && img.naturalWidth === 0 && (img.currentSrc || img.getAttribute("src")) &&
      img.checkVisibility() && !/^data:/.test(img.currentSrc))
    .slice(0, 20).map((img) => evidence(img, clip(img.currentSrc || img.src, 300)));

  const isDrawing = (img) => /\.svgz?(?:[?#]|$)|^data:image\/svg|[?&=]svg\b/i.test(img.currentSrc) ||
    performance.getEntriesByName(img.currentSrc).some((entry) => /svg/.test(entry.contentType || ""));

  // Pixels of the file for one of naturalWidth, which is already divided by what srcset says.
  const CANDIDATE = /(\S*[^,\s])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)/g;
  const filePixels = (img) => {
    const sources = img.parentElement && img.parentElement.localName === "picture"
      ? [...img.parentElement.querySelectorAll("source")].slice(0, 20) : [];
    for (const list of [img.srcset, ...sources.map((source) => source.srcset)]) {
      for (const [, address, number, unit] of (list || "").slice(0, 8000).matchAll(CANDIDATE)) {
        if (!URL.canParse(address, img.baseURI) || new URL(address, img.baseURI).href !== img.currentSrc) continue;
        if (unit === "w") return Number(number) / img.naturalWidth;
        return unit === "x" ? Number(number) : 1;
      }
    }
    return 1;
  };

  // The box that the picture fills, without padding, before transforms.
  const place = ({ element, style }) => ({
    width: element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight),
    height: element.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom),
  });
  // CSS pixels on the screen for one of naturalWidth.
  const scale = (img, style, { width, height }) => {
    const x = width / img.naturalWidth, y = height / img.naturalHeight;
    if (style.objectFit === "contain") return Math.min(x, y);
    if (style.objectFit === "scale-down") return Math.min(x, y, 1);
    return style.objectFit === "none" ? 1 : Math.max(x, y);
  };

  const drawn = ({ entries, width, height }) => {
    const found = [];
    for (const entry of entries) {
      const img = entry.element;
      if (entry.tag !== "img" || !entry.visible || !img.naturalWidth || isDrawing(img)) continue;
      const box = place(entry);
      const pixels = filePixels(img);
      found.push({
        ...entry, img, box, pixels, density: pixels / scale(img, entry.style, box),
        first: entry.rect.top < height && entry.rect.bottom > 0 && entry.rect.left < width && entry.rect.right > 0,
      });
    }
    return found;
  };

  const size = (width, height) => `${Math.round(width)} x ${Math.round(height)} px`;
  const said = (one) => `it has ${size(one.img.naturalWidth * one.pixels, one.img.naturalHeight * one.pixels)}` +
    ` for a place of ${size(one.box.width, one.box.height)}`;

  // Lighthouse's image-aspect-ratio: object-fit fill, over 5 px, a side off by 2 px or more. Ours:
  // and by 3 % of it, which is where it can be seen; strips of colour (under 16 px) are meant so.
  const off = ({ img, box }) => Math.min(
    Math.abs(box.height - box.width * img.naturalHeight / img.naturalWidth),
    Math.abs(box.width - box.height * img.naturalWidth / img.naturalHeight));
  const isDistorted = (one) => one.style.objectFit === "fill" && one.box.width > 5 && one.box.height > 5 &&
    one.img.naturalWidth >= 16 && one.img.naturalHeight >= 16 &&
    off(one) >= Math.max(2, 0.03 * Math.min(one.box.width, one.box.height));

  // Lighthouse's image-size-responsive: 0.75 of 1, 1.5 or 2 pixels for a CSS pixel on the first
  // screen. Ours: 0.5 further down, where a picture is drawn at twice its size.
  // A screenshot may leave the page with one pixel for a CSS pixel: the first look counts.
  const sharpness = devicePixelRatio;
  const wanted = ({ first }) => !first ? 0.5 : 0.75 * (sharpness >= 2 ? 2 : sharpness >= 1.5 ? 1.5 : 1);
  // Of several sizes, lazy pictures take the one for the screen at the time of the screenshot, which
  // had one pixel for a CSS pixel (Chromium 156): that choice is ours, not the shop's.
  const chosen = ({ img, parent }) => Boolean(img.srcset || (parent && parent.tag === "picture"));
  const isBlurry = (one) => (one.first || !chosen(one)) && one.box.width > 64 && one.box.height > 64 && one.density < wanted(one) - 0.01 &&
    !/pixelated|crisp-edges/.test(one.style.imageRendering) && !/blur/.test(one.style.filter) && !isDistorted(one);

  // More than four times the pixels that the screen can show, and over 400 px wide (mobile.md).
  const excess = (one) => (one.density / sharpness) ** 2;
  const isOversized = (one) => one.img.naturalWidth * one.pixels > 400 && excess(one) > 4 &&
    one.box.width > 1 && one.style.objectFit !== "none";

  const said_of = (element, property) => String(element.computedStyleMap().get(property) || "auto");
  const isAuto = (text) => /auto|content|^$/.test(text);
  const isHeld = (element) => {
    if (!isAuto(said_of(element, "aspect-ratio"))) return true;
    const height = said_of(element, "height");
    return !isAuto(height) && !/%$/.test(height) || /paint|size|strict/.test(said_of(element, "contain"));
  };
  const isUnsized = ({ element, style, rect, parent }) => {
    if (/absolute|fixed/.test(style.position) || rect.width * rect.height < 1000) return false;
    // Attributes make an aspect-ratio, "auto 4 / 3".
    if (/\d/.test(said_of(element, "aspect-ratio"))) return false;
    if (!isAuto(said_of(element, "width")) && !isAuto(said_of(element, "height"))) return false;
    for (let outer = parent, steps = 0; outer && steps < 4; outer = outer.parent, steps++) {
      if (outer.element === document.body) break;
      if (isHeld(outer.element) || /absolute|fixed/.test(outer.style.position)) return false;
    }
    return true;
  };

  // The part of the first screen that an element takes, 0 to 1.
  const share = ({ shown }, { width, height }) => {
    if (!shown) return 0;
    const x = Math.min(shown.right, width) - Math.max(shown.left, 0);
    const y = Math.min(shown.bottom, height) - Math.max(shown.top, 0);
    return x > 0 && y > 0 ? x * y / (width * height) : 0;
  };
  const percent = (part) => Math.round(part * 100);

  section("pictures", (page) => {
    const largest = seen.lcpElement && seen.lcpElement.isConnected ? seen.lcpElement : null;
    const picture = Boolean(largest) && largest.localName === "img";
    const preloads = [...document.querySelectorAll("link[rel~=preload][as=image]")].slice(0, 50);
    const lazy = page.entries.filter((entry) => entry.tag === "img" && entry.visible && entry.element !== largest &&
      entry.element.loading === "lazy" && share(entry, page) > 0.1);
    return {
      lcp: largest && evidence(largest),
      lcp_picture: picture,
      lcp_lazy: picture && largest.loading === "lazy",
      lcp_first: picture && (largest.fetchPriority === "high" || preloads.some((link) => link.fetchPriority === "high")),
      lazy_first: marks(lazy, (entry) => {
        const part = percent(share(entry, page));
        return evidence(entry.element, `${part} % of the first screen`, part);
      }),
    };
  });

  const WAITING = ["data-src", "data-srcset", "data-lazy", "data-lazy-src", "data-lazy-srcset", "data-original"];
  const isEmpty = (img) => !img.currentSrc || (/^data:/.test(img.currentSrc) || img.naturalWidth <= 10) && img.complete;
  const neverLoaded = ({ entries, width, height }) => entries.filter(({ tag, element, visible, rect, style, parent }) =>
    tag === "img" && visible && rect.width >= 40 && rect.height >= 10 &&  // its words alone are one line
    rect.left < width && rect.right > 0 && rect.top < height * 12 &&
    isEmpty(element) && style.backgroundImage === "none" &&
    WAITING.some((name) => /[./]/.test(element.getAttribute(name) || "") && element.getAttribute(name) !== element.getAttribute("src")) &&
    // A small copy may lie under the picture that came.
    !(parent && [...parent.element.querySelectorAll("img")].slice(0, 10).some((other) => other !== element && other.naturalWidth > 10)));

  after("", () => ({ broken_images: brokenImages() }));
  after("pictures", (page) => {
    const all = drawn(page);
    const count = (list, note, value) => marks(list, (one) => evidence(one.element, note(one), value(one)));
    return {
      distorted: count(all.filter(isDistorted), said, (one) => Math.round(off(one))),
      lowres: count(all.filter(isBlurry), (one) => {
        const factor = wanted(one) / one.density * one.pixels;
        return `${said(one)} and is sharp from ${size(one.img.naturalWidth * factor, one.img.naturalHeight * factor)}`;
      }, (one) => Math.round(one.density * 100) / 100),
      oversized: count(all.filter(isOversized), said, (one) => Math.round(excess(one))),
      unsized: count(all.filter(isUnsized), () => "", () => null),
      never_loaded: count(neverLoaded(page),
        ({ element }) => clip(WAITING.map((name) => element.getAttribute(name)).find(Boolean), 300), () => null),
    };
  });
})();
