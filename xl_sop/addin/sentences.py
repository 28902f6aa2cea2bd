"""What the buttons say, in Indonesian: short, kind, and with what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xl_sop.errors import XlSopError
from xl_sop.model import Severity
from xl_sop.presentation import counts

# HRESULTs of a workbook in which somebody is typing, or with a dialog open: RPC_E_CALL_REJECTED, VBA_E_IGNORE,
# RPC_E_SERVERCALL_RETRYLATER (Microsoft's COM documentation; not seen here, since no Excel runs here).
_BUSY = {-2147418111, -2146777998, -2147417846}


def validated(found: Sequence[Severity], sheet: str) -> str:
    """The outcome of Validasi, from the severities of the lines on its sheet."""
    if not found:
        return "Tidak ada temuan. SOP ini siap."
    ready = "SOP ini siap; ada " if all(level == "info" for level in found) else ""
    return f"{ready}{counts(found)}: lihat lembar {sheet}."


def for_exception(error: BaseException, log: Path | None) -> str:
    """What a clerk reads of an error nobody foresaw."""
    hresult = getattr(error, "hresult", None)
    if hresult in _BUSY:
        return (
            "Excel sedang menunggu Anda selesai mengetik. Tekan Enter atau Esc, lalu tekan tombol ini lagi."
        )
    if type(error).__name__ == "ProtectedError":  # LibreOffice; a cell that was open a moment ago, or a style
        return (
            "Ada lembar yang terkunci di buku kerja ini, dan LibreOffice tidak dapat menandai sel selama itu. Buka "
            "kuncinya dulu (Perkakas > Proteksi Lembar; Tools > Protect Sheet), lalu tekan tombol ini lagi."
        )
    where = f" Rinciannya tercatat di {log}." if log else ""
    return (
        "Maaf, tombol ini gagal karena hal yang tidak terduga; tidak ada yang perlu Anda perbaiki di berkas ini."
        f"{where} Kirimkan catatan itu kepada pengelola aplikasi."
    )


def locked_sheet(name: str) -> XlSopError:
    """A protected sheet that a button has to write to."""
    return XlSopError(
        f"Lembar {name} terkunci. Buka kuncinya dulu (Tinjau > Buka Proteksi Lembar; Review > Unprotect Sheet), "
        "lalu tekan tombol ini lagi.",
        f"Sheet {name} is protected. Unprotect it first (Review > Unprotect Sheet), then press the button again.",
    )


def locked_book() -> XlSopError:
    """A workbook whose structure is protected, where a sheet has to be added or removed."""
    return XlSopError(
        "Susunan lembar buku kerja ini terkunci, jadi lembar hasil tidak dapat dibuat. Buka kuncinya dulu "
        "(Tinjau > Proteksi Buku Kerja; Review > Protect Workbook), lalu tekan tombol ini lagi.",
        "The structure of this workbook is protected, so no sheet can be added. Unprotect it first "
        "(Review > Protect Workbook), then press the button again.",
    )


def not_saved() -> XlSopError:
    """A workbook that has no folder yet."""
    return XlSopError(
        "Simpan dulu buku kerja ini (Ctrl+S), lalu tekan tombol ini lagi: JSON ditulis di folder yang sama.",
        "Save this workbook first (Ctrl+S), then press the button again: the JSON goes into the same folder.",
    )


def not_local(name: str) -> XlSopError:
    """A workbook that lives on a server."""
    return XlSopError(
        f"Buku kerja ini disimpan di OneDrive atau SharePoint ({name}), bukan di folder komputer ini. Simpan "
        "salinannya di komputer (Simpan Sebagai), lalu ekspor dari salinan itu.",
        f"This workbook is stored on OneDrive or SharePoint ({name}), not in a folder of this computer. Save a copy "
        "on the computer (Save As) and export from that copy.",
    )


def no_steps() -> XlSopError:
    """A procedure table without rows, where something is to be made of the steps."""
    return XlSopError(
        "Tabel prosedur belum berisi langkah. Isi dulu, lalu tekan tombol ini lagi.",
        "The procedure table holds no steps yet. Fill it in, then press the button again.",
    )


def not_the_last(name: str | None) -> XlSopError:
    """A worksheet to be added to an SOP that another one follows: at the end it would belong to the last SOP."""
    return XlSopError(
        f"SOP “{name or '-'}” belum mempunyai lembar identifikasi, dan sesudahnya ada SOP lain di buku kerja ini. "
        "Simpan tiap SOP sebagai buku kerja tersendiri, lalu tekan tombol ini lagi.",
        f"SOP “{name or '-'}” has no identification worksheet, and another SOP follows it in this workbook. "
        "Save each SOP as a workbook of its own, then press the button again.",
    )


def no_performer_marked() -> XlSopError:
    """Tambah Pelaksana without a cell selected in a performer column."""
    return XlSopError(
        "Pilih dulu satu sel di kolom pelaksana pada tabel prosedur; kolom baru dibuat tepat sebelum kolom itu. Lalu "
        "tekan tombol ini lagi.",
        "First select a cell in a performer column of the procedure table; the new column goes right before it. Then "
        "press the button again.",
    )


def enough_performers(most: int) -> XlSopError:
    """Tambah Pelaksana in a table that has all the columns a page can take."""
    return XlSopError(
        f"Tabel ini sudah mempunyai {most} kolom pelaksana. Gabungkan pelaksana yang sama, atau bagi SOP ini menjadi "
        "dua.",
        f"This table has {most} performer columns already. Join those that are the same, or make two SOPs of it.",
    )


def file_exists(path: Path) -> XlSopError:
    """SOP Baru onto a file that is there."""
    return XlSopError(
        f"Berkas {path} sudah ada dan tidak diubah. Tekan SOP Baru lagi dan beri nama lain.",
        f"The file {path} is there already and was not changed. Press SOP Baru again and give another name.",
    )


def not_written(path: Path, error: OSError) -> XlSopError:
    """SOP Baru into a folder that takes no file."""
    return XlSopError(
        f"{path} tidak dapat ditulis ({error.strerror or error}). Tekan SOP Baru lagi dan pilih folder lain.",
        f"{path} cannot be written ({error.strerror or error}). Press SOP Baru again and choose another folder.",
    )


def no_marks() -> XlSopError:
    """A flowchart asked for before any performer is marked."""
    return XlSopError(
        "Belum ada tanda di kolom pelaksana, jadi tidak ada yang dapat digambar. Pilih tanda (mulai, proses, "
        "keputusan, selesai) di kolom pelaksana setiap langkah, lalu tekan tombol ini lagi.",
        "There is no mark in the performer columns yet, so there is nothing to draw. Choose a mark (mulai, proses, "
        "keputusan, selesai) for each step, then press the button again.",
    )


def drawn_by_hand(sheet: str) -> XlSopError:
    """Shapes of a person over the table: ours would lie on top of them."""
    return XlSopError(
        f"Di kolom pelaksana lembar {sheet} sudah ada gambar buatan sendiri; gambar orang tidak pernah diganti. "
        "Hapus gambar itu dan isi tandanya di sel, lalu tekan tombol ini lagi.",
        f"Somebody has drawn in the performer columns of sheet {sheet} already; what people drew is never replaced. "
        "Delete those shapes and type the marks into the cells, then press the button again.",
    )


def unsaved_changes() -> XlSopError:
    """A workbook with changes that were not saved, where only the file can be printed."""
    return XlSopError(
        "Buku kerja ini mempunyai perubahan yang belum disimpan. Simpan dahulu, lalu tekan Siap Cetak lagi.",
        "This workbook has changes that were not saved. Save it first, then press Siap Cetak again.",
    )
