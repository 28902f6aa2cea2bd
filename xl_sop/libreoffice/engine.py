"""The engine as xlwings sees it, and the list of offices it talks to."""

from __future__ import annotations

import datetime as dt
import math
import os
from collections.abc import Callable, Iterator
from typing import Any

import xlwings as xw
from xlwings import base_classes

from .app import App
from .common import complete
from .office import PIPE_VARIABLE, Office, PrivateOffice, attach
from .values import ERROR_TEXTS


@complete
class Apps(base_classes.Apps):
    """The offices, the active one first; one named by ``XL_SOP_OFFICE_PIPE`` is attached when needed."""

    def __init__(self) -> None:
        self._apps: list[App] = []

    def _known(self) -> list[App]:
        if not self._apps and os.environ.get(PIPE_VARIABLE):
            self._apps.append(App(self, attach()))
        return self._apps

    def keys(self) -> list[int]:
        return [app.pid for app in self._known()]

    def add(
        self,
        spec: Any = None,
        add_book: bool | None = None,
        xl: Office | None = None,
        visible: bool | None = None,
    ) -> App:
        """Adds an office, the active one from now on: the one given as ``xl``, else a private one is started."""
        app = App(self, xl or PrivateOffice(visible=bool(visible)))
        self._apps.insert(0, app)
        if add_book:
            app.books.add()
        return app

    def activate(self, app: App) -> None:
        self._apps.remove(app)
        self._apps.insert(0, app)

    def remove(self, app: App) -> None:
        if app in self._apps:
            self._apps.remove(app)

    @staticmethod
    def cleanup() -> None:
        """Nothing to clean up: every office of ours is ended by its own ``quit``."""

    def __iter__(self) -> Iterator[App]:
        return iter(list(self._known()))

    def __len__(self) -> int:
        return len(self._known())

    def __getitem__(self, pid: int) -> App:
        for app in self._known():
            if app.pid == pid:
                return app
        raise KeyError(pid)


class Engine:
    """LibreOffice behind xlwings' object model."""

    name, type = "libreoffice", "desktop"

    def __init__(self) -> None:
        self.apps = Apps()

    @staticmethod
    def prepare_xl_data_element(value: Any, options: dict[str, Any]) -> Any:
        """Returns a value as the range writes it: "" for what Excel calls empty (None, NaN)."""
        if value is None or (isinstance(value, float) and math.isnan(value)):
            return ""
        return value

    @staticmethod
    def clean_value_data(
        data: list[list[Any]],
        datetime_builder: Callable[..., Any],
        empty_as: Any,
        number_builder: Callable[[float], Any] | None,
        err_to_str: bool,
    ) -> list[list[Any]]:
        """Returns values as read with the caller's options applied (xlwings' ``Range.options``)."""

        def clean(value: Any) -> Any:
            if value is None or value == "":
                return empty_as
            if isinstance(value, dt.datetime):
                parts = ("year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo")
                return datetime_builder(**{part: getattr(value, part) for part in parts})
            if type(value) is int:  # numbers are floats: an int is an error
                return ERROR_TEXTS.get(value) if err_to_str else None
            return number_builder(value) if number_builder and type(value) is float else value

        return [[clean(value) for value in row] for row in data]


engine = Engine()


def register(*, activate: bool = True) -> xw.main.Engine:
    """Makes the engine known to xlwings once, through its public ``engines.add``.

    Args:
        activate: also make it the one that ``xw.apps`` and ``xw.Book`` use.
    """
    if engine.name not in {known.name for known in xw.engines}:
        xw.engines.add(xw.main.Engine(impl=engine))
    registered = xw.engines[engine.name]
    if activate:
        registered.activate()
    return registered


def add_office(office: Office) -> xw.App:
    """Registers the engine, adds an office and returns it as the active xlwings App."""
    register()
    return xw.App(impl=engine.apps.add(xl=office))
