"""What our checks find on staging and not on live."""

from collections.abc import Iterator

from crawler.launch.scene import Scene, differs
from crawler.launch.sides import Side
from crawler.records import Finding, fingerprint
from crawler.records.launch import Difference
from crawler.records.launch_kinds import LaunchKind

OTHERWISE = frozenset(
    {
        "links/redirect-chain", "links/redirect-loop", "links/redirect-temporary",
        "links/redirect-to-home", "seo/noindex-money-page", "seo/noindex-sitewide",
        "seo/noindex-unreadable", "seo/robots-blocks-money-page", "seo/robots-blocks-site",
        "seo/robots-changed", "seo/robots-blocks-resources", "seo/robots-ai-search-blocked",
        "seo/sitemap-url-not-indexable", "seo/canonical-other-host",
        "seo/canonical-target-not-indexable", "seo/hreflang-target-not-indexable",
        "seo/page-4xx", "seo/page-5xx", "seo/page-no-response", "links/resource-broken",
        "mobile/img-broken", "mobile/console-error", "mobile/layout-change",
        "mobile/visual-change",
    }
)  # fmt: skip
"""Checks whose faults are told by a kind of their own, or whose finding is that of a server that
is locked on purpose."""
OF_THE_SERVER = frozenset(
    {
        "server/certificate-problem", "server/host-variants-open", "server/ttfb-slow",
        "server/uncompressed", "server/security-headers-missing", "links/link-flaky",
        "links/link-http-internal", "seo/canonical-http", "server/form-insecure",
        "seo/robots-no-sitemap",
        "mobile/lcp-slow", "mobile/fcp-slow", "mobile/tbt-high", "mobile/cls-high",
        "mobile/pending-forever",
    }
)  # fmt: skip
"""Checks that judge the machine of staging and its address, which do not go live with the shop."""


OF_THE_ROOT = ("seo/robots-", "seo/sitemap-")
"""Checks of what stands at the root of a host, which is not that of staging in a folder."""


def new_findings(scene: Scene) -> Iterator[Difference]:
    """Findings of staging whose fingerprint does not stand on live, the host replaced.

    Only those about a page that was seen on live, too, where live was not walked to its end or
    its robots.txt keeps us out.
    """
    known = {_name(one, scene, scene.live) for one in scene.live.run.findings()}
    for one in scene.staging.run.findings():
        if one.check in OTHERWISE | OF_THE_SERVER or one.check.startswith("run/"):
            continue
        if scene.hosts.folder and one.check.startswith(OF_THE_ROOT):
            continue
        if one.site != scene.staging.site.id or _name(one, scene, scene.staging) in known:
            continue
        subject = one.subject.removeprefix(f"{one.site}:")
        if subject in scene.pairs.unknown:
            continue
        if not scene.live.complete and subject not in scene.pairs.by_staging:
            continue
        yield differs(
            LaunchKind.NEW_FINDING,
            scene.pairs.by_staging.get(one.url, ""),
            one.url,
            about=one.check,
            now=scene.hosts.as_live(one.message),
            severity=one.severity,
            pages=one.count,
        )


def _name(finding: Finding, scene: Scene, side: Side) -> str:
    """The fingerprint that the finding would have on live."""
    subject = finding.subject.removeprefix(side.site.id)
    about = finding.about
    if side is scene.staging:
        url = finding.subject.removeprefix(f"{side.site.id}:")
        live = scene.pairs.by_staging.get(url)
        subject = f":{live}" if live is not None else scene.hosts.as_live(subject)
        about = scene.hosts.as_live(about)
    return fingerprint(finding.check, subject, about)
