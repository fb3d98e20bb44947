"""What the card says of people's marks and orders of answers, with their agreement."""

from alpaca_est.runs.agreement import Figure
from alpaca_est.runs.answers import Answers
from alpaca_est.runs.dataset.card_text import counted, table, text


def answers_told(found: Answers) -> list[str]:
    """Paragraphs and tables; none where nobody judged answers."""
    told: list[str] = []
    if rated := found.rated:
        told.append(
            f"{_people(rated.people)} gave marks from 1 to 5 to {counted(rated.answers, 'answer')}; agreement is"
            " Krippendorff's alpha for ordered marks, with 95 % intervals (bootstrap):"
        )
        rows = [(text(one.criterion), f"{one.mean:.2f}", *_shown(one.agreement[-2])) for one in rated.marks]
        told.append(table(("criterion", "mean", "alpha", "interval", "read by several"), rows))
    if ranked := found.ranked:
        told.append(
            f"{_people(ranked.people)} put the answers of {counted(ranked.tasks, 'task')} in order; agreement on which"
            " of two answers is better (percent) and on their places (Krippendorff's alpha, ordinal):"
        )
        orders = [("pairs", *_shown(ranked.pairs[0])), ("places", *_shown(ranked.places[-1]))]
        told.append(table(("of", "agreement", "interval", "tasks read by several"), orders))
    return told


def _people(count: int) -> str:
    return "One person" if count == 1 else f"{count} people"


def _shown(figure: Figure) -> tuple[str, str, str]:
    """A figure with its interval, or why there is none."""
    if figure.value is None:
        return "–", text(figure.missing), str(figure.records)
    return f"{figure.value:.3f}", f"{figure.low:.3f}–{figure.high:.3f}", str(figure.records)
