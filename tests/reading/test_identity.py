"""Identity pages: label above, beside, or in the cell of its value."""

from __future__ import annotations

from tests.tables import document, documents
from xl_sop.model import Approval, Identity

TABLE = """
# Prosedur
| No | Kegiatan | Pelaksana | Kelengkapan | Waktu   | Output |
| 1  | Mencatat |           | Surat       | 5 menit | Agenda |
"""
ROWS = TABLE.split("# Prosedur")[1]


def identity(text: str) -> Identity:
    return document(text + TABLE).sop.identity


def codes(text: str) -> list[tuple[str, str]]:
    problems = document(text + TABLE).as_found.problems
    return [(p.code, str(p.address)) for p in problems]


def test_labels_beside_and_boxes_below():
    found = identity(r"""
# Identitas
| PEMERINTAH KABUPATEN CONTOH\nDINAS SOSIAL | Nomor SOP         | 061.1/366       |
|                                           | Tanggal Pembuatan | 18 Januari 2021 |
|                                           | Tanggal Revisi    | -               |
|                                           | Tanggal Efektif   | 2021-02-01      |
|                                           | Disahkan oleh     | Kepala Dinas\nNama Pejabat, S.E.\nPembina Utama Muda\nNIP. 19700101 199501 1 001 |
|                                           | Nama SOP          | Pengukuran Kinerja |
| Dasar Hukum :                             | Kualifikasi Pelaksana : | |
| 1. UU Nomor 1\n2. PP Nomor 2 tentang\nhal | 1. Paham\n2. Mampu | |
| Keterkaitan                               | Peralatan/Perlengkapan | |
| 1. SOP Rapat                              | Komputer | |
| Peringatan                                | Pencatatan dan Pendataan | |
| Jika lalai maka gagal                     | Disimpan | |
""")
    assert found == Identity(
        agency=["PEMERINTAH KABUPATEN CONTOH", "DINAS SOSIAL"],
        number="061.1/366",
        name="Pengukuran Kinerja",
        procedure_title=None,
        created="2021-01-18",
        revised=None,
        effective="2021-02-01",
        approved_by=Approval(
            position="Kepala Dinas",
            name="Nama Pejabat, S.E.",
            rank="Pembina Utama Muda",
            employee_number="197001011995011001",
        ),
        legal_basis=["UU Nomor 1", "PP Nomor 2 tentang hal"],
        qualifications=["Paham", "Mampu"],
        related=["SOP Rapat"],
        equipment=["Komputer"],
        warnings=["Jika lalai maka gagal"],
        records=["Disimpan"],
    )


def test_values_behind_a_colon_in_a_cell_of_its_own():
    found = identity("""
# SOP
| Nomor SOP         | : | 12/2024         |
| Tanggal Pembuatan | : | 2 Januari 2024  |
| Nama SOP          | : | Surat Masuk     |
""")
    assert (found.number, found.created, found.name) == ("12/2024", "2024-01-02", "Surat Masuk")


def test_all_fields_in_one_cell():
    found = identity(r"""
# SOP
| BAGIAN UMUM | Nomor SOP : 12/2024\nTanggal Pembuatan : 2 Januari 2024\nTanggal Efektif : 10 Januari 2025\nDisahkan oleh : Kepala Bagian\nNama Pejabat, S.E. |
|             | Nama SOP : PERSIAPAN PENGADAAN |
| Dasar Hukum:\n1. Perpres 16;\n2. Peraturan 12 | Kualifikasi Pelaksanaan:\nPPK: mampu |
""")
    assert (found.number, found.created, found.effective) == ("12/2024", "2024-01-02", "2025-01-10")
    assert found.name == "PERSIAPAN PENGADAAN"
    assert (found.approved_by.position, found.approved_by.name) == ("Kepala Bagian", "Nama Pejabat, S.E.")
    assert found.legal_basis == ["Perpres 16;", "Peraturan 12"]
    assert found.qualifications == ["PPK: mampu"]


def test_label_and_name_in_one_cell_without_a_colon():
    found = identity("""
# SOP
| NAMA SOP MEKANISME PENGUMPULAN DATA | |
| DASAR HUKUM : | KUALIFIKASI PELAKSANA |
| 1. UU | a. Paham |
""")
    assert found.name == "MEKANISME PENGUMPULAN DATA"
    assert found.qualifications == ["Paham"]


def test_numbers_of_items_in_cells_of_their_own():
    found = identity("""
# SOP
| Dasar Hukum | | Kualifikasi Pelaksana | |
| 1. | UU Nomor 1 | 1 | Paham |
| 2. | PP Nomor 2 | 2 | Mampu |
""")
    assert found.legal_basis == ["UU Nomor 1", "PP Nomor 2"]
    assert found.qualifications == ["Paham", "Mampu"]


def test_the_nip_never_ends_in_the_name_of_the_sop():
    found = identity(r"""
# SOP
| Nomor SOP     | 7/2024 |
| Disahkan oleh | CAMAT CONTOH  NAMA PEJABAT, S.Sos NIP. 19700101 199501 1 001 |
| Nama SOP      | Perencanaan Kinerja |
""")
    assert found.name == "Perencanaan Kinerja"
    assert found.approved_by.employee_number == "197001011995011001"


def test_placeholders_and_dashes_are_null():
    found = identity("""
# SOP
| Nomor SOP         | ....../SOP/.... |
| Tanggal Pembuatan | …… 2022 |
| Tanggal Revisi    | - |
| Nama SOP          | Surat Masuk |
""")
    assert (found.number, found.created, found.revised) == (None, None, None)


def test_what_excel_spoilt_is_told():
    assert codes("""
# Identitas
| Nomor SOP         | 2024-03-01 |
| Tanggal Pembuatan | Januari 2024 |
| Tanggal Efektif   | 31 Februari 2024 |
| NIP               | 197001011995011001 |
| Nama SOP          | Surat Masuk |
""") == [
        ("tanggal-tanpa-hari", "Identitas!B2"),
        ("tanggal-mustahil", "Identitas!B3"),
        ("nomor-sop-jadi-tanggal", "Identitas!B1"),
        ("nip-jadi-angka", "Identitas!B4"),
    ]


def test_a_letter_before_the_sop_is_no_identity():
    found = identity("""
# Surat
| SURAT PERNYATAAN | |
| NOMOR : 700 / 7327 / 2022 | |
| Nama    | : Nama Pejabat A |
| NIP     | : 19700202 199502 1 002 |
| Jabatan | : Plt. Kepala Dinas |
""")
    assert found.number is None
    assert found.approved_by.name is None


def test_a_letterhead_above_the_labels():
    found = identity("""
# SOP
| SURAT PERNYATAAN |
| Nama | NAMA PEJABAT |
| Demikian surat ini dibuat. |
| PEMERINTAH KABUPATEN CONTOH |
| DINAS SOSIAL |
| Nomor SOP | 7/2024 |
| Nama SOP  | Surat Masuk |
""")
    assert found.agency == ["PEMERINTAH KABUPATEN CONTOH", "DINAS SOSIAL"]


def test_what_stands_above_the_labels_need_not_be_a_letterhead():
    above = """
# SOP
| SURAT PERNYATAAN |
| Nama | NAMA PEJABAT |
| Plt. Kepala Dinas |

"""
    page = """
| Nomor SOP | 7/2024 |
| Nama SOP  | Surat Masuk |
"""
    assert identity(above + page).agency == []
    first, second = documents(
        f"# SOP{page}{ROWS}\n|  |  |  |  |  | Camat |\n|  |  |  |  |  | NAMA PEJABAT |\n{page.replace('7/', '8/')}{ROWS}"
    )
    assert (first.sop.identity.agency, second.sop.identity.agency) == ([], [])


def test_the_end_of_a_letter_is_no_title():
    assert (
        document(
            "# SOP\n| Demikian surat ini dibuat. |\n| Plt. Kepala |\n\n" + ROWS
        ).sop.identity.procedure_title
        is None
    )


def test_an_official_named_in_rows_below_the_position():
    found = identity("""
# SOP
| Nomor SOP     | 7/2024 |
| Disahkan oleh | Plt. Camat |
| Nama          | NAMA PEJABAT, S.E. |
| NIP           | "197001011995011001" |
| Nama SOP      | Surat Masuk |
""")
    assert found.approved_by == Approval(
        position="Plt. Camat", name="NAMA PEJABAT, S.E.", rank=None, employee_number="197001011995011001"
    )


def test_a_sentence_broken_by_hand_is_one_item():
    found = identity(r"""
# SOP
| Nomor SOP | 7/2024 |
| Peringatan | Peralatan/Perlengkapan |
| Jika SOP ini tidak dilaksanakan dengan cermat oleh semua pihak\nmaka pelaporan terlambat\nSimpan arsipnya | komputer\nprinter\nalat tulis |
""")
    assert found.warnings == [
        "Jika SOP ini tidak dilaksanakan dengan cermat oleh semua pihak maka pelaporan terlambat",
        "Simpan arsipnya",
    ]
    assert found.equipment == ["komputer", "printer", "alat tulis"]


def test_an_empty_field_is_found_at_the_cell_to_type_in():
    found = document(
        """
# SOP
| Nomor SOP         | < | : |            |
| Tanggal Pembuatan | < | : | 2 Mei 2024 |
| Nama SOP          | < | : |            |
"""
        + TABLE
    ).as_found
    assert {name: str(address) for name, address in found.blanks.items()} == {
        "number": "SOP!D1",
        "name": "SOP!D3",
    }


def test_labels_side_by_side_have_their_values_below():
    assert document("# SOP\n| Nomor SOP | Nama SOP |\n|  | Surat Masuk |\n" + TABLE).as_found.blanks == {}


def test_what_nobody_sees_before_a_number_hides_no_item():
    found = identity("""
# Identitas
| Nomor SOP   | 061.1/366 | Nama SOP | Rapat |
| Dasar Hukum | Kualifikasi Pelaksana | | |
| \ufeff1. UU Nomor 1\\n\u200b2. PP Nomor 2 | Perlengkapan rapat :\\n---\\n1. Meja\\n2. Kursi | | |
""")
    assert found.legal_basis == ["UU Nomor 1", "PP Nomor 2"]
    assert found.qualifications == ["Perlengkapan rapat :", "Meja", "Kursi"]
