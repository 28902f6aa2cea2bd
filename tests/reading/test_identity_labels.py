"""Labels of identity pages in the spellings and layouts of the field, and the forms of a signature."""

from __future__ import annotations

import pytest

import xl_sop
from tests.tables import document, documents
from xl_sop.model import Approval, Identity

TABLE = """
# Prosedur
| No | Kegiatan | Pelaksana | Kelengkapan | Waktu   | Output |
| 1  | Mencatat | x         | Surat       | 5 menit | Agenda |
"""


def identity(text: str) -> Identity:
    return document(text + TABLE).sop.identity


LABELS = """
number         | No. SOP AP
number         | NOMOR SOP-AP
number         | Nomor Standar Operasional Prosedur
created        | Tgl. Pembuatan
created        | Tanggal Penyusunan :
revised        | TANGGAL REVISI
effective      | Tanggal Penetapan
effective      | Tanggal Pengesahan
effective      | Tanggal Mulai Berlaku
name           | Nama SOP AP
name           | JUDUL SOP
legal_basis    | Dasar Hukum :
legal_basis    | Landasan Hukum
qualifications | Kualifikasi Pelaksana SOP AP
qualifications | KUALIFIKASI PELAKSANAAN
qualifications | Kualifikasi Pelaksana SOP-AP :
related        | Keterkaitan dengan SOP AP lain
related        | KETERKAITAN SOP AP
equipment      | Peralatan/Perlengkapan SOP AP
equipment      | Perlengkapan dan Peralatan
warnings       | Peringatan SOP
warnings       | PERINGATAN :
records        | Pencatatan dan Pendaftaran
records        | Pencatatan dan Pelaporan
records        | Pencatatan & Pendataan SOP AP
"""
VALUES = {
    "number": "7/2024",
    "created": "2 Januari 2024",
    "revised": "3 Januari 2024",
    "effective": "4 Januari 2024",
    "name": "Surat Masuk",
}


@pytest.mark.parametrize("case", LABELS.strip().splitlines())
def test_a_label(case: str) -> None:
    role, text = (part.strip() for part in case.split("|"))
    page = "# Identitas\n"
    for name, label in {"number": "Nomor SOP", "name": "Nama SOP", "created": "Tanggal Pembuatan"}.items():
        if name != role:
            page += f"| {label} | {VALUES[name]} |\n"
    if role in VALUES:
        assert getattr(identity(f"{page}| {text} | {VALUES[role]} |\n"), role) == getattr(
            identity(
                "# Identitas\n| Nomor SOP | 7/2024 |\n| Tanggal Pembuatan | 2 Januari 2024 |\n| Nama SOP | Surat Masuk |\n"
                "| Tanggal Revisi | 3 Januari 2024 |\n| Tanggal Efektif | 4 Januari 2024 |\n"
            ),
            role,
        )
    else:
        assert getattr(identity(f"{page}| {text} |\n| 1. Satu |\n| 2. Dua |\n"), role) == ["Satu", "Dua"]


@pytest.mark.parametrize(
    "text", ["Kepala SOP", "Peraturan", "Tanggal", "Pencatat", "SOP", "SOP AP", "Hukum Dasar"]
)
def test_other_texts_are_no_labels_of_a_box(text: str) -> None:
    found = identity(f"# Identitas\n| Nomor SOP | 7/2024 |\n| Dasar Hukum |\n| 1. Satu |\n| {text} |\n")
    assert found.legal_basis == ["Satu", text]


BOXES = """
# Identitas
| Nomor SOP | 7/2024 | |
| Nama SOP  | Surat Masuk | |
| Keterkaitan | Peralatan/Perlengkapan : | |
{rows}
| Peringatan | Pencatatan dan Pendataan | |
| Apabila tidak, maka terlambat | 1. Agenda | |
"""


@pytest.mark.parametrize(
    "rows",
    [
        "| 1. SOP Arsip | Peralatan : komputer | |\n| | Perlengkapan : kertas | |",
        r"| 1. SOP Arsip | Peralatan : komputer\nPerlengkapan : kertas | |",
    ],
)
def test_a_label_within_its_own_box_is_content(rows: str) -> None:
    found = identity(BOXES.format(rows=rows))
    assert found.equipment == ["Peralatan : komputer", "Perlengkapan : kertas"]
    assert found.related == ["SOP Arsip"]
    assert found.records == ["Agenda"]
    assert found.warnings == ["Apabila tidak, maka terlambat"]


def test_sub_heads_within_a_box() -> None:
    cell = r"Peralatan :\n1. Komputer\n2. Printer\nPerlengkapan :\n1. Kertas"
    found = identity(BOXES.format(rows=f"| 1. SOP Arsip | {cell} | |"))
    assert found.equipment == ["Peralatan :", "Komputer", "Printer", "Perlengkapan :", "Kertas"]
    rows = "| 1. SOP Arsip | Peralatan : | |\n| | 1. Komputer | |\n| | Perlengkapan : | |\n| | 1. Kertas | |"
    found = identity(BOXES.format(rows=rows))
    assert found.equipment == ["Peralatan :", "Komputer", "Perlengkapan :", "Kertas"]


def test_an_sop_named_by_its_number_within_a_box_opens_no_page() -> None:
    rows = "| 1. SOP Arsip | 1. Komputer | |\n| No. SOP 12/2024 tentang Arsip | 2. Printer | |"
    found = identity(BOXES.format(rows=rows))
    assert found.related == ["SOP Arsip", "No. SOP 12/2024 tentang Arsip"]
    assert found.records == ["Agenda"]
    assert found.number == "7/2024"


def test_two_pages_below_each_other_are_two_sops() -> None:
    page = "| Nomor SOP | {n}/2024 |\n| Nama SOP | SOP {n} |\n| Dasar Hukum |\n| 1. Satu |\n"
    rows = "\n".join(TABLE.strip().splitlines()[1:])
    found = documents(f"# S\n{page.format(n=1)}\n{rows}\n\n{page.format(n=2)}\n{rows}\n")
    assert [d.sop.identity.number for d in found] == ["1/2024", "2/2024"]


def test_labels_in_a_row_with_their_values_below() -> None:
    found = identity("""
# Identitas
| Nomor SOP | Tanggal Pembuatan | Tanggal Revisi | Tanggal Efektif | Disahkan oleh | Nama SOP |
| 7/2024    | 2 Januari 2024    | -              | 4 Januari 2024  | Kepala Dinas Sosial | Surat Masuk |
|           |                   |                |                 | NAMA PEJABAT, S.E.  |             |
|           |                   |                |                 | NIP. 19700101 199501 1 001 |      |
""")
    assert (found.number, found.created, found.revised, found.effective, found.name) == (
        "7/2024",
        "2024-01-02",
        None,
        "2024-01-04",
        "Surat Masuk",
    )
    assert found.approved_by == Approval(
        position="Kepala Dinas Sosial",
        name="NAMA PEJABAT, S.E.",
        rank=None,
        employee_number="197001011995011001",
    )


@pytest.mark.parametrize(
    "written",
    [
        "197001011995011001",
        "19700101 199501 1 001",
        "19700101.199501.1.001",
        "19700101-199501-1-001",
        "NIP. 19700101.199501.1.001",
        "NIP: 19700101 199501 1 001",
        "NIP 19700101 1995011001",
    ],
)
def test_an_nip_however_it_is_parted(written: str) -> None:
    for page in (
        f'# I\n| Nomor SOP | 7/2024 |\n| NIP | "{written}" |\n| Nama SOP | Surat |\n',
        f"# I\n| Nomor SOP | 7/2024 |\n| Disahkan oleh | Camat\\nNAMA\\nNIP. {written.removeprefix('NIP')} |\n| Nama SOP | S |\n",
    ):
        assert identity(page).approved_by.employee_number == "197001011995011001"


SIGNATURES = [
    (
        r"Kepala Dinas Sosial\nNAMA PEJABAT, S.E.\nPembina Utama Muda\nNIP. 19700101 199501 1 001",
        ("Kepala Dinas Sosial", "NAMA PEJABAT, S.E.", "Pembina Utama Muda", "197001011995011001"),
    ),
    (
        "Kepala Dinas Sosial NAMA PEJABAT, S.E. Pembina Utama Muda NIP. 19700101 199501 1 001",
        ("Kepala Dinas Sosial", "NAMA PEJABAT, S.E.", "Pembina Utama Muda", "197001011995011001"),
    ),
    (
        "Kepala Dinas Sosial, Drs. Nama Pejabat, M.Si. Pembina Tk. I (IV/b) NIP. 19700101 199501 1 001",
        ("Kepala Dinas Sosial", "Drs. Nama Pejabat, M.Si.", "Pembina Tk. I (IV/b)", "197001011995011001"),
    ),
    (
        "CAMAT CONTOH  NAMA PEJABAT, S.Sos NIP. 19700101 199501 1 001",
        ("CAMAT CONTOH", "NAMA PEJABAT, S.Sos", None, "197001011995011001"),
    ),
    (
        r"Kapolres Contoh\nNAMA PEJABAT, S.I.K.\nAJUN KOMISARIS BESAR POLISI NRP 70010203",
        ("Kapolres Contoh", "NAMA PEJABAT, S.I.K.", "AJUN KOMISARIS BESAR POLISI", "NRP 70010203"),
    ),
    (r"Camat Contoh\nNAMA PEJABAT", ("Camat Contoh", "NAMA PEJABAT", None, None)),
    ("Camat Contoh", ("Camat Contoh", None, None, None)),
    ("Kepala BPS Provinsi Contoh", ("Kepala BPS Provinsi Contoh", None, None, None)),
]


@pytest.mark.parametrize(("cell", "parts"), SIGNATURES, ids=[cell[:40] for cell, _ in SIGNATURES])
def test_a_signature_in_one_cell(cell: str, parts: tuple[str | None, ...]) -> None:
    found = identity(
        f"# I\n| Nomor SOP | 7/2024 |\n| Disahkan oleh | {cell} |\n| Nama SOP | Surat |\n"
    ).approved_by
    assert (found.position, found.name, found.rank, found.employee_number) == parts


def test_the_number_of_the_police_is_no_impossible_nip() -> None:
    page = r"""
# I
| Nomor SOP | 7/2024 |
| Disahkan oleh | Kapolres Contoh\nNAMA PEJABAT, S.I.K.\nAKBP NRP {} |
| Nama SOP | Surat |
"""
    for number, found in (("70010203", False), ("197013011995011001", True)):
        codes = [f.code for f in xl_sop.check([document(page.format(number) + TABLE)])]
        assert ("nip-mustahil" in codes) == found
