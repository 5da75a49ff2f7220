"""Slack, Teams and Discord through Apprise, against servers that keep the webhooks' rules."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from reports.messages.base import Retries, SendError, redacted
from reports.messages.chat import Chat
from tests.reports.messages.certificates import Authority
from tests.reports.messages.samples import Pauses, hostile, message
from tests.reports.messages.services import Call, Reply
from tests.reports.messages.tunnel import Tunnel

pytest.importorskip("apprise", reason="Apprise is missing, so no chat was sent to a real server")
# Apprise 2.3 asks for a module of the standard library that Python 3.13 has no more.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

SLACK = "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"
TEAMS = (
    "https://prod-01.westus.logic.azure.com:443/workflows/3e1a5bb0/triggers/manual/paths/invoke"
    "?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=Sg9x7vQsecretQ"
)
DISCORD = "https://discord.com/api/webhooks/123456789012345678/a-secret-token_of-discord"

SERVICES = ["slack", "teams", "discord"]


def slack(call: Call) -> Reply:
    """Incoming webhooks: docs.slack.dev, "Sending messages using incoming webhooks", read
    2026-11-30: 200 and ok; 400 invalid_payload; 404 no_service."""
    if call.path != SLACK.removeprefix("https://hooks.slack.com"):
        return Reply(404, b"no_service")
    body = _json(call)
    if not isinstance(body, dict) or not (body.get("text") or body.get("attachments")):
        return Reply(400, b"invalid_payload")
    return Reply(200, b"ok")


def teams(call: Call) -> Reply:
    """A Workflows webhook takes a message with one adaptive card and answers 202."""
    body = _json(call)
    card = body["attachments"][0] if isinstance(body, dict) and body.get("attachments") else {}
    fine = card.get("contentType") == "application/vnd.microsoft.card.adaptive"
    return Reply(202 if fine and body["type"] == "message" else 400)


def discord(call: Call) -> Reply:
    """Execute Webhook: 204; 400 for an empty message or one of more than 2,000 characters."""
    body = _json(call)
    content = body.get("content", "") if isinstance(body, dict) else ""
    return Reply(204) if 0 < len(content) <= 2_000 else Reply(400, b'{"code": 50006}')


def _json(call: Call) -> Any:
    try:
        return json.loads(call.body)
    except ValueError:
        return None


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    folder = tmp_path_factory.mktemp("authority")
    return Authority(folder, "hooks.slack.com", "prod-01.westus.logic.azure.com", "discord.com")


World = Callable[[Callable[[Call], Reply]], Tunnel]


@pytest.fixture
def world(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Every host of the internet, with these rules."""
    opened: list[Tunnel] = []

    def start(rules: Callable[[Call], Reply]) -> Tunnel:
        tunnel = Tunnel(rules, authority).__enter__()
        opened.append(tunnel)
        monkeypatch.setenv("HTTPS_PROXY", tunnel.url)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority.certificate))
        return tunnel

    yield start
    for tunnel in opened:
        tunnel.__exit__(None, None, None)


@pytest.mark.parametrize(
    ("url", "rules"), [(SLACK, slack), (TEAMS, teams), (DISCORD, discord)], ids=SERVICES
)
def test_each_service_takes_the_message_at_its_own_address(
    world: World, url: str, rules: Callable[[Call], Reply]
) -> None:
    there = world(rules)
    result = Chat(url, Retries(())).emit(message())
    assert result.sent
    assert result.detail.startswith("taken by ")
    assert len(there.calls) == 1
    assert there.hosts[0].split(":")[0] in url
    text = json.dumps(there.calls[0].json, ensure_ascii=False)
    text = text.replace("\\\\", "")  # Teams reads Markdown, so that Apprise escapes for it
    assert "Blue Mug: 3 errors to mend" in text
    assert "https://shop.example/mug" in text
    assert "github" not in text.lower(), "no picture from elsewhere"


@pytest.mark.parametrize(
    ("url", "rules"), [(SLACK, slack), (TEAMS, teams), (DISCORD, discord)], ids=SERVICES
)
def test_a_hostile_night_wakes_nobody(
    world: World, url: str, rules: Callable[[Call], Reply]
) -> None:
    there = world(rules)
    assert Chat(url, Retries(())).emit(hostile()).sent
    text = json.dumps(there.calls[0].json, ensure_ascii=False)
    assert "<!" not in text
    assert "<@" not in text
    assert "](http" not in text
    assert not re.search(r"@(everyone|here|acme)", text)


@pytest.mark.parametrize(
    ("url", "reply", "pauses"),
    [
        (SLACK, Reply(400, b"invalid_payload"), []),
        (SLACK, Reply(404, b"no_service"), []),
        (SLACK, Reply(429, b"rate", {"Retry-After": "1"}), [1.0, 5.0, 20.0]),
        (TEAMS, Reply(401), []),
        (TEAMS, Reply(503), [1.0, 5.0, 20.0]),
    ],
    ids=["slack-400", "slack-404", "slack-429", "teams-401", "teams-503"],
)
def test_a_refusal_is_told_without_the_address_and_tried_again_when_it_may_pass(
    world: World, url: str, reply: Reply, pauses: list[float]
) -> None:
    there = world(lambda call: reply)
    waited = Pauses()
    with pytest.raises(SendError, match=str(reply.status)) as caught:
        Chat(url, waited.retries).emit(message())
    assert waited.asked == pauses
    assert len(there.calls) == len(pauses) + 1
    shown = redacted(str(caught.value), [url])
    for part in ("TIiajkdnlazkcOXrIdevi7FQ", "Sg9x7vQsecretQ"):
        assert part not in shown


def test_a_service_that_nobody_reaches_is_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world(slack)
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    waited = Pauses()
    with pytest.raises(SendError, match="onnection"):
        Chat(SLACK, waited.retries).emit(message())
    assert waited.asked == [1.0, 5.0, 20.0]


def test_a_service_that_says_nothing_is_given_up(world: World) -> None:
    world(lambda call: Reply(hang=True))
    token = SLACK.removeprefix("https://hooks.slack.com/services/")
    with pytest.raises(SendError, match="onnection") as caught:
        Chat(f"slack://{token}/?rto=0.3", Retries(())).emit(message())
    assert caught.value.again


@pytest.mark.parametrize("url", ["hello", "", "https://", "unknown://service"])
def test_an_address_of_no_service_is_told(url: str) -> None:
    with pytest.raises(SendError, match="Apprise does not know"):
        Chat(url, Retries(())).emit(message())
