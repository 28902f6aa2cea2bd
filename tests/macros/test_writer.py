"""The writer of vbaProject.bin against other readers: oletools for compression, olefile for the file."""

from __future__ import annotations

import io
import random

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros import compound
from macros.compression import compress
from macros.project import document_module, module
from tests.macros.olevba import decompress

WORDS = st.lists(
    st.sampled_from(["Sub ", "End Sub\r\n", "    x = ", '"', "1", "Validasi", "\r\n"]), max_size=900
)


@given(WORDS)
def test_compressed_source_comes_back(words: list[str]):
    data = "".join(words).encode()
    assert decompress(compress(data)) == data if data else compress(data) == b"\x01"


@pytest.mark.parametrize("size", [1, 15, 16, 17, 4095, 4096, 4097, 8192, 20000])
def test_lengths_around_the_steps_of_the_format(size: int):
    """The offset of a copy token gets a bit more at 17, 33, 65, … bytes; chunks end at 4096."""
    data = (b"Public Sub Validasi()\r\n    Jalankan 12345\r\nEnd Sub\r\n" * (size // 20 + 1))[:size]
    assert decompress(compress(data)) == data


def test_what_does_not_shrink_is_refused():
    noise = random.Random(1).randbytes(4096)
    with pytest.raises(ValueError, match="compress"):
        compress(noise)


@pytest.mark.parametrize("count", [1, 2, 3, 7, 8, 31, 200])
def test_a_compound_file_gives_back_its_streams(count: int):
    inside = {f"Aliran{n}": bytes([n % 251]) * (n * 67 % 9000) for n in range(count)}
    raw = compound.write({"Folder": dict(inside), "TOP": b"x" * 4096, "tiny": b"y", "none": b""})
    with olefile.OleFileIO(io.BytesIO(raw), raise_defects=olefile.DEFECT_UNSURE) as file:
        assert file.parsing_issues == []
        assert {path[1] for path in file.listdir() if path[0] == "Folder"} == set(inside)
        for name, data in inside.items():
            assert file.openstream(["Folder", name]).read() == data
        assert file.openstream("TOP").read() == b"x" * 4096
        assert file.openstream("none").read() == b""


def test_too_much_data_is_refused():
    with pytest.raises(ValueError, match="table"):
        compound.write({"big": bytes(8 << 20)})


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Option Explicit\n", "standard"), ('Attribute VB_Name = "X"\nOption Explicit\n', "class")],
    ids=["no name", "a class that is none"],
)
def test_text_that_is_no_export(text: str, kind: str):
    with pytest.raises(ValueError):
        module(text, kind)


def test_line_ends_become_cr_lf():
    assert module('Attribute VB_Name = "X"\nSub A()\r\nEnd Sub\r', "standard").source == (
        'Attribute VB_Name = "X"\r\nSub A()\r\nEnd Sub\r\n'
    )


def test_a_document_module_is_what_excel_writes():
    assert document_module("Sheet1", "sheet").source.split("\r\n") == [
        'Attribute VB_Name = "Sheet1"',
        'Attribute VB_Base = "0{00020820-0000-0000-C000-000000000046}"',
        "Attribute VB_GlobalNameSpace = False",
        "Attribute VB_Creatable = False",
        "Attribute VB_PredeclaredId = True",
        "Attribute VB_Exposed = True",
        "Attribute VB_TemplateDerived = False",
        "Attribute VB_Customizable = True",
        "",
    ]
