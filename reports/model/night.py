"""One run with its history, read once and shared by every page of the report."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from crawler.config.model import Config
from crawler.records import (
    CheckCard,
    CheckTally,
    ConsentFacts,
    JourneyRecord,
    LinkTarget,
    OfferRow,
    PageRecord,
    PageState,
    RenderFacts,
    Role,
    RunDir,
    RunManifest,
    Screenshot,
    Severity,
    SiteFacts,
    page_key,
)
from reports.language import _
from reports.model.asked import LastAsked, read_last_asked
from reports.model.findlook import FirstLook
from reports.model.history import History, read_history
from reports.model.mends import Cause, causes
from reports.model.pageline import PageLine, PageSpool, read_pages
from reports.model.prices.market import NO_PRODUCTS, NO_TABLES, Market, read_market
from reports.model.rows import (
    RANK,
    SEVERITY_NAMES,
    Diff,
    Found,
    Moved,
    Place,
    read_changes,
    read_findings,
    read_places,
)
from reports.model.score import Score, left_with_errors, named_pages, score_of


@dataclass(frozen=True, slots=True)
class Night:
    """Everything the report tells about."""

    run: RunDir
    config: Config
    manifest: RunManifest
    sites: tuple[SiteFacts, ...]
    cards: tuple[CheckCard, ...]
    tallies: tuple[CheckTally, ...]
    findings: tuple[Found, ...]
    """Worst first, then by check, URL and what they are about."""
    pages: tuple[PageLine, ...]
    """By site (own first) and URL."""
    targets: tuple[LinkTarget, ...]
    offers: tuple[OfferRow, ...]
    renders: dict[str, RenderFacts]
    """Of the first device, by page key."""
    screens: dict[str, tuple[RenderFacts, ...]]
    """Of all devices."""
    journeys: tuple[JourneyRecord, ...]
    """Through the own shop. Empty: nobody walked one."""
    consent: ConsentFacts | None
    """What a choice about cookies changes on the own home page. None: nobody looked."""
    places: dict[str, Place]
    """By page key. Empty for a run that was checked before there were places."""
    diff: Diff | None
    changes: dict[str, Moved]
    """By finding id."""
    unseen: tuple[Moved, ...]
    """Open findings that tonight did not look at; not among `findings`."""
    unseen_by_check: Counter[str]
    """How many of these each check has: the report asks for every check several times."""
    history: History
    asked: LastAsked
    """When known pages were last asked."""
    market: Market
    """Empty for a run that was checked before there were tables of the market."""
    score: Score
    by_check: dict[str, tuple[Found, ...]]
    hashes: dict[str, str]
    """Page key to hash, for pages that were seen."""
    severities: dict[str, dict[str, int]]
    """Page key to findings by severity; a severity without findings is left out."""
    looks: dict[str, FirstLook]
    """Page key to how an own page stands with Google."""
    languages: Counter[str]
    """Own pages by language code that they declare."""
    widths: Counter[int]
    """Own pages that can be found by characters of their title."""
    twice: tuple[PageRecord, ...]
    """Records of the pages of which there is another view."""
    spool: PageSpool
    """What page.html shows of each page."""
    mends: tuple[Cause, ...]
    """Findings by their mend, biggest effect first."""
    mends_by_check: dict[str, tuple[Cause, ...]]
    flawed: frozenset[str]
    """Keys of the pages that the score counts as having an error."""

    @property
    def own(self) -> str:
        """Site id of the own shop."""
        return self.manifest.own

    @property
    def first_night(self) -> bool:
        """Whether there is no earlier run to compare with."""
        return self.diff is None or self.diff.previous is None

    @property
    def nothing(self) -> str:
        """Why the price pages are empty, in a sentence."""
        return _(NO_TABLES) if self.config.products else _(NO_PRODUCTS)

    def site_name(self, site: str) -> str:
        """What people call a shop."""
        return next((facts.name for facts in self.sites if facts.id == site), site)

    @property
    def own_site(self) -> SiteFacts | None:
        """The own shop. None when the walk did not reach it."""
        return next((facts for facts in self.sites if facts.role is Role.OWN), None)

    def hash_of(self, site: str, url: str) -> str:
        """The hash of a page that was seen, else empty."""
        if found := self.hashes.get(f"{site}:{url}"):
            return found  # nearly always: URLs in a run are normalised
        try:
            return self.hashes.get(page_key(site, url), "")
        except ValueError:
            return ""

    def state_of(self, finding: Found) -> str:
        """new, reopened, persisting, or empty when nothing was compared."""
        change = self.changes.get(finding.id)
        return "" if change is None or self.first_night else change.kind.value

    def page_count(self, site: str) -> int:
        """Pages of a site that answered with HTML."""
        return sum(page.site == site and page.state == PageState.OK for page in self.pages)


def _in_words(card: CheckCard) -> CheckCard:
    """The card with its texts in the report's language, as far as the catalogue has them."""
    texts = ("title", "why", "fix", "limits")
    return card.model_copy(update={n: _(text) for n in texts if (text := getattr(card, n))})


def read_night(run: RunDir, history: Path, config: Config, *, spool: Path | None = None) -> Night:
    """Read a run and what came before it. `spool`: a new folder for what page.html shows."""
    manifest = run.manifest()
    sites = tuple(sorted(run.sites(), key=lambda site: (site.role is not Role.OWN, site.id)))
    order = {site.id: index for index, site in enumerate(sites)}
    screens = dict(sorted(_pictured(run).items()))
    read = read_pages(run, manifest.own, frozenset(screens) | frozenset(run.phones()), spool)
    pages = sorted(read.lines, key=lambda page: (order.get(page.site, 99), page.url))
    share = {page.url: page.url for page in pages} | {page.key: page.key for page in pages}
    findings = tuple(
        sorted(
            read_findings(run.findings_path, share),
            key=lambda f: (RANK[f.severity], f.check, f.url, f.about, f.id),
        )
    )
    by_check: dict[str, list[Found]] = defaultdict(list)
    severities: dict[str, dict[str, int]] = {}
    hashes = {page.key: page.hash for page in pages}
    bad: set[str] = set()
    for finding in findings:
        by_check[finding.check].append(finding)
        if key := _subject_page(finding, hashes):
            counts, name = severities.setdefault(key, {}), SEVERITY_NAMES[finding.severity]
            counts[name] = counts.get(name, 0) + 1
        if finding.severity is Severity.ERROR and finding.site == manifest.own:
            bad |= named_pages(finding)
    counted = {p.key for p in pages if p.site == manifest.own and p.state == PageState.OK}
    diff = _diff(run, share | {finding.id: finding.id for finding in findings})
    changes = {change.id: change for change in diff.changes} if diff else {}
    found = {finding.id for finding in findings}
    unseen = tuple(x for x in changes.values() if x.kind.is_open and x.id not in found)
    bad |= left_with_errors(manifest.own, unseen)
    asked = read_last_asked(history, manifest.run)
    left = asked.fine_of(manifest.own) - counted
    walked = run.journeys(manifest.own)
    mends = causes(findings)
    return Night(
        run=run,
        config=config,
        manifest=manifest,
        sites=sites,
        cards=tuple(sorted(map(_in_words, run.cards()), key=lambda card: card.id)),
        tallies=tuple(sorted(run.tallies(), key=lambda tally: (tally.check, tally.site))),
        findings=findings,
        pages=tuple(pages),
        targets=tuple(sorted(run.targets(), key=lambda target: (target.site, target.url))),
        offers=tuple(sorted(run.offers(), key=_offer_order)),
        renders={key: looks[0] for key, looks in screens.items()},
        screens=screens,
        journeys=tuple(_walked(run, journey) for journey in walked.journeys) if walked else (),
        consent=run.consent(manifest.own),
        places={f"{p.site}:{p.url}": p for p in read_places(run.places_path, share)},
        diff=diff,
        changes=changes,
        unseen=unseen,
        unseen_by_check=Counter(change.check for change in unseen),
        history=read_history(history, manifest.run),
        asked=asked,
        market=read_market(run),
        score=score_of(len(counted | left), len((counted | left) & bad), len(left)),
        by_check={check: tuple(group) for check, group in by_check.items()},
        hashes=hashes,
        severities=severities,
        looks=read.looks,
        languages=read.languages,
        widths=read.widths,
        twice=read.twice,
        spool=read.spool,
        mends=mends,
        mends_by_check=_by_check(mends),
        flawed=frozenset(bad & counted),
    )


def _by_check(mends: tuple[Cause, ...]) -> dict[str, tuple[Cause, ...]]:
    found: dict[str, list[Cause]] = defaultdict(list)
    for cause in mends:
        found[cause.check].append(cause)
    return {check: tuple(group) for check, group in found.items()}


def _diff(run: RunDir, share: dict[str, str]) -> Diff | None:
    head = run.diff_head()
    if head is None:
        return None
    changes = tuple(read_changes(run.changes_path, share)) or tuple(map(Moved.of, head.changes))
    return Diff(head.previous, head.trusted, changes, head.prices)


def _subject_page(finding: Found, hashes: dict[str, str]) -> str:
    if finding.subject in hashes:
        return finding.subject
    try:
        key = page_key(finding.site, finding.url)
    except ValueError:
        return ""
    return key if key in hashes else ""


def _offer_order(offer: OfferRow) -> tuple[str, bool, str, str]:
    return (offer.watched or "", offer.role != Role.OWN, offer.site, offer.url)


def _pictured(run: RunDir) -> dict[str, tuple[RenderFacts, ...]]:
    """Render facts; a picture whose file is missing counts as none, not as a broken report."""
    return {
        key: tuple(_there(run, facts) for facts in looks)
        for key, looks in run.all_renders().items()
    }


def _there(run: RunDir, facts: RenderFacts) -> RenderFacts:
    shots = {"screenshot": facts.screenshot, "full_picture": facts.full_picture}
    gone: dict[str, object] = _gone(run, shots)
    crops = tuple(c for c in facts.crops if (run.shots / Path(c.picture.file).name).exists())
    if len(crops) != len(facts.crops):
        gone["crops"] = crops
    return facts.model_copy(update=gone) if gone else facts


def _walked(run: RunDir, journey: JourneyRecord) -> JourneyRecord:
    """A journey without the pictures whose files are missing."""
    steps = (
        step.model_copy(update=_gone(run, {"before": step.before, "screenshot": step.screenshot}))
        for step in journey.steps
    )
    return journey.model_copy(update={"steps": tuple(steps)})


def _gone(run: RunDir, shots: dict[str, Screenshot | None]) -> dict[str, object]:
    """None for each of these pictures whose file is missing."""
    return {
        name: None
        for name, shot in shots.items()
        if shot is not None and not (run.shots / Path(shot.file).name).exists()
    }
