"""The about page: how the score is made, which checks there are, what is not checked."""

from crawler.config.model import Config
from reports.model.findings import check_words
from reports.model.issues import STATUS_WORDS, status_of
from reports.model.night import Night
from reports.model.pages import AboutPage
from reports.model.parts import SEVERITY_WORDS, Column, Item, Table
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
    severities = ", ".join(f"{check}: {severity.value}" for check, severity in changed)
    return (
        ("Own shop", f"{config.store.name}, {config.store.url}"),
        ("Competitors", ", ".join(shop.name for shop in config.competitors) or "none"),
        ("Pages of one shop in a night", f"{crawl.max_pages:,}"),
        ("Longest walk", f"{crawl.max_minutes} minutes"),
        ("Requests a second to one host", f"{crawl.requests_per_second:g}"),
        ("Keeps to robots.txt", "yes" if crawl.respect_robots else "no"),
        ("Asks for links to other hosts", "yes" if crawl.check_external else "no"),
        ("Looks at pages in a browser", "yes" if render.enabled else "no"),
        ("Devices", ", ".join(render.devices)),
        ("Pages in a browser in a night", f"{render.max_pages:,}"),
        ("Other severities", severities or "none"),
    )


def _checks(night: Night) -> Table:
    return Table(
        id="checks",
        caption="Every check",
        columns=(
            Column("check", "Check", "check", words=check_words(night.cards)),
            Column("id", "Id"),
            Column("severity", "Severity", "tag", True, SEVERITY_WORDS),
            Column("family", "Family", facet=True),
            Column("status", "Tonight", "tag", True, STATUS_WORDS),
            Column("since", "Since version"),
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
        empty="The run holds no checks.",
        export="checks",
        shown=200,
    )


def _mutes(config: Config) -> Table:
    return Table(
        id="mutes",
        caption="Kept quiet",
        columns=(
            Column("check", "Check"),
            Column("url", "Pages"),
            Column("reason", "Reason", wide=True),
            Column("until", "Until"),
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
        empty="Nothing is kept quiet.",
        export="muted",
    )
