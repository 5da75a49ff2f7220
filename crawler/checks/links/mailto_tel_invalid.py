"""links/mailto-tel-invalid"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote

from crawler.checks.api import NotApplicable, check
from crawler.checks.links.words import anchors, called, place
from crawler.records import LinkFacts, PageRecord, Problem, Severity

_MAIL = re.compile(r"[^\s@<>(),;:\"\[\]]+@(?:[\w-]+\.)+[^\W\d_][\w-]+", re.UNICODE)
_NUMBER = re.compile(r"\+?[\d\s().\-/*#\u00a0\u2010-\u2015]+(?:[,pw][\d*#,]*)?(?:;[\w-]+=[^;]*)*")
_LEAST_DIGITS = 3
"""Emergency and short numbers have three; ITU-T E.164 allows up to fifteen."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://www.rfc-editor.org/rfc/rfc6068 (read 2026-11-23)",
        "https://www.rfc-editor.org/rfc/rfc3966 (read 2026-11-23)",
    ),
    also=("squirrelscan: links/tel-mailto",),
)
def mailto_tel_invalid(page: PageRecord, links: LinkFacts) -> Iterator[Problem]:
    """An e-mail or telephone link does not work

    ## Why it matters
    A customer taps it and nothing happens, or the call goes nowhere. Orders by phone and questions
    are lost.

    ## How to fix
    Write `mailto:shop@example.com`, and `tel:` with the number in international form:
    `tel:+4930123456`. The links mostly stand in the footer and on the contact page. Shopify: Online
    Store > Themes > Customize > Footer. WooCommerce: Appearance > Widgets. Magento: Content >
    Blocks. BigCommerce: Settings > General. Salesforce Commerce Cloud: Merchant Tools > Content >
    Content Assets.

    ## What is not checked
    Whether somebody answers there. Links that only open an empty message (`mailto:?subject=...`),
    as share buttons do; sms:, whatsapp: and others.
    """
    judged = 0
    found: dict[str, None] = {}
    for link in anchors(links):
        scheme, _, rest = link.href.strip().partition(":")
        judge = {"mailto": _mail_fault, "tel": _tel_fault}.get(scheme.lower())
        if judge is None:
            continue
        judged += 1
        why = judge(rest)
        if why and link.href not in found:
            found[link.href] = None
            yield Problem(
                message=f'{called(link)} {why}: "{link.href[:100]}".',
                about=link.href[:300],
                cause=link.href[:300],
                evidence=place(page, link),
            )
    if not judged:
        raise NotApplicable


def _mail_fault(rest: str) -> str:
    address, _, query = rest.partition("?")
    fields = {name.lower(): value for name, value in parse_qsl(query)}
    names = [unquote(part).strip() for part in re.split(r"[,;]", address) if part.strip()]
    if not names:
        return "" if fields else "names no e-mail address"
    bare = (re.sub(r"^.*<(.*)>$", r"\1", name) for name in names)
    return "" if all(_MAIL.fullmatch(name) for name in bare) else "has a wrong e-mail address"


def _tel_fault(rest: str) -> str:
    number = unquote(rest).strip().removeprefix("//")
    if not number:
        return "names no telephone number"
    if not _NUMBER.fullmatch(number):
        return "has a telephone number with other signs than digits"
    digits = sum(sign.isdigit() for sign in number.partition(";")[0])
    return "" if digits >= _LEAST_DIGITS else "has too short a telephone number"
