"""The market worked out once more, with pandas and fractions, from the definitions alone.

It sees every night as it was read, not the log of changes, and calls nothing of ours.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby
from typing import Any

import pandas as pd

Frame = Any
"""A DataFrame: pandas' stubs know no columns of fractions."""

RATES = {"EUR": Fraction(1), "USD": Fraction("0.9235")}
SHIPPING = {"own": (Fraction("3.9"), Fraction(40)), "kettle": (Fraction("4.9"), None),
            "tassen": (Fraction(0), None)}  # fmt: skip


def half_up(value: Fraction, places: int) -> Fraction:
    """Rounded as in school."""
    scaled = abs(value) * 10**places + Fraction(1, 2)
    whole = scaled.numerator // scaled.denominator
    return Fraction(whole if value >= 0 else -whole, 10**places)


def frame(nights: Iterable[tuple[str, list[Any]]]) -> Frame:
    """One row a night and page: run, day, sku, site, state, price, struck, amount, stock ..."""
    rows = []
    for run, offers in nights:
        for offer in offers:
            price = Fraction(offer.price) if offer.price else None
            rate = RATES.get(offer.currency or "")
            amount = None
            if price is not None and rate is not None:
                amount = price if rate == 1 else half_up(price * rate, 2)
            rows.append(
                {
                    "run": run, "day": date.fromisoformat(run[:10]), "sku": offer.watched,
                    "site": offer.site, "seen": offer.state not in ("blocked", "not_seen"),
                    "price": price, "struck": Fraction(offer.list_price or 0) or None,
                    "amount": amount, "stock": offer.availability,
                }
            )  # fmt: skip
    table: Frame = pd.DataFrame(rows).astype({"price": object, "struck": object, "amount": object})
    return table.where(table.notna(), None)


def judge(table: Frame) -> Frame:
    """Adds suspect, believed, before (last believed price), before_stock, since, fresh."""
    last: dict[tuple[str, str], tuple[Fraction, Fraction, bool]] = {}
    known: dict[tuple[str, str], tuple[Fraction, Fraction]] = {}
    stock: dict[tuple[str, str], str | None] = {}
    since: dict[tuple[str, str], tuple[Fraction, str]] = {}
    fresh: dict[tuple[str, str], str] = {}
    found: list[dict[str, Any]] = []
    rows = table.to_dict("records")
    for (run, sku), together in groupby(rows, key=lambda row: (row["run"], row["sku"])):
        group = list(together)
        amounts = {row["site"]: row["amount"] for row in group if row["amount"] is not None}
        for row in group:
            page = (sku, row["site"])
            facts: dict[str, Any] = {
                "suspect": False, "before": known.get(page, (None,))[0],
                "before_stock": stock.get(page), "since": "",
            }  # fmt: skip
            if row["price"] is not None:
                others = [value for site, value in amounts.items() if site != row["site"]]
                facts["suspect"] = row["site"] != "own" and far(
                    row["price"], row["amount"], last.get(page), known.get(page), others
                )
                if since.get(page, (None,))[0] != row["price"]:
                    since[page] = (row["price"], run)
                facts["since"] = since[page][1]
                fresh[page] = run
                last[page] = (row["price"], row["amount"], facts["suspect"])
                if not facts["suspect"]:
                    known[page] = (row["price"], row["amount"])
            if row["seen"]:
                stock[page] = row["stock"]
            found.append(facts | {"fresh": fresh.get(page, "")})
    extra: Frame = pd.DataFrame(found, index=table.index).astype(
        {"before": object, "before_stock": object}
    )
    table = table.join(extra.where(extra.notna(), None))
    table["believed"] = table["price"].notna() & ~table["suspect"].astype(bool)
    table["sold"] = table["believed"] & (table["stock"] == "InStock")
    return table


def far(
    price: Fraction,
    amount: Fraction,
    last: tuple[Fraction, Fraction, bool] | None,
    known: tuple[Fraction, Fraction] | None,
    others: list[Fraction],
) -> bool:
    """A third of or three times the last price, or four times off the median of three or more."""
    if last is not None and last[2] and last[0] == price:
        return False
    if known is not None:
        if known[1] == amount:
            return False
        if not Fraction(1, 3) < amount / known[1] < 3:
            return True
    if len(others) < 3:
        return False
    ordered = sorted(others)
    size = len(ordered)
    middle = (ordered[(size - 1) // 2] + ordered[size // 2]) / 2
    stands_off = not Fraction(1, 4) < amount / middle < 4
    stood_off = known is not None and not Fraction(1, 4) < known[1] / middle < 4
    return stands_off and not stood_off


def landed(site: str, amount: Fraction) -> Fraction | None:
    """With shipping."""
    if site not in SHIPPING:
        return None
    flat, free = SHIPPING[site]
    return amount if free is not None and amount >= free else amount + flat


def market(table: Frame) -> Frame:
    """One row a night and product."""
    keys = ["run", "sku"]
    own = table[table["site"] == "own"][[*keys, "amount"]].rename(columns={"amount": "own"})
    sold = table[(table["site"] != "own") & table["sold"]].merge(own, on=keys)
    met = sold["own"].notna()
    sold["cents"] = [
        int(amount * 100) for amount in sold["amount"]
    ]  # exact: pandas sums whole ones
    gap = sold["cents"] - [int((amount or 0) * 100) for amount in sold["own"]]
    sold["cheaper"], sold["equal"], sold["dearer"] = met & (gap < 0), met & (gap == 0), gap > 0
    sold["step"] = gap.where(gap > 0)
    sent = [landed(site, amount) for site, amount in zip(sold["site"], sold["amount"], strict=True)]
    ours = [None if amount is None else landed("own", amount) for amount in sold["own"]]
    sold["sent"] = [a is not None and b is not None for a, b in zip(sent, ours, strict=True)]
    sold["under"] = [
        a is not None and b is not None and a < b for a, b in zip(sent, ours, strict=True)
    ]
    groups = sold.groupby(keys)
    figures = groups[["cheaper", "equal", "dearer", "sent", "under"]].sum().astype(int)
    figures["compared"] = groups.size()
    for name, how in (("sum", "sum"), ("lowest", "min"), ("highest", "max")):
        figures[name] = groups["cents"].agg(how)
    figures["next"] = groups["step"].min()
    rows = own.merge(figures.reset_index(), on=keys, how="left").astype(object)
    rows = rows.where(rows.notna(), None)
    found: Frame = pd.DataFrame([_measures(row) for row in rows.to_dict("records")])
    for name in ("index", "rank"):
        found[f"{name}_before"] = found.groupby("sku")[name].shift()
    return found.astype(object).where(found.notna(), None)


def _measures(row: dict[str, Any]) -> dict[str, Any]:
    """The figures of one product from its sums and counts."""
    got: dict[str, Any] = {name: row[name] for name in ("run", "sku", "own")}
    got |= dict.fromkeys(
        ("average", "lowest", "highest", "index", "rank", "of", "gap", "gap_percent", "next",
         "cheaper", "equal", "dearer", "landed_rank")
    )  # fmt: skip
    number, own = int(row["compared"] or 0), row["own"]
    got["compared"] = number
    if not number:
        return got
    average, lowest = Fraction(int(row["sum"]), 100 * number), Fraction(int(row["lowest"]), 100)
    got |= {"average": half_up(average, 2), "lowest": lowest,
            "highest": Fraction(int(row["highest"]), 100)}  # fmt: skip
    if own is None:
        return got
    return got | {
        "index": half_up(own / average * 100, 1), "rank": int(row["cheaper"]) + 1,
        "of": number + 1, "gap": own - lowest,
        "gap_percent": half_up((own - lowest) / lowest * 100, 1),
        "next": None if row["next"] is None else Fraction(int(row["next"]), 100),
        "cheaper": int(row["cheaper"]), "equal": int(row["equal"]), "dearer": int(row["dearer"]),
        "landed_rank": int(row["under"]) + 1 if row["sent"] else None,
    }  # fmt: skip


def moves(offers: Frame) -> dict[str, Any]:
    """Dynamics, stock and promotions of some competitors' offers of one night."""
    priced = offers[offers["believed"]]
    met = priced[priced["before"].notna()]
    out, into = seen_stock(offers)
    change: Frame = pd.Series(
        [(p - b) / b * 100 for p, b in zip(met["price"], met["before"], strict=True)], dtype=object
    )
    moved = change[change != 0]
    struck = priced[priced["struck"].notna()]
    pairs = zip(struck["struck"], struck["price"], strict=True)
    depth = [(was - now) / was * 100 for was, now in pairs if was > now]
    seen = offers[offers["seen"]]
    return {
        "up": int((change > 0).sum()), "down": int((change < 0).sum()),
        "unchanged": int((change == 0).sum()),
        "mean_change_percent": half_up(moved.sum() / len(moved), 2) if len(moved) else None,
        "went_out": out, "came_back": into,
        "out_of_stock": int((seen["stock"] == "OutOfStock").sum()),
        "promoted": len(depth),
        "promo_depth": half_up(sum(depth, Fraction(0)) / len(depth), 1) if depth else None,
        "offers": len(priced), "missing": int((~offers["seen"].astype(bool)).sum()),
    }  # fmt: skip


def seen_stock(offers: Frame) -> tuple[int, int]:
    """How many went out of stock, and how many came back."""
    seen = offers[offers["seen"]]
    was, now = seen["before_stock"], seen["stock"]
    out = (now == "OutOfStock") & (was == "InStock")
    return int(out.sum()), int(((now == "InStock") & (was == "OutOfStock")).sum())


def totals(rows: Frame) -> dict[str, Any]:
    """Positions of some products of one night."""
    met = rows[rows["rank"].notna()]
    mean = sum(met["index"], Fraction(0)) / len(met) if len(met) else None
    return {
        "products": len(rows), "compared": len(met),
        "index": None if mean is None else half_up(mean, 1),
        "first": int((met["rank"] == 1).sum()),
        "cheaper": int((met["gap"] > 0).sum()), "equal": int((met["gap"] == 0).sum()),
        "dearer": int((met["gap"] < 0).sum()),
    }  # fmt: skip


def prior(page: Frame) -> dict[str, Any]:
    """The Omnibus figures of the last row of a page's nights, which announces a reduction."""
    known = page[page["believed"]].reset_index(drop=True)
    step = known["price"].diff()
    drops, rises = step.index[step < 0], step.index[step > 0]
    rise = rises[-1] if len(rises) else 0
    running = len(drops) > 0 and drops[-1] > rise
    start = drops[-1] if running else rise
    announced = known.loc[start:].loc[known.loc[start:, "struck"].notna(), "day"].iloc[0]
    began = known.loc[start, "day"]
    if not running or announced > began + timedelta(days=30):
        began = announced
    days = known[(known["day"] < began) & (known["day"] >= began - timedelta(days=30))]
    now, struck = known["price"].iloc[-1], known["struck"].iloc[-1]
    lowest = days["price"].min() if len(days) else None
    state = "too_short" if len(days) < 30 else "too_high" if struck > lowest else "fair"
    return {
        "state": state, "began": began.isoformat(), "lowest": lowest, "days_known": len(days),
        "lowest_on": max(days.loc[days["price"] == lowest, "day"]).isoformat() if len(days) else "",
        "announced_percent": half_up((struck - now) / struck * 100, 1),
        "true_percent": None if lowest is None else half_up((lowest - now) / lowest * 100, 1),
    }  # fmt: skip
