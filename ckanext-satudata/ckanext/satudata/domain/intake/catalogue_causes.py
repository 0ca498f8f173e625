"""Why a finding comes up: the usual cause of each, in both languages, for the reference page."""

from __future__ import annotations

CAUSES: dict[str, tuple[str, str]] = {
    "MAKRO_DIABAIKAN": ("Berkas disimpan dengan makro (.xlsm).", "The file was saved with macros (.xlsm)."),
    "HURUF_RUSAK": (
        "Teks disalin dari sistem dengan enkode lain.",
        "Text came from a system with another encoding.",
    ),
    "TANDA_TAK_TAMPAK": (
        "Teks disalin dari laman atau aplikasi percakapan.",
        "Text was copied from a web page or a chat.",
    ),
    "KOLOM_A_BERISI_CSV": (
        "CSV dibuka lalu disimpan tanpa dipisah kolomnya.",
        "A CSV was saved without splitting it.",
    ),
    "TABEL_DISAMBUNG": (
        "Satu tabel terpotong menjadi beberapa bagian.",
        "One table was cut into several parts.",
    ),
    "ANGKA_DIBULATKAN": ("Excel menyimpan paling banyak 15 angka.", "Excel keeps fifteen digits at most."),
    "TABEL_PILIHAN": (
        "Satu berkas memuat beberapa tabel atau lembar.",
        "One file holds several tables or sheets.",
    ),
    "JUDUL_KOLOM_TIDAK_ADA": (
        "Baris judul terhapus atau tidak disalin.",
        "The title row was deleted or not copied.",
    ),
    "KOLOM_TANPA_NAMA": ("Kolom bantu tidak diberi judul.", "A helper column was left without a title."),
    "JUDUL_KOLOM_GANDA": (
        "Judul bertingkat hanya tertulis di baris bawah.",
        "Only the lower of two title rows tells them apart.",
    ),
    "TAHUN_SEBAGAI_KOLOM": ("Deret waktu ditulis melebar.", "A time series was written across."),
    "TAHUN_BELUM_ADA": (
        "Tahun hanya ada di surat atau nama folder.",
        "The year stands in the letter or folder only.",
    ),
    "ANGKA_TITIK_RIBUAN": (
        "Angka disimpan sebagai teks dengan titik.",
        "Numbers were stored as text with dots.",
    ),
    "ANGKA_KOMA": ("Angka disimpan sebagai teks dengan koma.", "Numbers were stored as text with commas."),
    "ANGKA_CAMPUR": ("Data digabung dari dua sumber.", "Data from two sources were put together."),
    "ANGKA_SPASI": (
        "Ribuan dipisah spasi, atau dua angka dalam satu sel.",
        "Spaces for thousands, or two numbers in a cell.",
    ),
    "ANGKA_PECAHAN": (
        "Titik ribuan dibaca Excel sebagai desimal.",
        "Excel took the thousands dot for a decimal point.",
    ),
    "PERSEN_PECAHAN": ("Persen diketik sebagai pecahan.", "Percentages were typed as fractions."),
    "TANDA_STRIP": (
        "Tanda '-' dipakai untuk nol dan untuk tidak tersedia.",
        "'-' is used for nil and for not available.",
    ),
    "TANGGAL_AMBIGU": ("Hari dan bulan sama-sama paling besar 12.", "Day and month are both at most 12."),
    "BARIS_JUMLAH": ("Baris jumlah ikut dalam tabel.", "A total row is part of the table."),
    "BARIS_JUMLAH_DUGAAN": ("Baris jumlah tidak diberi nama yang lazim.", "A total row has an unusual name."),
    "TERSEMBUNYI": (
        "Baris, kolom, atau lembar disembunyikan di Excel.",
        "Rows, columns or sheets were hidden in Excel.",
    ),
    "BARIS_KOSONG": (
        "Baris pemisah atau format di bawah tabel.",
        "Separating rows, or formats below the table.",
    ),
    "BARIS_KETERANGAN": (
        "Keterangan ditulis di antara baris data.",
        "A note was written between rows of data.",
    ),
    "BARIS_DIRAGUKAN": (
        "Nama atau kode di kolom pertama tidak diisi.",
        "The name or code in the first column was left out.",
    ),
    "BAGIAN_TIDAK_DIPERIKSA": (
        "Tabel pivot atau berkas yang disisipkan membawa data sumbernya.",
        "A pivot table or an embedded file carries the data it was made from.",
    ),
    "KOMA_TERBELAH": (
        "Program menulis CSV berpemisah koma dengan angka berkoma.",
        "A program wrote a CSV divided by commas with commas in its figures.",
    ),
    "RUMUS_GALAT": ("Rumus merujuk sel yang sudah dihapus.", "A formula refers to deleted cells."),
    "RUMUS_TANPA_NILAI": (
        "Berkas dibuat aplikasi yang tidak menghitung rumus.",
        "Made by a program that computes no formulas.",
    ),
    "BARIS_CONTOH": ("Baris contoh templat belum dihapus.", "The template's sample row was not deleted."),
    "TAUTAN_LUAR": ("Rumus mengambil angka dari berkas lain.", "Formulas take figures from another file."),
    "ENKODE_DITEBAK": ("CSV tidak menyebut enkodenya.", "The CSV does not tell its encoding."),
    "NAMA_BEDA_ISI": ("Akhiran nama berkas diganti dengan tangan.", "The file's ending was changed by hand."),
    "KOLOM_DI_LUAR_SKEMA": ("Kolom baru ditambahkan tahun ini.", "A column was added this year."),
    "BENTUK_BERUBAH": (
        "Bentuk tabel lain daripada tahun lalu.",
        "The table has another shape than last year.",
    ),
    "PERBAIKAN_TIDAK_COCOK": (
        "Sel yang dulu diperbaiki kini berisi lain.",
        "A cell that was corrected holds something else now.",
    ),
    "JUDUL_BERULANG": (
        "Judul kolom diulang di setiap halaman cetak.",
        "Titles are repeated on every printed page.",
    ),
    "BARIS_SUBJUMLAH": ("Tabel memuat jumlah di setiap kelompok.", "The table has a total in each group."),
    "TAHUN_BERLAINAN": (
        "Lembar tahun lalu disalin tanpa mengganti namanya.",
        "Last year's sheet was copied under its old name.",
    ),
    "SEL_DI_LUAR_TABEL": ("Catatan ditulis di luar tabel.", "Notes were written outside the table."),
    "TEKS_DI_SAMPING": ("Catatan ditulis di samping tabel.", "Notes were written beside the table."),
    "BARIS_KELOMPOK": ("Nama kelompok ditulis sebagai baris sendiri.", "Group names have rows of their own."),
    "ISI_KE_BAWAH": (
        "Nama hanya ditulis di baris pertama kelompoknya.",
        "A name stands in the first row of its group only.",
    ),
    "ISI_KE_BAWAH_DUGAAN": (
        "Sel kosong mungkin berarti sama dengan atasnya.",
        "Blank cells may mean the same as above.",
    ),
    "KATEGORI_SEBAGAI_KOLOM": ("Kategori ditulis melebar.", "Categories were written across."),
    "BENTUK_BERGESER": (
        "Tabel bergeser dari tempatnya tahun lalu.",
        "The table moved from last year's place.",
    ),
    "TANPA_BARIS": ("Templat diunggah sebelum diisi.", "The template was uploaded unfilled."),
    "UKURAN_KOSONG": (
        "Templat diunggah sebelum angkanya diisi.",
        "Uploaded before its figures were filled in.",
    ),
    "KOLOM_KOSONG": ("Kolom templat tidak dipakai.", "A column of the template is not used."),
    "ANGKA_TIDAK_TERBACA": (
        "Kata atau satuan diketik di sel angka.",
        "Words or units were typed into number cells.",
    ),
    "BUKAN_BILANGAN_BULAT": (
        "Rata-rata atau salah ketik di kolom hitungan.",
        "A mean or a slip in a column of counts.",
    ),
    "TAHUN_TIDAK_TERBACA": (
        "Tahun ajaran atau rentang tahun di kolom tahun.",
        "A school year or span of years in a year column.",
    ),
    "TANGGAL_TIDAK_TERBACA": (
        "Tanggal tidak ada di kalender, atau ditulis lain.",
        "No such day, or written in another way.",
    ),
    "YA_TIDAK_TIDAK_TERBACA": ("Jawaban ditulis dengan kata lain.", "The answer was written in other words."),
    "SEL_KOSONG": ("Isian wajib terlewat.", "A compulsory cell was passed over."),
    "NILAI_TERLALU_KECIL": ("Salah ketik, atau tanda minus.", "A slip, or a minus sign."),
    "NILAI_TERLALU_BESAR": ("Salah ketik, atau satuan lain.", "A slip, or another unit."),
    "NILAI_DI_LUAR_DAFTAR": ("Ejaan lain daripada daftar.", "Spelt otherwise than in the list."),
    "POLA_TIDAK_COCOK": ("Excel mengubah kode menjadi angka.", "Excel turned a code into a number."),
    "PANJANG_TEKS": ("Teks terpotong atau terlalu panjang.", "Text was cut or is too long."),
    "TABEL_BESAR": (
        "Tabel lebih besar daripada yang dapat dimuat sekaligus.",
        "The table is larger than what can be held at once.",
    ),
    "KUNCI_GANDA": ("Satu baris disalin dua kali.", "A row was copied twice."),
    "SATUAN_LAIN_STRUKTUR": (
        "Berkas memakai satuan lain daripada struktur tabel.",
        "The file uses another unit than the table structure.",
    ),
    "KOLOM_STRUKTUR_KOSONG": (
        "Kolom yang boleh kosong tidak disiapkan di berkas.",
        "An optional column was left out of the file.",
    ),
    "KODE_TIDAK_TERDAFTAR": (
        "Kode lama, atau dari klasifikasi lain.",
        "An old code, or one of another classification.",
    ),
    "KOLOM_TIDAK_ADA": ("Templat dataset lain dipakai.", "Another dataset's template was used."),
    "SERI_TIDAK_COCOK": ("Nama kolom kunci berubah.", "The name of a key column changed."),
    "PERIKSA_SKEMA": ("Baris menyalahi bentuk data.", "A row breaks the form of the data."),
    "JUMLAH_BARIS_BEDA": (
        "Satu angka diubah tanpa menghitung ulang jumlahnya.",
        "A figure was changed, its total was not.",
    ),
    "JUMLAH_KOLOM_BEDA": ("Satu bagian atau jumlahnya salah ketik.", "A part or its total was mistyped."),
    "WILAYAH_TIDAK_DIKENAL": ("Nama daerah lain, atau nama lama.", "A name from elsewhere, or an old one."),
    "WILAYAH_MIRIP": ("Nama daerah salah eja.", "A region's name was misspelt."),
    "WILAYAH_BELUM_ADA": ("Laporan kecamatan belum masuk.", "A district's report has not come in."),
    "KODE_BPS": ("Kode disalin dari publikasi BPS.", "Codes were copied from a BPS publication."),
    "KODE_NAMA_BEDA": ("Kode bergeser terhadap namanya.", "Codes slipped against their names."),
    "PERSEN_LEBIH": (
        "Angka kasar, capaian lebih, atau salah ketik.",
        "A gross rate, a target surpassed, or a slip.",
    ),
    "NILAI_NEGATIF": ("Tanda '-' melekat pada angka.", "A dash stuck to the figure."),
    "TAHUN_MENDATANG": ("Proyeksi, target, atau salah tahun.", "A projection, a target, or the wrong year."),
    "STATUS_ANGKA": ("Angka diberi tanda sementara, perkiraan, atau tidak tersedia.", "Figures are marked."),
    "SAMA_EDISI_LALU": ("Berkas tahun lalu diunggah lagi.", "Last year's file was uploaded again."),
    "LONJAKAN": (
        "Salah ketik, perubahan cakupan, atau kejadian nyata.",
        "A slip, another coverage, or a real event.",
    ),
    "SATUAN_SERIBU": (
        "Rupiah diisi di kolom juta rupiah, atau sebaliknya.",
        "Rupiah under millions of rupiah, or the reverse.",
    ),
    "KOLOM_SAMA": ("Kolom tahun lalu tersalin.", "Last year's column was copied."),
    "TAHUN_TERBALIK": (
        "Tahun ditulis menurun, lalu disusun menaik.",
        "Years written downwards were taken upwards.",
    ),
    "LONJAKAN_JUMLAH": (
        "Cakupan atau satuan berubah untuk semua baris.",
        "Coverage or unit changed for all rows.",
    ),
    "ISI_TIDAK_MIRIP": (
        "Indikator lain ditempel di bawah judul ini.",
        "Another indicator was pasted under this title.",
    ),
    "SAMA_DATASET_LAIN": ("Berkas dua dataset tertukar.", "The files of two datasets were mixed up."),
    "SATUAN_SEL": ("Satu baris diisi dalam satuan lain.", "One row was filled in another unit."),
    "SATUAN_UANG": (
        "Satuan pada judul bukan satuan angkanya.",
        "The unit in the title is not that of the figures.",
    ),
    "BAGIAN_LEBIH_BESAR": ("Dua kolom tertukar, atau salah ketik.", "Two columns were swapped, or a slip."),
    "HITUNGAN_TIDAK_COCOK": (
        "Bagian diubah tanpa menghitung ulang hasilnya.",
        "A part was changed, the result was not.",
    ),
    "BAGIAN_BUKAN_100": (
        "Pembulatan berlebihan, atau kategori terlewat.",
        "Too much rounding, or a category left out.",
    ),
    "HITUNGAN_PECAHAN": ("Rata-rata ditulis sebagai hitungan.", "A mean was written as a count."),
    "PERIODE_BELUM_ADA": (
        "Laporan bulan itu belum masuk, atau tidak ada kejadian.",
        "No report came in, or nothing happened.",
    ),
    "ACUAN_TIDAK_DIPERIKSA": (
        "Skema dibuat untuk paket dengan tabel lain di sampingnya.",
        "The schema was made for a package with another table beside this one.",
    ),
    "OPD_BELUM_ADA": ("Satu perangkat daerah belum melapor.", "An office has not reported."),
    "OPD_TIDAK_DIKENAL": ("Nama lama atau singkatan dipakai.", "An old or short name was used."),
    "KOORDINAT_TERTUKAR": ("Peta menulis bujur lebih dulu.", "Maps write the longitude first."),
    "KOORDINAT_DI_LUAR": (
        "Tanda desimal hilang, atau derajat-menit-detik.",
        "The decimal sign was lost, or degrees and minutes.",
    ),
    "KOORDINAT_JAUH": ("Tanda minus hilang, atau salah ketik.", "The minus sign was lost, or a slip."),
    "DATA_PRIBADI": (
        "Daftar nama diunggah, bukan rekapitulasinya.",
        "A list of persons was uploaded, not its totals.",
    ),
    "DATA_PRIBADI_DUGAAN": (
        "Nomor yang kebetulan mirip, atau daftar nama.",
        "Numbers alike by chance, or a list of names.",
    ),
    "NAMA_PENULIS": (
        "Excel mencatat nama pemilik komputer.",
        "Excel records the name of the computer's owner.",
    ),
    "SEL_KECIL": ("Hitungan dirinci sampai wilayah kecil.", "Counts were broken down to small regions."),
    "SEL_KECIL_PERHATIAN": (
        "Hitungan dirinci sampai wilayah kecil.",
        "Counts were broken down to small regions.",
    ),
    "ANGKA_TITIK_HILANG": (
        "Excel membaca titik ribuan sebagai tanda desimal.",
        "Excel took the thousands dot for a decimal point.",
    ),
    "ANGKA_NOL_HILANG": (
        "Excel menyimpan 13.000 sebagai 13 bila titik adalah tanda desimalnya.",
        "Excel stores 13.000 as 13 where the dot is its decimal sign.",
    ),
    "ANGKA_SALAH_KETIK": (
        "Titik ribuan terketik di tempat yang salah.",
        "A thousands dot was typed in the wrong place.",
    ),
    "ANGKA_HURUF": (
        "Huruf O atau l terketik, atau hasil pindai (OCR).",
        "The letters O or l were typed, or come from OCR.",
    ),
    "ANGKA_EKSPONEN": (
        "Kolom terlalu sempit ketika disimpan sebagai CSV.",
        "The column was too narrow when saved as CSV.",
    ),
    "ANGKA_KIRA": ("Sumber hanya memberi kisaran.", "The source gives a range only."),
    "ANGKA_JADI_TANGGAL": (
        "Excel mengubah 1-2 atau 3/4 menjadi tanggal.",
        "Excel turned 1-2 or 3/4 into a date.",
    ),
    "ANGKA_BERSATUAN": ("Satuan diketik di belakang angka.", "The unit was typed behind the number."),
    "ANGKA_BERKATA": ("Angka disalin dari siaran pers.", "Figures were copied from a press release."),
    "SATUAN_CAMPUR": (
        "Data digabung dari laporan yang satuannya lain.",
        "Data come from reports in different units.",
    ),
    "ANGKA_AKSARA_LAIN": ("Papan ketik beraksara lain.", "A keyboard of another script was used."),
    "PERSEN_CAMPUR": (
        "Sebagian sel berformat persen, sebagian tidak.",
        "Some cells have the percent format, some do not.",
    ),
    "TANDA_LAIN": ("Kantor memakai tanda sendiri.", "The office uses signs of its own."),
    "ANGKA_PENANDA": (
        "Alat ukur menulis 8888 atau 9999 bila tidak ada data.",
        "Instruments write 8888 or 9999 for no data.",
    ),
    "TANGGAL_ANGKA": ("Format tanggalnya hilang ketika disalin.", "The format of dates was lost in copying."),
    "TANGGAL_DARI_TEKS": ("Excel mengubah kode menjadi tanggal.", "Excel turned a code into a date."),
    "TANGGAL_TERTUKAR": (
        "Excel berbahasa Inggris membaca bulan lebih dulu.",
        "An English Excel read the month first.",
    ),
    "TANGGAL_DUA_CARA": ("Beberapa orang mengisi satu berkas.", "Several people filled in one file."),
    "TANGGAL_CAMPUR": ("Beberapa orang mengisi satu berkas.", "Several people filled in one file."),
    "NAMA_LAIN_DAFTAR": ("Singkatan atau nama lama dipakai.", "A short or old name was used."),
    "NAMA_MIRIP_DAFTAR": ("Nama salah eja.", "A name was misspelt."),
    "KODE_BERGESER": (
        "Satu sel terhapus dengan menggeser ke atas.",
        "A cell was deleted and the others moved up.",
    ),
    "KODE_SISTEM": (
        "Kode Kemendagri dan BPS memakai angka yang sama.",
        "Kemendagri and BPS use the same figures.",
    ),
    "KODE_DUA_SISTEM": (
        "Kode Kemendagri dan BPS memakai angka yang sama.",
        "Kemendagri and BPS use the same figures.",
    ),
    "KODE_KBLI": (
        "Huruf yang sama berarti lain dalam KBLI 2020 dan 2025.",
        "A letter means different things in KBLI 2020 and 2025.",
    ),
    "KODE_SISTEM_LAIN": (
        "Kode disalin dari daftar yang lain.",
        "The codes were copied from another list.",
    ),
    "KODE_BERULANG": (
        "Kode desa ditulis tanpa kode kecamatannya.",
        "Village codes lack the code of their district.",
    ),
    "KODE_JADI_ANGKA": ("Sel kode berformat angka.", "Cells of codes have a number format."),
    "RUMUS_PERKIRAAN": (
        "Angka yang hilang diisi dengan rumus.",
        "Missing figures were filled in by formula.",
    ),
    "TAHUN_BERTANDA": ("Tahun terakhir masih sementara.", "The last year is still preliminary."),
    "CATATAN_KAKI": ("Tanda catatan kaki menempel pada angka.", "Footnote signs stick to figures."),
}
