"""Builds the shop into an empty folder: tables, catalogue, pictures, search index, truth."""

from __future__ import annotations

import json
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from tests.stores.oscar.stock import Article, articles
from tests.street.pictures import HUES, PROFILES, product_picture

get_model = apps.get_model
Category = get_model("catalogue", "Category")
Product = get_model("catalogue", "Product")
ProductClass = get_model("catalogue", "ProductClass")
StockRecord = get_model("partner", "StockRecord")


def build(truth: Path) -> None:
    """Fills the data folder of the settings; `truth` is written last, when all else is there."""
    call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)
    pictures = _draw(Path(settings.MEDIA_ROOT))
    with transaction.atomic():
        get_model("address", "Country").objects.create(
            iso_3166_1_a2="DE", printable_name="Germany", name="GERMANY", is_shipping_country=True
        )
        _fill(pictures)
    call_command("update_index", "catalogue", verbosity=0)
    truth.write_text("".join(json.dumps(row) + "\n" for row in _truth()), "utf-8")


def _draw(media: Path) -> list[str]:
    """All shapes in all colours; returns their names below the media folder."""
    folder = media / "images"
    folder.mkdir(parents=True)
    names = []
    for shape in PROFILES:
        for colour in HUES:
            name = f"images/{shape}-{colour}.png"
            (media / name).write_bytes(product_picture(shape, colour))
            names.append(name)
    (media / "images" / "missing.png").write_bytes(product_picture("tin", "sand"))
    return names


def _fill(pictures: list[str]) -> None:
    """Categories one by one, for their tree; everything else in bulk."""
    stock = list(articles(settings.SHOP_ARTICLES))
    categories = _categories(stock)
    kind = ProductClass.objects.create(name="Kitchenware", track_stock=True)
    former = get_model("catalogue", "ProductAttribute").objects.create(
        product_class=kind, name="Former price", code="was_price", type="text"
    )
    by_upc = {article.upc: _product(article, kind) for article in stock}
    alone = [by_upc[article.upc] for article in stock if article.parent is None]
    Product.objects.bulk_create(alone)
    for article in stock:
        if article.parent is not None:
            by_upc[article.upc].parent_id = by_upc[article.parent].pk
    Product.objects.bulk_create([by_upc[a.upc] for a in stock if a.parent is not None])
    _connect(stock, by_upc, categories, pictures)
    get_model("catalogue", "ProductAttributeValue").objects.bulk_create(
        former.productattributevalue_set.model(
            attribute=former, product=by_upc[article.upc], value_text=str(article.was)
        )
        for article in stock
        if article.was is not None
    )
    partner = get_model("partner", "Partner").objects.create(name="Warehouse")
    StockRecord.objects.bulk_create(
        StockRecord(
            product=by_upc[article.upc],
            partner=partner,
            partner_sku=f"W-{article.upc}",
            price_currency=settings.OSCAR_DEFAULT_CURRENCY,
            price=article.price,
            num_in_stock=article.in_stock,
        )
        for article in stock
        if article.price is not None
    )


def _categories(stock: list[Article]) -> dict[tuple[str, ...], object]:
    """Every category by its trail."""
    made: dict[tuple[str, ...], object] = {}
    for article in stock:
        for depth in (1, 2, 3):
            trail = article.trail[:depth]
            if trail not in made:
                parent = made.get(trail[:-1])
                text = f"{trail[-1]} for daily use, kept on our shelves all year."
                add = parent.add_child if parent else Category.add_root
                made[trail] = add(name=trail[-1], description=text)
    return made


def _product(article: Article, kind: object) -> object:
    """The row of an article, not saved yet. Bulk saving makes no slug, so it is made here."""
    structure = (
        Product.CHILD
        if article.parent
        else Product.PARENT
        if article.has_sizes
        else Product.STANDALONE
    )
    product = Product(
        structure=structure,
        upc=article.upc,
        title=article.title,
        description=f"<p>{article.title.replace('<', '&lt;')}: something for every day.</p>",
        product_class=None if article.parent else kind,
    )
    product.slug = _slug(article.title)
    return product


def _slug(title: str) -> str:
    from oscar.core.utils import slugify

    return slugify(title)[:200] or "product"


def _connect(
    stock: list[Article],
    by_upc: dict[str, object],
    categories: dict[tuple[str, ...], object],
    pictures: list[str],
) -> None:
    """Articles with their categories and pictures; sizes show those of their parent."""
    shown = [article for article in stock if article.parent is None]
    get_model("catalogue", "ProductCategory").objects.bulk_create(
        Product.categories.through(product=by_upc[a.upc], category=categories[a.trail])
        for a in shown
    )
    get_model("catalogue", "ProductImage").objects.bulk_create(
        Product.images.rel.related_model(
            product=by_upc[article.upc], original=pictures[at * 7 % len(pictures)]
        )
        for at, article in enumerate(shown)
    )


def _truth() -> list[dict[str, str | None]]:
    """One row for each product page, from the database and the shop's own price strategy."""
    from oscar.core.loading import get_class

    strategy = get_class("partner.strategy", "Selector")().strategy()
    known = {article.upc: article for article in articles(settings.SHOP_ARTICLES)}
    former = {
        value.product_id: value.value_text
        for value in get_model("catalogue", "ProductAttributeValue").objects.all()
    }
    rows = []
    for product in Product.objects.select_related("parent").order_by("id"):
        info = (
            strategy.fetch_for_parent(product)
            if product.is_parent
            else strategy.fetch_for_product(product)
        )
        rows.append(
            {
                "path": product.get_absolute_url(),
                "name": product.get_title(),
                "price": str(info.price.incl_tax),
                "list_price": former.get(product.pk),
                "currency": info.price.currency,
                "availability": (
                    "InStock" if info.availability.is_available_to_buy else "OutOfStock"
                ),
                "sku": product.upc,
                "structure": product.structure,
                "parent": product.parent.get_absolute_url() if product.parent else None,
                "twin": known[product.upc].twin,
                "near": known[product.upc].near,
            }
        )
    return rows
