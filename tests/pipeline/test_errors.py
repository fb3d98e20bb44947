"""Broken pipelines: every problem at once, each with its line, and nothing is run."""

from pathlib import Path

import pytest

from alpaca_est.errors import PipelineError
from alpaca_est.pipeline import load

HEAD = "name: x\nlanguage: et\nsources: [{name: s, path: seeds.jsonl}]\n"
PROMPT = "{{examples}} {{tasks}} {{next}} {{last}}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "alpaca-est.toml").touch()
    (tmp_path / "seeds.jsonl").write_text('{"instruction": "Tere", "output": "Tere!"}\n', encoding="utf-8")
    (tmp_path / "good.md").write_text(PROMPT, encoding="utf-8")
    (tmp_path / "hole.md").write_text(PROMPT + " {{foo}}", encoding="utf-8")
    (tmp_path / "unused.md").write_text("{{examples}} {{tasks}} {{next}}", encoding="utf-8")
    (tmp_path / "empty.py").write_text("x = 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


WANTED = "wanted exactly {{examples}}, {{last}}, {{next}}, {{tasks}}"
ASKS = "models: {w: {name: m}}\nsteps:\n"
ASKED = "steps.self_instruct.prompt"
NO_STEP = "empty.py: no step in this plugin, wanted a class made from Filter, BatchStep, …"
ASKED = "steps.self_instruct.prompt"
LENGTHS = "wanted one that `alpaca-est steps` lists, or of a plugin"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            HEAD + "steps:\n  - {step: language, reject_bellow: 0.5}\n",
            [
                "p.yaml:5: steps.language.reject_bellow: no such setting; did you mean reject_below?; wanted one of "
                "name, fields, min_words, backend, reject_below, rival_above, flag_below, sentences, sentence_above"
            ],
        ),
        (
            HEAD + "steps:\n  - {step: lenght}\n",
            [f"p.yaml:5: steps.lenght: no step 'lenght'; did you mean length?; {LENGTHS}"],
        ),
        (
            HEAD.replace("path:", "steps: [{step: translate, model: w}], path:") + "models: {w: {engine: tartunlp}}\n",
            [
                "p.yaml:3: sources.s: is translated into et and says not from what, "
                "wanted lang: en or another (rows may say their own)"
            ],
        ),
        (
            HEAD.replace("path:", "weight: 2, path:") + "mixture: {epochs: 2}\n",
            ["p.yaml:3: sources.s.weight: does nothing beside mixture, wanted mixture.weights"],
        ),
        (
            HEAD.replace("language: et", "language: fi") + "steps:\n  - {step: figures}\n",
            [
                "p.yaml:5: steps.figures.lang: found 'fi', but its tasks are written in 'et'; wanted that, or a "
                "generator of your own (README: add a language)"
            ],
        ),
        (HEAD + "target: many\n", ["p.yaml:4: target: found 'many', wanted a whole number"]),
        (HEAD + "target: 0\n", ["p.yaml:4: target: found 0, wanted a number of at least 1"]),
        (
            HEAD + "models: {writer: {name: m}}\nsteps:\n  - {step: self_instruct, model: writter, prompt: good.md}\n",
            [
                "p.yaml:6: steps.self_instruct.model: no 'writter' under models:; did you mean writer?; "
                "wanted one of writer"
            ],
        ),
        (
            "name: x\nlanguage: et\nsources:\n  - name: s\n    path: seed.jsonl\n",
            ["p.yaml:5: sources.s.path: no file seed.jsonl; did you mean seeds.jsonl?"],
        ),
        (
            HEAD + ASKS + "  - {step: self_instruct, model: w, prompt: hole.md}\n",
            [f"p.yaml:6: {ASKED}: hole.md has a hole {{{{foo}}}} that this step does not fill, {WANTED}"],
        ),
        (
            HEAD + ASKS + "  - {step: self_instruct, model: w, prompt: unused.md}\n",
            [f"p.yaml:6: steps.self_instruct.prompt: unused.md does not use {{{{last}}}}, {WANTED}"],
        ),
        (HEAD + "seed: 1\nseed: 2\n", ["p.yaml:5: seed: stands already in line 4, wanted each key once"]),
        ("name: x\nlanguage: [et\n", ["p.yaml:3: not YAML: expected ',' or ']', but got '<stream end>'"]),
        (HEAD + "steps:\n  - {max_words: 3}\n", ["p.yaml:5: steps.0: has no `step:`, wanted the name of a step"]),
        (
            HEAD + "steps:\n  - {step: length}\n  - {step: length}\n",
            ["p.yaml:6: steps.length: stands already in line 5, wanted a `name:` of its own"],
        ),
        (
            "name: x\nlanguage: et\nsources:\n  - {name: s}\n",
            ["p.yaml:4: sources.s: found neither, wanted one of path, hub and draws"],
        ),
        (
            "name: x\nlanguage: et\nsources: []\n",
            ["p.yaml:3: sources: found an empty list, wanted at least 1 of them"],
        ),
        (
            HEAD + "plugins: [empty.py]\n",
            ["empty.py: no step in this plugin, wanted a class made from Filter, BatchStep, …"],
        ),
        ("- a\n", ["p.yaml:1: found ['a'], wanted settings such as `name: my_dataset`"]),
        (
            HEAD + "targt: 3\nseed: x\nsteps: [{step: near_duplicate, reject_above: 2}]\n",
            [
                "p.yaml:4: targt: no such setting; did you mean target?; wanted one of name, language, seed, cache, "
                "target, max_rounds, budget, plugins, sources, mixture, models, steps, pool, publish",
                "p.yaml:5: seed: found 'x', wanted a whole number",
                "p.yaml:6: steps.near_duplicate.reject_above: found 2, wanted a number of at most 1.0",
            ],
        ),
    ],
)
def test_every_problem_has_its_line(folder: Path, text: str, problems: list[str]) -> None:
    Path("p.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PipelineError) as caught:
        load(Path("p.yaml"))
    assert list(caught.value.problems) == problems
    assert not (folder / "runs").exists()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("target", "--set target: found no `=`, wanted KEY=VALUE such as target=100"),
        ("sources.z.rows=1", "--set sources.z.rows=1: no source 'z'; wanted one of s"),
        ("target=x", "p.yaml:1: target: found 'x', wanted a whole number"),
    ],
)
def test_changes_from_the_command_line_are_checked(folder: Path, change: str, problem: str) -> None:
    Path("p.yaml").write_text(HEAD, encoding="utf-8")
    with pytest.raises(PipelineError) as caught:
        load(Path("p.yaml"), [change])
    assert list(caught.value.problems) == [problem]


def test_null_removes_a_setting(folder: Path) -> None:
    Path("p.yaml").write_text(HEAD + "target: 5\n", encoding="utf-8")
    assert load(Path("p.yaml"), ["target=null"]).pipeline.target is None


def test_a_licence_may_have_dots_of_its_own(folder: Path) -> None:
    Path("p.yaml").write_text(HEAD, encoding="utf-8")
    mixture = load(Path("p.yaml"), ["mixture.at_most.licences.CC-BY-NC-4.0=0"]).pipeline.mixture
    assert mixture is not None
    assert mixture.at_most.licences == {"CC-BY-NC-4.0": 0}
