"""What the doctor says: data first. A check that is not in order has a second sentence, key + "-fix": what to do."""

from __future__ import annotations

from collections.abc import Mapping

from xl_sop.sentence import Sentence

WORDS: Mapping[str, Sentence] = {
    # --- this Python
    "python": Sentence("Python {version} ({path})", "Python {version} ({path})"),
    "python-old": Sentence("Python {version} terlalu lama", "Python {version} is too old"),
    "python-old-fix": Sentence("Pasang Python 3.11 atau lebih baru.", "Install Python 3.11 or later."),
    "packages": Sentence("Pustaka: {list}", "Libraries: {list}"),
    "package": Sentence(
        "{name} {found}, seharusnya {wanted}",
        "{name} {found}, should be {wanted}",
    ),
    "package-missing": Sentence("{name} belum terpasang ({wanted})", "{name} is not installed ({wanted})"),
    "package-fix": Sentence(
        'Jalankan: "{python}" -m pip install "{name}{wanted}"',
        'Run: "{python}" -m pip install "{name}{wanted}"',
    ),
    "xlwings": Sentence(
        "xlwings {found}, sama dengan makro di add-in", "xlwings {found}, the same as the add-in's macro"
    ),
    "xlwings-other": Sentence(
        "xlwings {found}, tetapi makro di add-in dari versi {wanted}: tombol tidak akan jalan",
        "xlwings {found}, but the add-in's macro is of version {wanted}: the buttons will not work",
    ),
    "xlwings-fix": Sentence(
        'Jalankan: "{python}" -m pip install xlwings=={wanted}',
        'Run: "{python}" -m pip install xlwings=={wanted}',
    ),
    "no-pandas": Sentence(
        "pandas tidak ada, jadi klik tidak tertunda", "no pandas, so nothing delays a click"
    ),
    "pandas": Sentence(
        "pandas {found} ada di lingkungan ini: xlwings ikut memuatnya pada klik pertama",
        "pandas {found} is in this environment: xlwings loads it at the first click",
    ),
    "pandas-fix": Sentence(
        "Agar cepat, pasang xl-sop di lingkungan tersendiri (py -m venv) tanpa pandas.",
        "To be fast, install xl-sop into an environment of its own (py -m venv) without pandas.",
    ),
    "store-python": Sentence(
        "Python dari Microsoft Store: berkas yang dipasangnya tidak terlihat oleh Excel",
        "Python from the Microsoft Store: Excel cannot see the files that it installs",
    ),
    "store-python-fix": Sentence(
        "Pasang Python 64-bit dari python.org, lalu ulangi dengan Python itu.",
        "Install 64-bit Python from python.org, then try again with that one.",
    ),
    "python-32": Sentence(
        "Python ini 32-bit; pustaka yang diperlukan hanya ada untuk 64-bit",
        "This Python is 32-bit; the libraries it needs exist for 64-bit only",
    ),
    "python-32-fix": Sentence(
        "Pasang Python 64-bit dari python.org, lalu ulangi dengan Python itu.",
        "Install 64-bit Python from python.org, then try again with that one.",
    ),
    "no-avx2": Sentence(
        "Prosesor komputer ini tidak mempunyai AVX2, dan pustaka polars yang cocok belum terpasang",
        "This computer's processor has no AVX2, and the polars library for such is not installed",
    ),
    "no-avx2-fix": Sentence(
        'Jalankan: "{python}" -m pip install "polars[rtcompat]"',
        'Run: "{python}" -m pip install "polars[rtcompat]"',
    ),
    "no-buttons": Sentence("Belum ada tombol yang terpasang", "No button is installed yet"),
    "log": Sentence(
        "Catatan kesalahan dapat ditulis di {folder}", "The error log can be written in {folder}"
    ),
    "no-log": Sentence("Tidak dapat menulis di {folder}", "Cannot write in {folder}"),
    "no-log-fix": Sentence(
        "Beri hak tulis pada folder itu; tanpa itu kesalahan tidak tercatat dan add-in tidak dapat dipasang.",
        "Give yourself the right to write there; else errors leave no record and the add-in cannot be installed.",
    ),
    # --- Excel
    "no-excel": Sentence("Excel tidak ada untuk sistem ini", "There is no Excel for this system"),
    "addin": Sentence(
        "Add-in terpasang dan sama dengan paket ini: {file}",
        "The add-in is installed and the same as in this package: {file}",
    ),
    "addin-absent": Sentence("Add-in belum terpasang", "The add-in is not installed"),
    "addin-outdated": Sentence(
        "Add-in terpasang untuk versi atau Python lain: {file}",
        "The add-in is of another version or for another Python: {file}",
    ),
    "addin-fix": Sentence("Jalankan: xl-sop addin install", "Run: xl-sop addin install"),
    "addin-changed": Sentence(
        "Add-in diubah setelah dipasang: {file}", "The add-in was changed after it was installed: {file}"
    ),
    "addin-foreign": Sentence(
        "Berkas lain memakai nama add-in: {file}", "Another file has the add-in's name: {file}"
    ),
    "addin-file-fix": Sentence(
        "Tutup Excel, pindahkan berkas itu, lalu jalankan: xl-sop addin install",
        "Close Excel, move that file away, then run: xl-sop addin install",
    ),
    "interpreter": Sentence("Python untuk tombol ada: {path}", "The buttons' Python is there: {path}"),
    "interpreter-gone": Sentence(
        "Python untuk tombol tidak ada lagi: {path}", "The buttons' Python is gone: {path}"
    ),
    "interpreter-fails": Sentence(
        "Python untuk tombol tidak dapat memuat xl_sop: {why} ({path})",
        "The buttons' Python cannot load xl_sop: {why} ({path})",
    ),
    "library": Sentence(
        "Pustaka xlwings untuk klik cepat: {path}", "xlwings' library for fast clicks: {path}"
    ),
    "no-library": Sentence(
        "Pustaka xlwings (xlwings64-{version}.dll) tidak ada di dekat Python: klik lambat, MENIT_BAKU tidak berfungsi",
        "xlwings' library (xlwings64-{version}.dll) is not beside Python: slow clicks, no MENIT_BAKU",
    ),
    "no-library-fix": Sentence(
        "Pasang xl-sop di lingkungan tersendiri (py -m venv), lalu dari sana: xl-sop addin install",
        "Install xl-sop into an environment of its own (py -m venv), then from there: xl-sop addin install",
    ),
    "marked": Sentence(
        "Add-in bertanda “berasal dari internet”, Excel mungkin memblokir makronya",
        "The add-in is marked “came from the internet”; Excel may block its macros",
    ),
    "script": Sentence("Skrip RunPython milik xlwings terpasang", "xlwings' RunPython script is installed"),
    "no-script": Sentence(
        "Skrip RunPython milik xlwings belum terpasang", "xlwings' RunPython script is not installed"
    ),
    # --- what Windows says about trust
    "trust": Sentence(
        "Pengaturan kepercayaan Excel yang terbaca tidak melarang add-in",
        "The trust settings of Excel that can be read do not forbid the add-in",
    ),
    "trust-unread": Sentence("Tidak dapat membaca {key}", "Cannot read {key}"),
    "trust-elsewhere": Sentence(
        "Pengaturan kepercayaan Excel hanya dapat dibaca di Windows",
        "Trust settings of Excel can be read on Windows only",
    ),
    "trust-elsewhere-fix": Sentence(
        "Lihat sendiri: Excel → Preferensi → Keamanan; makro harus boleh.",
        "See for yourself: Excel → Preferences → Security; macros must be allowed.",
    ),
    "admin-fix": Sentence(
        "Minta pengelola komputer mengizinkannya, atau pakai baris perintah: xl-sop --help",
        "Ask the administrator to allow it, or use the command line: xl-sop --help",
    ),
    "user-fix": Sentence(
        "Excel → File → Opsi → Pusat Kepercayaan; ubah di sana, lalu buka ulang Excel.",
        "Excel → File → Options → Trust Center; change it there, then open Excel again.",
    ),
    "vba-off": Sentence("VBA dimatikan untuk Office oleh {who}", "VBA is turned off for Office by {who}"),
    "addins-off": Sentence(
        "Semua add-in Excel dimatikan oleh {who}", "All add-ins of Excel are turned off by {who}"
    ),
    "addins-signed": Sentence(
        "Hanya add-in bertanda tangan digital yang diizinkan oleh {who}; add-in ini tidak bertanda tangan",
        "Only signed add-ins are allowed by {who}; this one is not signed",
    ),
    "locations-off": Sentence(
        "Lokasi tepercaya dimatikan oleh {who}, jadi makro di XLSTART ikut aturan makro umum",
        "Trusted locations are turned off by {who}, so macros in XLSTART follow the general macro rule",
    ),
    "macros-off": Sentence(
        "Makro dimatikan oleh {who}; yang di XLSTART tetap boleh selama lokasi tepercaya tidak dimatikan",
        "Macros are turned off by {who}; those in XLSTART are still allowed unless trusted locations are off",
    ),
    "child-blocked": Sentence(
        "Aturan Defender melarang Office menjalankan program lain, jadi tombol tidak dapat menjalankan Python",
        "Defender's rule forbids Office to start other programs, so buttons cannot start Python",
    ),
    "locations-policy": Sentence(
        "Hanya lokasi tepercaya dari pengelola yang diizinkan oleh {who}, jadi makro di XLSTART ikut aturan makro umum",
        "Only the administrator's trusted locations are allowed by {who}, so macros in XLSTART follow the general rule",
    ),
    "disabled-item": Sentence(
        "Excel mematikan add-in ini setelah Excel macet",
        "Excel turned this add-in off after it crashed",
    ),
    "disabled-item-fix": Sentence(
        "Excel → File → Opsi → Add-in → Kelola: Item yang Dinonaktifkan → aktifkan xl_sop.xlam.",
        "Excel → File → Options → Add-ins → Manage: Disabled Items → enable xl_sop.xlam.",
    ),
    "antivirus": Sentence(
        "Antivirus selain Defender, AppLocker dan Tampilan Terproteksi tidak dapat diperiksa dari sini",
        "Antivirus other than Defender, AppLocker and Protected View cannot be checked from here",
    ),
    "antivirus-fix": Sentence(
        "Jika tombol berkata Python tidak dapat dijalankan, tanyakan kepada pengelola komputer.",
        "If buttons say that Python cannot run, ask the administrator.",
    ),
    # --- LibreOffice
    "no-libreoffice": Sentence("LibreOffice tidak ditemukan", "LibreOffice was not found"),
    "no-libreoffice-fix": Sentence(
        "Hanya perlu bila tombol dipakai di LibreOffice.", "Needed only for the buttons in LibreOffice."
    ),
    "libreoffice": Sentence("LibreOffice: {folder}", "LibreOffice: {folder}"),
    "bridge": Sentence("Jembatan Python LibreOffice (uno) ada", "LibreOffice's Python bridge (uno) is there"),
    "no-bridge": Sentence(
        "Jembatan Python LibreOffice (uno) tidak ditemukan", "LibreOffice's Python bridge (uno) was not found"
    ),
    "no-bridge-fix": Sentence(
        "Di Debian/Ubuntu: sudo apt install python3-uno; di tempat lain sudah ada di dalam LibreOffice.",
        "On Debian/Ubuntu: sudo apt install python3-uno; elsewhere it is inside LibreOffice.",
    ),
    "no-provider": Sentence(
        "LibreOffice ini tidak dapat menjalankan makro Python", "This LibreOffice cannot run Python macros"
    ),
    "no-provider-fix": Sentence(
        "Di Debian/Ubuntu: sudo apt install libreoffice-script-provider-python",
        "On Debian/Ubuntu: sudo apt install libreoffice-script-provider-python",
    ),
    "office-python": Sentence(
        "LibreOffice memakai Python {office}; tombol berjalan di Python {own} di sampingnya, sedikit lebih lambat",
        "LibreOffice uses Python {office}; buttons run in Python {own} beside it, a little slower",
    ),
    "menu": Sentence("Menu “SOP” LibreOffice terpasang", "LibreOffice's menu “SOP” is installed"),
    "menu-absent": Sentence(
        "Menu “SOP” LibreOffice belum terpasang", "LibreOffice's menu “SOP” is not installed"
    ),
    "menu-fix": Sentence(
        "Tutup LibreOffice, lalu: xl-sop addin install --libreoffice",
        "Close LibreOffice, then: xl-sop addin install --libreoffice",
    ),
    "office-python-unknown": Sentence(
        "Versi Python milik LibreOffice tidak terlihat dari luar; harus {own}",
        "The Python version of LibreOffice cannot be seen from outside; it must be {own}",
    ),
    "macro": Sentence("Makro LibreOffice terpasang: {file}", "The LibreOffice macro is installed: {file}"),
    "macro-absent": Sentence("Makro LibreOffice belum terpasang", "The LibreOffice macro is not installed"),
    "macro-outdated": Sentence(
        "Makro LibreOffice untuk versi atau Python lain: {file}",
        "The LibreOffice macro is of another version or for another Python: {file}",
    ),
    "macro-fix": Sentence(
        "Jalankan: xl-sop addin install --libreoffice", "Run: xl-sop addin install --libreoffice"
    ),
    "macro-level": Sentence(
        "Keamanan makro LibreOffice mengizinkan tombol templat",
        "LibreOffice's macro security allows the template",
    ),
    "macro-level-high": Sentence(
        "Keamanan makro LibreOffice Tinggi dan folder templat belum tepercaya: tombol di lembar akan diam",
        "LibreOffice's macro security is High and the template's folder is not trusted: its sheet buttons do nothing",
    ),
    "macro-level-fix": Sentence(
        "Alat → Opsi → LibreOffice → Keamanan → Keamanan Makro → Sumber Tepercaya → tambahkan folder SOP Anda, "
        "misalnya {folder}",
        "Tools → Options → LibreOffice → Security → Macro Security → Trusted Sources → add your SOP folder, such as "
        "{folder}",
    ),
    "macro-changed": Sentence(
        "Makro LibreOffice diubah setelah dipasang: {file}",
        "The LibreOffice macro was changed after it was installed: {file}",
    ),
    "macro-foreign": Sentence(
        "Berkas lain memakai nama makro: {file}", "Another file has the macro's name: {file}"
    ),
    "macro-file-fix": Sentence(
        "Pindahkan berkas itu, lalu jalankan: xl-sop addin install --libreoffice",
        "Move that file away, then run: xl-sop addin install --libreoffice",
    ),
}
"""Key → what was found, and what to do."""

WHO: Mapping[str, Sentence] = {
    "policy": Sentence("kebijakan kantor", "an office policy"),
    "user": Sentence("pengaturan Excel pengguna ini", "this user's settings of Excel"),
}
