"""Google's own samples of structured data, which Google publishes as correct."""

import json
import os
import re
from datetime import date
from pathlib import Path

import pytest

from crawler.checks.api import PageContext, RunClock
from crawler.checks.data.google_properties import PROPERTIES
from crawler.checks.registry import all_checks
from crawler.extract import extract_page, parse
from crawler.extract.structured import types_of
from crawler.platforms import adapter
from crawler.records import (
    HttpFacts,
    PageKind,
    PageRecord,
    PageState,
    Role,
    Scope,
    Severity,
    SiteFacts,
    page_key,
)
from tests.checks.cases import SHOP

ROOT = Path(__file__).parents[2]
CORPORA = Path(os.environ.get("STOREWALK_CORPORA", ROOT.parent / "shared" / "corpora"))
SAMPLES = CORPORA / "google-sd-examples"

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(),
    reason="Google's samples are not here; set STOREWALK_CORPORA to the folder of the corpora",
)

KINDS = {
    "merchant-listing": PageKind.PRODUCT,
    "product-snippet": PageKind.PRODUCT,
    "product-variants": PageKind.PRODUCT,
    "breadcrumb": PageKind.CATEGORY,
    "organization": PageKind.HOME,
    "return-policy": PageKind.HOME,
    "shipping-policy": PageKind.HOME,
    "loyalty-program": PageKind.HOME,
    "review-snippet": PageKind.OTHER,
    "image-license-metadata": PageKind.OTHER,
}
"""What the pages would be in a shop. Reviews of films and restaurants are no product pages."""

WRITTEN = date(2024, 1, 1)
"""A day on which the offers of the samples were still valid: they end in November 2024."""
COMMENT = "holds // comments, which are not JSON"
WRONG = {
    ("product-variants-02.html", "data/sd-parse-error"): COMMENT,
    ("product-variants-02.html", "data/sd-variant-mismatch"): (
        "its variants have no sku and no gtin, though the page asks for a unique number each"
    ),
    ("return-policy-02.html", "data/sd-parse-error"): COMMENT,
    ("loyalty-program-01.html", "data/sd-parse-error"): COMMENT,
    ("organization-02.html", "data/sd-parse-error"): COMMENT,
    ("shipping-policy-01.html", "data/sd-parse-error"): "has a line break inside a string",
}
"""Where a sample breaks Google's own rule, and how."""


def _page(path: Path) -> PageRecord:
    url = SHOP + "page"
    http = HttpFacts(status=200, content_type="text/html")
    document = parse(path.read_bytes(), url, headers={})
    facts = extract_page(document, platform=adapter("generic"), home_url=SHOP, http=http)
    kind = next(kind for name, kind in KINDS.items() if path.name.startswith(name))
    return PageRecord(
        key=page_key("shop", url), site="shop", url=url, state=PageState.OK, kind=kind, http=http,
        head=facts.head, outline=facts.outline, images=facts.images, structured=facts.structured,
        offer=facts.offer, links=facts.links,
    )  # fmt: skip


def _findings(path: Path) -> dict[tuple[str, Severity], list[str]]:
    site = SiteFacts(id="shop", name="Shop", role=Role.OWN, url=SHOP)
    context = PageContext(_page(path), site, RunClock(WRITTEN))
    found: dict[tuple[str, Severity], list[str]] = {}
    for check in all_checks():
        if check.card.family == "data" and check.card.scope is Scope.PAGE:
            for problem in check.run(context, None) or ():
                key = (check.card.id, check.card.severity)
                found.setdefault(key, []).append(problem.message)
    return found


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("examples/*.html")))
def test_a_sample_of_google_has_no_error(name: str) -> None:
    found = _findings(SAMPLES / "examples" / name)
    errors = {check: texts for (check, level), texts in found.items() if level is Severity.ERROR}
    expected = {check for sample, check in WRONG if sample == name}
    assert set(errors) == expected, errors


def _triples() -> list[tuple[str, str, str]]:
    index = json.loads((SAMPLES / "index.json").read_text(encoding="utf-8"))
    rows = [(row["file"], row["syntax"]) for row in index if row["file"].endswith(".html")]
    files = list(zip(rows, rows[1:], rows[2:], strict=False))
    return [
        (one[0], two[0], three[0])
        for one, two, three in files
        if (one[1], two[1], three[1]) == ("jsonld", "rdfa", "microdata")
        and one[0].rpartition("-")[0] == three[0].rpartition("-")[0]
    ]


@pytest.mark.parametrize(
    "names", _triples() if SAMPLES.is_dir() else [], ids=lambda names: names[0]
)
def test_the_three_syntaxes_of_a_sample_give_the_same_findings(
    names: tuple[str, str, str],
) -> None:
    def plain(name: str) -> dict[str, list[str]]:
        texts = {check: rows for (check, _), rows in _findings(SAMPLES / name).items()}
        label = re.compile("JSON-LD|RDFa|Microdata")
        return {
            check: sorted(label.sub("the syntax", row) for row in rows)
            for check, rows in texts.items()
        }

    first, *others = [plain(name) for name in names]
    for other in others:
        assert other == first


SAME = ("examples/merchant-listing", "examples/product-snippet")
"""Samples whose three versions say the same; the others differ in what Google wrote into them."""


@pytest.mark.parametrize(
    "names",
    [names for names in (_triples() if SAMPLES.is_dir() else []) if names[0].startswith(SAME)],
    ids=lambda names: names[0],
)
def test_the_three_syntaxes_of_a_sample_are_read_in_the_same_shape(
    names: tuple[str, str, str],
) -> None:
    def shape(value: object, path: str = "") -> set[str]:
        if isinstance(value, list):
            return {found for row in value for found in shape(row, path)}
        if not isinstance(value, dict):
            return set()
        here = f"{path}:{','.join(types_of(value))}"
        return {here}.union(*(shape(row, f"{here}.{key}") for key, row in value.items()))

    def shapes(name: str) -> set[str]:
        structured = _page(SAMPLES / name).structured
        assert structured is not None
        return {found for item in structured.items for found in shape(item.data)}

    first, *others = [shapes(name) for name in names]
    assert first
    for other in others:
        assert other == first


def test_every_row_of_the_table_is_googles() -> None:
    data = json.loads((SAMPLES / "required-properties.json").read_text(encoding="utf-8"))
    theirs = {
        (row["page"], name.strip(), row["level"])
        for row in data["rows"]
        for part in row["property"].split("|")
        for name in part.split(" (")[0].split(" or ")
    }
    for row in PROPERTIES:
        for name in row.names:
            level = "required" if row.required else "recommended"
            levels = {(row.page, name, level), (row.page, name, "required")}
            assert levels & theirs, (row.page, row.type, name)
