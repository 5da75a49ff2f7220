"""Rows of the exports and the summary: the same numbers as the pages, for other programs."""

from collections import Counter
from typing import Any

from crawler.records import LinkTarget, Role, TargetState
from reports.model.causes import causes
from reports.model.changes import change_counts
from reports.model.findings import finding_row, title_of
from reports.model.links import REGION_WORDS, answer_words
from reports.model.market import products
from reports.model.night import Night
from reports.model.parts import Row
from reports.model.prices import average_index


def finding_rows(night: Night) -> tuple[Row, ...]:
    """Every open finding, worst first."""
    return tuple(
        {**finding_row(night, finding), "title": title_of(night, finding.check)}
        for finding in night.findings
    )


def offer_rows(night: Night) -> tuple[Row, ...]:
    """One row for each watched product and shop. The index stands in the own shop's row."""
    rows: list[Row] = []
    for product in products(night):
        quotes = ([(night.own, product.own)] if product.own else []) + list(product.rivals)
        for site, quote in quotes:
            own = site == night.own and quote is product.own
            offer = quote.offer
            compared = any(name == site for name, _ in product.market)
            rows.append(
                {
                    "product": product.sku,
                    "name": product.name,
                    "shop": night.site_name(site),
                    "role": Role.OWN.value if own else Role.COMPETITOR.value,
                    "url": offer.url,
                    "state": offer.state.value,
                    "price": None if quote.price is None else str(quote.price),
                    "currency": quote.currency,
                    "list_price": offer.list_price,
                    "availability": offer.availability,
                    "confidence": str(offer.confidence),
                    "source": offer.source,
                    "compared": (own and product.index is not None) or compared,
                    "index": str(product.index) if own and product.index is not None else None,
                    "difference": str(product.difference)
                    if own and product.difference is not None
                    else None,
                    "note": quote.note,
                }
            )
    return tuple(rows)


def target_rows(night: Night) -> tuple[Row, ...]:
    """One row for each place that refers to a target that is not plainly fine."""
    rows: list[Row] = []
    for target in night.targets:
        if target.state is TargetState.OK:
            continue
        rows += [_target_row(night, target, source) for source in target.sources or (None,)]
    return tuple(rows)


def _target_row(night: Night, target: LinkTarget, source: Any) -> Row:
    return {
        "shop": night.site_name(target.site),
        "target": target.url,
        "state": target.state.value,
        "status": target.status,
        "answer": answer_words(target),
        "internal": target.internal,
        "kind": target.kind,
        "final_url": target.final_url,
        "pages": target.pages,
        "linked_from": source.url if source else None,
        "text": source.text if source else None,
        "place": REGION_WORDS.get(source.region, "") if source else None,
    }


def summary(night: Night) -> Row:
    """downloads/summary.json; its schema stands beside it."""
    found = Counter(finding.severity.value for finding in night.findings)
    counts = change_counts(night)
    pages = Counter(page.state for page in night.pages if page.site == night.own)
    compared = [product for product in products(night) if product.index is not None]
    index = average_index(compared)
    changed = night.diff.prices if night.diff else ()
    return {
        "schema_version": 1,
        "run": night.manifest.run,
        "started_at": night.manifest.started_at.isoformat(),
        "shop": night.site_name(night.own),
        "healthy": night.manifest.healthy_sites,
        "score": {
            "value": night.score.value,
            "formula": night.score.formula,
            "pages": night.score.pages,
            "pages_with_errors": night.score.pages_with_errors,
        },
        "findings": {name: found[name] for name in ("error", "warning", "notice")},
        "changes": {
            name: counts[name]
            for name in ("new", "fixed", "reopened", "persisting", "not_rechecked", "gone")
        },
        "pages": {"ok": pages["ok"], **{k: n for k, n in sorted(pages.items()) if k != "ok"}},
        "prices": {
            "compared": len(compared),
            "cheapest": sum(product.cheapest == night.own for product in compared),
            "index": None if index is None else str(index),
            "changes": len(changed),
        },
        "top": [
            {
                "check": cause.check,
                "title": title_of(night, cause.check),
                "severity": cause.severity,
                "pages": cause.pages,
                "place": cause.place,
                "template": cause.template,
                "example_url": cause.findings[0].url,
                "example_message": cause.findings[0].message,
            }
            for cause in causes(night.findings)[:10]
        ],
    }
