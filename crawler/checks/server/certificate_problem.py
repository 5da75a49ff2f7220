"""server/certificate-problem"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, RunClock, check
from crawler.records import Problem, Severity, SiteFacts

WARN_DAYS = 30
ERROR_DAYS = 14
"""Certificates of 90 days are renewed with 30 left; with half of that gone it will not happen by
itself. Our own limits."""


@check(
    Severity.ERROR,
    since="0.1",
    sources=("https://www.rfc-editor.org/rfc/rfc5280#section-6 (read 2026-11-23)",),
    subject="site",
    also=(
        "Semrush: Certificate registered to incorrect name",
        "Semrush: Certificate Expiration",
    ),
)
def certificate_problem(site: SiteFacts, clock: RunClock) -> Iterator[Problem]:
    """The shop's certificate is wrong or ends soon

    ## Why it matters
    When the certificate is not valid, browsers show a warning in place of the shop: nobody buys. It
    usually happens on a weekend, because a renewal failed unnoticed.

    ## How to fix
    Renew the certificate, or ask the host or CDN why the renewal failed. Shopify, BigCommerce:
    Settings > Domains, "SSL pending" or "unavailable". WooCommerce, Magento: the host's panel or
    the certificate tool's log. Salesforce Commerce Cloud: the CDN settings in Business Manager.

    ## What is not checked
    Hosts behind a proxy of ours, and other hosts of the shop (pictures, checkout).
    """
    found = site.host.certificate if site.host is not None else None
    if found is None:
        raise NotApplicable
    if found.error:
        yield Problem(
            message=f"The certificate of {found.host} is not accepted: {found.error}.",
            about="not accepted",
            evidence={"host": found.host, "error": found.error},
        )
    elif found.expires_at is not None:
        days = (found.expires_at.date() - clock.today).days
        if days < WARN_DAYS:
            yield Problem(
                message=f"The certificate of {found.host} ends on {found.expires_at.date()}.",
                about="ends soon",
                severity=None if days < ERROR_DAYS else Severity.WARNING,
                evidence={"host": found.host, "days left": days},
            )
