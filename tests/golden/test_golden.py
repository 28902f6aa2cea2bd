"""The committed schema and documents are what the program makes, byte for byte."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import jsonschema
import pytest

from tests import golden
from tests.cli.command import xl_sop

ANEW = "if that is meant: python -m tests.golden, and read the difference"
FILES = golden.committed()
DOCUMENTS = [name for name in FILES if name != "skema.json" and not name.endswith(".temuan.json")]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return golden.files(tmp_path_factory.mktemp("asli"))


def test_there_is_a_file_for_the_schema_and_two_for_each_workbook(made: dict[str, bytes]) -> None:
    assert sorted(FILES) == sorted(made)
    assert len(DOCUMENTS) == 10


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_what_the_program_makes(name: str, made: dict[str, bytes]) -> None:
    assert made[name].decode() == FILES[name].decode(), ANEW


def test_the_command_prints_the_schema_and_the_schema_has_a_name() -> None:
    assert xl_sop("schema").stdout.encode() == FILES["skema.json"]
    assert json.loads(FILES["skema.json"])["$id"] == "urn:xl-sop:skema:1"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_golden_document_follows_the_golden_schema(name: str) -> None:
    document = json.loads(FILES[name])
    document["temuan"] = json.loads(FILES[name.replace(".json", ".temuan.json")])
    schema = json.loads(FILES["skema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema, jsonschema.Draft202012Validator)


def test_the_two_files_are_the_whole_of_what_goes_out(tmp_path: Path) -> None:
    for _, workbook in golden.workbooks(tmp_path):
        sop, data = golden.read(workbook)
        digest = hashlib.sha256(workbook.read_bytes()).hexdigest()
        document, listed = golden.without_findings(sop).decode(), golden.findings(sop).decode()
        whole = document.replace('"sha256": null', f'"sha256": "{digest}"')
        whole = whole.replace('"temuan": []', '"temuan": ' + listed.rstrip().replace("\n", "\n  "))
        assert whole == data.decode()
