"""The border between Python and Excel on Windows: how objects reach Python, how refusals do, and what is counted.

Source: pywin32 (`win32com.client.dynamic`, `win32com.client.build`, `pywintypes.com_error`).
"""

from __future__ import annotations

import types
from collections import Counter
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, ClassVar

from tests.excel.application import Excel
from tests.excel.cells import ExcelError

DISP_E_EXCEPTION, DISP_E_UNKNOWNNAME = -2147352567, -2147352570
DISPATCH_PROPERTYGET = 2
MISSING = object()
RANGE_IID = "{00020846-0000-0000-C000-000000000046}"
_DISPIDS: dict[str, int] = {"Value": 6}  # Range.Value, as in Excel's type library


class com_error(Exception):
    """pywintypes.com_error."""

    def __init__(self, hresult: int, text: str, excepinfo: Any = None, argument: Any = None) -> None:
        super().__init__(hresult, text, excepinfo, argument)
        self.hresult, self.strerror, self.excepinfo, self.argerror = hresult, text, excepinfo, argument


class TriedForEverError(BaseException):
    """xlwings would repeat this call until the end of days; real Excel would hang with it."""


def refused(error: ExcelError) -> com_error:
    """Error 1004 as COM tells it."""
    info = (0, "Microsoft Excel", str(error), "xlmain11.chm", 0, error.scode)
    return com_error(DISP_E_EXCEPTION, "Exception occurred.", info)


class CDispatch:
    """win32com.client.CDispatch; xlwings asks whether a value is one."""


class CoClassBaseClass:
    """win32com.client.CoClassBaseClass, likewise."""


class DispatchBaseClass:
    """win32com.client.DispatchBaseClass, likewise."""


class OleObject:
    """PyIDispatch."""

    def __init__(self, com: Com) -> None:
        self.com = com

    def GetIDsOfNames(self, lcid: int, name: str) -> int:
        self.com._count("GetIDsOfNames")
        if name in type(self.com).lacking() or not hasattr(type(self.com), name):
            raise com_error(DISP_E_UNKNOWNNAME, "Unknown name.")
        return _DISPIDS.setdefault(name, len(_DISPIDS) + 1000)

    def GetTypeInfo(self) -> Any:
        """xlwings asks for the interface, to tell a Range from a value."""
        iid = RANGE_IID if type(self.com).__name__ == "Range" else "{00000000-0000-0000-C000-000000000046}"
        return SimpleNamespace(GetTypeAttr=lambda: SimpleNamespace(iid=iid))

    def Invoke(self, dispid: int, lcid: int, flags: int, wants_result: bool, *arguments: Any) -> Any:
        self.com._count("Invoke")
        getter = "Get" + next(name for name, number in _DISPIDS.items() if number == dispid)
        if flags != DISPATCH_PROPERTYGET or not arguments or not hasattr(type(self.com), getter):
            raise com_error(-2147352573, "Member not found.")
        return Com.call(lambda: object.__getattribute__(self.com, getter)(*arguments))


class Com(CDispatch):
    """An object of Excel's, seen through COM. Names that begin with a capital are Excel's."""

    accesses: ClassVar[Counter[str]] = Counter()
    excel: ClassVar[Excel]
    NEWER: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        for name, member in list(vars(cls).items()):
            if name[0].isupper() and isinstance(member, types.FunctionType):
                setattr(cls, name, _guarded(member))

    @classmethod
    def lacking(cls) -> frozenset[str]:
        """Members that this version of Excel does not have."""
        return frozenset() if Com.excel.profile.threads else cls.NEWER

    @staticmethod
    def call(function: Callable[[], Any]) -> Any:
        try:
            return function()
        except ExcelError as error:
            raise refused(error) from None

    @staticmethod
    def _count(name: str) -> None:
        Com.accesses[name] += 1
        excel = Com.excel
        if excel.busy:
            excel.busy -= 1
            raise com_error(excel.rejects, "Call was rejected by callee.")

    def __getattribute__(self, name: str) -> Any:
        if not name[0].isupper():
            return object.__getattribute__(self, name)
        Com._count(name)
        if name in type(self).lacking():
            raise AttributeError(f"<unknown>.{name}")
        return Com.call(lambda: object.__getattribute__(self, name))

    def __setattr__(self, name: str, value: Any) -> None:
        if name[0].isupper():
            Com._count(name + " =")
            member = getattr(type(self), name, None)
            if not isinstance(member, property) or member.fset is None or name in type(self).lacking():
                raise TriedForEverError(f"{type(self).__name__}.{name} cannot be set")
            Com.call(lambda: object.__setattr__(self, name, value))
        else:
            object.__setattr__(self, name, value)

    @property
    def _oleobj_(self) -> OleObject:
        return OleObject(self)


def _guarded(function: types.FunctionType) -> Callable[..., Any]:
    def method(self: Com, *arguments: Any, **named: Any) -> Any:
        return Com.call(
            lambda: function(self, *map(plain, arguments), **{k: plain(v) for k, v in named.items()})
        )

    method.__name__ = function.__name__
    return method


def plain(value: Any) -> Any:
    """An argument as Excel gets it: an object by its `_oleobj_`."""
    if isinstance(value, str | int | float | list | tuple) or value is None:
        return value
    ole = getattr(value, "_oleobj_", None)
    return ole.com if ole is not None else value


class Collection(Com):
    """A collection: counted from 1, called for an item."""

    def __init__(self, items: Callable[[], list[Any]]) -> None:
        self._items = items

    @property
    def Count(self) -> int:
        return len(self._items())

    def Item(self, key: int) -> Any:
        items = self._items()
        if not 1 <= key <= len(items):
            raise ExcelError("Subscript out of range", -2147352565)
        return items[key - 1]

    def __call__(self, key: int) -> Any:
        Com._count("()")
        return self.Item(key)

    def __iter__(self) -> Iterator[Any]:
        Com._count("_NewEnum")
        for item in self._items():
            Com._count("Next")
            yield item


class Bag(Com):
    """An object of which only settings matter: Font, Interior, Shape."""

    def __init__(self, put: Callable[[str, Any], None], got: dict[str, Any] | None = None) -> None:
        self._put, self._got = put, got or {}

    def __getattribute__(self, name: str) -> Any:
        if not name[0].isupper():
            return object.__getattribute__(self, name)
        Com._count(name)
        got = object.__getattribute__(self, "_got")
        if name not in got:
            raise AttributeError(f"<unknown>.{name}")
        return got[name]

    def __setattr__(self, name: str, value: Any) -> None:
        if name[0].isupper():
            Com._count(name + " =")
            self._got[name] = value
            Com.call(lambda: self._put(name, value))
        else:
            object.__setattr__(self, name, value)


def rgb(number: int) -> tuple[int, int, int]:
    """Excel's number of a colour has red in the lowest byte (Microsoft, "RGB function")."""
    return number & 255, number >> 8 & 255, number >> 16 & 255
