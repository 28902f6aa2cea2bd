"""Many workbooks of distinct content, quickly: one written by our template, its texts varied in the zip."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from macros import seeds
from xl_sop.template import write

_TEXT = re.compile(rb"(<t(?: [^>]*)?>)([^<]+)(</t>)")
_NOUN = re.compile(
    rb"\b(laporan|kinerja|dokumen|pengukuran|perencanaan|penyusunan|rapat|undangan|bidang|keuangan|kegiatan)\b"
)
_NOUNS = (
    b"laporan", b"rencana", b"usulan", b"dokumen", b"jadwal", b"daftar", b"naskah", b"berkas", b"telaahan",
    b"undangan", b"formulir", b"surat", b"arsip", b"anggaran", b"kinerja", b"pegawai", b"layanan", b"barang",
)  # fmt: skip


def copies(folder: Path, count: int, *, seed: int = 0, subfolders: int = 7) -> Path:
    """`count` workbooks below `folder`; the same arguments give the same workbooks.

    Labels and headers stay; every sentence of the SOP gets words of its own, the same wherever it is repeated.
    """
    master = folder / "master.xlsx"
    data = seeds.load(seeds.names()[0])
    write(master, seeds.document(data))
    with zipfile.ZipFile(master) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    master.unlink()
    sentences = {escape(text).encode() for text in _texts(data) if len(text) > 12}
    for i in range(count):
        chance = random.Random(f"{seed}/{i}")
        own = {text: _varied(text, i, chance) for text in sorted(sentences)}
        path = folder / f"unit-{i % subfolders}" / f"sop-{i:05}.xlsx"
        path.parent.mkdir(exist_ok=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, part in parts.items():
                archive.writestr(name, _replaced(part, own) if "/sheet" in name else part)
    return folder


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)


def _varied(text: bytes, i: int, chance: random.Random) -> bytes:
    return _NOUN.sub(lambda _: chance.choice(_NOUNS), text) + b" %d" % i


def _replaced(part: bytes, own: dict[bytes, bytes]) -> bytes:
    return _TEXT.sub(lambda match: match[1] + own.get(match[2], match[2]) + match[3], part)
