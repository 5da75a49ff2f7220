"""What the walk of staging is made of: live's pages, its own limits, and nobody else's secrets."""

from dataclasses import replace
from pathlib import Path

import pytest

from crawler.cli.compare import Plan, access_from
from crawler.cli.launch import Walks, staging_config
from crawler.cli.progress import Talk
from crawler.config import Config
from crawler.config.model import Access
from crawler.launch.hosts import Hosts, path_of
from crawler.launch.redirect_map import MapRow
from crawler.records import PageKind, PageState, RunDir, Screenshot
from tests.launch.sides import LIVE, SITE, STAGING, page, shop

HOSTS = Hosts(f"{LIVE}/", f"{STAGING}/")
SECRET = {"login": "${OF_THE_SETTINGS}", "proxy": "http://proxy.example:3128"}


def walks(url: str = LIVE, *, access: Access | None = None, obey: bool = False) -> Walks:
    config = Config.model_validate(
        {
            "store": {"name": "Mug", "id": SITE, "url": url, "access": SECRET,
                      "sitemaps": [f"{LIVE}/special.xml"], "feeds": [f"{LIVE}/feed.xml"]},
            "competitors": [{"name": "Rival", "url": "https://rival.example"}],
            "crawl": {"max_pages": 100, "discover": "sitemap"},
            "journeys": {"enabled": True},
        }
    )  # fmt: skip
    rows = (MapRow(2, "/old", "/new", 301), MapRow(3, "/dead", "", 410))
    return Walks(config, HOSTS, rows, access or Access(), obey, Path("runs"), Talk())


def live_run(folder: Path) -> RunDir:
    made = shop(LIVE).answer("/moved", 301, "/blue").answer("/lost", 404)
    made = made.answer("/manual.pdf", 200, state=PageState.NOT_HTML)
    shot = Screenshot(file="blue.webp", width=412, height=823)
    return made.render("/blue", screenshot=shot).write(folder)


def test_staging_is_asked_for_all_that_live_has(tmp_path: Path) -> None:
    config = staging_config(walks(), live_run(tmp_path))
    assert [path_of(url) for url in config.crawl.urls] == [
        "/", "/mugs", "/blue", "/red", "/green", "/manual.pdf", "/moved", "/old", "/dead", "/new",
    ]  # fmt: skip
    assert all(url.startswith(STAGING) for url in (*config.crawl.urls, *config.store.sitemaps))
    assert config.crawl.max_pages == 110
    assert config.crawl.discover == "links"
    assert config.competitors == ()
    assert config.store.feeds == ()
    assert not config.journeys.enabled
    assert config.store.id == SITE


@pytest.mark.parametrize("obey", [True, False])
def test_robots_txt_of_staging_is_obeyed_only_when_asked(tmp_path: Path, obey: bool) -> None:
    config = staging_config(walks(obey=obey), live_run(tmp_path))
    assert config.crawl.respect_robots is obey


def test_what_opens_live_is_not_sent_to_staging(tmp_path: Path) -> None:
    config = staging_config(walks(), live_run(tmp_path))
    assert config.store.access == Access(proxy=SECRET["proxy"])
    assert walks().access_of(f"{LIVE}/").login == SECRET["login"]


def test_what_opens_staging_comes_from_the_command_or_from_its_own_settings(
    tmp_path: Path,
) -> None:
    given = access_from("LOGIN", ("X-Key=KEY",), ("gate=COOKIE",))
    assert given == Access(
        login="${LOGIN}", headers={"X-Key": "${KEY}"}, cookies={"gate": "${COOKIE}"}
    )
    config = staging_config(walks(access=given), live_run(tmp_path))
    assert config.store.access == given.model_copy(update={"proxy": SECRET["proxy"]})
    own = staging_config(walks(STAGING), live_run(tmp_path / "own"))
    assert own.store.access.login == SECRET["login"]
    assert walks(STAGING).access_of(f"{LIVE}/").login == ""


def test_staging_is_looked_at_where_live_was_and_held_against_its_pictures(
    tmp_path: Path,
) -> None:
    made = shop(STAGING).answer("/blue", 301, "/azure")
    azure = page(STAGING, "/azure", PageKind.PRODUCT)
    staging = replace(made, pages={**made.pages, "/azure": azure}).write(tmp_path / "staging")
    before, only = walks().sights(live_run(tmp_path / "live"), staging)
    assert only == frozenset({f"{STAGING}/", f"{STAGING}/azure"})
    ((key, device),) = before.pictures
    assert (key, device) == (f"{SITE}:{STAGING}/azure", "phone")
    assert before.pictures[key, device].path == tmp_path / "live" / "shots" / "blue.webp"


def test_the_command_line_wins_over_what_the_settings_say_of_the_shop(tmp_path: Path) -> None:
    path = tmp_path / "shop.yml"
    path.write_text(
        f"store: {{name: Mug, url: '{LIVE}', max_pages: 500, requests_per_second: 1}}\n"
        "render: {enabled: true}\n"
    )
    given = {
        "max_pages": 7, "rate": 3.0, "render": False, "login_from": None, "header_from": (),
        "cookie_from": (), "obey_robots": False, "live_run": None, "staging_run": None,
        "runs": tmp_path,
    }  # fmt: skip
    config = Plan.of(STAGING, LIVE, path, None, given, Talk()).config
    assert (config.crawl.max_pages, config.store.max_pages) == (7, None)
    assert config.pace(config.store) == 3.0
    assert not config.render.enabled


@pytest.mark.parametrize(
    ("text", "live"),
    [
        (f"see {STAGING}/a and {STAGING}", f"see {LIVE}/a and {LIVE}"),
        ("//new.shop.example:8443/x", "//shop.example/x"),
        ("on www.new.shop.example:8443.", "on shop.example."),
        ("a.new.shop.example:8443", "a.new.shop.example:8443"),
        ("new.shop.example:84431", "new.shop.example:84431"),
        ("new.shop.example", "new.shop.example"),
    ],
)
def test_only_the_host_itself_is_replaced_in_texts(text: str, live: str) -> None:
    assert HOSTS.as_live(text) == live


INSIDE = Hosts("https://shop.example/", "https://shop.example/staging/")
APART = Hosts("https://shop.example/en/", "https://dev.example/new-shop/en/")


@pytest.mark.parametrize(
    ("hosts", "live", "staging"),
    [
        (INSIDE, "https://shop.example/", "https://shop.example/staging/"),
        (INSIDE, "https://shop.example/mugs?page=2", "https://shop.example/staging/mugs?page=2"),
        (INSIDE, "https://shop.example/staging-area", "https://shop.example/staging/staging-area"),
        (APART, "https://shop.example/en/", "https://dev.example/new-shop/en/"),
        (APART, "https://shop.example/de/a", "https://dev.example/new-shop/de/a"),
    ],
)
def test_staging_may_lie_in_a_folder(hosts: Hosts, live: str, staging: str) -> None:
    assert hosts.to_staging(live) == staging
    assert hosts.to_live(staging) == live
    assert hosts.as_live(f"see {staging}.") == f"see {live}."
    assert hosts.path(staging) == hosts.path(live) == path_of(live)
    assert (hosts.on_staging(staging), hosts.on_live(staging)) == (True, False)
    assert (hosts.on_staging(live), hosts.on_live(live)) == (False, True)
    assert (hosts.names_staging(f'"{staging}"'), hosts.names_live(f'"{staging}"')) == (True, False)
    assert (hosts.names_staging(f'"{live}"'), hosts.names_live(f'"{live}"')) == (False, True)


def test_a_path_in_the_folder_is_one_of_live() -> None:
    assert INSIDE.as_live("/staging/a answers 500; see /b/staging/c") == (
        "/a answers 500; see /b/staging/c"
    )


def test_the_start_page_of_a_language_is_no_folder() -> None:
    hosts = Hosts("https://shop.example/", "https://new.example/en-gb")
    assert hosts.folder == ""
    assert hosts.to_staging("https://shop.example/a") == "https://new.example/a"


def test_the_home_pages_belong_together_wherever_they_stand() -> None:
    hosts = Hosts("https://shop.example/en/", "https://new.example/")
    assert hosts.to_staging("https://shop.example/en/") == "https://new.example/"
    assert hosts.to_live("https://new.example/") == "https://shop.example/en/"
    assert hosts.to_staging("https://shop.example/en/a?b=1") == "https://new.example/en/a?b=1"
    assert hosts.to_live("https://elsewhere.example/a") == "https://elsewhere.example/a"
