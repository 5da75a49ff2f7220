"""The model: help for template authors, the score, the market, the words."""

import inspect
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from crawler.errors import RunDirError
from crawler.records import ChangeKind, CheckCard, Scope, Severity
from reports.model import pages, parts
from reports.model.build import build_model
from reports.model.frames import SEVERITIES, run_lines
from reports.model.history import read_history
from reports.model.issue import sources_of, split_hints
from reports.model.issues import severity_tiles, status_of
from reports.model.night import Night, read_night
from reports.model.score import score, score_of
from tests.reports.factory import RUN, WAITING, Built, Sample, build


def dataclasses() -> Iterator[type]:
    for module in (pages, parts):
        for _, member in inspect.getmembers(module, inspect.isclass):
            if is_dataclass(member) and member.__module__ == module.__name__:
                yield member


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("night"), Sample())


@pytest.fixture(scope="module")
def night(made: Built) -> Night:
    return read_night(made.run, made.history, made.config)


@pytest.mark.parametrize("kind", tuple(dataclasses()), ids=lambda kind: kind.__name__)
def test_every_field_of_every_page_has_help(kind: type) -> None:
    for part in fields(kind):
        assert part.metadata.get("help"), f"{kind.__name__}.{part.name}"
    assert kind.__doc__


def test_the_score_is_the_share_of_pages_without_an_error() -> None:
    assert score_of(212, 64).value == 69.8
    assert score_of(3, 1).value == 66.6
    assert score_of(1000, 0).value == 100
    assert score_of(0, 0).value is None


def test_one_bad_page_of_many_is_not_rounded_up_to_a_hundred() -> None:
    assert score_of(100_000, 1).value == 99.9


def test_the_public_score_and_the_report_agree(made: Built, night: Night) -> None:
    assert score(night.run, night.run.diff(), made.history) == night.score
    assert (night.score.pages, night.score.waiting) == (58, 2)


def test_open_findings_that_nobody_looked_at_are_counted_and_told(night: Night) -> None:
    left = [x for x in night.changes.values() if x.kind is ChangeKind.NOT_RECHECKED]
    assert list(night.unseen) == left
    severity, unseen = Counter(change.severity.value for change in left).most_common(1)[0]
    tile = severity_tiles(night, "")[SEVERITIES.index(severity)]
    assert f"{unseen} more not looked at tonight" in tile.note
    found = sum(finding.severity == severity for finding in night.findings)
    assert tile.value == str(found)
    assert run_lines(night)[-1][1].findings[severity] == found + unseen
    for check in {change.check for change in left}:
        card = next(card for card in night.cards if card.id == check)
        assert status_of(night, card) == ("found" if check in night.by_check else "waits")


def test_a_page_that_waits_counts_as_it_was(tmp_path: Path) -> None:
    made = build(tmp_path, Sample())
    diff = made.run.diff()
    assert diff is not None
    before = score(made.run, diff, made.history)
    error = next(x for x in diff.changes if x.severity is Severity.ERROR)
    left = error.model_copy(
        update={"id": "0" * 16, "kind": ChangeKind.NOT_RECHECKED, "url": next(iter(WAITING))}
    )
    with_it = diff.model_copy(update={"changes": (*diff.changes, left)})
    after = score(made.run, with_it, made.history)
    assert after.pages == before.pages
    assert after.pages_with_errors == before.pages_with_errors + 1
    ended = left.model_copy(update={"kind": ChangeKind.FIXED})
    with_it = diff.model_copy(update={"changes": (*diff.changes, ended)})
    assert score(made.run, with_it, made.history) == before


def test_warnings_competitors_and_files_do_not_count(night: Night) -> None:
    own = [p for p in night.pages if p.site == night.own and p.state == "ok"]
    assert night.score.pages - night.score.waiting == len(own)
    bad = {f.url for f in night.findings if f.severity is Severity.ERROR}
    assert night.score.pages_with_errors == len(bad & {page.url for page in own})


def test_the_platform_hint_of_the_own_shop_comes_first() -> None:
    rest, hints = split_hints(
        "Write a title.\n\n- WooCommerce: Products > SEO.\n- Shopify: Search listing.", "shopify"
    )
    assert rest == "Write a title."
    assert [(hint.platform, hint.text, hint.current) for hint in hints] == [
        ("Shopify", "Search listing.", True),
        ("WooCommerce", "Products > SEO.", False),
    ]


def test_hints_in_one_line_are_split_as_well() -> None:
    _, hints = split_hints(
        "Do it. Shopify: Here. Salesforce Commerce\nCloud: Yonder. WooCommerce: There.", "magento"
    )
    assert [(hint.platform, hint.text) for hint in hints] == [
        ("Shopify", "Here."), ("Salesforce Commerce Cloud", "Yonder."), ("WooCommerce", "There."),
    ]  # fmt: skip


def test_only_web_addresses_become_source_links() -> None:
    card = CheckCard(
        id="seo/x", family="seo", title="x", severity=Severity.ERROR, scope=Scope.PAGE, why="",
        fix="", since="0.1", sources=("https://a.example/b (read 2026-01-01)", "RFC 9110"),
    )  # fmt: skip
    assert [source.href for source in sources_of(card)] == ["https://a.example/b", ""]


def test_a_missing_history_is_a_first_night(tmp_path: Path) -> None:
    assert read_history(tmp_path / "none", RUN).runs == ()


def test_a_damaged_history_names_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "runs.jsonl").write_text('{"run": "2026-01-01T000000Z"}\nnonsense\n')
    with pytest.raises(RunDirError, match=r"runs\.jsonl:2"):
        read_history(tmp_path, RUN)


def test_later_runs_in_the_history_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "runs.jsonl").write_text(
        '{"run": "2026-01-01T000000Z", "score": 50}\n{"run": "2099-01-01T000000Z"}\n'
    )
    history = read_history(tmp_path, RUN)
    assert [line.run for line in history.runs] == ["2026-01-01T000000Z"]
    assert history.before(RUN) == history.runs[0]


def test_a_history_of_before_there_were_states_is_read(tmp_path: Path) -> None:
    (tmp_path / "prices-2026-01.csv").write_text(
        "run,site,url,sku,name,price,currency,list_price,availability,confidence\n"
        "2026-01-01T000000Z,own,u,,,9.90,EUR,,OutOfStock,single\n"
    )
    (tmp_path / "prices-2026-02.csv").write_text(
        "run,site,url,sku,name,price,currency,list_price,availability,confidence,state\n"
        "2026-02-01T000000Z,own,u,,,,,,,unknown,blocked\n"
    )
    (tmp_path / "market-2026.csv").write_text(
        "run,scope,name,measure,value\n2026-02-01T000000Z,all,,index,\n"
    )
    history = read_history(tmp_path, RUN)
    assert [(line.state, line.availability) for line in history.prices] == [
        ("shown", "OutOfStock"), ("blocked", ""),
    ]  # fmt: skip
    assert history.market[0].measure == "index"
    assert history.market[0].value == ""


def test_tonight_in_the_history_is_not_compared_with_itself(tmp_path: Path) -> None:
    (tmp_path / "runs.jsonl").write_text(f'{{"run": "{RUN}", "score": 50}}\n')
    assert read_history(tmp_path, RUN).before(RUN) is None


def test_the_numbers_of_the_pages_agree(tmp_path: Path) -> None:
    made = build(tmp_path, Sample())
    model, _ = build_model(made.run, made.history, made.config)
    summary = model.summary
    assert sum(summary["findings"].values()) == len(model.findings)
    assert summary["changes"]["new"] == sum(
        row["state"] == "new" for row in model.changes.changes.rows
    )
    assert summary["changes"]["persisting"] == model.changes.open.total
    assert len(model.checks) == len(made.run.cards())
