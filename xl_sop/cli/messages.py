"""Every text of the command line, in Indonesian and English, and which of the two this user reads.

Data first: a key, the Indonesian text, the English text. Sentences about workbooks and SOPs live with the
errors and the findings; click's own words are in `clickwords`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import cache

from xl_sop.sentence import Sentence

TEXTS: Mapping[str, Sentence] = {
    # the program and its commands
    "program": Sentence(
        "Membaca, memeriksa, menjumlah dan mengonversi buku kerja SOP AP (PermenPANRB 35/2012).",
        "Read, check, total and convert SOP AP workbooks (PermenPANRB 35/2012).",
    ),
    "convert": Sentence("Konversi buku kerja SOP menjadi JSON.", "Convert SOP workbooks to JSON."),
    "convert.more": Sentence(
        "SUMBER adalah berkas, folder (beserta subfolder) atau pola seperti '*.xlsx', juga sebagai URL "
        "(s3://bucket/folder). Setiap SOP menjadi satu berkas "
        "NAMA.json di folder --out; k SOP dalam satu buku kerja menjadi NAMA.1.json … NAMA.k.json.",
        "SOURCE is a file, a folder (with its sub-folders) or a pattern such as '*.xlsx', also as a URL "
        "(s3://bucket/folder). Every SOP becomes one file "
        "NAME.json in the folder --out; k SOPs in one workbook become NAME.1.json … NAME.k.json.",
    ),
    "validate": Sentence("Tampilkan semua temuan beserta selnya.", "List every finding with its cell."),
    "totals": Sentence(
        "Jumlahkan menit baku per SOP dan per pelaksana.",
        "Add up the standard minutes per SOP and performer.",
    ),
    "new": Sentence(
        "Buat templat standar, kosong atau terisi dari JSON.",
        "Write the standard template, empty or filled from JSON.",
    ),
    "new.more": Sentence(
        "HASIL adalah berkas .xlsx baru, atau .xlsm untuk templat bertombol. Berkas yang sudah ada tidak ditimpa "
        "tanpa --force.",
        "OUT is a new .xlsx file, or .xlsm for one with buttons. An existing file is not overwritten without --force.",
    ),
    "identify": Sentence(
        "Susun ulang lembar identifikasi dari langkah-langkah SOP.",
        "Regenerate the identification worksheet from the steps.",
    ),
    "identify.more": Sentence(
        "BUKU_KERJA adalah satu buku kerja. Hanya lembar identifikasi yang ditulis; selebihnya tetap sama byte demi "
        "byte. Buku kerja tanpa lembar itu mendapat lembar baru. Pilih --out atau --in-place.",
        "WORKBOOK is one workbook. Only the identification worksheet is written; all else stays the same byte for "
        "byte. A workbook without one gets a new sheet. Choose --out or --in-place.",
    ),
    "draw": Sentence(
        "Gambar diagram alir dari tanda dan alur yang tertulis; cetak SOP ke PDF.",
        "Draw the flowchart from the marks and ways that are written; print the SOP as PDF.",
    ),
    "draw.more": Sentence(
        "BUKU_KERJA adalah satu buku kerja. Simbol dan panah digambar di kolom pelaksana, baris ditinggikan bila "
        "perlu, halaman diatur supaya tidak ada langkah yang terpotong; selebihnya tetap sama byte demi byte. "
        "Gambar buatan xl-sop diganti, gambar buatan orang dibiarkan. Pilih --out atau --in-place.",
        "WORKBOOK is one workbook. Symbols and arrows are drawn in the performer columns, rows grow where they have "
        "to, pages are set so that no step is cut; all else stays the same byte for byte. What xl-sop drew is "
        "replaced, what people drew is left alone. Choose --out or --in-place.",
    ),
    "addin": Sentence(
        "Pasang, lepas atau periksa tombol SOP di Excel atau LibreOffice.",
        "Install, remove or look at the SOP buttons for Excel or LibreOffice.",
    ),
    "addin.install": Sentence("Pasang tombol untuk pengguna ini.", "Install the buttons for this user."),
    "addin.wheels": Sentence(
        "Isi FOLDER dengan wheel untuk memasang di komputer Windows tanpa internet.",
        "Fill FOLDER with wheels, to install on a Windows computer without internet.",
    ),
    "addin.remove": Sentence("Lepas tombol yang dipasang xl-sop.", "Remove what xl-sop installed."),
    "addin.status": Sentence("Tampilkan keadaan pemasangan.", "Show what is installed."),
    "doctor": Sentence(
        "Periksa apakah semua yang diperlukan sudah siap, dan apa yang harus dilakukan.",
        "Check that everything needed is in order, and what to do if not.",
    ),
    "schema": Sentence("Cetak skema JSON dokumen SOP.", "Print the JSON Schema of an SOP document."),
    "commands": Sentence("Perintah", "Commands"),
    # options
    "option.profile": Sentence(
        "Profil waktu kerja, menggantikan profil di lembar Pengaturan: perpres21 (bawaan), abk2020, bkn2011, "
        "8jam, kalender.",
        "Working-time profile, over the Pengaturan sheet: perpres21 (default), abk2020, bkn2011, 8jam, "
        "kalender.",
    ),
    "option.lang": Sentence("Bahasa temuan; bawaan: id.", "Language of the findings; default: id."),
    "option.debug": Sentence(
        "Tampilkan rincian teknis bila terjadi kesalahan tak terduga.",
        "Show technical details of unexpected errors.",
    ),
    "option.out": Sentence(
        "Folder atau URL hasil; dibuat bila belum ada.",
        "Output folder or URL; made if it is not there.",
    ),
    "option.jobs": Sentence(
        "Banyaknya proses pembaca; bawaan: jumlah inti prosesor.",
        "Number of reading processes; default: the processor's cores.",
    ),
    "option.dask": Sentence(
        "Baca di klaster dask.distributed dengan penjadwal di alamat ini (tcp://host:8786), bukan di komputer ini.",
        "Read on the dask.distributed cluster with its scheduler at this address (tcp://host:8786), not here.",
    ),
    "option.resume": Sentence(
        "Lewati buku kerja yang sudah dikonversi dan belum berubah.",
        "Pass over workbooks already converted and unchanged.",
    ),
    "option.ndjson": Sentence(
        "Tulis juga semua dokumen ke satu berkas, satu baris per dokumen; '-' = keluaran standar.",
        "Also write all documents to one file, a line each; '-' = standard output.",
    ),
    "option.report": Sentence(
        "Laporan satu baris per dokumen: .xlsx, .csv atau .json.",
        "A report with a row per document: .xlsx, .csv or .json.",
    ),
    "option.strict.convert": Sentence(
        "Status keluar 1 bila ada temuan kesalahan (JSON tetap ditulis).",
        "Exit status 1 if there is an error finding (the JSON is written).",
    ),
    "option.strict.validate": Sentence(
        "Status keluar 1 juga bila hanya ada peringatan.",
        "Exit status 1 also if there is only a warning.",
    ),
    "option.quiet": Sentence(
        "Tanpa kemajuan, catatan dan ringkasan; kegagalan tetap dilaporkan.",
        "No progress, notes or summary; failures are still told.",
    ),
    "option.format": Sentence(
        "text untuk dibaca orang, json untuk program; bawaan: text.",
        "text for people, json for programs; default: text.",
    ),
    "option.from": Sentence(
        "Isi templat dari dokumen JSON ini.", "Fill the template from this JSON document."
    ),
    "option.performer": Sentence(
        "Nama satu kolom pelaksana; boleh diulang.",
        "Name of one performer column; may be repeated.",
    ),
    "option.force": Sentence("Timpa berkas yang sudah ada.", "Overwrite an existing file."),
    "option.identify.out": Sentence(
        "Tulis hasilnya ke berkas ini; berkas yang sudah ada hanya ditimpa dengan --force.",
        "Write the result to this file; an existing one is overwritten only with --force.",
    ),
    "option.pdf": Sentence(
        "Cetak juga SOP ke PDF ini (identitas, prosedur, identifikasi saja) dengan LibreOffice; k SOP menjadi "
        "NAMA.1.pdf … NAMA.k.pdf.",
        "Also print the SOP to this PDF (identity, procedure, identification only) with LibreOffice; k SOPs become "
        "NAME.1.pdf … NAME.k.pdf.",
    ),
    "option.paper": Sentence(
        "Ukuran kertas, menggantikan lembar Pengaturan dan pengaturan halaman: A4 atau F4.",
        "Paper size, over the Pengaturan sheet and the page setup: A4 or F4.",
    ),
    "option.in_place": Sentence(
        "Ubah buku kerja itu sendiri; ditolak bila sedang terbuka.",
        "Change the workbook itself; refused while it is open.",
    ),
    "option.libreoffice": Sentence("Untuk LibreOffice, bukan Excel.", "For LibreOffice instead of Excel."),
    "option.wheels": Sentence(
        "Folder wheel: pasang tanpa internet.", "Folder of wheels: install without internet."
    ),
    "option.pythons": Sentence(
        "Versi Python di komputer tujuan; boleh diulang; bawaan: 3.12.",
        "Version of Python on the other computer; may be repeated; default: 3.12.",
    ),
    "usage.python": Sentence("pilih dari {versions}.", "choose from {versions}."),
    "option.version": Sentence("Tampilkan versi dan keluar.", "Show the version and exit."),
    "meta.source": Sentence("SUMBER...", "SOURCE..."),
    "meta.workbook": Sentence("BUKU_KERJA", "WORKBOOK"),
    "meta.result": Sentence("HASIL", "OUT"),
    "meta.file": Sentence("BERKAS", "FILE"),
    "meta.folder": Sentence("FOLDER", "DIR"),
    "meta.address": Sentence("ALAMAT", "ADDRESS"),
    "meta.name": Sentence("NAMA", "NAME"),
    # what happened
    "failed": Sentence("{path}: {reason}", "{path}: {reason}"),
    "template": Sentence(
        "{path}: templat kosong, dilewati.",
        "{path}: an untouched template, passed over.",
    ),
    "converted": Sentence(
        "{documents} dokumen dari {workbooks} buku kerja ditulis ke {out}.",
        "{documents} document(s) from {workbooks} workbook(s) written to {out}.",
    ),
    "converted.again": Sentence(
        "{unchanged} buku kerja tidak berubah sejak konversi terakhir.",
        "{unchanged} workbook(s) unchanged since the last conversion.",
    ),
    "converted.findings": Sentence(
        "Temuan: {errors} kesalahan, {warnings} peringatan; rinciannya ada di JSON, atau: xl-sop validate.",
        "Findings: {errors} error(s), {warnings} warning(s); see the JSON, or: xl-sop validate.",
    ),
    "not_converted": Sentence("{failed} sumber gagal dikonversi.", "{failed} source(s) not converted."),
    "report.written": Sentence("Laporan: {path}", "Report: {path}"),
    "waiting": Sentence(
        "Menunggu xl-sop lain yang sedang menulis ke {out} …",
        "Waiting for another xl-sop that is writing into {out} …",
    ),
    "interrupted": Sentence("Dihentikan.", "Interrupted."),
    "interrupted.convert": Sentence(
        "Dihentikan. Berkas yang sudah ditulis utuh; lanjutkan dengan --resume.",
        "Interrupted. Files already written are whole; go on with --resume.",
    ),
    "full": Sentence(
        "Disk penuh: keluarannya tidak dapat ditulis; kosongkan ruang disk, lalu ulangi.",
        "The disk is full: the output cannot be written; free some space, then try again.",
    ),
    "unexpected": Sentence(
        "Kesalahan tak terduga ({what}); jalankan lagi dengan --debug dan laporkan keluarannya.",
        "Unexpected error ({what}); run again with --debug and report what it prints.",
    ),
    "new.written": Sentence("Templat ditulis ke {path}.", "Template written to {path}."),
    "identify.written": Sentence("Ditulis ke {path}.", "Written to {path}."),
    "identify.copied": Sentence(
        "Tidak ada yang perlu diubah; {path} adalah salinan persis.",
        "Nothing had to change; {path} is an exact copy.",
    ),
    "identify.same": Sentence(
        "sudah sesuai dengan tabel prosedur, tidak ada yang diubah.",
        "agrees with the procedure table, nothing changed.",
    ),
    "identify.changed": Sentence(
        "disusun ulang dari tabel prosedur, {lines} baris berubah.",
        "regenerated from the procedure table, {lines} line(s) changed.",
    ),
    "identify.tidied": Sentence(
        "disusun ulang dari tabel prosedur; kata-katanya tidak berubah.",
        "regenerated from the procedure table; its words are the same.",
    ),
    "identify.added": Sentence("lembar baru dari {steps} langkah.", "a new sheet from {steps} step(s)."),
    "identify.empty": Sentence(
        "tabel prosedurnya belum berisi langkah, dibiarkan.",
        "its procedure table holds no steps yet, left as it is.",
    ),
    "identify.line.changed": Sentence("{where}: {old} → {new}", "{where}: {old} → {new}"),
    "identify.line.filled": Sentence("{where}: diisi {new}", "{where}: filled in with {new}"),
    "identify.line.cleared": Sentence("{where}: dikosongkan, semula {old}", "{where}: emptied, was {old}"),
    "draw.drawn": Sentence(
        "diagram alir dari {steps} langkah digambar: {symbols} simbol, {arrows} panah, {pages} halaman.",
        "flowchart of {steps} step(s) drawn: {symbols} symbol(s), {arrows} arrow(s), {pages} page(s).",
    ),
    "draw.same": Sentence(
        "diagram alir sudah sesuai dengan tabel, tidak ada yang diubah.",
        "the flowchart agrees with the table already, nothing changed.",
    ),
    "draw.empty": Sentence("tidak ada tanda pelaksana, dibiarkan.", "no marks of performers, left as it is."),
    "draw.by_hand": Sentence(
        "sudah ada gambar buatan sendiri di kolom pelaksana, dibiarkan.",
        "somebody has drawn in the performer columns already, left as it is.",
    ),
    "draw.undrawn": Sentence(
        "Tidak dapat digambar: {ways}. Periksa tanda pelaksana dan nomor tujuan langkah itu.",
        "Could not be drawn: {ways}. Look at the performers' marks and the numbers that those steps lead to.",
    ),
    "draw.way": Sentence("alur dari langkah {step}{label}", "the way from step {step}{label}"),
    "draw.pdf": Sentence("PDF ditulis ke {path}.", "PDF written to {path}."),
    "doctor.fine": Sentence("Semua yang diperlukan sudah siap.", "Everything needed is in order."),
    "doctor.not_fine": Sentence(
        "Ada yang belum siap: ikuti saran pada baris bertanda ✗.",
        "Something is not in order: follow the advice at the lines marked ✗.",
    ),
    # wrong usage
    "usage.identify.target": Sentence(
        "pilih salah satu: --out BERKAS atau --in-place.",
        "choose one of --out FILE and --in-place.",
    ),
    "usage.identify.same": Sentence(
        "--out menunjuk ke buku kerja itu sendiri; pakai --in-place.",
        "--out names the workbook itself; use --in-place.",
    ),
    "usage.identify.suffix": Sentence(
        "{path}: nama hasilnya harus berakhiran {suffix} seperti buku kerjanya.",
        "{path}: the result's name must end in {suffix}, like the workbook's.",
    ),
    "usage.pdf": Sentence(
        "{path}: nama PDF harus berakhiran .pdf.", "{path}: the PDF's name must end in .pdf."
    ),
    "usage.jobs": Sentence("harus bilangan bulat 1 atau lebih.", "must be a whole number of 1 or more."),
    "usage.dask": Sentence(
        "pilih salah satu: --jobs (komputer ini) atau --dask (klaster).",
        "choose one of --jobs (this machine) and --dask (a cluster).",
    ),
    "usage.report": Sentence(
        "nama laporan harus berakhiran .xlsx, .csv atau .json.",
        "the report's name must end in .xlsx, .csv or .json.",
    ),
    "usage.same": Sentence(
        "--report dan --ndjson menunjuk ke berkas yang sama.",
        "--report and --ndjson name the same file.",
    ),
    "usage.source": Sentence(
        "{path} adalah salah satu sumber; pilih nama lain untuk hasilnya.",
        "{path} is one of the sources; choose another name for the result.",
    ),
    "usage.exists": Sentence(
        "{path} sudah ada; pakai --force untuk menimpanya, atau pilih nama lain.",
        "{path} exists already; use --force to overwrite it, or choose another name.",
    ),
    "usage.new.suffix": Sentence(
        "{path}: nama templat harus berakhiran .xlsx, atau .xlsm untuk yang bertombol.",
        "{path}: the template's name must end in .xlsx, or .xlsm for one with buttons.",
    ),
    "usage.new.performers": Sentence(
        "--performer hanya untuk templat kosong, tidak bersama --from.",
        "--performer is for an empty template, not together with --from.",
    ),
    # progress
    "progress": Sentence("Membaca", "Reading"),
    "progress.rate": Sentence("{rate:.0f}/dtk", "{rate:.0f}/s"),
    # what validate and totals print; these follow --lang, as the findings do
    "validate.none": Sentence("siap: tidak ada temuan", "ready: no findings"),
    "validate.ready": Sentence(
        "siap: tidak ada kesalahan dan peringatan; yang berikut hanya saran",
        "ready: no errors or warnings; what follows is only suggestions",
    ),
    "validate.summary": Sentence(
        "{workbooks} buku kerja, {documents} SOP: {galat} kesalahan, {peringatan} peringatan, {info} saran.",
        "{workbooks} workbook(s), {documents} SOP(s): {galat} error(s), {peringatan} warning(s), {info} "
        "suggestion(s).",
    ),
    "validate.failed": Sentence(
        "{failed} sumber tidak dapat diperiksa.",
        "{failed} source(s) could not be checked.",
    ),
    "totals.sum": Sentence("Jumlah", "Total"),
    "totals.explicit": Sentence("- tertulis dalam menit atau jam", "- written in minutes or hours"),
    "totals.converted": Sentence(
        "- dikonversi dengan profil {profile}", "- converted under profile {profile}"
    ),
    "totals.minutes": Sentence("menit", "minutes"),
    "totals.incomplete": Sentence(
        "Belum lengkap: tidak ada menit pada {steps}.",
        "Incomplete: no minutes in {steps}.",
    ),
    "totals.step": Sentence("langkah {number}", "step {number}"),
    "totals.unnumbered": Sentence("langkah tanpa nomor", "a step without a number"),
    "totals.unmarked": Sentence(
        "Pelaksana belum ditandai, jadi tidak ada menit per pelaksana.",
        "No performer is marked, so there are no minutes per performer.",
    ),
    "sop.unnamed": Sentence("SOP tanpa nama", "unnamed SOP"),
}


@cache
def language() -> str:
    """ "id" or "en": XL_SOP_LANG, else the locale (the display language on Windows)."""
    chosen = os.environ.get("XL_SOP_LANG", "").lower()
    if chosen in ("id", "en"):
        return chosen
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable)
        if value:
            return (
                "id" if value.lower().replace("-", "_").split(".")[0].split("_")[0] in ("id", "in") else "en"
            )
    if sys.platform == "win32":
        import ctypes

        # the low ten bits of a Windows language identifier are the language; 0x21 is Indonesian
        return "id" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 0x21 else "en"
    return "en"


def say(key: str, /, lang: str | None = None, **words: object) -> str:
    """A text of the table, in the user's language or in `lang`, with its words filled in."""
    return TEXTS[key].filled(**words).text(lang or language())
