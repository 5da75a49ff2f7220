"""A plain webhook: its document, its failures, and what is never shown of it."""

import socket

import jsonschema
import pytest

from reports.messages import http
from reports.messages.base import Retries, SendError, redacted, secrets_in
from reports.messages.webhook import MessageBody, Webhook
from tests.reports.messages.samples import SECRET, Pauses, hostile, message
from tests.reports.messages.services import Call, Reply, Service


def test_the_document_is_what_its_schema_says() -> None:
    with Service(lambda call: Reply(204)) as service:
        url = f"{service.url}/hook"
        Webhook(url, {"Authorization": f"Bearer {SECRET}"}, Retries(())).emit(hostile())
        Webhook(url, {}, Retries(())).emit(message())
    first, second = service.calls
    assert first.method == "POST"
    assert first.headers["authorization"] == f"Bearer {SECRET}"
    assert first.headers["content-type"] == "application/json"
    for call in (first, second):
        jsonschema.validate(call.json, MessageBody.model_json_schema(mode="serialization"))
    assert all(line["url"].startswith("https://shop.example/") for line in first.json["lines"])
    assert second.json["lines"][0]["report_url"] == (
        "https://reports.shop.example/issues/seo-title-missing.html"
    )
    assert second.json["kind"] == "worse"


@pytest.mark.parametrize(
    ("status", "pauses"),
    [(400, []), (401, []), (404, []), (307, []), (429, [1.0, 5.0, 20.0]), (503, [1.0, 5.0, 20.0])],
)
def test_only_what_may_pass_is_tried_again(status: int, pauses: list[float]) -> None:
    waited = Pauses()
    answer = Reply(status, headers={"Location": "http://127.0.0.1:9/"})
    with Service(lambda call: answer) as service, pytest.raises(SendError, match=str(status)):
        Webhook(service.url, {}, waited.retries).emit(message())
    assert waited.asked == pauses
    assert len(service.calls) == len(pauses) + 1


def test_a_service_that_comes_back_gets_the_message_once() -> None:
    replies = [Reply(503, headers={"Retry-After": "3"}), Reply(200)]
    waited = Pauses()
    with Service(lambda call: replies.pop(0)) as service:
        assert Webhook(service.url, {}, waited.retries).emit(message()).sent
    assert waited.asked == [3.0]


def test_a_service_that_says_nothing_is_given_up() -> None:
    with (
        Service(lambda call: Reply(hang=True)) as service,
        pytest.raises(SendError, match="no answer within") as caught,
    ):
        http.ask("POST", service.url, body={}, timeout_s=0.2)
    assert caught.value.again


def test_a_service_that_is_down_is_told() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    waited = Pauses()
    with pytest.raises(SendError, match="no connection"):
        Webhook(f"http://127.0.0.1:{port}/", {}, waited.retries).emit(message())
    assert waited.asked == [1.0, 5.0, 20.0]


@pytest.mark.parametrize("url", ["not an address", "https://[broken/", "file:///etc/passwd"])
def test_an_address_that_is_none_is_told_without_it(url: str) -> None:
    with pytest.raises(SendError) as caught:
        Webhook(url, {}, Retries(())).emit(message())
    assert url not in str(caught.value)


def test_a_secret_is_blotted_out_with_its_parts() -> None:
    url = "https://hooks.slack.com/services/T000/B0001111/xoxbsecretxoxb?key=abcdefgh"
    said = "cannot post to /services/T000/B0001111/xoxbsecretxoxb of hooks.slack.com: abcdefgh"
    shown = redacted(said, [url])
    assert "xoxbsecretxoxb" not in shown
    assert "B0001111" not in shown
    assert "abcdefgh" not in shown
    assert "hooks.slack.com" in shown
    assert redacted("a plain sentence", ["", "a"]) == "a plain sentence"
    assert secrets_in(["Bearer ${ONE}", "${NONE}"], {"ONE": "1", "TWO": "2"}) == {"1"}


def test_a_call_is_never_sent_on_to_another_host() -> None:
    def elsewhere(call: Call) -> Reply:
        return Reply(302, headers={"Location": f"{other.url}/steal"})

    with Service(lambda call: Reply(200)) as other, Service(elsewhere) as service:
        reply = http.ask("GET", service.url, headers={"Authorization": SECRET})
    assert reply.status == 302
    assert other.calls == []
