"""The feed and the badge: valid, stable, and never a score that nobody knows."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

from crawler.records import run_id
from reports.model.pages import ReportModel
from reports.outputs.badge import BANDS, UNKNOWN
from reports.outputs.feed import ATOM
from tests.reports.conftest import BuiltSite, model_of, take_away, xml_of
from tests.reports.factory import RUN, STARTED, Sample, build

A = f"{{{ATOM}}}"


def feed_of(site: Path) -> ET.Element:
    return xml_of(site / "feed.xml")


def text(element: ET.Element, name: str) -> str:
    return element.findtext(f"{A}{name}") or ""


def entries(feed: ET.Element) -> list[ET.Element]:
    return feed.findall(f"{A}entry")


class Tags(HTMLParser):
    """The tags and links of an entry's content."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert [name for name, _ in attrs] in ([], ["href"])
        self.links += [value or "" for _, value in attrs]


def test_the_feed_has_what_rfc_4287_demands(ordinary: BuiltSite, hostile: BuiltSite) -> None:
    for built in (ordinary, hostile):
        feed = feed_of(built.site)
        ids = [text(entry, "id") for entry in entries(feed)]
        assert ids
        assert len(set(ids)) == len(ids)
        assert feed.find(f"{A}author/{A}name") is not None
        for one in (feed, *entries(feed)):
            assert re.fullmatch(r"tag:shop\.example,2026:storewalk/\S+", text(one, "id"))
            assert text(one, "title")
            assert datetime.fromisoformat(text(one, "updated")).tzinfo is not None
            assert one.find(f"{A}link[@rel='alternate']") is not None


def test_an_entry_is_a_check_with_new_errors_or_warnings(ordinary: BuiltSite) -> None:
    feed = feed_of(ordinary.site)
    tonight = {text(entry, "id").split(f"{RUN}/")[1]: entry for entry in entries(feed)
               if RUN in text(entry, "id")}  # fmt: skip
    diff = ordinary.made.run.diff()
    assert diff is not None
    came = [change for change in diff.changes if change.kind in ("new", "reopened")]
    assert set(tonight) == {change.check for change in came if change.severity != "notice"}
    assert any(change.severity == "notice" for change in came)
    entry = tonight["links/link-broken-internal"]
    assert text(entry, "title") == "1 new, 1 came back: A link leads to a page that is gone"
    for entry in tonight.values():
        link = entry.find(f"{A}link")
        assert link is not None
        assert (ordinary.site / link.attrib["href"]).is_file()


def test_earlier_nights_come_from_the_history(ordinary: BuiltSite) -> None:
    before = run_id(STARTED - timedelta(days=12))
    entry = next(e for e in entries(feed_of(ordinary.site)) if before in text(e, "id"))
    assert text(entry, "title") == "1 new: The page has no title"
    assert text(entry, "updated").startswith(before[:10])


def test_an_entry_keeps_its_id_when_its_night_is_over(tmp_path: Path) -> None:
    """The same events, seen as tonight's and as an earlier night's."""
    made = build(tmp_path, Sample())
    sites = [take_away(model_of(made), tmp_path / "one")]
    lines = [json.loads(line) for line in (made.history / "runs.jsonl").read_text().splitlines()]
    lines.append(lines[-1] | {"run": RUN, "started_at": STARTED.isoformat()})
    (made.history / "runs.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    diff = made.run.diff()
    assert diff is not None
    words = {"new": "opened", "reopened": "reopened"}
    with (made.history / "events-2026-08.jsonl").open("a", encoding="utf-8") as file:
        for change in diff.changes:
            if change.kind.value in words:
                event = change.model_dump(mode="json")
                event |= {"run": RUN, "event": words[change.kind.value]}
                file.write(f"{json.dumps(event)}\n")
    tomorrow = run_id(STARTED + timedelta(days=1))
    made.run.path.rename(tmp_path / "runs" / tomorrow)
    later = type(made.run)(tmp_path / "runs" / tomorrow)
    manifest = later.manifest().model_copy(
        update={"run": tomorrow, "started_at": STARTED + timedelta(days=1)}
    )
    later.write_manifest(manifest)
    later.write_diff(diff.model_copy(update={"run": tomorrow, "changes": ()}))
    sites.append(take_away(model_of(replace(made, run=later)), tmp_path / "two"))
    first, second = map(feed_of, sites)
    assert [ET.tostring(e) for e in entries(second)] == [ET.tostring(e) for e in entries(first)]


def test_the_first_night_is_no_news(tmp_path: Path) -> None:
    made = build(tmp_path, Sample(first_night=True))
    feed = feed_of(take_away(model_of(made), tmp_path))
    assert entries(feed) == []
    assert text(feed, "id")


def test_links_are_absolute_when_the_address_is_known(model: ReportModel, tmp_path: Path) -> None:
    feed = feed_of(take_away(model, tmp_path, site_url="https://reports.shop.example/nightly/"))
    links = [link.attrib for link in feed.iter(f"{A}link")]
    assert all(link["href"].startswith("https://reports.shop.example/nightly/") for link in links)
    assert [link["href"] for link in links if link["rel"] == "self"] == [
        "https://reports.shop.example/nightly/feed.xml"
    ]


def test_hostile_text_in_the_feed_is_text(hostile: BuiltSite) -> None:
    contents = [text(entry, "content") for entry in entries(feed_of(hostile.site))]
    assert contents
    for content in contents:
        page = Tags(content)
        assert page.tags <= {"ul", "li", "a", "p"}
        assert all(link.startswith(("http://", "https://")) for link in page.links)


def test_every_page_names_the_feed(ordinary: BuiltSite) -> None:
    for name, root in (("index.html", ""), ("issues/index.html", "../")):
        page = (ordinary.site / name).read_text("utf-8")
        link = f'<link rel="alternate" type="application/atom+xml" href="{root}feed.xml"'
        assert link in page


def test_the_badge_shows_the_score(ordinary: BuiltSite) -> None:
    said = json.loads((ordinary.site / "badge" / "health.json").read_text("utf-8"))
    value = ordinary.result.summary["score"]["value"]
    assert said["message"] == str(value)
    assert said["color"] == next(colour for least, colour in BANDS if value >= least)
    svg = xml_of(ordinary.site / "badge" / "health.svg")
    title = svg.findtext("{http://www.w3.org/2000/svg}title")
    assert title == svg.attrib["aria-label"] == f"store health: {value}"


def test_a_score_that_nobody_knows_is_not_zero(tmp_path: Path) -> None:
    site = take_away(model_of(build(tmp_path, Sample(pages=0))), tmp_path)
    said = json.loads((site / "badge" / "health.json").read_text("utf-8"))
    assert said["message"] == "unknown"
    assert said["color"] == UNKNOWN
    assert "store health: unknown" in (site / "badge" / "health.svg").read_text("utf-8")


def test_white_can_be_read_on_every_colour_of_the_badge() -> None:
    for colour in (UNKNOWN, *(colour for _, colour in BANDS)):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        assert 1.05 / (light + 0.05) >= 4.5, colour
