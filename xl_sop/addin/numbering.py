"""Nomori Ulang: steps numbered 1…n after rows were inserted or deleted, the typed ways following their steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from xl_sop.addin import sentences
from xl_sop.addin.session import Outcome, Session
from xl_sop.addin.sheets import write_cells
from xl_sop.address import Address
from xl_sop.document import Cell, Document
from xl_sop.reading.marks import retarget
from xl_sop.text import read_number

_LISTED = 12
"""Changes that a question lists; a message box of Excel shows about 1,000 letters."""

_MENTION = re.compile(r"\b(?:langkah|nomor|no\.?)\s+(?:ke-?\s*)?(\d{1,3})\b", re.IGNORECASE)


@dataclass(slots=True)
class Renumbering:
    """What numbering anew changes.

    Attributes:
        writes: Cells and their new values.
        lines: The same in words, in reading order.
        twice: Old numbers that several steps have: a way to such a number follows the first of them.
        mentions: Cells whose text speaks of a step that gets another number; nobody rewrites a sentence.
    """

    writes: list[tuple[Address, Any]] = field(default_factory=list[tuple[Address, Any]])
    lines: list[str] = field(default_factory=list[str])
    twice: list[int] = field(default_factory=list[int])
    mentions: list[Address] = field(default_factory=list[Address])


def plan(document: Document) -> Renumbering:
    """Numbers from 1 on for all steps of a document, in the order of their rows."""
    made = Renumbering()
    targets: dict[int, int] = {}
    found = document.as_found.steps
    for number, step in enumerate(document.sop.steps, start=1):
        if step.number is None:
            continue
        if step.number in targets:
            made.twice.append(step.number)
        else:
            targets[step.number] = number
    for number, step in enumerate(found, start=1):
        cell = step.cells.get("number")
        if cell is not None and read_number(cell.value) != number:
            _write(made, cell, _numbered(cell.value, number))
    moved = {old: new for old, new in targets.items() if old != new}
    for step in found:
        for role in ("yes", "no"):
            cell = step.cells.get(role)
            if cell is not None and cell.text is not None:
                text = retarget(cell.text, moved)
                if text != cell.text:
                    _write(made, cell, text)
    made.mentions = list(_mentions(document, moved))
    return made


def renumber(session: Session) -> Outcome:
    """Show what changes, ask, and write it."""
    document = session.document
    if not document.sop.steps:
        raise sentences.no_steps()
    made = plan(document)
    name = session.named(document)
    if not made.writes:
        return Outcome(f"{name}Nomor langkah sudah urut dari 1 sampai {len(document.sop.steps)}.")
    for sheet in {address.sheet for address, _ in made.writes}:
        session.sheets.require_open(session.sheets.by_name[sheet])
    if not session.ask(name + _question(made)):
        return Outcome("Tidak ada nomor yang diubah.")
    for sheet in {address.sheet for address, _ in made.writes}:
        own = [(address, value) for address, value in made.writes if address.sheet == sheet]
        write_cells(session.sheets.by_name[sheet], own)
    told = f"{name}Langkah dinomori 1 sampai {len(document.sop.steps)}; {len(made.writes)} sel berubah."
    if made.mentions:
        places = ", ".join(address.a1 for address in made.mentions[:_LISTED])
        told += f" Sesuaikan sendiri kalimat yang menyebut nomor langkah: {places}."
    if document.as_found.worksheet is not None:
        told += " Tekan Lembar Identifikasi agar lembar itu ikut berubah."
    return Outcome(told)


def _question(made: Renumbering) -> str:
    lines = made.lines[:_LISTED]
    if len(made.lines) > _LISTED:
        lines.append(f"… dan {len(made.lines) - _LISTED} sel lain")
    text = "Yang akan diubah:\n" + "\n".join(f"• {line}" for line in lines)
    if made.twice:
        numbers = ", ".join(map(str, dict.fromkeys(made.twice)))
        text += f"\n\nNomor {numbers} dipakai lebih dari sekali; jalan ke nomor itu mengikuti langkah yang pertama."
    return text + "\n\nNomori ulang?"


def _write(made: Renumbering, cell: Cell, value: Any) -> None:
    made.writes.append((cell.address, value))
    made.lines.append(f"{cell.address.a1}: {cell.text or 'kosong'} → {value}")


def _numbered(old: object, number: int) -> object:
    """A number as the cell wrote its old one: `3.` stays a text with a point."""
    if isinstance(old, str) and read_number(old) is not None:
        return re.sub(r"\d+(?:[.,]0\b)?", str(number), old.strip(), count=1)
    return number


def _mentions(document: Document, moved: Mapping[int, int]) -> Iterator[Address]:
    for step in document.as_found.steps:
        for role in ("description", "requirements", "output", "note"):
            cell = step.cells.get(role)
            if cell is not None and any(int(number) in moved for number in _MENTION.findall(cell.text or "")):
                yield cell.address
