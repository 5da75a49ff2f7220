// Letters against what is behind them: pictures, gradients, and the dark colours of a page.
(() => {
  const { section, evidence, marks, texts, lines, around, area, meet, colour, rules } = storewalk;

  // WCAG 2.2, 1.4.3: 3 is the least that even large letters need.
  const LEAST = 3;

  const light = (part) => (part <= 10.31475 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([red, green, blue]) => 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue);
  const contrast = (a, b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const over = ([red, green, blue, alpha], [r, g, b]) =>
    [red * alpha + r * (1 - alpha), green * alpha + g * (1 - alpha), blue * alpha + b * (1 - alpha), 1];
  const rounded = (ratio) => Math.round(ratio * 100) / 100;

  const canvasColour = () => {
    const dark = /dark/.test(getComputedStyle(document.documentElement).colorScheme) &&
      matchMedia("(prefers-color-scheme: dark)").matches;
    return dark ? [18, 18, 18, 1] : [255, 255, 255, 1];
  };
  // The colours behind an entry's words: one, several for a gradient, null where they are unknown.
  const groundFinder = (canvas) => {
    const known = new Map();
    const ground = (entry, depth = 0) => {
      if (!entry) return { colours: [canvas], gradient: false };
      if (known.has(entry)) return known.get(entry);
      const { style, tag } = entry;
      let found = null;
      const own = colour(style.backgroundColor);
      const image = style.backgroundImage;
      const plain = style.mixBlendMode === "normal" && parseFloat(style.opacity) > 0.95 && style.filter === "none" &&
        style.backdropFilter === "none" && style.backgroundClip === "border-box";
      if (own && plain && depth < 200 && !/^(img|video|canvas|iframe)$/.test(tag)) {
        // What is taken out of the flow may stand beside the element that it belongs to.
        const behind = own[3] < 1 && /absolute|fixed/.test(style.position) && entry.parent &&
          area(meet(entry.rect, entry.parent.rect)) < 0.9 * area(entry.rect) ? null
          : own[3] >= 1 ? { colours: [], gradient: false } : ground(entry.parent, depth + 1);
        if (behind) {
          const under = own[3] >= 1 ? [own] : behind.colours.map((one) => over(own, one));
          if (image === "none") found = { colours: under, gradient: behind.gradient };
          else if (/^(?:repeating-)?(?:linear|radial|conic)-gradient\(/.test(image) && !/url\(/.test(image)) {
            const stops = image.match(/rgba?\([^)]*\)/g) || [];
            const colours = stops.map(colour).filter(Boolean).flatMap((stop) => under.map((one) => over(stop, one)));
            if (colours.length && colours.length < 200) found = { colours, gradient: true };
          }
        }
      }
      known.set(entry, found);
      return found;
    };
    return ground;
  };
  const plainText = ({ style }) => style.textShadow === "none" && style.mixBlendMode === "normal" &&
    style.backgroundClip !== "text" && style.webkitTextStrokeWidth === "0px";

  // A part of an image as pixels; null where the browser does not let anybody read it.
  const pixels = (image, rect, part) => {
    const style = getComputedStyle(image);
    let { naturalWidth: width, naturalHeight: height } = image;
    if (!width || !height || !/^(fill|cover)$/.test(style.objectFit) || style.padding !== "0px") return null;
    let left = 0, top = 0;
    if (style.objectFit === "cover") {
      if (style.objectPosition !== "50% 50%") return null;
      const scale = Math.max(rect.width / width, rect.height / height);
      left = (width - rect.width / scale) / 2; top = (height - rect.height / scale) / 2;
      width = rect.width / scale; height = rect.height / scale;
    }
    const canvas = new OffscreenCanvas(24, 8);
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.drawImage(image, left + (part.left - rect.left) / rect.width * width, top + (part.top - rect.top) / rect.height * height,
      Math.max(1, (part.right - part.left) / rect.width * width), Math.max(1, (part.bottom - part.top) / rect.height * height), 0, 0, 24, 8);
    try { return pen.getImageData(0, 0, 24, 8).data; } catch { return null; } // of another host
  };
  // The image directly behind a line of words: nothing with a ground of its own between them.
  const imageBehind = (page, entry, row) => {
    const stack = document.elementsFromPoint((row.left + row.right) / 2, (row.top + row.bottom) / 2).slice(0, 40);
    if (!stack.length || !(entry.element === stack[0] || entry.element.contains(stack[0]))) return null;
    for (const element of stack) {
      const found = page.of.get(element);
      if (!found) return null;
      if (found.tag === "img") return parseFloat(found.style.opacity) > 0.95 && found.style.filter === "none" ? found : null;
      if (storewalk.paints(found, 0.02)) return null;
    }
    return null;
  };
  const MOST_LOOKS = 80;
  const overPictures = (page) => {
    const pictures = page.entries.filter(({ tag, visible, rect }) => tag === "img" && visible &&
      rect.width >= 100 && rect.height >= 40 && rect.top < page.height);
    const ground = groundFinder(canvasColour());
    const found = [];
    let looks = 0;
    for (const { entry, text } of texts(page)) {
      if (text.length < 3 || !plainText(entry)) continue;
      const letters = colour(entry.style.color);
      if (!letters || letters[3] < 0.9) continue;
      const behind = ground(entry);
      if (behind && behind.gradient) {
        const best = Math.max(...behind.colours.map((one) => contrast(letters, one)));
        if (best < LEAST) found.push([entry, best, "gradient"]);
        continue;
      }
      const { shown } = entry;
      const near = pictures.some(({ rect }) => area(meet(rect, shown)) > 0);
      if (!near || (looks += 1) > MOST_LOOKS) continue;
      const row = lines(entry.element)[0];
      const image = row && row.bottom < page.height && row.top >= 0 ? imageBehind(page, entry, row) : null;
      const data = image && area(meet(row, image.rect)) > 0.95 * area(row) ? pixels(image.element, image.rect, row) : null;
      if (!data) continue;
      const ratios = [];
      for (let i = 0; i < data.length; i += 4) {
        if (data[i + 3] > 250) ratios.push(contrast(letters, [data[i], data[i + 1], data[i + 2]]));
      }
      ratios.sort((a, b) => a - b);
      const middle = ratios[Math.floor(ratios.length / 2)];
      if (ratios.length > 150 && middle < LEAST) found.push([entry, middle, "picture"]);
    }
    return marks(found, ([entry, ratio, kind]) => evidence(entry.element, `${rounded(ratio)}:1 on a ${kind}`, rounded(ratio)));
  };

  section("text", (page) => ({ over_picture: overPictures(page) }));

  // The page as it looks to people who asked for dark colours: remember the light one, then compare.
  let before = null;
  const mentionsDark = () => {
    let mentioned = /dark/.test(getComputedStyle(document.documentElement).colorScheme);
    rules((rule, media) => {
      mentioned ||= /prefers-color-scheme\s*:\s*dark/i.test(media);
      return mentioned;
    });
    return mentioned;
  };
  const ratios = (page) => {
    for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
    const ground = groundFinder(canvasColour());
    const found = new Map();
    for (const { entry, text } of texts(page)) {
      const letters = colour(entry.style.color);
      const behind = ground(entry);
      if (text.length < 3 || !letters || !behind || behind.gradient || !plainText(entry)) continue;
      found.set(entry.element, [contrast(over(letters, behind.colours[0]), behind.colours[0]), entry]);
    }
    return found;
  };
  storewalk.light = (page) => {
    before = mentionsDark() ? ratios(page) : null;
    return Boolean(before);
  };
  storewalk.dark = (page) => {
    const worse = [...ratios(page)].filter(([element, [ratio]]) =>
      ratio < LEAST && before.has(element) && before.get(element)[0] >= LEAST);
    return marks(worse, ([element, [ratio]]) =>
      evidence(element, `${rounded(ratio)}:1 in dark colours`, rounded(ratio)));
  };
})();
