"""What the generated shop sells and at which addresses: the same for the same number of pages."""

import random
from dataclasses import dataclass
from math import ceil

LINKS_A_PAGE = 124
"""Links on every page, as on the synthetic page that the design's figures were measured on."""
IMAGES = 40
"""Picture files that all pages share."""
MOST_CATEGORIES = 30
"""More category pages than twice this become further pages of the same categories."""

MATERIALS = ("Linen", "Oak", "Cotton", "Steel", "Ceramic", "Leather", "Wool", "Walnut", "Glass",
             "Bamboo", "Copper", "Canvas", "Cork", "Marble", "Rattan")  # fmt: skip
THINGS = ("Lamp", "Chair", "Bowl", "Blanket", "Shelf", "Mug", "Basket", "Table", "Rug", "Vase",
          "Cushion", "Tray", "Mirror", "Clock", "Stool", "Planter", "Jacket", "Apron", "Towel",
          "Bench", "Candle", "Teapot", "Knife", "Board", "Pan", "Desk", "Curtain", "Duvet",
          "Hook", "Frame")  # fmt: skip
NAMES = ("Aster", "Birk", "Cedar", "Dune", "Elm", "Fjord", "Grove", "Heath", "Isle", "Juniper",
         "Kelp", "Larch", "Moss", "North", "Ola", "Pine", "Quarry", "Reed", "Sand",
         "Tarn")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Product:
    """One product page."""

    index: int
    name: str
    path: str
    """Root-relative: /product/aster-linen-lamp-17"""
    sku: str
    price_cents: int
    in_stock: bool
    image: str
    """Root-relative address of a picture that exists."""
    category: "CategoryPage"

    @property
    def price(self) -> str:
        """In euros with two digits: 49.90"""
        return f"{self.price_cents // 100}.{self.price_cents % 100:02}"


@dataclass(frozen=True, slots=True)
class CategoryPage:
    """One page of a category; `number` counts from 1 to `of`."""

    name: str
    slug: str
    number: int
    of: int

    @property
    def path(self) -> str:
        """/category/lamps for the first page, /category/lamps/page-2 for the next."""
        return self.path_of(self.number)

    def path_of(self, number: int) -> str:
        """Another page of the same category."""
        return f"/category/{self.slug}" + (f"/page-{number}" if number > 1 else "")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A whole shop of `len(paths)` pages: home, about 2 % category pages, products."""

    categories: tuple[CategoryPage, ...]
    """In order of category, then page number."""
    shelves: tuple[tuple[Product, ...], ...]
    """The products on each category page; parallel to `categories`."""
    products: tuple[Product, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """Every page's path, home first."""
        shelves = (page.path for page in self.categories)
        return ("/", *shelves, *(product.path for product in self.products))

    @property
    def first_pages(self) -> tuple[CategoryPage, ...]:
        """What the navigation links to."""
        return tuple(page for page in self.categories if page.number == 1)


def catalogue(pages: int) -> Catalogue:
    """The shop with so many pages. Raises ValueError below 4."""
    if pages < 4:
        raise ValueError("a shop needs at least 4 pages: home, a category and two products")
    category_pages = ceil(pages * 0.02)
    categories = _categories(category_pages)
    number = pages - 1 - category_pages
    per_shelf = ceil(number / category_pages)
    products = tuple(_product(index, categories[index // per_shelf]) for index in range(number))
    shelves = tuple(
        products[start : start + per_shelf]
        for start in range(0, per_shelf * category_pages, per_shelf)
    )
    return Catalogue(categories, shelves, products)


def _categories(pages: int) -> tuple[CategoryPage, ...]:
    number = min(MOST_CATEGORIES, ceil(pages / 2))
    found: list[CategoryPage] = []
    for index in range(number):
        of = pages // number + (1 if index < pages % number else 0)
        name = f"{THINGS[index]}s"
        found += [CategoryPage(name, name.lower(), page, of) for page in range(1, of + 1)]
    return tuple(found)


def _product(index: int, category: CategoryPage) -> Product:
    rng = random.Random(index)
    name = f"{rng.choice(NAMES)} {rng.choice(MATERIALS)} {category.name[:-1]}"
    slug = name.lower().replace(" ", "-")
    return Product(
        index=index,
        name=f"{name} {index}",
        path=f"/product/{slug}-{index}",
        sku=f"SW-{index:06}",
        price_cents=rng.randrange(490, 89_990, 10),
        in_stock=rng.random() > 0.07,
        image=f"/media/item-{index % IMAGES:02}.png",
        category=category,
    )
