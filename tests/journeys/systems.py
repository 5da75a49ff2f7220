"""The shop systems of the tests: addresses and markup as their default themes have them."""
# ruff: noqa: E501 - markup and scripts stay on the lines on which a theme writes them

import json

from tests.journeys.shop import GOODS, Basket, DemoShop, Goods, Platform, Request, product_data
from tests.server import Answer

CONTACT = (
    ("billing_email", "email", "E-mail address", "email"),
    ("billing_first_name", "text", "First name", "given-name"),
    ("billing_last_name", "text", "Last name", "family-name"),
    ("billing_address_1", "text", "Street address", "address-line1"),
    ("billing_postcode", "text", "Postcode", "postal-code"),
    ("billing_city", "text", "Town", "address-level2"),
    ("billing_phone", "tel", "Phone", "tel"),
)


def contact_form(shop: DemoShop, action: str, button: str, prefix: str = "") -> str:
    """The first form of a checkout; planted faults show in its e-mail and phone."""
    rows = []
    for name, usual, label, usual_token in CONTACT:
        bare = name == "billing_phone" and "field-type" in shop.faults
        kind, token = ("text", "") if bare else (usual, usual_token)
        if name == "billing_city" and "field-unlabelled" in shop.faults:
            rows.append(f'<p><input id="{prefix}{name}" name="{name}" autocomplete="{token}"></p>')
            continue
        auto = f' autocomplete="{token}"' if token else ""
        rows.append(
            f'<p><label for="{prefix}{name}">{label}</label>'
            f'<input id="{prefix}{name}" name="{name}" type="{kind}"{auto}></p>'
        )
    return (
        f'<form id="checkout-form" method="post" action="{action}">{"".join(rows)}'
        f'<button type="submit">{button}</button></form>'
    )


class WooCommerce(Platform):
    """Classic pages: forms, and messages on the next page."""

    name = "woocommerce"
    category, add, remove = "/product-category/mugs/", "/cart/add-form", "/cart/remove-line"
    order = "/checkout/place"
    search, searched = "/", "s"

    def place(self, asked: Request) -> tuple[str, Goods | None]:
        if asked.path == "/" and "s" in asked.query:
            return "search", None
        if asked.method == "POST" and "add-to-cart" in asked.form:
            wanted = asked.form["add-to-cart"]
            return "add", next(goods for goods in GOODS if goods.id == wanted)
        if asked.path == "/cart/" and "remove_item" in asked.query:
            return "remove", None
        return super().place(asked)

    def list_page(self, found: tuple[Goods, ...]) -> str:
        terms = (
            '<ul class="widget_layered_nav"><li class="wc-layered-nav-term">'
            f'<a href="{self.category}?filter_colour=blue">Blue</a> <span>(1)</span></li></ul>'
        )
        return terms + super().list_page(found)

    def header(self, basket: Basket) -> str:
        return (
            '<form role="search" method="get" class="woocommerce-product-search" action="/">'
            '<input type="search" class="search-field" name="s" aria-label="Search for:"></form>'
            f'<a class="cart-contents" href="/cart/"><span class="count">{basket.count} items'
            "</span></a>"
        )

    def message(self, text: str) -> str:
        return (
            f'<div class="woocommerce-message" role="alert">{text} '
            '<a href="/cart/" class="button wc-forward">View cart</a></div>'
        )

    def complaint(self, text: str) -> str:
        return f'<ul class="woocommerce-error" role="alert"><li>{text}</li></ul>'

    def product_page(self, shop: DemoShop, goods: Goods) -> str:
        hidden = ' style="display:none"' if "button-hidden" in shop.faults else ""
        sizes = "".join(
            f'<option value="{size}"{" disabled" if number == 0 else ""}>{size}</option>'
            for number, size in enumerate(goods.sizes)
        )
        chooser = (
            f'<select id="size" name="attribute_size"><option value="">Choose an option</option>'
            f"{sizes}</select>"
            if sizes
            else ""
        )
        kind = "variations_form cart" if sizes else "cart"
        guard = (
            "<script>const b=document.querySelector('.single_add_to_cart_button');"
            "document.querySelector('#size')?.addEventListener('change',e=>"
            "b.disabled=!e.target.value);</script>"
            if sizes
            else ""
        )
        return (
            f'{product_data(goods)}<div class="product"><h1 class="product_title">{goods.name}</h1>'
            f'<p class="price"><span class="woocommerce-Price-amount amount">'
            f"{self.money(goods.price)}</span></p>"
            f'<form class="{kind}" method="post" action="{self.product(goods)}">{chooser}'
            '<div class="quantity"><input type="number" name="quantity" value="1" class="qty"></div>'
            f'<button type="submit" name="add-to-cart" value="{goods.id}"{hidden}'
            f'{" disabled" if sizes else ""} class="single_add_to_cart_button button">'
            f"Add to cart</button></form>{guard}</div>"
        )

    def basket_page(self, shop: DemoShop, basket: Basket) -> str:
        if not basket.lines:
            return '<p class="cart-empty">Your cart is currently empty.</p>'
        rows = "".join(
            f'<tr class="cart_item"><td class="product-remove"><a class="remove" '
            f'href="/cart/?remove_item={goods.id}" aria-label="Remove this item">×</a></td>'
            f'<td class="product-name"><a href="{self.product(goods)}">{goods.name}</a></td>'
            f'<td class="product-price">{self.money(shop.price_in_basket(goods))}</td>'
            f'<td><input type="number" name="cart[{goods.id}][qty]" value="1" class="qty"></td>'
            f"<td>{self.money(shop.price_in_basket(goods))}</td></tr>"
            for goods in GOODS
            if goods.id in basket.lines
        )
        return (
            f'<form class="woocommerce-cart-form" method="post"><table>{rows}</table>'
            '<input name="coupon_code" placeholder="Coupon code"></form>'
            '<div class="wc-proceed-to-checkout"><a href="/checkout/" '
            'class="checkout-button button">Proceed to checkout</a></div>'
        )

    def checkout_page(self, shop: DemoShop, basket: Basket) -> str:
        login = (
            '<form class="woocommerce-form-login" style="display:none"><input name="username">'
            '<input type="password" name="password"></form>'
        )
        return login + contact_form(shop, "/?wc-ajax=checkout", "Place order")


class WooBlocks(WooCommerce):
    """Basket and checkout as blocks: drawn by scripts from the Store API."""

    name = "woocommerce"

    def special(self, shop: DemoShop, asked: Request, basket: Basket) -> Answer | None:
        if asked.path == "/wp-json/wc/store/v1/cart":
            items = [
                {"id": goods.id, "name": goods.name, "link": self.product(goods),
                 "price": self.money(shop.price_in_basket(goods))}
                for goods in GOODS if goods.id in basket.lines
            ]  # fmt: skip
            return Answer(json.dumps({"items": items}), type="application/json")
        if asked.path == "/wp-json/wc/store/v1/cart/remove-item":
            basket.lines.clear()
            return Answer('{"items": []}', type="application/json")
        return None

    def basket_page(self, shop: DemoShop, basket: Basket) -> str:
        return """<div class="wp-block-woocommerce-cart"></div><script>
const draw = (cart) => { document.querySelector(".wp-block-woocommerce-cart").innerHTML =
  !cart.items.length ? "<h2>Your cart is currently empty!</h2>" :
  "<table class=wc-block-cart-items>" + cart.items.map((item) =>
    `<tr class="wc-block-cart-items__row"><td><a class="wc-block-components-product-name" href="${item.link}">${item.name}</a>
     <span class="wc-block-components-product-price__value">${item.price}</span>
     <input class="wc-block-components-quantity-selector__input" type="number" value="1">
     <button class="wc-block-cart-item__remove-link">Remove item</button></td></tr>`).join("") +
  '</table><a class="wc-block-cart__submit-button" href="/checkout/"><span>Proceed to Checkout</span></a>';
  document.querySelectorAll(".wc-block-cart-item__remove-link").forEach((button) => button.onclick = () =>
    fetch("/wp-json/wc/store/v1/cart/remove-item", {method: "POST", body: "{}"}).then((a) => a.json()).then(draw)); };
fetch("/wp-json/wc/store/v1/cart").then((answer) => answer.json()).then(draw);
</script>"""

    def checkout_page(self, shop: DemoShop, basket: Basket) -> str:
        form = contact_form(shop, "/wp-json/wc/store/v1/checkout", "Place Order")
        return (
            '<div class="wc-block-checkout"></div><script>setTimeout(() => '
            f"document.querySelector('.wc-block-checkout').innerHTML = {json.dumps(form)}, 30)"
            "</script>"
        )


class Shopify(Platform):
    """Dawn: added by fetch, a notification, a basket page whose form leads to the checkout."""

    name = "shopify"
    category, basket, add = "/collections/mugs", "/cart", "/cart/add"
    checkout, remove = "/checkouts/cn/abc", "/cart/change"

    def product(self, goods: Goods) -> str:
        return f"/products/{goods.id}"

    def header(self, basket: Basket) -> str:
        bubble = f'<div class="cart-count-bubble"><span>{basket.count}</span></div>'
        return (
            '<details-modal class="header__search"><details><summary class="header__icon--search" '
            'role="button" aria-label="Search">Q</summary><form action="/search">'
            '<input type="search" name="q" aria-label="Search"></form></details></details-modal>'
            '<a href="/cart" class="header__icon--cart" id="cart-icon-bubble">'
            f'<span class="visually-hidden">Cart</span>{bubble if basket.count else ""}</a>'
            '<div id="cart-notification" class="cart-notification" hidden>'
            "<h2>Item added to your cart</h2>"
            '<a href="/cart" id="cart-notification-button">View cart</a></div>'
        )

    def product_page(self, shop: DemoShop, goods: Goods) -> str:
        window = (
            '<div class="newsletter-popup" role="dialog" style="position:fixed;inset:0;z-index:99;'
            'background:#fff"><button aria-label="Close" onclick="this.parentNode.remove()">&#215;'
            '</button><p>Subscribe and get 10% off</p><input type="email" name="contact[email]">'
            "</div>"
        )
        return (
            f'{window}{product_data(goods)}<div class="product"><h1>{goods.name}</h1>'
            f'<div class="price"><span class="price-item--regular">{self.money(goods.price)}'
            '</span></div><product-form><form method="post" action="/cart/add">'
            f'<input type="hidden" name="id" value="{goods.id}">'
            '<div class="product-form__error-message-wrapper" role="alert" hidden>'
            '<span class="product-form__error-message"></span></div>'
            '<button type="submit" name="add" class="product-form__submit">Add to cart</button>'
            '<button type="button" class="shopify-payment-button__button">Buy with ShopPay</button>'
            """</form></product-form></div><script>
document.querySelector("product-form form").onsubmit = async (event) => {
  event.preventDefault();
  const button = event.target.querySelector("[name=add]");
  button.classList.add("loading");
  const answer = await fetch("/cart/add.js", {method: "POST",
    body: JSON.stringify({id: event.target.elements.id.value})}).then((a) => a.json());
  button.classList.remove("loading");
  if (answer.error) {
    document.querySelector(".product-form__error-message-wrapper").hidden = false;
    document.querySelector(".product-form__error-message").textContent = answer.error;
  } else document.querySelector("#cart-notification").hidden = false;
};
</script>"""
        )

    def special(self, shop: DemoShop, asked: Request, basket: Basket) -> Answer | None:
        if asked.path == "/cart/add.js":
            goods = next(goods for goods in GOODS if goods.id == asked.form["id"])
            return shop._add(asked, basket, goods)
        if asked.path == "/cart" and asked.method == "POST":
            return Answer(status=302, headers={"Location": self.checkout})
        return None

    def added(self, shop: DemoShop, basket: Basket, goods: Goods) -> Answer:
        return Answer(json.dumps({"id": goods.id}), type="application/json")

    def basket_page(self, shop: DemoShop, basket: Basket) -> str:
        if not basket.lines:
            return '<h1 class="cart__empty-text">Your cart is empty</h1>'
        rows = "".join(
            f'<tr class="cart-item"><td><a href="{self.product(goods)}?variant=1" '
            f'class="cart-item__name">{goods.name}</a>'
            f'<div class="product-option">{self.money(shop.price_in_basket(goods))}</div></td>'
            '<td><quantity-input><input class="quantity__input" type="number" name="updates[]" '
            f'value="1"></quantity-input><cart-remove-button><a href="/cart/change?id={goods.id}'
            f'&quantity=0" aria-label="Remove {goods.name}">X</a></cart-remove-button></td>'
            f"<td>{self.money(shop.price_in_basket(goods))}</td></tr>"
            for goods in GOODS
            if goods.id in basket.lines
        )
        return (
            f'<form action="/cart" method="post" id="cart"><table>{rows}</table>'
            '<div class="cart__dynamic-checkout-buttons"><button type="button">Pay with PayPal'
            '</button></div><button type="submit" id="checkout" name="checkout">Check out</button>'
            "</form>"
        )

    def checkout_page(self, shop: DemoShop, basket: Basket) -> str:
        return contact_form(shop, "/checkouts/cn/abc/processing", "Pay now", "Field_")


class Magento(Platform):
    """Luma: scripts add and draw the number on the basket; the checkout shows late."""

    name = "magento"
    category, search = "/mugs.html", "/catalogsearch/result/"
    basket, checkout, remove = "/checkout/cart/", "/checkout/", "/checkout/cart/delete/"

    def product(self, goods: Goods) -> str:
        return f"/{goods.id}.html"

    def header(self, basket: Basket) -> str:
        return (
            '<span data-action="toggle-nav" class="action nav-toggle">Toggle Nav</span>'
            '<div class="block-search"><form action="/catalogsearch/result/">'
            '<input id="search" type="text" name="q" placeholder="Search entire store here...">'
            '</form></div><div class="minicart-wrapper"><a class="action showcart" '
            'href="/checkout/cart/"><span class="text">My Cart</span><span class="counter">'
            f'<span class="counter-number">{basket.count or ""}</span></span></a></div>'
            '<div class="page messages"><div class="message-success" hidden><div></div></div>'
            '<div class="message-error" hidden></div></div>'
        )

    def product_page(self, shop: DemoShop, goods: Goods) -> str:
        return (
            f'{product_data(goods)}<h1 class="page-title">{goods.name}</h1>'
            '<div class="product-info-price"><span class="price-wrapper" data-price-amount='
            f'"{goods.price}"><span class="price">{self.money(goods.price)}</span></span></div>'
            f'<form id="product_addtocart_form"><input type="hidden" name="product" value="{goods.id}">'
            '<input type="number" name="qty" value="1" id="qty">'
            '<button type="submit" id="product-addtocart-button" class="action primary tocart">'
            """<span>Add to Cart</span></button></form><script>
document.querySelector("#product_addtocart_form").onsubmit = async (event) => {
  event.preventDefault();
  const button = document.querySelector("#product-addtocart-button span");
  button.textContent = "Adding...";
  const answer = await fetch("/rest/cart/add", {method: "POST",
    body: JSON.stringify({id: event.target.elements.product.value})}).then((a) => a.json());
  button.textContent = "Add to Cart";
  const box = document.querySelector(answer.error ? ".message-error" : ".message-success");
  box.hidden = false;
  box.innerHTML = answer.error || 'You added it to your <a href="/checkout/cart/">shopping cart</a>.';
  if (!answer.error) document.querySelector(".counter-number").textContent = answer.count;
};
</script>"""
        )

    def special(self, shop: DemoShop, asked: Request, basket: Basket) -> Answer | None:
        if asked.path == "/rest/cart/add":
            goods = next(goods for goods in GOODS if goods.id == asked.form["id"])
            return shop._add(asked, basket, goods)
        return None

    def added(self, shop: DemoShop, basket: Basket, goods: Goods) -> Answer:
        return Answer(json.dumps({"count": basket.count}), type="application/json")

    def basket_page(self, shop: DemoShop, basket: Basket) -> str:
        if not basket.lines:
            return '<div class="cart-empty"><p>You have no items in your shopping cart.</p></div>'
        rows = "".join(
            f'<tbody class="cart item"><tr><td><strong class="product-item-name">'
            f'<a href="{self.product(goods)}">{goods.name}</a></strong></td>'
            f'<td><span class="cart-price"><span class="price">'
            f"{self.money(shop.price_in_basket(goods))}</span></span></td>"
            f'<td><input name="cart[1][qty]" value="1" type="number" class="input-text qty"></td>'
            f'<td><a href="/checkout/cart/delete/?id={goods.id}" class="action action-delete" '
            'title="Remove item"><span>Remove item</span></a></td></tr></tbody>'
            for goods in GOODS
            if goods.id in basket.lines
        )
        return (
            f'<form id="form-validate"><table>{rows}</table></form><ul class="checkout methods">'
            '<li><button type="button" data-role="proceed-to-checkout" class="action primary '
            'checkout" onclick="location=\'/checkout/\'"><span>Proceed to Checkout</span></button>'
            "</li></ul>"
        )

    def checkout_page(self, shop: DemoShop, basket: Basket) -> str:
        form = contact_form(shop, "/rest/V1/guest-carts/1/payment-information", "Place Order")
        return (
            '<div id="checkout"><div class="loading-mask">Loading</div></div><script>setTimeout('
            f"() => document.querySelector('#checkout').innerHTML = {json.dumps(form)}, 60)</script>"
        )


class PrestaShop(Platform):
    """The classic theme: a window opens over the page when something is added."""

    name = "prestashop"
    category, search, searched = "/3-mugs", "/search", "s"
    basket, checkout, add, remove = "/cart", "/order", "/cart", "/cart"

    def product(self, goods: Goods) -> str:
        return f"/mugs/{GOODS.index(goods) + 1}-{goods.id}.html"

    def place(self, asked: Request) -> tuple[str, Goods | None]:
        if asked.path == "/cart" and asked.query.get("delete"):
            return "remove", self.goods(asked)
        if asked.path == "/cart" and asked.method == "POST":
            return "add", self.goods(asked)
        return super().place(asked)

    def header(self, basket: Basket) -> str:
        return (
            '<div id="menu-icon" role="button" aria-label="Menu">=</div>'
            '<div id="search_widget"><form action="/search"><input type="text" name="s" '
            'placeholder="Search our catalog" aria-label="Search"></form></div>'
            '<div id="_mobile_cart"><div class="blockcart"><a href="/cart?action=show">Cart '
            f'<span class="cart-products-count">({basket.count})</span></a></div></div>'
        )

    def product_page(self, shop: DemoShop, goods: Goods) -> str:
        return (
            f'{product_data(goods)}<h1>{goods.name}</h1><div class="current-price">'
            f'<span class="current-price-value">{self.money(goods.price)}</span></div>'
            '<form action="/cart" method="post" id="add-to-cart-or-refresh">'
            f'<input type="hidden" name="id" value="{goods.id}">'
            '<button class="btn btn-primary add-to-cart" data-button-action="add-to-cart" '
            """type="submit">Add to cart</button></form><script>
document.querySelector("#add-to-cart-or-refresh").onsubmit = async (event) => {
  event.preventDefault();
  const answer = await fetch("/cart", {method: "POST",
    body: JSON.stringify({id: event.target.elements.id.value})}).then((a) => a.json());
  const box = document.createElement("div");
  if (answer.error) { box.className = "alert alert-danger"; box.textContent = answer.error; }
  else {
    box.id = "blockcart-modal"; box.setAttribute("role", "dialog");
    box.style = "position:fixed;inset:40px 10px;background:#fff;z-index:9";
    box.innerHTML = '<h4>Product successfully added to your shopping cart</h4>' +
      '<div class="cart-content-btn"><button type="button">Continue shopping</button>' +
      '<a href="/cart?action=show" class="btn btn-primary">Proceed to checkout</a></div>';
  }
  document.querySelector("main").append(box);
};
</script>"""
        )

    def added(self, shop: DemoShop, basket: Basket, goods: Goods) -> Answer:
        return Answer('{"success": true}', type="application/json")

    def basket_page(self, shop: DemoShop, basket: Basket) -> str:
        if not basket.lines:
            return '<span class="no-items">There are no more items in your cart</span>'
        rows = "".join(
            f'<li class="cart-item"><a class="label" href="{self.product(goods)}">{goods.name}</a>'
            f'<span class="price">{self.money(shop.price_in_basket(goods))}</span>'
            '<input class="js-cart-line-product-quantity" type="number" value="1" '
            'name="product-quantity-spin"><a class="remove-from-cart" rel="nofollow" '
            f'href="/cart?delete=1&id={goods.id}" data-link-action="delete-from-cart">delete</a></li>'
            for goods in GOODS
            if goods.id in basket.lines
        )
        return (
            f'<ul class="cart-items">{rows}</ul><div class="checkout cart-detailed-actions">'
            '<a href="/order" class="btn btn-primary">Proceed to checkout</a></div>'
        )

    def checkout_page(self, shop: DemoShop, basket: Basket) -> str:
        return (
            '<section id="checkout-personal-information-step"><h1>Personal information</h1>'
            "<a href='#checkout-guest-form'>Order as a guest</a>"
            + contact_form(shop, "/order", "Continue")
            + "</section>"
        )


class OpenCart(Platform):
    """Everything is index.php?route=; added by a script, an alert above the page."""

    name = "opencart"
    root = "/index.php?route="
    category, search = f"{root}product/category&path=20", f"{root}product/search"
    basket, checkout = f"{root}checkout/cart", f"{root}checkout/checkout"
    searched = "search"

    def product(self, goods: Goods) -> str:
        return f"{self.root}product/product&product_id={GOODS.index(goods) + 40}"

    def place(self, asked: Request) -> tuple[str, Goods | None]:
        kinds = {"product/category": "category", "product/search": "search",
                 "checkout/cart": "basket", "checkout/checkout": "checkout",
                 "checkout/cart/add": "add", "checkout/cart/remove": "remove",
                 "product/product": "product"}  # fmt: skip
        kind = kinds.get(asked.query.get("route", ""), "home" if asked.path == "/" else "nothing")
        number = asked.query.get("product_id") or asked.form.get("product_id")
        return kind, GOODS[int(number) - 40] if number else None

    def header(self, basket: Basket) -> str:
        return (
            '<form id="search" action="/index.php"><input type="hidden" name="route" '
            'value="product/search"><input type="text" name="search" placeholder="Search" '
            'class="form-control"><button type="submit">Go</button></form>'
            '<div id="cart"><button type="button" class="btn btn-inverse dropdown-toggle">'
            f'<span id="cart-total">{basket.count} item(s)</span></button></div>'
            f'<a href="{self.basket}" title="Shopping Cart">Shopping Cart</a>'
            '<div id="notice"></div>'
        )

    def product_page(self, shop: DemoShop, goods: Goods) -> str:
        number = GOODS.index(goods) + 40
        return (
            f'{product_data(goods)}<h1>{goods.name}</h1><ul class="list-unstyled"><li><h2>'
            f'<span class="price-new">{self.money(goods.price)}</span></h2></li></ul>'
            f'<div id="product"><input type="hidden" name="product_id" value="{number}">'
            '<input type="text" name="quantity" value="1" size="2">'
            '<button type="button" id="button-cart" class="btn btn-primary">Add to Cart</button>'
            f"""</div><script>
document.querySelector("#button-cart").onclick = async () => {{
  const answer = await fetch("/index.php?route=checkout/cart/add", {{method: "POST",
    body: JSON.stringify({{product_id: "{number}"}})}}).then((a) => a.json());
  document.querySelector("#notice").innerHTML = answer.error
    ? `<div class="alert alert-danger">${{answer.error}}</div>`
    : `<div class="alert alert-success">Success: You have added it to your
       <a href="/index.php?route=checkout/cart">shopping cart</a>!</div>`;
  if (!answer.error) document.querySelector("#cart-total").textContent = answer.total;
}};
</script>"""
        )

    def added(self, shop: DemoShop, basket: Basket, goods: Goods) -> Answer:
        return Answer(json.dumps({"total": f"{basket.count} item(s)"}), type="application/json")

    def basket_page(self, shop: DemoShop, basket: Basket) -> str:
        if not basket.lines:
            return "<p>Your shopping cart is empty!</p>"
        rows = "".join(
            f'<tr><td><a href="{self.product(goods)}">{goods.name}</a></td>'
            '<td><input type="text" name="quantity[1]" value="1" size="1">'
            '<button type="button" class="btn btn-danger" title="Remove" '
            f"onclick=\"location='{self.root}checkout/cart/remove'\">x</button></td>"
            f"<td>{self.money(shop.price_in_basket(goods))}</td></tr>"
            for goods in GOODS
            if goods.id in basket.lines
        )
        return (
            f'<table>{rows}</table><a href="{self.checkout}" class="btn btn-primary">Checkout</a>'
        )

    def checkout_page(self, shop: DemoShop, basket: Basket) -> str:
        return (
            '<label><input type="radio" name="account" value="guest"> Guest Checkout</label>'
            + contact_form(shop, "/index.php?route=checkout/confirm", "Confirm Order")
        )


class EverShop(Platform):
    """Drawn in the browser; the checkout asks for the e-mail address alone first."""

    name = "evershop"
    category, basket, checkout = "/mugs", "/cart", "/checkout"

    def product(self, goods: Goods) -> str:
        return f"/{goods.id}"

    def header(self, basket: Basket) -> str:
        return (
            '<a href="/search-page" class="search-icon" aria-label="Search">o</a>'
            '<form action="/search"><input name="q" placeholder="Search"></form>'
            '<a class="mini-cart-icon" href="/cart" aria-label="Cart"><svg width=20 height=20></svg>'
            f"<span>{basket.count or ''}</span></a>"
        )

    def product_page(self, shop: DemoShop, goods: Goods) -> str:
        return (
            f'{product_data(goods)}<div class="product__single__page"><h1>{goods.name}</h1>'
            f'<h4 class="product__single__price">{self.money(goods.price)}</h4>'
            f"""<div id="app"></div></div><script>
document.querySelector("#app").innerHTML = `<form id="productForm">
  <input name="qty" type="text" value="1" placeholder="Qty">
  <button type="button" class="button primary"><span>ADD TO CART</span></button></form>`;
document.querySelector("#productForm button").onclick = async () => {{
  const answer = await fetch("/api/cart/mine/items", {{method: "POST",
    body: JSON.stringify({{id: "{goods.id}"}})}}).then((a) => a.json());
  if (answer.error) {{
    document.body.insertAdjacentHTML("beforeend",
      `<div class="Toastify__toast--error" role="alert">${{answer.error}}</div>`);
    return;
  }}
  document.querySelector(".mini-cart-icon span").textContent = answer.count;
  document.body.insertAdjacentHTML("beforeend", `<div class="add-cart-popup"
    style="position:fixed;bottom:0;background:#fff"><p>JUST ADDED TO YOUR CART</p>
    <a class="add-cart-popup-button" href="/cart">VIEW CART (${{answer.count}})</a></div>`);
}};
</script>"""
        )

    def special(self, shop: DemoShop, asked: Request, basket: Basket) -> Answer | None:
        if asked.path == "/api/cart/mine/items":
            return shop._add(
                asked, basket, next(goods for goods in GOODS if goods.id == asked.form["id"])
            )
        return None

    def added(self, shop: DemoShop, basket: Basket, goods: Goods) -> Answer:
        return Answer(json.dumps({"count": basket.count}), type="application/json")

    def basket_page(self, shop: DemoShop, basket: Basket) -> str:
        if not basket.lines:
            return '<div class="empty-shopping-cart"><h4>Your cart is empty!</h4></div>'
        rows = "".join(
            f'<tr><td><a class="name" href="{self.product(goods)}">{goods.name}</a>'
            f'<div class="item-remove-button"><a href="/cart/remove?id={goods.id}">Remove</a></div>'
            f"</td><td>{self.money(shop.price_in_basket(goods))}</td>"
            '<td class="qty">1</td></tr>'
            for goods in GOODS
            if goods.id in basket.lines
        )
        return (
            f'<table class="items-table">{rows}</table><div class="shopping-cart-checkout-btn">'
            '<a href="/checkout" class="button primary"><span>CHECKOUT</span></a></div>'
        )

    def checkout_page(self, shop: DemoShop, basket: Basket) -> str:
        return (
            '<div class="checkout-contact"><h3>Contact information</h3>'
            '<form id="checkoutContactForm"><input name="email" type="text" placeholder="Email">'
            '<button type="button">Continue to shipping</button></form>'
            "<a href='/account/login'>Login</a></div>"
        )


class Kontor(Platform):
    """A strange German shop of nobody's making, which speaks no shop system's words."""

    name = "generic"
    language = "de"
    category, search, searched = "/sortiment", "/finden", "wort"
    basket, checkout, add = "/korb", "/weiter", "/hinein"
    remove, order = "/hinaus", "/bestellung/neu"

    def product(self, goods: Goods) -> str:
        return f"/ware/{goods.id}"

    def money(self, amount: object) -> str:
        return f"{amount} €".replace(".", ",")

    def header(self, basket: Basket) -> str:
        return (
            '<button aria-label="Menü" onclick="this.nextSibling.hidden=false">≡</button>'
            '<nav hidden><a href="/sortiment">Sortiment</a></nav>'
            "<button onclick=\"document.querySelector('#finden').hidden=false\">Suche</button>"
            '<form id="finden" action="/finden" hidden><input name="wort" aria-label="Suche nach">'
            "</form>"
            f'<a href="/korb">Warenkorb ({basket.count})</a>'
            '<div id="cookie-hinweis" style="position:fixed;bottom:0;height:300px;width:100%;'
            'background:#fff"><p>Wir verwenden Cookies.</p>'
            '<button onclick="ja()">Alle akzeptieren</button>'
            '<button onclick="weg()">Nur notwendige</button></div><script>'
            "function weg(){document.cookie='wahl=1;path=/';"
            "document.querySelector('#cookie-hinweis').remove()}"
            "if(document.cookie.includes('wahl='))document.querySelector('#cookie-hinweis').remove()"
            "</script>"
        )

    def product_page(self, shop: DemoShop, goods: Goods) -> str:
        sizes = "".join(
            f'<label><input type="radio" name="groesse" value="{size}"'
            f"{' disabled' if number == 0 else ''}> {size}</label>"
            for number, size in enumerate(goods.sizes)
        )
        return (
            f'{product_data(goods)}<h1>{goods.name}</h1><p class="preis">'
            f'{self.money(goods.price)}</p><form method="post" action="/hinein">{sizes}'
            f'<input type="hidden" name="id" value="{goods.id}">'
            '<input type="submit" value="In den Warenkorb"></form>'
        )

    def added(self, shop: DemoShop, basket: Basket, goods: Goods) -> Answer:
        return Answer(status=303, headers={"Location": self.basket})

    def complaint(self, text: str) -> str:
        return f'<div role="alert">Leider nicht möglich: {text}</div>'

    def basket_page(self, shop: DemoShop, basket: Basket) -> str:
        if not basket.lines:
            return "<p>Ihr Warenkorb ist leer.</p>"
        rows = "".join(
            f"<li><b>{goods.name}</b> <select name='menge'><option>1<option>2</select> "
            f"{self.money(shop.price_in_basket(goods))} "
            f'<a href="/hinaus?id={goods.id}">Entfernen</a></li>'
            for goods in GOODS
            if goods.id in basket.lines
        )
        return (
            f"<h1>Warenkorb</h1><ul>{rows}</ul>"
            '<form method="post" action="/bestellung/neu"><button>Jetzt kaufen</button></form>'
            '<a href="/weiter" target="_blank">Zur Kasse</a>'
        )

    def checkout_page(self, shop: DemoShop, basket: Basket) -> str:
        return (
            "<h1>Wie möchten Sie bestellen?</h1><form method=post action=/anmelden>"
            "<label>E-Mail <input name=mail></label><label>Passwort <input type=password name=pw>"
            "</label><button>Anmelden</button></form>"
            "<button onclick=\"document.querySelector('#gast').hidden=false;"
            "document.querySelector('form').remove()\">Als Gast bestellen</button>"
            f'<div id="gast" hidden>{contact_form(shop, self.order, "Zahlungspflichtig bestellen")}'
            "</div>"
        )

    def login_page(self, shop: DemoShop) -> str:
        return (
            "<h1>Anmelden</h1><form><label>E-Mail <input name=mail></label>"
            "<label>Passwort <input type=password name=pw></label></form>"
        )


SYSTEMS: dict[str, type[Platform]] = {
    "woocommerce": WooCommerce, "woocommerce-blocks": WooBlocks, "shopify": Shopify,
    "magento": Magento, "prestashop": PrestaShop, "opencart": OpenCart, "evershop": EverShop,
    "kontor": Kontor,
}  # fmt: skip
