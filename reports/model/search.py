"""What the search finds besides URLs, which it reads from the list of pages."""

from reports.language import _, speech
from reports.model.findings import issue_href
from reports.model.glossary import glossary_page
from reports.model.issues import STATUS_WORDS, status_of
from reports.model.night import Night
from reports.model.parts import Row
from reports.model.prices.market import product_hash
from reports.model.shell import NavLink
from reports.model.words import family_name
from reports.names import shard_name


def search_index(night: Night, nav: tuple[NavLink, ...]) -> Row:
    """`{groups: [{name, rows: [[text, note, href, other words]]}], urls: {shard, name}}`.

    Other words are found but not shown: ids, and the names that other tools have for a check.
    """
    groups = (
        (_("Report"), [[link.label, "", link.href, ""] for link in nav]),
        (_("Checks"), _checks(night)),
        (_("Products"), _products(night)),
        (_("Glossary"), _terms()),
    )
    return {
        "groups": [{"name": name, "rows": rows} for name, rows in groups if rows],
        "urls": {"name": _("Pages"), "shard": f"data/{shard_name('pages.html', 'pages')}"},
    }


def _checks(night: Night) -> list[list[str]]:
    rows = []
    for card in night.cards:
        word = _(STATUS_WORDS[status_of(night, card)][0])
        # English titles are found too: documentation and other tools speak English.
        other = " ".join((card.id, *card.also, *card.replaces))
        rows.append([card.title, f"{family_name(card.family)}, {word}", issue_href(card.id), other])
    return rows


def _products(night: Night) -> list[list[str]]:
    return [
        [row.name or row.sku, row.sku, f"product.html#p={product_hash(row.sku)}",
         f"{row.brand} {row.category}"]
        for row in night.market.rows
    ]  # fmt: skip


def _terms() -> list[list[str]]:
    english = speech().language == "en"
    return [
        [term.name, "", f"glossary.html#{term.id}", "" if english else term.id]
        for _heading, terms in glossary_page().groups
        for term in terms
    ]
