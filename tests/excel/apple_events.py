"""appscript: references, commands and keywords, over anything that answers like an application.

Source: appscript (`appscript.reference`, `appscript.keywordwrapper`), and Excel's dictionary in `xlwings.mac_dict`.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any

from tests.excel.cells import ExcelError

PID = 4242
ACCESSES: Counter[str] = Counter()


class Keyword:
    """appscript's `k.name`."""

    def __init__(self, name: str) -> None:
        self.AS_name = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keyword) and other.AS_name == self.AS_name

    def __hash__(self) -> int:
        return hash(self.AS_name)

    def __repr__(self) -> str:
        return f"k.{self.AS_name}"


class _Keywords:
    def __getattr__(self, name: str) -> Keyword:
        return Keyword(name)


k = _Keywords()
MISSING = k.missing_value


class CommandError(Exception):
    """appscript.reference.CommandError."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__(number, text)
        self.errornumber, self.errormessage = number, text


CommandError.__module__ = "appscript.reference"

# Words of every application (appscript's default terminology and insertion locations).
_COMMANDS = frozenset({"get", "set", "count", "exists", "make", "delete"})
_ALWAYS = _COMMANDS | {
    "move", "duplicate", "close", "quit", "run", "properties", "before", "after", "beginning", "end",
}  # fmt: skip


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    from xlwings import mac_dict

    commands = frozenset(entry[0] for entry in mac_dict.commands) | _COMMANDS
    things = frozenset(entry[0] for entry in [*mac_dict.properties, *mac_dict.elements])
    return commands, things


class Reference:
    """A path to something in Excel; looked up anew each time it is used."""

    def __init__(self, find: Any, path: Callable[[], Node] | None = None) -> None:
        self._find: Callable[[], Node] = (
            path or find
        )  # xlwings makes one of `AS_appdata` and a path of its own

    def __getattr__(self, name: str) -> Any:
        if name == "AS_aemreference":  # X117: cells, by address
            return SimpleNamespace(
                elements=lambda code: SimpleNamespace(
                    byname=lambda address: lambda: self._find().child({b"X117": "cells"}[code]).item(address)
                )
            )
        if name == "AS_appdata":
            packed = SimpleNamespace(data=struct.pack("i", PID))
            return SimpleNamespace(
                target=lambda: SimpleNamespace(addressdesc=SimpleNamespace(coerce=lambda _: packed))
            )
        commands, things = _words()
        if name not in commands and name not in things and name not in _ALWAYS:
            raise AttributeError(f"Unknown property, element or command: {name!r}")
        if name in commands:
            return lambda *arguments, **named: self._do(name, arguments, named)
        return Reference(lambda: self._find().child(name))

    def __getitem__(self, key: Any) -> Reference:
        return Reference(lambda: self._find().item(key))

    def __call__(self) -> Any:
        return self._do("get", (), {})

    def _do(self, command: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        ACCESSES[command] += 1
        named.pop("timeout", None)
        try:
            node = self._find()
            plain = {
                name: value._find() if isinstance(value, Reference) else value
                for name, value in named.items()
            }
            if command == "get":
                return node.get()
            if command == "set":
                return node.set(arguments[0])
            method = getattr(node, "do_" + command, None)
            if method is None:
                raise CommandError(-1708, f"{type(node).__name__} doesn't understand the {command} message.")
            direct = arguments if command == "run_VB_macro" else ()  # the others are given by name
            answer = method(*direct, **plain)
        except ExcelError as error:
            raise CommandError(-50, str(error)) from None
        return Reference(lambda: answer) if isinstance(answer, Node) else answer


class Node:
    """Something in Excel: children by word, items by key, commands as `do_…`."""

    def child(self, name: str) -> Node:
        maker = getattr(self, "at_" + name, None)
        if maker is None:
            raise CommandError(-1728, f"Can't get {name} of {type(self).__name__}.")
        return maker()

    def item(self, key: Any) -> Node:
        raise CommandError(-1728, f"Can't get item {key!r} of {type(self).__name__}.")

    def get(self) -> Any:
        raise CommandError(-1728, f"Can't get {type(self).__name__}.")

    def set(self, value: Any) -> None:
        raise CommandError(-10006, f"Can't set {type(self).__name__}.")

    def do_exists(self) -> bool:
        return True


class Value(Node):
    """A property."""

    def __init__(self, get: Callable[[], Any], set_to: Callable[[Any], None] | None = None) -> None:
        self._get, self._set = get, set_to

    def get(self) -> Any:
        return self._get()

    def set(self, value: Any) -> None:
        if self._set is None:
            super().set(value)
        else:
            self._set(value)


class Elements(Node):
    """Elements: by number from 1, or by name."""

    def __init__(self, find: Callable[[Any], Node | None]) -> None:
        self._find = find

    def item(self, key: Any) -> Node:
        found = self._find(key)
        return found if found is not None else Nothing()


class Nothing(Node):
    """An element that is not there."""

    def do_exists(self) -> bool:
        return False

    def child(self, name: str) -> Node:
        raise CommandError(-1728, "Can't get that element.")


def listed(items: Callable[[], list[Any]], make: Callable[[Any], Node]) -> Elements:
    def find(key: Any) -> Node | None:
        if isinstance(key, int):
            return make(items()[key - 1]) if 1 <= key <= len(items()) else None
        return next((make(item) for item in items() if item.name.casefold() == key.casefold()), None)

    return Elements(find)
