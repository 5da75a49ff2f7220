// The fields of a page's forms, as records/field.py describes them. Needs no other script.
globalThis.storewalkFields = (root = document, most = 200) => {
  const clip = (text, length) => (text || "").replace(/\s+/g, " ").trim().slice(0, length);
  const FIELDS = "input:not([type=hidden],[type=submit],[type=button],[type=reset],[type=image])," +
    "select,textarea";

  const selector = (element) => {
    const parts = [];
    for (let node = element; node && node.nodeType === 1 && parts.length < 4; node = node.parentElement) {
      if (node.id && !/\d{4,}/.test(node.id)) { parts.unshift(`#${CSS.escape(node.id)}`); break; }
      const name = node.getAttribute("name");
      if (name && node === element) { parts.unshift(`${node.localName}[name="${CSS.escape(name)}"]`); continue; }
      const same = [...(node.parentElement?.children || [])].filter((other) => other.localName === node.localName);
      parts.unshift(node.localName + (same.length > 1 ? `:nth-of-type(${same.indexOf(node) + 1})` : ""));
    }
    return parts.join(" > ").slice(0, 200);
  };

  const box = (rect) => (rect.width || rect.height) ? {
    x: Math.round(rect.left + scrollX), y: Math.round(rect.top + scrollY),
    width: Math.round(rect.width), height: Math.round(rect.height),
  } : null;

  // A tick box that a theme draws itself is see-through or a pixel large: its label is what shows.
  const shown = (element) => {
    const look = element.matches("[type=checkbox],[type=radio]") && element.labels?.length
      ? element.labels[0] : element;
    if (!look.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const rect = look.getBoundingClientRect();
    if (rect.width <= 1 || rect.height <= 1) return false;
    return rect.right + scrollX > 0 && rect.bottom + scrollY > 0;
  };

  const texts = (element, ids) => ids.split(/\s+/).map((id) => {
    const found = element.getRootNode().getElementById?.(id);
    return found ? found.textContent : "";
  }).join(" ");

  // What a label says, without the options or the value of the field inside it.
  const words = (label) => {
    const copy = label.cloneNode(true);
    copy.querySelectorAll("select,textarea,input,button,script,style").forEach((part) => part.remove());
    return copy.textContent;
  };

  const named = (element) => {
    const found = [
      ["label", [...(element.labels || [])].map(words).join(" ")],
      ["aria", texts(element, element.getAttribute("aria-labelledby") || "") ||
        element.getAttribute("aria-label")],
      ["title", element.getAttribute("title")],
      ["placeholder", element.getAttribute("placeholder")],
    ];
    for (const [place, text] of found) if (clip(text, 120)) return [clip(text, 120), place];
    return ["", ""];
  };

  return [...root.querySelectorAll(FIELDS)].slice(0, most).map((element) => {
    const [label, place] = named(element);
    const written = (name) => element.hasAttribute(name)
      ? clip(element.getAttribute(name), 80).toLowerCase() : null;
    return {
      selector: selector(element),
      box: box(element.getBoundingClientRect()),
      tag: element.localName,
      type: element.localName === "input" ? element.type : "",
      name: clip(element.getAttribute("name"), 120),
      id: clip(element.id, 120),
      label,
      named_by: place,
      placeholder: clip(element.getAttribute("placeholder"), 120),
      autocomplete: written("autocomplete"),
      inputmode: written("inputmode") || "",
      autocorrect: written("autocorrect"),
      autocapitalize: written("autocapitalize"),
      required: element.required || element.ariaRequired === "true",
      font_px: parseFloat(getComputedStyle(element).fontSize) || 0,
      visible: shown(element),
      form: element.form ? selector(element.form) : "",
    };
  });
};
