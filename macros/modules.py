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

# Exact text in xlwings_custom_addin.bas, what it becomes, and how often it occurs. Beyond the project's
# name these keep a clerk safe from a workbook that came by mail. With xlwings' own text its sheet
# "xl_sop.conf" could name the Python to run. Its path, which nobody needs here, stands unquoted in a
# command line of cmd.exe (with & escaped and ^ not) and inside AppleScript. On macOS the shell would run a
# file name such as $(...).xlsx. And modules would be imported from the folder Excel happens to be in; -P
# (Python 3.11) forbids it.
_SEARCHED = (
    'AddExcelDir & ";" & {0} & ";" & {1} & ";" & GetConfig("ONEDRIVE_CONSUMER_{2}") & ";" & '
    'GetConfig("ONEDRIVE_COMMERCIAL_{2}") & ";" & GetConfig("SHAREPOINT_{2}") & ";" & GetConfig("PYTHONPATH")'
)
_NAME = "ActiveWorkbook.Name"
for _sign in ("\\", "$", "`", '""'):
    _NAME = f'Replace({_NAME}, "{_sign}", "\\{_sign}")'
REPLACEMENTS = (
    ('PROJECT_NAME As String = "myaddin"', f'PROJECT_NAME As String = "{PROJECT_NAME}"', 1),
    ('If SheetExists(ActiveWorkbook, PROJECT_NAME & ".conf") = True Then', "If False Then", 1),
    (_SEARCHED.format("ActiveFullName", "ThisFullName", "MAC"), '"false"', 1),
    (_SEARCHED.format("ActiveFullName", "ThisFullName", "WIN"), '"false"', 1),
    (_SEARCHED.format("ActiveWorkbook.FullName", "ThisWorkbook.FullName", "WIN"), '"false"', 1),
    ('If InStr(ActiveWorkbook.FullName, "://") = 0 Then', "If False Then", 1),
    ('ParameterString + "|" + ActiveWorkbook.Name', f'ParameterString + "|" + {_NAME}', 1),
    ('" -B -c ""', '" -B -P -c ""', 2),
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
