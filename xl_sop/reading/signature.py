"""The signature of an SOP: position, name, rank and number, from labelled rows or from the lines of one cell."""

from __future__ import annotations

import re

from xl_sop.document import Cell
from xl_sop.findings import Finding
from xl_sop.model import NO_APPROVAL, Approval
from xl_sop.reading.identity_texts import line_of, texts_of
from xl_sop.text import clean, fold, is_blank

APPROVAL_ROLES = {
    "position": "position",
    "official": "name",
    "rank": "rank",
    "employee_number": "employee_number",
}
"""Role of a label → attribute of `Approval`."""

_SEPARATED = r"\d{8}[ .\-]?\d{6}[ .\-]?\d[ .\-]?\d{3}"
# the number of a civil servant, and that of the police and the forces
_NUMBER = re.compile(rf"\bN(?:IP|RP)\b\.?\s*[:.]?\s*|(?<!\d)(?={_SEPARATED}(?!\d))", re.IGNORECASE)
_DIGITS = re.compile(r"(?<!\d)(\d[\d .\-]{16,24}\d)(?!\d)")
_SERVICE_NUMBER = re.compile(r"(?<!\d)\d{5,8}(?!\d)")
# Names of ranks (PP 99/2000 as amended; police and forces): enough to know a rank when one stands alone
_RANK = re.compile(
    r"^(?:pembina|penata|pengatur|juru|ajun|komisaris|inspektur polisi|brigadir|aipda|aiptu|ipda|iptu|akp|kompol|akbp"
    r"|kombes|kolonel|letkol|letnan|mayor|kapten|lettu|letda|peltu|pelda|serma|serka)\b",
    re.IGNORECASE,
)
# a rank behind a name in the same line
_RANK_BEHIND = re.compile(
    r"[\s,;(-]+((?:Pembina|Penata|Pengatur|Juru)\b(?:\s+(?:Utama|Muda|Madya|Tingkat|Tk\.?|I))*(?:\s*[(,/]*\s*I{0,3}V?\s*/\s*[a-e]\)?)?)",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"^(?:plt\.?|plh\.?|pj\.?|an\.?|a\.n\.?)?\s*(?:kepala|camat|lurah|sekretaris|inspektur|direktur|bupati|wali\s?kota|gubernur"
    r"|ketua|rektor|dekan|asisten|menteri|deputi|kabag|kabid|kadis|kaban|staf|koordinator|pimpinan|dinas|badan|wakil"
    r"|kasi|kasubag|kasubbag|manajer|penanggung|kapolres|kapolsek|kapolda|komandan)\b",
    re.IGNORECASE,
)
_GAP = re.compile(r"\s{2,}|\t")
_TITLED = re.compile(r"[\s,]+(?=(?:Prof|Drs?|Dra|Ir|Hj?|dr|drg)\.\s*\S)")


def approval_of(cells: dict[str, list[Cell]], problems: list[Finding]) -> Approval:
    """Jabatan, name, rank, NIP: from labelled rows, else from the lines of the cells beside Disahkan oleh.

    Args:
        cells: The cells of the identity page by field; `approved_by` and `approved_by.name` … are read.
        problems: What there is to say is added here.
    """
    found = cells.get("approved_by", [])
    if not found:
        return NO_APPROVAL
    labelled = {role: cells.get(f"approved_by.{role}") for role in APPROVAL_ROLES.values()}
    numbers = labelled["employee_number"]
    number = _employee_number(numbers or found, problems, labelled=bool(numbers))
    own = {cell.address for role_cells in labelled.values() for cell in role_cells or ()}
    said = {role: line_of(role_cells or []) for role, role_cells in labelled.items()}
    position: list[str] = []
    names: list[str] = []
    rank: str | None = None
    for raw in texts_of([cell for cell in found if cell.address not in own]):
        for line in _parts(raw):
            if _RANK.match(line):
                rank = line
            elif not names and (_POSITION.match(line) or (position and _goes_on(position[-1], line))):
                position.append(line)
            else:
                names.append(line)
    if position and not names and len(position) > 1 and not said["name"]:
        names = [position.pop()]
    return Approval(
        position=said["position"] or " ".join(position) or None,
        name=said["name"] or " ".join(names) or None,
        rank=said["rank"] or rank,
        employee_number=number,
    )


def _parts(raw: str) -> list[str]:
    """The parts of a line without its number: position, name and rank may share one."""
    before = _NUMBER.split(raw, maxsplit=1)[0]
    alone = before == raw
    parts: list[str] = []
    for piece in _GAP.split(before.strip()) if "  " in before or "\t" in before else [before]:
        line = clean(piece).strip(" ,;")
        if not line or is_blank(line):
            continue
        rank = None if _RANK.match(line) else _RANK_BEHIND.search(line)
        rest = clean(line[: rank.start()]).strip(" ,;(-") if rank else line
        parts += _position_and_name(rest) if rank or not alone else [rest]
        if rank:
            parts.append(clean(rank[1]).strip(" ,;"))
    return parts


def _position_and_name(line: str) -> list[str]:
    """`Kepala Dinas Sosial NAMA PEJABAT, S.E.` in two: at a title before the name, or where capitals begin."""
    if not _POSITION.match(line):
        return [line]
    if titled := _TITLED.search(line):
        return [line[: titled.start()], line[titled.end() :]]
    words = line.split(" ")
    if words[0].isupper():
        return [line]
    for i in range(1, len(words) - 1):
        if all(word.strip(",.").isalpha() and word.isupper() and len(word) > 2 for word in words[i : i + 2]):
            return [" ".join(words[:i]).rstrip(","), " ".join(words[i:])]
    return [line]


def _goes_on(above: str, line: str) -> bool:
    """True for the second line of a position (`Kepala Badan Pusat Statistik` / `Provinsi Bengkulu`), not a name."""
    return fold(line).split(" ", 1)[0] in (
        "provinsi",
        "kabupaten",
        "kota",
        "kecamatan",
        "dan",
        "kelurahan",
    ) or (fold(above).endswith((" dan", " dan pencatatan", ",")))


def _employee_number(cells: list[Cell], problems: list[Finding], *, labelled: bool) -> str | None:
    """The 18 digits of an NIP without what parts them; a number of the police with its word; else as written."""
    for cell in cells:
        if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
            problems.append(Finding("nip-jadi-angka", cell.address, words={"teks": cell.text or ""}))
            return None
    for cell in cells:
        for line in texts_of([cell]):
            split = _NUMBER.split(line, maxsplit=1)
            rest = clean(split[1] if len(split) > 1 else line if labelled else "")
            if digits := _DIGITS.search(rest):
                return re.sub(r"\D", "", digits[1])
            if re.search(r"\bNRP\b", line, re.IGNORECASE) and (service := _SERVICE_NUMBER.search(rest)):
                return f"NRP {service[0]}"
            if rest and not is_blank(rest):
                return rest
    return None
