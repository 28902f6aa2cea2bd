"""The macro that makes an error value of a sentence, run by LibreOffice's Basic: no Excel is here to run it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from macros.modules import HERE
from xl_sop.libreoffice import uno_bridge as uno

if TYPE_CHECKING:
    from xl_sop.libreoffice.office import Office

ALWAYS_EXECUTE = 4  # com.sun.star.document.MacroExecMode
# What CallUDF gives: a value, a row, or a table (xlwings, com_server.XLPython.CallUDF). Written "value or E".
PROBE = """
Private Sub ShowReason(reason As String)
    shown = reason
End Sub
Private Function Written(value As Variant) As String
    If IsError(value) Then
        Written = "E"
    Else
        Written = CStr(value)
    End If
End Function
Public Function Probe(kind As String) As String
    Dim r As Variant, one(2) As Variant, both(1, 1) As Variant, column(2, 0) As Variant
    Select Case kind
    Case "sentence"
        Probe = Written(Answer("Waktu belum diisi"))
    Case "number"
        Probe = Written(Answer(900))
    Case "row"
        one(0) = 60: one(1) = "kosong": one(2) = 15
        r = Answer(one)
        Probe = Written(r(0)) & " " & Written(r(1)) & " " & Written(r(2))
    Case "column"
        column(0, 0) = "kosong": column(1, 0) = 60: column(2, 0) = 15
        r = Answer(column)
        Probe = Written(r(0, 0)) & " " & Written(r(1, 0)) & " " & Written(r(2, 0))
    Case "table"
        both(0, 0) = 60: both(0, 1) = "kosong": both(1, 0) = "kosong": both(1, 1) = 15
        r = Answer(both)
        Probe = Written(r(0, 0)) & " " & Written(r(0, 1)) & " " & Written(r(1, 0)) & " " & Written(r(1, 1))
    End Select
End Function
"""


@pytest.fixture(scope="module")
def probe(office: Office) -> Iterator[Any]:
    source = (HERE / "XlSop.bas").read_text("ascii")
    own = re.finditer(
        r"^(?:Public|Private) (Function|Sub) (?:Answer|NumberOrError)\(.*?^End \1$",
        source,
        re.MULTILINE | re.DOTALL,
    )
    code = "\n".join(["Option VBASupport 1", *(match[0] for match in own), PROBE])
    arguments = uno.properties(Hidden=True, MacroExecutionMode=ALWAYS_EXECUTE)
    document = office.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, arguments)
    document.BasicLibraries.createLibrary("Standard").insertByName("Coba", code)
    where = "vnd.sun.star.script:Standard.Coba.Probe?language=Basic&location=document"
    yield document.getScriptProvider().getScript(where)
    document.close(True)


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("sentence", "E"),
        ("number", "900"),
        ("row", "60 E 15"),
        ("column", "E 60 15"),
        ("table", "60 E E 15"),
    ],
)
def test_a_sentence_becomes_an_error_value_and_numbers_stay(kind: str, answer: str, probe: Any):
    assert probe.invoke((kind,), (), ())[0] == answer
