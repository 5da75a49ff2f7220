"""Rows of the exports and the summary: the same numbers as the pages, for other programs."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from crawler.records import (
    Excluded,
    LinkTarget,
    OfferRow,
    PriceState,
    QuoteRow,
    TargetState,
)
from reports.model.changes import change_counts
from reports.model.findings import finding_row, title_of
from reports.model.links import REGION_WORDS, answer_words
from reports.model.night import Night
from reports.model.parts import LazyRows, Row
from reports.model.prices.market import STATE_NOTES, is_rival, position, why_not
from reports.model.prices.rules import calculation
from reports.model.rows import Found
from reports.model.values import word
from reports.model.words import day


def finding_rows(night: Night, *, fresh: bool = False) -> LazyRows[Found]:
    """A row for each open finding, worst first; with `fresh` for the new and reopened ones."""
    titles = {check: title_of(night, check) for check in night.by_check}
    found: Sequence[Found] = night.findings
    if fresh:
        found = [one for one in found if night.state_of(one) in ("new", "reopened")]

    def row(finding: Found) -> Row:
        return {**finding_row(night, finding), "title": titles[finding.check]}

    return LazyRows(found, row)


def offer_rows(night: Night) -> tuple[Row, ...]:
    """One row for each watched product and shop. The index stands in the own shop's row."""
    if not night.market.there:
        return tuple(_plain_offer(night, offer) for offer in night.offers if offer.watched)
    sources = {(offer.site, offer.url): offer.source for offer in night.offers}
    return tuple(
        _quote_row(night, quote, sources.get((quote.site, quote.url)))
        for quote in night.market.quotes
    )


def _plain_offer(night: Night, offer: OfferRow) -> Row:
    """A watched offer of a run without tables of the market: nothing was compared."""
    shown = offer.state is PriceState.SHOWN
    return {
        "product": offer.watched,
        "name": offer.watched_name or offer.name,
        "shop": night.site_name(offer.site),
        "role": offer.role,
        "url": offer.url,
        "state": offer.state.value,
        "price": offer.price if shown else None,
        "currency": offer.currency,
        "list_price": offer.list_price,
        "availability": offer.availability,
        "confidence": str(offer.confidence),
        "source": offer.source,
        "compared": False,
        "note": STATE_NOTES[offer.state],
    }


def _quote_row(night: Night, quote: QuoteRow, source: str | None) -> Row:
    row = night.market.row_of.get(quote.sku)
    own = not is_rival(quote)
    return {
        "product": quote.sku,
        "name": row.name if row else quote.name,
        "brand": row.brand if row else "",
        "category": row.category if row else "",
        "shop": night.site_name(quote.site),
        "role": quote.role,
        "url": quote.url,
        "state": quote.state.value,
        "price": quote.price,
        "currency": quote.currency,
        "rate": quote.rate,
        "amount": quote.amount,
        "list_price": quote.list_price,
        "promo_percent": quote.promo_percent,
        "shipping": quote.shipping,
        "landed": quote.landed,
        "unit_price": quote.unit_price,
        "unit": quote.unit,
        "availability": quote.availability,
        "confidence": quote.confidence,
        "source": source,
        "compared": quote.excluded is Excluded.NO and bool(row and row.index),
        "excluded": quote.excluded.value,
        "index": row.index if own and row else None,
        "difference": row.gap_cheapest if own and row else None,
        "before": quote.before,
        "moved": quote.moved.value,
        "change_percent": quote.change_percent,
        "since": day(quote.since) or None,
        "seen": day(quote.seen) or None,
        "pair": quote.pair,
        "reasons": quote.reasons,
        "own_currency": row.currency if row else None,
        "note": why_not(quote),
    }


def market_rows(night: Night) -> dict[str, tuple[Row, ...]]:
    """Rows of market.csv, market-totals.csv and omnibus.csv, as the run's tables have them."""
    market = night.market
    return {
        "market": tuple(
            {**row.model_dump(mode="json"), "position": position(row),
             "cheapest": ", ".join(night.site_name(site) for site in row.cheapest)}
            for row in market.rows
        ),
        "market-totals": tuple(total.model_dump(mode="json") for total in market.totals),
        "omnibus": tuple(
            {**row.model_dump(mode="json"), "shop": night.site_name(row.site),
             "calculation": calculation(row)}
            for row in market.omnibus
        ),
    }  # fmt: skip


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
        "place": word(REGION_WORDS, source.region.value) if source else None,
    }


def summary(night: Night) -> Row:
    """downloads/summary.json; its schema stands beside it."""
    found = Counter(finding.severity.value for finding in night.findings)
    counts = change_counts(night)
    pages = Counter(page.state for page in night.pages if page.site == night.own)
    total = night.market.total
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
            "compared": total.compared,
            "cheapest": total.dearer,
            "index": total.index,
            "changes": len(changed),
            "watched": total.products,
            "first": total.first,
            "undercut": total.cheaper,
            "up": total.up,
            "down": total.down,
            "not_seen": total.missing,
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
            for cause in night.mends[:10]
        ],
    }
