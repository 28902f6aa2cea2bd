"""Lists as text: JSON for programs, csv for a spreadsheet that a clerk opens by a double click.

Excel splits a csv file by the list separator of Windows: `;` under Indonesian settings, where the comma is the
decimal sign. A first line `sep=,` would help everywhere, but makes Excel forget the byte order mark and read
UTF-8 as the system's code page. So the separator is the one that this machine's Excel uses; every text is
quoted, so that no separator in it ends the field, whatever program splits by whatever sign; and a text that
begins with = + - @, which would run as a formula, gets an apostrophe in front (as Excel itself shows text).
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

import msgspec

_RISKY = ("=", "+", "-", "@", "\t", "\r")
_MARK = b"\xef\xbb\xbf"
"""Without it Excel takes UTF-8 for the system's code page."""


def json_list(items: Iterable[object]) -> Iterator[bytes]:
    """A JSON list, an item a line."""
    before = b"[\n"
    for item in items:
        yield before + msgspec.json.encode(item)
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[]\n"


def write_csv(file: IO[bytes], header: Sequence[str], rows: Iterable[Sequence[object]], lang: str) -> None:
    """Write a csv file that Excel splits into columns.

    Args:
        file: Takes the bytes; stays open.
        header: The column names.
        rows: Texts, numbers, truth values (written as words) and None.
        lang: "id" or "en": decides the separator where Windows does not tell it.
    """
    separator = list_separator(lang)
    file.write(_MARK)
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(header)
    for row in rows:
        writer.writerow([_plain(value, separator, lang) for value in row])
    text.detach()  # the file is closed by the one who opened it


def list_separator(lang: str) -> str:
    """What Excel on this machine splits csv files by: the setting of Windows, else what fits the language."""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, r"Control Panel\International") as key:
                separator = str(winreg.QueryValueEx(key, "sList")[0])
        except OSError:  # a user without settings: those of the language
            separator = ""
        if len(separator) == 1:
            return separator
    return ";" if lang == "id" else ","


def _plain(value: object, separator: str, lang: str) -> object:
    if isinstance(value, bool):
        return ("ya" if value else "tidak") if lang == "id" else ("yes" if value else "no")
    if isinstance(value, float) and separator == ";":
        # where ; separates, the comma is the decimal sign: 12.5 would become the 12th of May
        return repr(value).replace(".", ",")
    if isinstance(value, str) and value.startswith(_RISKY):
        return "'" + value
    return value
