"""The findings about codes and names of lists: regions, affairs, units. Order of each: where, what was read, what was
expected, how to mend."""

from __future__ import annotations

from .finding import CONFIRM, REJECT, WARN, Spec

CODES = (
    Spec(
        "NAMA_LAIN_DAFTAR",
        WARN,
        "Kolom %(column)s, %(count)s sel, misalnya %(cell)s berisi '%(read)s'; di daftar portal ditulis '%(expected)s'.",
        "Column %(column)s, %(count)s cells, e.g. %(cell)s holds '%(read)s'; the portal's list writes '%(expected)s'.",
        "Samakan dengan daftar, supaya data dapat digabung dengan data lain.",
        "Write it as the list does, so that the data can be joined with others.",
        {"column": "C", "count": 4, "cell": "C5", "read": "Hektar", "expected": "ha"},
    ),
    Spec(
        "NAMA_MIRIP_DAFTAR",
        CONFIRM,
        "Kolom %(column)s: '%(read)s' (%(cell)s, %(count)s sel) tidak ada di daftar. Yang paling mirip: %(expected)s.",
        "Column %(column)s: '%(read)s' (%(cell)s, %(count)s cells) is not in the list. The nearest is: %(expected)s.",
        "Pilih nama yang benar.",
        "Choose the right name.",
        {"column": "C", "count": 1, "cell": "C5", "read": "Kesehtan", "expected": "Kesehatan"},
    ),
    Spec(
        "KODE_BERGESER",
        REJECT,
        "Kode di kolom %(column)s bergeser satu baris %(way)s dari nama wilayahnya, mulai %(cell)s ('%(read)s').",
        "The codes in column %(column)s stand one row %(way_en)s from the names of their regions, from %(cell)s "
        "('%(read)s') on.",
        "Geser kembali kolom kodenya di berkas, lalu periksa juga kolom angkanya.",
        "Move the column of codes back in the file, and look at the figures too.",
        {"column": "A", "way": "turun", "way_en": "down", "cell": "A5", "read": "99.01.01"},
    ),
    Spec(
        "KODE_SISTEM",
        CONFIRM,
        "Kode di kolom %(columns)s, misalnya %(read)s di %(cell)s, ada di daftar Kemendagri (%(dagri)s) dan di daftar BPS "
        "(%(bps)s), untuk daerah yang berbeda.",
        "The codes in column %(columns)s, e.g. %(read)s in %(cell)s, are in the list of Kemendagri (%(dagri)s) and in that "
        "of BPS (%(bps)s), for different places.",
        "Pilih daftar yang dipakai kolom ini.",
        "Choose the list that the column uses.",
        {"columns": ["A"], "read": "9902010002", "cell": "A5", "dagri": "Sumber Rejo", "bps": "Wanasari"},
    ),
    Spec(
        "KODE_DUA_SISTEM",
        CONFIRM,
        "Kode di kolom %(columns)s berlaku di dua sistem dengan arti berbeda, misalnya %(read)s di %(cell)s: %(one)s; "
        "%(other)s.",
        "The codes in column %(columns)s mean different things in two systems, e.g. %(read)s in %(cell)s: %(one)s; "
        "%(other)s.",
        "Pilih sistem yang dipakai kolom ini.",
        "Choose the system that the column uses.",
        {
            "columns": ["A"],
            "read": "91",
            "cell": "A5",
            "one": "Kemendagri: Papua",
            "other": "BPS: Papua Barat",
        },
    ),
    Spec(
        "KODE_KBLI",
        CONFIRM,
        "Kode KBLI di kolom %(columns)s, misalnya %(read)s di %(cell)s, tidak menyebut versinya: %(one)s; %(other)s.",
        "The KBLI codes in column %(columns)s, e.g. %(read)s in %(cell)s, do not say their version: %(one)s; %(other)s.",
        "Pilih versi KBLI yang dipakai kolom ini. Untuk data sejak 2025 huruf saja tidak cukup.",
        "Choose the version of KBLI that the column uses. For data from 2025 on a letter alone is not enough.",
        {
            "columns": ["B"],
            "read": "K",
            "cell": "B5",
            "one": "KBLI 2020: Aktivitas Keuangan dan Asuransi",
            "other": "KBLI 2025: Telekomunikasi",
        },
    ),
    Spec(
        "KODE_SISTEM_LAIN",
        REJECT,
        "Kolom %(columns)s menyebut kode %(declared)s, tetapi dari %(codes)s kode %(fitting)s ada dalam %(other)s dan "
        "hanya %(known)s dalam %(declared)s.",
        "Column %(columns)s says codes of %(declared)s, but of %(codes)s codes %(fitting)s are in %(other)s and only "
        "%(known)s in %(declared)s.",
        "Perbaiki judul kolomnya, atau ganti kodenya menurut daftar di /kode.",
        "Mend the title of the column, or replace the codes by those of the list at /kode.",
        {"columns": ["A"], "declared": "BPS", "other": "Kemendagri", "codes": 5, "fitting": 5, "known": 1},
    ),
    Spec(
        "KODE_BERULANG",
        CONFIRM,
        "Kode di kolom %(columns)s, misalnya '%(read)s' di %(cell)s, mulai lagi di tiap kecamatan, jadi bukan kode "
        "wilayah yang lengkap.",
        "The codes in column %(columns)s, e.g. '%(read)s' in %(cell)s, begin again in each kecamatan, so they are no "
        "whole region codes.",
        "Pilih: ambil kode lengkap dari nama wilayahnya, atau tulis kode lengkap di berkas.",
        "Choose: take whole codes from the names, or write whole codes in the file.",
        {"columns": ["A"], "read": "001", "cell": "A5"},
    ),
    Spec(
        "KODE_JADI_ANGKA",
        WARN,
        "Kode di kolom %(columns)s tersimpan sebagai angka, misalnya %(cell)s = %(read)s; angka nol di belakang hilang. "
        "Dibaca sebagai %(expected)s.",
        "Codes in column %(columns)s are stored as numbers, e.g. %(cell)s = %(read)s; the zero at the end was lost. Read as "
        "%(expected)s.",
        "Periksa kodenya. Simpan kolom kode sebagai Teks agar tidak berubah.",
        "Look at the code. Store codes as text so that they do not change.",
        {"columns": ["A"], "cell": "A5", "read": "11,1", "expected": "11.10"},
    ),
)
