"""The types and files that the crawler and the reports share. Imports nothing else of ours."""

from crawler.records.changes import Change, ChangeKind, PriceChange, RunDiff
from crawler.records.finding import CheckCard, CheckTally, Finding, Problem, Scope, Severity
from crawler.records.keys import (
    file_key,
    fingerprint,
    normalise_url,
    page_key,
    product_key,
    site_id,
    split_page_key,
)
from crawler.records.offer import (
    BUYABLE,
    Availability,
    Confidence,
    Money,
    OfferFacts,
    OfferRow,
    OfferSource,
    PriceCandidate,
    PriceState,
    PriceType,
    Variant,
)
from crawler.records.page import (
    MONEY_KINDS,
    CanonicalLink,
    HeadFacts,
    Heading,
    HreflangLink,
    HttpFacts,
    Image,
    ImageFacts,
    Link,
    LinkFacts,
    OutlineFacts,
    PageKind,
    PageLinks,
    PageRecord,
    PageState,
    Region,
    RobotsDirective,
    ServedView,
    StructuredError,
    StructuredFacts,
    StructuredItem,
)
from crawler.records.render import (
    Box,
    ConsoleEntry,
    ElementEvidence,
    FailedRequest,
    RenderFacts,
    RenderRecord,
    RenderState,
    Screenshot,
)
from crawler.records.run import (
    SCHEMA_VERSION,
    CoverageLine,
    HealthNote,
    RunDir,
    RunHealth,
    RunManifest,
    StageTime,
    run_id,
)
from crawler.records.site import (
    CrawlTrap,
    Hop,
    LinkSource,
    LinkTarget,
    PlatformFacts,
    RobotsFacts,
    Role,
    SiteFacts,
    SitemapFile,
    TargetState,
)

__all__ = [
    "BUYABLE", "MONEY_KINDS", "SCHEMA_VERSION", "Availability", "Box", "CanonicalLink",
    "Change", "ChangeKind", "CheckCard", "CheckTally", "Confidence", "ConsoleEntry",
    "CoverageLine", "CrawlTrap", "ElementEvidence", "FailedRequest", "Finding", "HeadFacts",
    "Heading",
    "HealthNote", "Hop", "HreflangLink", "HttpFacts", "Image", "ImageFacts", "Link",
    "LinkFacts", "LinkSource", "LinkTarget", "Money", "OfferFacts", "OfferRow", "OfferSource",
    "OutlineFacts", "PageKind", "PageLinks", "PageRecord", "PageState", "PlatformFacts",
    "PriceCandidate", "PriceChange", "PriceState", "PriceType", "Problem", "Region",
    "RenderFacts", "RenderRecord", "RenderState", "RobotsDirective", "RobotsFacts", "Role",
    "RunDiff", "RunDir", "RunHealth", "RunManifest", "Scope", "Screenshot", "ServedView",
    "Severity",
    "SiteFacts", "SitemapFile", "StageTime", "StructuredError", "StructuredFacts",
    "StructuredItem", "TargetState", "Variant", "file_key", "fingerprint", "normalise_url",
    "page_key", "product_key", "run_id", "site_id", "split_page_key",
]  # fmt: skip
