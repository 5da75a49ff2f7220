"""Which products have nearly the same text, in a shop whose theme writes most of it."""

from crawler.checks.seo.near_duplicates import groups_of
from crawler.extract.likeness import likeness_of, likeness_print

THEME = (
    "{name}, medium €12.86 Sold out We tell you by email when this product is back on our shelves. "
    "Add to wish list About it {name}, medium: {text} Number {number} Kind Kitchenware Price "
    "without tax €12.86 Price with tax €12.86 Tax €0.00 Reviews Nobody has said anything about "
    "this product yet. Be the first to write a line. We send it in a box of card within two days, "
    "and you may send it back within a month."
)
SHORT = "something for every day."
STORY = (
    "thrown on a wheel in Staffordshire and fired twice, so that the glaze stays soft to the touch "
    "and the rim does not chip. It holds a third of a litre, goes into the dishwasher and keeps "
    "its colour for years. The handle has room for three fingers, and the foot is left bare as "
    "potters there have done it for two hundred winters."
)
NAMES = (
    "skillet", "teapot", "saucepan", "cleaver", "tumbler", "jug", "bowl", "ladle", "kettle",
    "grater", "sieve", "whisk", "apron", "towel", "board", "knife", "spoon", "fork", "plate", "cup",
    "basket", "jar", "tin", "lid",
)  # fmt: skip


def text_of(name: str, number: int, text: str = SHORT) -> str:
    return likeness_print(THEME.format(name=name, number=number, text=text).split())


CARAFE, PLATTER = text_of("Walnut carafe", 4023), text_of("Walnut platter", 4030)
RANGE = {f"/walnut-{name}": text_of(f"Walnut {name}", 100 + at) for at, name in enumerate(NAMES)}


def test_a_text_that_the_theme_writes_makes_no_two_products_alike() -> None:
    assert likeness_of(CARAFE, PLATTER) >= 0.9, "the words were chosen so that the estimate is high"
    shop = RANGE | {"/carafe": CARAFE, "/platter": PLATTER}
    assert groups_of(shop.items()) == []


def test_colours_with_one_description_are_alike_in_any_shop() -> None:
    colours = {f"/mug-{name}": text_of(f"Mug {name}", 4711, STORY) for name in ("blue", "red")}
    assert groups_of((RANGE | colours).items()) == [["/mug-blue", "/mug-red"]]
    assert groups_of(colours.items()) == [["/mug-blue", "/mug-red"]]
