"""The plan of a mixture: how many records each source brings, of each licence and kind of task."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import msgspec

from alpaca_est.errors import DataError
from alpaca_est.pipeline import Loaded
from alpaca_est.pipeline.mixture import Balance, Mixture, amount
from alpaca_est.project import nearest
from alpaca_est.runs.shares import Limit, shares
from alpaca_est.runs.stock import Cell, Stock, stock

LEAST = 1e-9
"""The least that a weight above 0 comes to: what the others cannot give is taken from those parts all the same."""

PART = tuple[str, str]
"""A source and a licence in it."""


class Planned(msgspec.Struct, frozen=True):
    """What one source brings: records by their cells, of so many rows."""

    source: str
    rows: int
    cells: dict[Cell, int]

    @property
    def records(self) -> int:
        """Records of all cells."""
        return sum(self.cells.values())


def planned(loaded: Loaded) -> tuple[list[Planned], list[str]]:
    """The plan of a pipeline's mixture, and which of its settings do nothing; nothing where it has none."""
    mixture = loaded.pipeline.mixture
    if mixture is None:
        return [], []
    stocks = [stock(one, loaded.pipeline, loaded.folder) for one in loaded.pipeline.sources]
    return plan(mixture, stocks), list(unmatched(mixture, stocks))


def plan(mixture: Mixture, stocks: Sequence[Stock]) -> list[Planned]:
    """The plan for these sources; raises `DataError` where a count or the total cannot be met."""
    given = {stock.source.name: _by_licence(stock) for stock in stocks}
    counted = {name: count for name, count in mixture.counts.items() if name in given}
    found: dict[PART, int] = {}
    for name, count in counted.items():
        parts = {(name, licence): rows for licence, rows in given[name].items()}
        found |= _share(mixture, stocks, parts, {part: Fraction(rows) for part, rows in parts.items()}, count, found)
        _met(sum(found[part] for part in parts), count, f"mixture.counts.{name}")
    rest = {(name, licence): rows for name in given if name not in counted for licence, rows in given[name].items()}
    wanted = None if mixture.total is None else max(mixture.total - sum(found.values()), 0)
    if rest:
        found |= _share(mixture, stocks, rest, _weights(mixture, given, rest), wanted, found)
    if mixture.total is not None:
        _met(sum(found.values()), mixture.total, "mixture.total")
    return [_planned(stock, found, mixture.balance) for stock in stocks]


def _met(found: int, wanted: int, setting: str) -> None:
    if found != wanted:
        told = "rows, epochs and caps allow" if found < wanted else "the counts of sources come to"
        raise DataError(f"{setting}: {told} {found:,} records, {wanted:,} wanted")


def _by_licence(stock: Stock) -> dict[str, int]:
    found: dict[str, int] = {}
    for cell, rows in stock.cells.items():
        found[cell.licence] = found.get(cell.licence, 0) + len(rows)
    return found


def _weights(
    mixture: Mixture, given: Mapping[str, Mapping[str, int]], parts: Mapping[PART, int]
) -> dict[PART, Fraction]:
    """The weight of each part: its source's, tempered, by how much of the source it is."""
    rows = {name: sum(licences.values()) for name, licences in given.items()}
    named = {name: rows[name] if mixture.weights is None else mixture.weights[name] for name, _ in parts}
    tempered = _tempered(named, mixture.temperature)
    return {part: tempered[part[0]] * Fraction(number, max(rows[part[0]], 1)) for part, number in parts.items()}


def _tempered(weights: Mapping[str, float], temperature: float | None) -> dict[str, Fraction]:
    """Weights to the power of 1/T, the same fractions on every machine; all alike without a temperature."""
    if temperature == 1:
        return {name: Fraction(str(weight)) for name, weight in weights.items()}
    highest = max(weights.values(), default=0) or 1
    power = 1 / temperature if temperature else 0.0
    return {
        name: Fraction(str(max(round((weight / highest) ** power, 9), LEAST))) if weight else Fraction(0)
        for name, weight in weights.items()
    }


def _share(
    mixture: Mixture,
    stocks: Sequence[Stock],
    parts: Mapping[PART, int],
    weights: Mapping[PART, Fraction],
    total: int | None,
    before: Mapping[PART, int],
) -> dict[PART, int]:
    """The records of each part, within rows, caps and the total, of which some may be given away before."""
    names = list(parts)
    limits = list(_limits(mixture, stocks, parts, names, before, ends=total is None))
    if total is not None:
        limits.append(Limit(frozenset(range(len(names))), Fraction(total), ends=True))
    return dict(zip(names, shares([weights[part] for part in names], limits), strict=True))


def _limits(
    mixture: Mixture,
    stocks: Sequence[Stock],
    parts: Mapping[PART, int],
    names: Sequence[PART],
    before: Mapping[PART, int],
    *,
    ends: bool,
) -> Iterator[Limit]:
    epochs = {stock.source.name: stock.epochs for stock in stocks}
    for number, part in enumerate(names):
        yield Limit(frozenset({number}), Fraction(parts[part] * epochs[part[0]]), ends=ends)
    for index, caps in enumerate((mixture.at_most.sources, mixture.at_most.licences)):
        for name, most in caps.items():
            taken = sum(records for part, records in before.items() if _same(part[index], name))
            under = frozenset(number for number, part in enumerate(names) if _same(part[index], name))
            yield Limit(under, max(amount(most, mixture.total or 0) - taken, Fraction(0)))


def _same(name: str, other: str) -> bool:
    """Whether two names of a source or a licence are one: SPDX tells no capitals apart, and sources have none."""
    return name.casefold() == other.casefold()


def unmatched(mixture: Mixture, stocks: Sequence[Stock]) -> Iterator[str]:
    """Caps of licences and weights of kinds that no row is under, a line each; misspelt ones would do nothing."""
    cells = {cell for stock in stocks for cell in stock.cells}
    licences = sorted({cell.licence for cell in cells})
    for name in mixture.at_most.licences:
        if not any(_same(name, licence) for licence in licences):
            yield f"mixture.at_most.licences.{name}: no row has this licence, only {', '.join(licences) or 'none'}"
    balance = mixture.balance
    if balance is None:
        return
    kinds = {cell.kind for cell in cells}
    if not kinds - {""}:
        wanted = "columns: {kind: …} of a source" if balance.by == "kind" else "another mixture.balance.by"
        yield f"mixture.balance: nothing is balanced, no row has a {balance.by.replace('_', ' and ')}, wanted {wanted}"
    for kind, weight in balance.weights.items():
        if weight and kind not in kinds:
            yield f"mixture.balance.weights.{kind}: no row is of this kind{nearest(kind, kinds)}"


def _planned(stock: Stock, found: Mapping[PART, int], balance: Balance | None) -> Planned:
    cells: dict[Cell, int] = {}
    for licence in sorted({cell.licence for cell in stock.cells}):
        rows = {cell: len(rows) for cell, rows in stock.cells.items() if cell.licence == licence}
        cells |= _kinds(rows, found[stock.source.name, licence], stock.epochs, balance or Balance())
    return Planned(stock.source.name, stock.rows, cells)


def _kinds(rows: Mapping[Cell, int], total: int, epochs: int, balance: Balance) -> dict[Cell, int]:
    """The records of each kind of task, evenly or as weighted."""
    cells = list(rows)
    tempered = _tempered({cell.kind: rows[cell] for cell in cells}, balance.temperature)
    weights = [tempered[cell.kind] * Fraction(str(balance.weights.get(cell.kind, 1.0))) for cell in cells]
    limits = [Limit(frozenset({number}), Fraction(rows[cell] * epochs)) for number, cell in enumerate(cells)]
    limits.append(Limit(frozenset(range(len(cells))), Fraction(total), ends=True))
    return dict(zip(cells, shares(weights, limits), strict=True))
