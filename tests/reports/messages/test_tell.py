"""A run and its history to messages, with what is written down; the command as people use it."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from crawler.cli import main
from crawler.config import Config, load_config
from crawler.config.messages import MessagesConfig
from crawler.errors import ConfigError, RunDirError
from crawler.records import PageState, Severity, codec
from reports.language import speaking
from reports.language.speech import speech_of
from reports.messages.all import Report, Surroundings, tell
from reports.messages.base import Kind
from reports.messages.body import plain_text
from reports.messages.issue import body_of, comment_of, shortened
from reports.messages.mail import html_of
from reports.messages.situation import read_situation
from reports.messages.summary import summary_text
from reports.messages.told import read_told
from reports.messages.words import blocks, message_of
from reports.messages.worse import DOWN, Policy, Told, Trouble, decide
from tests.command import Done, storewalk
from tests.reports.factory import Built, Sample, build
from tests.reports.messages.samples import SECRET, Pauses
from tests.reports.messages.services import Call, GitHub, Reply, Service
from tests.reports.tongue import forgotten, pieces, words_of_data, write_tongue

NOON = datetime(2026, 8, 22, 12, tzinfo=UTC)
SMALL = Sample(pages=12, nights=4, market=False)


def with_channels(made: Built, *channels: Mapping[str, Any], **messages: Any) -> Config:
    settings = MessagesConfig.model_validate({"channels": channels, **messages})
    return made.config.model_copy(update={"messages": settings})


def told_by(
    made: Built, config: Config, environment: Mapping[str, str], **more: Any
) -> tuple[Report, ...]:
    said: list[str] = []
    around = Surroundings(NOON, environment, said.append, Pauses().retries)
    return tell(made.run, made.history, config, around, **more)


def lines_of(made: Built) -> list[dict[str, str]]:
    path = made.history / "told.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


@pytest.fixture
def made(tmp_path: Path) -> Built:
    return build(tmp_path, SMALL)


def test_a_night_is_told_once_on_each_way_and_a_way_that_fails_stops_no_other(made: Built) -> None:
    hub = GitHub(SECRET)
    with Service(hub) as github, Service(lambda call: Reply(500)) as broken:
        config = with_channels(
            made,
            {"type": "webhook", "name": "broken", "url": broken.url},
            {"type": "webhook", "name": "unset", "url": "${NOBODY_SET_IT}"},
            {"type": "issue", "repository": "acme/shop", "api": github.url},
        )
        first = told_by(made, config, {"GITHUB_TOKEN": SECRET})
        assert [bool(one.result and one.result.sent) for one in first] == [False, False, True]
        details = [one.result.detail if one.result else "" for one in first]
        assert "answered 500" in details[0]
        assert "NOBODY_SET_IT is not set" in details[1]
        second = told_by(made, config, {"GITHUB_TOKEN": SECRET})
    assert [one.decision.kind for one in second] == ["worse", "worse", "nothing"]
    assert len(hub.issues) == 1
    assert hub.comments == []
    written = lines_of(made)
    assert {line["channel"] for line in written} == {"issue"}
    assert {line["event"] for line in written} == {"told"}
    assert len({line["id"] for line in written}) == len(written) == len(first[2].decision.due)


def test_what_is_told_is_grouped_by_check_and_leads_to_the_report(made: Built) -> None:
    config = with_channels(made, {"type": "webhook", "url": "https://hook.example/"})
    site = config.report.model_copy(update={"site_url": "https://reports.shop.example/"})
    config = config.model_copy(update={"report": site})
    report = told_by(made, config, {}, dry=True)[0]
    message = report.message
    assert report.result is None
    assert lines_of(made) == []
    assert message.title == f"Blue Mug: {len(report.decision.due)} errors to mend"
    assert len({line.check for line in message.lines}) == len(message.lines)
    assert all(line.severity == "error" for line in message.lines)
    assert all(line.quote for line in message.lines), "words of findings that merely go on"
    assert message.link == "https://reports.shop.example/"
    assert report.decision.left_out["first"] > 0
    assert report.decision.left_out["mild"] > 0


def test_messages_speak_the_language_of_the_report(made: Built) -> None:
    config = with_channels(made, {"type": "webhook", "url": "https://hook.example/"})
    german = config.report.model_copy(update={"language": "de"})
    message = told_by(made, config.model_copy(update={"report": german}), {}, dry=True)[0].message
    assert "22. August 2026" in message.intro
    assert message.facts[1] != ("Errors", "Fehler")
    assert dict(message.facts).keys() != {"Health score", "Errors"}


KINDS: tuple[Kind, ...] = ("worse", "down", "untrusted", "clear", "nothing")


def test_every_text_of_a_message_comes_out_of_the_catalogue(tmp_path: Path) -> None:
    made = build(tmp_path, SMALL)
    config = write_tongue(tmp_path, made)
    data = words_of_data(made) | {"https://reports.shop.example/", "shop.example"}
    with speaking(speech_of("de", config.report.catalogue)):
        situation = read_situation(made.run, made.history, config)
        decision = decide(situation.tonight, Told(), Policy(Severity.NOTICE), NOON)
        for kind in KINDS:
            trouble = Trouble(DOWN, "archive") if kind in ("down", "untrusted") else None
            shown = replace(decision, kind=kind, trouble=trouble)
            message = message_of(shown, situation, link="https://reports.shop.example/")
            markdown = (summary_text(message), body_of(message), comment_of(message))
            lines_of_text = "".join(f"<p>{line}</p>" for line in plain_text(message).split("\n"))
            pages = [MarkdownIt("commonmark").render(text) for text in markdown]
            for html in (*pages, str(html_of(message, None)), lines_of_text):
                assert forgotten(pieces(html), data) == []
            assert "⟦" in shortened("long\n" * 20_000)


def test_an_unsound_night_tells_that_and_nothing_else(tmp_path: Path) -> None:
    made = build(tmp_path, Sample(pages=12, nights=4, market=False, healthy=False))
    with Service(lambda call: Reply(200)) as hook:
        config = with_channels(made, {"type": "webhook", "url": hook.url})
        told_by(made, config, {})
        told_by(made, config, {})
    assert len(hook.calls) == 1
    body = hook.calls[0].json
    assert body["kind"] == "untrusted"
    assert [line["check"] for line in body["lines"]] == ["run-untrusted"]
    assert "429" in body["lines"][0]["title"]


def test_a_home_page_that_fails_is_a_shop_that_is_down_and_its_return_all_clear(
    made: Built,
) -> None:
    pages = list(made.run.pages())
    home = next(page for page in pages if page.url == "https://shop.example/")
    failed = home.model_copy(
        update={"state": PageState.ERROR, "http": home.http.model_copy(update={"status": 503})}
    )
    with Service(lambda call: Reply(200)) as hook:
        config = with_channels(made, {"type": "webhook", "url": hook.url})
        codec.write_lines(made.run.pages_path, [failed if p is home else p for p in pages])
        told_by(made, config, {})
        codec.write_lines(made.run.pages_path, pages)
        made.run.write_judgement([], [], made.run.cards(), ())
        diff = made.run.diff()
        assert diff is not None
        made.run.write_diff(diff.model_copy(update={"changes": ()}))
        told_by(made, config, {})
        told_by(made, config, {})
    assert [call.json["kind"] for call in hook.calls] == ["down", "clear"]
    assert "503" in hook.calls[0].json["lines"][0]["title"]
    assert [line["event"] for line in lines_of(made)] == ["told", "mended", "clear"]


def test_a_walk_that_was_given_up_is_told_although_there_is_nothing_to_report(
    tmp_path: Path,
) -> None:
    made = build(tmp_path, Sample(pages=0, nights=4, market=False))
    (made.run.path / "changes.json").unlink()
    with Service(lambda call: Reply(200)) as hook:
        config = with_channels(made, {"type": "webhook", "url": hook.url})
        told_by(made, config, {}, down="No page of the shop could be read.")
    body = hook.calls[0].json
    assert body["kind"] == "down"
    assert body["lines"][0]["title"] == "No page of the shop could be read."
    assert dict(body["facts"])["Errors"] == "–", "what nobody looked at is not zero"


def test_a_hostile_night_reaches_the_summary_and_the_annotations(tmp_path: Path) -> None:
    made = build(tmp_path, Sample(pages=12, nights=4, market=False, hostile=True))
    config = with_channels(made, {"type": "job_summary"}, {"type": "annotations"})
    file = tmp_path / "summary.md"
    said: list[str] = []
    environment = {"GITHUB_STEP_SUMMARY": str(file), "GITHUB_ACTIONS": "true"}
    around = Surroundings(NOON, environment, said.append, Pauses().retries)
    reports = tell(made.run, made.history, config, around)
    assert all(one.result and one.result.sent for one in reports)
    text = file.read_text(encoding="utf-8")
    html = MarkdownIt("commonmark").render(text)
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in "".join(re.findall(r'href="[^"]*"', html))
    assert said
    assert all(line.startswith("::error title=") and "\n" not in line for line in said)


def test_a_damaged_memory_is_told_with_its_line(made: Built) -> None:
    (made.history / "told.jsonl").write_text('{"channel": "a"}\n')
    with pytest.raises(RunDirError) as caught:
        read_told(made.history)
    assert caught.value.where.endswith("told.jsonl:1")


def test_a_row_of_blocks_shows_gaps_and_never_zero_for_unknown() -> None:
    assert blocks([0, None, 4, 8]) == "▁·▅█"
    assert blocks([None, 3]) == ""
    assert blocks([0, 0]) == "▁▁"


YAML = """
store: {{name: Blue Mug, url: https://shop.example, id: blue-mug}}
messages:
  quiet: {{from: 22:00, until: "07:00", zone: Europe/Berlin}}
  channels:
    - {{type: webhook, name: ours, url: "${{HOOK}}"}}
    - {{type: job_summary, mute: {{reason: relaunch, until: 2030-01-01}}}}
{more}
"""


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        ('{type: chat, url: "https://hooks.slack.com/services/T/B/x"}', "is a secret"),
        ("{type: issue, token: ghp_abc}", "is a secret"),
        ('{type: mail, host: m, sender: a@b, to: [c@d], login: "${L}", security: none}', "clear"),
        ('{type: mail, host: m, sender: "a@b\\nBcc: x@y", to: [c@d]}', "line breaks"),
        ("{type: webhook, url: ftp://x}", "pattern"),
        ("{type: pigeon}", "pigeon"),
        ('{type: webhook, name: ours, url: "https://x/"}', "there twice"),
        ("{type: annotations, quiet: {from: 1, until: 2, zone: Mars/Olympus}}", "time zone"),
        ('{type: annotations, quiet: {from: "7:00", until: "07:00"}}', "same time|valid"),
    ],
)
def test_wrong_settings_are_told_with_their_place(tmp_path: Path, channel: str, words: str) -> None:
    path = tmp_path / "storewalk.yml"
    path.write_text(YAML.format(more=f"    - {channel}"))
    with pytest.raises(ConfigError, match=words) as caught:
        load_config(path)
    assert "ghp_abc" not in str(caught.value)
    assert "services/T/B" not in str(caught.value)


def test_the_command_says_what_it_would_send_and_why_and_then_sends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = build(tmp_path, SMALL)
    monkeypatch.chdir(tmp_path)
    Path("config").mkdir()

    def notify(*options: str, hour: int = 12) -> str:
        arguments = ["notify", str(made.run.path), "--as-of", f"2026-08-22T{hour:02}:00:00"]
        done = CliRunner().invoke(main, [*arguments, *options])
        assert (done.exit_code, done.stderr) == (0, "")
        return done.stdout

    with Service(lambda call: Reply(200)) as hook:
        monkeypatch.setenv("HOOK", hook.url)
        Path("config/storewalk.yml").write_text(YAML.format(more=""))
        dry = notify("--dry-run")
        assert "ours: would send" in dry
        assert "  | Blue Mug: " in dry
        assert "not told: " in dry
        assert "job_summary: " in dry
        assert "muted: relaunch, until 2030-01-01" in dry
        assert "held back: these are quiet hours" in notify(hour=1)
        assert hook.calls == []
        assert "ours: taken with status 200" in notify()
        assert len(hook.calls) == 1
        assert "ours: nothing to send (nothing got worse)" in notify()
    monkeypatch.delenv("HOOK")
    (tmp_path / "history" / "told.jsonl").unlink()
    assert "not told, and stays due" in notify()
    assert "ours: could not be told: messages: ours: the environment variable HOOK is not set" in (
        notify("--dry-run")
    )


def test_a_run_that_was_not_compared_yet_is_no_shop_that_is_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = build(tmp_path, SMALL)
    (made.run.path / "changes.json").unlink()
    monkeypatch.chdir(tmp_path)
    Path("config").mkdir()
    Path("config/storewalk.yml").write_text(YAML.format(more=""))
    done = CliRunner().invoke(main, ["notify"])
    assert done.exit_code == 2
    assert "storewalk remember" in done.stderr


def walk(folder: Path, shop: Service, hook: Service) -> Done:
    """`storewalk run` with two ways to tell."""
    (folder / "config").mkdir()
    (folder / "config" / "storewalk.yml").write_text(
        f"store: {{name: Blue Mug, url: '{shop.url}'}}\n"
        "crawl: {max_minutes: 1, timeout_s: 2}\nrender: {enabled: false}\n"
        f"messages: {{channels: [{{type: job_summary}}, {{type: webhook, url: '{hook.url}'}}]}}\n"
    )
    return storewalk("run", cwd=folder)


def test_a_run_against_a_dead_shop_ends_with_the_message_that_it_is_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    with Service(lambda call: Reply(200)) as hook, Service(lambda call: Reply(503)) as shop:
        done = walk(tmp_path, shop, hook)
    assert done.code == 3, done.text
    assert [call.json["kind"] for call in hook.calls] == ["down"]
    assert "webhook: taken with status 200" in done.err
    assert "the shop is down" in summary.read_text()


@pytest.mark.slow
def test_a_run_ends_with_its_messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    page = Reply(200, b"<title>Blue Mug</title><p>Mugs.", {"Content-Type": "text/html"})

    def answer(call: Call) -> Reply:
        return page if call.path == "/" else Reply(404)

    with Service(lambda call: Reply(200)) as hook, Service(answer) as shop:
        done = walk(tmp_path, shop, hook)
    assert done.code == 0, done.text
    assert "job_summary: written to the job's summary (nothing got worse)" in done.err
    assert "Health score" in summary.read_text()
    assert hook.calls == []
