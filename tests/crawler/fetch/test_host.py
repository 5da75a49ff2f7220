"""What is asked of the shop's host beside its pages."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawler.fetch.host import LETTERS, certificate_of, spellings
from crawler.records import HostFacts
from tests.crawler.fetch.helpers import BusyShop, crawled, settings
from tests.server import Answer, html, links

ENDS = datetime(2030, 5, 17, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost that nobody signed but itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(ENDS - timedelta(days=3650))
        .not_valid_after(ENDS)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


@asynccontextmanager
async def tls(pem: Path) -> AsyncIterator[int]:
    """The port of a server that shakes hands and says nothing."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem)
    server = await asyncio.start_server(lambda _, w: w.close(), "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1]


def test_a_certificate_that_is_accepted_tells_its_end(pem: Path) -> None:
    async def ask() -> None:
        async with tls(pem) as port:
            found = await certificate_of("localhost", port, ssl.create_default_context(cafile=pem))
            assert found is not None
            assert (found.error, found.expires_at) == ("", ENDS)

    asyncio.run(ask())


def test_a_certificate_that_nobody_trusts_tells_why(pem: Path) -> None:
    async def ask() -> None:
        async with tls(pem) as port:
            found = await certificate_of("localhost", port)
            assert found is not None
            assert "self-signed" in found.error
            assert found.expires_at is None

    asyncio.run(ask())


def test_no_connection_says_nothing_about_the_certificate(pem: Path) -> None:
    async def ask() -> None:
        async with tls(pem) as port:
            pass
        assert await certificate_of("localhost", port) is None

    asyncio.run(ask())


def test_the_other_spellings_of_a_home_page() -> None:
    assert spellings(urlsplit("https://www.shop.example/en/")) == [
        "http://shop.example/en/",
        "http://www.shop.example/en/",
        "https://shop.example/en/",
    ]


@pytest.mark.parametrize(
    ("otherwise", "status", "title"),
    [
        (Answer(html("gone", title="Nothing here"), status=404), 404, ""),
        (Answer(html("gone", title="Nothing here")), 200, "Nothing here"),
        (Answer(status=302, headers={"Location": "/"}), 302, ""),
    ],
)
def test_the_shop_is_asked_once_for_a_page_that_cannot_exist(
    tmp_path: Path, otherwise: Answer, status: int, title: str
) -> None:
    class Odd(BusyShop):
        """Answers unknown addresses in its own way."""

        def _answer(self, method: str, path: str, headers: dict[str, str]) -> Answer:
            answer = super()._answer(method, path, headers)
            return otherwise if len(path) == LETTERS + 1 else answer

    with Odd({"/": html(links("/a")), "/a": html("a")}) as shop:
        done = crawled(tmp_path, settings(shop))
        host = done.site().host
        asked = [visit.path for visit in shop.visits if len(visit.path) == LETTERS + 1]

    assert isinstance(host, HostFacts)
    assert host.missing is not None
    assert (host.missing.status, host.missing.title) == (status, title)
    assert (host.variants, host.certificate) == ((), None)
    assert len(asked) == 1
