"""The runs page: was the walk itself sound, and what did it not look at."""

from collections import Counter

from crawler.records import PageState
from reports.language import N_, _, count, ngettext, number, spoken
from reports.model.asked import by_nights
from reports.model.issues import STATUS_WORDS, status_of
from reports.model.night import Night
from reports.model.pages import RunsPage
from reports.model.parts import PAGE_STATE_WORDS, Column, Row, Table
from reports.model.values import STAGE_WORDS, word
from reports.model.words import day, family_name, platform_name

ROLE_WORDS = {"own": (N_("Own shop"), "notice"), "competitor": (N_("Competitor"), "muted")}


def runs_page(night: Night) -> RunsPage:
    """Build runs.html."""
    manifest = night.manifest
    facts = (
        (_("Run"), manifest.run),
        ("Storewalk", manifest.tool_version),
        (_("Started"), manifest.started_at.strftime("%Y-%m-%d %H:%M UTC")),
        (_("Compared with"), (night.diff.previous or "") if night.diff else ""),
        (_("Browser"), manifest.browser),
        (_("User agent"), manifest.user_agent),
        (_("Language asked for"), manifest.accept_language),
    )
    return RunsPage(
        sentence=_sentence(night),
        facts=tuple((name, value) for name, value in facts if value),
        sites=_sites(night),
        turns=_turns(night),
        skipped=_skipped(night),
        stages=_stages(night),
        history=_history(night),
    )


def _sentence(night: Night) -> str:
    fatal = sum(note.fatal for note in night.manifest.health)
    if fatal:
        return ngettext(
            "{n} thing went wrong with the walk itself, so nothing that is missing tonight counts "
            "as fixed.",
            "{n} things went wrong with the walk itself, so nothing that is missing tonight counts "
            "as fixed.",
            fatal,
        ).format(n=number(fatal))
    if night.manifest.health:
        return _("The walk ended well, with {remarks}.").format(
            remarks=count(len(night.manifest.health), "remark", "remarks")
        )
    return _("The walk ended well.")


def _sites(night: Night) -> Table:
    seen: dict[str, Counter[str]] = {site.id: Counter() for site in night.sites}
    for page in night.pages:
        seen.setdefault(page.site, Counter())[page.state] += 1
    rows: list[Row] = []
    for site in night.sites:
        rows.append(
            {
                "site": site.name,
                "role": site.role.value,
                "platform": platform_name(site.platform.name),
                "seen": sum(seen[site.id].values()),
                "known": site.counts.get("known"),
                "left": site.counts.get("left"),
                **{state.value: seen[site.id][state.value] for state in PageState},
            }
        )
    return Table(
        id="sites",
        caption=_("What was seen of each shop"),
        columns=(
            Column("site", _("Shop")),
            Column("role", _("Role"), "tag", words=spoken(ROLE_WORDS)),
            Column("platform", _("Shop system")),
            Column("seen", _("Asked for"), "number"),
            *(Column(s.value, _(PAGE_STATE_WORDS[s.value][0]), "number") for s in PageState),
            Column("known", _("Known"), "number", help=_("URLs known of, asked for or not.")),
            Column("left", _("Left for later"), "number", help=_("Left out by tonight's budget.")),
        ),
        rows=tuple(rows),
        empty=_("No shop was walked."),
        export="coverage",
    )


def _turns(night: Night) -> Table:
    tonight = night.manifest.run
    runs = [*(line.run for line in night.history.runs if line.run < tonight), tonight]
    site = night.own_site
    nights = site.counts.get("round_nights", 0) if site else 0
    caption = _("When known pages were last seen")
    if nights:
        caption = ngettext(
            "When known pages were last seen: all have their turn within {n} night",
            "When known pages were last seen: all have their turn within {n} nights", nights,
        ).format(n=number(nights))  # fmt: skip
    waits = any(key.startswith(f"{night.own}:") for key in night.asked.waiting)
    rows = list(by_nights(night.asked, night.own, runs)) if waits else []
    total = sum(pages for _ago, pages in rows)
    return Table(
        id="turns",
        caption=caption,
        columns=(
            Column("when", _("Last seen")),
            Column("pages", _("Pages"), "number"),
            Column("share", _("Share"), "percent"),
        ),
        rows=tuple(
            {"when": _ago_words(ago), "pages": pages, "share": round(100 * pages / total, 1)}
            for ago, pages in rows
        ),
        empty=_("Tonight's walk left no known page of your shop for another night."),
        export="last-seen",
    )


def _ago_words(nights: int) -> str:
    if not nights:
        return _("tonight")
    return ngettext("{n} night ago", "{n} nights ago", nights).format(n=number(nights))


def _skipped(night: Night) -> Table:
    rows: list[Row] = []
    for card in night.cards:
        status = status_of(night, card)
        crashed = sum(tally.crashed for tally in night.tallies if tally.check == card.id)
        if status in ("crashed", "not_run", "not_applicable") or crashed:
            shown = "crashed" if crashed else status
            note = ""
            if crashed:
                note = _("Failed on {pages}").format(pages=count(crashed, "page", "pages"))
            rows.append({"status": shown, "check": card.id,
                         "family": family_name(card.family), "note": note})  # fmt: skip
    for check, reason in sorted(night.config.checks.ignore.items()):
        known = any(card.id == check for card in night.cards)
        rows.append({"status": "ignored", "check": check, "nolink": not known,
                     "family": family_name(check.partition("/")[0]), "note": reason})  # fmt: skip
    words = {card.id: (card.title, "") for card in night.cards}
    return Table(
        id="skipped",
        caption=_("Checks that gave no full verdict"),
        columns=(
            Column("status", _("What happened"), "tag", True, spoken(STATUS_WORDS)),
            Column("check", _("Check"), "check", words=words),
            Column("family", _("Family"), facet=True),
            Column("note", _("Note"), wide=True),
        ),
        rows=tuple(rows),
        empty=_("Every check gave a verdict wherever it looked."),
        export="no-verdict",
    )


def _stages(night: Night) -> Table:
    return Table(
        id="stages",
        caption=_("Stages"),
        columns=(
            Column("name", _("Stage")),
            Column("started", _("Started")),
            Column("seconds", _("Seconds"), "number"),
        ),
        rows=tuple(
            {
                "name": word(STAGE_WORDS, stage.name),
                "started": stage.started_at.strftime("%Y-%m-%d %H:%M:%S"),
                "seconds": round(stage.seconds, 1),
            }
            for stage in night.manifest.stages
        ),
        empty=_("The run kept no times."),
        export="stages",
    )


def _history(night: Night) -> Table:
    words = {"yes": (_("Sound"), "good"), "no": (_("Unsound"), "error")}
    rows: list[Row] = [
        {
            "day": day(line.run),
            "healthy": "yes" if line.healthy else "no",
            "score": line.score,
            "ok": line.pages.get("ok"),
            "error": line.findings.get("error"),
            "warning": line.findings.get("warning"),
            "new": line.new,
            "fixed": line.fixed,
            "reopened": line.reopened,
        }
        for line in reversed(night.history.runs[-30:])
    ]
    return Table(
        id="history",
        caption=_("The last runs"),
        columns=(
            Column("day", _("Night")),
            Column("healthy", _("Walk"), "tag", words=words),
            Column("score", _("Score"), "number"),
            Column("ok", _("Pages"), "number"),
            Column("error", _("Errors"), "number"),
            Column("warning", _("Warnings"), "number"),
            Column("new", _("New"), "number"),
            Column("fixed", _("Fixed"), "number"),
            Column("reopened", _("Came back"), "number"),
        ),
        rows=tuple(rows),
        empty=_("This is the first night."),
        export="runs",
        shown=30,
    )
