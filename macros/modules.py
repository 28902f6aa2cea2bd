"""Which VBA modules go into which file: our own text from this folder, and xlwings' as its package ships it.

xlwings' VBA is taken from the installed package and not copied into this repository: its version must be the
version of the Python package that answers it, and one pinned dependency says both.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from macros.project import Module, document_module, module

HERE = Path(__file__).parent
PROJECT_NAME = "xl_sop"  # xlwings looks for the sheet "xl_sop.conf" in the add-in

# Exact text in xlwings_custom_addin.bas, what it becomes, and how often it occurs. Beyond the name of the
# project these close two doors. With xlwings' own text a workbook from anywhere could name the Python to run:
# a sheet "xl_sop.conf" of its own comes before the add-in's. And a file name with ^& in it could end the
# command line, in which the path stands unquoted for cmd.exe, with & escaped and ^ not.
REPLACEMENTS = (
    ('PROJECT_NAME As String = "myaddin"', f'PROJECT_NAME As String = "{PROJECT_NAME}"', 1),
    (
        'If SheetExists(ActiveWorkbook, PROJECT_NAME & ".conf") = True Then',
        "If False Then ' xl_sop: a workbook must not configure the add-in",
        1,
    ),
    ('Replace(PYTHONPATH, "&", "^&")', 'Replace(Replace(PYTHONPATH, "^", "^^"), "&", "^&")', 2),
)


def addin_modules(sheets: list[str]) -> list[Module]:
    """The modules of the add-in, whose sheets have the given code names."""
    return [
        *_documents(sheets),
        module(xlwings_source(), "standard"),
        module(_shipped("addin/Dictionary.cls"), "class"),  # xlwings reads its settings into one on macOS
        _own("XlSop.bas"),
        _own("xlwings_udfs.bas"),
    ]


def template_modules(sheets: list[str]) -> list[Module]:
    """The modules of the template, whose sheets have the given code names."""
    return [*_documents(sheets), _own("XlSopTemplat.bas")]


def xlwings_source() -> str:
    """xlwings' module for custom add-ins, with `REPLACEMENTS` made.

    Raises:
        ValueError: a text to replace is not there as often as known: another version of xlwings.
    """
    text = _shipped("xlwings_custom_addin.bas")
    for old, new, count in REPLACEMENTS:
        if text.count(old) != count:
            raise ValueError(f"xlwings_custom_addin.bas has {text.count(old)} times {old!r}, not {count}")
        text = text.replace(old, new)
    return text


def _documents(sheets: list[str]) -> list[Module]:
    return [document_module("ThisWorkbook", "workbook"), *(document_module(name, "sheet") for name in sheets)]


def _own(name: str) -> Module:
    return module((HERE / name).read_text("ascii"), "standard")


def _shipped(name: str) -> str:
    return (files("xlwings") / name).read_text("cp1252")
