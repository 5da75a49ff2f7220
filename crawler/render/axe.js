// Runs after axe-core in our own world: what it found, grouped by rule and component.
(() => {
  const { evidence, marks } = storewalk;
  const MOST_FINDINGS = 200;
  const stable = (name) => name && !/\d{3,}/.test(name) && name.length <= 40;

  // The nearest element with a name of its own, and the tag below it that is meant.
  const component = (element) => {
    for (let node = element; node && node.nodeType === 1 && node.localName !== "body"; node = node.parentElement) {
      const names = [...node.classList].filter(stable).slice(0, 2).map((c) => `.${CSS.escape(c)}`);
      const own = names.join("") || (stable(node.id) ? `#${CSS.escape(node.id)}` : "");
      if (own) return node === element ? `${node.localName}${own}` : `${node.localName}${own} ${element.localName}`;
    }
    return element.localName;
  };

  const measured = (rule, node) => {
    const data = node.any && node.any[0] && node.any[0].data;
    if (rule !== "color-contrast" || !data || !data.contrastRatio) return ["", null];
    return [`contrast ${data.contrastRatio} to 1, ${parseFloat(data.expectedContrastRatio)} to 1 is needed`,
      data.contrastRatio];
  };

  // Frames are left out: they would need the engine in each of them, and belong to others mostly.
  storewalk.axe = async (tags) => {
    const found = await axe.run(document, {
      runOnly: { type: "tag", values: tags },
      rules: { "target-size": { enabled: true }, "frame-tested": { enabled: false } },
      resultTypes: ["violations"], elementRef: true, iframes: false, preload: false,
    });
    const groups = new Map();
    for (const violation of found.violations) {
      for (const node of violation.nodes) {
        const name = component(node.element);
        const key = `${violation.id} ${name}`;
        if (!groups.has(key) && groups.size >= MOST_FINDINGS) continue;
        const group = groups.get(key) || { violation, name, nodes: [] };
        group.nodes.push(node);
        groups.set(key, group);
      }
    }
    return {
      engine: `axe-core ${axe.version}`,
      undecided: found.incomplete.length,
      findings: [...groups.values()].map(({ violation, name, nodes }) => ({
        rule: violation.id, impact: violation.impact || "minor", help: violation.help, component: name,
        nodes: marks(nodes, (node) => evidence(node.element, ...measured(violation.id, node))),
      })),
    };
  };
})();
