"""Pairs of answers: ordered by people or by a score, published, validated, loaded."""

from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

import alpaca_est
from alpaca_est.cli import main
from alpaca_est.decision import Decision, append, judged
from alpaca_est.errors import PipelineError
from alpaca_est.record import Record
from alpaca_est.runs.content import rows
from alpaca_est.runs.dataset.loader import loads
from alpaca_est.runs.dataset.preferred import Judges, Preferred, widest
from alpaca_est.runs.dataset.validate import validate
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.publish import publish
from tests.small import lines, made

CAPITAL = "Mis on Eesti pealinn?"
ANSWERS = ("Eesti pealinn on Tallinn.", "Tallinn", "See on vist Tartu.", "Tallinn")
OTHERS = ({"instruction": "Nimeta kolm looma.", "output": "Karu, hunt ja ilves."},)
ALL = ["alpaca", "messages", "prompt_completion", "preference"]


def run_of(folder: Path, answers: tuple[str, ...] = ANSWERS, **publishing: Any) -> RunFolder:
    tasks = [{"instruction": CAPITAL, "output": answer} for answer in answers]
    return made(folder, rows=[*tasks, *OTHERS], steps=(), publish={"formats": ALL, **publishing})


def answers_of(texts: tuple[str, ...] = ANSWERS) -> list[Record]:
    return [Record(id=f"s:{n:03d}/0", instruction=CAPITAL, output=text) for n, text in enumerate(texts)]


def ranked(order: str, by: str = "mari", **more: Any) -> Decision:
    """A ranking of the first answers by their numbers, best first: `102`."""
    texts = answers_of()
    found = [texts[int(number)] for number in order]
    told = {
        "role": "annotator",
        "ranking": tuple(one.id for one in found),
        "answers": tuple(judged(one) for one in found),
    }
    first = texts[0]
    return Decision(id=first.id, verdict="rank", sha256=judged(first), by=by, **{**told, **more})


def rated(number: int, mark: int, by: str = "mari", **more: Any) -> Decision:
    one = answers_of()[number]
    marks = dict.fromkeys(("helpfulness", "relevance", "accuracy", "detail"), mark)
    said: dict[str, Any] = {"id": one.id, "verdict": "rate", "sha256": judged(one), "by": by, "role": "annotator"}
    return Decision(**{**said, "ratings": marks, **more})


def say(run: RunFolder, name: str, *decisions: Decision) -> list[dict[str, Any]]:
    """Write a log of judgements, publish again; the pairs that are there then, everything sound."""
    append(run.path / name, decisions)
    publish(run)
    assert validate(run.path, partial(rows, run)) == []
    assert loads(run.path) == []
    return [row for shard in sorted((run.path / "data").glob("preference/*")) for row in lines(shard)]


def preferred(judges: Judges, answers: list[Record]) -> list[tuple[int, int, str]]:
    return [(one.better, one.worse, one.by) for one in judges.preferred(answers)]


def test_how_far_people_agree_is_on_the_card(tmp_path: Path) -> None:
    run = run_of(tmp_path)
    assert len(say(run, "rankings.jsonl", ranked("102"), ranked("120", by="jüri"), ranked("102", by="anne"))) == 1
    assert "3 pairs ranked by two people or more: 2 alike (67%)." in (run.path / "README.md").read_text("utf-8")


def test_pairs_that_came_since_are_missed(tmp_path: Path) -> None:
    run = run_of(tmp_path)
    append(run.path / "rankings.jsonl", [ranked("102")])
    [problem] = validate(run.path, partial(rows, run))
    assert problem == f"{run.path / 'index.json'}: 0 pairs, wanted 1 as the run has now; run `alpaca-est publish`"


def test_pairs_of_each_kind_of_licence_are_counted_where_they_stand_apart(tmp_path: Path) -> None:
    tasks = [{"instruction": CAPITAL, "output": answer} for answer in ANSWERS]
    publishing = {"formats": ALL, "licence": "CC-BY-NC-4.0", "licences": "apart"}
    run = made(tmp_path, rows=[*tasks, *OTHERS], steps=(), publish=publishing)
    append(run.path / "rankings.jsonl", [ranked("102")])
    [problem] = validate(run.path, partial(rows, run))
    assert problem.startswith(f"{run.path / 'index.json'}: 0 pairs, wanted 1 as the run has now")
    publish(run)
    assert validate(run.path, partial(rows, run)) == loads(run.path) == []
    assert [row["id"] for row in map(msgspec.json.decode, rows(run, "preference*"))] == ["s:001/0>s:002/0"]


def test_pairs_load_like_every_view(tmp_path: Path) -> None:
    run = run_of(tmp_path)
    found = say(run, "rankings.jsonl", ranked("102"))
    loaded = alpaca_est.load(run.path, "preference", cache=tmp_path / "cache")
    assert loaded["train"].to_list() == found
    assert {feature.dtype for feature in loaded["train"].features.values()} == {"string"}


def test_a_ranking_makes_the_pair_that_is_farthest_apart(tmp_path: Path) -> None:
    run = run_of(tmp_path)
    card = (run.path / "README.md").read_text("utf-8")
    assert "1 task with several different answers gave no pair" in card and "their order is not known | 1 |" in card
    assert "config_name: preference" not in card and not (run.path / "data/preference").exists()
    assert (validate(run.path, partial(rows, run)), loads(run.path)) == ([], [])
    [row] = say(run, "rankings.jsonl", ranked("102"))
    assert row == {
        "id": "s:001/0>s:002/0",
        "prompt": f"{CAPITAL}\n",
        "chosen": "Tallinn",
        "rejected": "See on vist Tartu.",
        "preferred_by": "ranking",
        "lang": "et",
        "source": "s",
        "licence": "CC-BY-4.0",
        "made_by": "",
        "reviewed_by": "",
        "constraints": "",
    }
    card = (run.path / "README.md").read_text("utf-8")
    assert "gave 1 pair." in card and "| preferred by ranking | 1 |" in card and "DPOTrainer" in card


def test_all_pairs_of_a_task(tmp_path: Path) -> None:
    run = run_of(tmp_path, preference={"pairs": "all"})
    found = say(run, "rankings.jsonl", ranked("102"))
    assert [row["id"] for row in found] == ["s:001/0>s:000/0", "s:000/0>s:002/0", "s:001/0>s:002/0"]


def test_ratings_order_what_nobody_ranked(tmp_path: Path) -> None:
    run = run_of(tmp_path)
    [row] = say(run, "ratings.jsonl", rated(0, 5), rated(1, 3), rated(1, 4, by="jüri"), rated(2, 4))
    assert (row["id"], row["preferred_by"]) == ("s:000/0>s:001/0", "ratings")


def test_the_most_rankings_decide_and_a_tie_says_nothing() -> None:
    answers = answers_of()[:2]
    one, other = ranked("01"), ranked("10", by="jüri")
    assert preferred(Judges({one.id: [one, other]}), answers) == []
    third = ranked("10", by="anne")
    assert preferred(Judges({one.id: [one, other, third]}), answers) == [(1, 0, "ranking")]
    senior = ranked("01", by="peeter", role="adjudicator")
    assert preferred(Judges({one.id: [other, third, senior]}), answers) == [(0, 1, "ranking")]
    gold = ranked("01", purpose="gold")
    assert preferred(Judges({one.id: [gold]}), answers) == []


def test_a_score_speaks_where_no_person_did() -> None:
    answers = [
        msgspec.structs.replace(one, scores={"judge.quality": score})
        for one, score in zip(answers_of()[:3], (0.2, 0.9, 0.3), strict=True)
    ]
    assert preferred(Judges(), answers) == []
    by = "score judge.quality"
    assert preferred(Judges(score="judge.quality", margin=0.3), answers) == [(1, 0, by), (1, 2, by)]
    people = {answers[0].id: [ranked("01")]}
    assert preferred(Judges(people, {}, "judge.quality", 0.3), answers) == [(0, 1, "ranking"), (1, 2, by)]
    tie = {answers[0].id: [ranked("01"), ranked("10", by="jüri")]}
    assert preferred(Judges(tie, {}, "judge.quality", 0.3), answers) == [(1, 2, by)]


def test_a_judgement_holds_for_the_text_that_was_judged() -> None:
    answers = answers_of()[:3]
    judges = Judges({answers[0].id: [ranked("012")]})
    edited = msgspec.structs.replace(answers[1], output="Pealinn on Tallinn.")
    assert preferred(judges, [answers[0], edited, answers[2]]) == [(0, 2, "ranking")]
    changed = msgspec.structs.replace(answers[0], output="x")
    everywhere = Judges({answer.id: judges.rankings[answers[0].id] for answer in answers})
    assert preferred(everywhere, [changed, *answers[1:]]) == [(1, 2, "ranking")]
    assert preferred(everywhere, answers[1:]) == [(0, 1, "ranking")]
    untold = Judges({answers[0].id: [ranked("012", answers=())]})
    assert preferred(untold, answers) == [(0, 1, "ranking"), (0, 2, "ranking"), (1, 2, "ranking")]
    assert preferred(untold, [changed, *answers[1:]]) == []


def test_the_widest_pair_is_the_same_each_time() -> None:
    chain = [Preferred(1, 0, ""), Preferred(2, 1, ""), Preferred(2, 0, "")]
    assert widest(chain) == Preferred(2, 0, "")
    assert widest([]) is None


def test_pairs_go_where_their_records_go(tmp_path: Path) -> None:
    texts = tuple(f"Vastus number {n}." for n in range(12))
    run = run_of(tmp_path, texts, splits={"validation": 0.5}, preference={"pairs": "all"})
    records = answers_of(texts)
    told = {"ranking": tuple(one.id for one in records)}
    ranking = Decision(id=records[0].id, verdict="rank", sha256=judged(records[0]), by="mari", **told)
    assert len(say(run, "rankings.jsonl", ranking)) == 66
    [pairs] = (run.path / "data" / "preference").iterdir()  # the answers of a task stand in one split
    split = pairs.name.partition("-")[0]
    ids = {row["id"] for file in (run.path / "data" / "alpaca").glob(f"{split}-*") for row in lines(file)}
    assert {one for row in lines(pairs) for one in row["id"].split(">")} == {one.id for one in records} <= ids


def test_a_pair_that_was_tampered_with_is_found(tmp_path: Path) -> None:
    run = run_of(tmp_path)
    say(run, "rankings.jsonl", ranked("102"))
    [shard] = (run.path / "data/preference").iterdir()
    sound = shard.read_text("utf-8")
    for wrong, problem in (
        (sound.replace("See on vist Tartu.", "Tallinn"), "chosen and rejected are the same"),
        (sound.replace("s:001/0>s:002/0", "s:001/0"), "wanted better>worse"),
        (sound.replace(">s:002/0", ">s:077/0"), "names s:077/0, wanted ids of published records"),
        (sound.replace("?\\n", "?"), "prompt does not end in a line feed"),
    ):
        shard.write_text(wrong, "utf-8")
        assert any(problem in told for told in validate(run.path)), problem
    shard.write_text(sound, "utf-8")
    (run.path / "rankings.jsonl").unlink()
    assert any("not what the run publishes now" in told for told in validate(run.path, partial(rows, run)))


@pytest.mark.parametrize("formats", [["preference"], ["preference", "alpaca"]])
def test_pairs_need_records(formats: list[str], tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="preference has pairs of some records"):
        made(tmp_path, publish={"formats": formats})


def test_the_view_is_asked_for_after_the_build(tmp_path: Path) -> None:
    tasks = [{"instruction": CAPITAL, "output": answer} for answer in ANSWERS]
    run = made(tmp_path, rows=[*tasks, *OTHERS], steps=())
    append(run.path / "rankings.jsonl", [ranked("201")])
    words = [
        "publish",
        str(run.path),
        "--set",
        "publish.formats=[alpaca, preference]",
        "--set",
        "publish.preference.pairs=all",
    ]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    assert len(lines(next((run.path / "data/preference").iterdir()))) == 3
    assert CliRunner().invoke(main, ["validate", str(run.path)]).output == f"{run.path}: sound\n"


def test_a_score_of_a_step_orders_answers(tmp_path: Path) -> None:
    tasks = [{"instruction": CAPITAL, "output": answer} for answer in ANSWERS]
    publishing = {"formats": ["alpaca", "preference"], "preference": {"by": "length.output_words", "margin": 1}}
    run = made(tmp_path, rows=[*tasks, *OTHERS], steps=("{step: length}",), publish=publishing)
    assert (validate(run.path, partial(rows, run)), loads(run.path)) == ([], [])
    [row] = lines(next((run.path / "data/preference").iterdir()))
    found = (row["id"], row["chosen"], row["preferred_by"])
    assert found == ("s:000/0>s:001/0", ANSWERS[0], "score length.output_words")
    assert msgspec.json.decode((run.path / "index.json").read_bytes())["published"] == 5
    words = ["publish", str(run.path), "--set", "publish.preference.by=length.words"]
    assert CliRunner().invoke(main, words).exit_code == 0
    card = (run.path / "README.md").read_text("utf-8")
    assert "| left out: nobody judged them and they have no score length.words | 1 |" in card


def test_a_score_of_a_step_that_is_not_there_is_refused(tmp_path: Path) -> None:
    publishing = {"formats": ["alpaca", "preference"], "preference": {"by": "judge.quality"}}
    with pytest.raises(PipelineError, match=r"publish.preference.by names judge.quality, wanted a score of length"):
        made(tmp_path, steps=("{step: length}",), publish=publishing)
