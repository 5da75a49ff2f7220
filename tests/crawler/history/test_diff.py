"""The six states: "fixed" needs proof."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.history.diff import Tonight, compare
from crawler.history.events import Event, read_events, replay, write_events
from crawler.records import (
    ChangeKind,
    CheckCard,
    CoverageLine,
    Finding,
    Scope,
    Severity,
    fingerprint,
)

CARDS = tuple(
    CheckCard(
        id=name, family=name.split("/")[0], title="t", severity=Severity.ERROR, scope=scope,
        why="w", fix="f", since="0.1", alone=scope is Scope.PAGE,
    )
    for name, scope in (("links/broken", Scope.SITE), ("seo/title", Scope.PAGE))
)  # fmt: skip


def finding(path: str, check: str = "seo/title") -> Finding:
    subject = f"shop:https://shop.example{path}"
    return Finding(
        id=fingerprint(check, subject), check=check, severity=Severity.ERROR, site="shop",
        subject=subject, url=f"https://shop.example{path}", message=f"{path} is wrong",
    )  # fmt: skip


def night(
    run: str,
    findings: Iterable[Finding] = (),
    *,
    seen: Iterable[str] = (),
    unjudged: Iterable[str] = (),
    gone: Iterable[str] = (),
    whole: bool = True,
    trusted: bool = True,
    cards: tuple[CheckCard, ...] = CARDS,
) -> Tonight:
    lines = {}
    for path in seen:
        key = f"shop:https://shop.example{path}"
        lines[key] = CoverageLine(subject=key, ran="3")
    for path in unjudged:
        key = f"shop:https://shop.example{path}"
        lines[key] = CoverageLine(subject=key, ran="0")
    for path in gone:
        key = f"shop:https://shop.example{path}"
        lines[key] = CoverageLine(subject=key, ran="0", gone=True)
    lines["shop"] = CoverageLine(subject="shop", ran="1")
    return Tonight(
        run=run, findings=tuple(findings), cards=cards, coverage=lines,
        whole=frozenset({"shop"} if whole else ()),
        untrusted=frozenset(() if trusted else {"shop"}),
    )  # fmt: skip


class Nights:
    """Walks through nights, keeping the history as the files would."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.runs: list[str] = []

    def add(self, tonight: Tonight) -> dict[str, ChangeKind]:
        changes, events = compare(tonight, replay(self.events), tuple(self.runs))
        self.changes = changes
        self.events += events
        self.runs.append(tonight.run)
        return {change.url.removeprefix("https://shop.example"): change.kind for change in changes}


def test_a_finding_is_new_then_persists_and_adds_no_line() -> None:
    nights = Nights()
    assert nights.add(night("n1", [finding("/a")], seen=["/a"])) == {"/a": ChangeKind.NEW}
    assert len(nights.events) == 1
    assert nights.add(night("n2", [finding("/a")], seen=["/a"])) == {"/a": ChangeKind.PERSISTING}
    assert len(nights.events) == 1
    assert (nights.changes[0].first_seen, nights.changes[0].times_seen) == ("n1", 2)


def test_fixed_only_where_the_page_was_seen_and_the_check_ran() -> None:
    nights = Nights()
    nights.add(night("n1", [finding("/a"), finding("/b"), finding("/c")], seen=["/a", "/b", "/c"]))
    said = nights.add(night("n2", seen=["/a"], unjudged=["/b"], whole=False))
    assert said == {
        "/a": ChangeKind.FIXED,
        "/b": ChangeKind.NOT_RECHECKED,
        "/c": ChangeKind.NOT_RECHECKED,
    }
    assert nights.add(night("n3", seen=["/a", "/b", "/c"])) == {
        "/b": ChangeKind.FIXED,
        "/c": ChangeKind.FIXED,
    }


def test_not_rechecked_keeps_the_night_it_was_last_seen() -> None:
    nights = Nights()
    nights.add(night("n1", [finding("/a")], seen=["/a"]))
    nights.add(night("n2", [finding("/a")], seen=["/a"]))
    nights.add(night("n3", unjudged=["/a"]))
    nights.add(night("n4", unjudged=["/a"]))
    assert nights.changes[0].last_seen == "n2"
    assert nights.add(night("n5", [finding("/a")], seen=["/a"])) == {"/a": ChangeKind.PERSISTING}
    assert nights.changes[0].last_seen == "n5"
    assert nights.changes[0].first_seen == "n1"


def test_what_comes_back_is_reopened() -> None:
    nights = Nights()
    nights.add(night("n1", [finding("/a")], seen=["/a"]))
    nights.add(night("n2", seen=["/a"]))
    assert nights.add(night("n3", [finding("/a")], seen=["/a"])) == {"/a": ChangeKind.REOPENED}
    assert (nights.changes[0].reopened, nights.changes[0].first_seen) == (1, "n1")
    assert nights.add(night("n4", seen=["/a"])) == {"/a": ChangeKind.FIXED}


def test_what_comes_back_after_very_long_is_new() -> None:
    nights = Nights()
    nights.add(night("n00", [finding("/a")], seen=["/a"]))
    for number in range(1, 40):
        nights.add(night(f"n{number:02}", seen=["/a"]))
    assert nights.add(night("n40", [finding("/a")], seen=["/a"])) == {"/a": ChangeKind.NEW}


def test_a_page_that_is_gone_takes_its_findings_along() -> None:
    nights = Nights()
    nights.add(night("n1", [finding("/a"), finding("/b")], seen=["/a", "/b"]))
    said = nights.add(night("n2", gone=["/a"]))
    assert said == {"/a": ChangeKind.GONE, "/b": ChangeKind.GONE}
    assert nights.add(night("n3")) == {}


def test_a_broken_link_that_nobody_sets_any_more_is_fixed_if_the_whole_site_was_seen() -> None:
    broken = finding("/dead", "links/broken")
    nights = Nights()
    nights.add(night("n1", [broken], seen=["/dead"]))
    assert nights.add(night("n2", whole=False)) == {"/dead": ChangeKind.NOT_RECHECKED}
    assert nights.add(night("n3")) == {"/dead": ChangeKind.FIXED}


def test_an_unhealthy_night_opens_and_closes_nothing() -> None:
    nights = Nights()
    nights.add(night("n1", [finding("/a")], seen=["/a"]))
    said = nights.add(night("n2", [finding("/b")], seen=["/a", "/b"], trusted=False))
    assert said == {"/a": ChangeKind.NOT_RECHECKED, "/b": ChangeKind.NEW}
    after = nights.add(night("n3", [finding("/a"), finding("/b")], seen=["/a", "/b"]))
    assert after == {"/a": ChangeKind.PERSISTING, "/b": ChangeKind.NEW}


def test_a_check_that_was_switched_off_retires_its_findings() -> None:
    nights = Nights()
    nights.add(night("n1", [finding("/a")], seen=["/a"]))
    assert nights.add(night("n2", seen=["/a"], cards=CARDS[:1])) == {"/a": ChangeKind.RETIRED}


def test_what_happened_last_night_is_new_and_never_fixed() -> None:
    nights = Nights()
    cards = tuple(card.model_copy(update={"news": True}) for card in CARDS)
    for run in ("n1", "n2"):
        said = nights.add(night(run, [finding("/a")], seen=["/a"], cards=cards))
        assert said == {"/a": ChangeKind.NEW}
    assert nights.add(night("n3", seen=["/a"], cards=cards)) == {}
    assert nights.events == []


def test_events_are_sorted_text_and_written_again_in_place(tmp_path: Path) -> None:
    nights = Nights()
    nights.add(night("2026-11-01T021000Z", [finding("/b"), finding("/a")], seen=["/a", "/b"]))
    for _ in range(2):
        write_events(tmp_path, "2026-11-01T021000Z", nights.events)
    write_events(tmp_path, "2026-11-02T021000Z", [])
    lines = (tmp_path / "events-2026-11.jsonl").read_text().splitlines()
    assert len(lines) == 2
    assert [event.url[-2:] for event in read_events(tmp_path)] == ["/a", "/b"]


def test_the_rotation_is_no_event_and_says_when_a_page_was_asked() -> None:
    nights = Nights()
    nights.add(night("n1", [finding("/a")], seen=["/a"]))
    nights.add(night("n2", [finding("/a")], seen=["/a"]))
    waiting = {"shop:https://shop.example/a": "n2"}
    for name in ("n3", "n4"):
        turn = replace(night(name, whole=False), waiting=waiting)
        assert nights.add(turn) == {"/a": ChangeKind.NOT_RECHECKED}
        assert nights.changes[0].last_seen == "n2"
    assert nights.add(night("n5", [finding("/a")], seen=["/a"])) == {"/a": ChangeKind.PERSISTING}
    assert [event.event for event in nights.events] == ["opened"]


def test_a_page_that_was_asked_and_not_judged_is_an_event_even_in_a_rotation() -> None:
    nights = Nights()
    nights.add(night("n1", [finding("/a")], seen=["/a"]))
    waiting = {"shop:https://shop.example/a": "n1"}
    nights.add(replace(night("n2", unjudged=["/a"]), waiting=waiting))
    assert [event.event for event in nights.events] == ["opened", "unseen"]
    assert nights.events[-1] == Event(run="n2", event="unseen", id=nights.events[0].id)


def test_half_a_night_settles_what_needs_two_pages_only_where_the_page_changed() -> None:
    both = [finding("/a", "links/broken"), finding("/b", "links/broken")]
    nights = Nights()
    nights.add(night("n1", both, seen=["/a", "/b"]))
    half = night("n2", seen=["/a", "/b"], whole=False)
    said = nights.add(replace(half, as_before=frozenset({both[0].subject})))
    assert said == {"/a": ChangeKind.NOT_RECHECKED, "/b": ChangeKind.FIXED}
    assert nights.add(night("n3", seen=["/a", "/b"])) == {"/a": ChangeKind.FIXED}


@pytest.mark.parametrize(("told", "rounds"), [({"shop": 3}, 3), ({"shop": 0}, 7)])
def test_what_a_whole_round_did_not_find_again_is_fixed(told: dict[str, int], rounds: int) -> None:
    """Of a shop that is not walked in turns, and never whole either, a week stands for a round."""
    broken = finding("/a", "links/broken")
    nights = Nights()
    nights.add(night("n1", [broken], seen=["/a"]))

    def turn(run: str) -> dict[str, ChangeKind]:
        half = night(run, seen=["/a"], whole=False)
        return nights.add(replace(half, as_before=frozenset({broken.subject}), rounds=told))

    for run in (f"n{number}" for number in range(2, 2 + rounds)):
        assert turn(run) == {"/a": ChangeKind.NOT_RECHECKED}
    assert [event.event for event in nights.events] == ["opened", "unseen"]
    assert turn("n9") == {"/a": ChangeKind.FIXED}


def test_what_was_wrong_with_an_unchanged_page_still_is() -> None:
    nights = Nights()
    both = [finding("/a"), finding("/a", "links/broken")]
    nights.add(night("n1", both, seen=["/a"]))
    same = frozenset({"shop:https://shop.example/a"})
    nights.add(replace(night("n2", unjudged=["/a"], whole=False), same=same))
    kinds = {change.check: change.kind for change in nights.changes}
    assert kinds == {
        "seo/title": ChangeKind.PERSISTING,
        "links/broken": ChangeKind.NOT_RECHECKED,  # other pages may have changed
    }
    assert next(c for c in nights.changes if c.check == "seo/title").last_seen == "n2"
