"""What a page may load: other companies' files, and what counts visitors. Two hosts, one server."""

from collections.abc import Iterator
from typing import Any

import pytest

from crawler.records import RenderFacts
from crawler.render.policy import TRACKING
from crawler.render.traffic import Weights
from tests.checks.shown import screens
from tests.server import Answer, Shop, html

pytestmark = pytest.mark.browser

SCRIPT = Answer("document.title += ' chat'", type="text/javascript")


@pytest.fixture(scope="module")
def other() -> Iterator[Shop]:
    """Another company; the pages themselves are on 127.0.0.1."""
    with Shop({"/chat.js": SCRIPT, "/g/collect?v=2&tid=G-1": Answer("", 204)}) as company:
        yield company


def look(other: Shop, **more: Any) -> RenderFacts:
    host = other.url.replace("127.0.0.1", "localhost")
    page = html(
        f'<h1>Blue mug</h1><script src="/own.js"></script><script src="{host}chat.js"></script>'
        f'<script>new Image().src = "{host}g/collect?v=2&tid=G-1"</script>'
    )
    other.asked.clear()
    own = {"/own.js": SCRIPT}
    return screens().show(page, files=own, **more)


def test_everything_is_loaded_when_nothing_else_is_said(other: Shop) -> None:
    facts = look(other)
    assert sorted(other.paths()) == ["/chat.js", "/g/collect?v=2&tid=G-1"]
    assert facts.failed_requests == ()
    assert facts.traffic is not None
    assert facts.traffic.files == 4
    assert 0 < facts.traffic.foreign_bytes < facts.traffic.weight_bytes


def test_a_hit_is_seen_and_never_leaves(other: Shop) -> None:
    facts = look(other, blocked=TRACKING)
    assert other.paths() == ["/chat.js"]
    (hit,) = facts.failed_requests
    assert hit.blocked
    assert "/g/collect" in hit.url


@pytest.mark.parametrize(
    ("wish", "asked"), [("block", []), (("localhost",), ["/chat.js"]), (("chat.example",), [])]
)
def test_other_companies_are_kept_out_as_the_settings_say(
    other: Shop, wish: str | tuple[str, ...], asked: list[str]
) -> None:
    facts = look(other, third_parties=wish, blocked=TRACKING)
    assert other.paths() == asked
    assert all(request.blocked for request in facts.failed_requests)
    assert len(facts.failed_requests) == 2 - len(asked)


def test_a_file_in_the_browsers_memory_counts_with_its_size(other: Shop) -> None:
    weights = Weights()
    cached = Answer("x" * 5000, headers={"Cache-Control": "max-age=600"}, type="text/css")
    page = '<link rel="stylesheet" href="/kept.css"><h1>Blue mug</h1>'
    first, second = (
        screens().show(html(page), files={"/kept.css": cached}, weights=weights) for _ in range(2)
    )
    assert first.traffic is not None
    assert second.traffic is not None
    assert first.traffic.by_kind["stylesheet"] == second.traffic.by_kind["stylesheet"] > 5000
