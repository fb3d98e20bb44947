"""Sections of the card that a run fills in: models, prompts, filters, review, contamination, cost."""

from collections.abc import Mapping, Sequence

from alpaca_est.runs.costs import Costs
from alpaca_est.runs.dataset.card_text import counted, name, table, text
from alpaca_est.runs.dataset.datasheet import Sheet
from alpaca_est.runs.dataset.review_facts import ReviewFacts
from alpaca_est.runs.stages import Count


def made_with(sheet: Sheet) -> str:
    """Models, engines, terms, prompts and versions."""
    models = (
        (
            text(one.key),
            text(name(one.name)) or "–",
            text(one.engine),
            one.sampling or "–",
            text(one.terms) or "unknown",
        )
        for one in sheet.models
    )
    prompts = ((text(one.step), text(name(one.path)), f"`{one.sha256[:16]}`") for one in sheet.prompts)
    versions = ", ".join(f"{package} {version}" for package, version in sheet.packages.items())
    tables = (
        [table(("name", "model", "what it is", "sampling", "terms of its maker"), models)]
        if sheet.models
        else ["No model was asked."]
    )
    tables += [table(("step", "prompt", "SHA-256 begins"), prompts)] if sheet.prompts else []
    return "\n\n".join([*tables, f"Seed {sheet.seed}{f'; {text(versions)}' if versions else ''}."])


def cleaned(sheet: Sheet, counts: Mapping[str, Count]) -> str:
    """What each step looks for, the settings that differ from its own, and what it rejected and flagged."""
    rows = (
        (text(key), text(one.about), text(one.settings) or "–", str(count.rejected), str(count.flagged))
        for key, one in sheet.steps.items()
        if (count := counts.get(key)) is not None
    )
    return table(("step", "what it does", "settings changed", "rejected", "flagged"), rows)


def reviewed(review: ReviewFacts, waiting: int) -> str:
    """What people decided, and how far they agree."""
    if not review.decided:
        return f"No person has decided on a record yet; {counted(waiting, 'record')} with doubts left out until then."
    people = "one person" if review.people == 1 else f"{review.people or 'unnamed'} people"
    told = (
        f"{counted(review.decided, 'decision')} by {people}:"
        f" {review.accepted} accepted, {review.edited} edited, {review.rejected} rejected."
        f" {counted(waiting, 'record')} with doubts still left out."
    )
    if not review.twice:
        return f"{told} No text was judged by two people, so their agreement is not known."
    share = review.agreed / review.twice
    texts = counted(review.twice, "text")
    return f"{told} {texts} judged by two people or more: {review.agreed} alike ({share:.0%})."


def checked_against(sets: Sequence[str]) -> str:
    """The test sets whose items were looked for."""
    if not sets:
        return "Not checked: the pipeline names no test set. Check against yours before you trust a score."
    return "Records that hold items of these test sets were looked for:\n\n" + "\n".join(
        f"- {text(name(one))}" for one in sets
    )


def cost(costs: Costs) -> str:
    """What was asked and paid."""
    if not costs.models:
        return "No request was paid for: replies were recorded, came from a cache, or no model was asked."
    rows = ((text(name(one.model)), f"{one.requests:,}", f"{one.tokens:,}", f"{one.usd:.2f}") for one in costs.models)
    return table(("model", "requests", "tokens", "USD"), rows)
