"""One frozen dataclass per kind of page: exactly what its template may use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reports.model.feed import Feed
from reports.model.pages_views import AreasPage, CausesPage, SeoPage, TrendsPage
from reports.model.parts import Chart, Item, Row, Table, Tile, told
from reports.model.phone.pages import Glimpse, PhonePages
from reports.model.score import Score
from reports.model.shell import NavLink, Shell


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """index.html"""

    sentence: str = field(metadata=told("Tonight in one plain sentence."))
    score: Score = field(metadata=told("The health score with its denominator."))
    score_delta: float | None = field(
        metadata=told("Points since the last run. None: nothing to compare.")
    )
    score_trend: str = field(
        metadata=told("Score of the last runs, comma separated, for a sparkline.")
    )
    score_href: str = field(metadata=told("The list of the pages that the score counts."))
    tiles: tuple[Tile, ...] = field(metadata=told("The numbers of the night, each a link."))
    worse: tuple[Item, ...] = field(metadata=told("What got worse since the last run."))
    worse_empty: str = field(metadata=told("Sentence when nothing got worse."))
    money: tuple[Item, ...] = field(metadata=told("What costs money now."))
    money_empty: str = field(metadata=told("Sentence when nothing does."))
    first: tuple[Item, ...] = field(metadata=told("Causes to mend first, biggest effect on top."))
    seen: tuple[Item, ...] = field(metadata=told("What was looked at tonight, and what was not."))
    charts: tuple[Chart, ...] = field(metadata=told("Trends; empty on the first night."))
    families: Table = field(metadata=told("Open findings by family of checks."))


@dataclass(frozen=True, slots=True)
class SummaryPage:
    """summary.html: two sheets of A4, also as downloads/summary.pdf when asked for."""

    day: str = field(metadata=told("The night in words."))
    address: str = field(metadata=told("Address of the shop; empty when it was not reached."))
    sentence: str = field(metadata=told("Tonight in one plain sentence."))
    score: Score = field(metadata=told("The health score with its denominator."))
    score_delta: float | None = field(metadata=told("Points since the last run."))
    score_trend: str = field(metadata=told("Score of the last runs for a sparkline."))
    tiles: tuple[Tile, ...] = field(metadata=told("The numbers of the night."))
    month: tuple[Tile, ...] = field(metadata=told("What came and went in the last nights."))
    worse: tuple[Item, ...] = field(metadata=told("What got worse since the last run."))
    worse_empty: str = field(metadata=told("Sentence when nothing got worse."))
    money: tuple[Item, ...] = field(metadata=told("What costs money now."))
    money_empty: str = field(metadata=told("Sentence when nothing does."))
    first: tuple[Item, ...] = field(metadata=told("Causes to mend first."))
    seen: tuple[Item, ...] = field(metadata=told("What was looked at, and what was not."))
    charts: tuple[Chart, ...] = field(metadata=told("Trends; empty on the first night."))


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """changes.html"""

    sentence: str = field(metadata=told("What changed, in one sentence."))
    compared: str = field(
        metadata=told("Start of the run compared with; empty on the first night.")
    )
    tiles: tuple[Tile, ...] = field(metadata=told("One number for each state."))
    changes: Table = field(metadata=told("Every finding that is not as it was."))
    open: Table = field(metadata=told("Findings that were open before and still are."))
    prices: Table = field(metadata=told("Prices and stock that changed."))


@dataclass(frozen=True, slots=True)
class IssuesPage:
    """issues/index.html"""

    tabs: tuple[NavLink, ...] = field(metadata=told("The views of the issues."))
    sentence: str = field(metadata=told("How many checks found something."))
    tiles: tuple[Tile, ...] = field(metadata=told("Counts by severity."))
    open: Table = field(metadata=told("Checks with findings, worst first."))
    quiet: Table = field(
        metadata=told("Checks without findings, and those that did not look tonight.")
    )


@dataclass(frozen=True, slots=True)
class Hint:
    """How to mend it in one shop system."""

    platform: str = field(metadata=told("Name of the shop system."))
    text: str = field(metadata=told("Where to click."))
    current: bool = field(metadata=told("Whether the own shop runs on it."))


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from."""

    label: str = field(metadata=told("Text of the link."))
    href: str = field(metadata=told("http(s) address; empty when it is not one."))


@dataclass(frozen=True, slots=True)
class IssuePage:
    """issues/<family>-<name>.html"""

    id: str = field(metadata=told("Check id."))
    name: str = field(metadata=told("The failing state in one line."))
    family: str = field(metadata=told("Family of the check."))
    severity: str = field(metadata=told("error, warning or notice, as configured."))
    status: str = field(
        metadata=told("found, passed, not_applicable, crashed, ignored or not_run.")
    )
    sentence: str = field(metadata=told("The result of tonight in one sentence."))
    why: str = field(metadata=told("Markdown: why it matters."))
    fix: str = field(metadata=told("Markdown: how to mend it, without the platform hints."))
    hints: tuple[Hint, ...] = field(
        metadata=told("Where to click, one for each shop system named.")
    )
    limits: str = field(metadata=told("Markdown: what is not checked; may be empty."))
    sources: tuple[Source, ...] = field(metadata=told("Where the rule comes from."))
    since: str = field(metadata=told("Version that brought the check."))
    tiles: tuple[Tile, ...] = field(
        metadata=told("Passed, flagged, not applicable, crashed, muted.")
    )
    tallies: Table = field(metadata=told("The same counts for each site."))
    trend: tuple[tuple[str, int | None], ...] = field(
        metadata=told("Day and number of findings, oldest first; none where nobody looked.")
    )
    causes: Table = field(metadata=told("Mends that remove more than one finding, and where."))
    findings: Table = field(metadata=told("Every finding with its evidence."))
    glimpses: tuple[Glimpse, ...] = field(
        metadata=told("Where some of them are on the screen; empty for other checks.")
    )
    pictures: tuple[NavLink, ...] = field(
        metadata=told("The page with the pictures of such findings; empty where there is none.")
    )
    crash: str = field(metadata=told("First traceback; empty when nothing crashed."))


@dataclass(frozen=True, slots=True)
class ExplorerPage:
    """pages.html"""

    sentence: str = field(metadata=told("How many pages were seen."))
    pages: Table = field(metadata=told("Every URL seen."))


@dataclass(frozen=True, slots=True)
class UrlPage:
    """page.html, which scripts fill for any URL."""

    buckets: int = field(metadata=told("Number of data files that the URLs are spread over."))


@dataclass(frozen=True, slots=True)
class PricesPage:
    """prices.html"""

    tabs: tuple[NavLink, ...] = field(metadata=told("The price pages."))
    sentence: str = field(metadata=told("The price position in one sentence."))
    tiles: tuple[Tile, ...] = field(metadata=told("The market in numbers, each a link."))
    formula: str = field(metadata=told("How the index is computed."))
    there: bool = field(metadata=told("Whether the run holds tables of the market."))
    movers: tuple[Item, ...] = field(metadata=told("The largest moves of last night."))
    movers_empty: str = field(metadata=told("Sentence when nothing moved."))
    trend_note: str = field(metadata=told("Why there is no index over time; empty when there is."))
    trend: tuple[Chart, ...] = field(metadata=told("The index night by night."))
    charts: tuple[Chart, ...] = field(metadata=told("Own prices against the market."))
    products: Table = field(metadata=told("One row for each watched product."))


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """prices/market.html"""

    tabs: tuple[NavLink, ...] = field(metadata=told("The price pages."))
    sentence: str = field(metadata=told("How many offers count."))
    matrix: Table = field(metadata=told("Products by shop."))
    offers: Table = field(metadata=told("Every offer."))
    there: bool = field(metadata=told("Whether the run holds tables of the market."))


@dataclass(frozen=True, slots=True)
class MovesPage:
    """prices/moves.html"""

    tabs: tuple[NavLink, ...] = field(metadata=told("The price pages."))
    sentence: str = field(metadata=told("Who moved last night, in one sentence."))
    tiles: tuple[Tile, ...] = field(metadata=told("Up, down, out of stock, back."))
    moves: Table = field(metadata=told("Watched offers whose price or stock moved."))
    changes: Table = field(metadata=told("Prices and stock that changed on any page."))


@dataclass(frozen=True, slots=True)
class TotalsPage:
    """prices/totals.html"""

    tabs: tuple[NavLink, ...] = field(metadata=told("The price pages."))
    sentence: str = field(metadata=told("What the averages stand on."))
    rivals: Table = field(metadata=told("One row for each competitor."))
    brands: Table = field(metadata=told("One row for each brand."))
    categories: Table = field(metadata=told("One row for each category."))


@dataclass(frozen=True, slots=True)
class RulesPage:
    """prices/rules.html"""

    tabs: tuple[NavLink, ...] = field(metadata=told("The price pages."))
    sentence: str = field(metadata=told("What breaks a rule, in one sentence."))
    tiles: tuple[Tile, ...] = field(metadata=told("Findings by rule, each a link."))
    limits: Table = field(metadata=told("Offers of products with a lowest or highest price."))
    omnibus: Table = field(metadata=told("Announced reductions, and how they were worked out."))


@dataclass(frozen=True, slots=True)
class TruthPage:
    """prices/truth.html"""

    tabs: tuple[NavLink, ...] = field(metadata=told("The price pages."))
    sentence: str = field(metadata=told("Whether the sides of the own products agree."))
    truth: Table = field(metadata=told("What every side says of the own products."))
    lists: Table = field(metadata=told("Feeds and the shop system's list, as they were read."))


@dataclass(frozen=True, slots=True)
class ProductPage:
    """product.html, which scripts fill for any watched product."""

    products: int = field(metadata=told("Number of watched products."))
    drawn: int = field(metadata=told("For how many the price history is drawn."))
    limit: int = field(metadata=told("For how many it is drawn at most."))


@dataclass(frozen=True, slots=True)
class LinksPage:
    """links.html"""

    sentence: str = field(metadata=told("How many targets are broken."))
    tiles: tuple[Tile, ...] = field(metadata=told("Counts by state."))
    broken: Table = field(metadata=told("Targets that do not answer, and where they are linked."))
    unverified: Table = field(metadata=told("Targets that may be fine for people."))
    redirects: Table = field(metadata=told("Links that take a detour."))


@dataclass(frozen=True, slots=True)
class RunsPage:
    """runs.html"""

    sentence: str = field(metadata=told("Whether the walk was sound."))
    facts: tuple[tuple[str, str], ...] = field(
        metadata=told("Name and value: versions, identity, times.")
    )
    sites: Table = field(metadata=told("Pages by state for each site."))
    turns: Table = field(metadata=told("Own pages by how many nights ago they were last seen."))
    skipped: Table = field(metadata=told("Checks that did not run or crashed."))
    stages: Table = field(metadata=told("How long each stage took."))
    history: Table = field(metadata=told("The last runs."))


@dataclass(frozen=True, slots=True)
class AboutPage:
    """about.html"""

    score: Score = field(metadata=told("The score with its formula."))
    checks: Table = field(metadata=told("Every check with its state."))
    limits: tuple[Item, ...] = field(metadata=told("What is not checked."))
    settings: tuple[tuple[str, str], ...] = field(metadata=told("Name and value, without secrets."))
    mutes: Table = field(metadata=told("Findings kept quiet, with reasons."))


@dataclass(frozen=True, slots=True)
class ToolsPage:
    """tools.html"""

    sentence: str = field(metadata=told("How many checks have a name elsewhere."))
    names: Table = field(metadata=told("One row for each name of another tool."))
    own: Table = field(metadata=told("Checks that no other tool has a name for."))


@dataclass(frozen=True, slots=True)
class GroupPage:
    """group.html: the first page of a site with several shops."""

    sentence: str = field(metadata=told("The group tonight in one plain sentence."))
    tiles: tuple[Tile, ...] = field(metadata=told("Sums over all shops."))
    shops: Table = field(metadata=told("One row for each shop."))
    worse: tuple[Item, ...] = field(metadata=told("What costs money now, across the shops."))
    worse_empty: str = field(metadata=told("Sentence when nothing does."))
    common: Table = field(metadata=told("Checks that found something in several shops."))


@dataclass(frozen=True, slots=True)
class TermPart:
    """One word of the glossary."""

    id: str = field(metadata=told("Anchor on the page."))
    name: str = field(metadata=told("The word."))
    meaning: str = field(metadata=told("What it means."))


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """glossary.html"""

    groups: tuple[tuple[str, tuple[TermPart, ...]], ...] = field(
        metadata=told("Heading and its words, sorted as the language sorts them.")
    )


@dataclass(frozen=True, slots=True)
class ReportModel:
    """The whole report."""

    shell: Shell = field(metadata=told("Around every page."))
    overview: OverviewPage = field(metadata=told("index.html"))
    management: SummaryPage = field(metadata=told("summary.html"))
    changes: ChangesPage = field(metadata=told("changes.html"))
    issues: IssuesPage = field(metadata=told("issues/index.html"))
    causes: CausesPage = field(metadata=told("issues/causes.html"))
    areas: AreasPage = field(metadata=told("issues/areas.html"))
    checks: tuple[IssuePage, ...] = field(metadata=told("One page for each check."))
    seo: SeoPage = field(metadata=told("seo.html"))
    trends: TrendsPage = field(metadata=told("trends.html"))
    explorer: ExplorerPage = field(metadata=told("pages.html"))
    url: UrlPage = field(metadata=told("page.html"))
    prices: PricesPage = field(metadata=told("prices.html"))
    matrix: MatrixPage = field(metadata=told("prices/market.html"))
    moves: MovesPage = field(metadata=told("prices/moves.html"))
    totals: TotalsPage = field(metadata=told("prices/totals.html"))
    rules: RulesPage = field(metadata=told("prices/rules.html"))
    truth: TruthPage = field(metadata=told("prices/truth.html"))
    product: ProductPage = field(metadata=told("product.html"))
    links: LinksPage = field(metadata=told("links.html"))
    phone: PhonePages = field(metadata=told("What a phone showed."))
    runs: RunsPage = field(metadata=told("runs.html"))
    about: AboutPage = field(metadata=told("about.html"))
    tools: ToolsPage = field(metadata=told("tools.html"))
    glossary: GlossaryPage = field(metadata=told("glossary.html"))
    search: Row = field(metadata=told("data/search.js: what can be searched besides the URLs."))
    findings: Sequence[Row] = field(
        metadata=told("Rows of the findings exports, made as they are read.")
    )
    fresh: Sequence[Row] = field(metadata=told("The same, of new and reopened findings only."))
    offers: tuple[Row, ...] = field(metadata=told("Rows of the price exports."))
    market: Mapping[str, tuple[Row, ...]] = field(
        metadata=told("Rows of the market exports: products, totals and omnibus.")
    )
    targets: tuple[Row, ...] = field(metadata=told("Rows of the link exports."))
    summary: Row = field(metadata=told("downloads/summary.json"))
    feed: Feed = field(metadata=told("feed.xml"))
