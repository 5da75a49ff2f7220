"""The page of a run, and the one issue, against a server that keeps issues as GitHub does."""

from pathlib import Path

import pytest

from reports.messages.base import Retries, SendError
from reports.messages.issue import MARKER, Issue
from reports.messages.summary import MOST_BYTES, Annotations, JobSummary
from tests.reports.messages.samples import ATTACKS, SECRET, Pauses, hostile, line, message
from tests.reports.messages.services import GitHub, Reply, Service, said

FIRST, SECOND = "a" * 16, "b" * 16
CLEAR = message("clear", ids=(), standing_ids=(), lines=(), title="Blue Mug: all clear")
QUIET = message("nothing", ids=(), standing_ids=(FIRST,), lines=(), standing=(line(),))


def issue_at(url: str, *, token: str = SECRET, retries: Retries | None = None) -> Issue:
    return Issue(url, "acme/shop", token, "storewalk", retries or Pauses().retries)


def test_one_issue_lives_through_all_that_happens() -> None:
    hub = GitHub(SECRET)
    with Service(hub) as service:
        issue = issue_at(service.url)
        assert issue.emit(message(ids=(FIRST,))).detail == "issue 1 opened"
        assert [one["state"] for one in hub.issues] == ["open"]
        assert hub.issues[0]["labels"] == ["storewalk"]
        assert hub.comments == []

        issue.emit(QUIET)
        assert hub.comments == [], "the same errors are no news"
        issue.emit(message(ids=(SECOND,), standing_ids=(FIRST, SECOND)))
        assert [number for number, _text in hub.comments] == [1]
        assert "3 errors to mend" in hub.comments[0][1]
        again = message(ids=(SECOND,), standing_ids=(FIRST, SECOND))
        issue.emit(again)
        assert len(hub.comments) == 1, "told.jsonl was lost, the issue remembers"
        issue.emit(QUIET)
        assert len(hub.comments) == 1, "something mended changes the text and wakes nobody"

        assert issue.emit(CLEAR).detail == "issue 1 closed"
        assert hub.issues[0]["state"] == "closed"
        assert hub.issues[0]["state_reason"] == "completed"
        assert "open any more" in hub.comments[1][1]
        issue.emit(message("nothing", ids=(), standing_ids=(), lines=()))
        assert len(hub.comments) == 2

        assert issue.emit(message(ids=(SECOND,))).detail == "issue 1 reopened"
        assert len(hub.issues) == 1
        assert hub.issues[0]["state"] == "open"


def test_who_closes_the_issue_by_hand_is_left_in_peace_until_there_is_news() -> None:
    hub = GitHub(SECRET)
    with Service(hub) as service:
        issue = issue_at(service.url)
        issue.emit(message(ids=(FIRST,)))
        hub.issues[0]["state"] = "closed"
        assert "stays so" in issue.emit(QUIET).detail
        assert hub.issues[0]["state"] == "closed"
        issue.emit(message(ids=(SECOND,), standing_ids=(FIRST, SECOND)))
        assert hub.issues[0]["state"] == "open"


def test_no_issue_is_opened_for_nothing_and_strangers_are_left_alone() -> None:
    hub = GitHub(SECRET)
    hub.issues = [
        {"number": 1, "state": "open", "body": "Our own notes"},
        {"number": 2, "state": "open", "body": MARKER, "pull_request": {}},
    ]
    with Service(hub) as service:
        issue_at(service.url).emit(CLEAR)
        assert len(hub.issues) == 2
        issue_at(service.url).emit(message())
    assert hub.issues[0]["body"] == "Our own notes"
    assert hub.issues[2]["title"] == "Blue Mug: errors to mend"


def test_a_long_body_is_cut_before_github_refuses_it() -> None:
    hub = GitHub(SECRET)
    long = tuple(line(n, quote="\U0001f680" * 200, title="t" * 200) for n in range(400))
    with Service(hub) as service:
        issue_at(service.url).emit(message(lines=long))
        issue_at(service.url).emit(message(ids=(SECOND,), lines=long))
    body = hub.issues[0]["body"]
    assert 50_000 < len(body.encode("utf-16-le")) // 2 <= 65_536
    assert body.startswith(MARKER)
    assert body.endswith("The rest is in the report.")
    assert len(hub.comments) == 1


def test_a_hostile_night_reaches_github_as_text() -> None:
    hub = GitHub(SECRET)
    with Service(hub) as service:
        issue_at(service.url).emit(hostile())
    assert len(hub.issues) == 1
    assert "\n" not in hub.issues[0]["title"]


@pytest.mark.parametrize(
    ("reply", "words", "pauses"),
    [
        (said(401, message="Bad credentials"), "is the secret set", []),
        (said(403, message="Resource not accessible by integration"), "issues: write", []),
        (said(404, message="Not Found"), "is `repository` right", []),
        (said(410, message="Issues are disabled"), "switched off", []),
        (said(422, message="Validation Failed"), "does the label exist", []),
        (said(301, {"Location": "https://evil.example/"}, message="Moved"), "renamed", []),
        (said(403, {"Retry-After": "7"}, message="secondary rate limit"), "pause", [7.0] * 3),
        (said(429, {"Retry-After": "9000"}, message="slow"), "pause", []),
        (said(429, message="slow"), "pause", [1.0, 5.0, 20.0]),
        (Reply(502, b"<html>"), "answered 502", [1.0, 5.0, 20.0]),
    ],
)
def test_each_refusal_is_told_with_its_mend(reply: Reply, words: str, pauses: list[float]) -> None:
    waited = Pauses()
    with (
        Service(lambda call: reply) as service,
        pytest.raises(SendError, match=words) as caught,
    ):
        issue_at(service.url, retries=waited.retries).emit(message())
    assert waited.asked == pauses
    assert SECRET not in str(caught.value)


def test_a_fault_that_passes_costs_nothing_and_opens_no_second_issue() -> None:
    hub = GitHub(SECRET, failures=[Reply(503)])
    waited = Pauses()
    with Service(hub) as service:
        issue_at(service.url, retries=waited.retries).emit(message())
        hub.failures = [Reply(200, b"[]"), Reply(200, b"[]"), Reply(502)]
        hub.issues[0]["body"] = f"{MARKER} opened although the answer was lost"
        issue_at(service.url, retries=waited.retries).emit(message())
    assert len(hub.issues) == 1
    assert waited.asked == [1.0, 1.0]


def test_a_repository_that_nobody_named_is_told() -> None:
    with pytest.raises(SendError, match="owner/name"):
        Issue("http://127.0.0.1:9", "", SECRET, "storewalk").emit(message())


def test_the_summary_is_added_to_what_other_steps_wrote(tmp_path: Path) -> None:
    file = tmp_path / "summary.md"
    file.write_text("# Another step\n")
    JobSummary(str(file)).emit(message())
    text = file.read_text()
    assert text.startswith("# Another step\n## Blue Mug: 3 errors to mend")
    assert "`▁▃█·▅`" in text
    assert "[Open the report](https://reports.shop.example/)" in text


def test_the_summary_stays_below_what_github_shows(tmp_path: Path) -> None:
    file = tmp_path / "summary.md"
    file.write_text("x" * (MOST_BYTES - 500))
    JobSummary(str(file)).emit(message(lines=tuple(line(n) for n in range(50))))
    assert MOST_BYTES - 500 < file.stat().st_size <= MOST_BYTES
    assert file.read_text().endswith("\n")


@pytest.mark.parametrize(
    ("file", "words"),
    [("", "GITHUB_STEP_SUMMARY is not set"), ("/dev/null/nothing.md", "cannot be written")],
)
def test_a_summary_without_a_file_is_told(file: str, words: str) -> None:
    with pytest.raises(SendError, match=words):
        JobSummary(file).emit(message())


def test_annotations_are_whole_commands_and_nothing_crawled_is_one() -> None:
    said: list[str] = []
    Annotations(True, 5, said.append).emit(hostile())
    assert len(said) == 5
    for text in said:
        assert text.startswith("::error title=")
        assert "\n" not in text
        assert text.count("::", 2) >= 1
        title = text.removeprefix("::error title=").split("::")[0]
        assert not set(title) & set(":,\r\n")
        assert "##[" not in text
    assert ATTACKS[4] not in "".join(said)


def test_annotations_are_of_new_errors_only_and_at_home_in_actions_only() -> None:
    said: list[str] = []
    Annotations(True, 10, said.append).emit(QUIET)
    assert said == []
    with pytest.raises(SendError, match="GITHUB_ACTIONS"):
        Annotations(False, 10, said.append).emit(message())
