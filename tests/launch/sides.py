"""Two runs out of records, in which nothing differs, and one change to each of them at a time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.launch.compare import compare_runs
from crawler.launch.redirect_map import MapRow
from crawler.records import (
    CanonicalLink,
    Finding,
    HeadFacts,
    Heading,
    HttpFacts,
    Image,
    ImageFacts,
    LinkFacts,
    LinkTarget,
    OfferRow,
    OutlineFacts,
    PageKind,
    PageLinks,
    PageRecord,
    PageState,
    PriceState,
    RenderFacts,
    RenderRecord,
    RenderState,
    RobotsFacts,
    Role,
    RunDir,
    RunManifest,
    SiteFacts,
    StructuredFacts,
    StructuredItem,
    page_key,
)
from crawler.records.codec import write_lines
from crawler.records.launch import LaunchFacts

LIVE, STAGING = "https://shop.example", "https://new.shop.example:8443"
SITE = "mug"


@dataclass(frozen=True)
class Run:
    """A run in memory, by path."""

    home: str
    pages: dict[str, PageRecord] = field(default_factory=dict)
    offers: dict[str, OfferRow] = field(default_factory=dict)
    renders: dict[str, RenderFacts] = field(default_factory=dict)
    targets: tuple[LinkTarget, ...] = ()
    findings: tuple[Finding, ...] = ()
    left: int = 0
    """Known pages that were not asked for."""
    robots: str = "User-agent: *\nDisallow: /cart\n"

    def write(self, folder: Path) -> RunDir:
        """On disk, as the stages would leave it."""
        run = RunDir(folder)
        run.write_manifest(
            RunManifest(
                tool_version="0.1.0", run="2026-11-30T020000Z", own=SITE, devices=("phone",),
                started_at=datetime(2026, 11, 30, 2, tzinfo=UTC), finished_crawl=True,
            )
        )  # fmt: skip
        robots = RobotsFacts(url=f"{self.home}/robots.txt", status=200, body=self.robots)
        site = SiteFacts(
            id=SITE, name="Mug", role=Role.OWN, url=f"{self.home}/", robots=robots,
            counts={"left": self.left},
        )  # fmt: skip
        run.write_sites((site,))
        pages = list(self.pages.values())
        write_lines(run.pages_path, (page.model_copy(update={"links": None}) for page in pages))
        write_lines(
            run.links_path,
            (PageLinks(key=page.key, links=page.links) for page in pages if page.links),
        )
        write_lines(run.targets_path, self.targets)
        write_lines(
            run.renders_path,
            (
                RenderRecord(key=f"{SITE}:{self.home}{path}", render=facts)
                for path, facts in self.renders.items()
            ),
        )
        run.write_judgement(list(self.findings), list(self.offers.values()), (), ())
        return run

    def page(self, path: str, **update: Any) -> "Run":
        """The same with fields of a page changed."""
        page = self.pages[path].model_copy(update=update)
        return replace(self, pages={**self.pages, path: page})

    def head(self, path: str, **update: Any) -> "Run":
        """The same with another head."""
        head = self.pages[path].head
        assert head is not None
        return self.page(path, head=head.model_copy(update=update))

    def answer(
        self, path: str, status: int, location: str = "", state: PageState | None = None
    ) -> "Run":
        """The same with another answer at a path: a redirect within the shop, or an error."""
        target = f"{self.home}{location}" if location.startswith("/") else location or None
        usual = PageState.REDIRECT if location else PageState.ERROR
        record = PageRecord(
            key=f"{SITE}:{self.home}{path}", site=SITE, url=f"{self.home}{path}",
            state=state or usual, kind=PageKind.PRODUCT,
            http=HttpFacts(status=status, location=target),
        )  # fmt: skip
        return replace(self, pages={**self.pages, path: record})

    def without(self, path: str) -> "Run":
        """The same in which nobody asked for a page."""
        return replace(self, pages={at: page for at, page in self.pages.items() if at != path})

    def offer(self, path: str, **update: Any) -> "Run":
        """The same with another offer."""
        offer = self.offers[path].model_copy(update=update)
        return replace(self, offers={**self.offers, path: offer})

    def render(self, path: str, **update: Any) -> "Run":
        """The same with something else on the phone."""
        look = self.renders[path].model_copy(update=update)
        return replace(self, renders={**self.renders, path: look})


def shop(home: str) -> Run:
    """A home page, a list and three products."""
    paths = {
        "/": PageKind.HOME, "/mugs": PageKind.CATEGORY, "/blue": PageKind.PRODUCT,
        "/red": PageKind.PRODUCT, "/green": PageKind.PRODUCT,
    }  # fmt: skip
    return Run(
        home=home,
        pages={path: page(home, path, kind) for path, kind in paths.items()},
        offers={
            path: OfferRow(
                site=SITE, role="own", url=home + path, state=PriceState.SHOWN,
                name=f"The mug {path}", price="12.00", currency="EUR", availability="InStock",
            )
            for path, kind in paths.items()
            if kind is PageKind.PRODUCT
        },
        renders={"/": look(), "/blue": look()},
    )  # fmt: skip


def page(home: str, path: str, kind: PageKind) -> PageRecord:
    """A page with everything that is compared."""
    url = home + path
    product = StructuredItem(
        syntax="json_ld", types=("Product",),
        data={"@type": "Product", "name": f"The mug {path}", "sku": f"M{path}", "url": url},
    )  # fmt: skip
    return PageRecord(
        key=page_key(SITE, url), site=SITE, url=url, state=PageState.OK, kind=kind,
        http=HttpFacts(status=200),
        head=HeadFacts(
            titles=(f"Page {path} of {home.partition('//')[2]}",), descriptions=(f"About {path}",),
            canonicals=(CanonicalLink(href=url, url=url),),
        ),
        outline=OutlineFacts(headings=(Heading(level=1, text=f"The mug {path}"),)),
        images=ImageFacts(images=(Image(src="/mug.png", url=f"{home}/mug.png"),)),
        structured=StructuredFacts(items=(product,) if kind is PageKind.PRODUCT else ()),
        links=LinkFacts(),
    )  # fmt: skip


def look() -> RenderFacts:
    """What a phone showed of a quick, quiet page."""
    return RenderFacts(
        device="phone", state=RenderState.OK, status=200, device_width=412, layout_width=412,
        lcp_ms=1000, cls=0.01,
    )  # fmt: skip


Change = Callable[[Run], Run]


def same(run: Run) -> Run:
    """No change."""
    return run


def compared(
    folder: Path,
    live: Change = same,
    staging: Change = same,
    rows: Iterable[MapRow] = (),
    home: str = STAGING,
) -> LaunchFacts:
    """The two shops, each with its change, compared. `home`: staging's, without a slash."""
    one = live(shop(LIVE)).write(folder / "live")
    other = staging(shop(home)).write(folder / "staging")
    return compare_runs(one, other, tuple(rows))
