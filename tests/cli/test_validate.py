"""`xl-sop validate`: read as a clerk would read it, and as a program."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from tests.checking.workbook import changed
from tests.cli.command import EXAMPLES, xl_sop
from tests.tables import save, workbook
from xl_sop.batch.outcome import COLUMNS

FIRST, SECOND = EXAMPLES / "000_kecamatan_sumpiuh.xlsx", EXAMPLES / "002_kecamatan_muara_papalik.xlsx"


def test_findings_are_a_line_a_rule_with_severity_sentence_fix_and_cells() -> None:
    result = xl_sop("validate", FIRST, SECOND)
    lines = result.stdout.splitlines()
    assert result.returncode == 1  # the second has an error
    assert lines[0] == str(FIRST)
    assert str(SECOND) in lines
    finding = re.compile(r" {4}(kesalahan|peringatan|saran) +\S.+ — \S.+ \[(?:\w+![A-Z0-9:, ]+(?:; )?)+\]")
    found = [match[1] for line in lines if (match := finding.fullmatch(line))]
    counted = re.fullmatch(
        r"2 buku kerja, 2 SOP: (\d+) kesalahan, (\d+) peringatan, (\d+) saran\.", lines[-1]
    )
    assert counted
    assert [found.count(word) for word in ("kesalahan", "peringatan", "saran")] == [
        int(n) for n in counted.groups()
    ]
    assert len(found) < len(_entries(FIRST, SECOND))
    assert "galat" not in result.stdout


def test_an_sop_with_advice_alone_is_called_ready(tmp_path: Path) -> None:
    save(
        workbook(
            changed(
                langkah2="| 2 | Menyusun dan mengirim draf | | | proses | Data | 60 | Draf | | | |",
                baris2="| Langkah Utama | 2. | Menyusun dan mengirim draf |",
            )
        ),
        tmp_path / "a.xlsx",
    )
    save(workbook(changed()), tmp_path / "b.xlsx")
    advised, clean = (xl_sop("validate", tmp_path / name, "--strict") for name in ("a.xlsx", "b.xlsx"))
    assert (advised.returncode, clean.returncode) == (0, 0)
    sentence = "    siap: tidak ada kesalahan dan peringatan; yang berikut hanya saran\n    saran "
    assert sentence in advised.stdout
    assert "    siap: tidak ada temuan\n" in clean.stdout


def test_the_language_of_the_findings_is_chosen() -> None:
    lines = xl_sop("validate", SECOND, "--lang", "en").stdout.splitlines()
    assert any(" error " in line for line in lines)
    assert re.fullmatch(
        r"1 workbook\(s\), 1 SOP\(s\): \d+ error\(s\), \d+ warning\(s\), \d+ suggestion\(s\)\.", lines[-1]
    )


def test_status_is_1_for_an_error_finding_and_with_strict_for_a_warning(tmp_path: Path) -> None:
    warned = tmp_path / "judul.xlsx"
    save(workbook(changed(nama="| | Nama SOP | Penyusunan Rencana Kerja |")), warned)
    assert xl_sop("validate", SECOND).returncode == 1
    assert xl_sop("validate", warned).returncode == 0
    assert xl_sop("validate", warned, "--strict").returncode == 1


def test_json_lists_an_object_a_document_with_all_findings(tmp_path: Path) -> None:
    (tmp_path / "rusak.xlsx").write_bytes(b"halo")
    result = xl_sop("validate", FIRST, tmp_path, "--format", "json")
    first, failed = json.loads(result.stdout)
    assert list(first) == [*COLUMNS, "temuan"]
    assert len([f for f in first["temuan"] if f["tingkat"] == "peringatan"]) == first["peringatan"] > 10
    assert {"kode", "tingkat", "lembar", "sel", "langkah", "pesan", "saran"} == set(first["temuan"][0])
    assert (failed["berkas"], failed["status"], failed["temuan"]) == ("rusak.xlsx", "gagal", [])
    assert result.returncode == 1
    assert "rusak.xlsx: " in result.stderr


def test_a_nomor_sop_used_twice_is_told_for_both_files(tmp_path: Path) -> None:
    document = json.loads((_convert(FIRST, tmp_path / "json")).read_text("utf-8"))
    document["identitas"]["nomor_sop"] = "061/7"
    (tmp_path / "isi.json").write_text(json.dumps(document), "utf-8")
    for name in ("a.xlsx", "b.xlsx"):
        assert xl_sop("new", tmp_path / name, "--from", tmp_path / "isi.json").returncode == 0
    shutil.copy(FIRST, tmp_path / "c.xlsx")
    found = json.loads(xl_sop("validate", tmp_path, "--format", "json").stdout)
    told = [[f for f in item["temuan"] if f["kode"] == "nomor-sop-ganda"] for item in found]
    assert [len(findings) for findings in told] == [1, 1, 0]
    assert "b.xlsx" in told[0][0]["pesan"]
    assert "a.xlsx" in told[1][0]["pesan"]
    assert told[0][0]["lembar"] == "Identitas"
    cells = [(f["lembar"], int(re.sub(r"\D", "", f["sel"] or "0"))) for f in found[0]["temuan"]]
    assert [cell for cell in cells if cell[0] == "Identitas"] == sorted(
        c for c in cells if c[0] == "Identitas"
    )
    converted = json.loads(_convert(tmp_path / "a.xlsx", tmp_path / "json").read_text("utf-8"))
    assert "nomor-sop-ganda" not in [f["kode"] for f in converted["temuan"]]


def _entries(*paths: Path) -> list[dict[str, object]]:
    return [
        f
        for item in json.loads(xl_sop("validate", *paths, "--format", "json").stdout)
        for f in item["temuan"]
    ]


def _convert(path: Path, out: Path) -> Path:
    assert xl_sop("convert", path, "--out", out).returncode == 0
    return out / f"{path.stem}.json"
