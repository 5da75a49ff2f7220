// product.html#p=<hash>: one watched product in every shop, with its price history.
"use strict";
(function () {
  const { make, facts, section, grid, t } = SW;
  const box = document.getElementById("product-page");

  function offers(product, hash) {
    const rows = product.offers.map((offer) => [
      make("strong", {}, offer.own ? t("{shop} (you)", { shop: offer.shop }) : offer.shop),
      make("span", { class: "address" }, offer.price, SW.outside(offer.url)),
      SW.tag(offer.counts[0], offer.counts[1]),
      offer.stock,
      make("span", {}, offer.moved, offer.change ? make("span", { class: "cell-note" }, offer.change) : null),
      offer.seen,
      make("a", { href: SW.evidenceHref(hash, offer.site), "data-evidence": "" }, ...SW.evidenceOf(offer.shop)),
    ]);
    return section("shops", t("In every shop"), grid(t("This product in every shop"),
      [t("Shop"), t("Price"), t("Counts?"), t("Stock"), t("Moved"), t("Last seen"), t("Why")], rows));
  }

  // The drawing is markup of our own; parsed as a document of its own, no script in it would run.
  function drawing(chart) {
    const figure = make("figure", { class: "figure", id: "history" }, make("h2", {}, chart.title), make("figcaption", {}, chart.text));
    const svg = new DOMParser().parseFromString(chart.svg, "image/svg+xml").documentElement;
    if (svg.nodeName !== "svg") return null;
    const canvas = make("div", { class: "canvas nights", tabindex: "0", role: "region", "aria-label": t("Drawing: {title}", { title: chart.title }) });
    canvas.append(document.importNode(svg, true));
    figure.append(canvas);
    return figure;
  }

  function history(product) {
    const table = product.history.length
      ? grid(t("Price history"), [t("Night"), t("Shop"), t("Price"), t("Stock"), t("Page showed")], product.history.map((row) => row.map((cell) => cell || "–")))
      : make("p", { class: "empty" }, t("No change has been written down yet."));
    const title = product.chart ? t("Every change") : t("Price history");
    return section("changes", title, table);
  }

  function show(product, hash) {
    document.title = product.name + " · " + document.title.split(" · ").pop();
    const nodes = [
      make("h1", {}, product.name),
      make("p", { class: "lead" }, SW.tag(product.position[0], product.position[1]), " ", product.sentence, " ", SW.outside(product.url)),
      section("facts", t("Position"), facts(product.facts)),
      offers(product, hash),
      product.chart ? drawing(product.chart) : null,
      history(product),
    ].filter(Boolean);
    box.replaceChildren(...nodes);
  }

  function say(text) {
    box.replaceChildren(make("h1", {}, t("One product")), make("p", { class: "empty", role: "status" }, text + " ",
      make("a", { href: SW.root + "prices.html#products" }, t("All watched products"))));
  }

  async function load() {
    const target = SW.target(location.hash);
    if (box.dataset.products === "0") return;
    if (!target) {
      if (location.hash) say(t("Choose a product in the list of watched products."));
      return;
    }
    try {
      const product = await SW.product(target.hash);
      if (!product) { say(t("This product is not watched in this run.")); return; }
      show(product, target.hash);
      if (target.site) SW.showEvidence(product, target.site, target.hash);
    } catch {
      say(t("This product is not watched in this run."));
    }
  }
  load();
  addEventListener("hashchange", load);
})();
