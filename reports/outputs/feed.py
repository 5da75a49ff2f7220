"""The Atom feed (RFC 4287): what came last night, for a feed reader or a chat.

With `report.site_url` every link is absolute and the feed names itself. Without, links are
relative to the feed's own address, which is what RFC 3986, 5.1.3 makes of them: so `xml:base` is
never needed.
"""

import xml.etree.ElementTree as ET
from pathlib import Path

from markupsafe import Markup, escape

from crawler.config.model import ReportConfig
from reports.language import N_, _
from reports.model.downloads import Download
from reports.model.feed import FeedEntry
from reports.model.pages import ReportModel
from reports.model.words import is_web
from reports.outputs.base import listed, place, xml_text

ATOM = "http://www.w3.org/2005/Atom"
FILE = "feed.xml"


def feed_file(report: ReportModel, site: Path, settings: ReportConfig) -> tuple[Download, ...]:
    """feed.xml, at the root of the site."""
    root = settings.site_url or ""
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": report.shell.language})
    _text(feed, "id", report.feed.id)
    _text(feed, "title", _("{shop}: new problems").format(shop=report.shell.shop))
    _text(feed, "updated", report.feed.updated)
    _text(ET.SubElement(feed, "author"), "name", "Storewalk")
    ET.SubElement(feed, "generator", {"version": report.shell.tool}).text = "Storewalk"
    _link(feed, "alternate", f"{root}index.html", "text/html")
    if root:
        _link(feed, "self", f"{root}{FILE}", "application/atom+xml")
    for entry in report.feed.entries:
        _entry(feed, entry, root)
    ET.indent(feed, "")
    text = ET.tostring(feed, encoding="unicode")
    place(site, FILE).write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n', encoding="utf-8", newline="\n"
    )
    what = N_("New and reopened errors and warnings of the last 30 nights, for a feed reader")
    return (listed(site, FILE, what, "feeds"),)


def _entry(feed: ET.Element, entry: FeedEntry, root: str) -> None:
    item = ET.SubElement(feed, "entry")
    _text(item, "id", entry.id)
    _text(item, "title", entry.title)
    _text(item, "updated", entry.updated)
    _text(item, "published", entry.updated)
    ET.SubElement(item, "category", {"term": entry.severity})
    _link(item, "alternate", f"{root}{entry.href}", "text/html")
    # Escaped here for HTML, and once more for XML when it is written.
    lines = Markup("").join(
        Markup("<li>{}: {}</li>").format(_address(url), message) for url, message in entry.examples
    )
    more = Markup("<p>{}</p>").format(entry.more) if entry.more else Markup("")
    content = ET.SubElement(item, "content", {"type": "html"})
    content.text = xml_text(f"<ul>{lines}</ul>{more}")


def _address(url: str) -> Markup:
    return Markup('<a href="{0}">{0}</a>').format(url) if is_web(url) else escape(url)


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = xml_text(text)


def _link(parent: ET.Element, rel: str, href: str, kind: str) -> None:
    ET.SubElement(parent, "link", {"rel": rel, "href": xml_text(href), "type": kind})
