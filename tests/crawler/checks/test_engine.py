"""The engine: what a crash, a mute, an option and a flood of findings do."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import Field

from crawler.checks import findings as findings_module
from crawler.checks import selection as selection_module
from crawler.checks.api import Check, CheckOptions, check
from crawler.checks.engine import Engine
from crawler.checks.selection import select_checks
from crawler.config import Config
from crawler.errors import ConfigError
from crawler.records import (
    EarlierPage,
    HeadFacts,
    HttpFacts,
    Listing,
    OutlineFacts,
    PageRecord,
    PageState,
    Problem,
    Role,
    RunDir,
    RunManifest,
    Severity,
    SiteFacts,
    page_key,
)
from crawler.records.codec import write_lines

TEXT = "Title\n\n## Why it matters\nx\n\n## How to fix\ny\n"


def made(function: Any, **options: Any) -> Check:
    function.__doc__ = TEXT
    return check(Severity.ERROR, since="0.1", sources=("convention: a test",), **options)(function)


class Limit(CheckOptions):
    """Options of a test check."""

    most: int = Field(5, ge=1, description="Words.")


def short(head: HeadFacts, options: Limit) -> Iterator[Problem]:
    if len(head.titles[0].split()) > options.most:
        yield Problem(message="long")


def crashing(head: HeadFacts) -> Iterator[Problem]:
    if head.titles[0] == "Page 3":
        raise RuntimeError("a fault in the check")
    yield Problem(message="found")


def needs_outline(outline: OutlineFacts) -> Iterator[Problem]:
    yield Problem(message="never")


SHORT, CRASHING, OUTLINE = made(short), made(crashing), made(needs_outline)


@pytest.fixture
def run(tmp_path: Path) -> RunDir:
    run = RunDir(tmp_path / "run")
    run.write_manifest(
        RunManifest(
            tool_version="0",
            run="2026-11-01T021000Z",
            own="shop",
            started_at=datetime(2026, 11, 1, 2, 10, tzinfo=UTC),
        )
    )
    run.write_sites(
        (SiteFacts(id="shop", name="Shop", role=Role.OWN, url="https://shop.example/"),)
    )
    write_lines(run.pages_path, [page(number) for number in range(6)])
    return run


def page(number: int) -> PageRecord:
    url = f"https://shop.example/p/{number}"
    return PageRecord(
        key=page_key("shop", url), site="shop", url=url, state=PageState.OK,
        http=HttpFacts(status=200), head=HeadFacts(titles=(f"Page {number}",)),
    )  # fmt: skip


def config(**more: Any) -> Config:
    return Config.model_validate({"store": {"name": "Shop", "url": "https://shop.example"}} | more)


def judge(
    monkeypatch: pytest.MonkeyPatch, run: RunDir, listed: tuple[Check, ...], **more: Any
) -> dict[str, Any]:
    """Outcome counts per check, with the engine's own list of checks replaced."""
    monkeypatch.setattr(selection_module, "all_checks", lambda: listed)
    by_id = {item.card.id: item for item in listed}
    monkeypatch.setattr(selection_module, "find_check", by_id.get)
    Engine(run, config(**more)).judge()
    return {tally.check: tally for tally in run.tallies()}


def test_a_crash_costs_one_verdict_and_is_kept(
    monkeypatch: pytest.MonkeyPatch, run: RunDir
) -> None:
    tallies = judge(monkeypatch, run, (CRASHING,))
    tally = tallies["checks/crashing"]
    assert (tally.flagged, tally.crashed) == (5, 1)
    assert "a fault in the check" in tally.first_crash
    ran = {line.subject[-1]: int(line.ran, 16) for line in run.coverage() if "/p/" in line.subject}
    assert ran == {"0": 1, "1": 1, "2": 1, "3": 0, "4": 1, "5": 1}


def test_missing_facts_are_not_applicable_never_passed(
    monkeypatch: pytest.MonkeyPatch, run: RunDir
) -> None:
    tally = judge(monkeypatch, run, (OUTLINE,))["checks/needs-outline"]
    assert (tally.not_applicable, tally.passed, tally.flagged) == (6, 0, 0)


def test_options_reach_the_check(monkeypatch: pytest.MonkeyPatch, run: RunDir) -> None:
    assert judge(monkeypatch, run, (SHORT,))["checks/short"].passed == 6
    strict = {"checks": {"options": {"checks/short": {"most": 1}}}}
    assert judge(monkeypatch, run, (SHORT,), **strict)["checks/short"].flagged == 6


def test_muted_findings_are_counted_and_come_back_after_their_day(
    monkeypatch: pytest.MonkeyPatch, run: RunDir
) -> None:
    rule = {"check": "checks/crashing", "url": "/p/*", "reason": "known", "until": "2026-11-01"}
    assert judge(monkeypatch, run, (CRASHING,), mute=[rule])["checks/crashing"].muted == 5
    assert list(run.findings()) == []
    rule["until"] = "2026-10-31"
    judge(monkeypatch, run, (CRASHING,), mute=[rule])
    assert len(list(run.findings())) == 5


def test_a_fault_that_is_everywhere_becomes_one_finding(
    monkeypatch: pytest.MonkeyPatch, run: RunDir
) -> None:
    monkeypatch.setattr(findings_module, "COLLAPSE_ABOVE", 4)
    judge(monkeypatch, run, (CRASHING,))
    (finding,) = run.findings()
    assert finding.count == 5
    assert finding.subject == "shop"
    assert len(finding.evidence["examples"]) == 5


def test_what_a_feed_says_of_a_page_is_said_of_it_on_nights_without_the_page_too(
    run: RunDir, tmp_path: Path
) -> None:
    """A row has the same finding whether or not it was its page's turn to be walked."""
    url = page(4).url
    row = {"site": "shop", "source": "feed", "place": "feed.txt, line 2", "id": "A", "url": url,
           "attributes": {"price": "20,00 EUR", "link": url}}  # fmt: skip
    write_lines(run.listings_path, [Listing.model_validate(row)])
    earlier = tmp_path / "seen.jsonl.gz"
    write_lines(earlier, [EarlierPage.of(page(4))])

    def said() -> list[tuple[str, str]]:
        Engine(run, config(), earlier=earlier).judge()
        found = [one for one in run.findings() if one.check == "data/feed-price-invalid"]
        return [(one.id, one.url) for one in found]

    asked = said()
    assert [where for _, where in asked] == [url]
    write_lines(run.pages_path, [page(0)])
    assert said() == asked


def test_another_severity_and_a_switched_off_check(
    monkeypatch: pytest.MonkeyPatch, run: RunDir
) -> None:
    settings = {
        "severity": {"checks/crashing": "notice"},
        "ignore": {"checks/short": "not for us"},
    }
    judge(monkeypatch, run, (CRASHING, SHORT), checks=settings)
    assert {finding.severity for finding in run.findings()} == {Severity.NOTICE}
    assert [card.id for card in run.cards()] == ["checks/crashing"]


def test_a_check_that_does_not_exist_is_an_error_with_the_next_step() -> None:
    with pytest.raises(ConfigError, match="storewalk checks"):
        select_checks(config(checks={"ignore": {"seo/none-such": "x"}}))
    with pytest.raises(ConfigError, match="has no options"):
        select_checks(config(checks={"options": {"seo/title-missing": {"a": 1}}}))


def test_a_check_without_documentation_does_not_import() -> None:
    def bare(head: HeadFacts) -> Iterator[Problem]:
        """Only a title"""
        yield Problem(message="x")

    declare = check(Severity.ERROR, since="0.1", sources=())
    with pytest.raises(ValueError, match=r"test_engine\.py:\d+: the docstring has no"):
        declare(bare)


def test_a_parameter_that_nothing_can_fill_does_not_import() -> None:
    def odd(head: HeadFacts, other: Path) -> Iterator[Problem]:
        yield Problem(message="x")

    with pytest.raises(TypeError, match="nothing can be injected for other"):
        made(odd)
