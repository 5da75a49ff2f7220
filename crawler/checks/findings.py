"""From what a check says to findings with a name, a cause and, for what is everywhere, a count."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from crawler.config import Config
from crawler.records import CheckCard, Finding, Problem, fingerprint, page_key

COLLAPSE_ABOVE = 2000
"""More problems of one check on one site than this become one finding for each cause.

Our own limit: one broken template must not become 98,000 events in the history."""
EXAMPLES = 50
"""Pages kept with such a finding."""

TemplateOf = Callable[[str, str], str]
"""Site and URL to the name of the page's template, "" where it has none."""


def stamp(
    card: CheckCard,
    config: Config,
    site: str,
    subject: str,
    url: str,
    problem: Problem,
    kind: str,
) -> Finding:
    """A problem with its name, severity and place."""
    return Finding(
        id=fingerprint(card.id, subject, problem.about),
        check=card.id,
        severity=config.checks.severity.get(card.id, problem.severity or card.severity),
        site=site,
        subject=subject,
        url=url,
        kind=kind,
        about=problem.about,
        message=problem.message,
        evidence=problem.evidence,
        selector=problem.selector,
        cause=problem.cause or card.id,
    )


@dataclass(slots=True)
class _Many:
    """Findings of one cause of which only some are kept."""

    first: Finding
    count: int = 0
    examples: list[dict[str, str]] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    """Every page, for a cause that only the page's template will tell."""

    def add(self, finding: Finding) -> None:
        """Count one more."""
        self.count += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append({"url": finding.url, "message": finding.message})
        if finding.cause == finding.check:
            self.urls.append(finding.url)

    def merge(self, other: "_Many") -> None:
        """Count what another counted."""
        self.count += other.count
        self.examples = [*self.examples, *other.examples][:EXAMPLES]
        self.urls += other.urls


@dataclass(slots=True)
class _Pile:
    """The findings of one check on one site."""

    kept: dict[str, Finding] = field(default_factory=dict)
    """By id, each once; the first ones only when there are too many."""
    many: dict[str, _Many] = field(default_factory=dict)
    last: Finding | None = None
    recent: set[str] = field(default_factory=set)
    """Ids about the last subject: what a check says twice comes in one go."""

    def add(self, finding: Finding) -> None:
        """Take in one finding; the same one twice counts once."""
        if self.last is None or self.last.subject != finding.subject:
            self.recent = set()
        if finding.id in self.recent or finding.id in self.kept:
            return
        self.last = finding
        self.recent.add(finding.id)
        if len(self.kept) <= COLLAPSE_ABOVE:
            self.kept[finding.id] = finding
        causes = self.many
        # So many causes are no causes; what comes after them counts with the first one.
        known = finding.cause in causes or len(causes) <= COLLAPSE_ABOVE
        name = finding.cause if known else next(iter(causes))
        causes.setdefault(name, _Many(finding)).add(finding)


class FindingBook:
    """Every finding of a run, in bounded memory however many pages have the same fault."""

    def __init__(self) -> None:
        self._piles: dict[tuple[str, str], _Pile] = {}

    def add(self, finding: Finding) -> None:
        """Take in one finding; those of one check about one subject come one after the other."""
        self._piles.setdefault((finding.check, finding.site), _Pile()).add(finding)

    def merge(self, other: "FindingBook") -> None:
        """Take in what another book holds, about other pages."""
        for key, pile in other._piles.items():
            mine = self._piles.setdefault(key, _Pile())
            mine.kept |= pile.kept
            for cause, many in pile.many.items():
                if cause in mine.many:
                    mine.many[cause].merge(many)
                else:
                    mine.many[cause] = many

    def findings(self, template_of: TemplateOf) -> list[Finding]:
        """All of them with their templates, errors first."""
        found: list[Finding] = []
        for (_, site), pile in self._piles.items():
            if len(pile.kept) <= COLLAPSE_ABOVE:
                found += (_placed(one, template_of(site, one.url)) for one in pile.kept.values())
            else:
                found += _collapsed(pile, site, template_of)
        return sorted(found, key=lambda one: (one.severity.rank, one.check, one.url, one.id))


def _placed(finding: Finding, template: str) -> Finding:
    """With the template of its page, which is its cause where the check named no other."""
    if not template:
        return finding
    cause = template if finding.cause == finding.check else finding.cause
    return finding.model_copy(update={"template": template, "cause": cause})


def _collapsed(pile: _Pile, site: str, template_of: TemplateOf) -> Iterator[Finding]:
    """One finding for each cause: named by check, site and cause, with examples."""
    if len(pile.many) > COLLAPSE_ABOVE:
        groups = [_joined(list(pile.many.values()))]
    else:
        groups = [part for many in pile.many.values() for part in _by_template(many, template_of)]
    for many in groups:
        first = _placed(many.first, template_of(site, many.first.url))
        if many.count == 1:
            yield first
            continue
        where = f" of the template {first.template}" if first.cause == first.template else ""
        yield first.model_copy(
            update={
                "id": fingerprint(first.check, site, f"everywhere: {first.cause}"),
                "subject": site,
                "about": f"everywhere: {first.cause}",
                "message": f"{many.count:,} pages{where}, for example: {first.message}",
                "evidence": {"examples": many.examples},
                "count": many.count,
            }
        )


def _by_template(many: _Many, template_of: TemplateOf) -> Iterator[_Many]:
    """The pages of a cause that is not named, template by template."""
    if not many.urls:
        yield many
        return
    messages = {example["url"]: example["message"] for example in many.examples}
    groups: dict[str, _Many] = {}
    for url in many.urls:
        subject = page_key(many.first.site, url)
        one = many.first.model_copy(
            update={
                "id": fingerprint(many.first.check, subject, many.first.about),
                "subject": subject,
                "url": url,
                "message": messages.get(url, many.first.message),
            }
        )
        groups.setdefault(template_of(one.site, url), _Many(one)).add(one)
    yield from groups.values()


def _joined(groups: list[_Many]) -> _Many:
    count = sum(map(attrgetter("count"), groups))
    return _Many(groups[0].first, count, [one.examples[0] for one in groups[:EXAMPLES]])
