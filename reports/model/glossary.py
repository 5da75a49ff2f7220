"""The glossary page."""

from reports.language import _
from reports.language.glossary import glossary
from reports.model.pages import GlossaryPage, TermPart


def glossary_page() -> GlossaryPage:
    """Build glossary.html."""
    return GlossaryPage(
        tuple(
            (
                _(heading),
                tuple(
                    sorted(
                        (TermPart(term.id, _(term.name), _(term.meaning)) for term in terms),
                        key=lambda part: part.name.casefold(),
                    )
                ),
            )
            for heading, terms in glossary()
        )
    )
