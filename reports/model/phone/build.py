"""All phone pages, and the way between them."""

from crawler.records import JourneyState
from reports.language import _
from reports.model.night import Night
from reports.model.phone.changed import changed, screen_changes_page
from reports.model.phone.coverage import coverage_page
from reports.model.phone.gallery import gallery_page, screen_findings
from reports.model.phone.journeys import journeys_page
from reports.model.phone.pages import PhonePages
from reports.model.phone.speed import speed_page
from reports.model.phone.tags import tags_page
from reports.model.shell import NavLink


def phone_pages(night: Night) -> PhonePages:
    """Build every page about what a phone showed."""
    tabs = phone_tabs(night)
    found = screen_findings(night)
    return PhonePages(
        gallery=gallery_page(night, found, tabs),
        changes=screen_changes_page(night, tabs),
        journeys=journeys_page(night, tabs),
        speed=speed_page(night, found, tabs),
        tags=tags_page(night, tabs),
        coverage=coverage_page(night, tabs),
    )


def phone_tabs(night: Night) -> tuple[NavLink, ...]:
    """The phone pages, with a number where one waits for somebody."""
    broken = sum(journey.state is JourneyState.FAILED for journey in night.journeys)
    return (
        NavLink(_("Pictures"), "mobile.html"),
        NavLink(_("What changed"), "phone/changes.html", len(changed(night)) or None),
        NavLink(_("Journeys"), "phone/journeys.html", broken or None, "error" if broken else ""),
        NavLink(_("Speed"), "phone/speed.html"),
        NavLink(_("Tags and consent"), "phone/tags.html"),
        NavLink(_("Coverage"), "phone/coverage.html"),
    )
