"""What is asked of the own shop's host beside its pages: a page that cannot exist, pages past the
end of lists, its other names, its certificate."""

import asyncio
import secrets
import ssl
import string
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from crawler.addresses import is_private_host
from crawler.extract.document import fold, parse
from crawler.extract.outline import outline_facts
from crawler.fetch import answer
from crawler.fetch.pagination import past_ends
from crawler.fetch.scope import twins
from crawler.records import CertificateFacts, HostFacts, HostProbe

if TYPE_CHECKING:
    from crawler.fetch.door import Door, Guests
    from crawler.fetch.walk import SiteWalk

LETTERS = 16
"""Random letters of an address that no shop can have."""
HANDSHAKE_S = 10.0


async def host_facts(walk: "SiteWalk", guests: "Guests") -> HostFacts:
    """Ask all of it; at most seven requests and one handshake. Never raises for an answer."""
    home = urlsplit(walk.shop.url)
    missing = urljoin(
        walk.shop.url, "".join(secrets.choice(string.ascii_lowercase) for _ in range(LETTERS))
    )
    variants: list[HostProbe] = []
    certificate: CertificateFacts | None = None
    name = home.hostname or ""
    if not is_private_host(name) and not home.port:
        for url in spellings(home):
            variants.append(await _probe(guests.door(url), url))
    proxied = bool(walk.shop.access and walk.shop.access.proxy)
    if home.scheme == "https" and not proxied:
        certificate = await certificate_of(name, home.port or 443)
    asked = await _probe(walk.door, missing) if walk.scope.allowed(missing) else None
    return HostFacts(
        missing=asked,
        variants=tuple(variants),
        certificate=certificate,
        past_end=await past_ends(walk),
    )


def spellings(home: SplitResult) -> list[str]:
    """The home page under the other schemes and names of its host."""
    return [
        f"{scheme}://{host}{home.path or '/'}"
        for scheme in ("http", "https")
        for host in sorted(twins(home.netloc))
        if (scheme, host) != (home.scheme, home.netloc)
    ]


async def certificate_of(
    host: str, port: int, trusted: ssl.SSLContext | None = None
) -> CertificateFacts | None:
    """The certificate behind a name and port. None: no connection, which says nothing about it."""
    context = trusted or ssl.create_default_context()
    try:
        async with asyncio.timeout(HANDSHAKE_S):
            _, writer = await asyncio.open_connection(host, port, ssl=context, server_hostname=host)
    except ssl.SSLCertVerificationError as error:
        return CertificateFacts(host=host, error=error.verify_message or str(error))
    except (OSError, TimeoutError):
        return None
    shown = writer.get_extra_info("peercert") or {}
    writer.transport.abort()
    seconds = ssl.cert_time_to_seconds(shown["notAfter"]) if "notAfter" in shown else None
    expires = datetime.fromtimestamp(seconds, UTC) if seconds is not None else None
    return CertificateFacts(host=host, expires_at=expires)


async def _probe(door: "Door", url: str) -> HostProbe:
    try:
        response = await door.ask(url)
    except Exception as error:  # noqa: BLE001 - any failure to answer is the answer
        return HostProbe(url=url, failure=answer.failure_of(error))
    http = answer.http_facts(response)
    probe = HostProbe(url=url, status=http.status, location=http.location)
    if answer.is_challenge(response) or not 200 <= response.status < 300:
        return probe
    document = parse(response.body, response.url, headers=answer.headers_of(response))
    outline = outline_facts(document)
    title = document.first("title")
    return probe.model_copy(
        update={
            "title": fold(title.text())[:300] if title is not None else "",
            "text_digest": outline.text_digest if outline.word_count else "",
        }
    )
