// A shop as a client-side framework builds it: one shell for every path, data from an interface.
(() => {
  const root = document.getElementById("root");
  const make = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };
  const ask = (path) => fetch(path).then((answer) => answer.ok ? answer.json() : null);
  const link = (path, text) => {
    const anchor = make("a", { href: path }, text);
    anchor.addEventListener("click", (event) => {
      event.preventDefault();
      history.pushState({}, "", path);
      show();
    });
    return anchor;
  };
  const head = (title, path) => {
    document.title = title;
    document.querySelectorAll("head [data-app]").forEach((node) => node.remove());
    if (path) document.head.append(make("link", { rel: "canonical", href: location.origin + path, "data-app": "" }));
  };
  // The currency, the whole and the cents stand in nodes of their own, as in many themes.
  const price = (amount) => {
    const [whole, cents] = amount.split(".");
    return make("div", { class: "price" }, make("small", {}, "$"), make("b", {}, whole), make("span", {}, `.${cents}`));
  };
  const tile = (item) => make("li", { class: "product-card" },
    link(`/product/${item.number}`, item.name), make("img", { src: `/img/${item.number}.png`, alt: item.name, loading: "lazy" }),
    price(item.price));

  const home = async (main) => {
    const { categories, name } = await ask("/api/shop");
    head(name, "/");
    main.append(make("h1", {}, name), make("p", {}, "Everything for the table, made by hand."));
    main.append(make("ul", { class: "categories" }, ...categories.map((c) => make("li", {}, link(c.path, c.name)))));
    main.append(make("div", { style: "height: 3000px" }, "Our story"));
    const late = make("ul", { id: "late" });
    main.append(late, make("div", { style: "height: 40px" }));
    new IntersectionObserver(async (entries, observer) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      const { items } = await ask("/api/late");
      late.append(...items.map(tile));
    }).observe(late);
  };
  const list = async (main, category) => {
    const page = Number(new URLSearchParams(location.search).get("page") || 1);
    const found = await ask(`/api/products?category=${category}&page=${page}`);
    if (!found) return missing(main);
    head(`${found.name}, page ${page}`, `/c/${category}${page > 1 ? `?page=${page}` : ""}`);
    main.append(make("h1", {}, found.name), make("ul", { class: "products" }, ...found.items.map(tile)));
    if (page < found.pages) {
      const next = link(`/c/${category}?page=${page + 1}`, "Next");
      next.rel = "next";
      main.append(next);
    }
  };
  const product = async (main, number) => {
    const item = await ask(`/api/products/${number}`);
    if (!item) return missing(main);
    head(item.name, `/product/${item.number}`);
    const stock = item.in_stock ? "InStock" : "OutOfStock";
    document.head.append(make("script", { type: "application/ld+json", "data-app": "" }, JSON.stringify({
      "@context": "https://schema.org", "@type": "Product", name: item.name, sku: `S-${item.number}`,
      offers: { "@type": "Offer", price: item.price, priceCurrency: "USD", availability: `https://schema.org/${stock}` },
    })));
    const buy = make("button", { type: "button", class: "add-to-cart" }, "Add to cart");
    buy.disabled = !item.in_stock;
    main.append(make("h1", {}, item.name), make("img", { src: `/img/${item.number}.png`, alt: item.name }), price(item.price),
      make("p", { class: "stock" }, item.in_stock ? "In stock" : "Sold out"), buy);
  };
  const missing = (main) => {
    head("Not found");
    main.append(make("h1", {}, "We could not find this page"), link("/", "To the start"));
  };

  // What a hybrid shop leaves to scripts: the list in a page that the server made.
  const fill = async (box) => {
    const found = await ask(`/api/products?category=${box.dataset.category}&page=${box.dataset.page}`);
    box.append(make("ul", { class: "products" }, ...found.items.map(tile)));
    if (found.pages > found.page) {
      box.append(make("a", { href: `/c/${box.dataset.category}?page=${found.page + 1}`, rel: "next" }, "Next"));
    }
  };
  const show = async () => {
    const main = make("main");
    root.replaceChildren(make("nav", {}, link("/", "Start")), main);
    const [, kind, name] = location.pathname.split("/");
    if (location.pathname === "/") await home(main);
    else if (kind === "c") await list(main, name);
    else if (kind === "product") await product(main, name);
    else missing(main);
  };
  if (root) { addEventListener("popstate", show); show(); }
  document.querySelectorAll("[data-category]").forEach(fill);
})();
