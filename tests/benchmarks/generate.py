"""Workbooks for the benchmarks: any number, all of one shape, no text in two of them the same.

One workbook is written by openpyxl with `{{kind 7}}` in place of every text. Its shared strings are then filled in
anew for each copy; all other parts are copied as they are, so ten thousand take seconds. The same seed gives the same
bytes. Kinds are the names of `Texts`' methods: equal numbers of one kind are the same text, as in a step that the
identification worksheet repeats.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook, load_workbook

from xl_sop import model
from xl_sop.document import Document
from xl_sop.model import Approval, Identity, Origin, Participation, Sop, Step, Symbol, Way
from xl_sop.package.container import Container
from xl_sop.template import write
from xl_sop.waktu.duration import DEFAULT_PROFILE
from xl_sop.waktu.minutes import build as add_up
from xl_sop.worksheet.content import build as identify

STEPS = 14
SHAPES = 4
"""So many skeletons, with three to six performers; copies take them in turn."""

_TOKEN = re.compile(r"\{\{(\w+) (\d+)\}\}")
_INLINE = re.compile(r' t="inlineStr"><is><t[^>]*>(.*?)</t></is></c>', re.DOTALL)
_STRINGS = "xl/sharedStrings.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRINGS_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
_STRINGS_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


# ---- texts ------------------------------------------------------------------------------------------------------

_SYLLABLES = (
    "ba", "ca", "da", "ga", "ja", "ka", "la", "ma", "na", "pa", "ra", "sa", "ta", "wa", "bu", "di", "gu", "ju",
    "ki", "lu", "mu", "ni", "pu", "ri", "su", "ti",
)  # fmt: skip
_VERBS = (
    "Memeriksa", "Menyusun", "Menghimpun", "Mengoreksi", "Menyampaikan", "Menelaah", "Menyiapkan", "Mencatat",
    "Mengarsipkan", "Memverifikasi", "Menandatangani", "Merekapitulasi", "Mendistribusikan", "Mengetik",
)  # fmt: skip
_PAPERS = (
    "konsep surat", "berkas permohonan", "laporan bulanan", "data kependudukan", "daftar hadir", "nota dinas",
    "dokumen perencanaan", "rencana kerja", "bukti pembayaran", "formulir isian", "bahan rapat", "rekapitulasi data",
)  # fmt: skip
_ROLES = (
    "Kepala Bidang", "Kepala Seksi", "Kasubag", "Sekretaris Tim", "Staf Pelaksana", "Pengadministrasi", "Analis",
    "Bendahara", "Operator", "Koordinator",
)  # fmt: skip
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
_RULES = (
    "Undang-Undang", "Peraturan Pemerintah", "Peraturan Presiden", "Peraturan Menteri Dalam Negeri",
    "Peraturan Daerah", "Peraturan Bupati",
)  # fmt: skip
_TIMES = (
    "{} Menit",
    "{} menit",
    "{} Jam",
    "{} hari",
    "{} Hari Kerja",
    "1 - {} Hari",
    "maksimal {} hari kerja",
    "{} minggu",
)


class Texts:
    """Invented texts of the length and wording of real SOPs, each with a place nobody else has."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)

    def _one(self, choices: Sequence[str]) -> str:
        return choices[int(self._random.random() * len(choices))]

    def _number(self, most: int) -> int:
        return 1 + int(self._random.random() * most)

    def place(self) -> str:
        """A village that does not exist."""
        return "".join(self._one(_SYLLABLES) for _ in range(5)).capitalize()

    def agency(self) -> str:
        return f"PEMERINTAH KABUPATEN {self.place().upper()}"

    def unit(self) -> str:
        return f"DINAS PERENCANAAN DAN PENDATAAN {self.place().upper()}"

    def number(self) -> str:
        return f"{self._number(900)}.{self._number(9)}/{self._number(9999)}/SOP/{2010 + self._number(14)}"

    def day(self) -> str:
        return f"{self._number(28)} {self._one(_MONTHS)} {2010 + self._number(14)}"

    def subject(self) -> str:
        return f"Penanganan {self._one(_PAPERS)} {self.place()}"

    def role(self) -> str:
        return f"{self._one(_ROLES)} {self.place()}"

    def person(self) -> str:
        return f"Pejabat {self.place()}, S.Sos."

    def nip(self) -> str:
        born, served = 1960 + self._number(30), 2000 + self._number(15)
        return f"{born}{self._number(12):02}{self._number(28):02}{served}{self._number(12):02}1{self._number(999):03}"

    def rule(self) -> str:
        return (
            f"{self._one(_RULES)} Nomor {self._number(200)} Tahun {1999 + self._number(20)} "
            f"tentang {self._one(_PAPERS).title()} {self.place()}"
        )

    def ability(self) -> str:
        return f"Memahami tata cara pengelolaan {self._one(_PAPERS)} di {self.place()}"

    def warning(self) -> str:
        return (
            f"Jika {self._one(_PAPERS)} {self.place()} terlambat, maka pelayanan di {self.place()} terhambat"
        )

    def act(self) -> str:
        return (
            f"{self._one(_VERBS)} {self._one(_PAPERS)} dari {self._one(_ROLES)} {self.place()} "
            f"tentang {self._one(_PAPERS)} {self.place()}"
        )

    def paper(self) -> str:
        return f"{self._one(_PAPERS).capitalize()} {self.place()}"

    def remark(self) -> str:
        return f"SOP {self._one(_PAPERS)} {self.place()}"

    def time(self) -> str:
        return self._one(_TIMES).format(4 + self._number(50))


# ---- skeletons --------------------------------------------------------------------------------------------------


def sop(performers: int, *, steps: int = STEPS) -> Sop:
    """An SOP of tokens."""

    def token(kind: str, n: int) -> str:
        return f"{{{{{kind} {n}}}}}"

    def list_of(kind: str, count: int, start: int = 0) -> list[str]:
        return [token(kind, start + n) for n in range(count)]

    names = list_of("role", performers)
    rows = [_step(i, steps, names, token) for i in range(steps)]
    identity = Identity(
        agency=[token("agency", 0), token("unit", 0)], number=token("number", 0), name=token("subject", 0),
        procedure_title=f"SOP {token('subject', 0)}", created=token("day", 0), revised=None, effective=token("day", 1),
        approved_by=Approval(
            position=token("role", 90), name=token("person", 0), rank="Pembina Utama Muda",
            employee_number=token("nip", 0),
        ),
        legal_basis=list_of("rule", 4), qualifications=list_of("ability", 3), related=list_of("remark", 2, 90_000),
        equipment=list_of("paper", 3, 90_000), warnings=list_of("warning", 1), records=list_of("paper", 2, 90_010),
    )  # fmt: skip
    return Sop(
        schema_version="1", source=model.NO_SOURCE, identity=identity, performers=names, steps=rows,
        totals=add_up(rows, names, DEFAULT_PROFILE), identification=identify(rows, identity.name, None),
        findings=[],
    )  # fmt: skip


def _step(i: int, count: int, names: list[str], token: Callable[[str, int], str]) -> Step:
    symbols: list[Symbol] = (
        ["terminator"] if i in (0, count - 1) else ["keputusan"] if i % 5 == 3 else ["proses"]
    )
    ways = [Way(step=i + 2, label=None)] if i + 1 < count else []
    if symbols == ["keputusan"]:
        ways = [Way(step=i + 2, label="Ya"), Way(step=i, label="Tidak")]
    return Step(
        number=i + 1, description=token("act", i),
        performers=[Participation(name=names[i % len(names)], symbols=symbols)],
        requirements=token("paper", 2 * i),
        duration=model.Duration(text=token("time", i), minimum=None, maximum=None, unit=None, minutes=None),
        output=token("paper", 2 * i + 1), note=token("remark", i) if i % 4 == 1 else None,
        next=ways, origin=Origin(sheet=None, row=None),
    )  # fmt: skip


def template_workbook(document: Document) -> bytes:
    """The standard workbook of a document, its texts shared as Excel saves them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "skeleton.xlsx"
        write(path, document)
        return _with_shared_strings(path.read_bytes())


def _with_shared_strings(data: bytes) -> bytes:
    """openpyxl writes inline strings; a workbook that a clerk has saved has none."""
    package = Container(data)
    texts: dict[str, int] = {}

    def shared(match: re.Match[str]) -> str:
        return f' t="s"><v>{texts.setdefault(match[1], len(texts))}</v></c>'

    for name in package.names:
        if name.startswith("xl/worksheets/sheet"):
            package.replace(name, _INLINE.sub(shared, package.read(name).decode()).encode())
    items = "".join(f'<si><t xml:space="preserve">{text}</t></si>' for text in texts)
    package.add(_STRINGS, f'<sst xmlns="{_MAIN}">{items}</sst>'.encode())
    _insert(
        package, "xl/_rels/workbook.xml.rels", "</Relationships>",
        f'<Relationship Id="rIdTexts" Type="{_STRINGS_TYPE}" Target="sharedStrings.xml"/>',
    )  # fmt: skip
    _insert(
        package, "[Content_Types].xml", "</Types>",
        f'<Override PartName="/{_STRINGS}" ContentType="{_STRINGS_CONTENT}"/>',
    )  # fmt: skip
    return package.to_bytes()


def _insert(package: Container, part: str, before: str, text: str) -> None:
    whole = package.read(part).decode()
    assert whole.count(before) == 1
    package.replace(part, whole.replace(before, text + before).encode())


class Skeleton:
    """A workbook with tokens, and its copies."""

    def __init__(self, data: bytes) -> None:
        self._package = Container(data)
        self._pieces = _TOKEN.split(self._package.read(_STRINGS).decode())

    def copy(self, seed: str) -> bytes:
        """The workbook with every token replaced by a text of its own."""
        texts, known = Texts(seed), dict[tuple[str, str], str]()
        filled = [self._pieces[0]]
        for kind, number, after in zip(*[iter(self._pieces[1:])] * 3, strict=True):
            if (kind, number) not in known:
                known[kind, number] = escape(getattr(texts, kind)())
            filled += (known[kind, number], after)
        self._package.replace(_STRINGS, "".join(filled).encode())
        return self._package.to_bytes()


def skeletons() -> list[Skeleton]:
    """SOPs in the standard template."""
    return [Skeleton(template_workbook(Document(sop(3 + shape)))) for shape in range(SHAPES)]


def crowded(sops: int) -> Skeleton:
    """One workbook with many SOPs: the sheets of the template over and over."""
    book = load_workbook(io.BytesIO(template_workbook(Document(sop(4)))))
    for sheet in [book[name] for name in ("Identitas", "Prosedur", "Identifikasi") for _ in range(sops - 1)]:
        book.copy_worksheet(sheet)
    places: dict[str, list[Any]] = {}
    for sheet in book.worksheets:
        places.setdefault(sheet.title.rstrip("0123456789").removesuffix(" Copy"), []).append(sheet)
    settings = places.pop("Petunjuk") + places.pop("Pengaturan")
    book._sheets = [sheet for one in zip(*places.values(), strict=True) for sheet in one] + settings  # type: ignore[attr-defined]
    for i, sheet in enumerate(book.worksheets[: 3 * sops]):
        first = 100_000 * (i // 3)
        for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
            cell.value = _TOKEN.sub(lambda m, n=first: f"{{{{{m[1]} {n + int(m[2])}}}}}", cell.value)
    for name in list(book.defined_names):
        del book.defined_names[name]
    out = io.BytesIO()
    book.save(out)
    return Skeleton(_with_shared_strings(_pinned(out.getvalue())))


def long_table(steps: int) -> Skeleton:
    """One SOP of many steps."""
    return Skeleton(template_workbook(Document(sop(4, steps=steps))))


def xlsforms() -> list[Skeleton]:
    """Questionnaires for pyxform with as many filled cells as the SOPs have."""
    survey: list[list[Any]] = [["type", "name", "label", "hint", "required", "constraint_message"]]
    survey += [
        ["text" if i % 3 else "select_one pilihan", f"q{i}", f"{{{{act {i}}}}}", f"{{{{paper {i}}}}}", "yes",
         f"{{{{remark {i}}}}}"]
        for i in range(34)
    ]  # fmt: skip
    choices = [
        ["list_name", "name", "label"],
        *(["pilihan", f"c{i}", f"{{{{role {i}}}}}"] for i in range(12)),
    ]
    settings = [["form_title", "form_id"], ["{{subject 0}}", "{{place 0}}"]]
    return [_plain({"survey": survey, "choices": choices, "settings": settings})]


def flat_tables() -> list[Skeleton]:
    """Tables for `flatten-tool unflatten` with as many filled cells as the SOPs have."""
    main = [
        ["id", "nomor_sop", "nama_sop", "instansi/0/nama", "tanggal_pembuatan", "disahkan_oleh/nama", "disahkan_oleh/nip"],
        ["{{number 0}}", "{{number 1}}", "{{subject 0}}", "{{agency 0}}", "{{day 0}}", "{{person 0}}", "{{nip 0}}"],
    ]  # fmt: skip
    steps = [["id", "langkah/0/nomor", "langkah/0/uraian", "langkah/0/pelaksana/nama", "langkah/0/pelaksana/simbol",
              "langkah/0/kelengkapan", "langkah/0/waktu/teks", "langkah/0/output", "langkah/0/keterangan"]]  # fmt: skip
    steps += [
        ["{{number 0}}", i + 1, f"{{{{act {i}}}}}", f"{{{{role {i % 4}}}}}", "proses", f"{{{{paper {3 * i}}}}}",
         f"{{{{time {i}}}}}", f"{{{{paper {3 * i + 1}}}}}", f"{{{{remark {i}}}}}"]
        for i in range(STEPS)
    ]  # fmt: skip
    lines = [["id", "identifikasi/0/kelompok", "identifikasi/0/nomor", "identifikasi/0/uraian"]]
    lines += [["{{number 0}}", "utama", i + 1, f"{{{{act {i}}}}}"] for i in range(STEPS)]  # type: ignore[list-item]
    items = [["id", "dasar_hukum/0/teks", "peringatan/0/teks"]]
    items += [["{{number 0}}", f"{{{{rule {i}}}}}", f"{{{{warning {i}}}}}"] for i in range(14)]
    return [_plain({"sop": main, "langkah": steps, "identifikasi": lines, "daftar": items})]


def _plain(sheets: dict[str, list[list[Any]]]) -> Skeleton:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return Skeleton(_with_shared_strings(_pinned(out.getvalue())))


def _pinned(data: bytes) -> bytes:
    """The archive without the hour it was made in."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pinned:
        for name in made.namelist():
            if name != "docProps/core.xml":
                pinned.writestr(zipfile.ZipInfo(name), made.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def fill(folder: Path, shapes: Sequence[Skeleton], count: int, *, seed: str = "xl_sop") -> Path:
    """Write `count` workbooks `00000.xlsx` … into a folder, a hundred in each sub-folder; the folder."""
    for i in range(count):
        path = folder / f"{i // 100:03}" / f"{i:05}.xlsx"
        if i % 100 == 0:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(shapes[i % len(shapes)].copy(f"{seed}/{i}"))
    return folder
