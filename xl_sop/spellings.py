"""The table of accepted spellings for people, made from the data that reading uses.

`python -m xl_sop.spellings` writes `EJAAN.md` beside this module; a test checks that it is current.
"""

from __future__ import annotations

from xl_sop import recognition, vocabulary
from xl_sop.recognition import Label
from xl_sop.waktu import words as duration_words

_BLOCKS = {
    "identity": "Identitas",
    "table": "Tabel prosedur",
    "worksheet": "Lembar identifikasi",
    "settings": "Pengaturan",
}


def table() -> str:
    """EJAAN.md: the headings, units and marks that are understood (Markdown)."""
    lines = [
        "# Ejaan yang diterima / Accepted spellings",
        "",
        "Dibuat oleh `python -m xl_sop.spellings`; jangan diubah dengan tangan. Huruf besar, spasi, tanda baca luar, "
        "nomor di depan dan keterangan dalam kurung tidak berpengaruh. / Generated; do not edit. Case, spaces, outer "
        "punctuation, a leading number and a remark in brackets never matter.",
    ]
    for block, title in _BLOCKS.items():
        lines += ["", f"## {title}", "", "| bagian / part | ejaan / spellings |", "| --- | --- |"]
        by_role: dict[str, list[tuple[str, Label]]] = {}
        for spelling, label in recognition.LABELS[block].items():
            by_role.setdefault(label.role, []).append((spelling, label))
        for role, spellings in by_role.items():
            told = [f"*{word}* (salah ketik / typo)" if label.typo else word for word, label in spellings]
            lines.append(f"| `{role}` | {', '.join(dict.fromkeys(told))} |")
    lines += [
        "",
        "## Satuan waktu / Units",
        "",
        "| satuan / unit | kali / times | ejaan / spellings |",
        "| --- | --- | --- |",
    ]
    units: dict[tuple[str, str], list[str]] = {}
    for word, unit in duration_words.UNITS.items():
        units.setdefault((unit.unit, str(unit.factor)), []).append(word)
    lines += [f"| {unit} | {factor} | {', '.join(words)} |" for (unit, factor), words in units.items()]
    lines += ["", "## Tanda pelaksana / Marks", "", "| tanda / mark | simbol / symbol |", "| --- | --- |"]
    lines += [f"| {mark} | {symbol} |" for mark, symbol in vocabulary.SYMBOLS.items()]
    lines.append(f"| {' '.join(sorted(vocabulary.PLAIN_MARKS))} | belum pasti / not settled |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    from pathlib import Path

    Path(__file__).with_name("EJAAN.md").write_text(table(), encoding="utf-8")
