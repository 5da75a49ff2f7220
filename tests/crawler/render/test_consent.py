"""What a choice about cookies changes: real banners, pressed by a real browser."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from crawler.records import Choice, ConsentFacts, ConsentPhase
from crawler.render.consent import NO_BANNER, OWN_BANNER
from tests.checks.shown import screens
from tests.server import Answer, Asked

pytestmark = pytest.mark.browser

GA = "https://www.google-analytics.com/g/collect?v=2&tid=G-ABCDEF1234&en=page_view&_s=1"
META = "https://www.facebook.com/tr?id=123456&ev=PageView"


@dataclass
class Shop:
    """A home page with a banner, and tags that heed it more or less."""

    buttons: str = (
        "<button onclick=\"choose('no')\">Only necessary</button>"
        "<button onclick=\"choose('yes')\">Accept all</button>"
    )
    text: str = "We use cookies."
    heeded: bool = True
    """False: the pixel of Meta does not ask what was chosen."""
    kept: bool = True
    """False: the choice is forgotten."""
    early: bool = False
    """The pixel starts, and stores its cookie, before a choice."""
    denied: bool = False
    """Google's tag says that consent is denied until the shopper accepts."""
    head: str = ""
    asked: list[str] = field(default_factory=list)

    @property
    def html(self) -> str:
        meta = f"new Image().src='{META}'; document.cookie='_fbp=1; path=/';"
        start = "" if self.early else "chosen && "
        pixel = f"if ({start}(chosen === 'yes' || {str(not self.heeded).lower()})) {{ {meta} }}"
        denied = f"else new Image().src='{GA}&gcs=G100&_p=2';" if self.denied else ""
        keep = "document.cookie = 'choice=' + said + '; path=/';" if self.kept else ""
        return (
            f"<!doctype html><title>Shop</title>{self.head}<h1>Shop</h1>"
            f'<div id="cookie-bar" hidden><p>{self.text}</p>{self.buttons}</div><script>'
            "const chosen = (document.cookie.match(/choice=(\\w+)/) || [])[1];"
            "const bar = document.getElementById('cookie-bar'); bar.hidden = Boolean(chosen);"
            f"function choose(said) {{ {keep} bar.hidden = true }}"
            f"if (chosen === 'yes') {{ new Image().src='{GA}&gcs=G111'; "
            f"document.cookie='_ga=1; path=/'; }} {denied} {pixel}</script>"
        )

    def look(self, **files: Any) -> ConsentFacts:
        return screens().choices(self.html, files)


def phase(facts: ConsentFacts, name: Choice) -> ConsentPhase:
    found = facts.phase(name)
    assert found is not None
    return found


def sent(facts: ConsentFacts, name: Choice) -> dict[str, int]:
    return {tag.tag: tag.free_hits for tag in phase(facts, name).tags}


def test_a_shop_that_heeds_the_choice() -> None:
    facts = Shop().look()
    assert [(one.name, one.complete, one.pressed) for one in facts.phases] == [
        (Choice.NONE, True, ""),
        (Choice.REJECTED, True, "Only necessary"),
        (Choice.ACCEPTED, True, "Accept all"),
    ]
    assert (facts.cmp, facts.wall) == (OWN_BANNER, False)
    assert sent(facts, Choice.NONE) == sent(facts, Choice.REJECTED) == {}
    assert sent(facts, Choice.ACCEPTED) == {"Google Analytics 4": 1, "Meta Pixel": 1}
    assert phase(facts, Choice.NONE).cookies == {}
    assert phase(facts, Choice.REJECTED).cookies == {"choice": ""}
    assert phase(facts, Choice.ACCEPTED).cookies == {
        "choice": "", "_fbp": "Meta Pixel", "_ga": "Google Analytics 4",
    }  # fmt: skip
    assert phase(facts, Choice.ACCEPTED).hosts == ("www.facebook.com", "www.google-analytics.com")


def test_a_tag_that_does_not_ask_is_seen_after_refusing() -> None:
    facts = Shop(heeded=False, denied=True).look()
    assert sent(facts, Choice.REJECTED) == {"Google Analytics 4": 0, "Meta Pixel": 1}


def test_what_is_sent_at_the_end_of_the_page_before_is_not_counted() -> None:
    last = f"<script>onbeforeunload = () => {{ navigator.sendBeacon('{META}') }}</script>"
    facts = Shop(head=last).look()
    assert phase(facts, Choice.REJECTED).complete
    assert sent(facts, Choice.REJECTED) == {}


def test_a_banner_that_comes_back_leaves_it_open_what_was_chosen() -> None:
    facts = Shop(kept=False, early=True, heeded=False).look()
    for name in (Choice.REJECTED, Choice.ACCEPTED):
        one = phase(facts, name)
        assert (one.complete, one.note) == (False, "The banner was there again after the choice.")
    assert sent(facts, Choice.NONE) == {"Meta Pixel": 1}
    assert phase(facts, Choice.NONE).complete


@pytest.mark.parametrize(
    ("buttons", "refuse", "accept"),
    [
        ("<button onclick=\"choose('yes')\">Alle akzeptieren</button><a href='/more'>Mehr</a>",
         "", "Alle akzeptieren"),
        ("<button onclick=\"choose('no')\">Accept only necessary</button>"
         "<button onclick=\"choose('no')\">Allow selection</button>",
         "Accept only necessary", ""),
        ("<button onclick=\"choose('no')\">Refuse and pay 5 €</button>"
         "<button onclick=\"choose('yes')\">Accept</button>", "Refuse and pay 5 €", "Accept"),
    ],
)  # fmt: skip
def test_only_what_surely_refuses_or_accepts_all_is_tapped(
    buttons: str, refuse: str, accept: str
) -> None:
    facts = Shop(buttons).look()
    assert (facts.refuse, facts.accept) == (refuse, accept)
    assert phase(facts, Choice.REJECTED).complete is (refuse == "Accept only necessary")
    assert phase(facts, Choice.ACCEPTED).complete is bool(accept)
    if not phase(facts, Choice.REJECTED).complete:
        assert phase(facts, Choice.REJECTED).note
        assert phase(facts, Choice.REJECTED).tags == ()


def test_a_page_without_a_banner_and_one_that_fails() -> None:
    facts = screens().choices("<title>x</title><h1>Shop</h1><button>Accept all</button>")
    assert [one.complete for one in facts.phases] == [True, False, False]
    assert phase(facts, Choice.REJECTED).note == NO_BANNER
    assert facts.cmp == ""

    gone = screens().choices("", {"/home": Answer("gone", 503)})
    assert [one.complete for one in gone.phases] == [False, False, False]
    assert phase(gone, Choice.NONE).note == "It answered with status 503."


def test_a_tool_is_named_and_a_wall_is_seen() -> None:
    tool = (
        "<script>window.OneTrust = {}; Array.prototype.filter = null; JSON.stringify = null"
        "</script><style>#cookie-bar{position:fixed;inset:0;background:#fff}</style>"
    )
    buttons = (
        "<button id='onetrust-accept-btn-handler' onclick=\"choose('yes')\">Très bien</button>"
        "<p>" + "Wir verwenden Cookies. " * 40 + "</p>"
    )
    facts = Shop(buttons, head=tool).look()
    assert (facts.cmp, facts.accept, facts.refuse) == ("OneTrust", "Très bien", "")
    assert phase(facts, Choice.ACCEPTED).complete


def test_a_button_that_leads_away_and_one_out_of_reach() -> None:
    def moved(asked: Asked) -> Answer:
        return Answer("", 302, {"Location": asked.path.replace("/away", "http://localhost:9/")})

    away = Shop("<a href='/away'>Reject all</a>").look(**{"/away": moved})
    assert not phase(away, Choice.REJECTED).complete
    covered = Shop("<div style='position:fixed;inset:0'></div><button>Reject all</button>").look()
    assert phase(covered, Choice.REJECTED).note == "The button could not be tapped."
