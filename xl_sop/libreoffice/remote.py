"""The engine in a Python of its own, beside a LibreOffice whose Python is too old for it.

LibreOffice on Windows and macOS brings its own Python, often 3.8 to 3.10, and its bridge `uno` loads in that one
only. So LibreOffice's Python starts this module in ours, keeps the UNO objects, and answers on a pipe what is asked
of them: one JSON line to and fro for each access. Everything above `uno_bridge` stays as it is: the module that it
finds under the name `uno` is the stand-in below.

A line is `[operation, …]`; a value in it is plain (None, bool, number, text), or a dict with one key:
`t` a tuple, `o` an object that LibreOffice keeps, `e` an enum value (type, value), `a` a typed value (type, value),
`b` bytes in hexadecimal. The other end is `_serve` in `xl_sop/setup/profile_script.py`.
"""

from __future__ import annotations

import json
import os
import pathlib
import sys
import traceback
from collections.abc import Iterator, Sequence
from types import ModuleType, SimpleNamespace
from typing import Any, BinaryIO, NamedTuple, cast
from urllib.request import url2pathname

_EXCEPTION = "com.sun.star.uno.Exception"
_PARENTS = {
    "com.sun.star.uno.RuntimeException": _EXCEPTION,
    "com.sun.star.lang.DisposedException": "com.sun.star.uno.RuntimeException",
    "com.sun.star.connection.NoConnectException": _EXCEPTION,
}
"""UNO's exceptions that the engine tells apart, and what each of them is a kind of (the UNO API reference)."""


class Enum(NamedTuple):
    """A UNO enum value, as pyuno has it."""

    typeName: str
    value: str


class Typed(NamedTuple):
    """A value that crosses the bridge with a declared type (`uno.Any`)."""

    type_name: str
    value: Any


class Link:
    """The pipe to LibreOffice's Python.

    Args:
        out: Where questions go. back: Where answers come from.
    """

    def __init__(self, out: BinaryIO, back: BinaryIO) -> None:
        self._out, self._back = out, back
        self._dropped: list[int] = []
        self._classes: dict[str, type[Exception]] = {}

    def drop(self, number: int) -> None:
        """Tell the other end, with the next question, that an object is not needed any more."""
        self._dropped.append(number)

    def ask(self, *question: Any) -> Any:
        """Ask, and wait for the answer.

        Raises:
            AttributeError: The object has no such member.
            Exception: What UNO raised, as the class that `exception` returns for it.
        """
        dropped, self._dropped = self._dropped, []
        self._out.write(json.dumps([dropped, *map(self._encode, question)]).encode() + b"\n")
        self._out.flush()
        line = self._back.readline()
        if not line:
            raise ConnectionError("LibreOffice does not answer")
        answer = json.loads(line)
        if "error" not in answer:
            return self._decode(answer["value"])
        names, message = answer["error"]
        if names == ["AttributeError"]:
            raise AttributeError(message)
        raise self.exception(names[0] if names else _EXCEPTION, names[1:])(message)

    def exception(self, name: str, parents: Sequence[str] = ()) -> type[Exception]:
        """The class that stands for a UNO exception.

        Args:
            name: Its UNO name. parents: The names of what it is a kind of, nearest first, where they are told.
        """
        if name not in self._classes:
            above = [parent for parent in parents if parent.startswith("com.sun.star.")]
            parent = above[0] if above else _PARENTS.get(name, _EXCEPTION)
            base = Exception if name == _EXCEPTION else self.exception(parent, above[1:])
            self._classes[name] = cast("type[Exception]", type(name.rsplit(".", 1)[-1], (base,), {}))
        return self._classes[name]

    def _encode(self, value: Any) -> Any:
        if isinstance(value, Enum):
            return {"e": [*value]}
        if isinstance(value, Typed):
            return {"a": [value.type_name, self._encode(value.value)]}
        if isinstance(value, Remote):
            return {"o": object.__getattribute__(value, "_number")}
        if isinstance(value, bytes):
            return {"b": value.hex()}
        if isinstance(value, tuple | list):
            return {"t": [self._encode(item) for item in value]}
        if value is None or isinstance(value, bool | int | float | str):
            return value
        raise TypeError(f"{type(value).__name__} does not cross to LibreOffice")

    def _decode(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        (kind, content), *_ = value.items()
        if kind == "t":
            return tuple(self._decode(item) for item in content)
        if kind == "e":
            return Enum(*content)
        if kind == "b":
            return bytes.fromhex(content)
        return Remote(self, content)


class Remote:
    """An object that LibreOffice keeps. Members with a small first letter are UNO's methods, the others values."""

    def __init__(self, link: Link, number: int) -> None:
        object.__setattr__(self, "_link", link)
        object.__setattr__(self, "_number", number)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        link: Link = object.__getattribute__(self, "_link")
        if name[0].islower() and link.ask("is-method", self, name):
            return lambda *arguments: link.ask("call", self, name, arguments)
        return link.ask("get", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        object.__getattribute__(self, "_link").ask("set", self, name, value)

    def __getitem__(self, key: Any) -> Any:
        return object.__getattribute__(self, "_link").ask("item", self, key)

    def __len__(self) -> int:
        return object.__getattribute__(self, "_link").ask("length", self)

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Any]:
        return (self[number] for number in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Remote) and object.__getattribute__(self, "_link").ask("equal", self, other)

    __hash__ = object.__hash__

    def __del__(self) -> None:
        object.__getattribute__(self, "_link").drop(object.__getattribute__(self, "_number"))


def stand_in(link: Link, context: Remote) -> ModuleType:
    """What `uno_bridge` finds as the module `uno`."""
    module = ModuleType("uno")
    members: dict[str, Any] = {
        "Enum": Enum,
        "Any": Typed,
        "getClass": link.exception,
        "createUnoStruct": lambda name: link.ask("struct", name),
        "getComponentContext": lambda: context,
        "invoke": lambda target, method, arguments: link.ask("invoke", target, method, arguments),
        "systemPathToFileUrl": lambda path: pathlib.Path(path).absolute().as_uri(),
        "fileUrlToSystemPath": lambda url: url2pathname(url.removeprefix("file://")),
    }
    vars(module).update(members)
    return module


def main() -> None:
    """Press one button. The pipes are this process's own input and output; nothing else may be printed there."""
    out, back = os.fdopen(os.dup(1), "wb"), os.fdopen(os.dup(0), "rb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints must not look like a question
    sys.stdin = open(os.devnull)  # noqa: SIM115
    link = Link(out, back)
    name, context, document = link.ask("begin")
    sys.modules["uno"] = stand_in(link, context)
    try:
        from xl_sop.libreoffice.macro import run

        run(name, SimpleNamespace(getComponentContext=lambda: context, getDocument=lambda: document))
    except BaseException as error:  # noqa: BLE001 - told by the other end, which the clerk sees
        link.ask("failed", str(error), "", traceback.format_exc())
    else:
        link.ask("done")


if __name__ == "__main__":
    main()
