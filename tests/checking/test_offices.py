"""Offices, agencies and regulations in running text."""

from __future__ import annotations

import pytest

from xl_sop.checking.agency import kind_in, same_unit, unit_in
from xl_sop.checking.citations import citations
from xl_sop.checking.offices import Offices, alike, covers, grouped, offices_in, written


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("Menyampaikan data kepada Kasubag Perencanaan dan Keuangan untuk dikoreksi",
         [("kepala sub bagian", "perencanaan keuangan", "Kasubag Perencanaan dan Keuangan")]),
        ("kepada Kasubag Perencanaan, Keuangan dan Pelaporan",
         [("kepala sub bagian", "perencanaan keuangan pelaporan", "Kasubag Perencanaan, Keuangan dan Pelaporan")]),
        ("Ka. Sub. Bag. Umum", [("kepala sub bagian", "umum", "Ka. Sub. Bag. Umum")]),
        ("Kabid Menghimpun dan memvalidasi data", [("kepala bidang", "", "Kabid")]),
        ("KEPALA  DINAS mengoreksi", [("kepala dinas", "", "KEPALA  DINAS")]),
        ("Kepala Dinsospermasdes", [("kepala dinas", "dinsospermasdes", "Kepala Dinsospermasdes")]),
        ("Kepala OPD : Lembar disposisi", [("kepala", "", "Kepala")]),
        ("kepada kasi/kasubbag", [("kepala seksi", "", "kasi"), ("kepala sub bagian", "", "kasubbag")]),
        ("ke Sekretaris dan Camat sebagai Persetujuan", [("sekretaris", "", "Sekretaris"), ("camat", "", "Camat")]),
        ("Kabid Perencanaan Umum Dinsospermasdes", [("kepala bidang", "perencanaan umum", "Kabid Perencanaan Umum")]),
        ("Menerima kasih dan kasir", []),
        ("Membuat format pengumpulan data", []),
        ("", []),
    ],
)  # fmt: skip
def test_offices_are_found_with_what_says_which(text: str, offices: list[tuple[str, str, str]]) -> None:
    found = [(o.role.name, " ".join(o.tail), written(text, o)) for o in offices_in(text)]
    assert found == offices


@pytest.mark.parametrize(
    ("column", "named", "same"),
    [
        ("Kasubbag Program & Keuangan", "Kepala Sub Bagian Program dan Keuangan", True),
        ("Kasubbag Program & Keuangan", "kasubbag", True),
        ("Kasubbag Program & Keuangan", "Kasubbag Perencanaan", False),
        ("Sekcam", "Sekretaris Kecamatan", True),
        ("Sekcam", "Sekretaris OPD", True),
        ("Camat", "Kepala OPD", True),
        ("Kepala", "Camat", True),
        ("Camat", "Lurah", False),
        ("Kepala Seksi Pemerintahan", "Kasi Pemerintahan", True),
        ("Ketua Tim 1", "Ketua Tim 2", False),
        ("JF Perencana Ahli Muda", "JF Perencana Ahli Madya", False),
    ],
)
def test_a_column_stands_for_an_office(column: str, named: str, same: bool) -> None:
    assert covers(offices_in(column)[0], offices_in(named)[0]) is same


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("PEMERINTAH KABUPATEN BANYUMAS / DINAS SOSIAL", "dinas"),
        ("Dinsospermasdes Kabupaten Banyumas", "dinas"),
        ("disdukcapil", "dinas"),
        ("BADAN PUSAT STATISTIK PROVINSI BENGKULU", "vertikal"),
        ("BADAN KEUANGAN DAERAH", "badan"),
        ("Bappedalitbang", "badan"),
        ("KECAMATAN SUMPIUH / KELURAHAN KEBOKURA", "kelurahan"),
        ("DINAS KESEHATAN / UPTD PUSKESMAS I", "upt"),
        ("INSPEKTORAT DAERAH", "inspektorat"),
        ("distribusi dinding di disposisi", None),
    ],
)
def test_kinds_of_agency(text: str, kind: str | None) -> None:
    assert kind_in(text) == kind


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Disdukcapil", "Kepala Dinas Kependudukan dan Pencatatan Sipil", True),
        ("Dinas Kependudukan dan Pencatatan", "Kepala Dinas Kependudukan dan Pencatatan Sipil", False),
        ("Kecamatan Sumpiuh Kabupaten Banyumas", "Camat Sumpiuh", True),
        ("KECAMATAN BUNGURSARI", "Kecamatan Bungur sari", True),
        ("Dinas Sosial", "Dinas Pendidikan", False),
    ],
)
def test_names_of_one_unit(one: str, other: str, same: bool) -> None:
    assert same_unit(unit_in(one), unit_in(other)) is same


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("PP No. 79 Tahun 2005 tentang Pedoman", [("pp", "79", 2005)]),
        ("pp Nomor 79 tahun 2005", [("pp", "79", 2005)]),
        ("Peraturan Menteri Negara Pendayaan Gunaan Aparatur Negara RI Nomr 35 tahun 2012", [("permenpanrb", "35", 2012)]),
        ("Permenpan RB No. 88 Tahun 2021 tentang SAKIP", [("permenpanrb", "88", 2021)]),
        ("Peraturan Menteri Dalam Negeri Nomor 52 Tahun 2011 tentang SOP di Kabupaten / Kota Peraturan Bupati Banyumas No 94"
         " tahun 2021 tentang Organisasi", [("permendagri", "52", 2011), ("perbup", "94", 2021)]),
        ("Perpres No. 16 Tahun 2018 jo. Perpres No. 12 Tahun 2021", [("perpres", "16", 2018), ("perpres", "12", 2021)]),
        ("Peraturan Presiden Nomor 12 Tahun 2021 tentang Perubahan atas Peraturan Presiden Nomor 16 Tahun 2018",
         [("perpres", "12", 2021)]),
        ("UU No 016 Tahun 1997 tentang Statistik", [("uu", "16", 1997)]),
        ("Peraturan Presiden Nomor 29 Tahun 2014", [("perpres", "29", 2014)]),
        ("PMK No. 210/PMK.05/2022 Tentang Tata Cara Pembayaran", [("permenkeu", "210", 2022)]),
        ("Permenpan No. 35 Tahun 2012; Peraturan Kepala Badan Pusat Statistik Nomor 5 Tahun 2023; Peraturan Menteri "
         "Perdagangan Nomor 7 Tahun 2020",
         [("permenpanrb", "35", 2012), ("perka", "5", 2023), ("permen", "7", 2020)]),
        ("Buku pedoman nomor 3", []),
        ("Renstra Tahun 2024", []),
    ],
)  # fmt: skip
def test_citations(text: str, cited: list[tuple[str, str, int]]) -> None:
    assert [(c.kind, c.number, c.year) for c in citations(text)] == cited


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("perencanaan keuangan", "perencanaa", True),
        ("perencanaan keuangan", "perencanaan kuangan", True),
        ("perencanaan keuangan", "perencanaan program", False),
        ("umum", "umun", False),
        ("umum", "", True),
        ("1", "2", False),
        ("pelayanan 1", "pelayanan", False),
        ("perencana utama", "perencana pertama", False),
    ],
)
def test_alike(one: str, other: str, same: bool) -> None:
    assert alike(tuple(one.split()), tuple(other.split())) is same
    assert alike(tuple(other.split()), tuple(one.split())) is same


def test_a_crowd_of_offices_costs_no_more_than_a_few() -> None:
    crowd = [offices_in(f"Kasi Bagian{i}")[0] for i in range(20_000)]
    known = Offices(crowd[:3])
    assert known.cover(crowd[0])
    assert not known.cover(crowd[3])
    for office in crowd:
        known.add(office)
    assert known.cover(crowd[-1])  # in doubt, nothing is said
    assert len(grouped(office.tail for office in crowd)) < 1_000
