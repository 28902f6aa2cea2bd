"""click's own words in Indonesian.

click looks its texts up with gettext under the application's domain; here the lookup is a table instead of a
binary catalogue. A test walks through click's texts, so that a new click cannot slip English words into
Indonesian help.
"""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "Usage:": "Pemakaian:",
    "Options": "Opsi",
    "Commands": "Perintah",
    "Positional arguments": "Argumen",
    "Show this message and exit.": "Tampilkan bantuan ini dan keluar.",
    "Show the version and exit.": "Tampilkan versi dan keluar.",
    "Try '{command} {option}' for help.": "Bantuan: '{command} {option}'.",
    "Error: {message}": "Kesalahan: {message}",
    "Aborted!": "Dihentikan!",
    "Missing command.": "Perintah belum disebut.",
    "Missing argument": "Argumen belum diisi",
    "Missing option": "Opsi belum diisi",
    "Missing parameter": "Parameter belum diisi",
    "Missing {param_type}": "{param_type} belum diisi",
    "Missing parameter: {param_name}": "Parameter belum diisi: {param_name}",
    "No such option {name!r}.": "Tidak ada opsi {name!r}.",
    "No such option: {name}": "Tidak ada opsi: {name}",
    "No such command {name!r}.": "Tidak ada perintah {name!r}.",
    "Did you mean {possibility}?": "Maksud Anda {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Maksud Anda salah satu dari: {possibilities}?)",
    "(Possible options: {possibilities})": "(Opsi yang mungkin: {possibilities})",
    "Got unexpected extra argument ({args})": "Argumen berlebih ({args})",
    "Got unexpected extra arguments ({args})": "Argumen berlebih ({args})",
    "Option {name!r} does not take a value.": "Opsi {name!r} tidak memakai nilai.",
    "Option {name!r} requires an argument.": "Opsi {name!r} memerlukan nilai.",
    "Option {name!r} requires {nargs} arguments.": "Opsi {name!r} memerlukan {nargs} nilai.",
    "Invalid value: {message}": "Nilai tidak sah: {message}",
    "Invalid value for {param_hint}: {message}": "Nilai tidak sah untuk {param_hint}: {message}",
    "{value!r} is not {choice}.": "{value!r} bukan {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} bukan salah satu dari {choices}.",
    "Choose from:\n\t{choices}": "Pilih dari:\n\t{choices}",
    "{value!r} is not a valid {number_type}.": "{value!r} bukan bilangan yang sah.",
    "{value} is not in the range {range}.": "{value} di luar rentang {range}.",
    "{name} {filename!r} does not exist.": "{name} {filename!r} tidak ada.",
    "{name} {filename!r} is a file.": "{name} {filename!r} adalah berkas.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} adalah folder.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} tidak dapat dibaca.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} tidak dapat ditulis.",
    "Could not open file {filename!r}: {message}": "Berkas {filename!r} tidak dapat dibuka: {message}",
    "unknown error": "kesalahan tak dikenal",
    "file": "berkas",
    "directory": "folder",
    "path": "jalur",
    "File": "Berkas",
    "Directory": "Folder",
    "Path": "Jalur",
    "required": "wajib",
    "default: {default}": "bawaan: {default}",
}


USAGE: Mapping[str, str] = {
    "[OPTIONS]": "[OPSI]",
    "COMMAND [ARGS]...": "PERINTAH [ARGUMEN]...",
}
"""Parts of a usage line, which click does not look up."""


def translate() -> None:
    """Let click speak Indonesian in this process."""
    import click.core
    import click.decorators
    import click.exceptions
    import click.formatting
    import click.parser
    import click.types

    def one(text: str) -> str:
        return WORDS.get(text, text)

    def several(singular: str, plural: str, number: int) -> str:
        return one(singular if number == 1 else plural)

    class Formatter(click.formatting.HelpFormatter):
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            for english, indonesian in USAGE.items():
                args = args.replace(english, indonesian)
            super().write_usage(prog, args, prefix)

    click.core.Context.formatter_class = Formatter
    for module in (
        click.core,
        click.decorators,
        click.exceptions,
        click.formatting,
        click.parser,
        click.types,
    ):
        for name, lookup in (("_", one), ("ngettext", several)):
            if hasattr(module, name):
                setattr(module, name, lookup)
