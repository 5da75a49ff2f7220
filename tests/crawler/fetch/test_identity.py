"""Who we are to whom: one language, secrets for the shop alone, and none of them on disk."""

import base64
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.records import PageState, RunDir
from tests.crawler.fetch.helpers import Walked, command, settings, text, urlset, written
from tests.server import Answer, Shop, html, links

SECRETS = {
    "STAGING_LOGIN": "visitor:OpenSesame-4711",
    "SHOP_COOKIE": "cookie-value-8f3a91",
    "SHOP_TOKEN": "header-value-77c2d0",
}
ACCESS = {
    "login": "${STAGING_LOGIN}",
    "cookies": {"gate": "${SHOP_COOKIE}"},
    "headers": {"X-Staging": "token ${SHOP_TOKEN}"},
}
SESSION = "session-of-the-shop-5512"
BASIC = "Basic " + base64.b64encode(SECRETS["STAGING_LOGIN"].encode()).decode()


@dataclass(frozen=True)
class Visits:
    """A walk of a shop that is closed to strangers, with a rival and a host that it links to."""

    own: Shop
    rival: Shop
    other: Shop
    walked: Walked
    folder: Path


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visits]:
    folder = tmp_path_factory.mktemp("identity")
    with Shop({"/x": html("x"), "/i.png": "i", "/end": html("e")}) as other, Shop({}) as rival:
        other.routes["/sitemap.xml"] = urlset("https://shop.example/")
        rival.routes = {"/": html(links(other.url + "x"))}
        body = links("/a", "/out", other.url + "x") + f'<img src="{other.url}i.png" alt="">'
        cookie = {"Set-Cookie": f"sid={SESSION}; Path=/"}
        away = Answer(status=302, headers={"Location": other.url + "end"})
        with Shop({"/a": html("a"), "/out": away}) as own:
            own.routes["/"] = Answer(html(body), headers=cookie)
            own.routes["/robots.txt"] = text(
                f"Sitemap: {own.url}moved.xml\nSitemap: {other.url}sitemap.xml\n"
            )
            own.routes["/moved.xml"] = Answer(
                status=301, headers={"Location": other.url + "sitemap.xml"}
            )
            config = settings(
                own, {"rival": rival}, {"country": "DE", "language": "de", "access": ACCESS},
                allow_private=[other.host], keep_html=True,
            )  # fmt: skip
            done = command(
                "run", "-c", written(folder, config), "--run-dir", folder / "out" / "run",
                "--history", folder / "out" / "history", "--site", folder / "out" / "site",
                "--no-render", cwd=folder, env=SECRETS,
            )  # fmt: skip
            assert done.code == 0, done.text
            walked = Walked(done, RunDir(folder / "out" / "run"))
            yield Visits(own, rival, other, walked, folder / "out")


def test_every_request_to_the_shop_names_one_language_and_country(visits: Visits) -> None:
    assert {asked.headers["Accept-Language"] for asked in visits.own.asked} == {"de-DE"}
    assert visits.walked.site().country == "DE"


def test_what_opens_the_shop_is_sent_with_every_request_to_it(visits: Visits) -> None:
    for asked in visits.own.asked:
        assert asked.headers["Authorization"] == BASIC
        assert asked.headers["Cookie"] == f"gate={SECRETS['SHOP_COOKIE']}", (
            "and no session of theirs"
        )
        assert asked.headers["X-Staging"] == f"token {SECRETS['SHOP_TOKEN']}"
    assert visits.walked.pages(visits.own)["/a"].state is PageState.OK


def test_no_other_host_gets_any_of_it(visits: Visits) -> None:
    assert {"/x", "/i.png", "/end", "/sitemap.xml"} <= set(visits.other.paths())
    for asked in (*visits.other.asked, *visits.rival.asked):
        assert not {"Authorization", "Cookie", "X-Staging"} & set(asked.headers)
        assert not any(secret in str(asked.headers) for secret in SECRETS.values())


def test_no_secret_is_in_any_file_or_in_the_output(visits: Visits) -> None:
    forbidden = [*SECRETS.values(), "OpenSesame-4711", BASIC.removeprefix("Basic "), SESSION]
    files = [path for path in visits.folder.rglob("*") if path.is_file()]
    assert {"run.json", "pages.jsonl.gz", "pages.warc.gz", "targets.parquet", "index.html"} <= {
        path.name for path in files
    }
    for path in files:
        content = _unpacked(path)
        for secret in forbidden:
            assert secret.encode() not in content, path
    for secret in forbidden:
        assert secret not in visits.walked.done.text


def test_the_archive_holds_every_page(visits: Visits) -> None:
    with (visits.walked.run.path / "pages.warc.gz").open("rb") as file:
        kept = {
            record.rec_headers.get_header("WARC-Target-URI"): record.content_stream().read()
            for record in ArchiveIterator(file)
        }
    read = {page.url for page in visits.walked.run.pages() if page.state is PageState.OK}
    assert len(read) == 3
    assert set(kept) == read
    assert kept[visits.own.url + "a"] == html("a").encode()


def test_a_variable_that_is_not_set_is_named_with_the_mend(tmp_path: Path) -> None:
    with Shop({"/": html("home")}) as shop:
        config = written(tmp_path, settings(shop, None, {"access": ACCESS}))
        some = {name: value for name, value in SECRETS.items() if name != "SHOP_TOKEN"}
        done = command("crawl", "-c", config, "--run-dir", tmp_path / "run", cwd=tmp_path, env=some)
        assert shop.asked == []
    assert done.code == 2
    assert "SHOP_TOKEN is not set" in done.err
    assert "export SHOP_TOKEN=" in done.err
    assert not any(value in done.text for value in some.values())


def _unpacked(path: Path) -> bytes:
    """All bytes of a file, whatever they are packed in."""
    data = path.read_bytes()
    if path.suffix == ".parquet":
        data += repr(pq.read_table(BytesIO(data)).to_pylist()).encode()
    if path.suffix == ".gz":
        data += gzip.decompress(data)
    return data
