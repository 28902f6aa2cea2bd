"""`xl-sop convert` on real workbooks, and on files that are none."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
import zipfile
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from tests.cli.command import COMMAND, EXAMPLES, TEMPLATE, documents, environment, xl_sop

FIRST = "000_kecamatan_sumpiuh"
MINUTES = {
    "000_kecamatan_sumpiuh.json": 795,
    "001_disdukcapil.json": 795,
    "002_kecamatan_muara_papalik.json": 2725,
    "003_kecamatan_bungursari.json": 795,
    "004_dinsospermasdes.json": 795,
}


def test_the_five_examples(tmp_path: Path) -> None:
    result = xl_sop("convert", EXAMPLES, "--out", tmp_path)
    found = documents(tmp_path)
    assert result.returncode == 0
    assert result.stdout == ""
    assert "5 document(s) from 5 workbook(s)" in result.stderr
    assert {name: document["total"]["menit"] for name, document in found.items()} == MINUTES
    schema = json.loads(xl_sop("schema").stdout)
    for document in found.values():
        jsonschema.validate(document, schema, cls=jsonschema.Draft202012Validator)


def test_a_profile_is_named(tmp_path: Path) -> None:
    xl_sop(
        "convert", EXAMPLES / "002_kecamatan_muara_papalik.xlsx", "--out", tmp_path, "--profile", "abk2020"
    )
    [document] = documents(tmp_path).values()
    assert (document["total"]["menit"], document["total"]["profil"]["nama"]) == (1975, "abk2020")


def test_findings_speak_the_language_asked_for_whatever_the_locale(tmp_path: Path) -> None:
    xl_sop("convert", EXAMPLES / f"{FIRST}.xlsx", "--out", tmp_path / "id")
    xl_sop("convert", EXAMPLES / f"{FIRST}.xlsx", "--out", tmp_path / "id2", XL_SOP_LANG="id")
    xl_sop("convert", EXAMPLES / f"{FIRST}.xlsx", "--out", tmp_path / "en", "--lang", "en", XL_SOP_LANG="id")
    [indonesian], [again], [english] = (list(documents(tmp_path / d).values()) for d in ("id", "id2", "en"))
    assert indonesian == again
    assert [f["kode"] for f in indonesian["temuan"]] == [f["kode"] for f in english["temuan"]]
    assert "Nomor SOP belum diisi." in [f["pesan"] for f in indonesian["temuan"]]
    assert "Nomor SOP belum diisi." not in [f["pesan"] for f in english["temuan"]]


def test_strict_fails_for_an_error_finding_but_writes_the_json(tmp_path: Path) -> None:
    arguments = ["convert", EXAMPLES / "002_kecamatan_muara_papalik.xlsx", "--out", tmp_path]
    assert xl_sop(*arguments).returncode == 0
    [document] = documents(tmp_path).values()
    assert any(finding["tingkat"] == "galat" for finding in document["temuan"])
    shutil.rmtree(tmp_path)
    assert xl_sop(*arguments, "--strict").returncode == 1
    assert list(documents(tmp_path).values()) == [document]


def test_quiet_says_nothing_but_failures(tmp_path: Path) -> None:
    (tmp_path / "rusak.xlsx").write_bytes(b"bukan zip")
    shutil.copy(TEMPLATE, tmp_path)
    shutil.copy(EXAMPLES / f"{FIRST}.xlsx", tmp_path)
    result = xl_sop("convert", tmp_path, "--out", tmp_path / "hasil", "--quiet")
    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    assert line.startswith(str(tmp_path / "rusak.xlsx"))


# what is passed over


def test_lock_files_and_our_untouched_template_are_passed_over(tmp_path: Path) -> None:
    shutil.copy(TEMPLATE, tmp_path)
    xl_sop("new", tmp_path / "tiga.xlsx", "--performer", "Camat", "--performer", "Staf")
    (tmp_path / "~$templat_sop.xlsx").write_bytes(b"kunci")
    result = xl_sop("convert", tmp_path, "--out", tmp_path / "hasil", XL_SOP_LANG="id")
    assert result.returncode == 0
    assert documents(tmp_path / "hasil") == {}
    assert result.stderr.splitlines()[:2] == [
        f"{tmp_path / 'templat_sop.xlsx'}: templat kosong, dilewati.",
        f"{tmp_path / 'tiga.xlsx'}: templat kosong, dilewati.",
    ]


# what cannot be read


def _bytes(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _docx(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")


def _blank(path: Path) -> None:
    openpyxl.Workbook().save(path)


def _shopping_list(path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("Barang", "Harga"), ("Kertas", 50000)):
        book.worksheets[0].append(row)
    book.save(path)


def _truncated(path: Path) -> None:
    path.write_bytes((EXAMPLES / f"{FIRST}.xlsx").read_bytes()[:3000])


BAD = {
    "kosong.xlsx": lambda path: _bytes(path, b""),
    "surat.xlsx": _docx,
    "terenkripsi.xlsx": lambda path: _bytes(path, bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096)),
    "blanko.xlsx": _blank,
    "belanja.xlsx": _shopping_list,
    "terpotong.xlsx": _truncated,
    "teks.xlsx": lambda path: _bytes(path, b"halo"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_workbook_alone(tmp_path: Path, name: str) -> None:
    BAD[name](tmp_path / name)
    result = xl_sop("convert", tmp_path / name, "--out", tmp_path / "hasil", "--quiet", XL_SOP_LANG="id")
    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    path, _, reason = line.partition(": ")
    assert path == str(tmp_path / name)
    assert len(reason) > 20
    assert "tak terduga" not in reason
    assert documents(tmp_path / "hasil") == {}


def test_bad_workbooks_never_stop_the_others(tmp_path: Path) -> None:
    source = tmp_path / "masuk"
    source.mkdir()
    for name, make in BAD.items():
        make(source / name)
    for example in EXAMPLES.glob("*.xlsx"):
        shutil.copy(example, source)
    (source / "lain").mkdir()
    (source / "putus.xlsx").symlink_to(source / "tidak-ada")
    out, report = tmp_path / "hasil", tmp_path / "laporan.json"
    result = xl_sop(
        "convert", source, source / "lain", tmp_path / "hilang.xlsx", "--out", out, "--report", report
    )
    failures = [line for line in result.stderr.splitlines() if str(source) in line or "hilang" in line]
    assert result.returncode == 1
    assert set(documents(out)) == set(MINUTES)
    assert {Path(line.partition(": ")[0]).name for line in failures} == {
        *BAD,
        "putus.xlsx",
        "lain",
        "hilang.xlsx",
    }
    rows = json.loads(report.read_text("utf-8"))
    assert sorted(row["berkas"] for row in rows if row["status"] == "gagal") == sorted(
        [*BAD, "putus.xlsx", str(source / "lain"), str(tmp_path / "hilang.xlsx")]
    )
    assert sorted(row["dokumen"] for row in rows if row["status"] == "berhasil") == sorted(MINUTES)
    assert not [path for path in out.rglob("*") if path.name.endswith(".tmp")]


def test_control_characters_in_a_name_do_not_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\nb.xlsx").write_bytes(b"halo")
    result = xl_sop("convert", tmp_path, "--out", tmp_path / "hasil", "--quiet")
    [line] = result.stderr.splitlines()
    assert "a\\x1b[31m\\nb.xlsx: " in line


def test_an_output_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    result = xl_sop("convert", EXAMPLES, "--out", tmp_path / "berkas" / "hasil")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "unexpected" not in result.stderr.lower()


# one result, however it is made


def test_jobs_and_the_spelling_of_sources_leave_the_same_bytes(tmp_path: Path) -> None:
    source = tmp_path / "masuk"
    for i in range(6):
        for example in EXAMPLES.glob("*.xlsx"):
            (source / f"unit {i}").mkdir(parents=True, exist_ok=True)
            shutil.copy(example, source / f"unit {i}" / f"{i}{example.name}")
    BAD["terpotong.xlsx"](source / "rusak.xlsx")
    ways = {
        "satu": ["--jobs", "1", source],
        "empat": ["--jobs", "4", source],
        "relatif": ["--jobs", "2", "masuk"],
        "titik": ["./masuk/../masuk/"],
    }
    for out, arguments in ways.items():
        assert xl_sop("convert", *arguments, "--out", out, cwd=tmp_path).returncode == 1
    first = _contents(tmp_path / "satu")
    assert len([name for name in first if name.endswith(".json")]) == 30
    for out in ways:
        assert _contents(tmp_path / out) == first


def _contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# side files


def test_what_an_earlier_run_made_is_kept_and_told(tmp_path: Path) -> None:
    book = tmp_path / "masuk" / "sop.xlsx"
    book.parent.mkdir()
    shutil.copy(EXAMPLES / f"{FIRST}.xlsx", book)
    assert xl_sop("convert", book.parent, "--out", tmp_path / "hasil").returncode == 0
    before = (tmp_path / "hasil" / "sop.json").read_bytes()
    book.write_bytes(b"terpotong")
    run = xl_sop("convert", book.parent, "--out", tmp_path / "hasil", "--quiet", XL_SOP_LANG="id")
    assert run.returncode == 1
    [line] = run.stderr.splitlines()
    assert line.endswith(" Hasil konversi sebelumnya dibiarkan: sop.json.")
    assert (tmp_path / "hasil" / "sop.json").read_bytes() == before
    # another folder's workbook of that name
    shutil.copy(EXAMPLES / "001_disdukcapil.xlsx", tmp_path / "sop.xlsx")
    other = xl_sop("convert", tmp_path / "sop.xlsx", "--out", tmp_path / "hasil", "--quiet", XL_SOP_LANG="id")
    assert other.returncode == 1
    assert "sop.json adalah hasil dari buku kerja lain (../masuk/sop.xlsx)" in other.stderr
    assert (tmp_path / "hasil" / "sop.json").read_bytes() == before


def test_two_workbooks_of_one_name_are_named_with_their_folders(tmp_path: Path) -> None:
    for folder in ("satu", "dua"):
        (tmp_path / folder).mkdir()
        shutil.copy(EXAMPLES / f"{FIRST}.xlsx", tmp_path / folder / "sop.xlsx")
    run = xl_sop("convert", "satu", "dua", "--out", "hasil", cwd=tmp_path)
    assert run.returncode == 2
    assert "The outputs of satu/sop.xlsx and dua/sop.xlsx would share a name" in run.stderr


def test_ndjson_into_a_fifo_a_link_or_a_device_is_written_into_it(tmp_path: Path) -> None:
    fifo, link, lines = tmp_path / "pipa", tmp_path / "tautan.ndjson", tmp_path / "di-sana.ndjson"
    os.mkfifo(fifo)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(fifo.read_bytes()), daemon=True)
    reader.start()
    assert xl_sop("convert", EXAMPLES, "--out", tmp_path / "a", "--ndjson", fifo).returncode == 0
    reader.join(30)
    assert len(read[0].splitlines()) == 5
    assert fifo.is_fifo()
    link.symlink_to(lines)
    assert xl_sop("convert", EXAMPLES, "--out", tmp_path / "a", "--ndjson", link).returncode == 0
    assert link.is_symlink()
    assert lines.read_bytes() == read[0]
    assert xl_sop("convert", EXAMPLES, "--out", tmp_path / "a", "--ndjson", "/dev/null").returncode == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    "arguments",
    [
        ["convert", EXAMPLES, "--out", "hasil", "--quiet", "--ndjson", "/dev/full"],
        ["convert", EXAMPLES, "--out", "hasil", "--quiet", "--ndjson", "-"],
        ["validate", EXAMPLES],
        ["totals", EXAMPLES, "--format", "json"],
        ["schema"],
        ["--help"],
    ],
)
def test_a_full_disk_is_one_sentence(arguments: list[object], tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [*COMMAND, *map(str, arguments)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(XL_SOP_LANG="id"),
            cwd=tmp_path,
            timeout=120,
            check=False,
        )
    assert run.returncode == 1
    [line] = run.stderr.splitlines()
    assert line.startswith("Disk penuh: ")


def test_ndjson_holds_the_documents_a_line_each(tmp_path: Path) -> None:
    every = tmp_path / "a" / "semua.ndjson"  # in the output folder, whose temporary files are swept
    to_file = xl_sop("convert", EXAMPLES, "--out", tmp_path / "a", "--ndjson", every)
    to_stdout = xl_sop("convert", EXAMPLES, "--out", tmp_path / "a", "--resume", "--ndjson", "-")
    assert (to_file.returncode, to_stdout.returncode) == (0, 0)
    assert to_stdout.stdout == every.read_text("utf-8")
    lines = [json.loads(line) for line in to_stdout.stdout.splitlines()]
    assert lines == list(documents(tmp_path / "a").values())


def test_a_report_inside_its_own_source_is_not_read_the_next_time(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / f"{FIRST}.xlsx", tmp_path)
    arguments = ["convert", tmp_path, "--out", tmp_path, "--report", tmp_path / "laporan.xlsx"]
    first, second = xl_sop(*arguments), xl_sop(*arguments)
    assert (first.returncode, second.returncode) == (0, 0)
    assert set(documents(tmp_path)) == {f"{FIRST}.json"}


def test_a_report_never_replaces_a_workbook_of_its_source(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / f"{FIRST}.xlsx", tmp_path / "sop.xlsx")
    before = (tmp_path / "sop.xlsx").read_bytes()
    result = xl_sop("convert", tmp_path, "--out", tmp_path / "hasil", "--report", tmp_path / "sop.xlsx")
    assert result.returncode == 2
    assert (tmp_path / "sop.xlsx").read_bytes() == before
