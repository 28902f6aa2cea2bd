"""Drawings of an open workbook, played by objects that behave as xlwings says: which copy is read, and what if none."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.drawings.table import Sheet, sound
from xl_sop.book.file import open_book
from xl_sop.book.grid import Book
from xl_sop.book.live_drawings import OpenDrawings, has_shapes
from xl_sop.checking import check_documents
from xl_sop.document import Document
from xl_sop.reading.documents import read_book

WINDOWS, MAC, OURS = "xlwings._xlwindows", "xlwings._xlmac", "xl_sop.libreoffice.book"


class Application:
    """An open workbook: what it saves is the file at `path`."""

    def __init__(
        self, path: Path, module: str, shapes: tuple[str, ...] = ("form_control", "auto_shape", "line")
    ) -> None:
        self.path, self.copies = path, list[Path]()
        impl: Any = type("Book", (), {"__module__": module})()
        if module == OURS:
            impl.save_copy = self.save
        api = SimpleNamespace(SaveCopyAs=self.save)
        self.book: Any = SimpleNamespace(name=path.name, fullname=str(path), impl=impl, api=api)
        counts = SimpleNamespace(
            Shapes=SimpleNamespace(Count=len(shapes)), Comments=SimpleNamespace(Count=shapes.count("comment"))
        )
        drawn = [SimpleNamespace(type=kind) for kind in shapes]
        self.sheet: Any = SimpleNamespace(
            shapes=drawn, impl=type("Sheet", (), {"__module__": module})(), api=counts
        )

    def save(self, path: str) -> None:
        self.copies.append(Path(path))
        shutil.copyfile(self.path, path)

    def documents(self) -> list[Document]:
        """The SOPs, with the drawing as an open workbook gives it."""
        grids = open_book(self.path).grids
        drawings = OpenDrawings(self.book)
        for grid in grids:
            grid.draw = drawings.of(self.sheet, grid)
        return read_book(Book(self.book.name, grids))


@pytest.fixture
def drawn(tmp_path: Path) -> Path:
    sheet, _ = sound(3)
    return sheet.save(tmp_path / "terbuka.xlsx")


@pytest.mark.parametrize(("module", "copies"), [(WINDOWS, 1), (OURS, 1), (MAC, 0)])
def test_what_is_drawn_is_read_from_a_copy_that_is_gone_afterwards(
    module: str, copies: int, drawn: Path
) -> None:
    application = Application(drawn, module)
    (document,) = application.documents()
    assert [[p.name for p in step.performers] for step in document.sop.steps] == [
        ["Kepala Dinas"], ["Sekretaris"], ["Staf"],
    ]  # fmt: skip
    assert len(application.copies) == copies
    assert not any(copy.exists() or copy.parent.exists() for copy in application.copies)


def test_a_sheet_with_buttons_only_costs_no_copy(drawn: Path) -> None:
    application = Application(drawn, WINDOWS, ("form_control", "comment"))
    (document,) = application.documents()
    assert not has_shapes(application.sheet)
    assert application.copies == []
    assert not any(step.performers for step in document.sop.steps)


@pytest.mark.parametrize("module", [WINDOWS, OURS, MAC])
def test_a_drawing_that_cannot_be_had_is_said_and_the_cells_are_read(module: str, tmp_path: Path) -> None:
    path = Sheet(2).save(tmp_path / "sandi.xlsx")
    application = Application(path, module)
    grids = open_book(path).grids
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    drawings = OpenDrawings(application.book)
    for grid in grids:
        grid.draw = drawings.of(application.sheet, grid)
    (document,) = read_book(Book("sandi.xlsx", grids))
    assert [step.number for step in document.sop.steps] == [1, 2]
    (finding,) = [f for f in check_documents([document]) if f.code == "gambar-tidak-terbaca"]
    assert finding.address is not None
    assert finding.address.sheet == "Prosedur"
    assert "Prosedur" in finding.message()


def test_a_copy_that_the_application_refuses_to_write_is_said_too(drawn: Path) -> None:
    application = Application(drawn, WINDOWS)

    def refused(path: str) -> None:
        raise RuntimeError("(-2147352567, 'Exception occurred.')")

    application.book.api.SaveCopyAs = refused
    (document,) = application.documents()
    assert "gambar-tidak-terbaca" in [finding.code for finding in document.as_found.problems]
