"""What was looked at tonight and what was not, so that quiet is not taken for fine."""

from collections import Counter

from crawler.records import JourneyState, PageState, split_page_key
from reports.language import _, count, ngettext, number
from reports.model.issues import status_of
from reports.model.night import Night
from reports.model.parts import Item


def seen_tonight(night: Night) -> tuple[Item, ...]:
    """Pages, phone, checks, prices and the way to the checkout: each with what was left out."""
    return (
        _pages(night),
        _phone(night),
        _checkout(night),
        _checks(night),
        *_prices(night),
        *_memory(night),
    )


def _pages(night: Night) -> Item:
    own = [page for page in night.pages if page.site == night.own]
    read = sum(page.state == PageState.OK for page in own)
    site = night.own_site
    known = site.counts.get("known", len(own)) if site else len(own)
    failed = sum(page.state in (PageState.FAILED, PageState.BLOCKED) for page in own)
    text = _("{pages} read of {known} known addresses").format(
        pages=count(read, "page", "pages"), known=number(max(known, len(own)))
    )
    detail = ""
    if failed:
        detail = ngettext(
            "{n} address gave no answer", "{n} addresses gave no answer", failed
        ).format(n=number(failed))
    elif same := sum(page.state == PageState.SAME for page in own):
        detail = ngettext(
            "{n} more answered that nothing has changed",
            "{n} more answered that nothing has changed",
            same,
        ).format(n=number(same))
    elif known > len(own):
        detail = ngettext(
            "{n} address was not asked for tonight", "{n} addresses were not asked for tonight",
            known - len(own),
        ).format(n=number(known - len(own)))  # fmt: skip
    tone = "warning" if not read or failed > read // 20 else "good"
    return Item(text, detail, "runs.html", tone)


def _phone(night: Night) -> Item:
    looked = sum(split_page_key(key)[0] == night.own for key in night.renders)
    if not looked:
        return Item(_("No page was looked at on a phone tonight"),
                    _("Checks of the phone have no verdict"),
                    "phone/coverage.html", "notice")  # fmt: skip
    text = _("{pages} looked at on a phone").format(pages=count(looked, "page", "pages"))
    return Item(text, _("The others have their turn"), "phone/coverage.html", "good")


def _checkout(night: Night) -> Item:
    href = "phone/journeys.html"
    if not night.journeys:
        return Item(_("The way to the checkout was not walked"), "", href, "notice")
    states = Counter(journey.state for journey in night.journeys)
    journeys = count(len(night.journeys), "journey", "journeys")
    if failed := states[JourneyState.FAILED]:
        text = _("{n} of {journeys} to the checkout failed").format(
            n=number(failed), journeys=journeys
        )
        return Item(text, "", href, "error")
    if unsure := states[JourneyState.UNSURE]:
        text = _("{n} of {journeys} to the checkout ended without a verdict").format(
            n=number(unsure), journeys=journeys
        )
        return Item(text, "", href, "notice")
    return Item(_("The way to the checkout was walked to its end"), "", href, "good")


def _checks(night: Night) -> Item:
    states = Counter(status_of(night, card) for card in night.cards)
    judged = states["found"] + states["passed"]
    silent = states["not_run"] + states["crashed"]
    waits = states["waits"]
    text = _("{n} of {checks} gave a verdict").format(
        n=number(judged), checks=count(len(night.cards), "check", "checks")
    )
    detail = _("{n} had nothing to look at").format(n=number(states["not_applicable"]))
    href = "issues/index.html#quiet.f.status=not_applicable"
    if silent:
        detail = _("{n} did not run or crashed, which is no pass").format(n=number(silent))
        href = "issues/index.html#quiet.f.status=not_run,crashed"
    elif waits:
        detail = ngettext(
            "{n} has open findings that it could not look at",
            "{n} have open findings that they could not look at", waits,
        ).format(n=number(waits))  # fmt: skip
        href = "issues/index.html#quiet.f.status=waits"
    return Item(text, detail, href, "warning" if silent else "good")


def _memory(night: Night) -> tuple[Item, ...]:
    """What the history could not tell, because it was damaged."""
    damaged = sum(note.code == "state-damaged" for note in night.manifest.health)
    if not damaged:
        return ()
    return (
        Item(
            _("Of earlier nights not everything is known"),
            ngettext(
                "{n} file of the history could not be read",
                "{n} files of the history could not be read",
                damaged,
            ).format(n=number(damaged)),
            "runs.html",
            "warning",
        ),
    )


def _prices(night: Night) -> tuple[Item, ...]:
    if not night.config.products and not night.market.there:
        return ()
    total = night.market.total
    text = _("{n} of {products} compared with competitors").format(
        n=number(total.compared),
        products=count(total.products, "watched product", "watched products"),
    )
    detail = ""
    if total.missing:
        detail = ngettext(
            "{n} competitor's price was not seen", "{n} competitors' prices were not seen",
            total.missing,
        ).format(n=number(total.missing))  # fmt: skip
    tone = "good" if total.compared else "warning"
    return (Item(text, detail, "prices/market.html", tone),)
