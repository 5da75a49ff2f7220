// The fields of a page's forms, as crawler/records/field.py describes them.
(() => {
  const { section, clip, evidence, marks, attribute, parentOf, findAll } = storewalk;
  const FIELDS = "input:not([type=hidden],[type=submit],[type=button],[type=reset],[type=image])," +
    "select,textarea";
  const MOST_FIELDS = 200;

  // By names where there are some: they outlive a theme's change of its boxes.
  const selector = (element) => {
    const parts = [];
    for (let node = element; node && node.nodeType === 1 && parts.length < 4; node = parentOf(node)) {
      const id = attribute(node, "id"), name = attribute(node, "name");
      if (id && !/\d{4,}/.test(id)) { parts.unshift(`#${CSS.escape(id)}`); break; }
      if (name && node === element) { parts.unshift(`${node.localName}[name="${CSS.escape(name)}"]`); continue; }
      const parent = parentOf(node);
      const same = (parent ? findAll(parent, ":scope > *") : []).filter((other) => other.localName === node.localName);
      parts.unshift(node.localName + (same.length > 1 ? `:nth-of-type(${same.indexOf(node) + 1})` : ""));
    }
    return parts.join(" > ").slice(0, 200);
  };

  const box = (rect) => (rect.width || rect.height ? storewalk.box(rect) : null);

  // A tick box that a theme draws itself is see-through or a pixel large: its label is what shows.
  const shown = (element) => {
    const look = element.matches("[type=checkbox],[type=radio]") && element.labels?.length
      ? element.labels[0] : element;
    if (!look.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const rect = look.getBoundingClientRect();
    if (rect.width <= 1 || rect.height <= 1) return false;
    return rect.right + scrollX > 0 && rect.bottom + scrollY > 0;
  };

  // What a label says: its words and pictures, of a list the chosen line, never the field itself.
  // Progress bars and the like have a value and no name (accname 1.2, 2C; axe-core agrees).
  const SILENT = /^(script|style|textarea|input|button)$/;
  const words = (node, field, depth = 0) => {
    if (node.nodeType === 3) return node.data;
    if (node.nodeType !== 1 || node === field || depth > 12 || SILENT.test(node.localName)) return "";
    if (node.localName === "select") return [...node.selectedOptions].map((option) => option.text).join(" ");
    if (node.localName === "img") return node.alt;
    if (/^(progressbar|meter|slider)$/.test(node.getAttribute("role"))) return "";
    if (node.ariaLabel) return node.ariaLabel;
    return [...node.childNodes].slice(0, 100).map((child) => words(child, field, depth + 1)).join(" ");
  };
  const texts = (element, ids) => ids.split(/\s+/).filter(Boolean).map((id) => {
    const found = element.getRootNode().getElementById?.(id);
    return found ? words(found, element) : "";
  }).join(" ");

  const named = (element) => {
    // A label that is not displayed names nothing, unless the whole form waits to be shown.
    const labels = [...(element.labels || [])].filter((label) => label.checkVisibility() || !element.checkVisibility());
    const found = [
      ["label", labels.map((label) => words(label, element)).join(" ")],
      ["aria", texts(element, element.getAttribute("aria-labelledby") || "").trim() ||
        element.getAttribute("aria-label")],
      ["title", element.getAttribute("title")],
      ["placeholder", element.getAttribute("placeholder")],
    ];
    for (const [place, text] of found) if (clip(text, 120)) return [clip(text, 120), place];
    return ["", ""];
  };

  const read = (element) => {
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
  };

  // All fields below `root`, for whoever has a page open.
  storewalk.fields = (root = document, most = MOST_FIELDS) =>
    [...root.querySelectorAll(FIELDS)].slice(0, most).map(read);

  section("forms", ({ entries, of }) => {
    const inShadow = entries.filter(({ element }) => element.getRootNode() !== document && element.matches(FIELDS));
    const all = [...document.querySelectorAll(FIELDS), ...inShadow.map(({ element }) => element)];
    const filled = all.filter((element) => !element.matches(":disabled") && !element.readOnly && element.ariaDisabled !== "true");
    // What an ancestor cuts off (a closed drawer) is not shown either. Drawn tick boxes are no case of it.
    const seen = (element) => element.matches("[type=checkbox],[type=radio]") || Boolean(of.get(element)?.visible);
    return {
      fields: filled.slice(0, MOST_FIELDS).map((element) => {
        const facts = read(element);
        return { ...facts, visible: facts.visible && seen(element) };
      }),
    };
  });

  // Lighthouse's paste-preventing-inputs pastes an event that cannot be trusted and sees whether
  // it is refused; ours carries text, so that a script that takes it over is told apart. Only
  // where people paste: e-mail, codes, passwords. Called last: scripts of the page run.
  const PASTED = /mail|code|otp|token|coupon|voucher|passw|gutschein|pin\b/i;
  const refuses = (element) => {
    const before = element.value;
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "1");
    const refused = !element.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData }));
    const taken = element.value !== before || document.activeElement === element;
    if (element.value !== before) element.value = before;
    return refused && !taken;
  };
  storewalk.paste = () => {
    const fields = [...document.querySelectorAll("input")].filter((element) =>
      /^(email|password|text|tel|number)$/.test(element.type) && !element.disabled && !element.readOnly && shown(element) &&
      (/^(email|password)$/.test(element.type) || PASTED.test(`${element.name} ${element.id} ${element.autocomplete}`)));
    return { paste_blocked: marks(fields.slice(0, 20).filter(refuses), (element) => ({ ...evidence(element), selector: selector(element), text: named(element)[0] })) };
  };
})();
