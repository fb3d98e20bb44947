"""Tables that a step draws its tasks from."""

import datetime
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet
from pydantic import BaseModel, ValidationError

from alpaca_est.source.sheets import Sheets


class Draws(BaseModel):
    files: Sheets


def made(folder: Path, files: object) -> Draws:
    return Draws.model_validate({"files": files}, context={"root": folder})


def csv(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


ROWS = "".join(f"{name},{age}\n" for name, age in zip("abcdef", range(6), strict=True))


def test_csv_is_read_as_it_stands(tmp_path: Path) -> None:
    csv(tmp_path, "in/koerad.csv", f'nimi,"kaal, kg"\n{ROWS}"Mu  ki","8,6"\n')
    [sheet] = made(tmp_path, "in/koerad.csv").files.sheets
    assert (sheet.name, sheet.header, len(sheet.rows)) == ("koerad", ("nimi", "kaal, kg"), 7)
    assert sheet.rows[-1] == ("Mu ki", "8,6")


def test_parquet_is_written_as_estonian(tmp_path: Path) -> None:
    day = datetime.date(2025, 3, 1)
    columns = {"nimi": list("abcdef"), "kaal": [8.6, 2.0, None, 4.0, 5.0, 6.5], "laps": [True] * 6, "päev": [day] * 6}
    parquet.write_table(pyarrow.table({**columns, "arv": list(range(6))}), tmp_path / "koerad.parquet")
    [sheet] = made(tmp_path, ["koerad.parquet"]).files.sheets
    assert sheet.header == ("nimi", "kaal", "laps", "päev", "arv")
    assert sheet.rows[:3] == (
        ("a", "8,6", "jah", "2025-03-01", "0"),
        ("b", "2", "jah", "2025-03-01", "1"),
        ("c", "", "jah", "2025-03-01", "2"),
    )


def test_the_identity_follows_the_cells_not_their_place(tmp_path: Path) -> None:
    csv(tmp_path, "a.csv", f"nimi,vanus\n{ROWS}")
    csv(tmp_path, "b/c.csv", f"nimi,vanus\n{ROWS}")
    csv(tmp_path, "d.csv", f"nimi,aasta\n{ROWS}")
    a, c, d = (made(tmp_path, path).files.sha256 for path in ("a.csv", "b/c.csv", "d.csv"))
    assert a == c != d
    assert made(tmp_path, "b").model_dump() == {"files": {"paths": ["b"], "sha256": a}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"nimi,vanus\n{ROWS}g\n", "t.csv:8: 1 cell, wanted 2 as in the first line"),
        (f"nimi,nimi\n{ROWS}", "t.csv:1: column 'nimi' stands twice, wanted each column once"),
        (f"nimi,\n{ROWS}", "t.csv:1: column 2 has no name, wanted one for each"),
        (
            f'nimi,vanus\n{ROWS}"g,1\n',
            "t.csv:8: its quotes do not match, wanted quoted cells closed and a quote inside",
        ),
        ("nimi,vanus\na,1\n", "t.csv: 2 columns and 1 rows, at least 2 and 6 wanted"),
        ("nimi\na\nb\nc\nd\ne\nf\n", "t.csv: 1 columns and 6 rows, at least 2 and 6 wanted"),
        (f"nimi,vanus\n{ROWS}g,\x071\n", "t.csv:8: vanus holds U+0007 at character 1, wanted readable text"),
    ],
)
def test_a_broken_table_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    csv(tmp_path, "t.csv", text)
    with pytest.raises(ValidationError) as caught:
        made(tmp_path, "t.csv")
    assert caught.value.errors()[0]["msg"].startswith(message)


def test_a_missing_file_has_a_neighbour(tmp_path: Path) -> None:
    csv(tmp_path, "koerad.csv", f"nimi,vanus\n{ROWS}")
    with pytest.raises(ValidationError) as caught:
        made(tmp_path, "koera.csv")
    assert caught.value.errors()[0]["msg"] == "no file koera.csv; did you mean koerad.csv?"
