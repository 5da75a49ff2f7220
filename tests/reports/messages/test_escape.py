"""Crawled texts in every kind of message: no mention, no command, no link, no second header."""

import re

import pytest
from markdown_it import MarkdownIt

from reports.messages.body import plain_text
from reports.messages.chat import MOST_CHARACTERS, chat_text
from reports.messages.escape import chat, code, command_property, header, link_of, markdown, plain
from reports.messages.issue import body_of, comment_of
from reports.messages.summary import summary_text
from tests.reports.messages.samples import ATTACKS, hostile

GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(text: str) -> str:
    """As GitHub shows it: the text that stands outside of code, and the HTML around it."""
    return str(GFM.render(text))


@pytest.mark.parametrize("attack", ATTACKS)
def test_markdown_shows_an_attack_as_the_text_it_is(attack: str) -> None:
    html = shown(f"- **{markdown(attack)}** {code(attack)}")
    assert not re.findall(r"<(?!/?(ul|li|strong|code|p)\b)[a-z/!]", html), html
    outside = re.sub(r"<code>.*?</code>", "", html, flags=re.S)
    assert not re.search(r"@\w|(?<![&\w])#\d|\bGH-\d", outside), outside
    assert html.count("<li>") == 1


@pytest.mark.parametrize("make", [body_of, comment_of, summary_text])
def test_a_hostile_night_makes_a_page_that_links_nowhere_else(make: object) -> None:
    html = shown(make(hostile()))  # type: ignore[operator]
    links = re.findall(r'href="([^"]*)"', html)
    assert links
    assert all(re.match(r"https://(reports\.)?shop\.example/", link) for link in links), links
    assert "<img" not in html
    assert "<script" not in html
    assert html.count("<!--") <= 2, "only our own marks"


def test_a_marker_in_a_title_is_no_marker() -> None:
    html = shown(body_of(hostile()))
    assert html.count("<!-- storewalk:regressions -->") == 1
    assert "&lt;!-- storewalk:regressions --&gt;" in html


@pytest.mark.parametrize("attack", ATTACKS)
def test_chats_get_no_mention_no_token_and_no_masked_link(attack: str) -> None:
    text = chat(attack, 6_000)
    assert not re.search(r"[<>`\r\n\x00]", text)
    assert not re.search(r"@\w", text)
    assert "](" not in text


def test_a_chat_message_is_short_and_one_line_each() -> None:
    text = chat_text(hostile())
    assert len(text.split("\n")) <= 5 * 3 + 8
    assert not re.search(r"@\w", re.sub(r"https://\S+", "", text))
    assert len(chat_text(hostile())[:MOST_CHARACTERS]) == MOST_CHARACTERS or len(text) < 2_000


@pytest.mark.parametrize("attack", ATTACKS)
def test_one_line_stays_one_line_and_begins_no_header(attack: str) -> None:
    for text in (plain(attack), header(attack)):
        assert len(text.splitlines()) <= 1
        assert text.isprintable() or "\u200d" in text
        assert "##[" not in text
        assert len(text) <= 301
    assert not set(command_property(attack)) & set("\r\n:,")


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://shop.example/a?b=1&c=2#d", "https://shop.example/a?b=1&c=2#d"),
        ("https://shop.example/a b)(<x>|`", "https://shop.example/a%20b%29%28%3Cx%3E%7C%60"),
        ("https://github.com@evil.example/", "https://github.com%40evil.example/"),
        ("https://shop.example/tasse-gr%C3%BCn", "https://shop.example/tasse-gr%C3%BCn"),
        ("https://shop.example/a\nb", "https://shop.example/ab"),
        ("javascript:alert(1)", ""),
        ("ftp://shop.example/", ""),
        ("https://[::1", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links_and_end_where_they_end(url: str, safe: str) -> None:
    assert link_of(url) == safe


def test_plain_text_keeps_what_the_line_says() -> None:
    text = plain_text(hostile())
    assert "Open the report: https://reports.shop.example/" in text
    assert "\u202e" not in text
    assert "javascript:" not in text
