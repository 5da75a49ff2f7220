"""phone/tags.html: tags of analytics and advertising, and what a choice about cookies changes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crawler.records import Choice, ConsentFacts, ConsentPhase, TagFacts, TagSeen, split_page_key
from reports.language import N_, _, count, ngettext, number, spoken
from reports.model.night import Night
from reports.model.parts import Column, Row, Table, Tile
from reports.model.phone.pages import TagsPage
from reports.model.shell import NavLink

NOT_LOOKED = N_(
    "Nobody looked at what a choice about cookies changes: render.consent is off, files of other "
    "companies were kept out, or the home page did not open."
)
NOT_KNOWN = N_("not known")
KINDS = {
    "analytics": (N_("Analytics"), "muted"), "marketing": (N_("Advertising"), "muted"),
    "container": (N_("Loads others"), "muted"),
}  # fmt: skip
LOADED = {"yes": (N_("Loaded"), "muted"), "no": (N_("Not loaded"), "muted")}
SENDS, DENIED, LOADS, SILENT = "sends", "denied", "loads", "silent"
DOES = {
    SENDS: (N_("Sends"), "warning"),
    DENIED: (N_("Sends “denied”"), "muted"),
    LOADS: (N_("Loads only"), "muted"),
    SILENT: (N_("Silent"), "good"),
    NOT_KNOWN: (N_("Not known"), "muted"),
}
MAY = DOES | {SENDS: (N_("Sends"), "muted"), SILENT: (N_("Silent"), "muted")}
"""After accepting a tag may send, and one that does not is no better for it."""
STORED = {
    "yes": (N_("Stored"), "warning"),
    "other": (N_("Stored"), "muted"),
    "no": (N_("Not stored"), "muted"),
    NOT_KNOWN: (N_("Not known"), "muted"),
}  # fmt: skip
"""`other`: of no tag that we know, so it may be one that the shop cannot do without."""
MAY_STORE = STORED | {"yes": (N_("Stored"), "muted")}
PHASES = (
    (Choice.NONE, N_("Before a choice")),
    (Choice.REJECTED, N_("After refusing")),
    (Choice.ACCEPTED, N_("After accepting")),
)


@dataclass(slots=True)
class _Sum:
    """One tag with one id, over all pages looked at."""

    kind: str = ""
    loaded: bool = False
    hits: int = 0
    pages: int = 0


def tags_page(night: Night, tabs: tuple[NavLink, ...]) -> TagsPage:
    """Build phone/tags.html."""
    looks = [
        render.tags
        for key, render in night.renders.items()
        if split_page_key(key)[0] == night.own and render.opened and render.tags is not None
    ]
    consent = night.consent
    return TagsPage(
        tabs=tabs,
        sentence=f"{_pages_sentence(looks)} {_choice_sentence(consent)}",
        tiles=_tiles(consent),
        tags=_tags(looks, consent),
        cookies=_cookies(consent),
    )


def _pages_sentence(looks: list[TagFacts]) -> str:
    if not looks:
        return _("No page was looked at in a browser tonight.")
    found = {(tag.tag, tag.id) for look in looks for tag in look.tags}
    out = sum(not look.complete for look in looks)
    said = [
        _("{tags} on {pages} looked at.").format(
            tags=count(len(found), "tag", "tags"), pages=count(len(looks), "page", "pages")
        )
    ]
    if out:
        text = _("On {pages} other companies' files were kept out.")
        said.append(text.format(pages=count(out, "page", "pages")))
    return " ".join(said)


def _choice_sentence(consent: ConsentFacts | None) -> str:
    """What each phase showed; one that is not complete says why."""
    if consent is None:
        return _(NOT_LOOKED)
    said = []
    if consent.cmp:
        said.append(_("The home page asks with {banner}.").format(banner=consent.cmp))
    for name, words in PHASES:
        said.append(_phase_sentence(_(words), consent.phase(name)))
    return " ".join(said)


def _phase_sentence(when: str, phase: ConsentPhase | None) -> str:
    if phase is None or not phase.complete:
        return f"{_('{when}: not known.').format(when=when)} {phase.note if phase else ''}".rstrip()
    if phase.pressed:
        when = _("{when} (“{button}”)").format(when=when, button=phase.pressed)
    senders = _senders(phase)
    if not senders:
        return _("{when}: no tag sends data.").format(when=when)
    return ngettext("{when}: {tags} sends data.", "{when}: {tags} send data.", len(senders)).format(
        when=when, tags=", ".join(senders)
    )


def _known(phase: ConsentPhase | None) -> ConsentPhase | None:
    """The phase, when something may be said about it."""
    return phase if phase is not None and phase.complete else None


def _senders(phase: ConsentPhase | None) -> list[str]:
    """Names of the tags that send something that does not say "denied"."""
    tags = phase.tags if phase else ()
    return sorted({tag.tag for tag in tags if tag.free_hits and tag.kind != "container"})


def _tiles(consent: ConsentFacts | None) -> tuple[Tile, ...]:
    found = {name: _known(consent.phase(name)) if consent else None for name, _ in PHASES}
    warn = {Choice.NONE, Choice.REJECTED}
    return tuple(
        Tile(
            _(words),
            number(len(_senders(phase)) if (phase := found[name]) else None),
            _("tags send data") if phase else _(NOT_KNOWN),
            "#tags",
            "warning" if name in warn and _senders(phase) else "",
        )
        for name, words in PHASES
    )


def _tags(looks: Iterable[TagFacts], consent: ConsentFacts | None) -> Table:
    sums: dict[tuple[str, str], _Sum] = defaultdict(_Sum)
    for look in looks:
        for tag in look.tags:
            one = sums[tag.tag, tag.id]
            one.kind = tag.kind
            one.loaded |= tag.loaded
            one.hits += tag.hits
            one.pages += 1
    for phase in consent.phases if consent else ():
        for tag in phase.tags:  # some are there only after a choice
            one = sums[tag.tag, tag.id]
            one.kind = tag.kind
            one.loaded |= tag.loaded
    return Table(
        id="tags",
        caption=_("Tags of analytics and advertising"),
        columns=(
            Column("tag", _("Tag"), facet=True),
            Column("id", _("Id")),
            *(
                Column(name.value, _(words), "tag", True,
                       spoken(MAY if name is Choice.ACCEPTED else DOES),
                       help=_("On the home page, in a fresh browser."))
                for name, words in PHASES
            ),
            Column("library", _("Program"), "tag", True, spoken(LOADED)),
            Column("hits", _("Hits"), "number",
                   help=_("What it wanted to send; we let none of it out.")),
            Column("pages", _("Pages"), "number", help=_("Of those looked at tonight.")),
            Column("kind", _("Kind"), "tag", True, spoken(KINDS), hidden=True),
        ),
        rows=tuple(
            _row(key, one, consent)
            for key, one in sorted(sums.items(), key=lambda item: (-item[1].pages, item[0]))
        ),
        empty=_("No tag that we know was seen."),
        export="tags",
        shown=25,
    )  # fmt: skip


def _row(key: tuple[str, str], one: _Sum, consent: ConsentFacts | None) -> Row:
    return {
        "tag": key[0],
        "id": key[1],
        "kind": one.kind,
        "library": "yes" if one.loaded else "no",
        "hits": one.hits,
        "pages": one.pages,
        **{
            name.value: _does(_known(consent.phase(name)) if consent else None, key)
            for name, _ in PHASES
        },
    }


def _does(phase: ConsentPhase | None, key: tuple[str, str]) -> str:
    if phase is None:
        return NOT_KNOWN
    found: TagSeen | None = next((tag for tag in phase.tags if (tag.tag, tag.id) == key), None)
    if found is None:
        return SILENT
    if found.free_hits:
        return SENDS
    return DENIED if found.hits else LOADS


def _cookies(consent: ConsentFacts | None) -> Table:
    phases: Mapping[Choice, ConsentPhase | None] = {
        name: _known(consent.phase(name)) if consent else None for name, _ in PHASES
    }
    owners = {
        name: owner for phase in phases.values() if phase for name, owner in phase.cookies.items()
    }
    return Table(
        id="cookies",
        caption=_("Cookies of the home page"),
        columns=(
            Column("cookie", _("Cookie")),
            Column("tag", _("Tag"), facet=True, help=_("Empty: of none that we know.")),
            *(
                Column(name.value, _(words), "tag", True,
                       spoken(MAY_STORE if name is Choice.ACCEPTED else STORED))
                for name, words in PHASES
            ),
        ),
        rows=tuple(
            {
                "cookie": cookie,
                "tag": owner,
                **{name.value: _stores(phase, cookie) for name, phase in phases.items()},
            }
            for cookie, owner in sorted(owners.items(), key=lambda item: (not item[1], item))
        ),
        empty=_("No cookie was seen.") if any(phases.values()) else _("Nobody looked."),
        export="cookies",
        shown=25,
    )  # fmt: skip


def _stores(phase: ConsentPhase | None, cookie: str) -> str:
    if phase is None:
        return NOT_KNOWN
    if cookie not in phase.cookies:
        return "no"
    return "yes" if phase.cookies[cookie] else "other"
