"""Page templates of a shop, found by what pages are built of and named by their addresses."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from crawler.records import PageKind

ALIKE = 0.7
"""Share of names that two pages of one kind have in common when one template made them. Measured
on 149 saved pages of five shop systems: products of one shop 0.75 to 1.0."""
ALIKE_OTHER_KIND = 0.9
"""The same between pages that were taken for different kinds. Measured: products against lists of
one shop up to 0.75; a product whose markup is broken looks like the others to 0.9 and more."""
_DIGITS = 8
_SAY_LITTLE = ("/*", "/…")


@dataclass(frozen=True, slots=True)
class Built:
    """What is asked of a page: its address, its kind, and the sketch that the extractor took."""

    url: str
    kind: PageKind
    shape: str


@dataclass(slots=True)
class _Template:
    kind: PageKind
    sketch: frozenset[str]
    pages: list[str] = field(default_factory=list)


def templates_of(pages: Iterable[Built]) -> dict[str, str]:
    """Page URLs with the name of their template, as "/products/*"; a page of its own has none."""
    same: dict[tuple[PageKind, str], list[str]] = defaultdict(list)
    for page in pages:
        if page.shape:
            same[page.kind, page.shape].append(page.url)
    found: list[_Template] = []
    # What most pages are built like comes first and gives the template its sketch.
    for (kind, shape), urls in sorted(same.items(), key=lambda row: (-len(row[1]), row[0])):
        sketch = frozenset(shape[i : i + _DIGITS] for i in range(0, len(shape), _DIGITS))
        template = _nearest(found, kind, sketch)
        if template is None:
            template = _Template(kind, sketch)
            found.append(template)
        template.pages += urls
    return _named([template for template in found if len(template.pages) > 1])


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of names in common, estimated from two sketches; 0 to 1.

    Source: A. Z. Broder, "On the resemblance and containment of documents" (1997), section 3.
    """
    size = max(len(one), len(other))
    smallest = sorted(one | other)[:size]
    return sum(name in one and name in other for name in smallest) / size if size else 0.0


def _nearest(
    found: Sequence[_Template], kind: PageKind, sketch: frozenset[str]
) -> _Template | None:
    best, most = None, 0.0
    for template in found:
        shared = len(template.sketch & sketch) / max(len(template.sketch), len(sketch), 1)
        if shared <= most or shared < ALIKE / 2:
            continue  # too few hashes in common to be alike, whatever the order says
        like = likeness(template.sketch, sketch)
        if like > most and like >= (ALIKE if template.kind is kind else ALIKE_OTHER_KIND):
            best, most = template, like
    return best


def _named(templates: Sequence[_Template]) -> dict[str, str]:
    patterns = [pattern_of(template.pages) for template in templates]
    shared = Counter(patterns)
    used: Counter[str] = Counter()
    names: dict[str, str] = {}
    for template, pattern in zip(templates, patterns, strict=True):
        clear = shared[pattern] == 1 and pattern not in _SAY_LITTLE
        name = pattern if clear else f"{pattern} ({template.kind})"
        used[name] += 1
        if used[name] > 1:
            name = f"{name} no. {used[name]}"
        names |= dict.fromkeys(template.pages, name)
    return names


def pattern_of(urls: Sequence[str]) -> str:
    """What the addresses have in common: "/products/*", "/*.html", "/shop/…", "/p?id=*"."""
    paths = [urlsplit(url) for url in urls]
    split = [[unquote(part) for part in path.path.strip("/").split("/")] for path in paths]
    lengths = Counter(len(parts) for parts in split)
    length, most = lengths.most_common(1)[0]
    if most < 0.8 * len(urls):
        prefix = _shared_start(split)
        return "/" + "/".join([*prefix, "…"])
    usual = [parts for parts in split if len(parts) == length]
    pattern = "/" + "/".join(_one(list(column)) for column in zip(*usual, strict=True))
    if "*" not in pattern:
        pattern += _parameters([path.query for path in paths])
    return pattern


def _parameters(queries: Sequence[str]) -> str:
    """The parameters that nearly all have: "?route=product&id=*"."""
    values: dict[str, Counter[str]] = defaultdict(Counter)
    for query in queries:
        for name, value in dict(part.partition("=")[::2] for part in query.split("&")).items():
            values[name][value] += 1
    shared = {name: _one(list(found.elements())) for name, found in values.items()
              if name and found.total() >= 0.9 * len(queries)}  # fmt: skip
    return "?" + "&".join(f"{name}={value}" for name, value in shared.items()) if shared else ""


def _one(values: list[str]) -> str:
    """One part of the path: the word that nearly all have, else a star and the common ending."""
    value, times = Counter(values).most_common(1)[0]
    if times >= 0.9 * len(values):
        return value
    endings = {value.rpartition(".")[2] if "." in value else "" for value in values}
    ending = endings.pop() if len(endings) == 1 else ""
    return f"*.{ending}" if ending.isalpha() else "*"


def _shared_start(split: list[list[str]]) -> list[str]:
    start: list[str] = []
    for column in zip(*split, strict=False):
        if len(set(column)) > 1:
            break
        start.append(column[0])
    return start
