"""What is told of the products outside their pages: the shop system's own list, and feeds."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urljoin, urlsplit

import aiohttp

from crawler.addresses import is_private_host
from crawler.config import Config
from crawler.config.access import filled
from crawler.extract.feed import FeedReader
from crawler.fetch import answer
from crawler.fetch.addresses import PrivateAddressError, allowed_hosts
from crawler.fetch.handler import GuardedResolver
from crawler.records import FeedFile, Listing, RunDir, normalise_url
from crawler.records.codec import LineWriter

if TYPE_CHECKING:
    from crawler.fetch.walk import SiteWalk

MOST_REQUESTS = 120
"""Pages of a shop system's list in one night; our own limit. Shopify lists 25,000 products on
100."""
MOST_BYTES = 2_000_000_000
"""Of one feed; our own limit. Google takes files of up to 4 GB, most are below 100 MB."""
MOST_HOPS = 5
_CHUNK = 1 << 16
_FEED_SECONDS = 600
"""For one feed, all in all."""


async def read_lists(
    own: "SiteWalk", config: Config, run: RunDir, show: Callable[[int], None]
) -> tuple[FeedFile, ...]:
    """Write every list to the run; returns what each of them is. Never raises for an answer.

    Written under another name first: a list that is there is complete, also after a kill.
    """
    draft = run.listings_path.with_suffix(".part")
    draft.unlink(missing_ok=True)
    files: list[FeedFile] = []
    with LineWriter(draft) as writer:
        taken = 0

        def take(listing: Listing) -> None:
            nonlocal taken
            writer.write(listing.model_copy(update={"site": own.shop.id}))
            taken += 1
            if taken % 100 == 0:
                show(taken)

        if config.crawl.shop_data and own.crawl.discover == "links" and not own.stopped:
            files += [file async for file in _catalogue(own, take)]
        for place in config.store.feeds:
            files.append(await _feed(own, config, place, take))
    draft.replace(run.listings_path)
    return tuple(files)


async def _catalogue(own: "SiteWalk", take: Callable[[Listing], None]) -> AsyncIterator[FeedFile]:
    catalogue = own.scope.adapter.catalogue
    if catalogue is None or not catalogue.first:
        return
    file = FeedFile(url=urljoin(own.shop.url, catalogue.first).partition("?")[0], kind="shop data")
    more, rows, size = catalogue.first, 0, 0
    for _ in range(MOST_REQUESTS):
        url = urljoin(own.shop.url, more)
        if not own.scope.allowed(url):
            yield file.model_copy(update={"error": "robots.txt asks us not to", "rows": rows})
            return
        try:
            response = await own.door.ask(url)
        except Exception as error:  # noqa: BLE001 - any failure to answer is the answer
            failure = f"no answer ({answer.failure_of(error)})"
            yield file.model_copy(update={"error": failure, "rows": rows})
            return
        size += len(response.body)
        file = file.model_copy(update={"status": response.status})
        if response.status != 200:
            text = f"it answers {response.status}: this shop does not give its products as data"
            yield file.model_copy(update={"error": text, "rows": rows, "size_bytes": size})
            return
        page = catalogue.read(response.body, response.url)
        for listing in page.listings:
            take(_own(own, listing))
        rows += len(page.listings)
        more = page.more
        if not more or page.error:
            yield file.model_copy(update={"error": page.error, "rows": rows, "size_bytes": size})
            return
    text = f"read no further than {MOST_REQUESTS} pages of the list"
    yield file.model_copy(update={"error": text, "rows": rows, "size_bytes": size})


async def _feed(
    own: "SiteWalk", config: Config, place: str, take: Callable[[Listing], None]
) -> FeedFile:
    name = shown(place)
    if "://" not in place:
        try:
            with _opened(place) as file:
                return await _rows(own, FeedReader(file, name), take)
        except OSError as error:
            return FeedFile(url=name, error=f"the file cannot be read: {error.strerror}")
    try:
        async with _downloaded(filled(place, "store.feeds"), config) as (status, file):
            if status != 200:
                return FeedFile(url=name, status=status, error=f"the address answers {status}")
            facts = await _rows(own, FeedReader(file, name), take)
            return facts.model_copy(update={"status": status})
    except (aiohttp.ClientError, PrivateAddressError, TimeoutError, ValueError, OSError) as error:
        return FeedFile(url=name, error=f"no answer ({answer.failure_of(error)})")


async def _rows(own: "SiteWalk", reader: FeedReader, take: Callable[[Listing], None]) -> FeedFile:
    for number, listing in enumerate(reader):
        take(_own(own, listing))
        if number % 200 == 0:
            await asyncio.sleep(0)  # the progress bar wants its turn
    return reader.file


def _own(own: "SiteWalk", listing: Listing) -> Listing:
    """With the address as the walk knows it: without parameters that never choose a page."""
    if listing.url is None:
        return listing
    try:
        return listing.model_copy(update={"url": own.scope.address(listing.url)})
    except ValueError:
        return listing


def _opened(place: str) -> BinaryIO:
    return Path(place).open("rb")


def shown(place: str) -> str:
    """A feed's address without what may be secret: user, password and query."""
    if "://" not in place:
        return Path(place).name
    parts = urlsplit(place)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


@asynccontextmanager
async def _downloaded(url: str, config: Config) -> AsyncIterator[tuple[int, BinaryIO]]:
    """The status and the body of an address, in a file: a feed may be larger than memory."""
    allowed = allowed_hosts([shop.url for shop in config.shops], config.crawl.allow_private)
    connector = aiohttp.TCPConnector(resolver=GuardedResolver(allowed))
    limit = aiohttp.ClientTimeout(total=_FEED_SECONDS, sock_read=config.crawl.timeout_s)
    headers = {"User-Agent": config.user_agent}
    with tempfile.TemporaryFile() as file:
        async with aiohttp.ClientSession(
            connector=connector, timeout=limit, headers=headers, auto_decompress=True
        ) as session:
            for _ in range(MOST_HOPS + 1):
                _refuse_private(url, allowed)
                async with session.get(url, allow_redirects=False) as response:
                    location = response.headers.get("Location", "")
                    if 300 <= response.status < 400 and location:
                        url = normalise_url(urljoin(url, location))
                        continue
                    await _keep(response, file)
                    break
            else:
                raise ValueError("too many redirects")
        file.seek(0)
        yield response.status, file


async def _keep(response: aiohttp.ClientResponse, file: BinaryIO) -> None:
    size = 0
    async for chunk in response.content.iter_chunked(_CHUNK):
        size += len(chunk)
        if size > MOST_BYTES:
            raise ValueError("the feed is too large")
        file.write(chunk)


def _refuse_private(url: str, allowed: list[str]) -> None:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https"):
        raise ValueError("no web address")
    if not {host, parts.netloc} & set(allowed) and is_private_host(host):
        raise PrivateAddressError(f"{host} is a private address")
