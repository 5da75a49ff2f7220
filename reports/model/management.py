"""Two sheets of paper for people who do not open the site: summary.html."""

from reports.language import _, count, day_in_words, number
from reports.model.night import Night
from reports.model.pages import OverviewPage, SummaryPage
from reports.model.parts import Tile

LINES = 5
"""Lines of each list: more do not fit on two sheets of A4."""


def summary_page(night: Night, home: OverviewPage) -> SummaryPage:
    """Build summary.html out of the home page's answers, so that both say the same."""
    return SummaryPage(
        day=day_in_words(night.manifest.run),
        sentence=home.sentence,
        score=home.score,
        score_delta=home.score_delta,
        score_trend=home.score_trend,
        tiles=home.tiles,
        worse=home.worse[:LINES],
        worse_empty=home.worse_empty,
        money=home.money[:LINES],
        money_empty=home.money_empty,
        first=home.first[:LINES],
        seen=home.seen,
        charts=home.charts,
        month=_month(night),
        address=night.own_site.url if night.own_site else "",
    )


def _month(night: Night) -> tuple[Tile, ...]:
    """What came and went in the last 30 nights that are known."""
    runs = [run for run in night.history.runs if run.run <= night.manifest.run][-30:]
    if len(runs) < 2:
        return ()
    nights = _("in the last {nights}").format(nights=count(len(runs), "night", "nights"))
    came = sum(run.new + run.reopened for run in runs)
    went = sum(run.fixed for run in runs)
    return (
        Tile(_("Problems that came"), number(came), nights),
        Tile(_("Problems that were fixed"), number(went), nights, tone="good" if went else ""),
    )
