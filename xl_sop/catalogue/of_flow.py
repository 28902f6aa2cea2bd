"""The flow, whether it is typed or drawn."""

from __future__ import annotations

from xl_sop.catalogue.entry import Entry, entry

ENTRIES: dict[str, Entry] = {
    "alur-berbeda": entry(
        "peringatan",
        "Gambar pada langkah {nomor} berbeda dengan yang diketik; yang dipakai adalah yang diketik.",
        "What is drawn at step {nomor} differs from what is typed; what is typed counts.",
        "Samakan simbol dan panah dengan tanda pelaksana dan kolom alur, atau kosongkan salah satunya.",
        "Make shapes and arrows agree with the marks and flow columns, or empty one of them.",
    ),
    "alur-ke-diri-sendiri": entry(
        "galat",
        "Jalan keluar langkah {nomor} kembali ke langkah itu sendiri.",
        "A way out of step {nomor} leads back to the step itself.",
        "Arahkan ke langkah yang harus diulang atau ke langkah berikutnya.",
        "Let it lead to the step that is to be done again, or to the next one.",
    ),
    "alur-tanpa-mulai": entry(
        "galat",
        "Alur ini tidak mempunyai simbol mulai.",
        "The flow has no start symbol.",
        "Tandai langkah pertama dengan mulai, atau gambar kapsul Mulai di atasnya.",
        "Mark the first step with “mulai” (start), or draw a start capsule above it.",
    ),
    "alur-tanpa-selesai": entry(
        "galat",
        "Alur ini tidak mempunyai simbol selesai.",
        "The flow has no end symbol.",
        "Tandai langkah terakhir dengan selesai, atau gambar kapsul Selesai di bawahnya.",
        "Mark the last step with “selesai” (end), or draw an end capsule below it.",
    ),
    "alur-tidak-berakhir": entry(
        "galat",
        "Alur ini berputar terus: tidak satu jalan pun sampai ke akhir.",
        "The flow runs in a circle: no way leads to the end.",
        "Arahkan salah satu jalan keluar ke langkah terakhir atau ke: selesai.",
        "Let one way out lead to the last step, or to “selesai” (the end).",
    ),
    "bentuk-di-luar-kolom": entry(
        "peringatan",
        "“{bentuk}” terletak di luar kolom pelaksana, jadi pelaksananya tidak diketahui.",
        "“{bentuk}” lies outside the performer columns, so nobody performs it.",
        "Geser ke kolom pelaksana yang melakukannya.",
        "Move it into the column of whoever does it.",
    ),
    "cabang-tujuan-sama": entry(
        "galat",
        "Kedua jalan keluar keputusan ini menuju langkah yang sama ({tujuan}).",
        "Both ways out of this decision lead to the same step ({tujuan}).",
        "Arahkan jalan untuk hasil yang ditolak ke langkah lain.",
        "Let the way for what is refused lead to another step.",
    ),
    "gambar-tidak-terbaca": entry(
        "peringatan",
        "Gambar di lembar {lembar} tidak dapat dibaca, jadi pelaksana dan panah yang digambar tidak dihitung.",
        "The drawing on the sheet {lembar} cannot be read, so performers and arrows that are drawn do not count.",
        "Simpan buku kerja ini sebagai .xlsx tanpa kata sandi, lalu coba lagi.",
        "Save the workbook as .xlsx without a password and try again.",
    ),
    "gambar-usang": entry(
        "peringatan",
        "Diagram alir tidak sesuai lagi dengan tabel pada langkah {langkah}.",
        "The flowchart no longer agrees with the table at step {langkah}.",
        "Gambar ulang dengan tombol Diagram Alir.",
        "Draw it anew with the button “Diagram Alir”.",
    ),
    "langkah-tidak-terjangkau": entry(
        "galat",
        "Langkah {nomor} tidak dapat dicapai: tidak ada jalan dari langkah pertama ke langkah ini.",
        "Step {nomor} cannot be reached: no way leads to it from the first step.",
        "Arahkan salah satu jalan keluar langkah sebelumnya ke langkah {nomor}.",
        "Let a way out of an earlier step lead to step {nomor}.",
    ),
    "panah-menggantung": entry(
        "peringatan",
        "Ujung panah “{bentuk}” di sini tidak menyentuh simbol apa pun.",
        "This end of the arrow “{bentuk}” touches no symbol.",
        "Tarik ujung panah sampai menempel pada simbolnya, atau hapus panahnya.",
        "Drag the end until it sticks to its symbol, or delete the arrow.",
    ),
    "panah-tidak-ada": entry(
        "peringatan",
        "Dari simbol langkah {nomor} tidak ada panah keluar; dianggap berlanjut ke langkah berikutnya.",
        "No arrow leaves the symbol of step {nomor}; it is taken to lead to the next step.",
        "Gambar panah ke langkah berikutnya, atau kapsul Selesai jika alurnya berakhir di sini.",
        "Draw an arrow to the next step, or an end capsule if the flow ends here.",
    ),
    "penghubung-tanpa-pasangan": entry(
        "peringatan",
        "Penghubung halaman “{bentuk}” tidak mempunyai pasangan.",
        "The off-page connector “{bentuk}” has no counterpart.",
        "Gambar segi lima dengan huruf yang sama di tempat alurnya berlanjut.",
        "Draw a pentagon with the same letter where the flow goes on.",
    ),
    "simbol-serupa": entry(
        "info",
        "“{bentuk}” dibaca sebagai “{seharusnya}”.",
        "“{bentuk}” was read as “{seharusnya}”.",
        "Bila menggambar ulang, pakai bentuk standar: “{seharusnya}”.",
        "When you draw it anew, use the standard shape: “{seharusnya}”.",
    ),
    "simbol-tidak-baku": entry(
        "peringatan",
        "“{bentuk}” bukan simbol SOP AP; dibaca sebagai “{seharusnya}”.",
        "“{bentuk}” is no symbol of an SOP AP; it was read as “{seharusnya}”.",
        "Ganti dengan “{seharusnya}”.",
        "Replace it with “{seharusnya}”.",
    ),
}
