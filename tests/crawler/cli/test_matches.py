"""`storewalk matches` as a user runs it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.cli.pairs import match_stage
from crawler.cli.progress import Talk
from crawler.cli.stages import Places
from crawler.config import load_config, load_matches
from crawler.records import OfferRow, PriceState, RunDir, RunManifest
from tests.command import storewalk

CONFIG = """store: {name: Own, url: "https://own.example", id: own}
competitors: [{name: Rival, url: "https://rival.example", id: rival}]
"""


def offer(site: str, path: str, name: str, brand: str = "", mpn: str = "") -> OfferRow:
    return OfferRow(
        site=site, role="own" if site == "own" else "competitor",
        url=f"https://{site}.example/{path}", state=PriceState.SHOWN, name=name, brand=brand,
        mpn=mpn, price="29.98", currency="EUR",
    )  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A configuration and a run that was checked."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "storewalk.yml").write_text(CONFIG, encoding="utf-8")
    run = RunDir(tmp_path / "runs" / "2026-11-29T021000Z")
    moment = datetime(2026, 11, 29, 2, 10, tzinfo=UTC)
    run.write_manifest(RunManifest(tool_version="0", run=run.path.name, started_at=moment))
    offers = [
        offer("own", "tripod", "Targus red TG-6660TR tripod", "Targus", "TG-6660TR"),
        offer("own", "formula", "=cmd() grinder", "Targus", "GR-100"),
        offer("rival", "t", "Targus TG6660TR tripod, red", "Targus", "TG6660TR"),
        offer("rival", "g", "=cmd() coffee grinder", "Targus", "GR100"),
    ]
    run.write_judgement([], offers, (), ())
    return tmp_path


def test_the_latest_run_is_matched_and_decisions_are_kept(place: Path) -> None:
    done = storewalk("matches", cwd=place)
    assert done.code == 0, done.text
    path = Path("config") / "matches.csv"
    assert done.out.splitlines()[0] == f"2 pairs count, 0 wait for you, 0 stale: {path}"
    text = (place / path).read_text(encoding="utf-8-sig")
    assert ",'=cmd() coffee grinder," in text
    (place / path).write_text(text.replace("\n,confirmed", "\nreject,confirmed"), encoding="utf-8")
    again = storewalk("matches", "runs/2026-11-29T021000Z", "--json", cwd=place)
    assert again.code == 0, again.text
    assert [row["decision"] for row in json.loads(again.out)] == ["reject", "reject"]
    assert not any(row.counts for row in load_matches(place / path))


def test_a_wrong_list_is_refused_and_left_as_it_is(place: Path) -> None:
    path = place / "config" / "matches.csv"
    path.write_text("own_url,competitor,url,decision\nhttps://own.example/,rivl,x,perhaps\n")
    done = storewalk("matches", cwd=place)
    assert done.code == 2
    assert "did you mean 'rival'?" in done.err
    assert "matches.csv:2:4" in done.err
    assert "perhaps" in path.read_text()


def test_pairs_of_a_table_are_scored_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text(
        "label,left_title,right_title\n0,Sony DSC-H50 camera,Sony DSCH50 camera black\n"
        "1,Blue mug,Garden hose 10 m\n",
        encoding="utf-8",
    )
    done = storewalk("matches", "score", "pairs.csv", "--json", cwd=tmp_path)
    assert done.code == 0, done.text
    found = json.loads(done.out)
    assert [one["row"] for one in found] == [1, 2]
    assert found[0]["probability"] > found[1]["probability"]
    assert found[1]["state"] == "rejected"
    assert all(one["reasons"] for one in found)
    table = storewalk("matches", "score", "pairs.csv", cwd=tmp_path)
    assert table.out.startswith("2 pairs: ")
    assert len(table.out.splitlines()) == 3


def test_a_table_without_titles_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    done = storewalk("matches", "score", "pairs.csv", cwd=tmp_path)
    assert done.code == 2
    assert "left_title" in done.err
    assert "Traceback" not in done.text


def test_a_list_that_cannot_be_written_does_not_end_the_night(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = load_config(place / "config" / "storewalk.yml")
    blocked = place / "config" / "storewalk.yml" / "matches.csv"
    run = RunDir(place / "runs" / "2026-11-29T021000Z")
    places = Places(run, place / "history", place / "site")
    assert not match_stage(config.model_copy(update={"matches": blocked}), places, Talk())
    assert "could not be written" in capsys.readouterr().err
    assert match_stage(config, places, Talk()), "other pairs count than before"
    assert not match_stage(config, places, Talk()), "nothing new"
