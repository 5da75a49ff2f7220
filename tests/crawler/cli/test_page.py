"""`storewalk page`, `checks`, `new-check` and `schema`."""

import gzip
import json
from pathlib import Path

from jsonschema import Draft202012Validator

from tests.command import ROOT, storewalk
from tests.server import Shop, html

PRODUCT = """<!doctype html><html lang="en"><head><title>Blue mug | Shop</title>
<link rel="canonical" href="https://shop.example/products/mug">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Product",
"name": "Blue mug", "sku": "M-1", "image": "https://shop.example/m.png",
"offers": {"@type": "Offer", "price": "12.50", "priceCurrency": "EUR",
"availability": "https://schema.org/InStock"}}</script></head>
<body><main><h1>Blue mug</h1><p class="price">€12.50</p><button>Add to cart</button></main></body>
</html>"""


def test_a_saved_page_needs_no_network_and_fits_the_schema(tmp_path: Path) -> None:
    (tmp_path / "mug.html.gz").write_bytes(gzip.compress(PRODUCT.encode()))
    done = storewalk(
        "page", "mug.html.gz", "--url", "https://shop.example/products/mug", "--json", cwd=tmp_path
    )
    assert done.code == 0, done.text
    report = json.loads(done.out)
    schema = json.loads(storewalk("schema", "page", cwd=tmp_path).out)
    Draft202012Validator(schema).validate(report)
    product = report["product"]
    assert report["kind"] == "product"
    assert product["price"] == {"amount": "12.50", "currency": "EUR"}
    assert (product["name"], product["sku"]) == ("Blue mug", "M-1")
    assert (product["availability"], product["confidence"]) == ("InStock", "confirmed")
    assert {item["source"] for item in product["candidates"]} >= {"json_ld", "dom"}
    outcomes = {item["check"]: item["outcome"] for item in report["checks"]}
    assert outcomes["seo/title-missing"] == "passed"


def test_a_page_of_the_web_is_read_politely_and_told_in_words(tmp_path: Path) -> None:
    with Shop({"/mug": PRODUCT, "/": html("home")}) as shop:
        done = storewalk("page", shop.url + "mug", cwd=tmp_path)
        assert shop.count("/robots.txt") == 1
    assert done.code == 0, done.text
    assert "12.50 EUR" in done.out
    assert "JSON-LD    price" in done.out or "JSON-LD  price" in done.out


def test_a_source_that_is_nothing_says_what_to_give(tmp_path: Path) -> None:
    done = storewalk("page", "nothing.html", cwd=tmp_path)
    assert (done.code, "https://" in done.err) == (2, True)
    (tmp_path / "a.html").write_text("x")
    assert "--url" in storewalk("page", "a.html", cwd=tmp_path).err


def test_a_page_that_does_not_answer_is_unusable(tmp_path: Path) -> None:
    with Shop({}) as shop:
        url = shop.url
    done = storewalk("page", url + "mug", cwd=tmp_path)
    assert done.code == 3
    assert "refused" in done.err


def test_a_check_explains_itself(tmp_path: Path) -> None:
    listed = storewalk("checks", cwd=tmp_path).out
    assert "seo/title-missing" in listed
    told = storewalk("checks", "title-missing", cwd=tmp_path).out
    assert told.startswith("# The page has no title")
    assert "## How to fix" in told
    assert storewalk("checks", "none-such", cwd=tmp_path).code == 2


def test_a_new_check_is_two_files_that_pass(tmp_path: Path) -> None:
    (tmp_path / "crawler/checks/seo").mkdir(parents=True)
    (tmp_path / "crawler/checks/seo/__init__.py").write_text("")
    done = storewalk("new-check", "seo/mug-cold", "--root", tmp_path, cwd=tmp_path)
    assert done.code == 0, done.text
    code = (tmp_path / "crawler/checks/seo/mug_cold.py").read_text()
    fixture = (tmp_path / "tests/checks/seo/mug_cold.md").read_text()
    assert "def mug_cold(head: HeadFacts)" in code
    assert "not applicable" in fixture
    assert storewalk("new-check", "seo/mug-cold", "--root", tmp_path, cwd=tmp_path).code == 2
    for wrong in ("seo/no-title", "seo/Title", "title", "none/title-missing"):
        assert storewalk("new-check", wrong, "--root", tmp_path, cwd=tmp_path).code == 2


def test_the_schema_file_is_current() -> None:
    done = storewalk("schema", "--check", cwd=ROOT)
    assert done.code == 0, done.err
