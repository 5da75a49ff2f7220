"""The head of a document, unjudged."""

from crawler.records.base import Record


class RobotsDirective(Record):
    """One robots instruction."""

    agent: str
    """robots, googlebot, ... ; lower case. `robots` for an X-Robots-Tag without agent."""
    content: str
    """As written: "noindex, follow"."""
    source: str = "meta"
    """meta or header."""


class CanonicalLink(Record):
    """One canonical declaration."""

    href: str
    """As written."""
    url: str | None = None
    """Resolved and normalised; None means it is not a URL."""
    source: str = "head"
    """head, body or header."""
    limits: tuple[str, ...] = ()
    """Attributes for which Google ignores the declaration: hreflang, lang, media or type."""


class HreflangLink(Record):
    """One alternate language declaration."""

    code: str
    href: str
    url: str | None = None


class HeadSource(Record):
    """How the head is written, where a parser's tree no longer shows it."""

    broken_by: str = ""
    """The element that ends the head before its end tag, as "div", or "text". "": none does."""
    snippet: str = ""
    """Up to 120 characters of the source from there on."""
    lost: tuple[str, ...] = ()
    """What stands behind it in the head: title, description, canonical, robots, hreflang."""
    heads: int = 0
    """Number of <head> tags in the source; both `heads` and `bodies` may be 0 in valid HTML."""
    bodies: int = 0
    bases: int = 0
    """Number of <base> elements."""
    doctype: bool = True
    charset: str = ""
    """Where the encoding is declared: header, meta (in the first 1,024 characters), or ""."""


class HeadFacts(Record):
    """The document head, unjudged."""

    titles: tuple[str, ...] = ()
    """Text of every <title> outside svg, white space folded."""
    title_places: tuple[str, ...] = ()
    """head or body for each of `titles`. Empty beside titles: nobody looked."""
    descriptions: tuple[str, ...] = ()
    description_places: tuple[str, ...] = ()
    """head or body for each of `descriptions`. Empty beside descriptions: nobody looked."""
    source: HeadSource | None = None
    """None: nobody looked."""
    robots: tuple[RobotsDirective, ...] = ()
    canonicals: tuple[CanonicalLink, ...] = ()
    hreflangs: tuple[HreflangLink, ...] = ()
    viewports: tuple[str, ...] = ()
    lang: str | None = None
    """Attribute of <html> as written. None means absent."""
    generator: str | None = None
    meta: tuple[tuple[str, str], ...] = ()
    """Open Graph, product: and twitter: properties in document order."""

    def meta_value(self, name: str) -> str | None:
        """The first value of a meta property, None when absent."""
        return next((value for key, value in self.meta if key == name), None)

    @property
    def canonical_targets(self) -> tuple[str, ...]:
        """Distinct targets in the head and the Link header, in order: Google ignores the body."""
        found = [link.url for link in self.canonicals if link.url and link.source != "body"]
        return tuple(dict.fromkeys(found))

    @property
    def canonical(self) -> str | None:
        """The one target; None when there is none, or several that contradict each other."""
        targets = self.canonical_targets
        return targets[0] if len(targets) == 1 else None

    def directives(self, agent: str = "googlebot") -> frozenset[str]:
        """Every robots word that binds `agent`, lower case: {"noindex", "follow"}."""
        words = set()
        for directive in self.robots:
            if directive.agent in ("robots", agent):
                words |= {word.strip().lower() for word in directive.content.split(",")}
        return frozenset(words - {""})

    @property
    def noindex(self) -> bool:
        """Whether Google may not index the page: the strictest of all directives wins."""
        return bool({"noindex", "none"} & self.directives())
