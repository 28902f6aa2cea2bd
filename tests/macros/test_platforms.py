"""Conditional compilation, as far as xlwings uses it."""

from __future__ import annotations

import pytest

from tests.macros.platforms import MAC, WINDOWS, resolved

SOURCE = """#Const App = "Microsoft Excel"
#If VBA7 Then
    #If Mac Then
mac
    #ElseIf Win64 Then
windows
    #Else
other
    #End If
#Else
old
#End If
#If App = "Microsoft Word" Then
word
#ElseIf App = "Microsoft Excel" Then
excel
#End If
#If Not Mac Then
not mac
#End If
#If MAC_OFFICE_VERSION >= 15 Then
unknown
#End If
always
"""


@pytest.mark.parametrize(
    ("constants", "kept"),
    [
        (WINDOWS, ["windows", "excel", "not mac", "always"]),
        (MAC, ["mac", "excel", "always"]),
        (MAC | {"mac_office_version": 15}, ["mac", "excel", "unknown", "always"]),
        ({}, ["old", "excel", "not mac", "always"]),
    ],
    ids=["windows", "mac", "constant given", "an old VBA"],
)
def test_branches(constants: dict[str, object], kept: list[str]):
    lines = resolved(SOURCE, constants).split("\n")
    assert [line for line in lines if line] == kept
    assert lines.index("always") == SOURCE.split("\n").index("always")


@pytest.mark.parametrize("source", ["#If Mac Then\n", "#If a + 1 Then\n#End If\n"])
def test_what_is_not_understood_is_said(source: str):
    with pytest.raises(ValueError):
        resolved(source, MAC)
