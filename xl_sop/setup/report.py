"""What the installer says: data first, a key with its Indonesian and its English sentence; reports made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xl_sop.sentence import Sentence
from xl_sop.setup.macro_files import State

TEXTS: Mapping[str, Sentence] = {
    # --- the add-in for Excel
    "no-excel": Sentence(
        "Excel tidak ada untuk sistem ini. Untuk LibreOffice: xl-sop addin {command} --libreoffice.",
        "There is no Excel for this system. For LibreOffice: xl-sop addin {command} --libreoffice.",
    ),
    "copied": Sentence(
        "Tab “SOP” dipasang untuk Excel: {file}",
        "The tab “SOP” is installed for Excel: {file}",
    ),
    "updated": Sentence(
        "Tab “SOP” untuk Excel diperbarui: {file}",
        "The tab “SOP” for Excel is brought up to date: {file}",
    ),
    "already": Sentence("Sudah terpasang, tidak ada yang diubah: {file}", "Already installed, nothing changed: {file}"),
    "interpreter": Sentence(
        "Tombolnya memakai Python ini: {python} (dicatat di dalam berkas itu saja; pengaturan xlwings dan add-in "
        "lain tidak disentuh).",
        "Its buttons use this Python: {python} (written into that file only; settings of xlwings and other add-ins "
        "are not touched).",
    ),
    "server": Sentence(
        "Satu Python tetap hidup selama Excel terbuka, jadi klik kedua dan seterusnya cepat.",
        "One Python stays alive while Excel is open, so every click after the first is fast.",
    ),
    "no-server": Sentence(
        "Pustaka xlwings (xlwings64-{version}.dll) tidak ada di dekat Python ini, jadi setiap klik menyalakan Python "
        "baru dan fungsi MENIT_BAKU tidak berfungsi. Agar cepat: pasang xl-sop di lingkungan tersendiri (py -m venv), "
        "lalu ulangi.",
        "xlwings' library (xlwings64-{version}.dll) does not lie beside this Python, so every click starts a new "
        "Python and the function MENIT_BAKU does not work. To be fast: install xl-sop into an environment of its "
        "own (py -m venv), then try again.",
    ),
    "unmarked": Sentence(
        "Tanda “berasal dari internet” dihapus dari salinan ini saja.",
        "The mark “came from the internet” was taken off this copy only.",
    ),
    "script": Sentence(
        "Skrip RunPython milik xlwings dipasang: {file}", "xlwings' RunPython script is installed: {file}"
    ),
    "script-other": Sentence(
        "Skrip RunPython yang lain sudah ada dan dibiarkan: {file}. Jika tombol tidak berfungsi: xlwings runpython "
        "install.",
        "Another RunPython script is there and was left alone: {file}. If buttons fail: xlwings runpython install.",
    ),
    "restart": Sentence(
        "Tutup semua jendela Excel, lalu buka lagi; tab “SOP” muncul di pita.",
        "Close every Excel window and open Excel again; the tab “SOP” appears on the ribbon.",
    ),
    "undo": Sentence(
        "Untuk melepas semuanya: xl-sop addin remove{option}.", "To undo all this: xl-sop addin remove{option}."
    ),
    "forbidden": Sentence(
        "Yang masih dapat dilarang oleh pengelola komputer, dan tidak dapat kami ubah:",
        "What an administrator may still forbid, and we cannot change:",
    ),
    "forbidden-policy": Sentence(
        "kebijakan kantor yang mematikan add-in atau semua makro: tab “SOP” tidak muncul atau tombolnya diam;",
        "an office policy that turns add-ins or all macros off: no tab “SOP”, or buttons that do nothing;",
    ),
    "forbidden-child": Sentence(
        "antivirus atau aturan Defender yang melarang Office menjalankan program lain: tombol berkata Python tidak "
        "dapat dijalankan;",
        "antivirus or Defender's rule that forbids Office to start other programs: buttons say that Python cannot run;",
    ),
    "forbidden-view": Sentence(
        "Tampilan Terproteksi untuk berkas dari surel atau internet: klik dahulu Aktifkan Pengeditan.",
        "Protected View for files from mail or the internet: click Enable Editing first.",
    ),
    "forbidden-automation": Sentence(
        "izin Otomatisasi macOS: pada klik pertama izinkan Python mengendalikan Microsoft Excel;",
        "macOS Automation: at the first click, allow Python to control Microsoft Excel;",
    ),
    "otherwise": Sentence(
        "Jika dilarang, semua pekerjaan tetap dapat dilakukan dari baris perintah: xl-sop --help. Periksa dengan: "
        "xl-sop doctor.",
        "If so, every job can be done from the command line: xl-sop --help. To check: xl-sop doctor.",
    ),
    "foreign": Sentence(
        "Di sana sudah ada berkas lain bernama sama yang bukan milik xl_sop; tidak disentuh: {file}. Pindahkan dahulu "
        "berkas itu, lalu ulangi.",
        "Another file of that name, not of xl_sop, is there; it was not touched: {file}. Move it away, then try again.",
    ),
    "changed": Sentence(
        "Berkas itu diubah setelah dipasang, jadi dibiarkan: {file}. Hapus sendiri bila tidak diperlukan, lalu ulangi.",
        "That file was changed after it was installed, so it was left alone: {file}. Delete it yourself if you do "
        "not need it, then try again.",
    ),
    "excel-open": Sentence(
        "{file} sedang dipakai: tutup semua jendela Excel, lalu ulangi.",
        "{file} is in use: close every Excel window, then try again.",
    ),
    "unwritable": Sentence(
        "{file} tidak dapat ditulis ({why}); tidak ada yang diubah.",
        "{file} cannot be written ({why}); nothing was changed.",
    ),
    # --- the Python behind the buttons
    "store-python": Sentence(
        "Python ini dari Microsoft Store; berkas yang dipasangnya tidak terlihat oleh Excel. Pasang Python 64-bit dari "
        "python.org, lalu ulangi dengan Python itu. Tidak ada yang dipasang.",
        "This Python comes from the Microsoft Store; Excel cannot see the files that it installs. Install 64-bit "
        "Python from python.org, then try again with that one. Nothing was installed.",
    ),
    "python-32": Sentence(
        "Python ini 32-bit; pustaka yang diperlukan hanya ada untuk 64-bit. Pasang Python 64-bit dari python.org "
        "(Excel 32-bit tidak apa-apa), lalu ulangi dengan Python itu. Tidak ada yang dipasang.",
        "This Python is 32-bit; the libraries it needs exist for 64-bit only. Install 64-bit Python from python.org "
        "(Excel itself may be 32-bit), then try again with that one. Nothing was installed.",
    ),
    "no-avx2": Sentence(
        "Prosesor komputer ini tidak mempunyai AVX2, jadi pustaka polars yang biasa akan berhenti mendadak. Jalankan "
        'dahulu: "{python}" -m pip install "polars[rtcompat]", lalu ulangi. Tidak ada yang dipasang.',
        "This computer's processor has no AVX2, so the usual polars library would crash. First run: "
        '"{python}" -m pip install "polars[rtcompat]", then try again. Nothing was installed.',
    ),
    "preparing": Sentence(
        "Menyiapkan Python untuk tombol di {folder} (satu sampai tiga menit) …",
        "Preparing the buttons' Python in {folder} (one to three minutes) …",
    ),
    "prepared": Sentence("Python untuk tombol siap: {python}", "The buttons' Python is ready: {python}"),
    "no-source": Sentence(
        "Sumber pemasangan xl_sop tidak diketahui. Ulangi dengan folder berisi wheel: xl-sop addin install --wheels "
        "FOLDER (folder itu dibuat di komputer lain dengan: xl-sop addin wheels FOLDER).",
        "It is not known from where xl_sop was installed. Try again with a folder of wheels: xl-sop addin install "
        "--wheels FOLDER (made on another computer with: xl-sop addin wheels FOLDER).",
    ),
    "environment-foreign": Sentence(
        "Folder {folder} sudah ada dan bukan buatan xl_sop; tidak disentuh. Pindahkan dahulu folder itu, lalu ulangi.",
        "The folder {folder} is there and not made by xl_sop; it was not touched. Move it away, then try again.",
    ),
    "environment-failed": Sentence(
        "Python untuk tombol tidak dapat disiapkan: {why} (rincian: {log}). Tanpa internet, ulangi dengan: xl-sop "
        "addin install --wheels FOLDER.",
        "The buttons' Python could not be prepared: {why} (details: {log}). Without internet, try again with: xl-sop "
        "addin install --wheels FOLDER.",
    ),
    "environment-later": Sentence(
        "Sebentar lagi dihapus, setelah perintah ini selesai: {folder}",
        "Will be removed in a moment, once this command has ended: {folder}",
    ),
    "wheels": Sentence(
        "{count} wheel untuk Python {versions} di Windows 64-bit ada di {folder} ({size} MB). Salin folder itu ke "
        "komputer kantor, lalu di sana: py -m pip install --no-index --find-links FOLDER xl-sop, kemudian: py -m "
        "xl_sop addin install --wheels FOLDER.",
        "{count} wheels for Python {versions} on 64-bit Windows are in {folder} ({size} MB). Copy that folder to the "
        "office computer; there: py -m pip install --no-index --find-links FOLDER xl-sop, then: py -m xl_sop addin "
        "install --wheels FOLDER.",
    ),
    "wheels-failed": Sentence(
        "Wheel tidak dapat diambil: {why}. Periksa sambungan internet dan nama folder, lalu ulangi.",
        "The wheels could not be fetched: {why}. Check the internet connection and the folder, then try again.",
    ),
    "wheels-no-source": Sentence(
        "Wheel xl_sop sendiri tidak dapat dibuat dari pemasangan ini. Jalankan perintah ini dari folder sumber xl_sop.",
        "The wheel of xl_sop itself cannot be made from this installation. Run this command from its source folder.",
    ),
    "removed": Sentence("Dilepas: {file}", "Removed: {file}"),
    "nothing-to-remove": Sentence("Tidak ada yang terpasang: {file}", "Nothing is installed: {file}"),
    "left": Sentence("Dibiarkan karena sudah diubah: {file}", "Left alone because it was changed: {file}"),
    "absent": Sentence(
        "Belum terpasang. Pasang dengan: xl-sop addin install{option}.",
        "Not installed. Install with: xl-sop addin install{option}.",
    ),
    "outdated": Sentence(
        "Terpasang, tetapi untuk versi atau Python lain: {file}. Perbarui dengan: xl-sop addin install{option}.",
        "Installed, but for another version or Python: {file}. Bring it up to date: xl-sop addin install{option}.",
    ),
    "installed": Sentence("Terpasang dan terbaru: {file}", "Installed and up to date: {file}"),
    # --- the macro for LibreOffice
    "macro": Sentence(
        "Tombol SOP dipasang untuk LibreOffice: {file}", "The SOP buttons are installed for LibreOffice: {file}"
    ),
    "macro-python": Sentence(
        "LibreOffice menjalankannya dengan Python miliknya sendiri, yang harus Python {python} juga.",
        "LibreOffice runs them with its own Python, which must be Python {python} too.",
    ),
    "macro-python-other": Sentence(
        "LibreOffice di sini memakai Python {office}; tombolnya dijalankan oleh Python {python} di sampingnya, jadi "
        "setiap klik sekitar satu detik lebih lama.",
        "LibreOffice here uses Python {office}; its buttons run in Python {python} beside it, so every click takes "
        "about a second more.",
    ),
    "menu": Sentence(
        "Menu dan bilah alat “SOP” dipasang; ada di setiap buku kerja, juga sesudah disimpan.",
        "The menu and toolbar “SOP” are installed; they are there in every workbook, also after saving.",
    ),
    "menu-removed": Sentence("Menu dan bilah alat “SOP” dilepas.", "The menu and toolbar “SOP” are removed."),
    "menu-absent": Sentence(
        "Menu “SOP” belum terpasang. Tutup LibreOffice, lalu: xl-sop addin install --libreoffice.",
        "The menu “SOP” is not installed. Close LibreOffice, then: xl-sop addin install --libreoffice.",
    ),
    "menu-open": Sentence(
        "LibreOffice sedang terbuka, jadi menu “SOP” belum diubah. Tutup LibreOffice, lalu ulangi (bila sudah tertutup "
        "tetapi kalimat ini tetap muncul, hapus berkas {file}).",
        "LibreOffice is open, so the menu “SOP” was not changed. Close LibreOffice, then try again (if it is closed "
        "and this is still said, delete the file {file}).",
    ),
    "macro-restart": Sentence(
        "Buka LibreOffice Calc: tombolnya ada di menu dan bilah alat “SOP”. Templatnya: {template}",
        "Open LibreOffice Calc: the buttons are in the menu and toolbar “SOP”. The template: {template}",
    ),
    "macro-security": Sentence(
        "LibreOffice mematikan makro sampai foldernya dipercaya: Alat → Opsi → LibreOffice → Keamanan → Keamanan Makro "
        "→ Sumber Tepercaya → tambahkan folder tempat SOP Anda disimpan. Tingkat keamanannya biarkan Tinggi.",
        "LibreOffice turns macros off until their folder is trusted: Tools → Options → LibreOffice → Security → Macro "
        "Security → Trusted Sources → add the folder in which you keep your SOPs. Leave the level at High.",
    ),
    "no-libreoffice": Sentence(
        "LibreOffice tidak ditemukan di PATH; pasang dahulu, atau abaikan bila ada di tempat lain.",
        "LibreOffice was not found on the PATH; install it first, or ignore this if it lies elsewhere.",
    ),
    "no-provider": Sentence(
        "LibreOffice ini tidak dapat menjalankan makro Python; di Debian/Ubuntu: sudo apt install "
        "libreoffice-script-provider-python.",
        "This LibreOffice cannot run Python macros; on Debian/Ubuntu: sudo apt install "
        "libreoffice-script-provider-python.",
    ),
}  # fmt: skip


def told(key: str, /, **words: object) -> Sentence:
    """A sentence of the table with its words filled in."""
    return TEXTS[key].filled(**words)


@dataclass(slots=True)
class Report:
    """What was found or done, in sentences.

    Attributes:
        state: What is installed now.
        file: The add-in or the macro; None where there can be none.
        lines: The sentences, in the order to be read.
        ok: False where something was asked for and not done, or is not in order.
    """

    state: State
    file: Path | None
    lines: list[Sentence] = field(default_factory=list[Sentence])
    ok: bool = True

    def say(self, key: str, **words: object) -> None:
        """Add a sentence of the table."""
        self.lines.append(told(key, **words))
