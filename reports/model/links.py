"""The links page: broken targets first, with every place that links to them."""

from crawler.records import LinkSource, LinkTarget, TargetState
from reports.language import N_, _, count, ngettext, number, spoken
from reports.model.night import Night
from reports.model.pages import LinksPage
from reports.model.parts import Column, Row, Table, Tile
from reports.model.values import FAILURE_WORDS, TARGET_WORDS, word

PLACES = 20
"""Places shown for a target on the page; links.csv has all that the run kept."""

REGION_WORDS = {
    "header": N_("header"),
    "navigation": N_("navigation"),
    "main": N_("text"),
    "footer": N_("footer"),
}
PLACE_NOTES = {
    "header": (N_("in the header"), N_("“{text}” in the header")),
    "navigation": (N_("in the navigation"), N_("“{text}” in the navigation")),
    "main": (N_("in the text"), N_("“{text}” in the text")),
    "footer": (N_("in the footer"), N_("“{text}” in the footer")),
}
"""Where on a page a link stands: without a text, and with the one it has."""


REASONS = (
    N_("links to other hosts are switched off"),
    N_("the shop refuses us tonight"),
    N_("asking for it could change something (basket, filter or sort link)"),
    N_("robots.txt asks us not to"),
    N_("one of the addresses without end that were left out"),
    N_("outside the section walked"),
    N_("it is a private address, and we do not ask those"),
    N_("not reached within tonight's budget"),
    N_("its redirect was not followed within tonight's budget"),
)
"""Why a target was not asked, as the run says it, for the catalogue."""

WHERE_WORDS = {"own": (N_("Own shop"), "notice"), "outside": (N_("Other host"), "muted")}


def links_page(night: Night) -> LinksPage:
    """Build links.html."""
    targets = night.targets
    broken = [t for t in targets if t.state in (TargetState.BROKEN, TargetState.LOOP)]
    unverified = [t for t in targets if t.state is TargetState.UNVERIFIED]
    left = [t for t in targets if t.state is TargetState.NOT_CHECKED]
    redirects = [t for t in targets if t.state is TargetState.REDIRECT]
    pages = len({source.url for target in broken for source in target.sources})
    return LinksPage(
        sentence=_sentence(len(targets), len(broken), pages, len(unverified) + len(left)),
        tiles=(
            Tile(_("Targets"), number(len(targets)), _("links, images and files")),
            Tile(_("Broken"), number(len(broken)),
                 _("linked from {pages}").format(pages=count(pages, "page", "pages")), "#broken",
                 "error" if broken else "good"),
            Tile(_("Unverified"), number(len(unverified)), _("may be fine for people"),
                 "#unverified", "warning" if unverified else ""),
            Tile(_("Not checked"), number(len(left)), _("budget or robots.txt"), "#unverified"),
            Tile(_("Redirects"), number(len(redirects)), _("arrive with a detour"), "#redirects"),
        ),
        broken=_table(night, "broken", _("Broken targets, the most linked first"), broken,
                      _("Every target that was asked for answers.")),
        unverified=_table(night, "unverified", _("Targets that could not be verified"),
                          unverified + left, _("Every target gave a clear answer.")),
        redirects=_table(night, "redirects", _("Links that take a detour"), redirects,
                         _("No link takes a detour.")),
    )  # fmt: skip


def _sentence(targets: int, broken: int, pages: int, unclear: int) -> str:
    if not targets:
        return _("No link target was asked for tonight.")
    said = [_("None of the {n} link targets is broken.").format(n=number(targets))]
    if broken:
        text = ngettext(
            "{n} of {targets} is broken and linked from {pages}.",
            "{n} of {targets} are broken and linked from {pages}.",
            broken,
        )
        said = [
            text.format(
                n=number(broken),
                targets=count(targets, "link target", "link targets"),
                pages=count(pages, "page", "pages"),
            )
        ]
    if unclear:
        said.append(
            ngettext(
                "{n} target gave no clear answer.", "{n} targets gave no clear answer.", unclear
            ).format(n=number(unclear))
        )
    return " ".join(said)


def _table(night: Night, name: str, caption: str, targets: list[LinkTarget], empty: str) -> Table:
    rows = [_row(night, target) for target in targets]
    rows.sort(key=lambda row: (-int(row["pages"]), str(row["url"])))
    answer = _("Ends at") if name == "redirects" else _("Answer")
    return Table(
        id=name,
        caption=caption,
        columns=(
            Column("url", _("Target"), "url", wide=True),
            Column("ends" if name == "redirects" else "answer", answer,
                   "url" if name == "redirects" else "text", facet=name != "redirects", wide=True),
            *((Column("hops", _("Steps"), "number"),) if name == "redirects" else ()),
            Column("where", _("Where"), "tag", True, spoken(WHERE_WORDS)),
            Column("kind", _("Kind"), "label", True, spoken(TARGET_WORDS)),
            Column("pages", _("Pages"), "number", help=_("Different pages that refer to it.")),
            Column("places", _("Linked from"), "places", wide=True),
        ),
        rows=tuple(rows),
        empty=empty,
        export=f"links-{name}",
    )  # fmt: skip


STATE_WORDS = {
    "ok": N_("Fine"),
    "redirect": N_("Redirect"),
    "broken": N_("Broken"),
    "unverified": N_("Unverified"),
    "not_checked": N_("Not checked"),
}


def _place_note(source: LinkSource) -> str:
    bare, named = PLACE_NOTES[source.region.value]
    return _(named).format(text=source.text) if source.text else _(bare)


def answer_words(target: LinkTarget) -> str:
    """What the target answered, in words."""
    if target.reason.startswith("answers ") and target.status is not None:
        return _("answers {status} to us; it may be fine for people").format(status=target.status)
    if target.reason:
        return _(target.reason)
    if target.state is TargetState.LOOP:
        return _("Redirects in a circle")
    if target.status is not None:
        return _("Status {status}").format(status=target.status)
    if target.failure:
        return word(FAILURE_WORDS, target.failure)
    return word(STATE_WORDS, target.state.value)


def _row(night: Night, target: LinkTarget) -> Row:
    places = [
        [source.url, _place_note(source), night.hash_of(target.site, source.url)]
        for source in target.sources[:PLACES]
    ]
    return {
        "url": target.url,
        "answer": answer_words(target),
        "ends": target.final_url or "",
        "hops": len(target.hops),
        "where": "own" if target.internal else "outside",
        "kind": target.kind,
        "pages": target.pages,
        "places": places,
    }
