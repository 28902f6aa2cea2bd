"""The one module that touches ``uno``, LibreOffice's Python bridge.

Two habits of ``uno`` are kept out of the rest of the program:

* It lives beside the system's Python, not in a virtual environment. Only ``pyuno``, ``uno`` and ``unohelper`` are
  loaded from there; the system's other packages stay out of ``sys.path``.
* It extends ``sys.path`` and replaces ``builtins.__import__`` so that ``from com.sun.star… import …`` works. Both
  are put back, and types are made by name with the functions below.
"""

from __future__ import annotations

import builtins
import importlib.util
import sys
from importlib.machinery import PathFinder
from types import ModuleType
from typing import Any

from xl_sop.programs import bridge_python, search_folders


class UnoMissingError(ImportError):
    """LibreOffice's Python bridge is not there, or belongs to another Python version."""


def _load_one(name: str, folders: list[str]) -> ModuleType:
    spec = PathFinder.find_spec(name, folders)
    if spec is None or spec.loader is None:
        raise UnoMissingError(
            f"Jembatan Python LibreOffice ({name}) tidak ditemukan: pasang paket python3-uno. / "
            f"LibreOffice's Python bridge ({name}) was not found: install the package python3-uno. "
            f"[{', '.join(folders) or '-'}]"
        )
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _load() -> ModuleType:
    if "uno" in sys.modules:  # inside LibreOffice, or someone was here before
        return sys.modules["uno"]
    folders = search_folders()
    wanted, have = bridge_python(folders), sys.version_info[:2]
    # Loading a bridge built for another version ends the process without a word, so look before.
    if wanted is not None and wanted != have:
        raise UnoMissingError(
            f"LibreOffice di komputer ini memakai Python {wanted[0]}.{wanted[1]}, sedangkan program ini "
            f"memakai Python {have[0]}.{have[1]}. / LibreOffice here uses Python {wanted[0]}.{wanted[1]}, "
            f"but this program runs on Python {have[0]}.{have[1]}."
        )
    original, path = builtins.__import__, list(sys.path)
    try:
        for name in ("pyuno", "uno", "unohelper"):
            _load_one(name, folders)
    finally:
        builtins.__import__ = original
        sys.path[:] = path
    return sys.modules["uno"]


def _set_attribute(self: Any, name: str, value: Any) -> None:
    if name[:2] == "__":
        object.__setattr__(self, name, value)
    else:
        setattr(self.__dict__["value"], name, value)


def _let_python_mark_errors(module: Any) -> None:
    """Lets a UNO error keep its traceback.

    Its class hands every attribute to the UNO struct inside, and ``contextlib`` sets ``__traceback__`` on an
    error that leaves a with block: ``app.properties()`` would replace the real error by one about tracebacks.
    pyuno keeps its own reference to the function at fault, so the function's code is what has to change.
    """
    if hasattr(module, "_uno_struct__setattr__"):  # the stand-in of `remote` has errors of Python's own
        module._uno_struct__setattr__.__code__ = _set_attribute.__code__


_uno: Any = _load()
_let_python_mark_errors(_uno)

UnoException: type[Exception] = _uno.getClass("com.sun.star.uno.Exception")
RuntimeUnoException: type[Exception] = _uno.getClass("com.sun.star.uno.RuntimeException")
DisposedException: type[Exception] = _uno.getClass("com.sun.star.lang.DisposedException")
NoConnectException: type[Exception] = _uno.getClass("com.sun.star.connection.NoConnectException")

to_url = _uno.systemPathToFileUrl
from_url = _uno.fileUrlToSystemPath


def struct(name: str, **fields: Any) -> Any:
    """Returns a new UNO struct, e.g. ``struct("table.CellAddress", Row=0)``; ``com.sun.star.`` is added."""
    value = _uno.createUnoStruct("com.sun.star." + name)
    for field, content in fields.items():
        setattr(value, field, content)
    return value


def enum(name: str, value: str) -> Any:
    """Returns a UNO enum value, e.g. ``enum("sheet.CellInsertMode", "DOWN")``."""
    return _uno.Enum("com.sun.star." + name, value)


def properties(**values: Any) -> tuple[Any, ...]:
    """Returns PropertyValue structs, the keyword arguments of UNO."""
    return tuple(struct("beans.PropertyValue", Name=name, Value=value) for name, value in values.items())


def typed(type_name: str, value: Any) -> Any:
    """Returns a value that crosses the bridge with a declared type; pass it through ``invoke``."""
    return _uno.Any(type_name, value)


def invoke(target: Any, method: str, *arguments: Any) -> Any:
    """Calls a method with arguments of declared types (see ``typed``)."""
    return _uno.invoke(target, method, arguments)


def local_context() -> Any:
    """Returns the component context of this very process."""
    return _uno.getComponentContext()


def connect(pipe: str) -> Any:
    """Returns the component context of the office that listens on a named pipe.

    Raises:
        NoConnectException: nobody listens there (yet).
    """
    context = local_context()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
