"""A shop of three pages and the repository that watches it."""

from collections.abc import Iterator

import pytest

from tests.server import Route, Shop, html, links
from tests.workflows.act import Platform

PAGES: dict[str, Route] = {
    "/": html("<h1>Mugs</h1>" + links("/mug", "/cup"), title="The mug shop"),
    "/mug": html("<h1>Mug</h1><p>It holds a quarter of a litre.</p>", title="A blue mug"),
    "/cup": html("<h1>Cup</h1><p>It holds a fifth of a litre.</p>", title="A white cup"),
}


@pytest.fixture(scope="session")
def shop() -> Iterator[Shop]:
    """The live shop."""
    with Shop(PAGES) as shop:
        yield shop


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory, shop: Shop) -> Platform:
    """Its repository, as `storewalk init` leaves it, pushed."""
    platform = Platform.begin(tmp_path_factory.mktemp("platform"), shop.url)
    platform.push()
    return platform
