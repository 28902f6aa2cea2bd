"""Documents compared with each other, and many documents at once."""

from __future__ import annotations

from tests.checking.workbook import changed
from tests.tables import document
from xl_sop.checking import check_documents


def numbered(number: str, file: str):
    row = rf'| PEMERINTAH KABUPATEN CONTOH\nDINAS SOSIAL | Nomor SOP | "{number}" |'
    return document(changed(instansi=row), name=file)


def test_one_number_on_two_sops_is_said_on_both_and_names_the_other() -> None:
    found = check_documents(
        [numbered("061/01", "a.xlsx"), numbered("061/02", "b.xlsx"), numbered("061 / 01", "c.xlsx")]
    )
    assert [(f.document, f.code, str(f.address)) for f in found] == [
        (0, "nomor-sop-ganda", "Identitas!C1"),
        (2, "nomor-sop-ganda", "Identitas!C1"),
    ]
    assert "c.xlsx" in found[0].message()
    assert "a.xlsx" in found[1].message()


def test_numbers_that_differ_or_are_missing_are_not() -> None:
    documents = [numbered("061/01", "a.xlsx"), numbered("061/10", "b.xlsx")]
    documents += [numbered("....../SOP/....", name) for name in ("c.xlsx", "d.xlsx")]
    assert "nomor-sop-ganda" not in {f.code for f in check_documents(documents)}


def test_documents_are_compared_only_when_asked() -> None:
    documents = [numbered("061/01", "a.xlsx"), numbered("061/01", "b.xlsx")]
    assert check_documents(documents, across=False) == []


def test_many_documents_give_what_each_gives_alone() -> None:
    texts = [
        changed(langkah2="| 2 | Penyusunan draf | | | proses | Data | 0 | - | | | |"),
        changed(),
        changed(langkah1="| 1 | | mulai | | | Surat | 2 hari | Surat | | | |", langkah3=""),
    ]
    documents = [document(text) for text in texts]
    alone = [(i, f.code, f.address) for i, d in enumerate(documents) for f in check_documents([d])]
    together = [(f.document, f.code, f.address) for f in check_documents(documents, across=False)]
    assert together == alone
    assert {i for i, _, _ in alone} == {0, 2}


def test_findings_stand_in_reading_order() -> None:
    text = changed(
        efektif="| | Tanggal Efektif | |",
        langkah2="| 2 | Penyusunan draf | | | proses | Draf | 0 | Draf | | | |",
        utama="| Langkah Utama | |",
    )
    places = [
        (f.address.sheet, f.address.row, f.address.column)
        for f in check_documents([document(text)])
        if f.address
    ]
    sheets = ["Identitas", "Prosedur", "Identifikasi"]
    assert places == sorted(places, key=lambda place: (sheets.index(place[0]), place[1:]))
    assert {place[0] for place in places} == set(sheets)


def test_no_documents_no_findings() -> None:
    assert check_documents([]) == []
