"""Writes what a check found: check.html, check.json, rows.jsonl, and the adapter with its card."""

import shutil
import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from alpaca_est.project import write
from alpaca_est.tuning.answering import rates
from alpaca_est.tuning.bench import Bench
from alpaca_est.tuning.card import card
from alpaca_est.tuning.check import ADAPTER
from alpaca_est.tuning.crew import crew
from alpaca_est.tuning.flags import flagged
from alpaca_est.tuning.merging import merge as merged
from alpaca_est.tuning.report import CheckReport, Sampled, Shown, StudyFacts, verdict
from alpaca_est.tuning.report_page import page
from alpaca_est.tuning.results import Results, Studied
from alpaca_est.tuning.serving import served
from alpaca_est.tuning.signals import Suspicion
from alpaca_est.tuning.statistics import Estimate, estimate

WORST = 40
SAMPLES = 12
MERGED = "merged"
POINTS = 200  # of a curve that is drawn


def written(bench: Bench, found: Results, *, merge: bool = False) -> CheckReport:
    """Make the report and write everything below RUN/check; each file whole or not at all."""
    lines = flagged(bench.rows, found.suspicions, found.overlaps)
    report = reported(bench, found, lines)
    folder = bench.folder
    if not crew().leader:
        return report
    write(folder / "rows.jsonl", b"".join(msgspec.json.encode(one) + b"\n" for one in lines))
    adapter = bench.kept.folder / ADAPTER
    if _weights(folder / ADAPTER) != _weights(adapter):  # that of an earlier check, which this report is not about
        for name in (ADAPTER, MERGED):
            shutil.rmtree(folder / name, ignore_errors=True)
    if found.studies:
        write(adapter / "README.md", card(report, served(adapter)).encode())
        shutil.copytree(adapter, folder / ADAPTER, dirs_exist_ok=True)
        if merge:
            merged(bench.home, adapter, folder / MERGED, bench.where)
    write(folder / "check.json", msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n")
    write(folder / "check.html", page(report).encode())
    return report


def _weights(adapter: Path) -> bytes:
    """The weights of an adapter; nothing where there is none."""
    path = adapter / "adapter_model.safetensors"
    return path.read_bytes() if path.is_file() else b""


def reported(bench: Bench, found: Results, lines: Sequence[Suspicion]) -> CheckReport:
    """The report of all results, with the sentence that they come to; `lines` are those of rows.jsonl."""
    seed = bench.settings.seed
    rows = {row.id: row for row in bench.rows}
    report = CheckReport(
        name=bench.run.manifest().pipeline["name"],
        verdict="",
        model=bench.settings.model,
        parameters=sum(one.numel() for one in bench.base.parameters()),
        fingerprint=bench.fingerprint,
        settings=msgspec.to_builtins(bench.settings),
        versions=bench.versions,
        held=len(bench.held),
        tokens=found.tokens,
        overlaps=found.overlaps,
        copies=found.copies,
        exposures=found.exposures,
        leaks=found.leaks,
        studies=[_facts(one, seed) for one in found.studies],
        beyond_control=_beyond(found.studies, seed),
        sources=found.sources,
        flagged=sum(one.flagged for one in lines),
        judged=len(found.suspicions),
        worst=[Shown(suspicion=one, row=rows[one.id]) for one in lines[:WORST] if one.flagged or one.signals],
        before=rates(found.before) if found.before else None,
        after=rates(found.after) if found.after else None,
        samples=[
            Sampled(row=row, before=before, after=after)
            for row, before, after in list(zip(found.asked, found.before, found.after, strict=True))[:SAMPLES]
        ],
        left_out=bench.plan.left_out,
    )
    report.verdict = verdict(report)
    return report


def _facts(studied: Studied, seed: int) -> StudyFacts:
    learnt = studied.learnt
    step = max(1, len(learnt.curve.losses) // POINTS)
    return StudyFacts(
        name=studied.name,
        about=studied.about,
        seed=studied.seed,
        rows=learnt.rows,
        tokens=learnt.curve.tokens,
        before=_mean(learnt.before.values()),
        after=_mean(learnt.after.values()),
        gain=learnt.gain(seed),
        right_before=_mean(map(float, learnt.right_before.values())),
        right_after=_mean(map(float, learnt.right_after.values())),
        chosen=learnt.chosen(seed),
        losses=[_mean(learnt.curve.losses[start : start + step]) for start in range(0, len(learnt.curve.losses), step)],
        looks=learnt.curve.looks,
    )


def _beyond(studies: list[Studied], seed: int) -> Estimate | None:
    """How much less held-out answers cost after tuning on the data than on random labels, row by row over all seeds."""
    after = {(one.name, one.seed): one.learnt.after for one in studies}
    pairs = [(after["data", one.seed], one.learnt.after) for one in studies if one.name == "random_labels"]
    if not pairs:
        return None
    rows = pairs[0][0]
    return estimate([_mean([control[row] - data[row] for data, control in pairs]) for row in rows], seed)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return statistics.fmean(found) if found else 0.0
