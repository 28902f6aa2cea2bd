"""Why a file is no workbook that can be read, in the words of the person who has to do something about it.

Data only: code → sentence in Indonesian and English. No path stands in one; who prints it knows the file.
"""

from __future__ import annotations

from collections.abc import Mapping

from xl_sop.errors import BookError
from xl_sop.sentence import Sentence

REFUSALS: Mapping[str, Sentence] = {
    "missing": Sentence(
        "Berkas tidak ditemukan; periksa nama dan foldernya.",
        "The file does not exist; check its name and folder.",
    ),
    "folder": Sentence(
        "Ini folder, bukan berkas; sebutkan buku kerja di dalamnya.",
        "This is a folder, not a file; name a workbook in it.",
    ),
    "permission": Sentence(
        "Berkas tidak boleh dibaca; tutup dahulu di Excel atau minta hak baca.",
        "The file may not be read; close it in Excel or ask for read permission.",
    ),
    "name": Sentence(
        "Nama berkas terlalu panjang atau memuat karakter terlarang; beri nama yang lebih singkat.",
        "The file's name is too long or has forbidden characters; give it a shorter one.",
    ),
    "special": Sentence(
        "Ini bukan berkas biasa; salin buku kerjanya ke dalam folder lalu coba lagi.",
        "This is no ordinary file; copy the workbook into a folder and try again.",
    ),
    "unreadable": Sentence(
        "Berkas tidak dapat dibaca dari tempat penyimpanannya; salin ke komputer ini lalu coba lagi.",
        "The file cannot be read from where it is stored; copy it to this computer and try again.",
    ),
    "empty": Sentence(
        "Berkas kosong (0 byte); minta atau salin ulang berkas aslinya.",
        "The file is empty (0 bytes); ask for the original or copy it again.",
    ),
    "password": Sentence(
        "Buku kerja ini dilindungi kata sandi; buka di Excel, hapus kata sandinya, lalu simpan.",
        "The workbook has a password; open it in Excel, remove the password and save it.",
    ),
    "xls": Sentence(
        "Ini format lama Excel 97-2003 (.xls); buka di Excel dan simpan sebagai .xlsx.",
        "This is the old Excel 97-2003 format (.xls); open it in Excel and save it as .xlsx.",
    ),
    "ole": Sentence(
        "Ini berkas Office format lama, bukan buku kerja .xlsx; buka di Excel dan simpan sebagai .xlsx.",
        "This is a file of old Office, not an .xlsx workbook; open it in Excel and save it as .xlsx.",
    ),
    "xlsb": Sentence(
        "Ini buku kerja biner (.xlsb); buka di Excel dan simpan sebagai .xlsx.",
        "This is a binary workbook (.xlsb); open it in Excel and save it as .xlsx.",
    ),
    "ods": Sentence(
        "Ini berkas OpenDocument (.ods); buka dan simpan sebagai .xlsx.",
        "This is an OpenDocument file (.ods); open it and save it as .xlsx.",
    ),
    "docx": Sentence(
        "Ini dokumen Word, bukan buku kerja Excel; salin tabel SOP-nya ke Excel dan simpan sebagai .xlsx.",
        "This is a Word document, not an Excel workbook; copy its SOP tables into Excel and save as .xlsx.",
    ),
    "pptx": Sentence(
        "Ini presentasi PowerPoint, bukan buku kerja; salin tabelnya ke Excel dan simpan sebagai .xlsx.",
        "This is a PowerPoint file, not an Excel workbook; copy its SOP tables into Excel and save as .xlsx.",
    ),
    "pdf": Sentence(
        "Ini PDF, bukan buku kerja Excel; salin tabel SOP-nya ke Excel dan simpan sebagai .xlsx.",
        "This is a PDF, not an Excel workbook; copy its SOP tables into Excel and save as .xlsx.",
    ),
    "html": Sentence(
        "Ini halaman web (HTML) yang dinamai Excel; buka di Excel dan simpan sebagai .xlsx.",
        "This is a web page (HTML) named as Excel; open it in Excel and save it as .xlsx.",
    ),
    "xml": Sentence(
        "Ini XML biasa, bukan buku kerja .xlsx; buka di Excel dan simpan sebagai .xlsx.",
        "This is plain XML, not an .xlsx workbook; open it in Excel and save it as .xlsx.",
    ),
    "text": Sentence(
        "Ini berkas teks atau CSV, bukan buku kerja; buka di Excel dan simpan sebagai .xlsx.",
        "This is a text or CSV file, not a workbook; open it in Excel and save it as .xlsx.",
    ),
    "other": Sentence(
        "Ini bukan buku kerja Excel; buka di Excel dan simpan sebagai .xlsx.",
        "This is not an Excel workbook; open it in Excel and save it as .xlsx.",
    ),
    "archive": Sentence(
        "Ini arsip zip biasa, bukan buku kerja; keluarkan dahulu buku kerja dari dalamnya.",
        "This is a plain zip archive, not a workbook; take the workbook out of it first.",
    ),
    "truncated": Sentence(
        "Berkas terpotong, salinannya tidak lengkap; salin atau unduh ulang berkas aslinya.",
        "The file is cut short, the copy is incomplete; copy or download the original again.",
    ),
    "damaged": Sentence(
        "Berkas rusak; buka di Excel, biarkan Excel memperbaikinya, lalu simpan ulang sebagai .xlsx.",
        "The file is damaged; open it in Excel, let Excel repair it and save it again as .xlsx.",
    ),
    "unsafe": Sentence(
        "Susunan berkas ini tidak wajar, demi keamanan tidak dibuka; simpan ulang dari Excel sebagai .xlsx.",
        "The file is built in an unusual way and not opened, for safety; save it again from Excel as .xlsx.",
    ),
    "strict": Sentence(
        'Ini "Strict Open XML"; buka di Excel dan simpan sebagai "Excel Workbook (.xlsx)" biasa.',
        'This is "Strict Open XML"; open it in Excel and save it as an ordinary "Excel Workbook (.xlsx)".',
    ),
    "sheets": Sentence(
        "Buku kerja ini tidak memiliki lembar; buka di Excel, tambahkan lembar SOP, lalu simpan.",
        "The workbook has no sheets; open it in Excel, add the SOP sheet and save it.",
    ),
}


def refusal(code: str) -> BookError:
    """The sentence of a code as an error to raise."""
    return BookError(*REFUSALS[code])
