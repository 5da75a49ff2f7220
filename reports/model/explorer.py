"""The explorer of every URL seen, and the facts that page.html shows of one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from crawler.records import RenderFacts, Severity, file_key
from reports.language import N_, _, count, ngettext, number, spoken
from reports.model.causes import way_to
from reports.model.findable import (
    INDEX_WORDS,
    LENGTH_WORDS,
    MARKUP_WORDS,
    NOBODY,
    SITEMAP_WORDS,
    PageLook,
)
from reports.model.findings import title_of
from reports.model.night import Night
from reports.model.pageline import PageLine
from reports.model.pages import ExplorerPage
from reports.model.parts import (
    PAGE_STATE_WORDS,
    SEVERITY_WORDS,
    STATE_WORDS,
    Column,
    LazyRows,
    Row,
    Table,
    plain,
)
from reports.model.phone.gallery import REASONS
from reports.model.phone.pictures import glimpse, glimpse_data, marks_of, of_screen, picture
from reports.model.rows import Found
from reports.model.urlfacts import place_facts
from reports.model.values import (
    DEVICE_WORDS,
    EVENT_WORDS,
    KIND_SENTENCES,
    KIND_WORDS,
    LOOK_WORDS,
    REQUEST_WORDS,
    SCREEN_TITLES,
    label,
    tag,
    word,
)
from reports.model.words import day
from reports.text import dump, safe

BUCKETS = 256
"""Data files that URLs are spread over: the first two digits of the page's hash."""
VALUE_HELP = N_("What the links inside the shop give a page (PageRank); 1 is the average page")


WORST_WORDS = {
    "error": (N_("Error"), "error"),
    "warning": (N_("Warning"), "warning"),
    "notice": (N_("Notice"), "notice"),
    "none": (N_("Nothing found"), "good"),
}


def explorer_page(night: Night, looks: Mapping[str, PageLook]) -> ExplorerPage:
    """Build pages.html; `looks` is how the own pages stand with Google, by page key."""
    ok = sum(page.state in ("ok", "same") for page in night.pages)
    many = len(night.sites) > 1
    return ExplorerPage(
        sentence=ngettext(
            "{n} URL of {shops} was asked for tonight; {ok} answered with a page.",
            "{n} URLs of {shops} were asked for tonight; {ok} answered with a page.",
            len(night.pages),
        ).format(
            n=number(len(night.pages)),
            shops=count(len(night.sites), "shop", "shops"),
            ok=number(ok),
        ),
        pages=Table(
            id="pages",
            caption=_("Every URL asked for tonight"),
            columns=(
                Column("url", _("Page"), "page", with_column="page"),
                *((Column("site", _("Shop"), facet=True),) if many else ()),
                Column("state", _("Answer"), "tag", True, spoken(PAGE_STATE_WORDS)),
                Column("kind", _("Kind"), "label", True, spoken(KIND_WORDS)),
                Column("status", _("Status"), "number"),
                Column("title", _("Title"), wide=True),
                Column(
                    "worst", _("Worst finding"), "label", True, spoken(WORST_WORDS), hidden=True
                ),
                Column("error", _("Errors"), "number"),
                Column("warning", _("Warnings"), "number"),
                Column("notice", _("Notices"), "number"),
                Column("template", _("Template"), facet=True, hidden=True),
                Column("depth", _("Clicks from home"), "number"),
                Column("links_in", _("Linked from pages"), "number"),
                Column("value", _("Link value"), "number", help=_(VALUE_HELP), hidden=True),
                Column("price", _("Price"), "money", with_column="currency"),
                Column("index", _("In Google"), "tag", True, spoken(INDEX_WORDS)),
                *_hidden_columns(),
            ),
            rows=LazyRows(night.pages, lambda page: _row(night, page, looks.get(page.key, NOBODY))),
            empty=_("No page was asked for."),
            export="pages",
        ),
    )


def _hidden_columns() -> tuple[Column, ...]:
    """What the numbers of the SEO page link to."""
    lengths = spoken(LENGTH_WORDS)
    return (
        Column("title_length", _("Title length"), "tag", True, lengths, hidden=True),
        Column("description_length", _("Description length"), "tag", True, lengths, hidden=True),
        Column("markup", _("Structured data"), "tag", True, spoken(MARKUP_WORDS), hidden=True),
        Column("types", _("Types of structured data"), facet=True, hidden=True),
        Column("sitemap", _("Sitemap"), "tag", True, spoken(SITEMAP_WORDS), hidden=True),
    )


def _row(night: Night, page: PageLine, look: PageLook) -> Row:
    place = night.places.get(page.key)
    found = night.severities.get(page.key, {})
    return {
        "url": page.url,
        "page": page.hash,
        "site": night.site_name(page.site),
        "state": page.state,
        "kind": page.kind,
        "status": page.status,
        "title": page.title,
        "worst": _worst(night, page, found),
        "error": found.get("error", 0),
        "warning": found.get("warning", 0),
        "notice": found.get("notice", 0),
        "template": place.template if place else "",
        "depth": place.depth if place else page.depth,
        "links_in": place.links_in if place else None,
        "value": round(place.value, 1) if place else None,
        "price": page.price,
        "currency": page.currency,
        "index": look.state,
        "title_length": look.title,
        "description_length": look.description,
        "markup": look.markup,
        "types": look.types,
        "sitemap": look.sitemap,
    }


def _worst(night: Night, page: PageLine, found: Mapping[str, int]) -> str:
    """The worst severity on a page; an error is what the score counts as one."""
    if page.key in night.flawed:
        return "error"
    return next((name for name in ("error", "warning", "notice") if found.get(name)), "none")


class _Words:
    """Closed sets in words: looked up once for half a million findings."""

    def __init__(self) -> None:
        self.severities = {one: tag(SEVERITY_WORDS, one.value) for one in Severity}
        self.answers = {state: tag(PAGE_STATE_WORDS, state) for state in PAGE_STATE_WORDS}
        self.kinds = {kind: _(sentence) for kind, sentence in KIND_SENTENCES.items()}
        self.states = {
            state: tag(STATE_WORDS, state)
            for state in STATE_WORDS
            if state not in ("", "persisting")
        }


def url_details(night: Night) -> Iterator[tuple[str, str]]:
    """JSON of each bucket of pages: `{titles, pages, waiting}`, each by hash but the titles.

    A page is `{facts, price}` as its record told, then what the rest of the run knows of it.
    `waiting` holds the day on which a page was last seen that was not asked tonight.
    """
    found: dict[str, list[Found]] = defaultdict(list)
    for finding in night.findings:
        page = night.hash_of(finding.site, finding.url) or night.hashes.get(finding.subject, "")
        if page:
            found[page].append(finding)
    ended = _ended(night)
    lines = {page.hash: page for page in night.pages}
    words = _Words()
    waiting: dict[str, dict[str, str]] = defaultdict(dict)
    for key, run in night.asked.waiting.items():
        name = file_key(key)
        waiting[name[:2]][name] = day(run)
    for bucket, told in chain(night.spool.buckets(), _left(waiting)):
        pages, checks = [], set()
        for name, facts in told.items():
            mine = found.get(name, [])
            checks.update([finding.check for finding in mine])
            rest = dump(_page(night, lines[name], mine, ended.get(name, []), words))
            pages.append(f"{dump(name)}:{safe(facts.decode())[:-1]},{rest[1:]}")
        titles = dump({check: title_of(night, check) for check in sorted(checks)})
        body = ",\n".join(pages)
        later = dump(waiting.pop(bucket, {}))
        yield bucket, f'{{"titles":{titles},"pages":{{{body}}},"waiting":{later}}}'


def _page(
    night: Night, page: PageLine, found: list[Found], ended: list[Any], words: "_Words"
) -> dict[str, Any]:
    shop = night.site_name(page.site)
    place = night.places.get(page.key)
    way = way_to(night, page.site, page.url)
    return {
        "url": page.url,
        "site": shop,
        "state": words.answers[page.state],
        "kind": words.kinds[page.kind].format(shop=shop),
        "place": [*_seen(night, page), *place_facts(place, page.depth, way)],
        "findings": [_finding(night, finding, words) for finding in found],
        "ended": ended,
        "screens": [_screen(look, found) for look in night.screens.get(page.key, ())],
    }


def _left(waiting: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Buckets in which no page was asked: what is there when the others were taken."""
    for bucket in sorted(waiting):
        yield bucket, {}


def _seen(night: Night, page: PageLine) -> list[list[str]]:
    tonight = day(night.manifest.run)
    read = night.asked.read.get(page.key)
    if read is None:
        return [[_("Last seen on"), tonight]]
    same = _("{day}: it answered that it is as it was on {before}").format(
        day=tonight, before=day(read)
    )
    return [[_("Last seen on"), same]]


def _ended(night: Night) -> dict[str, list[dict[str, Any]]]:
    ended: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for event in night.history.events[-20_000:]:
        page = night.hash_of(night.own, event.url)
        if page and event.event in ("fixed", "reopened", "opened", "gone"):
            ended[page].append(
                {"day": event.run[:10], "event": word(EVENT_WORDS, event.event),
                 "check": event.check, "message": event.message}
            )  # fmt: skip
    return {page: list(reversed(lines))[:20] for page, lines in ended.items()}


def _finding(night: Night, finding: Found, words: _Words) -> list[Any]:
    """Check, severity, state, message, evidence, selector, night of the first sighting, picture.

    A list, because a name in each of half a million findings is half of what is written.
    """
    change = night.changes.get(finding.id)
    state = night.state_of(finding)
    return [
        finding.check,
        words.severities[finding.severity],
        words.states.get(state),
        finding.message,
        finding.shown,
        finding.selector,
        (change.first_seen if change else night.manifest.run)[:10],
        glimpse_data(glimpse(night, finding)) if of_screen(finding) else None,
    ]


def _screen(render: RenderFacts, found: list[Found]) -> dict[str, Any]:
    mine = [one for one in found if one.evidence.get("device", render.device) == render.device]
    whole = render.full_picture or render.screenshot
    shown = picture(whole, _("The page as the device showed it"), marks_of(render, mine))
    return {
        "title": word(SCREEN_TITLES, render.device),
        "facts": _vitals(render),
        "note": render.note,
        "shot": plain(shown) if shown else None,
        "console": [entry.text[:300] for entry in render.console[:10]],
        "failed": [
            [request.url[:300], word(REQUEST_WORDS, request.kind),
             str(request.status or request.error)]
            for request in render.failed_requests[:20]
            if not request.blocked
        ],
        "parties": list(render.third_parties[:30]),
    }  # fmt: skip


def _vitals(render: RenderFacts) -> list[list[str]]:
    def ms(value: float | None) -> str:
        return "" if value is None else f"{number(f'{value:g}')} ms"

    loaded, parties = round(render.transfer_bytes / 1000), len(render.third_parties)
    facts: list[list[Any]] = [
        [_("Device"), label(DEVICE_WORDS, render.device)],
        [_("Looked at"), word(LOOK_WORDS, render.state.value)],
        [_("Because it is"), _(REASONS[render.reason]) if render.reason else ""],
        [_("LCP"), ms(render.lcp_ms)],
        [_("FCP"), ms(render.fcp_ms)],
        [_("CLS"), "" if render.cls is None else number(f"{render.cls:g}")],
        [_("TBT"), ms(render.tbt_ms)],
        [_("First byte"), ms(render.ttfb_ms)],
        [_("Loaded"), f"{number(loaded)} KB" if loaded else ""],
        [_("Requests"), number(render.requests)],
        [_("Other companies"), count(parties, "host", "hosts") if parties else ""],
    ]
    return [fact for fact in facts if fact[1]]
