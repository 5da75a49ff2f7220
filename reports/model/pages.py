"""One frozen dataclass per kind of page: exactly what its template may use."""

from dataclasses import dataclass

from reports.model.parts import Chart, Item, Row, Table, Tile, told
from reports.model.score import Score


@dataclass(frozen=True, slots=True)
class NavLink:
    """An entry of the navigation."""

    label: str = told("Word in the navigation.")
    href: str = told("Page, relative to the site's root.")
    count: int | None = told("A number beside the word; None shows none.", default=None)
    tone: str = told("Tone of the number.", default="")


@dataclass(frozen=True, slots=True)
class Shell:
    """What every page shows around its content."""

    site_title: str = told("Heading of the site, from the configuration.")
    shop: str = told("Name of the own shop.")
    shop_url: str = told("Its home page.")
    run: str = told("Run id.")
    started_at: str = told("Start of the walk, ISO 8601 in UTC.")
    language: str = told("Language of numbers and dates.")
    tool: str = told("Version of Storewalk.")
    healthy: bool = told("Whether nothing fatal happened to the walk.")
    health: tuple[Item, ...] = told("What was wrong with the walk itself.")
    trusted: bool = told("Whether findings could be closed tonight.")
    nav: tuple[NavLink, ...] = told("The navigation.")


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """index.html"""

    sentence: str = told("Tonight in one plain sentence.")
    score: Score = told("The health score with its denominator.")
    score_delta: float | None = told("Points since the last run. None: nothing to compare.")
    score_trend: str = told("Score of the last runs, comma separated, for a sparkline.")
    tiles: tuple[Tile, ...] = told("The numbers of the night, each a link.")
    worse: tuple[Item, ...] = told("What got worse since the last run.")
    worse_empty: str = told("Sentence when nothing got worse.")
    money: tuple[Item, ...] = told("What costs money now.")
    money_empty: str = told("Sentence when nothing does.")
    first: tuple[Item, ...] = told("Causes to mend first, biggest effect on top.")
    charts: tuple[Chart, ...] = told("Trends; empty on the first night.")
    families: Table = told("Open findings by family of checks.")


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """changes.html"""

    sentence: str = told("What changed, in one sentence.")
    compared: str = told("Start of the run compared with; empty on the first night.")
    tiles: tuple[Tile, ...] = told("One number for each state.")
    changes: Table = told("Every finding that is not as it was.")
    open: Table = told("Findings that were open before and still are.")
    prices: Table = told("Prices and stock that changed.")


@dataclass(frozen=True, slots=True)
class IssuesPage:
    """issues/index.html"""

    sentence: str = told("How many checks found something.")
    tiles: tuple[Tile, ...] = told("Counts by severity.")
    open: Table = told("Checks with findings, worst first.")
    quiet: Table = told("Checks without findings, and those that did not look tonight.")


@dataclass(frozen=True, slots=True)
class Hint:
    """How to mend it in one shop system."""

    platform: str = told("Name of the shop system.")
    text: str = told("Where to click.")
    current: bool = told("Whether the own shop runs on it.")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from."""

    label: str = told("Text of the link.")
    href: str = told("http(s) address; empty when it is not one.")


@dataclass(frozen=True, slots=True)
class IssuePage:
    """issues/<family>-<name>.html"""

    id: str = told("Check id.")
    name: str = told("The failing state in one line.")
    family: str = told("Family of the check.")
    severity: str = told("error, warning or notice, as configured.")
    status: str = told("found, passed, not_applicable, crashed, ignored or not_run.")
    sentence: str = told("The result of tonight in one sentence.")
    why: str = told("Markdown: why it matters.")
    fix: str = told("Markdown: how to mend it, without the platform hints.")
    hints: tuple[Hint, ...] = told("Where to click, one for each shop system named.")
    limits: str = told("Markdown: what is not checked; may be empty.")
    sources: tuple[Source, ...] = told("Where the rule comes from.")
    since: str = told("Version that brought the check.")
    tiles: tuple[Tile, ...] = told("Passed, flagged, not applicable, crashed, muted.")
    tallies: Table = told("The same counts for each site.")
    trend: tuple[tuple[str, int], ...] = told("Day and number of findings, oldest first.")
    causes: tuple[Item, ...] = told("Mends that remove more than one finding.")
    findings: Table = told("Every finding with its evidence.")
    crash: str = told("First traceback; empty when nothing crashed.")


@dataclass(frozen=True, slots=True)
class ExplorerPage:
    """pages.html"""

    sentence: str = told("How many pages were seen.")
    pages: Table = told("Every URL seen.")


@dataclass(frozen=True, slots=True)
class UrlPage:
    """page.html, which scripts fill for any URL."""

    buckets: int = told("Number of data files that the URLs are spread over.")


@dataclass(frozen=True, slots=True)
class PricesPage:
    """prices.html"""

    sentence: str = told("The price position in one sentence.")
    tiles: tuple[Tile, ...] = told("Compared products, cheapest, index, changes.")
    formula: str = told("How the index is computed.")
    products: Table = told("One row for each watched product.")
    charts: tuple[Chart, ...] = told("Own prices against the market.")
    changes: Table = told("Prices and stock that changed.")


@dataclass(frozen=True, slots=True)
class LinksPage:
    """links.html"""

    sentence: str = told("How many targets are broken.")
    tiles: tuple[Tile, ...] = told("Counts by state.")
    broken: Table = told("Targets that do not answer, and where they are linked.")
    unverified: Table = told("Targets that may be fine for people.")
    redirects: Table = told("Links that take a detour.")


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle on a screenshot, in pixels of the screenshot."""

    x: float = told("Left edge.")
    y: float = told("Top edge.")
    width: float = told("Width, cut at the picture's edge.")
    height: float = told("Height, cut at the picture's edge.")
    tone: str = told("error, warning, good or accent.")
    label: str = told("What it marks.")


@dataclass(frozen=True, slots=True)
class PhoneCard:
    """One page as a phone showed it."""

    url: str = told("Address of the page.")
    hash: str = told("Name of the page in page.html#u=.")
    title: str = told("Title in the rendered page.")
    device: str = told("Device profile.")
    shot: str = told("File below shots/; empty when there is no picture.")
    width: int = told("Width of the picture in pixels.")
    height: int = told("Height of the picture in pixels.")
    marks: tuple[Mark, ...] = told("Evidence drawn over the picture.")
    problems: tuple[Item, ...] = told("What is wrong.")


@dataclass(frozen=True, slots=True)
class MobilePage:
    """mobile.html"""

    sentence: str = told("How many pages were looked at and how many have problems.")
    tiles: tuple[Tile, ...] = told("Counts.")
    cards: tuple[PhoneCard, ...] = told("Pages with something wrong, worst first.")
    left_out: int = told("Pages with problems that have no card here.")
    vitals: Table = told("Measurements of every page looked at.")


@dataclass(frozen=True, slots=True)
class RunsPage:
    """runs.html"""

    sentence: str = told("Whether the walk was sound.")
    facts: tuple[tuple[str, str], ...] = told("Name and value: versions, identity, times.")
    sites: Table = told("Pages by state for each site.")
    skipped: Table = told("Checks that did not run or crashed.")
    stages: Table = told("How long each stage took.")
    history: Table = told("The last runs.")


@dataclass(frozen=True, slots=True)
class Download:
    """One file to take away."""

    file: str = told("Name below downloads/.")
    what: str = told("What is in it.")
    rows: int | None = told("Number of rows; None where it is not a table.")
    size_bytes: int = told("Size of the file.")


@dataclass(frozen=True, slots=True)
class DownloadsPage:
    """downloads.html"""

    files: tuple[Download, ...] = told("Every file.")


@dataclass(frozen=True, slots=True)
class AboutPage:
    """about.html"""

    score: Score = told("The score with its formula.")
    checks: Table = told("Every check with its state.")
    limits: tuple[Item, ...] = told("What is not checked.")
    settings: tuple[tuple[str, str], ...] = told("Name and value, without secrets.")
    mutes: Table = told("Findings kept quiet, with reasons.")


@dataclass(frozen=True, slots=True)
class ReportModel:
    """The whole report."""

    shell: Shell = told("Around every page.")
    overview: OverviewPage = told("index.html")
    changes: ChangesPage = told("changes.html")
    issues: IssuesPage = told("issues/index.html")
    checks: tuple[IssuePage, ...] = told("One page for each check.")
    explorer: ExplorerPage = told("pages.html")
    url: UrlPage = told("page.html")
    prices: PricesPage = told("prices.html")
    links: LinksPage = told("links.html")
    mobile: MobilePage = told("mobile.html")
    runs: RunsPage = told("runs.html")
    about: AboutPage = told("about.html")
    findings: tuple[Row, ...] = told("Rows of the findings exports.")
    offers: tuple[Row, ...] = told("Rows of the price exports.")
    targets: tuple[Row, ...] = told("Rows of the link exports.")
    summary: Row = told("downloads/summary.json")
