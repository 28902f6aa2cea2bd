"""Help in two languages, quickly."""

from __future__ import annotations

import ast
import string
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.cli.command import environment, xl_sop
from xl_sop.cli.clickwords import WORDS
from xl_sop.cli.messages import TEXTS
from xl_sop.cli.root import COMMANDS

INDONESIAN = {"XL_SOP_LANG": "id"}


def test_every_command_is_listed_with_its_help() -> None:
    page = xl_sop("--help").stdout
    for name in COMMANDS:
        assert f"  {name} " in page
        assert TEXTS[name][1] in " ".join(page.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_page_in_both_languages(name: str) -> None:
    english, indonesian = xl_sop(name, "--help"), xl_sop(name, "--help", **INDONESIAN)
    assert (english.returncode, indonesian.returncode) == (0, 0)
    assert "Usage: xl-sop" in english.stdout
    assert "Pemakaian: xl-sop" in indonesian.stdout
    assert TEXTS[name][0] in " ".join(indonesian.stdout.split())
    for word in (
        "Usage",
        "OPTIONS",
        "COMMAND",
        "ARGS",
        "SOURCE",
        "Options:",
        "Show this",
        "required",
        "default:",
    ):
        assert word not in indonesian.stdout


@pytest.mark.parametrize(
    ("env", "speaks"),
    [
        ({"LC_ALL": "id_ID.UTF-8"}, "Pemakaian"),
        ({"LC_ALL": "", "LANG": "id_ID"}, "Pemakaian"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "id_ID.UTF-8"}, "Usage"),
        ({"LC_ALL": "de_DE.UTF-8"}, "Usage"),
        ({"LC_ALL": "en_US.UTF-8", "XL_SOP_LANG": "id"}, "Pemakaian"),
        ({"LC_ALL": "id_ID.UTF-8", "XL_SOP_LANG": "en"}, "Usage"),
    ],
)
def test_the_language_is_the_locales_unless_one_is_named(env: dict[str, str], speaks: str) -> None:
    assert xl_sop("--help", **env).stdout.startswith(speaks)


def test_version_says_one_line() -> None:
    from xl_sop import __version__

    assert xl_sop("--version").stdout == f"xl-sop {__version__}\n"


def test_help_imports_click_and_next_to_nothing_else() -> None:
    code = (
        "import sys, xl_sop.cli.root as root\n"
        "try: root.cli.main(['--help'], prog_name='xl-sop')\n"
        "except SystemExit: pass\n"
        "print(sorted(name for name in sys.modules if name.startswith('xl_sop')), file=sys.stderr)\n"
        "print([name for name in sys.argv[1:] if name in sys.modules], file=sys.stderr)"
    )
    heavy = [
        "polars",
        "pandera",
        "openpyxl",
        "xlwings",
        "rich",
        "msgspec",
        "python_calamine",
        "multiprocessing",
    ]
    result = subprocess.run(
        [sys.executable, "-c", code, *heavy], capture_output=True, text=True, env=environment(), check=True
    )
    modules, loaded = result.stderr.splitlines()
    assert ast.literal_eval(modules) == [
        "xl_sop",
        "xl_sop.cli",
        "xl_sop.cli.messages",
        "xl_sop.cli.root",
        "xl_sop.sentence",
    ]
    assert ast.literal_eval(loaded) == []


def test_both_texts_of_a_message_have_the_same_words_to_fill_in() -> None:
    for key, (indonesian, english) in TEXTS.items():
        assert _fields(indonesian) == _fields(english), key
    for english, indonesian in WORDS.items():
        assert _fields(english) >= _fields(indonesian), english


def _fields(text: str) -> set[str | None]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def test_clicks_own_words_are_all_translated() -> None:
    """What click can say in our commands: texts in its source, but for those of features that we do not use."""
    unused = (
        "DeprecationWarning", "deprecated", "env var", "(dynamic)", "Boolean option", "Could not determine name",
        "No options defined", "Name '{name}' defined twice", "Arguments take exactly", "Value must be an iterable",
        "Do you want to continue", "Confirm the action", "%(prog)s", "UUID", "boolean", "format", "executable",
        "Takes {nargs}", "Choice(", "values are required", "takes {nargs} values", "Invalid start character",
    )  # fmt: skip
    for text in _texts_of_click():
        assert text in WORDS or any(part in text for part in unused), text


def _texts_of_click() -> set[str]:
    found: set[str] = set()
    modules = ("core", "decorators", "exceptions", "formatting", "parser", "types")
    for name in modules:
        path = Path(str(click.__file__)).with_name(f"{name}.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("_", "ngettext")
            ):
                found |= {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
    return {text for text in found if isinstance(text, str)}
