"""mobile.html: pages as a phone showed them, by template, with what is wrong drawn over them."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from crawler.records import LookReason, RenderFacts, RenderState, split_page_key
from reports.language import N_, _, count, ngettext, number
from reports.model.findings import MOST_ROWS, finding_cells, finding_columns, issue_href
from reports.model.night import Night
from reports.model.parts import Item, LazyRows, Table, Tile
from reports.model.phone.pages import PhoneCard, PhonePage, TemplateGroup
from reports.model.phone.pictures import marks_of, of_screen, picture
from reports.model.rows import Found
from reports.model.shell import NavLink
from reports.model.values import DEVICE_WORDS, label
from reports.model.words import clip

CARDS = 6
"""Cards of one template; the table below has every finding."""
GROUPS = 20
FINE = 2
"""Pages without a problem that are shown of a template: a coordinator wants to see them, too."""
OWN_PAGES = N_("Pages of their own")

REASONS = {
    LookReason.HOME: N_("the home page"),
    LookReason.WATCHED: N_("a watched product"),
    LookReason.TEMPLATE: N_("stands for its template"),
    LookReason.FLAGGED: N_("had a problem before"),
    LookReason.CHANGED: N_("new or changed"),
    LookReason.ROTATION: N_("its turn had come"),
    LookReason.RIVAL: N_("a competitor's page without a price in its HTML"),
}

ByPage = Mapping[str, list[Found]]


def screen_findings(night: Night) -> ByPage:
    """Findings of the screen by page key."""
    found: dict[str, list[Found]] = defaultdict(list)
    for finding in night.findings:
        if of_screen(finding) and finding.subject in night.renders:
            found[finding.subject].append(finding)
    return found


def gallery_page(night: Night, found: ByPage, tabs: tuple[NavLink, ...]) -> PhonePage:
    """Build mobile.html."""
    bad = [key for key in night.renders if found.get(key) or failed(night.renders[key])]
    gone = sum(failed(render) for render in night.renders.values())
    kinds = Counter(finding.severity.value for group in found.values() for finding in group)
    seen = len(night.renders)
    problems = [finding for finding in night.findings if of_screen(finding)]
    return PhonePage(
        tabs=tabs,
        sentence=_sentence(seen, len(bad), gone),
        tiles=(
            Tile(_("Pages looked at"), number(seen), night.manifest.browser or _("no browser ran"),
                 "phone/coverage.html"),
            Tile(_("With problems"), number(len(bad)), "", "#problems", "error" if bad else ""),
            Tile(_("Fix now"), number(kinds["error"]), _("findings"), "#problems",
                 "error" if kinds["error"] else ""),
            Tile(_("Did not open"), number(gone), "", "phone/speed.html#vitals",
                 "warning" if gone else ""),
        ),
        groups=_groups(night, found),
        problems=Table(
            id="problems",
            caption=_caption(len(problems)),
            columns=finding_columns(night),
            rows=LazyRows(
                problems[:MOST_ROWS],
                lambda finding: finding_cells(night, finding),
            ),
            empty=_("Nothing wrong was seen on a phone tonight.") if seen
            else _("No page was looked at in a browser tonight."),
            export="phone-findings",
            shown=25,
        ),
    )  # fmt: skip


def _caption(found: int) -> str:
    if found <= MOST_ROWS:
        return _("Everything found on a screen")
    return _(
        "The gravest {shown} of {found} findings on a screen; the others are on the pages of their "
        "checks"
    ).format(shown=number(MOST_ROWS), found=number(found))


def failed(render: RenderFacts) -> bool:
    """Whether the page was not seen at all."""
    return render.state in (RenderState.FAILED, RenderState.CRASHED)


def _groups(night: Night, found: ByPage) -> tuple[TemplateGroup, ...]:
    keys: dict[str, list[str]] = defaultdict(list)
    for key, render in night.renders.items():
        keys[render.template or _(OWN_PAGES)].append(key)
    known = Counter(
        place.template or _(OWN_PAGES) for place in night.places.values() if place.site == night.own
    )
    groups = []
    for name, members in keys.items():
        members.sort(key=lambda key: (-_weight(found.get(key, [])), key))
        bad = [key for key in members if found.get(key) or failed(night.renders[key])]
        fine = [key for key in members if key not in bad][: max(FINE, CARDS // 2 - len(bad))]
        chosen = bad[:CARDS] + fine[: CARDS - len(bad[:CARDS])]
        weight = sum(_weight(found.get(key, [])) for key in members)
        total = max(known[name], len(members))
        group = TemplateGroup(
            name=name,
            sentence=_("{pages}, {seen} looked at, {bad} with problems.").format(
                pages=count(total, "page", "pages"), seen=number(len(members)), bad=number(len(bad))
            ),
            cards=tuple(_card(night, key, found.get(key, [])) for key in chosen),
            left_out=max(0, len(bad) - CARDS),
        )
        groups.append((-weight, -len(members), name, group))
    return tuple(group for *_order, group in sorted(groups, key=lambda row: row[:3])[:GROUPS])


def _weight(found: list[Found]) -> int:
    return sum((1000, 30, 1)[finding.severity.rank] for finding in found)


def _sentence(seen: int, bad: int, gone: int) -> str:
    if not seen:
        return _("No page was looked at in a browser tonight.")
    said = [
        ngettext(
            "{n} of {pages} looked at on a phone has a problem.",
            "{n} of {pages} looked at on a phone have a problem.",
            bad,
        ).format(n=number(bad), pages=count(seen, "page", "pages"))
        if bad
        else ngettext(
            "The one page looked at on a phone is fine.",
            "All {n} pages looked at on a phone are fine.",
            seen,
        ).format(n=number(seen))
    ]
    if gone:
        said.append(
            ngettext("{n} page did not open.", "{n} pages did not open.", gone).format(
                n=number(gone)
            )
        )
    return " ".join(said)


def _card(night: Night, key: str, found: list[Found]) -> PhoneCard:
    render = night.renders[key]
    url = split_page_key(key)[1]
    title = clip(render.title or url, 120)
    problems = [
        Item(
            clip(finding.message, 200),
            "",
            issue_href(finding.check),
            finding.severity.value,
            foreign=True,
        )
        for finding in found[:8]
    ]
    if len(found) > len(problems):
        more = _("{n} more").format(n=number(len(found) - len(problems)))
        problems.append(Item(more, "", "", "notice"))
    if not problems and failed(render):
        problems = [Item(render.note or _("The page did not open."), tone="error")]
    elif not problems:
        problems = [Item(_("Nothing wrong was seen."), tone="good")]
    return PhoneCard(
        url=url,
        hash=night.hashes.get(key, ""),
        title=title,
        device=label(DEVICE_WORDS, render.device),
        why=_(REASONS[render.reason]) if render.reason else "",
        shot=picture(
            render.screenshot,
            _("The page {page} as a phone showed it").format(page=title),
            marks_of(render, found),
        ),
        problems=tuple(problems),
    )
