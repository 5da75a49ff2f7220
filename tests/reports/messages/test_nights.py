"""Whole weeks of a shop through the real history: what one reader is told, night by night."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.config.messages import MessagesConfig
from crawler.history import remember
from crawler.records import (
    CheckCard,
    Finding,
    HealthNote,
    Loss,
    Role,
    RunDir,
    RunManifest,
    Scope,
    Severity,
    SiteFacts,
    fingerprint,
    run_id,
)
from reports.messages.all import Surroundings, tell
from tests.reports.factory import config
from tests.reports.messages.services import Reply, Service

BEGAN = datetime(2026, 8, 3, 2, 10, tzinfo=UTC)  # a Monday
CARDS = tuple(
    CheckCard(id=name, family=name.split("/")[0], title=name, severity=Severity.ERROR,
              scope=Scope.PAGE, why="w", fix="f", since="0.1", costs=costs)
    for name, costs in (("price/price-zero", Loss.PRICE), ("seo/title-missing", Loss.NONE))
)  # fmt: skip
TITLE, PRICE = "seo/title-missing", "price/price-zero"


class Shop:
    """Walks the shop night by night; a mailbox takes what is sent."""

    def __init__(self, folder: Path, hook: Service, **messages: object) -> None:
        self.folder, self.hook, self.nights = folder, hook, 0
        settings = {"channels": [{"type": "webhook", "url": hook.url}], **messages}
        found = MessagesConfig.model_validate(settings)
        self.config = config().model_copy(update={"messages": found})

    def night(self, *found: tuple[str, str], sound: bool = True) -> str:
        """A walk that found these (check and page). What is told of it, empty for nothing."""
        at = BEGAN + timedelta(days=self.nights)
        self.nights += 1
        run = RunDir(self.folder / "runs" / run_id(at))
        note = HealthNote(code="run-blocked", site="blue-mug", message="Refused.", fatal=True)
        run.write_manifest(
            RunManifest(tool_version="0.1.0", run=run_id(at), started_at=at, finished_crawl=True,
                        own="blue-mug", health=() if sound else (note,))
        )  # fmt: skip
        run.write_sites(
            (SiteFacts(id="blue-mug", name="Blue Mug", role=Role.OWN, url="https://shop.example/",
                       counts={"ok": 9}),)
        )  # fmt: skip
        run.write_judgement([_finding(*one) for one in found], [], CARDS, ())
        history = self.folder / "history"
        remember(run, history, score=lambda diff: 90.0)
        before = len(self.hook.calls)
        tell(run, history, self.config, Surroundings(at, {}))
        tell(run, history, self.config, Surroundings(at, {}))
        sent = [call.json for call in self.hook.calls[before:]]
        assert len(sent) <= 1, "nothing twice"
        return ", ".join([one["kind"], *(x["check"] for x in one["lines"])]
                         if (one := sent[0] if sent else None) else [])  # fmt: skip


def _finding(check: str, page: str) -> Finding:
    subject = f"blue-mug:https://shop.example/{page}"
    return Finding(
        id=fingerprint(check, subject), check=check, severity=Severity.ERROR, site="blue-mug",
        subject=subject, url=f"https://shop.example/{page}", message=f"{page} is wrong",
    )  # fmt: skip


@pytest.fixture
def mug() -> tuple[str, str]:
    return (TITLE, "mug")


def test_a_month_of_a_shop(tmp_path: Path, mug: tuple[str, str]) -> None:
    with Service(lambda call: Reply(200)) as hook:
        shop = Shop(tmp_path, hook)
        assert shop.night() == ""
        assert shop.night(mug) == "", "it may be gone tomorrow"
        assert shop.night(mug) == f"worse, {TITLE}"
        assert shop.night(mug, (PRICE, "cup")) == f"worse, {PRICE}", "at once"
        assert shop.night(mug, sound=False) == "untrusted, run-untrusted"
        assert shop.night(sound=False) == "", "still not sound, which is known"
        assert shop.night(mug) == "", "the price is mended, the title is not"
        assert shop.night() == "clear"
        assert shop.night() == ""
        assert shop.night(mug) == "", "it came back; does it stay?"
        assert shop.night(mug) == f"worse, {TITLE}", "an error that came back is news again"


def test_what_flaps_is_told_once_and_then_never_again_while_it_flaps(
    tmp_path: Path, mug: tuple[str, str]
) -> None:
    with Service(lambda call: Reply(200)) as hook:
        shop = Shop(tmp_path, hook)
        told = []
        for _week in range(3):
            told += [shop.night(mug), shop.night(mug), shop.night()]
        told += [shop.night(mug) for _night in range(14)]
    assert [one for one in told[:4] if one] == [f"worse, {TITLE}", "clear"]
    assert told[4] == f"worse, {TITLE}", "twice is no flapping yet"
    assert told[5] == "clear"
    assert set(told[6:18]) == {""}
    assert told.count(f"worse, {TITLE}") == 3, "told again once it stayed for two weeks"


def test_a_weekly_reader_gets_one_message_a_week(tmp_path: Path) -> None:
    with Service(lambda call: Reply(200)) as hook:
        shop = Shop(tmp_path, hook, digest="weekly")
        told = []
        for day in range(14):
            told.append(shop.night(*((TITLE, f"page-{n}") for n in range(day + 1))))
        lines = [call.json["lines"][0]["count"] for call in hook.calls]
    assert [day for day, one in enumerate(told) if one] == [1, 7]
    assert lines == ["1 finding", "6 findings"]
