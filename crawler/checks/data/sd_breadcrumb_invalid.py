"""data/sd-breadcrumb-invalid"""

from collections.abc import Iterator
from typing import Any

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.breadcrumbs_in_markup import breadcrumb_lists
from crawler.checks.data.google_properties import BREADCRUMB, properties, source
from crawler.checks.data.policies_in_markup import Faults, amount
from crawler.checks.data.products_in_markup import Item, as_list, is_blank, prop
from crawler.records import PageKind, Problem, Severity, StructuredFacts


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT, PageKind.CATEGORY, PageKind.CONTENT, PageKind.OTHER}),
    sources=(source(BREADCRUMB),),
    also=(
        "Screaming Frog: Structured Data: Rich Result Validation Errors",
        "Ahrefs: Structured data has Google rich results validation error",
        "Semrush: Invalid structured data items",
    ),
)
def sd_breadcrumb_invalid(structured: StructuredFacts) -> Iterator[Problem]:
    """The breadcrumb data is not valid

    ## Why it matters
    Google shows the path to the page only from a complete list. One entry without a name or an
    address loses the whole path.

    ## How to fix
    Give each entry position (1, 2, 3 ...), name and, except the last, item (its address). Shopify:
    the theme's breadcrumb snippet. WooCommerce: the theme or the SEO plugin. Magento: the theme's
    breadcrumbs template, or an extension. BigCommerce: components/common/breadcrumbs.html.
    Salesforce Commerce Cloud: the breadcrumbs template.

    ## What is not checked
    Whether the addresses answer. Lists whose entries only refer to other data.
    """
    faults = Faults()
    seen = False
    for label, data in breadcrumb_lists(structured):
        seen = True
        rows = [row for row in as_list(prop(data, "itemListElement")) if isinstance(row, dict)]
        if any(set(row) <= {"@id", "@type"} and "@id" in row for row in rows):
            continue
        if len(rows) < 2:
            told = f"The breadcrumb has {len(rows) or 'no'} entr{'y' if len(rows) == 1 else 'ies'}"
            faults.add("short", f"{told}; Google requires two.", label)
            continue
        _entries(faults, label, rows)
    if not seen:
        raise NotApplicable
    for about, (sentence, labels) in faults.rows.items():
        yield Problem(
            message=sentence,
            about=about,
            cause=f"breadcrumb: {about}",
            evidence={"syntaxes": sorted(set(labels))},
        )


def _entries(faults: Faults, label: str, rows: list[Item]) -> None:
    places = [amount(prop(row, "position")) for row in rows]
    counted = all(place is not None for place in places)
    last = max(range(len(rows)), key=lambda n: ((places[n] or 0) if counted else 0, n))
    for row in properties(BREADCRUMB, "ListItem", required=True):
        name = row.names[0]
        lacking = [n for n, entry in enumerate(rows) if not _has(entry, name)]
        if name == "item":
            lacking = [n for n in lacking if n != last]
        if lacking:
            told = f'Entry {lacking[0] + 1} of the breadcrumb has no "{name}".'
            faults.add(name, told, label)
    if counted:
        numbers = sorted(place for place in places if place is not None)
        if numbers != list(range(1, len(rows) + 1)):
            told = ", ".join(str(number) for number in numbers[:8])
            faults.add("order", f"The entries of the breadcrumb are numbered {told}.", label)


def _has(entry: Item, name: str) -> bool:
    value: Any = prop(entry, name)
    if name == "name" and is_blank(value):
        inner = prop(entry, "item")
        return isinstance(inner, dict) and not is_blank(prop(inner, "name"))
    if name == "position":
        return amount(value) is not None
    return not is_blank(value)
