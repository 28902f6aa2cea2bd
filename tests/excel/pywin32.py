"""pywin32 as far as xlwings' `_xlwindows.py` and `udfs.py` use it, and xlwings' Windows engine on top of it.

Source: pywin32 (`win32com.client`, `pywintypes`, `pythoncom`, `win32api`) and the calls in xlwings' source.
"""

from __future__ import annotations

import atexit
import builtins
import ctypes
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import ModuleType, SimpleNamespace
from typing import Any

from tests.excel import com_border as com
from tests.excel.com import Application, Com, com_error

HWND = 65_794
PID = 4242


class TimeType(datetime):
    """pywintypes.TimeType: a datetime, always with a time zone."""

    def __new__(cls, *arguments: Any) -> TimeType:
        return super().__new__(cls, *arguments, tzinfo=UTC)


class Window(Com):
    """The object behind the window of a workbook (`EXCEL7`)."""

    Application = property(lambda self: Application(self.excel))


class _FindsNothing:
    """A library of functions of which only some are asked for."""

    def __init__(self, **functions: Any) -> None:
        vars(self).update(functions)

    def __getattr__(self, name: str) -> Any:
        return lambda *_: 0


def _point_to_window(hwnd: int, _kind: int, _guid: Any, pointer: Any) -> int:
    pointer._obj.value = hwnd
    return 0


class _FromPointer:
    """PyCom_PyObjectFromIUnknown: the object that a pointer leads to."""

    restype: Any = None

    def __call__(self, pointer: Any, _guid: Any, _add_ref: bool) -> Window:
        assert pointer.value == HWND
        return Window()


def _message_box(_hwnd: int, prompt: str, _title: str, style: int) -> int:
    """Microsoft, "MessageBox function": style 4 asks yes (6) or no (7), else OK is 1."""
    pressed = Com.excel.message(prompt, "yes_no" if style & 7 == 4 else "ok")
    return {"ok": 1, "cancel": 2, "yes": 6, "no": 7}[pressed]


def _module(name: str, **contents: Any) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(contents)
    return module


def _no_window(*_: Any) -> int:
    return HWND


def modules() -> dict[str, ModuleType]:
    """The modules of pywin32, by name."""
    dispatch = {
        "CDispatch": com.CDispatch,
        "CoClassBaseClass": com.CoClassBaseClass,
        "DispatchBaseClass": com.DispatchBaseClass,
        "Dispatch": lambda thing, **_: thing,
        "DispatchEx": None,
        "gencache": SimpleNamespace(EnsureModule=lambda *_, **__: None),
        "dynamic": SimpleNamespace(),
    }
    client = _module("win32com.client", **dispatch)
    win32com = _module("win32com", client=client)
    found = [
        _module("pywintypes", TimeType=TimeType, com_error=com_error, error=com_error, IID=lambda text: text),
        _module("win32api", MessageBox=_message_box, GetCurrentThreadId=lambda: 1),
        _module(
            "win32con",
            MB_OK=0,
            MB_OKCANCEL=1,
            MB_YESNOCANCEL=3,
            MB_YESNO=4,
            MB_ICONINFORMATION=64,
            MB_ICONWARNING=48,
        ),
        _module(
            "pythoncom",
            CoInitialize=lambda: None,
            ole_error=com_error,
            com_error=com_error,
            __file__="pythoncom.dll",
            IID_IDispatch="d",
            IID_IEnumVARIANT="e",
            TypeIIDs={"d": com.OleObject},
        ),
        _module("win32gui", FindWindowEx=_no_window),
        _module("win32process", GetWindowThreadProcessId=lambda _: (1, PID)),
        _module("win32timezone", TimeZoneInfo=SimpleNamespace(utc=lambda: UTC)),
        _module("win32event"),
        _module("winreg"),
        win32com,
        client,
        _module("win32com.server"),
        *(
            _module(f"win32com.server.{name}")
            for name in ("dispatcher", "policy", "util", "exception", "localserver")
        ),
    ]
    return {module.__name__: module for module in found}


@contextmanager
def windows() -> Iterator[None]:
    """`sys.platform` and ctypes as on Windows, for code that asks; for as short a time as possible."""
    libraries: dict[str, Any] = {
        "oledll": _FindsNothing(
            ole32=_FindsNothing(), oleacc=_FindsNothing(AccessibleObjectFromWindow=_point_to_window)
        ),
        "windll": _FindsNothing(
            user32=_FindsNothing(GetTopWindow=lambda _: HWND, GetWindow=lambda *_: 0), ole32=_FindsNothing()
        ),
        "PyDLL": lambda _: SimpleNamespace(PyCom_PyObjectFromIUnknown=_FromPointer()),
    }
    had = {name: getattr(ctypes, name, None) for name in libraries}
    platform, windows_error = sys.platform, getattr(builtins, "WindowsError", None)
    for name, library in libraries.items():
        setattr(ctypes, name, library)
    builtins.WindowsError = OSError  # type: ignore[attr-defined]
    sys.platform = "win32"
    try:
        yield
    finally:
        sys.platform = platform
        for name, library in had.items():
            if library is None:
                delattr(ctypes, name)
            else:
                setattr(ctypes, name, library)
        if windows_error is None:
            del builtins.WindowsError  # type: ignore[attr-defined]


def load() -> tuple[ModuleType, list[Callable[[], None]]]:
    """xlwings' `_xlwindows`, unchanged, and what it wants done when Python ends."""
    import xlwings

    at_exit: list[Callable[[], None]] = []
    register = atexit.register
    fakes = modules()
    had = {name: sys.modules.get(name) for name in fakes}
    sys.modules.update(fakes)
    atexit.register = lambda function, *_, **__: at_exit.append(function) or function  # type: ignore[assignment]
    try:
        with windows():
            from xlwings import _xlwindows
    finally:
        atexit.register = register
        for name, module in had.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module
    assert xlwings._xlwindows is _xlwindows
    return _xlwindows, at_exit
