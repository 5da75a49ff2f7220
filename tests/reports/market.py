"""The market of the sample: the four tables, with every state that an offer can be in."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from crawler.records import (
    BUYABLE,
    Excluded,
    MarketRow,
    MarketTotal,
    Moved,
    OmnibusRow,
    OmnibusState,
    PriceState,
    QuoteRow,
    RunDir,
)
from tests.reports.goods import NAMES, slug

TONIGHT = "2026-08-22T021000Z"
BEFORE = "2026-08-21T021000Z"
OLD = "2026-08-10T021000Z"
RIVALS = (
    ("kettle-co", "kettle", "0.92"), ("tassenhaus", "tassen", "1.07"), ("filter", "filter", "1.00"),
)  # fmt: skip
BRANDS = ("Alpenmaker", "Bruma", "Corvo & Söhne")
CATEGORIES = ("Coffee", "Tea", "Mugs")
BASES = (98.2, 103.6, 91.7, 98.9)
"""Where the index of the market and of each competitor began, in the order of RIVALS."""
CENT, TENTH = Decimal("0.01"), Decimal("0.1")


@dataclass
class Tables:
    """The four tables of one night."""

    quotes: list[QuoteRow] = field(default_factory=list)
    market: list[MarketRow] = field(default_factory=list)
    totals: list[MarketTotal] = field(default_factory=list)
    omnibus: list[OmnibusRow] = field(default_factory=list)

    def write(self, run: RunDir) -> None:
        """Into the run directory."""
        run.write_market(self.quotes, self.market, self.totals, self.omnibus)


def tables(first_night: bool = False, hostile: tuple[str, ...] = (), number: int = 14) -> Tables:
    """Watched products in four shops; the ninth has no pair, the tenth no own price tonight."""
    made = Tables()
    for index in range(number):
        quotes = _quotes(index, first_night, hostile)
        made.quotes += quotes
        made.market.append(_row(index, quotes, first_night, hostile))
    made.totals = _totals(made)
    made.omnibus = _omnibus(hostile)
    return made


def name_of(index: int) -> str:
    """Of the sample's products; more than fourteen get a number."""
    again = index // len(NAMES)
    return NAMES[index % len(NAMES)] + (f" {again + 1}" if again else "")


def own_price(index: int) -> Decimal:
    """What the own shop asks."""
    return Decimal("34.90") + index % 14 * 17


def _quotes(index: int, first: bool, hostile: tuple[str, ...]) -> list[QuoteRow]:
    sku, base, path = f"A-{index + 1}", own_price(index), slug(name_of(index))
    moved = index == 0 and not first
    own = QuoteRow(
        sku=sku, site="blue-mug", role="own", url=f"https://shop.example/products/{path}",
        name=name_of(index), pair="own", state=PriceState.SHOWN,
        confidence="conflicting" if index == 4 else "confirmed", price=str(base), currency="EUR",
        amount=str(base), availability="OutOfStock" if index == 5 else "InStock",
        excluded=Excluded.OUT_OF_STOCK if index == 5 else Excluded.NO,
        list_price=str(base + 20) if index in (0, 3) else None,
        promo_percent=_percent(20, base + 20) if index in (0, 3) else None,
        shipping="4.90", landed=str(base + Decimal("4.90")), before="36.90" if moved else str(base),
        before_availability="InStock",
        moved=Moved.FIRST if first else Moved.DOWN if moved else Moved.SAME,
        change_percent="-5.4" if moved else None, since=TONIGHT if moved else OLD, seen=TONIGHT,
        unit_price="0.1163" if index == 3 else None, unit="piece" if index == 3 else None,
        below_floor=index in (1, 6),
    )  # fmt: skip
    if index == 9:
        own = own.model_copy(update={
            "state": PriceState.NOT_SEEN, "excluded": Excluded.NOT_SEEN, "price": None,
            "amount": None, "moved": Moved.UNKNOWN, "seen": BEFORE, "confidence": "unknown",
        })  # fmt: skip
    if index == 8:
        return [own]
    return [own, *(_rival(index, place, base, first, hostile) for place in range(len(RIVALS))
                   if not (place == 2 and index % 3 == 1))]  # fmt: skip


def _rival(index: int, place: int, base: Decimal, first: bool,
           hostile: tuple[str, ...]) -> QuoteRow:  # fmt: skip
    shop, host, factor = RIVALS[place]
    price = (base * (Decimal(factor) + Decimal(index % 3) / 20)).quantize(CENT, ROUND_HALF_UP)
    path = slug(name_of(index))
    up, down = (index + place) % 7 == 3, (index + place) % 7 == 5
    before = price * (Decimal("0.95") if up else Decimal("1.08")) if up or down else price
    before = before.quantize(CENT)
    quote = QuoteRow(
        sku=f"A-{index + 1}", site=shop, role="competitor", url=f"https://{host}.example/p/{path}",
        name=name_of(index), pair="confirmed" if place == 1 else "listed",
        reasons="Both pages name GTIN 4006381333931. The pack is the same: 1 piece.",
        state=PriceState.SHOWN, confidence="single" if place else "confirmed", price=str(price),
        currency="EUR", amount=str(price), availability="InStock", before_availability="InStock",
        before=str(before), moved=Moved.UP if up else Moved.DOWN if down else Moved.SAME,
        change_percent=str(((price - before) / before * 100).quantize(TENTH)) if before else None,
        since=TONIGHT if up or down else OLD, seen=TONIGHT,
        shipping="5.90" if place != 2 else None,
        landed=str(price + Decimal("5.90")) if place != 2 else None,
        list_price=str(price + 10) if index % 5 == place else None,
        promo_percent=_percent(10, price + 10) if index % 5 == place else None,
        above_ceiling=index == 7 and price > 150, below_floor=index == 1 and price < 60,
    )  # fmt: skip
    changes: dict[str, object] = {}
    if (index, place) == (1, 0):
        changes = {"availability": "SoldOut", "excluded": Excluded.OUT_OF_STOCK}
    elif (index, place) == (2, 1):
        changes = {"state": PriceState.BLOCKED, "excluded": Excluded.NOT_SEEN, "price": None,
                   "amount": None, "currency": None, "availability": None, "landed": None,
                   "moved": Moved.UNKNOWN, "change_percent": None, "seen": BEFORE,
                   "confidence": "unknown"}  # fmt: skip
    elif (index, place) == (6, 0):
        changes = {"currency": "GBP", "amount": None, "excluded": Excluded.CURRENCY}
    elif (index, place) == (12, 0):
        changes = {"currency": "GBP", "rate": "1.17",
                   "amount": str((price * Decimal("1.17")).quantize(CENT))}  # fmt: skip
    elif (index, place) == (3, 1):
        changes = {"excluded": Excluded.SUSPECT, "price": "8.64", "before": str(price),
                   "amount": "8.64", "change_percent": "-90.6", "moved": Moved.UNKNOWN}  # fmt: skip
    elif (index, place) == (5, 2):
        changes = {"excluded": Excluded.STALE, "name": "Other thing entirely", "amount": None}
    elif (index, place) == (10, 1):
        changes = {"state": PriceState.HIDDEN, "excluded": Excluded.NO_PRICE, "price": None,
                   "amount": None, "moved": Moved.UNKNOWN, "change_percent": None,
                   "landed": None}  # fmt: skip
    elif (index, place) == (11, 0):
        changes = {"before_availability": "OutOfStock"}
    if (index, place) == (1, 0):
        changes["before_availability"] = "InStock"
    if first:
        changes |= {"moved": Moved.FIRST, "change_percent": None, "before": None,
                    "before_availability": None}  # fmt: skip
    if hostile and place == 0 and index < len(hostile):
        changes |= {"name": hostile[index], "reasons": hostile[index],
                    "unit": hostile[index][:20], "unit_price": "1.0000",
                    "url": hostile[index] if index == 8 else quote.url}  # fmt: skip
    return quote.model_copy(update=changes)


def _row(index: int, quotes: list[QuoteRow], first: bool, hostile: tuple[str, ...]) -> MarketRow:
    own, rivals = quotes[0], quotes[1:]
    counting = [q for q in rivals if q.excluded is Excluded.NO and q.amount]
    text = hostile[index % len(hostile)] if hostile and index % 2 else ""
    values: dict[str, object] = {
        "sku": own.sku, "name": text or name_of(index), "brand": text or BRANDS[index % 3],
        "category": text or CATEGORIES[index % 14 // 5], "site": "blue-mug", "url": own.url,
        "currency": "EUR", "price": own.price, "paired": len(rivals), "compared": len(counting),
        "floor": "60.00" if index == 1 else "140.00" if index == 6 else None,
        "ceiling": "150.00" if index == 7 else None, "cost": str(own_price(index) / 2),
    }  # fmt: skip
    if own.price and counting:
        mine = Decimal(own.price)
        theirs = sorted((Decimal(q.amount or 0), q.site) for q in counting)
        amounts = [amount for amount, _ in theirs]
        average, lowest = sum(amounts, Decimal(0)) / len(amounts), amounts[0]
        better = sum(amount < mine for amount in amounts)
        best = min(mine, lowest)
        dearer = [amount for amount in amounts if amount > mine]
        index_text = str((mine / average * 100).quantize(TENTH, ROUND_HALF_UP))
        values |= {
            "average": str(average.quantize(CENT)), "lowest": str(lowest),
            "highest": str(amounts[-1]), "index": index_text, "rank": better + 1,
            "of": len(amounts) + 1,
            "cheapest": (("blue-mug",) if mine == best else ())
            + tuple(site for amount, site in theirs if amount == best),
            "gap_cheapest": str(mine - lowest),
            "gap_cheapest_percent": str(((mine - lowest) / lowest * 100).quantize(TENTH)),
            "gap_next": str(dearer[0] - mine) if dearer else None, "cheaper": better,
            "equal": sum(amount == mine for amount in amounts), "dearer": len(dearer),
            "landed_rank": better + 1, "landed_of": len(amounts),
            "margin": str((mine / Decimal("1.19") - mine / 2).quantize(CENT)),
            "margin_percent": "40.5", "rank_before": None if first else 1 + index % 2,
            "index_before": None if first else str(Decimal(index_text) - index % 4),
        }  # fmt: skip
    return MarketRow.model_validate(values)


def _totals(made: Tables) -> list[MarketTotal]:
    totals = [_total("all", "", made.market, made.quotes)]
    for scope, names in (("brand", sorted({row.brand for row in made.market})),
                         ("category", sorted({row.category for row in made.market}))):  # fmt: skip
        for name in names:
            rows = [row for row in made.market if getattr(row, scope) == name]
            skus = {row.sku for row in rows}
            totals.append(_total(scope, name, rows, [q for q in made.quotes if q.sku in skus]))
    for site, _, _ in RIVALS:
        quotes = [q for q in made.quotes if q.site == site]
        skus = {q.sku for q in quotes}
        totals.append(_total("competitor", site, [r for r in made.market if r.sku in skus], quotes))
    return totals


def _total(scope: str, name: str, rows: list[MarketRow], quotes: list[QuoteRow]) -> MarketTotal:
    theirs = [q for q in quotes if q.role == "competitor"]
    own = {row.sku: row for row in rows}
    signs: list[int] = []
    indices: list[Decimal] = []
    if scope == "competitor":
        for quote in theirs:
            mine = own[quote.sku].price
            if quote.excluded is Excluded.NO and quote.amount and mine:
                signs.append(_sign(Decimal(quote.amount) - Decimal(mine)))
                indices.append(Decimal(mine) / Decimal(quote.amount) * 100)
    else:
        for row in rows:
            if row.index and row.gap_cheapest:
                signs.append(_sign(-Decimal(row.gap_cheapest)))
                indices.append(Decimal(row.index))
    moves = [Decimal(q.change_percent) for q in theirs
             if q.moved in (Moved.UP, Moved.DOWN) and q.change_percent]  # fmt: skip
    promos = [Decimal(q.promo_percent) for q in theirs if q.promo_percent]
    stock = [(q.before_availability in BUYABLE, q.availability in BUYABLE) for q in theirs
             if q.before_availability and q.availability]  # fmt: skip
    return MarketTotal(
        scope=scope, name=name, products=len(rows), paired=sum(row.paired > 0 for row in rows),
        compared=len(signs), index=str(_mean(indices, TENTH)) if indices else None,
        first=sum(sign >= 0 for sign in signs), cheaper=sum(sign < 0 for sign in signs),
        equal=sum(sign == 0 for sign in signs), dearer=sum(sign > 0 for sign in signs),
        up=sum(q.moved is Moved.UP for q in theirs),
        down=sum(q.moved is Moved.DOWN for q in theirs),
        unchanged=sum(q.moved is Moved.SAME for q in theirs),
        mean_change_percent=str(_mean(moves, CENT)) if moves else None,
        went_out=sum(was and not now for was, now in stock),
        came_back=sum(now and not was for was, now in stock),
        out_of_stock=sum(
            q.availability not in (None, *BUYABLE) for q in theirs
            if q.excluded not in (Excluded.NOT_SEEN, Excluded.STALE)
        ),
        promoted=sum(bool(q.list_price) for q in theirs),
        promo_depth=str(_mean(promos, TENTH)) if promos else None,
        offers=sum(q.price is not None for q in theirs),
        missing=sum(q.excluded is Excluded.NOT_SEEN for q in theirs),
    )  # fmt: skip


def _percent(part: int, whole: Decimal) -> str:
    return str((part / whole * 100).quantize(TENTH))


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)


def _mean(values: list[Decimal], places: Decimal) -> Decimal:
    return (sum(values, Decimal(0)) / len(values)).quantize(places, ROUND_HALF_UP)


def _omnibus(hostile: tuple[str, ...]) -> list[OmnibusRow]:
    def row(index: int, site: str, state: OmnibusState, **values: object) -> OmnibusRow:
        host = {"blue-mug": "shop", "kettle-co": "kettle"}[site]
        return OmnibusRow.model_validate({
            "sku": f"A-{index + 1}", "site": site, "state": state, "currency": "EUR",
            "role": "own" if site == "blue-mug" else "competitor",
            "url": f"https://{host}.example/products/{slug(name_of(index))}",
            "name": hostile[index] if hostile else name_of(index),
            "price": str(own_price(index)), "announced": str(own_price(index) + 20),
            "announced_percent": "36.4", "began": "2026-08-12", "days_known": 30, **values,
        })  # fmt: skip

    return [
        row(0, "blue-mug", OmnibusState.TOO_HIGH, lowest="33.90", lowest_on="2026-08-02",
            true_percent="-2.9"),
        row(3, "blue-mug", OmnibusState.FAIR, announced_percent="18.9", lowest="105.90",
            lowest_on="2026-08-11", true_percent="18.9"),
        row(4, "blue-mug", OmnibusState.TOO_SHORT, days_known=11, lowest="110.00",
            lowest_on="2026-08-11", true_percent="6.5"),
        row(5, "blue-mug", OmnibusState.NO_REDUCTION, announced=None, announced_percent=None,
            began=""),
        row(2, "kettle-co", OmnibusState.TOO_HIGH, lowest="70.00", lowest_on="2026-07-30",
            true_percent="1.6"),
    ]  # fmt: skip


def market_history(folder: Path, nights: list[str]) -> None:
    """market-2026.csv: the index of the market and of each competitor; one night has none."""
    lines = ["run,scope,name,measure,value"]
    for number, run in enumerate(nights):
        slices = [("all", ""), *(("competitor", site) for site, _, _ in RIVALS)]
        slices += [*(("category", name) for name in CATEGORIES)]
        for place, (scope, name) in enumerate(slices):
            value = BASES[place % 4] - number * 0.07 + (number * (place + 3)) % 5 * 0.35
            text = "" if number == 12 else f"{value:.1f}"
            lines.append(f"{run},{scope},{name},index,{text}")
    (folder / "market-2026.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def price_history(nights: list[str]) -> list[tuple[object, ...]]:
    """Rows of prices-*.csv: steps, a night that was blocked, a time out of stock."""
    rows: list[tuple[object, ...]] = []
    for index in range(6):
        path = slug(name_of(index))
        shops = [("blue-mug", f"https://shop.example/products/{path}", Decimal(1))]
        shops += [(s, f"https://{host}.example/p/{path}", Decimal(f)) for s, host, f in RIVALS]
        for place, (site, url, factor) in enumerate(shops):
            more = Decimal(index % 3) / 20 if place else Decimal(0)
            for at, way in ((0, "0.98"), (8 + place, "1.04"), (17 + place * 2, "1")):
                if at >= len(nights):
                    continue
                price = (own_price(index) * (factor + more) * Decimal(way)).quantize(CENT)
                stock = "OutOfStock" if (place, at) == (1, 9) else "InStock"
                rows.append((nights[at], site, url, "", name_of(index), price, "EUR", "", stock,
                             "confirmed", "shown"))  # fmt: skip
            if place == 2 and len(nights) > 15:
                rows.append((nights[13], site, url, "", "", "", "", "", "", "unknown", "blocked"))
                rows.append((nights[15], site, url, "", "", own_price(index), "EUR", "", "InStock",
                             "single", "shown"))  # fmt: skip
    return sorted(rows, key=lambda row: (str(row[0]), str(row[1]), str(row[2])))
