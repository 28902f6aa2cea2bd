import io
import os
import re
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.package.rich_workbook import OFFICE, rich_workbook
from tests.package.zip_facts import contents, physical_order, raw_entries
from xl_sop.errors import BookError
from xl_sop.package.container import Container
from xl_sop.package.package import CONTENT_TYPES, Package
from xl_sop.refusals import refusal

RICH = rich_workbook()
SHEET = "xl/worksheets/sheet2.xml"
VML = f"{OFFICE}/vmlDrawing"


def a_zip(parts: dict[str, bytes], comment: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


# --- copying


def test_the_test_workbook_is_as_unusual_as_it_claims():
    with zipfile.ZipFile(io.BytesIO(RICH)) as archive:
        infos = archive.infolist()
    assert {info.compress_type for info in infos} == {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    assert {bool(info.flag_bits & 8) for info in infos} == {True, False}
    assert any(info.extra for info in infos)
    assert infos[0].filename != CONTENT_TYPES


@pytest.mark.parametrize("part", list(contents(RICH)))
def test_replacing_any_one_part_leaves_all_others_as_the_bytes_they_were(part: str):
    package = Package(RICH)
    package.replace(part, b"<baru/>" * 1000)
    result = package.to_bytes()

    before, after = raw_entries(RICH), raw_entries(result)
    assert list(after) == list(before)
    assert physical_order(result) == physical_order(RICH)
    assert {name for name in before if after[name] != before[name]} == {part}
    assert contents(result) == contents(RICH) | {part: b"<baru/>" * 1000}
    assert Container(result).to_bytes() == result
    with zipfile.ZipFile(io.BytesIO(result)) as new, zipfile.ZipFile(io.BytesIO(RICH)) as old:
        assert new.comment == old.comment
        assert new.getinfo(part).compress_type == old.getinfo(part).compress_type
        assert new.getinfo(part).date_time == old.getinfo(part).date_time
        # Sizes stand before the data now, so no data descriptor is announced or left behind.
        info = new.getinfo(part)
        assert not info.flag_bits & 8
        assert len(after[part][0]) == 30 + len(part) + len(info.extra) + info.compress_size


def test_without_a_change_the_bytes_are_the_same():
    package = Package(RICH)
    package.replace(SHEET, package.read(SHEET))
    assert package.changed == []
    assert package.to_bytes() == RICH


def test_putting_the_old_contents_back_undoes_a_change():
    package = Package(RICH)
    old = package.read(SHEET)
    package.replace(SHEET, b"lain")
    assert package.changed == [SHEET]
    package.replace(SHEET, old)
    assert package.to_bytes() == RICH


def test_parts_can_be_added_and_removed_and_two_writes_are_equal():
    def changed() -> bytes:
        package = Package(RICH)
        package.add("xl/baru.bin", b"\0" * 500)
        package.remove("xl/calcChain.xml")
        assert package.changed == ["xl/baru.bin", "xl/calcChain.xml"]
        return package.to_bytes()

    result = changed()
    assert result == changed()
    before, after = raw_entries(RICH), raw_entries(result)
    assert list(after) == [name for name in before if name != "xl/calcChain.xml"] + ["xl/baru.bin"]
    assert all(after[name] == before[name] for name in after if name != "xl/baru.bin")
    with zipfile.ZipFile(io.BytesIO(result)) as archive:
        assert archive.getinfo("xl/baru.bin").date_time == (1980, 1, 1, 0, 0, 0)
        assert archive.read("xl/baru.bin") == b"\0" * 500


def test_a_part_removed_and_added_again_is_listed_as_changed_once():
    package = Package(RICH)
    package.remove("xl/calcChain.xml")
    package.add("xl/calcChain.xml", b"<calcChain/>")
    assert package.changed == ["xl/calcChain.xml"]
    with pytest.raises(BookError, match="already has"):
        package.add("XL/CALCCHAIN.XML", b"")


def test_names_are_found_without_regard_to_case_slash_or_backslash():
    container = Container(a_zip({"xl\\Workbook.xml": b"isi"}))
    assert container.read("/xl/workbook.xml") == b"isi"
    assert "xl/other.xml" not in container


def test_a_directory_in_another_order_than_the_entries_keeps_both_orders():
    data = a_zip({"satu": b"1", "dua": b"2", "tiga": b"3"})
    start = data.index(b"PK\1\2")
    end = data.index(b"PK\5\6")
    headers = [b"PK\1\2" + header for header in data[start:end].split(b"PK\1\2")[1:]]
    data = data[:start] + b"".join(reversed(headers)) + data[end:]
    container = Container(data)
    container.replace("dua", b"baru")
    result = container.to_bytes()
    assert container.names == list(contents(result)) == ["tiga", "dua", "satu"]
    assert physical_order(result) == ["satu", "dua", "tiga"]
    assert contents(result) == {"tiga": b"3", "dua": b"baru", "satu": b"1"}


def test_a_comment_that_looks_like_the_end_of_the_directory():
    data = a_zip({"a": b"isi"})
    comment = b"PK\5\6" + bytes(18) + b"!"
    data = data[:-2] + struct.pack("<H", len(comment)) + comment
    container = Container(data)
    container.replace("a", b"baru")
    assert Container(container.to_bytes()).read("a") == b"baru"
    assert container.to_bytes().endswith(comment)


def test_zip64_records_and_fields_keep_their_form():
    """Streaming writers use zip64 in small files too; sizes and offsets then stand in an extra field."""
    names, blocks, central = ("a", "b"), b"", b""
    for name in names:
        data = name.encode() * 10
        crc = zipfile.crc32(data)
        wide = struct.pack("<2HQQQ", 1, 24, 10, 10, len(blocks))
        central += struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 45, 45, 0, 0, 0, 33, crc, *[2**32 - 1] * 2, 1, 28, 0, 0, 0, 0, 2**32 - 1
        )
        central += name.encode() + wide
        blocks += struct.pack("<4s5H3I2H", b"PK\3\4", 45, 0, 0, 0, 33, crc, *[2**32 - 1] * 2, 1, 20)
        blocks += name.encode() + struct.pack("<2HQQ", 1, 16, 10, 10) + data
    end64 = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, 2, 2, len(central), len(blocks))
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, len(blocks) + len(central), 1)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 2**32 - 1, 2**32 - 1, 0)
    file = blocks + central + end64 + locator + end
    assert contents(file) == {"a": b"a" * 10, "b": b"b" * 10}

    container = Container(file)
    container.replace("a", b"panjang " * 9)
    result = container.to_bytes()
    assert contents(result) == {"a": b"panjang " * 9, "b": b"b" * 10}
    assert raw_entries(result)["b"][:2] == raw_entries(file)["b"][:2]
    assert Container(result).to_bytes() == result


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.text("abcäß/", min_size=1, max_size=6), st.binary(max_size=200), min_size=1, max_size=6
    ),
    st.data(),
)
def test_any_zip_with_any_parts_replaced(parts: dict[str, bytes], data: st.DataObject):
    names = {name.casefold(): name for name in parts if not name.startswith("/")}
    parts = {name: parts[name] for name in names.values()} or {"a": b""}
    file = a_zip(parts)
    new = data.draw(st.dictionaries(st.sampled_from(sorted(parts)), st.binary(max_size=200)))
    container = Container(file)
    for name, body in new.items():
        container.replace(name, body)
    result = container.to_bytes()
    assert contents(result) == parts | new
    before, after = raw_entries(file), raw_entries(result)
    assert all(after[name] == before[name] for name in parts if parts[name] == (parts | new)[name])


# --- damage


@pytest.mark.parametrize("keep", [0, 10, 100, len(RICH) // 2, len(RICH) - 10, len(RICH) - 1])
def test_a_cut_off_file_is_refused(keep: int):
    with pytest.raises(BookError) as caught:
        Package(RICH[:keep])
    assert caught.value.english == refusal("truncated" if keep else "empty").english


def test_a_wrong_byte_is_noticed_when_the_part_is_read_and_copied_otherwise():
    at = RICH.index(b"\0\1printer") if b"\0\1printer" in RICH else RICH.index(bytes(range(256)))
    broken = RICH[:at] + b"\xff" + RICH[at + 1 :]
    package = Package(broken)
    part = next(n for n in package.names if n.endswith(".bin") and broken[at - 400 : at].count(n.encode()))
    with pytest.raises(BookError, match="damaged"):
        package.read(part)
    package.replace(SHEET, b"x")
    assert raw_entries(package.to_bytes())[part] == raw_entries(broken)[part]


def test_an_entry_larger_than_it_says_is_refused():
    data = bytearray(a_zip({"bom": b"\0" * 1_000_000}))
    directory = data.index(b"PK\1\2")
    data[directory + 24 : directory + 28] = struct.pack("<I", 1000)
    with pytest.raises(BookError, match="built in an unusual way"):
        Container(bytes(data)).read("bom")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"bukan zip", "text or CSV"),
        (b"", "empty"),
    ],
)
def test_other_files_are_refused(data: bytes, says: str):
    with pytest.raises(BookError, match=says):
        Container(data)


def test_two_entries_of_one_name_are_refused():
    data = a_zip({"satu": b"1", "dua1": b"2"}).replace(b"dua1", b"SATU")
    with pytest.raises(BookError, match="unusual way"):
        Container(data)


def test_an_encrypted_entry_is_refused():
    data = bytearray(a_zip({"a": b"1"}))
    data[data.index(b"PK\1\2") + 8] |= 1
    with pytest.raises(BookError, match="password"):
        Container(bytes(data))


def test_a_zip_that_is_no_office_file(tmp_path: Path):
    path = tmp_path / "arsip.xlsx"
    path.write_bytes(a_zip({"a.txt": b"1"}))
    with pytest.raises(BookError, match=re.escape(CONTENT_TYPES)):
        Package.open(path)


def test_a_document_type_declaration_is_refused():
    package = Package(RICH)
    dtd = b'<!DOCTYPE Types [<!ENTITY a "b">]>'
    package.replace(CONTENT_TYPES, package.read(CONTENT_TYPES).replace(b"<Types", dtd + b"<Types"))
    with pytest.raises(BookError, match="DTD"):
        package.content_type(SHEET)


# --- writing


def changed_package(path: Path) -> Package:
    path.write_bytes(RICH)
    package = Package.open(path)
    package.replace(SHEET, b"baru")
    return package


def test_write_replaces_the_file_and_keeps_its_mode(tmp_path: Path):
    path = tmp_path / "sop.xlsm"
    package = changed_package(path)
    path.chmod(0o640)
    package.write(path)
    assert path.read_bytes() == package.to_bytes() != RICH
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["sop.xlsm"]


def test_a_new_file_gets_the_usual_mode(tmp_path: Path):
    Package(RICH).write(tmp_path / "baru.xlsm")
    (tmp_path / "biasa").write_bytes(b"")
    assert (tmp_path / "baru.xlsm").stat().st_mode == (tmp_path / "biasa").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path):
    package = changed_package(tmp_path / "asli.xlsm")
    (tmp_path / "tautan.xlsm").symlink_to(tmp_path / "asli.xlsm")
    package.write(tmp_path / "tautan.xlsm")
    assert (tmp_path / "tautan.xlsm").is_symlink()
    assert (tmp_path / "asli.xlsm").read_bytes() == package.to_bytes()


def test_writing_what_is_there_already_touches_nothing(tmp_path: Path):
    path = tmp_path / "sop.xlsm"
    path.write_bytes(RICH)
    os.utime(path, ns=(1, 1))
    before = path.stat()
    Package.open(path).write(path)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("step", ["fsync", "replace", "fdopen", "chmod"])
def test_a_full_disk_leaves_the_original_and_no_rubbish(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "sop.xlsm"
    package = changed_package(path)
    real = os.fdopen

    def full(*arguments: object, **_: object) -> None:
        if step == "fdopen":
            real(arguments[0], "wb").close()  # type: ignore[arg-type]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(BookError, match="disk is full") as caught:
        package.write(path)
    monkeypatch.undo()
    assert "berkas semula tidak berubah" in caught.value.indonesian
    assert path.read_bytes() == RICH
    assert os.listdir(tmp_path) == ["sop.xlsm"]


def test_a_read_only_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "sop.xlsm"
    package = changed_package(path)
    # The superuser may write everywhere, so the answer of the system is given here.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(BookError, match="read-only"):
        package.write(path)
    assert path.read_bytes() == RICH


def test_a_missing_folder(tmp_path: Path):
    with pytest.raises(BookError, match="cannot be written"):
        Package(RICH).write(tmp_path / "tidak-ada" / "sop.xlsm")
