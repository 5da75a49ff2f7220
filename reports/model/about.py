"""The about page: how the score is made, which checks there are, what is not checked."""

from crawler.config.model import Config
from reports.language import _, count, number, spoken
from reports.model.findings import check_words
from reports.model.issues import STATUS_WORDS, status_of
from reports.model.night import Night
from reports.model.pages import AboutPage
from reports.model.parts import SEVERITY_WORDS, Column, Item, Table
from reports.model.values import DEVICE_WORDS, label, yes_no
from reports.model.words import family_name


def about_page(night: Night) -> AboutPage:
    """Build about.html."""
    return AboutPage(
        score=night.score,
        checks=_checks(night),
        limits=tuple(
            Item(card.title, card.limits, f"issues/{card.id.replace('/', '-')}.html")
            for card in night.cards
            if card.limits
        ),
        settings=settings(night.config),
        mutes=_mutes(night.config),
    )


def settings(config: Config) -> tuple[tuple[str, str], ...]:
    """Settings that explain the report. Paths, contact and private hosts stay at home."""
    crawl, render = config.crawl, config.render
    changed = sorted(config.checks.severity.items())
    severities = ", ".join(
        f"{check}: {label(SEVERITY_WORDS, severity.value)}" for check, severity in changed
    )
    return (
        (_("Own shop"), f"{config.store.name}, {config.store.url}"),
        (_("Competitors"), ", ".join(shop.name for shop in config.competitors) or _("none")),
        (_("Pages of one shop in a night"), number(crawl.max_pages)),
        (_("Longest walk"), count(crawl.max_minutes, "minute", "minutes")),
        (_("Requests a second to one host"), number(f"{crawl.requests_per_second:g}")),
        (_("Keeps to robots.txt"), yes_no(crawl.respect_robots)),
        (_("Asks for links to other hosts"), yes_no(crawl.check_external)),
        (_("Looks at pages in a browser"), yes_no(render.enabled)),
        (_("Devices"), ", ".join(label(DEVICE_WORDS, device) for device in render.devices)),
        (_("Pages in a browser in a night"), number(render.max_pages)),
        (_("Other severities"), severities or _("none")),
    )


def _checks(night: Night) -> Table:
    return Table(
        id="checks",
        caption=_("Every check"),
        columns=(
            Column("check", _("Check"), "check", words=check_words(night.cards)),
            Column("id", _("Id")),
            Column("severity", _("Severity"), "tag", True, spoken(SEVERITY_WORDS)),
            Column("family", _("Family"), facet=True),
            Column("status", _("Tonight"), "tag", True, spoken(STATUS_WORDS)),
            Column("since", _("Since version")),
        ),
        rows=tuple(
            {
                "check": card.id,
                "id": card.id,
                "severity": card.severity.value,
                "family": family_name(card.family),
                "status": status_of(night, card),
                "since": card.since,
            }
            for card in night.cards
        ),
        empty=_("The run holds no checks."),
        export="checks",
        shown=200,
    )


def _mutes(config: Config) -> Table:
    return Table(
        id="mutes",
        caption=_("Kept quiet"),
        columns=(
            Column("check", _("Check")),
            Column("url", _("Pages")),
            Column("reason", _("Reason"), wide=True),
            Column("until", _("Until")),
        ),
        rows=tuple(
            {
                "check": rule.check,
                "url": rule.url,
                "reason": rule.reason,
                "until": rule.until.isoformat() if rule.until else "",
            }
            for rule in config.mute
        ),
        empty=_("Nothing is kept quiet."),
        export="muted",
    )
