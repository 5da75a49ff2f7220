// The evidence of one offer in a dialog: a link with data-evidence names product and shop.
// Without scripts, or opened in another tab, the same link leads to the product's page.
"use strict";
(function () {
  const make = SW.make;

  SW.product = async function (hash) {
    const bucket = hash.slice(0, 2);
    const products = await SW.load(SW.root + "data/product/" + bucket + ".js", "product", bucket);
    return products && products[hash];
  };

  SW.target = function (address) {
    const match = /#p=([0-9a-f]{16})(?:&s=([^&]+))?/.exec(address);
    if (!match) return null;
    try { return { hash: match[1], site: decodeURIComponent(match[2] || "") }; } catch { return { hash: match[1], site: "" }; }
  };

  function card(product, offer, hash) {
    const pages = [];
    if (SW.web(offer.url)) {
      pages.push(make("a", { class: "button strong", href: offer.url, rel: "noopener noreferrer nofollow", target: "_blank" },
        offer.own ? SW.t("Open your page") : SW.t("Open in the shop")));
    }
    if (offer.page) pages.push(make("a", { class: "button", href: SW.root + "page.html#u=" + offer.page }, SW.t("Every sighting")));
    if (!document.getElementById("product-page")) {
      pages.push(make("a", { class: "button", href: SW.root + "product.html#p=" + hash }, SW.t("All shops")));
    }
    const state = make("p", { class: "evidence-state" }, make("strong", { class: "evidence-price" }, offer.price), " ",
      SW.tag(offer.counts[0], offer.counts[1]));
    return [state, SW.facts(offer.facts), make("p", { class: "evidence-links" }, ...pages)];
  }

  SW.showEvidence = function (product, site, hash) {
    const offers = product.offers.filter((item) => item.site === site);
    const close = make("button", { type: "button", class: "button", "aria-label": SW.t("Close the evidence") }, SW.t("Close"));
    const dialog = make("dialog", { class: "evidence", "aria-labelledby": "evidence-title" },
      make("div", { class: "evidence-head" },
        make("div", {}, make("p", { class: "eyebrow" }, product.name),
          make("h2", { id: "evidence-title" }, offers.length ? offers[0].shop : site)), close),
      ...offers.flatMap((offer) => card(product, offer, hash)));
    if (!offers.length) dialog.append(make("p", { class: "empty" }, SW.t("No pair is known in this shop.")));
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };

  document.addEventListener("click", async function (event) {
    const link = event.target.closest("a[data-evidence]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = SW.target(link.getAttribute("href"));
    if (!target) return;
    event.preventDefault();
    try {
      const product = await SW.product(target.hash);
      if (product) SW.showEvidence(product, target.site, target.hash); else location.href = link.href;
    } catch {
      location.href = link.href;
    }
  });
})();
