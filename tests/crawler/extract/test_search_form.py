"""Where a shop is searched, by its home page."""

import pytest

from crawler.extract import parse
from crawler.extract.search_form import search_address

HOME = "https://shop.example/"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<form action=/search><input type=search name=q></form>", "search?q={query}"),
        ("<form action='/suche?lang=de'><input name=sword></form>", "suche?lang=de&sword={query}"),
        ("<form><input type=hidden name=post_type value=product><input name=s></form>",
         "?s={query}&post_type=product"),
        ("<form method=post action=/search><input name=q></form>", None),
        ("<form action=/newsletter><input name=email></form>", None),
        ("<form action='/{x}'><input name=q></form>", "%7Bx%7D?q={query}"),
        ('<script type="application/ld+json">{"@type":"WebSite","potentialAction":'
         '{"@type":"SearchAction","target":"https://shop.example/s?k={search_term_string}"}}'
         "</script>", "s?k={query}"),
        ('<script type="application/ld+json">{"@type":"WebSite","potentialAction":'
         '[{"@type":"SearchAction","target":{"urlTemplate":"/s?k={a}&n={b}"}}]}</script>', None),
        ("", None),
    ],
)  # fmt: skip
def test_the_search_of_a_shop(html: str, found: str | None) -> None:
    address = search_address(parse(f"<body>{html}</body>", HOME))
    assert address == (None if found is None else HOME + found)
