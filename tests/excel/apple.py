"""Excel on macOS as appscript shows it, and xlwings' `_xlmac.py` on top of it.

Sources: appscript (`appscript.reference`: a reference is a path that is looked up when something is asked; an unknown
word raises AttributeError; Excel's refusal raises CommandError), Excel's dictionary as xlwings carries it
(`xlwings.mac_dict`: no word that is not in it may be used), and the calls in xlwings' source. Of a cell, Excel gives ""
where nothing stands and "missing value" for an error, and for a property that differs within a range; only
`string_value` has the text of an error (comment in `_xlmac.Range.raw_value`). `Address` holds at most 255 characters.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from tests.excel.apple_cells import RangeNode, SetupNode, ShapeNode
from tests.excel.apple_events import (
    PID,
    CommandError,
    Elements,
    Keyword,
    Node,
    Reference,
    Value,
    k,
    listed,
)
from tests.excel.application import (
    HIDDEN,
    MAX_COLUMNS,
    MAX_ROWS,
    VERY_HIDDEN,
    VISIBLE,
    Box,
    Chart,
    Excel,
    Sheet,
    Workbook,
)
from tests.excel.shapes import Drawn

_CALCULATION = {-4105: "calculation_automatic", -4135: "calculation_manual", 2: "calculation_semiautomatic"}


class AppNode(Node):
    def __init__(self, excel: Excel) -> None:
        self.excel = excel

    def child(self, name: str) -> Node:
        if name in ("screen_updating", "enable_events", "display_alerts", "status_bar"):
            return Value(lambda: getattr(self.excel, name), lambda value: setattr(self.excel, name, value))
        return super().child(name)

    def at_calculation(self) -> Node:
        numbers = {word: number for number, word in _CALCULATION.items()}
        return Value(
            lambda: Keyword(_CALCULATION[self.excel.calculation]),
            lambda value: setattr(self.excel, "calculation", numbers[value.AS_name]),
        )

    def at_version(self) -> Node:
        return Value(lambda: "16.90")

    def at_active_workbook(self) -> Node:
        assert self.excel.active_book is not None
        return BookNode(self.excel.active_book)

    def at_workbooks(self) -> Node:
        return listed(lambda: self.excel.books, BookNode)

    def at_selection(self) -> Node:
        sheet, box = self.excel.selection
        if not isinstance(sheet, Sheet) or box is None:
            raise CommandError(-1728, "The selection is no range.")
        return RangeNode(sheet, [box])

    def do_count(self, each: Keyword) -> int:
        return {"workbook": len(self.excel.books)}[each.AS_name]

    def do_run_VB_macro(self, macro: str, **arguments: Any) -> None:
        """A macro of an add-in: what it is given is kept."""
        if any(not isinstance(value, str | int | float | bool) for value in arguments.values()):
            raise CommandError(-1700, "Can't make some data into the expected type.")
        self.excel.__dict__.setdefault("macros", []).append((macro, *arguments.values()))

    def do_open_workbook(self, workbook_file_name: str, **_: Any) -> Node:
        return BookNode(self.excel.open(Path(workbook_file_name)))


class BookNode(Node):
    def __init__(self, book: Workbook) -> None:
        self.book = book

    def at_name(self) -> Node:
        return Value(lambda: self.book.name)

    def at_properties(self) -> Node:
        path = self.book.full_name.rpartition("/")[0]
        return Value(lambda: {k.full_name: self.book.full_name, k.path: path})

    def at_saved(self) -> Node:
        return Value(lambda: self.book.saved)

    def do_save(self, in_: str, as_: Keyword) -> None:
        """As a PDF: what would be printed is put there as a workbook."""
        assert as_ == k.PDF_file_format
        self.book.save(Path(in_.removeprefix("Macintosh HD").replace(":", "/")))

    def do_close(self, saving: Keyword) -> None:
        assert saving == k.no
        excel = self.book.excel
        excel.books.remove(self.book)
        excel.active_book = excel.books[-1] if excel.books else None

    def at_protect_structure(self) -> Node:
        return Value(lambda: self.book.protected)

    def at_active_sheet(self) -> Node:
        return _sheet(self.book.active)

    def at_worksheets(self) -> Node:
        return listed(lambda: self.book.worksheets, SheetNode)

    def at_sheets(self) -> Node:
        return listed(lambda: self.book.all_sheets, _sheet)

    def do_count(self, each: Keyword) -> int:
        return {"worksheet": len(self.book.worksheets)}[each.AS_name]

    def do_activate_object(self) -> None:
        self.book.excel.active_book = self.book

    def do_make(self, new: Keyword, at: Insertion) -> Node:
        assert new == k.worksheet
        where = {"after" if at.after else "before": at.sheet}
        return SheetNode(self.book.add_sheet(**where))


class Insertion(Node):
    """`before` or `after` a sheet."""

    def __init__(self, sheet: Sheet, *, after: bool) -> None:
        self.sheet, self.after = sheet, after


def _sheet(sheet: Any) -> Node:
    return ChartNode(sheet) if isinstance(sheet, Chart) else SheetNode(sheet)


class ChartNode(Node):
    def __init__(self, chart: Chart) -> None:
        self.chart = chart

    def at_name(self) -> Node:
        return Value(lambda: self.chart.name)

    def do_activate_object(self) -> None:
        self.chart.activate()


_STATES = {VISIBLE: "sheet_visible", HIDDEN: "sheet_hidden", VERY_HIDDEN: "sheet_very_hidden"}


class SheetNode(Node):
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def at_name(self) -> Node:
        return Value(lambda: self.sheet.name, self.sheet.rename)

    def at_visible(self) -> Node:
        return Value(lambda: Keyword(_STATES[self.sheet.visible]))

    def at_entry_index(self) -> Node:
        return Value(lambda: self.sheet.index)

    def at_protect_contents(self) -> Node:
        return Value(lambda: self.sheet.protected)

    def at_page_setup_object(self) -> Node:
        return SetupNode(self.sheet)

    def at_used_range(self) -> Node:
        return RangeNode(self.sheet, [self.sheet.used])

    def at_before(self) -> Node:
        return Insertion(self.sheet, after=False)

    def at_after(self) -> Node:
        return Insertion(self.sheet, after=True)

    def at_rows(self) -> Node:
        return RangeNode(self.sheet, [Box(1, 1, MAX_ROWS, MAX_COLUMNS)]).at_rows()

    def at_columns(self) -> Node:
        return RangeNode(self.sheet, [Box(1, 1, MAX_ROWS, MAX_COLUMNS)]).at_columns()

    def at_cells(self) -> Node:
        return Elements(lambda address: RangeNode(self.sheet, [Box.of(part) for part in address.split(",")]))

    def do_count(self, each: Keyword) -> int:
        if each == k.shape:
            return len(self.shapes)
        return {"row": MAX_ROWS, "column": MAX_COLUMNS}[each.AS_name]

    @property
    def shapes(self) -> list[Drawn]:
        """Everything that floats over the cells, notes too."""
        from tests.excel.com_shapes import drawn_on, note_shape

        return [*drawn_on(self.sheet), *(note_shape(*place) for place in self.sheet.notes())]

    def at_shapes(self) -> Node:
        return listed(lambda: self.shapes, ShapeNode)

    def do_activate_object(self) -> None:
        self.sheet.activate()

    def do_delete(self) -> None:
        self.sheet.delete()


# ---- the modules ------------------------------------------------------------------------------------------------


class OSAX:
    """osax.OSAX: StandardAdditions in Excel."""

    def __init__(self, pid: int) -> None:
        assert pid == PID

    def activate(self) -> None:
        """Bring Excel to the front."""

    def display_alert(
        self, title: str, message: str, buttons: str | list[str], as_: Keyword
    ) -> dict[Keyword, str]:
        assert as_ in (k.informational, k.critical)
        excel = DESK[0]
        pressed = excel.message(message, "yes_no" if "Yes" in buttons else "ok")
        return {k.button_returned: {"yes": "Yes", "no": "No", "ok": "OK"}[pressed]}


DESK: list[Excel] = []


class SystemEvents:
    """The application that brings others to the front; it refuses without the user's permission (-1743)."""

    def __getattr__(self, name: str) -> SystemEvents:
        return self

    def __getitem__(self, key: Any) -> SystemEvents:
        return self

    def get(self) -> Any:
        self.set(None)

    def set(self, value: Any) -> None:
        raise CommandError(-1743, "Not authorized to send Apple events to System Events.")


def _app(name: str | None = None, **_: Any) -> Any:
    return SystemEvents() if name == "System Events" else Reference(lambda: AppNode(DESK[0]))


class _Alias:
    """mactypes.Alias: a file by its path, in the old notation too."""

    def __init__(self, path: str) -> None:
        self.hfspath = "Macintosh HD" + path.replace("/", ":")


def modules() -> dict[str, ModuleType]:
    """appscript and its companions, by name."""

    def module(name: str, **contents: Any) -> ModuleType:
        made = ModuleType(name)
        vars(made).update(contents)
        return made

    reference = module("appscript.reference", Reference=Reference, CommandError=CommandError)
    appscript = module(
        "appscript",
        app=_app,
        its=SimpleNamespace(unix_id=PID),
        k=k,
        mactypes=SimpleNamespace(Alias=_Alias),
        reference=reference,
    )
    found = [
        appscript,
        reference,
        module(
            "aem",
            kae=SimpleNamespace(typeKernelProcessID=b"kpid"),
            aemsend=SimpleNamespace(EventError=OSError),
        ),
        module("osax", OSAX=OSAX),
    ]
    return {made.__name__: made for made in found}


@contextmanager
def macos(excel: Excel | None = None) -> Iterator[None]:
    """`sys.platform`, appscript's modules and `lsappinfo` as on macOS."""
    fakes = modules()
    had = {name: sys.modules.get(name) for name in fakes}
    platform, output, run = sys.platform, subprocess.check_output, subprocess.run
    sys.modules.update(fakes)
    sys.platform = "darwin"
    subprocess.check_output, subprocess.run = _lsappinfo, _osascript  # type: ignore[assignment]
    DESK[:] = [excel] if excel is not None else []
    try:
        yield
    finally:
        sys.platform, subprocess.check_output, subprocess.run = platform, output, run
        for name, made in had.items():
            if made is None:
                del sys.modules[name]
            else:
                sys.modules[name] = made


def _lsappinfo(command: list[str]) -> bytes:
    """Apple, `lsappinfo`: running applications, and the number of one."""
    if "visibleprocesslist" in command:
        return b'ASN:0x0-0x5005-"Finder" ASN:0x0-0x12012-"Microsoft_Excel"'
    assert command[:4] == ["lsappinfo", "info", "-only", "pid"]
    return f'"pid"={PID}'.encode()


def _osascript(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
    """Apple, Standard Additions, "choose file name": error -128 where it is cancelled."""
    assert command[0] == "osascript"
    where = DESK[0].where
    if where is None:
        return subprocess.CompletedProcess(command, 1, "", "execution error: User canceled. (-128)")
    return subprocess.CompletedProcess(command, 0, f"{where}\n", "")


def load() -> ModuleType:
    """xlwings' `_xlmac`, unchanged."""
    import atexit

    import psutil  # noqa: F401 - before the platform changes: it looks

    register = atexit.register
    atexit.register = lambda function, *_, **__: function  # type: ignore[assignment]
    try:
        with macos():
            from xlwings import _xlmac
    finally:
        atexit.register = register
    return _xlmac
