"""The report of a launch: every page in both languages, whatever the shops say."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from crawler.config.model import ReportConfig
from crawler.errors import StorewalkError
from crawler.records import Severity
from crawler.records.launch import (
    Difference,
    Follows,
    LaunchFacts,
    LaunchScreen,
    MapLine,
    Unseen,
    Way,
)
from crawler.records.launch_kinds import LAUNCH_CARDS, LaunchGroup, LaunchKind
from reports.language.extract import as_text, fresh_catalogue
from reports.launch import build_launch, guard
from reports.outputs.launch import write_junit
from reports.site.check import broken_links
from tests.reports.tongue import bracketed, forgotten, pieces

LIVE, STAGING = "https://shop.example", "https://new.shop.example"
EVIL = "</script><img src=x onerror=alert(1)>{{ 7*7 }}\x00\x0b\ufffe]]>"
K = LaunchKind


def difference(kind: LaunchKind, place: int) -> Difference:
    """One of each kind, with what the kind writes."""
    was, now = {
        K.SLOWER: ("1200", "3100"), K.SHIFTS: ("0.05", "0.31"), K.SCREEN_CHANGED: ("", "40.7"),
        K.NOT_COMPARED: ("", Unseen.BUDGET), K.SCREEN_UNSEEN: ("", Unseen.NO_LOOK),
        K.MAP_UNCHECKED: ("/b", Unseen.BLOCKED), K.REDIRECT_KIND: ("product", "category"),
    }.get(kind, (f"Was {place}", EVIL))  # fmt: skip
    return Difference(
        kind=kind, severity=LAUNCH_CARDS[kind].severity, live=f"{LIVE}/p{place}",
        staging=f"{STAGING}/p{place}", about=EVIL if place % 2 else "", was=was, now=now,
        pages=1 + place % 3,
    )  # fmt: skip


def screen(name: str, *, changed: bool) -> LaunchScreen:
    return LaunchScreen(
        live=f"{LIVE}/{name}", staging=f"{STAGING}/{name}", device="phone",
        before=f"{name}-before.webp" if changed else "", after=f"{name}.webp",
        difference=f"{name}-change.webp" if changed else "", width=40, height=80,
        share=0.4 if changed else 0.0, lcp_ms=(1200.0, 3100.0), cls=(0.01, None),
    )  # fmt: skip


def facts(kinds: Sequence[LaunchKind] = tuple(K)) -> LaunchFacts:
    """A comparison in which everything differs."""
    return LaunchFacts(
        live=f"{LIVE}/", staging=f"{STAGING}/", live_run="2026-11-30T020000Z",
        staging_run="2026-11-30T021000Z", live_pages=40, staging_pages=41,
        paired={Way.SAME: 30, Way.MAP: 4, Way.REDIRECT: 5}, screens_compared=2,
        differences=tuple(difference(kind, place) for place, kind in enumerate(kinds)),
        added=(f"{STAGING}/fresh", f"{STAGING}/{EVIL}"),
        map_lines=(
            MapLine(line=2, source="/a", target="/b", status=301, steps=1, ended="/b"),
            MapLine(line=3, source="/c", target="/d", status=404, faults=(K.MAP_IGNORED,)),
        ),
        map_file="map.csv",
        screens=(screen("blue", changed=True), screen("red", changed=False)),
        follows=(Follows(kind=K.LEAK_CANONICAL, pages=39, example=f"{STAGING}/"),),
        notes=("Staging: something was refused.",),
    )  # fmt: skip


def pictures(folder: Path) -> Path:
    """The shots of staging's run; one of them got lost."""
    folder.mkdir(parents=True)
    for name in ("blue.webp", "blue-before.webp"):
        Image.new("RGB", (40, 80), "white").save(folder / name)
    return folder


def built(folder: Path, made: LaunchFacts, report: ReportConfig | None = None) -> Path:
    return build_launch(
        made, pictures(folder / "shots"), report or ReportConfig(title="Blue Mug"), folder / "site"
    ).parent


def test_every_page_stands_whatever_the_shops_say(tmp_path: Path) -> None:
    site = built(tmp_path, facts())
    assert broken_links(site) == []
    for kind in K:
        html = (site / "kinds" / f"{kind.value}.html").read_text(encoding="utf-8")
        assert "<img src=x" not in html
        assert LAUNCH_CARDS[kind].title in html
    text = (site / "data" / "differences.differences-0.js").read_text(encoding="utf-8")
    assert "</script" not in text
    assert "3.1 s" in (site / "kinds" / "slower.html").read_text(encoding="utf-8")
    assert (site / "shots" / "blue-before.webp").exists()
    assert not (site / "shots" / "blue-change.webp").exists()
    assert "No picture" in (site / "screens.html").read_text(encoding="utf-8")


TONGUE_DATA = {
    "Blue Mug", "map.csv", LIVE, f"{LIVE}/", STAGING, f"{STAGING}/", "InStock", "webp",
    "Staging: something was refused.",
    "differences.csv", "new-pages.csv", "redirect-map.csv", "launch.json",
}  # fmt: skip


def test_every_text_comes_out_of_the_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "tongue.po"
    path.write_text(as_text(bracketed(fresh_catalogue("de", ()))), encoding="utf-8")
    plain = [
        one.model_copy(update={"about": "", "now": one.now if one.now != EVIL else ""})
        for one in facts().differences
    ]
    made = facts().model_copy(update={"differences": tuple(plain), "added": (f"{STAGING}/x",)})
    columns = {"severity", "kind", "live", "staging", "about", "was", "now", "pages", "line",
               "source", "target", "status", "steps", "ended", "faults"}  # fmt: skip
    data = frozenset(
        TONGUE_DATA | columns | {f"Was {place}" for place in range(99)}
        | {f"/p{place}" for place in range(99)} | {"/a", "/b", "/c", "/d", "/x", "/blue", "/red"}
    )  # fmt: skip
    brief = short().model_copy(update={"added": ()})
    for name, one in (("all", made), ("nothing", empty()), ("short", brief)):
        report = ReportConfig(title="Blue Mug", language="de", catalogue=path)
        site = built(tmp_path / name, one, report)
        bare = {
            str(page.relative_to(site)): found
            for page in sorted(site.rglob("*.html"))
            if (found := forgotten(pieces(page.read_text(encoding="utf-8")), data))
        }
        assert bare == {}


def empty() -> LaunchFacts:
    return LaunchFacts(
        live=f"{LIVE}/", staging=f"{STAGING}/", live_run="2026-11-30T020000Z",
        staging_run="2026-11-30T021000Z",
    )  # fmt: skip


def short() -> LaunchFacts:
    of_nothing = tuple(kind for kind, card in LAUNCH_CARDS.items() if card.group in (
        LaunchGroup.MAP, LaunchGroup.PHONE) or kind is K.ROBOTS_CHANGED)  # fmt: skip
    return facts(()).model_copy(
        update={"complete": False, "unlooked": of_nothing, "notes": (), "map_file": ""}
    )


def test_german_is_spoken(tmp_path: Path) -> None:
    site = built(tmp_path, facts((K.PRICE_CHANGED, K.SLOWER)), ReportConfig(language="de"))
    home = (site / "index.html").read_text(encoding="utf-8")
    assert '<html lang="de"' in home
    assert "Noch nicht live gehen: 1 Fehler." in home
    assert "3,1 s" in (site / "kinds" / "slower.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (facts((K.PRICE_CHANGED, K.TITLE_LOST)), "Do not launch yet: 2 errors."),
        (empty(), "no page of the live shop was seen on staging"),
        (short(), "not everything could be compared"),
        (facts((K.NOT_COMPARED,)).model_copy(update={"notes": ()}), "not everything could be"),
        (facts(()), "not everything could be compared"),
        (facts((K.TITLE_CHANGED,)).model_copy(update={"notes": ()}), "look at 1 warning first"),
        (facts(()).model_copy(update={"notes": ()}), "Nothing speaks against the launch."),
    ],
)  # fmt: skip
def test_the_first_sentence_says_whether_to_launch(
    tmp_path: Path, made: LaunchFacts, said: str
) -> None:
    home = (built(tmp_path, made) / "index.html").read_text(encoding="utf-8")
    heading = home[home.index("<h1>") : home.index("</h1>")]
    assert said in heading


def test_what_nobody_looked_for_is_not_shown_as_none(tmp_path: Path) -> None:
    site = built(tmp_path, short())
    html = (site / "looked-for.html").read_text(encoding="utf-8")
    row = html[html.index("The page appears later on a phone") :]
    assert "Not looked for" in row[: row.index("</tr>")]
    assert not (site / "map.html").exists()


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(StorewalkError, match="other files"):
        guard(tmp_path)
    with pytest.raises(StorewalkError, match="other files"):
        build_launch(empty(), tmp_path, ReportConfig(), tmp_path)
    assert (tmp_path / "mine.txt").exists()


@pytest.mark.parametrize(
    ("fail_on", "failures"),
    [
        (severity, sum(card.severity.rank <= severity.rank for card in LAUNCH_CARDS.values()))
        for severity in Severity
    ],
)
def test_junit_fails_from_the_severity_on_and_is_xml_of_anything(
    tmp_path: Path, fail_on: Severity, failures: int
) -> None:
    from lxml import etree

    write_junit(facts(), tmp_path / "deep" / "launch.xml", fail_on)
    root = etree.parse(tmp_path / "deep" / "launch.xml").getroot()
    assert int(root.get("failures") or "") == failures == len(root.findall(".//failure"))
    assert int(root.get("tests") or "") == len(K)
    told = root.find(".//testsuite[@name='title-changed']//*[last()]")
    assert told is not None
    assert "<img src=x onerror=alert(1)>" in "".join(map(str, told.itertext()))
