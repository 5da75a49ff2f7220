"""What the checks of pictures share: which ones are judged, and how a sentence names one."""

from urllib.parse import urlsplit

from crawler.checks.api import NotApplicable
from crawler.records import Image, ImageFacts, PageKind, PageRecord


def judged_images(page: PageRecord, images: ImageFacts) -> list[Image]:
    """Pictures that people see: not hidden, not decoration, not a pixel that counts visits.

    Raises NotApplicable on basket, account and search pages.
    """
    if page.kind in (PageKind.SYSTEM, PageKind.SEARCH):
        raise NotApplicable
    return [i for i in images.images if not (i.hidden or i.decorative or _is_pixel(i))]


def picture_key(image: Image) -> str:
    """The picture's address without query, which often holds a size or a version."""
    address = image.url or image.src
    if address.startswith("data:"):
        return "a picture written into the page"
    return address.partition("?")[0][:300]


def name_of(image: Image) -> str:
    """File name in quotes, for a sentence; `without an address` where there is none."""
    if image.src.startswith("data:"):
        return "that is written into the page"
    address = image.url or image.src
    try:
        name = urlsplit(address).path.rstrip("/").rpartition("/")[2] or address
    except ValueError:
        name = address
    return f'"{name[:80]}"' if name else "without an address"


def _is_pixel(image: Image) -> bool:
    return image.width is not None and image.height is not None and image.width * image.height <= 1
