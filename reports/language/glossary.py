"""The words of the trade, for someone who starts on Monday: `site_templates/glossary.md`."""

import re
from dataclasses import dataclass
from functools import cache

from reports.folders import templates_folder

_TERM = re.compile(r"^## ([a-z0-9-]+): (.+)$")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the glossary, in English: the catalogue has it in other languages."""

    id: str
    """Anchor on the page."""
    name: str
    meaning: str
    """Words that need no glossary."""


@cache
def glossary() -> tuple[tuple[str, tuple[Term, ...]], ...]:
    """Headings with their terms, in the order of the file."""
    text = (templates_folder() / "glossary.md").read_text("utf-8")
    groups: list[tuple[str, list[Term]]] = []
    for block in re.split(r"\n\s*\n", text):
        first, *rest = block.strip().splitlines()
        if first.startswith("# "):
            groups.append((first[2:], []))
        elif match := _TERM.match(first):
            groups[-1][1].append(Term(match[1], match[2], " ".join(rest)))
    return tuple((heading, tuple(terms)) for heading, terms in groups)
