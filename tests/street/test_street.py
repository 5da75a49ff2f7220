"""The street over HTTP: its faults are those of the truth file, and there are no others."""

from __future__ import annotations

import csv
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
import yaml

from tests.street import Street, load_truth
from tests.street.judge import judge
from tests.street.own.faults import APPLIERS, ELSEWHERE
from tests.street.walk import Seen, ask, inside, sitemap, walk

pytestmark = pytest.mark.shop


@pytest.fixture(scope="module")
def street() -> Iterator[Street]:
    """An open street; each test sets the night it needs."""
    with Street(night=1) as opened:
        yield opened


@pytest.mark.parametrize("night", [0, 1, 2])
def test_the_shop_shows_the_faults_of_the_truth_and_no_others(street: Street, night: int) -> None:
    street.night = night
    faults = [fault for fault in street.truth.faults if night in fault.planted]
    planted = {(fault.check, fault.path) for fault in faults if fault.effect_of is None}
    effects = {(fault.check, fault.path) for fault in faults if fault.effect_of}

    assert judge(street.own.url, street.outside.url) - effects == planted - effects


def test_every_fault_has_a_way_into_the_shop() -> None:
    planted = {fault.check for fault in load_truth().faults if fault.effect_of is None}

    assert planted == set(APPLIERS) | ELSEWHERE


def test_effects_happen_on_the_nights_of_their_cause() -> None:
    truth = load_truth()
    by_id = {fault.id: fault for fault in truth.faults}

    assert len(by_id) == len(truth.faults)
    for fault in truth.faults:
        if fault.effect_of:
            assert by_id[fault.effect_of].nights == fault.nights


def test_nights_differ_in_new_fixed_and_reopened_faults() -> None:
    before, last, tonight = (load_truth().expected(night) for night in (0, 1, 2))

    assert tonight - last - before
    assert last - tonight
    assert (tonight & before) - last == {("seo/title-missing", "/products/dex-coffee-grinder-30-g")}


def test_rivals_have_no_broken_link_and_no_broken_picture(street: Street) -> None:
    for rival in street.rivals:
        pages = walk(rival.url, (r"add-to-cart",))
        assert len(pages) > 90
        assert {page.path for page in pages.values() if page.status != 200} == set()
        pictures = {path for page in pages.values() for path in page.images}
        assert {path for path in pictures if ask(rival.url + path)[0] != 200} == set()
        assert set(sitemap(rival.url, _sitemap_path(rival.url))) <= set(pages)


def test_clean_pages_have_titles_and_descriptions_of_a_good_length(street: Street) -> None:
    street.night = 1
    faulty = {fault.path for fault in street.truth.faults}
    for path in sitemap(street.own.url):
        if path not in faulty:
            page = Seen(path, 200, ask(street.own.url + path)[2].decode())
            assert 12 <= len("".join(page.titles)) <= 65, path
            assert 50 <= len(page.meta["description"]) <= 165, path


def test_facets_lead_to_the_plain_collection(street: Street) -> None:
    url = street.own.url + "/collections/tea"
    for query in ("?filter.colour=blue", "?sort_by=price-ascending", "?sort_by=title-ascending"):
        page = Seen("/collections/tea", 200, ask(url + query)[2].decode())
        assert page.canonicals == [url]


def test_a_basket_keeps_what_was_put_into_it(street: Street) -> None:
    street.night = 1
    first = _put(street, "BM-006", "")
    both = _put(street, "BM-005-2", first)
    _, _, body = ask(street.own.url + "/cart", headers={"Cookie": both})

    assert "Forte espresso maker 3 cups" in body.decode()
    assert "Elba espresso maker 6 cups" in body.decode()
    assert '<strong class="totals__total-value">€1,348.90</strong>' in body.decode()
    assert b'autocomplete="email"' in ask(street.own.url + "/checkout")[2]


def test_head_answers_like_get_but_without_a_body(street: Street) -> None:
    for path, status in (("/", 200), ("/nowhere", 404), ("/collections/summer", 301)):
        got = ask(street.own.url + path)
        head = ask(street.own.url + path, "HEAD")
        assert got[0] == head[0] == status
        assert head[1]["content-length"] == got[1]["content-length"]
        assert head[2] == b""


def test_one_connection_serves_many_requests(street: Street) -> None:
    address = urlsplit(street.own.url)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=10)
    for path in ("/", "/nowhere", "/robots.txt"):
        connection.request("GET", path)
        kept = connection.sock
        connection.getresponse().read()
        assert connection.sock is kept
    connection.close()


def test_requests_are_counted_with_shop_method_and_status(street: Street) -> None:
    before = len(street.requests)
    ask(street.rivals[0].url + "/gone?x=1")

    assert street.requests[before:] == [("kettle-and-co", "GET", "/gone?x=1", 404)]


def test_a_closed_street_answers_nothing_and_leaves_no_thread() -> None:
    before = set(threading.enumerate())
    with Street() as street:
        address = urlsplit(street.own.url)
        idle = HTTPConnection(address.hostname or "", address.port, timeout=10)
        idle.request("GET", "/")
        idle.getresponse().read()

    assert set(threading.enumerate()) <= before
    with pytest.raises(ConnectionError):
        ask(street.own.url)
    idle.close()


def test_the_config_names_this_street(street: Street, tmp_path: Path) -> None:
    street.night = 1
    config = yaml.safe_load(street.write_config(tmp_path).read_text("utf-8"))
    with (tmp_path / "products.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    assert config["store"] == {
        "name": "Blue Mug",
        "id": "blue-mug",
        "url": street.own.url,
        "feeds": [f"{street.own.url}/feeds/google.xml"],
        "shipping": {"flat": "3.90", "free_from": "60"},
    }
    assert all(row["brand"] and row["category"] and row["cost"] for row in rows)
    assert [entry["url"] for entry in config["competitors"]] == [r.url for r in street.rivals]
    assert len(rows) == 30
    assert len({row["sku"] for row in rows}) == 30
    for row in rows:
        for column in ("url", "kettle-and-co", "tassenhaus"):
            assert not row[column] or ask(row[column])[0] == 200
        assert row["kettle-and-co"] or row["tassenhaus"]


def test_pages_with_phone_faults_are_linked_from_the_home_page(street: Street) -> None:
    street.night = 1
    page = Seen("/", 200, ask(street.own.url)[2].decode())
    rendered = {fault.path for fault in street.truth.faults if fault.rendered}

    assert rendered <= set(inside(street.own.url, page))


def _sitemap_path(base: str) -> str:
    robots = ask(base + "/robots.txt")[2].decode()
    return robots.rpartition("Sitemap: ")[2].strip().removeprefix(base)


def _put(street: Street, sku: str, cookie: str) -> str:
    """Puts one article into the basket; returns the cookie."""
    status, headers, _ = ask(
        street.own.url + "/cart/add",
        "POST",
        urlencode({"id": sku, "quantity": "1"}),
        {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie},
    )
    assert (status, headers["location"]) == (303, "/cart")
    return headers["set-cookie"].split(";")[0]
