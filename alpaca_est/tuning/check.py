"""The LoRA check from beginning to end: part after part, each kept when it is finished."""

from collections.abc import Mapping
from functools import partial

from alpaca_est.errors import CheckError
from alpaca_est.tuning import memorising
from alpaca_est.tuning.adapters import restored
from alpaca_est.tuning.answering import LONGEST, Answer, answers
from alpaca_est.tuning.bench import Bench
from alpaca_est.tuning.duplicates import Overlaps, overlaps
from alpaca_est.tuning.folds import FOLDS, STRANGERS, fold_costs, joined
from alpaca_est.tuning.learning import OPTIONS, Learnt, Study, learn, studies
from alpaca_est.tuning.matching import matched
from alpaca_est.tuning.memorising import memorised
from alpaca_est.tuning.results import Results, Studied
from alpaca_est.tuning.signals import Costs, suspicions
from alpaca_est.tuning.sources import SourceEffect, effect, source_losses
from alpaca_est.tuning.tokens import token_facts
from alpaca_est.tuning.training import Course

WRITTEN = 4  # what a generated token costs, counted in scored ones
MATCHED = 1.0  # what matching a token's row costs
ADAPTER = "adapter"


def check(bench: Bench) -> Results:
    """Every part in its order, the most telling first; finished ones are taken as they are."""
    bench.planned("base", trained=bench.settings.base_tokens if bench.settings.model == "tiny" else 0)
    tokens = token_facts(bench.rows, list(bench.encoded.values()), bench.encoder)
    if not tokens.learnt:
        raise CheckError(f"{bench.run.path}: no row has an answer token within {bench.settings.limit} tokens")
    _plan(bench)
    doubles = bench.part("duplicates", Overlaps, lambda: overlaps(bench.rows, bench.tests))
    found = Results(tokens=tokens, overlaps=doubles)
    planned = _all_studies(bench)
    found.studies = _studied(bench, planned[:2])
    _judge_rows(bench, found)
    memorised(bench, found, ADAPTER)
    _answer(bench, found)
    _weigh_sources(bench, found)
    found.studies += _studied(bench, planned[2:])
    return found


def _plan(bench: Bench) -> None:
    size, passes = sum(len(row.ids) for row in bench.encoded.values()), bench.settings.passes
    held = sum(len(bench.encoded[row.id].ids) for row in bench.held)
    for study, seed in _all_studies(bench):
        share = len(study.rows) / len(bench.rows)
        bench.planned(_name(study, seed), trained=passes * share * size, scored=(2 + 2 * OPTIONS + 5) * held)
    bench.planned("match", scored=MATCHED * size)
    for fold in range(FOLDS):
        bench.planned(f"fold-{fold}", trained=passes * size / FOLDS, scored=(2 + STRANGERS) * size)
    memorising.plan(bench)
    for number in range(len(_trainings(bench))):
        bench.planned(f"source-{number}", trained=bench.settings.source_tokens, scored=1.3 * held)
    for name in ("answers-before", "answers-after"):
        bench.planned(name, scored=WRITTEN * LONGEST * bench.settings.generate)


def _all_studies(bench: Bench) -> list[tuple[Study, int]]:
    """The data and the control of random labels, the same for every other seed, then the other controls."""
    first, *controls = [(study, bench.settings.seed) for study in studies(bench.learnt, bench.settings.seed)]
    seeds = range(bench.settings.seed + 1, bench.settings.seed + bench.settings.seeds)
    again = [(study, seed) for seed in seeds for study in studies(bench.learnt, seed)[:2]]
    return [first, controls[0], *again, *controls[1:]]


def _name(study: Study, seed: int) -> str:
    return f"{study.name}-{seed}"


def _studied(bench: Bench, planned: list[tuple[Study, int]]) -> list[Studied]:
    found = []
    for study, seed in planned:
        if bench.reaches(_name(study, seed)):
            learnt = bench.part(_name(study, seed), Learnt, partial(_learn, bench, study, seed))
            found.append(Studied(study.name, study.about, seed, learnt))
    return found


def _learn(bench: Bench, study: Study, seed: int) -> Learnt:
    size = sum(len(bench.encoder.encode(row).ids) for row in study.rows)
    main = study.name == "data" and seed == bench.settings.seed
    return learn(
        bench.base,
        study,
        bench.exam,
        bench.encoder,
        course=bench.settings.course(round(bench.settings.passes * size), seed, looks=5 if main else 0),
        rank=bench.settings.rank,
        keep=bench.kept.training(_name(study, seed)),
        meter=bench.plan.meter,
        adapter=(bench.kept.folder / ADAPTER, bench.settings.model) if main else None,
    )


def _judge_rows(bench: Bench, found: Results) -> None:
    names = [f"fold-{fold}" for fold in range(FOLDS)]
    if not bench.reaches("match", *names):
        return
    size = sum(len(row.ids) for row in bench.encoded.values())
    course = bench.settings.course(round(bench.settings.passes * size / FOLDS), bench.settings.seed)
    parts = [bench.part("match", Costs, lambda: matched(bench.rows, bench.settings.seed, bench.plan.meter))]
    parts += [bench.part(name, Costs, partial(_fold, bench, fold, course=course)) for fold, name in enumerate(names)]
    lengths = {name: row.learnt for name, row in bench.encoded.items()}
    found.suspicions = suspicions(bench.rows, joined(parts), lengths)


def _fold(bench: Bench, fold: int, course: Course) -> Costs:
    keep = bench.kept.training(f"fold-{fold}")
    return fold_costs(bench.base, bench.rows, fold, bench.encoder, course, bench.settings.rank, keep, bench.plan.meter)


def _answer(bench: Bench, found: Results) -> None:
    """Both models answer the same held-out tasks; the tuned one is the adapter as it was saved."""
    count = bench.settings.generate
    if not count or not found.studies or not bench.reaches("answers-before", "answers-after"):
        return
    asked = bench.exam.rows[:: max(1, len(bench.exam.rows) // count)][:count]
    ask = partial(answers, rows=asked, encoder=bench.encoder, closed=bench.closed, meter=bench.plan.meter)
    found.asked = list(asked)
    found.before = bench.part("answers-before", list[Answer], lambda: ask(bench.base))

    def tuned() -> list[Answer]:
        with restored(bench.base, bench.kept.folder / ADAPTER) as model:
            return ask(model)

    found.after = bench.part("answers-after", list[Answer], tuned)


def _trainings(bench: Bench) -> dict[str, list[str]]:
    """Names of the source trainings with the sources that each reads: all, none, all but one, one."""
    sources = sorted({row.source for row in bench.learnt})
    if not bench.settings.sources or len(sources) < 2:
        return {}
    without = {f"without {left}": [one for one in sources if one != left] for left in sources}
    return {"all": sources, "none": [], **without, **{f"only {one}": [one] for one in sources}}


def _weigh_sources(bench: Bench, found: Results) -> None:
    trainings = _trainings(bench)
    names = [f"source-{number}" for number in range(len(trainings))]
    if not trainings or not bench.reaches(*names):
        return
    losses: dict[str, dict[str, float]] = {}
    for name, (training, sources) in zip(names, trainings.items(), strict=True):
        losses[training] = bench.part(name, dict[str, float], partial(_source, bench, name, sources))
    found.sources = _effects(bench, losses)


def _source(bench: Bench, name: str, sources: list[str]) -> dict[str, float]:
    rows = [row for row in bench.learnt if row.source in sources]
    course = bench.settings.course(bench.settings.source_tokens, bench.settings.seed)
    keep = bench.kept.training(name)
    return source_losses(
        bench.base, rows, [*bench.held, *bench.written], bench.encoder,
        course=course, rank=bench.settings.rank, keep=keep, meter=bench.plan.meter,
    )  # fmt: skip


def _effects(bench: Bench, losses: Mapping[str, dict[str, float]]) -> list[SourceEffect]:
    counts: dict[str, int] = {}
    for row in bench.learnt:
        counts[row.source] = counts.get(row.source, 0) + 1
    judge = partial(effect, held=bench.held, written=bench.written, losses=losses, seed=bench.settings.seed)
    effects = [judge(one, count) for one, count in counts.items()]
    return sorted(effects, key=lambda one: -one.without.mean)
