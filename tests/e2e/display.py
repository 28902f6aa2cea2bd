"""A screen without a monitor: Xvfb, a LibreOffice window on it, a mouse, and pictures.

Xvfb can keep its screen in a file (in the old XWD format), so a picture needs no other program.
"""

from __future__ import annotations

import contextlib
import os
import struct
import subprocess
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings as xw

    from xl_sop.libreoffice.office import PrivateOffice

_HEADER_WORDS = 25  # XWDFileHeader: 25 big-endian words, then the window's name and the colour map


def xwd_to_png(data: bytes) -> bytes:
    """Turns a screen in XWD format (32 bits a pixel, blue first, as Xvfb writes it) into a PNG."""
    header = struct.unpack(f">{_HEADER_WORDS}I", data[: _HEADER_WORDS * 4])
    size, width, height, bits, stride, colors = (
        header[0],
        header[4],
        header[5],
        header[11],
        header[12],
        header[19],
    )
    if bits != 32:
        raise ValueError(f"{bits} bits a pixel; start Xvfb with a depth of 24")
    start = size + colors * 12
    lines = bytearray()
    for top in range(start, start + height * stride, stride):
        row = data[top : top + width * 4]
        line = bytearray(width * 3)
        line[0::3], line[1::3], line[2::3] = row[2::4], row[1::4], row[0::4]
        lines += b"\0" + line

    def part(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = part(b"IHDR", head) + part(b"IDAT", zlib.compress(bytes(lines))) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + packed


class Display:
    """An Xvfb screen; needs the Debian packages xvfb and xdotool.

    Args:
        folder: where the screen is kept and the offices' profiles are.
        width, height: in pixels.
    """

    def __init__(self, folder: Path, width: int = 1280, height: int = 800) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self.size = width, height
        self._offices: list[PrivateOffice] = []
        reader, writer = os.pipe()
        # Xvfb picks a free number itself and writes it to the pipe once it is ready.
        self._server = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                str(writer),
                "-screen",
                "0",
                f"{width}x{height}x24",
                "-fbdir",
                str(folder),
                "-noreset",
            ],
            pass_fds=[writer],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writer)
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.name = f":{number}"

    def start_office(self, profile: Path | None = None, **environment: str) -> xw.App:
        """Starts a LibreOffice with windows on this screen and returns it as an xlwings App.

        Args:
            profile: a profile folder, e.g. one with the macro installed; by default an empty one.
            environment: more environment variables for the office.
        """
        from xl_sop.libreoffice.engine import add_office
        from xl_sop.libreoffice.office import PrivateOffice

        started = PrivateOffice(
            profile=profile or self.folder / "profile",
            visible=True,
            environment={"DISPLAY": self.name, "SAL_USE_VCLPLUGIN": "gen"} | environment,
        )
        self._offices.append(started)
        return add_office(started)

    def open(self, app: xw.App, path: Path, *, macros: bool = True) -> xw.Book:
        """Opens a workbook on the whole screen, with its macros on."""
        import xlwings as xw

        book = xw.Book(impl=app.impl.books.load(str(path), macros=macros))
        window = book.api.CurrentController.Frame.ContainerWindow
        window.setPosSize(0, 0, *self.size, 15)  # com.sun.star.awt.PosSize.POSSIZE
        window.toFront()
        time.sleep(0.5)  # the window paints itself
        return book

    def _tool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=os.environ | {"DISPLAY": self.name},
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
        )
        return done.stdout

    def click(self, x: float, y: float) -> None:
        """Clicks with the left button at a pixel of the screen."""
        self._tool("mousemove", str(round(x)), str(round(y)), "sleep", "0.1", "click", "1")

    def press(self, key: str, window: str) -> None:
        """Presses a key, by its X name, in a window (there is no window manager to give focus)."""
        self._tool("windowfocus", "--sync", window, "key", key)

    def windows(self, title: str) -> list[str]:
        """Returns the ids of the visible windows whose title matches."""
        with contextlib.suppress(subprocess.CalledProcessError):  # xdotool's way to say "none"
            return self._tool("search", "--onlyvisible", "--name", title).split()
        return []

    def wait_for_window(self, title: str, seconds: float = 10) -> str:
        """Returns the id of a window as soon as one has that title."""
        deadline = time.monotonic() + seconds
        while not (found := self.windows(title)):
            if time.monotonic() > deadline:
                raise TimeoutError(f"no window with the title {title!r}")
            time.sleep(0.1)
        return found[0]

    def screenshot(self, path: Path) -> Path:
        """Writes a picture of the screen as PNG."""
        path.write_bytes(xwd_to_png((self.folder / "Xvfb_screen0").read_bytes()))
        return path

    def close(self) -> None:
        """Ends the offices started here, then the screen."""
        import xlwings as xw

        for app in [app for app in xw.apps if app.impl.office in self._offices] if self._offices else []:
            app.kill()
        self._server.terminate()
        self._server.wait(10)
