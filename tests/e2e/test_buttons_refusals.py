"""When a button cannot work: one clear sentence, nothing half-written, the application's settings as before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from tests.e2e import seen
from tests.e2e.sound import planted, sound, typed
from tests.e2e.test_buttons_marks import saved, told
from xl_sop import addin
from xl_sop.addin import checking, marks, session

OpenBook = Callable[..., xw.Book]
BUTTONS = ["validate", "next_finding", "clear_marks", "totals", "identification", "export_json", "help"]


@pytest.fixture(autouse=True)
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the log goes."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "xl_sop" / "xl_sop.log"


class Witness:
    """Presses a button and looks at the workbook before and after, through saved copies."""

    def __init__(self, book: xw.Book, folder: Path) -> None:
        self.book, self.app, self.folder, self.number = book, book.app, folder, 0

    def look(self) -> dict[str, Any]:
        self.number += 1
        return seen.everything(saved(self.book, self.folder / f"tampak-{self.number}.xlsx"))

    def press(self, button: str) -> tuple[list[str], dict[str, Any]]:
        """The sentences, and what changed in the workbook."""
        before = self.look()
        told(self.app)
        getattr(addin, button)()
        assert self.app.screen_updating is True
        assert self.app.calculation == "automatic"
        return told(self.app), seen.changes(before, self.look())


@pytest.fixture
def witness(open_book: OpenBook, tmp_path: Path) -> Callable[[Path], Witness]:
    return lambda path: Witness(open_book(path), tmp_path)


@pytest.mark.parametrize(
    ("button", "sheet"),
    [
        ("validate", "Prosedur"),
        ("validate", "Identitas"),
        ("totals", "Prosedur"),
        ("identification", "Identifikasi"),
    ],
)
def test_a_protected_sheet(button: str, sheet: str, witness: Callable[[Path], Witness], tmp_path: Path):
    press = witness(planted(tmp_path / "a.xlsx"))
    press.book.sheets[sheet].api.protect("")
    assert press.press(button) == (
        [
            f"Lembar {sheet} terkunci. Buka kuncinya dulu (Tinjau > Buka Proteksi Lembar; Review > Unprotect Sheet), "
            "lalu tekan tombol ini lagi."
        ],
        {},
    )


@pytest.mark.parametrize("button", ["validate", "clear_marks"])
@pytest.mark.parametrize("sheet", ["Prosedur", "Temuan"])
def test_a_sheet_protected_after_it_was_marked(
    button: str, sheet: str, witness: Callable[[Path], Witness], tmp_path: Path
):
    press = witness(planted(tmp_path / "a.xlsx"))
    addin.validate()
    press.book.sheets[sheet].api.protect("")
    sentences, changes = press.press(button)
    if (button, sheet) == ("clear_marks", "Temuan"):  # a whole sheet of ours may go
        assert sentences == ["Semua tanda dan lembar Temuan sudah dihapus."]
    else:
        assert sentences[0].startswith(f"Lembar {sheet} terkunci.")
        assert changes == {}


def test_a_protected_sheet_without_findings_is_no_hindrance_for_other_buttons(
    witness: Callable[[Path], Witness], tmp_path: Path
):
    press = witness(planted(tmp_path / "a.xlsx"))
    press.book.sheets["Petunjuk"].api.protect("")
    for button in ("totals", "identification", "export_json", "clear_marks"):
        sentences, _ = press.press(button)
        assert "terkunci" not in sentences[-1]


def test_libreoffice_cannot_mark_while_another_sheet_is_protected(
    witness: Callable[[Path], Witness], tmp_path: Path
):
    """It adds no styles then. Excel does; here the button takes back what it had begun."""
    press = witness(planted(tmp_path / "a.xlsx"))
    press.book.sheets["Petunjuk"].api.protect("")
    sentences, changes = press.press("validate")
    assert len(sentences) == 1
    assert "Ada lembar yang terkunci di buku kerja ini" in sentences[0]
    assert changes == {}


@pytest.mark.parametrize("button", ["validate", "totals"])
def test_a_protected_structure(button: str, witness: Callable[[Path], Witness], tmp_path: Path):
    press = witness(planted(tmp_path / "a.xlsx"))
    press.book.api.protect("")
    sentences, changes = press.press(button)
    assert [s.split(",")[0] for s in sentences] == ["Susunan lembar buku kerja ini terkunci"]
    assert changes == {}


@pytest.mark.parametrize("button", ["validate", "totals", "identification", "export_json"])
@pytest.mark.parametrize(
    ("text", "sentence"), [(None, "Buku kerja ini kosong."), ("Daftar hadir", "Tidak ada tabel prosedur")]
)
def test_a_workbook_without_an_sop(
    button: str, text: str | None, sentence: str, witness: Callable[[Path], Witness], tmp_path: Path
):
    workbook = openpyxl.Workbook()
    workbook.active["B2"] = text
    workbook.save(tmp_path / "lain.xlsx")
    sentences, changes = witness(tmp_path / "lain.xlsx").press(button)
    assert len(sentences) == 1
    assert sentences[0].startswith(sentence)
    assert changes == {}
    assert not list(tmp_path.glob("*.json"))


@pytest.mark.parametrize("sheet", ["Identitas", "Identifikasi", "Pengaturan", "Petunjuk"])
def test_a_missing_sheet_is_said_or_done_without(
    sheet: str, open_book: OpenBook, xw_app: xw.App, tmp_path: Path
):
    path = sound(tmp_path / "a.xlsx")
    workbook = openpyxl.load_workbook(path)
    del workbook[sheet]
    workbook.save(path)
    open_book(path)
    for button in BUTTONS:
        getattr(addin, button)()
        for sentence in told(xw_app):
            assert "tidak terduga" not in sentence


def test_a_workbook_never_saved_has_no_folder_for_json(xw_app: xw.App, tmp_path: Path):
    table = openpyxl.load_workbook(sound(tmp_path / "a.xlsx"))["Prosedur"]
    book = xw_app.books.add()
    book.sheets[0].range("A1").value = [list(row) for row in table.iter_rows(max_col=9, values_only=True)]
    book.set_mock_caller()
    addin.totals()
    assert told(xw_app)[0].startswith("Jumlah waktu baku 300 menit")
    addin.export_json()
    assert told(xw_app) == [
        "Simpan dulu buku kerja ini (Ctrl+S), lalu tekan tombol ini lagi: JSON ditulis di folder yang sama."
    ]


@pytest.mark.parametrize("resolved", [True, False], ids=["URL", "xlwings cannot resolve it"])
def test_a_workbook_on_onedrive(
    resolved: bool, open_book: OpenBook, xw_app: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def fullname(_: xw.Book) -> str:
        if not resolved:
            raise xw.XlwingsError("Couldn't find your local OneDrive file")
        return "https://d.docs.live.net/0123456789abcdef/SOP/a.xlsx"

    open_book(sound(tmp_path / "a.xlsx"))
    monkeypatch.setattr(xw.Book, "fullname", property(fullname))
    addin.export_json()
    (sentence,) = told(xw_app)
    assert sentence.startswith("Buku kerja ini disimpan di OneDrive atau SharePoint (a.xlsx)")
    assert not list(tmp_path.glob("*.json"))
    addin.validate()  # the other buttons work
    assert told(xw_app) == ["Tidak ada temuan. SOP ini siap."]


def test_a_folder_that_cannot_be_written(
    open_book: OpenBook, xw_app: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    open_book(sound(tmp_path / "a.xlsx"))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("xl_sop.package.saving.rename", refuse)
    addin.export_json()
    assert told(xw_app) == [
        "Berkas a.json tidak dapat ditulis (Permission denied); berkas semula tidak berubah. "
        "Periksa izin, ruang disk dan panjang namanya."
    ]


class ComError(Exception):
    """Stands for pywintypes.com_error."""

    def __init__(self, hresult: int) -> None:
        super().__init__(hresult, "Call was rejected by callee.", None, None)
        self.hresult = hresult


@pytest.mark.parametrize("hresult", [-2147418111, -2146777998, -2147417846])
@pytest.mark.parametrize("where", ["reading", "screen"])
def test_a_cell_in_edit_mode(
    hresult: int,
    where: str,
    open_book: OpenBook,
    xw_app: xw.App,
    *,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    open_book(planted(tmp_path / "a.xlsx"))

    def reject(*_: object) -> None:
        raise ComError(hresult)

    if where == "reading":
        monkeypatch.setattr("xl_sop.book.live.read_sheet", lambda *_, **__: reject())
    else:
        monkeypatch.setattr(xw.App, "calculation", property(lambda _: "automatic", reject))
    addin.validate()
    assert told(xw_app) == [
        "Excel sedang menunggu Anda selesai mengetik. Tekan Enter atau Esc, lalu tekan tombol ini lagi."
    ]
    assert xw_app.screen_updating is True


@pytest.mark.parametrize("button", BUTTONS)
def test_an_error_nobody_foresaw_is_told_once_and_logged(
    button: str,
    witness: Callable[[Path], Witness],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    log: Path,
):
    press = witness(planted(tmp_path / "a.xlsx"))

    def fail(_: object) -> None:
        raise ZeroDivisionError("pembagi nol")

    monkeypatch.setattr(session.Session, "__init__", lambda self, _: fail(self))
    (sentences, changes) = press.press(button)
    assert sentences == [
        "Maaf, tombol ini gagal karena hal yang tidak terduga; tidak ada yang perlu Anda perbaiki di berkas ini. "
        f"Rinciannya tercatat di {log}. Kirimkan catatan itu kepada pengelola aplikasi."
    ]
    assert changes == {}
    text = log.read_text("utf-8")
    assert "ZeroDivisionError: pembagi nol" in text
    assert "Traceback" in text


@pytest.mark.parametrize("moment", ["at the second sheet", "at the list"])
def test_half_of_the_marks_are_withdrawn(
    moment: str, witness: Callable[[Path], Witness], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    press = witness(planted(tmp_path / "a.xlsx"))
    real, calls = marks.mark, []

    def fails_later(*arguments: Any) -> None:
        calls.append(arguments)
        if len(calls) == 2:
            raise RuntimeError("putus")
        real(*arguments)

    def fails(*_: Any) -> None:
        raise RuntimeError("putus")

    if moment == "at the list":
        monkeypatch.setattr(checking, "write", fails)
    else:
        monkeypatch.setattr(marks, "mark", fails_later)
    sentences, changes = press.press("validate")
    assert len(sentences) == 1
    assert changes == {}


def test_a_log_that_cannot_be_written_is_not_named(
    open_book: OpenBook, xw_app: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "state").write_text("a file where the folder should be")
    open_book(sound(tmp_path / "a.xlsx"))
    monkeypatch.setattr(checking, "check", lambda _: 1 / 0)
    addin.validate()
    (sentence,) = told(xw_app)
    assert "tercatat" not in sentence


def test_settings_of_the_clerk_are_put_back(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    open_book(sound(tmp_path / "a.xlsx"))
    xw_app.calculation = "manual"
    addin.validate()
    assert xw_app.calculation == "manual"
    xw_app.calculation = "automatic"


def test_a_question_is_asked_with_the_screen_on(
    open_book: OpenBook, xw_app: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    open_book(typed(sound(tmp_path / "a.xlsx"), {("Identifikasi", "C20"): "Lain"}))
    shown: list[bool] = []
    real = xw.App.alert

    def alert(self: xw.App, *arguments: Any, **options: Any) -> str | None:
        shown.append(self.screen_updating)
        return real(self, *arguments, **options)

    monkeypatch.setattr(xw.App, "alert", alert)
    addin.identification()
    assert shown == [True, True]
