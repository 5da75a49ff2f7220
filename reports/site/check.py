"""The link checker of the built site: every address in it leads somewhere, anchors included."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass(slots=True)
class _Page:
    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, page: _Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.page.ids.add(values["id"])
        for name in ("href", "src", "poster"):
            if name in values:
                self.page.links.append(values[name])
        if "data-shard" in values:
            parts = int(values.get("data-parts", "1"))
            self.page.links += [f"{values['data-shard']}-{part}.js" for part in range(parts)]


def broken_links(site: Path) -> list[str]:
    """`page: address: reason` for each address of the site that leads nowhere.

    Looks at every HTML file: links, pictures, scripts, style sheets and data files. Addresses of
    other hosts are not asked for, but must be http(s). In an anchor, a full stop or an equals
    sign begins the state of a table or page and is not part of the id.
    """
    pages: dict[Path, _Page] = {}
    for path in sorted(site.rglob("*.html")):
        pages[path] = _Page()
        _Reader(pages[path]).feed(path.read_text("utf-8"))
    broken: list[str] = []
    for path, page in pages.items():
        for link in page.links:
            if reason := _fault(site, path, link, pages):
                broken.append(f"{path.relative_to(site).as_posix()}: {link}: {reason}")
    return broken


def _fault(site: Path, path: Path, link: str, pages: dict[Path, _Page]) -> str:
    parts = urlsplit(link)
    if parts.scheme in ("http", "https"):
        return ""
    if parts.scheme or parts.netloc:
        return "" if link.startswith("data:image/") else "is not a web address"
    if parts.path.startswith("/"):
        return "is absolute"
    target = path if not parts.path else (path.parent / unquote(parts.path)).resolve()
    if not target.is_file():
        return "is not there"
    anchor = parts.fragment
    if not anchor or target not in pages or "=" in anchor:
        return ""
    return "" if anchor in pages[target].ids else "has no such place"
