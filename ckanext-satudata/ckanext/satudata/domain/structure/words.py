"""The sentences of the flaws of a structure: in Indonesian and English, each with what mends it."""

from __future__ import annotations

from collections.abc import Mapping

Words = tuple[str, str]

FLAWS: Mapping[str, Words] = {
    "name_empty": (
        "Kolom %(row)s belum bernama. Tulis nama teknisnya, misalnya jumlah_penduduk.",
        "Column %(row)s has no name. Write its technical name, such as jumlah_penduduk.",
    ),
    "name_long": (
        "Nama '%(name)s' lebih panjang dari 63 bita. Pendekkan.",
        "The name '%(name)s' is longer than 63 bytes. Shorten it.",
    ),
    "name_signs": (
        "Nama '%(name)s' memuat tanda yang tidak dapat menjadi nama kolom basis data. Pakai huruf, angka, dan garis bawah.",
        "The name '%(name)s' holds signs that cannot be in a database column's name. Use letters, digits and underscores.",
    ),
    "name_reserved": (
        "Nama '%(name)s' dipakai basis data sendiri. Pilih nama lain.",
        "The name '%(name)s' is used by the database itself. Choose another one.",
    ),
    "name_double": (
        "Nama '%(name)s' dipakai kolom %(other)s juga. Pilih nama lain.",
        "The name '%(name)s' is used by column %(other)s too. Choose another one.",
    ),
    "name_case": (
        "Nama '%(name)s' hanya berbeda huruf besar-kecil dari kolom %(other)s. Pilih nama lain.",
        "The name '%(name)s' differs from column %(other)s in capital letters alone. Choose another one.",
    ),
    "name_lookalike": (
        "Nama '%(name)s' tampak sama dengan nama kolom %(other)s, tetapi ditulis dengan tanda lain. Pilih nama lain.",
        "The name '%(name)s' looks like that of column %(other)s, but is written with other signs. Choose another one.",
    ),
    "title_double": (
        "Judul '%(name)s' dipakai kolom %(other)s juga; templat tidak dapat dibaca kembali. Bedakan judulnya.",
        "The title '%(name)s' is used by column %(other)s too; the template could not be read back. Make them differ.",
    ),
    "text_long": (
        "Teks kolom %(row)s terlalu panjang, paling banyak %(most)s huruf. Pendekkan.",
        "The text of column %(row)s is too long, at most %(most)s letters. Shorten it.",
    ),
    "columns_many": (
        "Struktur memuat %(count)s kolom, paling banyak 250. Bagi menjadi beberapa tabel, atau jadikan kategori sebagai baris.",
        "The structure has %(count)s columns, at most 250. Split it, or turn categories into rows.",
    ),
    "columns_none": ("Struktur belum memuat kolom.", "The structure has no columns yet."),
    "type_unknown": (
        "Jenis '%(name)s' tidak dikenal. Pilih satu dari daftar.",
        "The type '%(name)s' is not known. Choose one of the list.",
    ),
    "role_unknown": (
        "Peran '%(name)s' tidak dikenal. Pilih satu dari daftar.",
        "The role '%(name)s' is not known. Choose one of the list.",
    ),
    "role_times": (
        "Kolom '%(name)s' dan kolom %(other)s sama-sama kolom waktu setingkat. Sisakan satu; yang lain menjadi dimensi.",
        "'%(name)s' and column %(other)s are both time columns of one level. Keep one; make the other a dimension.",
    ),
    "role_figures": (
        "Kolom '%(name)s' berperan ukuran, tetapi jenisnya bukan angka. Ubah jenisnya, atau jadikan dimensi.",
        "'%(name)s' is a measure but its type is no number. Change the type, or make it a dimension.",
    ),
    "role_status": (
        "Kolom status '%(name)s' tidak berpasangan. Namai <ukuran>_status menurut kolom ukurannya.",
        "The status column '%(name)s' has no partner. Name it <measure>_status after its measure.",
    ),
    "unit_unknown": (
        "Satuan '%(name)s' tidak ada dalam daftar satuan. Pilih satu dari daftar.",
        "The unit '%(name)s' is not in the list of units. Choose one of the list.",
    ),
    "title_unit": (
        "Judul '%(name)s' menyebut satuan %(named)s, tetapi satuan kolomnya %(unit)s. Samakan keduanya.",
        "The title '%(name)s' names the unit %(named)s, but the column's unit is %(unit)s. Make them agree.",
    ),
    "list_unknown": (
        "Daftar kode '%(name)s' tidak ada di portal. Pilih satu dari daftar.",
        "The code list '%(name)s' is not in the portal. Choose one of the list.",
    ),
    "list_column": (
        "Daftar kode '%(name)s' tidak punya kolom '%(wanted)s'. Yang ada: %(known)s.",
        "The code list '%(name)s' has no column '%(wanted)s'. There are: %(known)s.",
    ),
    "reference_column": (
        "Acuan menyebut kolom '%(name)s', yang tidak ada dalam struktur. Tambahkan kolomnya, atau hapus acuannya.",
        "A reference names the column '%(name)s', which the structure lacks. Add the column, or drop the reference.",
    ),
    "key_missing": (
        "Kunci menyebut kolom '%(name)s', yang tidak ada dalam struktur. Pilih kolom yang ada.",
        "The key names the column '%(name)s', which the structure lacks. Choose columns that are there.",
    ),
    "key_double": (
        "Kunci menyebut kolom '%(name)s' dua kali.",
        "The key names the column '%(name)s' twice.",
    ),
    "key_figures": (
        "Kolom '%(name)s' berperan %(role)s, jadi tidak dapat menjadi bagian kunci. Keluarkan dari kunci, atau ubah perannya.",
        "'%(name)s' is a %(role)s, so it cannot be part of the key. Take it out of the key, or change its role.",
    ),
    "bound_kind": (
        "Batas '%(value)s' tidak cocok dengan jenis kolom '%(name)s' (%(type)s). Tulis nilai dari jenis itu, atau kosongkan.",
        "The limit '%(value)s' does not fit the type of '%(name)s' (%(type)s). Write a value of that type, or leave it empty.",
    ),
    "bounds_crossed": (
        "Batas terendah %(low)s lebih besar dari batas tertinggi %(high)s pada kolom '%(name)s'. Tukar keduanya.",
        "The lowest limit %(low)s is above the highest %(high)s in '%(name)s'. Swap them.",
    ),
    "pattern_broken": (
        "Pola kolom '%(name)s' tidak dapat dipakai: %(why)s. Perbaiki, atau kosongkan.",
        "The pattern of '%(name)s' cannot be used: %(why)s. Mend it, or leave it empty.",
    ),
    "pattern_kind": (
        "Pola hanya berlaku untuk teks; kolom '%(name)s' berjenis %(type)s. Kosongkan polanya.",
        "A pattern works for text alone; '%(name)s' is of type %(type)s. Leave it empty.",
    ),
    "enum_double": (
        "Pilihan '%(value)s' pada kolom '%(name)s' tertulis dua kali. Hapus satu.",
        "The choice '%(value)s' of '%(name)s' is written twice. Drop one.",
    ),
    "enum_many": (
        "Kolom '%(name)s' memuat %(count)s pilihan, paling banyak 1000. Pakai daftar kode.",
        "'%(name)s' has %(count)s choices, at most 1000. Use a code list.",
    ),
    "enum_kind": (
        "Pilihan '%(value)s' tidak cocok dengan jenis kolom '%(name)s' (%(type)s).",
        "The choice '%(value)s' does not fit the type of '%(name)s' (%(type)s).",
    ),
}
