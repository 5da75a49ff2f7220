"""phone/tags.html: tags of analytics and advertising, and what a choice about cookies changes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crawler.records import Choice, ConsentFacts, ConsentPhase, TagFacts, TagSeen, split_page_key
from reports.language import count
from reports.model.night import Night
from reports.model.pages import NavLink
from reports.model.parts import Column, Row, Table, Tile
from reports.model.phone.pages import TagsPage

NOT_LOOKED = (
    "Nobody looked at what a choice about cookies changes: render.consent is off, files of other "
    "companies were kept out, or the home page did not open."
)
NOT_KNOWN = "not known"
KINDS = {
    "analytics": ("Analytics", "muted"), "marketing": ("Advertising", "muted"),
    "container": ("Loads others", "muted"),
}  # fmt: skip
LOADED = {"yes": ("Loaded", "muted"), "no": ("Not loaded", "muted")}
SENDS, DENIED, LOADS, SILENT = "sends", "denied", "loads", "silent"
DOES = {
    SENDS: ("Sends", "warning"),
    DENIED: ("Sends “denied”", "muted"),
    LOADS: ("Loads only", "muted"),
    SILENT: ("Silent", "good"),
    NOT_KNOWN: ("Not known", "muted"),
}
MAY = DOES | {SENDS: ("Sends", "muted"), SILENT: ("Silent", "muted")}
"""After accepting a tag may send, and one that does not is no better for it."""
STORED = {
    "yes": ("Stored", "warning"), "other": ("Stored", "muted"), "no": ("Not stored", "muted"),
    NOT_KNOWN: ("Not known", "muted"),
}  # fmt: skip
"""`other`: of no tag that we know, so it may be one that the shop cannot do without."""
MAY_STORE = STORED | {"yes": ("Stored", "muted")}
PHASES = (
    (Choice.NONE, "Before a choice"),
    (Choice.REJECTED, "After refusing"),
    (Choice.ACCEPTED, "After accepting"),
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
        return "No page was looked at in a browser tonight."
    found = {(tag.tag, tag.id) for look in looks for tag in look.tags}
    out = sum(not look.complete for look in looks)
    kept = f" On {count(out, 'page', 'pages')} other companies' files were kept out." if out else ""
    return f"{count(len(found), 'tag', 'tags')} on {count(len(looks), 'page', 'pages')} looked at.{kept}"


def _choice_sentence(consent: ConsentFacts | None) -> str:
    """What each phase showed; one that is not complete says why."""
    if consent is None:
        return NOT_LOOKED
    said = [f"The home page asks with {consent.cmp}." if consent.cmp else ""]
    for name, words in PHASES:
        phase = consent.phase(name)
        if _known(phase) is None:
            said.append(f"{words}: not known. {phase.note if phase else ''}".rstrip())
        else:
            senders = _senders(phase)
            tap = f" (“{phase.pressed}”)" if phase and phase.pressed else ""
            verb = "send" if len(senders) > 1 else "sends"
            said.append(f"{words}{tap} {', '.join(senders) or 'no tag'} {verb} data.")
    return " ".join(filter(None, said))


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
            words,
            f"{len(_senders(phase)):,}" if (phase := found[name]) else "–",
            "tags send data" if phase else NOT_KNOWN,
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
        caption="Tags of analytics and advertising",
        columns=(
            Column("tag", "Tag", facet=True),
            Column("id", "Id"),
            *(
                Column(name.value, words, "tag", True, MAY if name is Choice.ACCEPTED else DOES,
                       help="On the home page, in a fresh browser.")
                for name, words in PHASES
            ),
            Column("library", "Program", "tag", True, LOADED),
            Column("hits", "Hits", "number", help="What it wanted to send; we let none of it out."),
            Column("pages", "Pages", "number", help="Of those looked at tonight."),
            Column("kind", "Kind", "tag", True, KINDS, hidden=True),
        ),
        rows=tuple(
            _row(key, one, consent)
            for key, one in sorted(sums.items(), key=lambda item: (-item[1].pages, item[0]))
        ),
        empty="No tag that we know was seen.",
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
        caption="Cookies of the home page",
        columns=(
            Column("cookie", "Cookie"),
            Column("tag", "Tag", facet=True, help="Empty: of none that we know."),
            *(
                Column(name.value, words, "tag", True,
                       MAY_STORE if name is Choice.ACCEPTED else STORED)
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
        empty="No cookie was seen." if any(phases.values()) else "Nobody looked.",
        export="cookies",
        shown=25,
    )  # fmt: skip


def _stores(phase: ConsentPhase | None, cookie: str) -> str:
    if phase is None:
        return NOT_KNOWN
    if cookie not in phase.cookies:
        return "no"
    return "yes" if phase.cookies[cookie] else "other"
