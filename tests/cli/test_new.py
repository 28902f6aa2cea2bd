"""`xl-sop new` and `xl-sop schema`."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import jsonschema
import openpyxl

from tests.cli.command import EXAMPLES, TEMPLATE, documents, xl_sop
from xl_sop.template.with_buttons import BUTTONS


def test_an_empty_template_is_the_one_we_give_out(tmp_path: Path) -> None:
    result = xl_sop("new", tmp_path / "a.xlsx", XL_SOP_LANG="id")
    assert result.returncode == 0
    assert result.stderr == f"Templat ditulis ke {tmp_path / 'a.xlsx'}.\n"
    assert (tmp_path / "a.xlsx").read_bytes() == TEMPLATE.read_bytes()


def test_an_xlsm_has_the_buttons(tmp_path: Path) -> None:
    assert xl_sop("new", tmp_path / "a.xlsm").returncode == 0
    assert (tmp_path / "a.xlsm").read_bytes() == TEMPLATE.with_suffix(".xlsm").read_bytes()


def test_an_xlsm_is_filled_like_any_other(tmp_path: Path) -> None:
    xl_sop("convert", EXAMPLES, "--out", tmp_path / "json")
    name = next(iter(documents(tmp_path / "json")))
    for ending in ("xlsx", "xlsm"):
        made = xl_sop("new", tmp_path / f"a.{ending}", "--from", tmp_path / "json" / name)
        assert made.returncode == 0, made.stderr
    plain, buttons = (openpyxl.load_workbook(tmp_path / f"a.{e}", keep_vba=True) for e in ("xlsx", "xlsm"))
    for sheet in plain:
        assert list(buttons[sheet.title].values) == list(sheet.values)
    with zipfile.ZipFile(tmp_path / "a.xlsm") as made, zipfile.ZipFile(TEMPLATE.with_suffix(".xlsm")) as ours:
        assert made.read("xl/vbaProject.bin") == ours.read("xl/vbaProject.bin")
        assert made.read("xl/drawings/vmlButtons.vml").count(b"<x:FmlaMacro>") == len(BUTTONS)


def test_buttons_stand_on_a_template_with_many_performers(tmp_path: Path) -> None:
    names = [f"Kepala Seksi {number}" for number in range(1, 9)]
    options = [part for name in names for part in ("--performer", name)]
    assert xl_sop("new", tmp_path / "a.xlsm", *options).returncode == 0
    row = [cell.value for cell in openpyxl.load_workbook(tmp_path / "a.xlsm")["Prosedur"][4]]
    assert row[2:10] == names


def test_performers_are_named(tmp_path: Path) -> None:
    xl_sop("new", tmp_path / "a.xlsx", "--performer", "Camat", "--performer", "Sekcam")
    texts = [cell for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["Prosedur"].values for cell in row]
    assert [text for text in texts if text in ("Camat", "Sekcam")] == ["Camat", "Sekcam"]


def test_an_existing_file_is_not_overwritten_without_force(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("milik saya")
    assert xl_sop("new", path).returncode == 2
    assert path.read_text() == "milik saya"
    assert xl_sop("new", path, "--force").returncode == 0
    assert path.read_bytes() == TEMPLATE.read_bytes()


def test_from_json_and_back(tmp_path: Path) -> None:
    xl_sop("convert", EXAMPLES, "--out", tmp_path / "satu")
    for name in documents(tmp_path / "satu"):
        result = xl_sop(
            "new",
            tmp_path / "buku" / Path(name).with_suffix(".xlsx").name,
            "--from",
            tmp_path / "satu" / name,
        )
        assert result.returncode == 0, result.stderr
    xl_sop("convert", tmp_path / "buku", "--out", tmp_path / "dua")
    first, second = documents(tmp_path / "satu"), documents(tmp_path / "dua")
    assert list(first) == list(second)
    for name in first:
        assert _content(second[name]) == _content(first[name])


def _content(document: dict) -> dict:  # type: ignore[type-arg]
    steps = [{key: value for key, value in step.items() if key != "asal"} for step in document["langkah"]]
    kept = {key: value for key, value in document.items() if key not in ("sumber", "temuan")}
    return {**kept, "langkah": steps}


def test_from_what_is_no_document(tmp_path: Path) -> None:
    for name, text in {"a.json": "{}", "b.json": "halo"}.items():
        (tmp_path / name).write_text(text)
        result = xl_sop("new", tmp_path / "a.xlsx", "--from", tmp_path / name)
        assert result.returncode == 1
        assert len(result.stderr.splitlines()) == 1
    result = xl_sop("new", tmp_path / "a.xlsx", "--from", tmp_path / "tidak-ada.json")
    assert result.returncode == 1
    assert "tidak-ada.json" in result.stderr
    assert not (tmp_path / "a.xlsx").exists()


def test_the_schema_is_a_schema() -> None:
    result = xl_sop("schema", LC_ALL="C", PYTHONIOENCODING="ascii")
    schema = json.loads(result.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert result.returncode == 0
