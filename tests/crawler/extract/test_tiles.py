"""Prices on the tiles of list pages: nothing is better than something wrong."""

import gzip
import json
import os
from pathlib import Path

import pytest

from crawler.extract.document import parse
from crawler.extract.page import PageFacts, extract_page
from crawler.platforms.detect import adapter
from crawler.records import HttpFacts

ROOT = Path(__file__).parents[3]
CORPORA = Path(os.environ.get("STOREWALK_CORPORA", ROOT.parent / "shared" / "corpora"))


@pytest.mark.skipif(
    not (CORPORA / "shop-snapshots").is_dir(),
    reason="the saved shops are not here; set STOREWALK_CORPORA to the folder of the corpora",
)
@pytest.mark.parametrize(
    ("shop", "fewest"),
    [("django-oscar", 37), ("woocommerce-storefront", 50), ("shopify-dawn", 10), ("opencart", 0)],
)
def test_tiles_of_saved_shops_cost_what_their_pages_say(shop: str, fewest: int) -> None:
    folder = CORPORA / "shop-snapshots" / shop
    facts: dict[str, PageFacts] = {}
    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("file") and row["status"] == 200 and "html" in row["content_type"]:
            url = row["final_url"]
            document = parse(gzip.decompress((folder / row["file"]).read_bytes()), url)
            facts[document.resolve(url)[0] or url] = extract_page(
                document, platform=adapter("generic"), http=HttpFacts(status=200),
                home_url="/".join(url.split("/")[:3]) + "/",
            )  # fmt: skip
    same, other = 0, []
    for page in facts.values():
        for tile in page.tiles.tiles if page.tiles else ():
            known = facts.get(tile.url)
            if known is None or known.offer.price is None:
                continue
            if known.offer.price == tile.price:
                same += 1
            else:
                other.append((tile.url, tile.raw, known.offer.price))
    assert other == []
    assert same >= fewest
