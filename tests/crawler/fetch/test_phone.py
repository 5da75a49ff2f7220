"""A few pages are asked for as a phone asks, after the walk."""

from pathlib import Path

from crawler.fetch.phone import phone_agent
from tests.crawler.fetch.helpers import BusyShop, crawled, settings
from tests.server import Answer, Asked, Route, html, links

PRODUCT = "<title>Mug</title><h1>Mug</h1><p class=price>€9.00</p><button>Add to cart</button>"


def by_device(asked: Asked) -> Answer:
    """Phones are kept out of the search."""
    phone = "Mobile" in asked.headers.get("User-Agent", "")
    return Answer(PRODUCT + ("<meta name=robots content=noindex>" if phone else ""))


def restless() -> Route:
    """Another title at every request."""
    asked_for: list[Asked] = []

    def answer(asked: Asked) -> Answer:
        asked_for.append(asked)
        return Answer(PRODUCT.replace("Mug", f"Mug {len(asked_for)}"))

    return answer


def test_what_phones_are_sent_is_kept_beside_what_desktops_are_sent(tmp_path: Path) -> None:
    routes: dict[str, Route] = {
        "/": html("<title>Shop</title>" + links(*(f"/products/{name}" for name in "abcd"))),
        "/products/a": by_device,
        "/products/b": html(PRODUCT),
        "/products/c": restless(),
        "/products/d": html(PRODUCT),
    }  # fmt: skip
    with BusyShop(routes) as shop:
        walked = crawled(tmp_path, settings(shop, phone_pages=3))
        views = {key.removeprefix(f"own:{shop.url}"): v for key, v in walked.run.phones().items()}
    assert views["products/a"].phone.head.noindex
    assert not views["products/a"].desktop.head.noindex
    assert views["products/b"].phone == views["products/b"].desktop
    assert "products/c" not in views, "it changes by itself"
    assert "products/d" not in views, "three of a kind are enough"
    phones = [visit for visit in shop.visits if "Mobile" in visit.headers.get("User-Agent", "")]
    assert len(phones) == 4
    for visit in phones:
        assert "storewalk" in visit.headers["User-Agent"].lower(), "it still says who asks"
        assert shop.url in visit.headers["User-Agent"]


def test_a_phone_names_us_behind_its_own_name() -> None:
    agent = phone_agent("Storewalk/9 (+https://shop.example)")
    assert agent.startswith("Mozilla/5.0 (Linux; Android")
    assert agent.endswith("Mobile Safari/537.36 Storewalk/9 (+https://shop.example)")
