"""Damage of every kind is found, and the message says where."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from alpaca_est.record import Flag, Record, Rejected
from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.beside import SUMS, sums
from alpaca_est.runs.dataset.card import COLUMNS, Facts
from alpaca_est.runs.dataset.loader import loads
from alpaca_est.runs.dataset.rows import line, row
from alpaca_est.runs.dataset.shards import DatasetWriter
from alpaca_est.runs.dataset.validate import SHOWN, validate

FACTS = Facts(
    title="Proov", pipeline="proov", language="et", language_name="Estonian", version="0.1.0", state="complete"
)
FIRST = "data/alpaca/train-00000-of-00002.jsonl"
SECOND = "data/alpaca/train-00001-of-00002.jsonl"
RUN_AGAIN = "run `alpaca-est publish`"
RECORDS = tuple(
    Record(id=f"seed:{number:03d}/0/1", lang="et", instruction=f"Õpeta {number}", output=f"žürii\u2028🐿 {number}")
    for number in range(5)
)


def publish(folder: Path, *records: Record, shard_rows: int = 3) -> Path:
    with DatasetWriter(folder, shard_rows) as writer:
        for record in records:
            writer.publish(record, source="seed", licence="MIT")
        writer.flag(replace(RECORDS[0], id="seed:100/0", flags=(Flag(step="language", reason="?"),)))
        writer.reject(Rejected(id="seed:101/0", step="source", reason="no JSON", text="{"))
        writer.finish(FACTS)
    return folder


@pytest.fixture
def run(tmp_path: Path) -> Path:
    folder = publish(tmp_path / "run", *RECORDS)
    (folder / "manifest.json").write_text('{"run": 1}')
    (folder / "journal" / "00-source").mkdir(parents=True)
    (folder / "journal" / "00-source" / "00000.jsonl").write_text('{"a": 1}\n')
    (folder / "ledger.jsonl").write_text("{}\n")
    (folder / "decisions.jsonl").write_text('{"id": 5}\n')
    return folder


def truth(*records: Record) -> Callable[[str, str], Iterator[bytes]]:
    rows = records or RECORDS
    return lambda view, _: (line(row(record, "seed", "MIT")) for record in rows if view in ("", "alpaca"))


def change(path: Path, how: Callable[[list[bytes]], list[bytes]]) -> None:
    path.write_bytes(b"".join(how(path.read_bytes().splitlines(keepends=True))))


def reindex(run: Path, name: str) -> None:
    """The index as somebody would write it who wants damage to look like data."""
    old = index.read(run)
    with (run / name).open("rb") as lines:
        new = index.tallied(lines, name)
    files = tuple(new if file.path == name else file for file in old.files)
    listed = sums(file for file in files if file.path != SUMS)
    (run / SUMS).write_bytes(listed)
    tallied = index.tallied(listed.splitlines(keepends=True), SUMS)
    files = tuple(tallied if file.path == SUMS else file for file in files)
    (run / index.NAME).write_bytes(
        msgspec.json.encode(replace(old, files=files, published=sum(file.rows for file in files[:2])))
    )


def test_a_sound_dataset_has_no_problems(run: Path) -> None:
    assert validate(run) == []
    assert validate(run, truth()) == []
    assert loads(run) == []


def test_a_missing_file(run: Path) -> None:
    size = (run / FIRST).stat().st_size
    (run / FIRST).unlink()
    expected = [f"{run}/{FIRST}: missing, wanted 3 lines, {size} bytes; {RUN_AGAIN}"]
    assert validate(run) == expected
    assert validate(run, truth()) == expected


def test_a_missing_card_and_a_missing_list_of_the_rejected(run: Path) -> None:
    (run / "README.md").unlink()
    (run / "rejected.jsonl").unlink()
    assert [problem.partition(",")[0] for problem in validate(run)] == [
        f"{run}/rejected.jsonl: missing",
        f"{run}/README.md: missing",
    ]


def test_a_changed_byte(run: Path) -> None:
    change(run / SECOND, lambda lines: [lines[0], lines[1].replace(b"peta", b"petb")])
    [problem] = validate(run)
    assert problem.startswith(f"{run}/{SECOND}: changed: sha256 ") and problem.endswith(f"…; {RUN_AGAIN}")
    [exact] = validate(run, truth())
    assert exact.startswith(f"{run}/{SECOND}:2: changed: sha256 ")
    assert "(here seed:004/0/1 differs in instruction)" in exact


def test_a_changed_id(run: Path) -> None:
    change(run / SECOND, lambda lines: [lines[0], lines[1].replace(b"seed:004", b"seed:009")])
    [problem] = validate(run, truth())
    assert problem.startswith(f"{run}/{SECOND}:2: changed: ")
    assert "(here seed:009/0/1, wanted seed:004/0/1)" in problem


def test_a_file_cut_off_in_a_line(run: Path) -> None:
    size = (run / FIRST).stat().st_size
    (run / FIRST).write_bytes((run / FIRST).read_bytes()[:-9])
    cut, changed = validate(run)
    assert cut == f"{run}/{FIRST}:3: no line feed at the end: the file is cut off, wanted 3 lines, {size} bytes"
    assert changed.startswith(f"{run}/{FIRST}: changed: ")
    assert validate(run, truth())[1].startswith(f"{run}/{FIRST}:3: changed: ")


def test_a_file_cut_off_between_lines(run: Path) -> None:
    change(run / FIRST, lambda lines: lines[:2])
    assert validate(run) == [f"{run}/{FIRST}:3: 2 lines, wanted 3: lines were lost; {RUN_AGAIN}"]
    assert validate(run, truth()) == validate(run)


def test_a_line_lost_in_the_middle(run: Path) -> None:
    change(run / FIRST, lambda lines: [lines[0], lines[2]])
    assert validate(run, truth()) == [
        f"{run}/{FIRST}:2: 2 lines, wanted 3: lines were lost (here seed:002/0/1, wanted seed:001/0/1); {RUN_AGAIN}"
    ]


def test_an_extra_file(run: Path) -> None:
    (run / "data" / "alpaca" / "train-00002-of-00002.jsonl").write_text("")
    (run / "data" / "notes.txt").write_text("")
    assert validate(run) == [
        f"{run}/data/alpaca/train-00002-of-00002.jsonl: not in index.json, wanted only the files that it lists; remove"
        " it",
        f"{run}/data/notes.txt: not in index.json, wanted only the files that it lists; remove it",
    ]


def test_an_extra_line(run: Path) -> None:
    extra = line(row(replace(RECORDS[0], id="seed:700/0"), "seed", "MIT"))
    change(run / FIRST, lambda lines: [*lines, extra])
    assert validate(run) == [f"{run}/{FIRST}:4: 4 lines, wanted 3: lines were added; {RUN_AGAIN}"]
    assert validate(run, truth()) == [
        f"{run}/{FIRST}:4: 4 lines, wanted 3: lines were added (here seed:700/0, wanted no line); {RUN_AGAIN}"
    ]


def test_rows_in_another_order(run: Path) -> None:
    change(run / FIRST, lambda lines: [lines[0], lines[2], lines[1]])
    said = "the right lines in another order, wanted the order in which they were published"
    assert validate(run) == [f"{run}/{FIRST}:3: {said} (here seed:001/0/1 after seed:002/0/1); {RUN_AGAIN}"]
    assert validate(run, truth()) == [f"{run}/{FIRST}:2: {said} (here seed:002/0/1, wanted seed:001/0/1); {RUN_AGAIN}"]


def test_rows_in_another_order_where_lineage_does_not_tell(run: Path) -> None:
    records = [replace(record, id=f"{name}:000/0") for name, record in zip("abc", RECORDS, strict=False)]
    publish(run, *records)
    name = "data/alpaca/train-00000-of-00001.jsonl"
    change(run / name, lambda lines: [lines[2], lines[1], lines[0]])
    [problem] = validate(run)
    assert problem.startswith(f"{run}/{name}: the right lines in another order")


def test_swapped_shards(run: Path) -> None:
    first, second = (run / FIRST).read_bytes(), (run / SECOND).read_bytes()
    (run / FIRST).write_bytes(second)
    (run / SECOND).write_bytes(first)
    assert validate(run) == [
        f"{run}/{FIRST}: holds what index.json lists as {SECOND}, wanted 3 other lines; {RUN_AGAIN}",
        f"{run}/{SECOND}: holds what index.json lists as {FIRST}, wanted 2 other lines; {RUN_AGAIN}",
    ]
    assert "(here seed:003/0/1, wanted seed:000/0/1)" in validate(run, truth())[0]


def test_an_id_that_stands_twice_in_two_shards(run: Path) -> None:
    change(run / SECOND, lambda lines: [lines[0], lines[1].replace(b"seed:004", b"seed:001")])
    reindex(run, SECOND)
    assert validate(run) == [f"{run}/{SECOND}:2: id seed:001/0/1 stands in {FIRST}:2 too, wanted each id once"]


def test_a_row_that_breaks_the_schema_under_a_recomputed_index(run: Path) -> None:
    change(run / FIRST, lambda lines: [lines[0], lines[1].replace(b'"lang":"et"', b'"lang":5'), lines[2]])
    reindex(run, FIRST)
    assert validate(run) == [f"{run}/{FIRST}:2: lang is a number, wanted string"]
    assert validate(run, truth())[1:] == [
        f"{run}/{FIRST}:2: not what the run publishes now (here seed:001/0/1 differs in lang); {RUN_AGAIN}"
    ]


BYTES = [
    (lambda text: b"\xef\xbb\xbf" + text, 1, "begins with a byte order mark (U+FEFF), wanted plain UTF-8 without one"),
    (lambda text: text.replace(b"\n", b"\r\n", 1), 1, "ends with CR LF, wanted LF alone"),
    (
        lambda text: text.replace(b"\xc5\xbe", b"\xc5z", 1),
        1,
        "byte 68 of the line (0xC5) is not UTF-8, wanted UTF-8",
    ),
    (lambda text: text.replace(b'"}\n', b'","lang":"en"}\n', 1), 1, "key 'lang' stands twice, wanted each key once"),
    (lambda text: text.replace(b"\n", b"\n\n", 1), 2, "not JSON at character 1, wanted a value"),
    (lambda text: text.replace(b"{", b"[", 1), 1, "not JSON at character 6, wanted a comma or the closing bracket"),
    (lambda text: text.replace(b"\xc3\x95", b"\\ud83d", 1), 1, "instruction has U+D83D at character 1, wanted no con"),
    (lambda text: text.replace(b"peta", b"\\u0000", 1), 1, "instruction has U+0000 at character 2, wanted no control"),
]


@pytest.mark.parametrize(("damage", "number", "message"), BYTES)
def test_damaged_text(run: Path, damage: Callable[[bytes], bytes], number: int, message: str) -> None:
    (run / FIRST).write_bytes(damage((run / FIRST).read_bytes()))
    said, whole = validate(run)
    assert said.startswith(f"{run}/{FIRST}:{number}: {message}")
    assert whole.startswith(f"{run}/{FIRST}:") and whole.endswith(RUN_AGAIN)
    reindex(run, FIRST)
    assert validate(run) == [said]


def test_damage_in_the_flagged_and_rejected(run: Path) -> None:
    (run / "flagged.jsonl").write_text('{"id": 1, "id": 2}\n')
    (run / "rejected.jsonl").write_text("")
    twice, changed, lost = validate(run)
    assert twice == f"{run}/flagged.jsonl:1: key 'id' stands twice, wanted each key once"
    assert changed.startswith(f"{run}/flagged.jsonl: changed: ")
    assert lost == f"{run}/rejected.jsonl:1: 0 lines, wanted 1: lines were lost; {RUN_AGAIN}"


def test_no_index_and_no_folder(run: Path) -> None:
    (run / "index.json").unlink()
    wanted = "no index.json, so no whole dataset; wanted one that was published"
    assert validate(run) == loads(run) == [f"{run}: {wanted}, {RUN_AGAIN}"]
    assert validate(run / "none") == [f"{run}/none: {wanted}, {RUN_AGAIN}"]


def test_a_damaged_index(run: Path) -> None:
    (run / "index.json").write_bytes((run / "index.json").read_bytes()[:100])
    wanted = f"wanted the index as it was published, {RUN_AGAIN}"
    assert validate(run) == loads(run) == [f"{run}/index.json: damaged (Input data was truncated), {wanted}"]


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "data/../../x", ""])
def test_an_index_that_points_elsewhere(run: Path, name: str) -> None:
    old = index.read(run)
    files = (replace(old.files[0], path=name), *old.files[1:])
    (run / index.NAME).write_bytes(msgspec.json.encode(replace(old, files=files)))
    assert validate(run) == [
        f"{run}/index.json: lists {name or 'a file without a name'}, wanted only files in this folder"
    ]


def test_an_index_that_contradicts_itself(run: Path) -> None:
    old = index.read(run)
    [info] = [file for file in old.files if file.path == "dataset_info.json"]
    broken = replace(old, published=6, flagged=0, files=tuple(file for file in old.files if file.path != "README.md"))
    (run / index.NAME).write_bytes(msgspec.json.encode(broken))
    assert validate(run) == [
        f"{run}/index.json: does not list README.md, wanted every file of the dataset; {RUN_AGAIN}",
        f"{run}/index.json: says 6 published and lists files with 5 rows, wanted the same number",
        f"{run}/index.json: says 0 flagged and lists files with 1 rows, wanted the same number",
        f"{run}/SHA256SUMS:3: not what index.json says, wanted {info.sha256}  dataset_info.json; {RUN_AGAIN}",
    ]


def test_more_rows_in_the_run_than_were_published(run: Path) -> None:
    later = replace(RECORDS[0], id="seed:900/0")
    assert validate(run, truth(*RECORDS, later)) == [
        f"{run}/index.json: 5 published, wanted 6 as the run has now; {RUN_AGAIN}"
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("train-*", "test-*", f"front matter does not name {FIRST} under configs, wanted every shard"),
        ("name: input", "name: context", f"features of alpaca differ, wanted only {', '.join(COLUMNS)} as string"),
        ("---\n\n#", "--\n\n#", "no front matter between two lines of ---"),
        ("configs:", "configs: [", "did not find expected"),
        ("configs:", "files:", "Object missing required field `configs`"),
    ],
)
def test_a_card_that_misleads_loaders(run: Path, old: str, new: str, message: str) -> None:
    path = run / "README.md"
    path.write_text(path.read_text().replace(old, new))
    changed, said, *_ = validate(run)
    assert changed.startswith(f"{path}: ")
    assert said.startswith(f"{path}: ") and message in said


def test_many_problems_are_cut_short(run: Path) -> None:
    (run / FIRST).write_bytes(b"{}\n[]\n" * 50)
    found = validate(run)
    assert len(found) == SHOWN + 1
    assert found[-1] == f"{run}/{FIRST}: and 531 more problems"


def test_one_row_and_none(tmp_path: Path) -> None:
    one, none = publish(tmp_path / "one", RECORDS[0]), publish(tmp_path / "none")
    assert validate(one) == loads(one) == []
    assert validate(none) == validate(none, lambda *_: iter(())) == []
    assert loads(none) == [f"{none}: no published records, wanted at least one; a loader has nothing to load"]


def test_trainers_get_typed_rows_with_every_byte(run: Path, tmp_path: Path) -> None:
    import datasets

    loaded = datasets.load_dataset(str(run), cache_dir=str(tmp_path / "cache"))
    assert list(loaded) == ["train"]
    assert loaded["train"].features == {name: datasets.Value("string") for name in COLUMNS}
    assert list(loaded["train"]) == [json.loads(content) for content in truth()("alpaca", "train")]


def test_what_looks_like_a_date_or_a_number_stays_text(tmp_path: Path) -> None:
    outputs = ["2026-01-02T03:04:05"] * 4 + ["5"]
    dates = [replace(record, output=output, input="5") for record, output in zip(RECORDS, outputs, strict=True)]
    assert loads(publish(tmp_path / "run", *dates, shard_rows=5)) == []


def test_what_the_loader_says(run: Path) -> None:
    change(run / SECOND, lambda lines: lines[:1])
    assert loads(run) == [f"{run}: datasets loads 4 rows of alpaca, wanted 5"]
    change(run / SECOND, lambda lines: [lines[0].replace(b'"lang":"et"', b'"lang":null')] * 2)
    assert loads(run) == [f"{run}: datasets loads null in column lang, wanted text in every row"]
    change(run / SECOND, lambda lines: [lines[0].replace(b"}", b',"labels":"x"}')] * 2)
    [problem] = loads(run)
    assert "cannot load it (" in problem and "labels" in problem
    (run / SECOND).write_bytes(b"{")
    [problem] = loads(run)
    assert problem.startswith(f"{run}: datasets ") and problem.endswith("), wanted 5 rows")
