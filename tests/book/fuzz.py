"""A mutation fuzzer: workbooks damaged at random must give a book or a sentence, in time and within memory.

    python -m tests.book.fuzz --minutes 20 --seed 1

A case is a seed and a number, so every case can be made again. The cases run in a child process under a limit
of address space; the parent keeps the time, and writes what broke the rules into tests/data/fuzz/.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import resource
import selectors
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.book.small import parts, relationships, sheet_xml, with_strings, workbook, workbook_xml, zipped
from tests.book.zip_attacks import zip64
from tests.package.rich_workbook import rich_workbook
from xl_sop.errors import BookError

ROOT = Path(__file__).parents[2]
FOUND = ROOT / "tests" / "data" / "fuzz"
SECONDS = 5.0
LARGE = 1 << 20
MEGABYTES = 1500

SOP_HEADER = (
    "No",
    "Uraian Prosedur",
    "Camat",
    "Staf",
    "Kelengkapan",
    "Waktu (menit)",
    "Output",
    "Keterangan",
)
SOP_STEPS = (
    ("1", "Menugaskan penyusunan laporan", "x", "", "Disposisi", "15", "Disposisi", "-"),
    ("2", "Menyusun konsep", "", "x", "Data", "2 hari", "Konsep", ""),
    ("3", "Apakah konsep lengkap?", "x", "", "Konsep", "5-10 menit", "Catatan", "Jika tidak ke 2"),
    ("4", "Menyetujui laporan", "x", "", "Konsep", "1 x 24 jam", "Laporan", ""),
)


def sop_sheet() -> str:
    rows = [("SOP PENYUSUNAN LAPORAN",), ("Nomor SOP", "061/1"), SOP_HEADER, *SOP_STEPS]
    xml = "".join(
        f'<row r="{r}">'
        + "".join(
            f'<c r="{chr(64 + c)}{r}" t="inlineStr"><is><t>{text}</t></is></c>'
            for c, text in enumerate(row, 1)
            if text
        )
        + "</row>"
        for r, row in enumerate(rows, 1)
    )
    merged = '<mergeCells count="2"><mergeCell ref="A1:H1"/><mergeCell ref="C2:D2"/></mergeCells>'
    return sheet_xml(xml, after=merged)


def corpus() -> list[bytes]:
    """Valid workbooks of many kinds, in a fixed order."""
    odd = sheet_xml(
        '<row r="2"><c r="B2" s="1"><v>44927.5</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="e"><v>#N/A</v></c>'
        '<c r="E2"><f>SUM(A1:B2)</f></c><c r="F2" t="str"><f>"a"</f><v>a</v></c><c r="G2" t="d"><v>2024-01-01</v></c>'
        '</row><row r="4000" ht="20"><c r="XFD4000"><v>7</v></c></row>',
        before='<dimension ref="A1:XFD4000"/>',
    )
    styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'
    two = parts(
        sop_sheet(),
        workbook=workbook_xml("Prosedur", "Lain", "Grafik"),
        rels=relationships(
            ("worksheet", "worksheets/sheet1.xml", ""),
            ("worksheet", "/xl/worksheets/sheet2.xml", ""),
            ("chartsheet", "chartsheets/sheet1.xml", ""),
            ("styles", "styles.xml", ""),
        ),
        styles=styles,
    )
    two["xl/worksheets/sheet2.xml"] = odd.encode()
    two["xl/chartsheets/sheet1.xml"] = b"<chartsheet/>"
    made = [
        zipped(two),
        workbook(sop_sheet()),
        workbook(odd, styles=styles),
        with_strings("<si><t>No</t></si><si><r><t>Urai</t></r><r><t>an</t></r></si><si><t>Isi</t></si>"),
        zipped(parts(sop_sheet()), method=zipfile.ZIP_STORED),
        zip64(),
        rich_workbook(),
    ]
    made += [path.read_bytes() for path in sorted((ROOT / "workbooks" / "contoh").glob("*.xlsx"))]
    return made


# --- mutations

NUMBERS = (
    "0", "-1", "1", "255", "65535", "65536", "1048576", "1048577", "2147483648", "4294967295", "4294967296",
    "99999999999999999999", "1e308", "-1e308", "1e999", "nan", "inf", "0.1", "01", "१", "",
)  # fmt: skip
REFERENCES = (
    "A1", "A0", "XFD1048576", "XFE1", "A1048577", "ZZZZZZ1", "A1:XFD1048576", "B2:A1", "$A$1", "1A", "A", "7",
    "A1:B1:C1", "a1", "A99999999999", "CZ9999", "DA10000",
)  # fmt: skip
WORDS = (
    "<!DOCTYPE x [<!ENTITY a 'b'>]>", "<!--", "-->", "<![CDATA[", "]]>", "<?x", "?>", "&a;", "&#0;", "&#x110000;",
    "&lt;", "\0", "\ufeff", "￿", "</sheetData>", "<sheetData>", "<sheetData/>", '<c r="A1" t="e"><v>#N/A</v></c>',
    "<c><v>1</v></c>", "<row>", "</row>", '<c r="B9"><f>1</f></c>', "<mergeCells>", '<mergeCell ref="A1:B99"/>',
    "<is><t>x</t></is>", "<si/>", "<rPh>", "</rPh>", " ", "\n", "'", '"', "<", ">", "/", "_x0041_", "Waktu", "1 jam",
    "9" * 300, "hari " * 50, "Jika tidak ke 3", "½", "1/0 hari", "30 Februari 2024", ". . . .", "1.000.000 tahun",
)  # fmt: skip
_TAG = re.compile(rb"<[^<>]*>")
_ATTRIBUTE = re.compile(rb'="([^"<>]*)"')
_TEXT = re.compile(rb">([^<>]+)<")


def mutate_bytes(data: bytes, rng: random.Random) -> bytes:
    """Damage without regard to structure."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 4, 16))):
        at = rng.randrange(len(out)) if out else 0
        size = rng.choice((1, 1, 2, 4, 8, 64))
        match rng.randrange(6):
            case 0:
                out[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                del out[at : at + size]
            case 2:
                out[at:at] = rng.randbytes(size)
            case 3:
                out[at:at] = out[at : at + size]
            case 4:
                out[at : at + size] = bytes([rng.choice((0, 1, 0x7F, 0x80, 0xFF))]) * size
            case _:
                other = rng.randrange(len(out)) if out else 0
                out[at : at + size] = out[other : other + size]
    return bytes(out)


def mutate_directory(data: bytes, rng: random.Random) -> bytes:
    """Damage in the records of the zip itself."""
    out = bytearray(data)
    marks = [
        match.start() for match in re.finditer(rb"PK(?:\x01\x02|\x03\x04|\x05\x06|\x06\x06|\x06\x07)", data)
    ]
    for _ in range(rng.choice((1, 1, 2, 3))):
        at = rng.choice(marks) + rng.randrange(4, 46)
        size = rng.choice((1, 2, 4, 8))
        value = rng.choice(
            (0, 1, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 1 << 63, len(data), rng.getrandbits(64))
        )
        out[at : at + size] = (value & ((1 << 8 * size) - 1)).to_bytes(size, "little")
    return bytes(out) if rng.random() < 0.9 else bytes(out[: rng.randrange(len(out) + 1)])


def mutate_xml(xml: bytes, rng: random.Random) -> bytes:
    """Damage that leaves most of the XML as it was."""
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        what: tuple[re.Pattern[bytes], tuple[str, ...]] = rng.choice(
            ((_ATTRIBUTE, NUMBERS + REFERENCES), (_TEXT, NUMBERS + REFERENCES + WORDS), (_TAG, WORDS))
        )
        found = list(what[0].finditer(xml))
        if not found:
            return mutate_bytes(xml, rng)
        match = rng.choice(found)
        start, stop = match.span(match.lastindex or 0)
        new = rng.choice(what[1]).encode("utf-8", "surrogatepass")
        match rng.randrange(6):
            case 0:
                new = xml[start:stop] + new
            case 1:
                new = b""
            case 2:
                new = xml[start:stop] * min(rng.choice((2, 3, 50, 2000)), 1 + LARGE // max(stop - start, 1))
            case 3:
                other = rng.choice(found)
                new = xml[slice(*other.span(other.lastindex or 0))]
            case _:
                pass
        if len(xml) < 8 * LARGE:
            xml = xml[:start] + new + xml[stop:]
    return xml


def mutate_parts(data: bytes, rng: random.Random) -> bytes:
    """Damage inside the parts, in a zip that is sound again."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in contents if name.endswith((".xml", ".rels")) and "theme" not in name]
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        name = rng.choice(names)
        if name not in contents:
            continue
        match rng.randrange(12):
            case 0:
                del contents[name]
            case 1:
                contents[rng.choice((name.upper(), name.replace("/", "\\"), "x" + name, name))] = (
                    contents.pop(name)
                )
            case 2:
                contents[name] = contents.get(rng.choice(names), b"")
            case 3:
                contents[name] = contents[name].decode("utf-8", "replace").encode("utf-16")
            case 4 | 5:
                contents[name] = mutate_bytes(contents[name], rng)
            case _:
                contents[name] = mutate_xml(contents[name], rng)
    return zipped(contents)


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    mutate_parts, mutate_parts, mutate_parts, mutate_parts, mutate_directory, mutate_bytes,
)  # fmt: skip


def case(seeds: list[bytes], seed: int, index: int) -> bytes:
    """The bytes of one case; the same for the same arguments."""
    rng = random.Random(f"{seed}:{index}")
    return rng.choice(MUTATIONS)(rng.choice(seeds), rng)


# --- the rule


def check(path: Path) -> str | None:
    """What is wrong with how a file is taken: None if it gave documents or a sentence."""
    from xl_sop.api import read, to_json

    start = time.process_time()
    try:
        for document in read(path):
            to_json(document)
    except BookError as error:
        if not error.indonesian.strip() or "\n" in error.indonesian:
            return f"no sentence: {error.indonesian!r}"
    except BaseException:  # noqa: BLE001 - whatever escapes is the finding
        return traceback.format_exc()
    took = time.process_time() - start
    return f"took {took:.1f} s" if took > SECONDS else None


def child(seed: int, start: int) -> None:
    """Run cases from `start` on, saying which on standard output, until killed."""
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    seeds = corpus()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kasus.xlsx"
        index = start
        while True:
            print(json.dumps([index, None]), flush=True)
            path.write_bytes(case(seeds, seed, index))
            if wrong := check(path):
                print(json.dumps([index, wrong]), flush=True)
            index += 1


def run(seed: int, seconds: float, start: int = 0) -> Iterator[tuple[int, str]]:
    """The cases that broke the rules, as (number, what happened), within a time; last (number of cases, "")."""
    deadline = time.monotonic() + seconds
    index = start
    while time.monotonic() < deadline:
        command = [sys.executable, "-m", "tests.book.fuzz", "--seed", str(seed), "--child", str(index)]
        with (
            subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process,
            selectors.DefaultSelector() as selector,
        ):
            assert process.stdout is not None
            selector.register(process.stdout, selectors.EVENT_READ)
            patience = 60.0  # for the start
            while time.monotonic() < deadline:
                if not selector.select(patience):
                    yield index, "hangs"
                    break
                line = process.stdout.readline()
                if not line:
                    yield index, f"killed its process ({process.wait()})"
                    break
                patience = 6 * SECONDS  # the machine may be busy
                index, wrong = json.loads(line)
                if wrong:
                    yield index, wrong
            process.kill()
        index += 1
    yield index - start, ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--child", type=int)
    arguments = parser.parse_args()
    if arguments.child is not None:
        child(arguments.seed, arguments.child)
    seeds = corpus()
    known: set[str] = set()
    for index, wrong in run(arguments.seed, 60 * arguments.minutes, arguments.start):
        if not wrong:
            print(f"{index} cases, {len(known)} kinds of failure")
            break
        kind = wrong.strip().splitlines()[-1][:80]
        print(f"case {arguments.seed}:{index}: {wrong}", flush=True)
        if kind not in known:
            known.add(kind)
            FOUND.mkdir(parents=True, exist_ok=True)
            (FOUND / f"{arguments.seed}_{index}.xlsx").write_bytes(case(seeds, arguments.seed, index))


if __name__ == "__main__":
    main()
