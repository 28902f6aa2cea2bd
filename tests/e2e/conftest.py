"""A real LibreOffice for the end-to-end tests.

It is started once, headless. Where it cannot be had the tests fail; whoever has no LibreOffice on purpose
says so with ``XL_SOP_NO_OFFICE=1``, and they are not collected as passed or skipped but left out.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import xlwings as xw

    from tests.e2e.display import Display
    from xl_sop.libreoffice.office import Office

OpenBook = Callable[[str | Path], "xw.Book"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    ours = [item for item in items if here in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.office)
    if ours and os.environ.get("XL_SOP_NO_OFFICE") == "1":
        config.hook.pytest_deselected(items=ours)
        items[:] = [item for item in items if item not in ours]


def _start(**options: object) -> Office:
    from xl_sop.libreoffice.office import OfficeError, PrivateOffice
    from xl_sop.libreoffice.uno_bridge import UnoMissingError

    try:
        return PrivateOffice(**options)  # type: ignore[arg-type]
    except (OfficeError, UnoMissingError) as error:
        pytest.fail(
            f"The end-to-end tests need LibreOffice with its Python bridge: {error}\n"
            "Debian: apt-get install libreoffice-calc python3-uno libreoffice-script-provider-python\n"
            "To leave them out on purpose, set XL_SOP_NO_OFFICE=1.",
            pytrace=False,
        )


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    """One headless LibreOffice for the whole run, behind xlwings as its active engine."""
    try:
        from xl_sop.libreoffice.engine import add_office, engine
    except ImportError as error:
        pytest.fail(
            f"{error}\nTo leave the end-to-end tests out on purpose, set XL_SOP_NO_OFFICE=1.", pytrace=False
        )
    started = _start()
    add_office(started)
    yield started
    for app in engine.apps:
        if app.office is started:
            app.quit()


@pytest.fixture
def xw_app(office: Office) -> Iterator[xw.App]:
    """The xlwings App of that office, with no workbook open and no alert recorded, before and after."""
    import xlwings as xw

    app = xw.apps[office.pid]
    app.activate()
    app.impl.alerts.recorded.clear()
    app.impl.alerts.answers.clear()
    yield app
    app.screen_updating = True
    app.status_bar = False
    for book in list(app.books):
        book.close()
    if hasattr(xw.Book, "_mock_caller"):
        del xw.Book._mock_caller


@pytest.fixture
def open_book(xw_app: xw.App, tmp_path: Path) -> OpenBook:
    """Opens a copy of a workbook and makes it the one that ``xw.Book.caller()`` returns."""

    def open_copy(path: str | Path) -> xw.Book:
        copy = tmp_path / Path(path).name
        if copy != Path(path):
            shutil.copyfile(path, copy)
        book = xw_app.books.open(copy)
        book.set_mock_caller()
        return book

    return open_copy


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    """A screen of its own (Xvfb) for tests that click; ``start_office()`` puts a LibreOffice window on it."""
    from tests.e2e.display import Display

    screen = Display(tmp_path / "screen")
    yield screen
    screen.close()
