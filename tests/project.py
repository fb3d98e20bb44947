"""A small project against the loopback server: seeds, prompt, pipeline, and a model's answers made of seeded words."""

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alpaca_est.errors import AlpacaEstError
from alpaca_est.pipeline import load
from alpaca_est.runs.build import Built, Moment, build
from alpaca_est.runs.folder import RunFolder
from tests.server import digest_of

WORDS = [
    "mets",
    "meri",
    "jõgi",
    "järv",
    "saar",
    "küla",
    "linn",
    "tänav",
    "maja",
    "aed",
    "õun",
    "pirn",
    "kartul",
    "leib",
    "võib",
    "juust",
    "piim",
    "kohv",
    "tee",
    "laud",
    "tool",
    "aken",
    "uks",
    "lamp",
    "raamat",
    "kiri",
    "pilv",
    "vihm",
    "lumi",
    "tuul",
    "päike",
    "kuu",
    "täht",
    "öö",
    "hommik",
    "õhtu",
    "talv",
    "kevad",
    "suvi",
    "sügis",
    "laul",
    "tants",
    "mäng",
]
PIPELINE = """\
name: small
language: et
target: {target}
sources:
  - name: seed
    path: seeds.jsonl
    batch: 3
    steps:
      - {{step: self_instruct, model: w, prompt: prompt.md, shown: 5, tasks: 5}}
models:
  w:
    name: m
    base_url: "{url}"
    parallel: {parallel}
    max_tokens: 900
    deadline: {deadline}
    price: {{input: 1, output: 2}}
steps:
  - {{step: length, instruction_max_words: 9}}
  - {{step: wording}}
  - {{step: near_duplicate}}
pool: {{kind: {pool}, workers: 2}}
publish: {{shard_rows: 40}}
"""


def tasks(request: dict[str, Any]) -> str:
    """Five tasks that depend on the request alone; now and then one is too long or refuses."""
    draw = random.Random(digest_of(request))
    lines = []
    for number in range(4, 9):
        words = " ".join(draw.choice(WORDS) for _ in range(draw.choice((3, 4, 5, 12))))
        output = draw.choice(("See on lugu.", "Elas kord üks mets.", "Kahjuks ei saa ma sellega aidata."))
        lines.append(f"{number}. Juhis: Jutusta: {words}\n{number}. Sisend:\n<noinput>\n{number}. Väljund:\n{output}")
    return "\n###\n".join(lines)


def make(
    folder: Path, url: str, *, target: int = 60, parallel: int = 8, pool: str = "thread", deadline: float = 2
) -> Path:
    """Write the project; the pipeline file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "alpaca-est.toml").touch()
    seeds = [f'{{"instruction": "Kirjuta: {word}", "input": "", "output": "{word} on ilus."}}\n' for word in WORDS[:12]]
    (folder / "seeds.jsonl").write_text("".join(seeds), encoding="utf-8")
    (folder / "prompt.md").write_text("{{examples}}\nveel {{tasks}}: {{next}} kuni {{last}}\n", encoding="utf-8")
    path = folder / "small.yaml"
    filled = PIPELINE.format(url=url, target=target, parallel=parallel, pool=pool, deadline=deadline)
    path.write_text(filled, encoding="utf-8")
    return path


async def run(pipeline: Path, folder: Path, *, moment: Moment = lambda _: None, **settings: object) -> Built:
    """Build into a folder; raises what stopped it."""
    loaded = load(pipeline, [f"{key}={value}" for key, value in settings.items()])
    built = await build(loaded, RunFolder(folder), moment=moment)
    if isinstance(built.error, AlpacaEstError):
        raise built.error
    return built


def published(run: Path) -> Mapping[str, bytes]:
    """Everything whose bytes are promised."""
    files = [*sorted((run / "data").rglob("*.jsonl")), run / "flagged.jsonl", run / "rejected.jsonl"]
    return {str(path.relative_to(run)): path.read_bytes() for path in files}
