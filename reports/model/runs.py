"""The runs page: was the walk itself sound, and what did it not look at."""

from collections import Counter

from crawler.records import PageState
from reports.language import count
from reports.model.issues import STATUS_WORDS, status_of
from reports.model.night import Night
from reports.model.pages import RunsPage
from reports.model.parts import PAGE_STATE_WORDS, Column, Row, Table
from reports.model.words import day, family_name, platform_name

ROLE_WORDS = {"own": ("Own shop", "notice"), "competitor": ("Competitor", "muted")}


def runs_page(night: Night) -> RunsPage:
    """Build runs.html."""
    manifest = night.manifest
    facts = (
        ("Run", manifest.run),
        ("Storewalk", manifest.tool_version),
        ("Started", manifest.started_at.strftime("%Y-%m-%d %H:%M UTC")),
        ("Compared with", (night.diff.previous or "") if night.diff else ""),
        ("Browser", manifest.browser),
        ("User agent", manifest.user_agent),
        ("Language asked for", manifest.accept_language),
    )
    return RunsPage(
        sentence=_sentence(night),
        facts=tuple((name, value) for name, value in facts if value),
        sites=_sites(night),
        skipped=_skipped(night),
        stages=_stages(night),
        history=_history(night),
    )


def _sentence(night: Night) -> str:
    fatal = sum(note.fatal for note in night.manifest.health)
    if fatal:
        return (
            f"{count(fatal, 'thing', 'things')} went wrong with the walk itself, so nothing that is missing "
            "tonight counts as fixed."
        )
    if night.manifest.health:
        return (
            f"The walk ended well, with {count(len(night.manifest.health), 'remark', 'remarks')}."
        )
    return "The walk ended well."


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
        caption="What was seen of each shop",
        columns=(
            Column("site", "Shop"),
            Column("role", "Role", "tag", words=ROLE_WORDS),
            Column("platform", "Shop system"),
            Column("seen", "Asked for", "number"),
            *(Column(s.value, PAGE_STATE_WORDS[s.value][0], "number") for s in PageState),
            Column("known", "Known", "number", help="URLs known of, asked for or not."),
            Column("left", "Left for later", "number", help="Left out by tonight's budget."),
        ),
        rows=tuple(rows),
        empty="No shop was walked.",
        export="coverage",
    )


def _skipped(night: Night) -> Table:
    rows: list[Row] = []
    for card in night.cards:
        status = status_of(night, card)
        crashed = sum(tally.crashed for tally in night.tallies if tally.check == card.id)
        if status in ("crashed", "not_run", "not_applicable") or crashed:
            shown = "crashed" if crashed else status
            note = f"Failed on {count(crashed, 'page', 'pages')}" if crashed else ""
            rows.append({"status": shown, "check": card.id,
                         "family": family_name(card.family), "note": note})  # fmt: skip
    for check, reason in sorted(night.config.checks.ignore.items()):
        known = any(card.id == check for card in night.cards)
        rows.append({"status": "ignored", "check": check, "nolink": not known,
                     "family": family_name(check.partition("/")[0]), "note": reason})  # fmt: skip
    words = {card.id: (card.title, "") for card in night.cards}
    return Table(
        id="skipped",
        caption="Checks that gave no full verdict",
        columns=(
            Column("status", "What happened", "tag", True, STATUS_WORDS),
            Column("check", "Check", "check", words=words),
            Column("family", "Family", facet=True),
            Column("note", "Note", wide=True),
        ),
        rows=tuple(rows),
        empty="Every check gave a verdict wherever it looked.",
        export="no-verdict",
    )


def _stages(night: Night) -> Table:
    return Table(
        id="stages",
        caption="Stages",
        columns=(
            Column("name", "Stage"),
            Column("started", "Started"),
            Column("seconds", "Seconds", "number"),
        ),
        rows=tuple(
            {
                "name": stage.name.capitalize(),
                "started": stage.started_at.strftime("%Y-%m-%d %H:%M:%S"),
                "seconds": round(stage.seconds, 1),
            }
            for stage in night.manifest.stages
        ),
        empty="The run kept no times.",
        export="stages",
    )


def _history(night: Night) -> Table:
    words = {"yes": ("Sound", "good"), "no": ("Unsound", "error")}
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
        caption="The last runs",
        columns=(
            Column("day", "Night"),
            Column("healthy", "Walk", "tag", words=words),
            Column("score", "Score", "number"),
            Column("ok", "Pages", "number"),
            Column("error", "Errors", "number"),
            Column("warning", "Warnings", "number"),
            Column("new", "New", "number"),
            Column("fixed", "Fixed", "number"),
            Column("reopened", "Came back", "number"),
        ),
        rows=tuple(rows),
        empty="This is the first night.",
        export="runs",
        shown=30,
    )
