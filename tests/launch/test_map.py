"""The redirect map: read with every mistake at its line, and tested line by line."""

from dataclasses import replace
from pathlib import Path

import pytest

from crawler.errors import ConfigError
from crawler.launch.hosts import Hosts
from crawler.launch.redirect_map import MapRow, read_map
from crawler.records import PageKind, PageState, RobotsDirective
from crawler.records.launch import Way
from crawler.records.launch_kinds import LaunchKind
from tests.launch.sides import LIVE, STAGING, Run, compared, page

HOSTS = Hosts(f"{LIVE}/", f"{STAGING}/")
K = LaunchKind


def read(folder: Path, text: str) -> tuple[MapRow, ...]:
    path = folder / "map.csv"
    path.write_bytes(text.encode())
    return read_map(path, HOSTS)


@pytest.mark.parametrize(
    "text",
    [
        "from,to,status\n/a,/b,301\n/c?x=1,/d,\n/e,,410\n",
        "\ufefffrom;to;status\r\n/a;/b;301\r\n\r\n/c?x=1;/d;\r\n/e;;410\r\n",
        f'To\tFrom\tStatus\n/b\t{LIVE}/a\t301\n{STAGING}/d\t"{LIVE}/c?x=1"\n\t/e\t410\n',
    ],
)
def test_a_map_is_read_as_spreadsheets_write_it(tmp_path: Path, text: str) -> None:
    rows = read(tmp_path, text)
    assert [(row.source, row.target, row.status) for row in rows] == [
        ("/a", "/b", 301), ("/c?x=1", "/d", None), ("/e", "", 410),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/a,", "to: is empty"),
        (",/b", "from: is empty"),
        ("/a,/b,410", "must be empty"),
        ("/a,/b,200", "status: '200' is none of"),
        ("/a,/b,x", "status: 'x'"),
        ("/a,b", "to: 'b' is no path"),
        ("https://other.example/a,/b", "is on neither of the two shops"),
        ("/a,/b,301,x", "more cells than the first line"),
        ("/a,/a", "leads to itself"),
        ("/z,/b", "/z is there twice, first in line 2"),
        ("http://[::1/a,/b", "is no address"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, f"from,to,status\n/z,/y\n{line}\n")
    assert "map.csv:3: " in str(caught.value)
    assert said in str(caught.value)
    assert "1 mistake" in str(caught.value)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, "from,to\na,/b\n/c,\n")
    text = str(caught.value)
    assert "2 mistakes" in text
    assert "map.csv:2:" in text
    assert "map.csv:3:" in text


@pytest.mark.parametrize("text", ["", "/a,/b\n", "old,new\n/a,/b\n"])
def test_a_map_without_its_columns_says_which(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError, match="must name the columns") as caught:
        read(tmp_path, text)
    assert caught.value.where.endswith("map.csv:1")


def test_a_map_that_is_no_text_or_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_map(tmp_path / "none.csv", HOSTS)
    (tmp_path / "map.csv").write_bytes(b"from,to\n/\xff,/b")
    with pytest.raises(ConfigError, match="UTF-8"):
        read_map(tmp_path / "map.csv", HOSTS)


def shop_of_redirects(run: Run) -> Run:
    """Staging with every way in which a redirect can be right or wrong."""
    noindex = (RobotsDirective(agent="robots", content="noindex"),)
    return (
        run.answer("/right", 301, "/blue")
        .answer("/aside", 301, "/red")
        .answer("/for-now", 302, "/blue")
        .answer("/long", 301, "/right")
        .answer("/round", 301, "/about").answer("/about", 301, "/round")
        .answer("/dead", 301, "/gone").answer("/gone", 410)
        .answer("/hidden", 301, "/green")
        .answer("/away", 301, "https://elsewhere.example/")
        .answer("/nothing", 404)
        .answer("/walled", 0, state=PageState.BLOCKED)
        .head("/green", robots=noindex)
    )  # fmt: skip


LINES = {
    ("/right", "/blue", None): (),
    ("/for-now", "/blue", 302): (),
    ("/gone", "", 410): (),
    ("/aside", "/blue", None): (K.MAP_TARGET,),
    ("/for-now", "/blue", None): (K.MAP_STATUS,),
    ("/right", "/blue", 308): (K.MAP_STATUS,),
    ("/long", "/blue", None): (K.MAP_CHAIN,),
    ("/round", "/blue", None): (K.MAP_LOOP,),
    ("/dead", "/gone", None): (K.MAP_TARGET_GONE,),
    ("/hidden", "/green", None): (K.MAP_TARGET_HIDDEN,),
    ("/away", "/blue", None): (K.MAP_TARGET,),
    ("/nothing", "/blue", None): (K.MAP_IGNORED,),
    ("/red", "/blue", None): (K.MAP_IGNORED,),
    ("/nothing", "", 410): (K.MAP_STATUS,),
    ("/right", "", 410): (K.MAP_IGNORED,),
    ("/walled", "/blue", None): (K.MAP_UNCHECKED,),
    ("/never-asked", "/blue", None): (K.MAP_UNCHECKED,),
    ("/dead", "/blue", 302): (K.MAP_TARGET, K.MAP_STATUS, K.MAP_TARGET_GONE),
}


def test_every_line_of_the_map_is_tested(tmp_path: Path) -> None:
    rows = [MapRow(line, *row) for line, row in enumerate(LINES, 2)]
    facts = compared(tmp_path, staging=shop_of_redirects, rows=rows)
    assert [(line.source, line.faults) for line in facts.map_lines] == [
        (row.source, faults) for row, faults in zip(rows, LINES.values(), strict=True)
    ]
    of_map = [one for one in facts.differences if one.kind.value.startswith("map-")]
    assert len(of_map) == sum(len(faults) for faults in LINES.values())
    assert facts.unlooked == ()
    chain = next(one for one in of_map if one.kind is K.MAP_CHAIN)
    assert (chain.about, chain.was, chain.now) == ("8", "/blue", "/long → /right → /blue")
    assert chain.live == f"{LIVE}/long"


def test_the_map_says_which_pages_belong_together_and_which_may_go(tmp_path: Path) -> None:
    def renamed(run: Run) -> Run:
        new = page(run.home, "/azure", PageKind.PRODUCT)
        run = replace(run, pages={**run.pages, "/azure": new})
        return run.answer("/blue", 404).answer("/mugs", 410)

    rows = [MapRow(2, "/blue", "/azure", None), MapRow(3, "/mugs", "", 410)]
    facts = compared(tmp_path, staging=renamed, rows=rows)
    assert facts.paired[Way.MAP] == 1
    assert facts.added == ()
    kinds = {one.kind for one in facts.differences}
    assert {K.MAP_IGNORED, K.TITLE_CHANGED} <= kinds
    assert K.PAGE_GONE not in kinds


def test_of_pages_that_became_one_the_one_that_stayed_is_compared(tmp_path: Path) -> None:
    rows = [MapRow(2, "/blue", "/red", None)]
    facts = compared(tmp_path, staging=lambda run: run.answer("/blue", 301, "/red"), rows=rows)
    assert facts.paired[Way.MAP] == 1
    assert facts.differences == ()
