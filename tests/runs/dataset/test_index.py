"""Swapping datasets: whoever is killed, whenever, there is the old dataset or the new one, never a mixture."""

from pathlib import Path

import pytest

from alpaca_est.errors import DataError
from alpaca_est.record import Record
from alpaca_est.runs.dataset.card import Facts
from alpaca_est.runs.dataset.index import NAME, STAGING, SWAP_MOMENTS, complete_swap, read, recover, tallied
from alpaca_est.runs.dataset.shards import WRITE_MOMENTS, DatasetWriter
from alpaca_est.runs.dataset.validate import validate

FACTS = Facts(
    title="Proov", pipeline="proov", language="et", language_name="Estonian", version="0.1.0", state="complete"
)
Files = dict[str, bytes]


class Killed(BaseException):
    """The process ends here."""


class Deadline:
    """Counts moments and kills at one of them."""

    def __init__(self, at: int = -1) -> None:
        self.at = at
        self.seen: list[str] = []

    def __call__(self, name: str) -> None:
        self.seen.append(name)
        if len(self.seen) - 1 == self.at:
            raise Killed(name)


def publish(run: Path, texts: list[str], moment: Deadline | None = None) -> None:
    with DatasetWriter(run, 2, moment or Deadline()) as writer:
        for number, text in enumerate(texts):
            record = Record(id=f"seed:{number:03d}/0", lang="et", instruction=text, output=text)
            writer.publish(record, source="seed", licence="MIT")
        writer.finish(FACTS)


def files(folder: Path) -> Files:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def a_run(folder: Path, texts: list[str]) -> Files:
    publish(folder, texts)
    (folder / "manifest.json").write_text("{}")
    (folder / "journal").mkdir()
    (folder / "journal" / "00000.jsonl").write_text("{}\n")
    found = files(folder)
    (folder / "report.html").write_text("<p>old</p>")
    return found


OLD = ["üks", "kaks", "kolm"]
CASES = {"more": ["neli", "viis", "kuus", "seitse", "kaheksa"], "other": ["neli"], "none": []}


def moments(folder: Path, new: list[str]) -> list[str]:
    a_run(folder, OLD)
    counting = Deadline()
    publish(folder, new, counting)
    return counting.seen


def test_every_moment_has_its_name(tmp_path: Path) -> None:
    seen = moments(tmp_path, CASES["more"])
    assert list(dict.fromkeys(seen)) == [*WRITE_MOMENTS, *SWAP_MOMENTS]


@pytest.mark.parametrize("case", CASES)
def test_killed_at_any_moment_there_is_the_old_dataset_or_the_new_one(tmp_path: Path, case: str) -> None:
    new_texts = CASES[case]
    clean = a_run(tmp_path / "clean", new_texts)
    seen = moments(tmp_path / "count", new_texts)
    staged = seen.index("dataset staged")
    for number, name in enumerate(seen):
        run = tmp_path / f"{number}"
        old = a_run(run, OLD)
        with pytest.raises(Killed, match=name):
            publish(run, new_texts, Deadline(number))
        if (run / NAME).exists():
            assert validate(run) == []
        finished = recover(run)
        report = {"report.html": b"<p>old</p>"}
        assert files(run) == (clean if number >= staged else old | report), name
        assert finished == (staged <= number < seen.index("new index in place"))
        assert validate(run) == []


@pytest.mark.parametrize("case", CASES)
def test_killed_again_while_recovering_there_is_the_new_dataset(tmp_path: Path, case: str) -> None:
    clean = a_run(tmp_path / "clean", CASES[case])
    begun = moments(tmp_path / "count", CASES[case])
    swap = begun[begun.index("dataset staged") + 1 :]
    for first in range(len(swap)):
        for second in range(len(swap)):
            run = tmp_path / f"{first}-{second}"
            a_run(run, OLD)
            with pytest.raises(Killed):
                publish(run, CASES[case], Deadline(len(begun) - len(swap) + first))
            try:
                recover(run, Deadline(second))
            except Killed:
                recover(run)
            assert files(run) == clean


def test_the_next_writer_finishes_a_swap_before_it_begins(tmp_path: Path) -> None:
    a_run(tmp_path / "run", OLD)
    with pytest.raises(Killed):
        publish(tmp_path / "run", ["neli"], Deadline(moments(tmp_path / "count", ["neli"]).index("old data aside")))
    with DatasetWriter(tmp_path / "run", 2):
        assert read(tmp_path / "run").published == 1
    recover(tmp_path / "run")
    assert files(tmp_path / "run") == a_run(tmp_path / "clean", ["neli"])


def test_nothing_to_recover(tmp_path: Path) -> None:
    before = a_run(tmp_path, OLD)
    assert not recover(tmp_path)
    assert not complete_swap(tmp_path)
    assert files(tmp_path) == before | {"report.html": b"<p>old</p>"}


def test_leftovers_of_a_crash_are_removed(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    before = files(tmp_path)
    (tmp_path / STAGING / "data" / "alpaca").mkdir(parents=True)
    (tmp_path / STAGING / "data" / "alpaca" / "train-00000.jsonl").write_text('{"id": ')
    (tmp_path / STAGING / ".index.json.part").write_text("{")
    assert not recover(tmp_path)
    assert files(tmp_path) == before and not (tmp_path / STAGING).exists()


def test_a_rowset_knows_lines_and_not_their_order() -> None:
    first, turned = tallied([b"a\n", b"b\n"], "x"), tallied([b"b\n", b"a\n"], "x")
    assert first.rowset == turned.rowset and first.sha256 != turned.sha256
    assert tallied([b"a\n", b"a\n"], "x").rowset != first.rowset
    assert tallied([], "x").rowset == "0" * 64
    assert tallied([b"\xc3\xb5\n", b"b"], "x").bytes == 4


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "{run}: no index.json, so no whole dataset; wanted one that was published, run `alpaca-est publish`"),
        (b'{"format": 1', "{run}/index.json: damaged (Input data was truncated), wanted the index as it was published"),
        (b"\xff", "{run}/index.json: damaged (JSON is malformed: invalid character (byte 0)), wanted the index"),
        (b"{}", "{run}/index.json: damaged (Object missing required field `fingerprint`), wanted the index"),
    ],
)
def test_an_index_that_cannot_be_read(tmp_path: Path, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / NAME).write_bytes(content)
    with pytest.raises(DataError) as caught:
        read(tmp_path)
    assert str(caught.value).startswith(message.format(run=tmp_path))


def test_an_index_of_another_format_is_refused(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    content = (tmp_path / NAME).read_text().replace('"format": 1', '"format": 2')
    (tmp_path / NAME).write_text(content)
    with pytest.raises(DataError, match=r"index\.json: format 2, wanted 1"):
        read(tmp_path)
