"""Documents that come from JSON: nothing is known of cells, and the rules that need them stay silent."""

from __future__ import annotations

import pytest

from tests.checking.cases import CASES, Case
from tests.checking.workbook import changed
from tests.tables import documents
from xl_sop.checking import check_documents
from xl_sop.document import Document
from xl_sop.model import encode

# what only cells can tell: words that were read otherwise, headers, merges, lines of the worksheet, capsules drawn
# above and below the rows
NEEDS_CELLS = {
    "data-kegiatan-kosong",
    "kotak-kosong",
    "isi-tertutup-sel-gabungan",
    "jumlah-waktu-berbeda",
    "alur-tanpa-mulai",
    "alur-tanpa-selesai",
    "alur-tidak-terbaca",
    "bagian-tanpa-pasangan",
    "halaman-tanpa-judul-kolom",
    "identifikasi-berbeda",
    "identifikasi-kosong",
    "identifikasi-kurang",
    "identifikasi-lebih",
    "isi-identitas-tidak-dibaca",
    "isi-tidak-dibaca",
    "judul-kolom-salah-ketik",
    "kolom-pelaksana-berubah",
    "kolom-tanpa-judul",
    "kolom-tidak-ada",
    "kolom-tidak-dikenal",
    "langkah-tidak-dibaca",
    "langkah-utama-kosong",
    "lembar-tersembunyi",
    "nip-jadi-angka",
    "nomor-sop-jadi-tanggal",
    "profil-tidak-dikenal",
    "rumus-belum-dihitung",
    "satuan-waktu-hilang",
    "sel-bernilai-kesalahan",
    "sel-terlalu-jauh",
    "tabel-tidak-terbaca",
    "tanda-tidak-dikenal",
    "tanggal-mustahil",
    "tanggal-tanpa-hari",
    "tanggal-tidak-terbaca",
    "waktu-digabung",
    "waktu-jadi-tanggal",
}


def through_json(text: str) -> list[Document]:
    from xl_sop.api import from_json

    return [from_json(encode(document.sop)) for document in documents(text)]


def test_the_sound_workbook_stays_sound() -> None:
    assert [finding.message() for finding in check_documents(through_json(changed()))] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_rules_for_the_sop_alone_still_work_and_the_others_are_silent(case: Case) -> None:
    found = check_documents(through_json(case.trips))
    assert all(finding.address is None for finding in found)
    codes = {finding.code for finding in found}
    assert (case.code in codes) == (case.code not in NEEDS_CELLS)


def test_a_sentence_quotes_the_profile_in_force() -> None:
    from xl_sop.api import check, finish

    (document,) = documents(
        changed(langkah2="| 2 | Menyusun draf laporan | | | proses | Data | 2 hari | Draf | | | |")
    )
    said = {
        profile: finish(document, check([document]), profile=profile).findings[0].message
        for profile in (None, "abk2020")
    }
    assert "(1 hari = 450 menit)" in said[None]
    assert "(1 hari = 300 menit)" in said["abk2020"]
