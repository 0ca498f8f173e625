"""The rules of the lint: how grave each is, and its words in Indonesian and English with what mends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Where = tuple[str | int, ...]
ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True)
class Flaw:
    """One flaw of an SOP document. ``where`` is the path to it, such as ``("langkah", 3, "transisi")``."""

    severity: str
    rule: str
    where: Where
    text: str
    text_en: str
    mend: str
    mend_en: str


@dataclass(frozen=True)
class Rule:
    """What a rule says; texts have ``{named}`` places for the facts."""

    severity: str
    text: str
    text_en: str
    mend: str
    mend_en: str


def flaw(rule: str, where: Where, **facts: Any) -> Flaw:
    """A flaw by this rule, in words."""
    known = RULES[rule]
    words = (known.text, known.text_en, known.mend, known.mend_en)
    return Flaw(known.severity, rule, where, *(text.format(**facts) for text in words))


def _cannot_run(text: str, text_en: str, mend: str, mend_en: str) -> Rule:
    return Rule(ERROR, text, text_en, mend, mend_en)


def _to_look_at(text: str, text_en: str, mend: str, mend_en: str) -> Rule:
    return Rule(WARNING, text, text_en, mend, mend_en)


RULES = {
    "not_yaml": _cannot_run(
        "Berkas tidak terbaca sebagai YAML: {problem}.",
        "The file cannot be read as YAML: {problem}.",
        "Perbaiki penulisan pada baris ini.",
        "Mend the notation in this line.",
    ),
    "no_template": _cannot_run(
        "Templat '{name}' tidak ada.",
        "There is no template '{name}'.",
        "Tulis nama berkas yang ada di folder templat.",
        "Name a file of the folder templat.",
    ),
    "missing_part": _cannot_run(
        "Bagian '{part}' belum ada.",
        "The part '{part}' is missing.",
        "Tambahkan bagian itu di bawah sop.",
        "Add it under sop.",
    ),
    "wrong_shape": _cannot_run(
        "'{key}' harus {shape}.",
        "'{key}' must be {shape_en}.",
        "Tulis seperti pada berkas SOP yang dikirim bersama portal.",
        "Write it as the shipped SOP files do.",
    ),
    "wrong_date": _cannot_run(
        "Tanggal belum terbaca.",
        "The date cannot be read.",
        "Tulis {{tahun: 2024, bulan: 3, hari: 5}}; bulan dan hari boleh tidak ada.",
        "Write {{tahun: 2024, bulan: 3, hari: 5}}; month and day may be left out.",
    ),
    "id_twice": _cannot_run(
        "Nama '{id}' dipakai dua berkas.",
        "Two files have the id '{id}'.",
        "Beri setiap SOP id sendiri.",
        "Give each SOP an id of its own.",
    ),
    "number_repeated": _cannot_run(
        "Nomor langkah {number} dipakai dua kali.",
        "Step number {number} is used twice.",
        "Beri setiap langkah nomor sendiri.",
        "Give each step a number of its own.",
    ),
    "no_start": _cannot_run(
        "Ada {count} langkah bersimbol mulai; harus tepat satu.",
        "{count} steps have the symbol mulai; there must be exactly one.",
        "Tandai hanya langkah pertama dengan simbol: mulai.",
        "Mark the first step, and only it, with simbol: mulai.",
    ),
    "no_end": _cannot_run(
        "Belum ada langkah bersimbol selesai yang menuju SELESAI.",
        "No step has the symbol selesai and leads to SELESAI.",
        "Tandai langkah terakhir dengan simbol: selesai dan transisi ke SELESAI.",
        "Mark the last step with simbol: selesai and a transition to SELESAI.",
    ),
    "unreachable": _cannot_run(
        "Langkah {number} tidak dapat dicapai dari langkah mulai.",
        "Step {number} cannot be reached from the start.",
        "Tambahkan transisi menuju langkah {number}, atau hapus langkah itu.",
        "Add a transition to step {number}, or remove the step.",
    ),
    "unknown_symbol": _cannot_run(
        "Langkah {number}: simbol '{symbol}' tidak dikenal.",
        "Step {number}: unknown symbol '{symbol}'.",
        "Pilih mulai, proses, keputusan, selesai, atau konektor.",
        "Choose mulai, proses, keputusan, selesai or konektor.",
    ),
    "decision_exits": _cannot_run(
        "Langkah {number}: keputusan memerlukan tepat satu 'ya' dan satu 'tidak', tertulis {exits}.",
        "Step {number}: a decision needs exactly one 'ya' and one 'tidak'; there is {exits}.",
        "Tulis dua transisi: kondisi ya dan kondisi tidak.",
        "Write two transitions: kondisi ya and kondisi tidak.",
    ),
    "plain_exits": _cannot_run(
        "Langkah {number}: langkah yang bukan keputusan memerlukan tepat satu transisi 'selalu', tertulis {exits}.",
        "Step {number}: a step that is no decision needs exactly one transition 'selalu'; there is {exits}.",
        "Tulis satu transisi dengan kondisi selalu.",
        "Write one transition with kondisi selalu.",
    ),
    "no_without_reason": _cannot_run(
        "Langkah {number}: transisi 'tidak' belum mewajibkan alasan.",
        "Step {number}: the transition 'tidak' does not require a reason.",
        "Tambahkan alasan_wajib: true.",
        "Add alasan_wajib: true.",
    ),
    "unknown_target": _cannot_run(
        "Langkah {number}: transisi menuju langkah {target} yang tidak ada.",
        "Step {number}: a transition leads to step {target}, which is not there.",
        "Tulis nomor langkah yang ada, atau SELESAI.",
        "Write the number of a step that is there, or SELESAI.",
    ),
    "no_post": _cannot_run(
        "Langkah {number}: pelaksana belum ada.",
        "Step {number}: nobody carries it out.",
        "Tulis kode pelaksana; tandai asal_pelaksana: disimpulkan bila bukan dari naskah.",
        "Name a post; mark asal_pelaksana: disimpulkan when it is not in the source.",
    ),
    "unknown_post": _cannot_run(
        "Langkah {number}: pelaksana '{post}' tidak ada di daftar pelaksana.",
        "Step {number}: the post '{post}' is not in the list of posts.",
        "Tulis kode yang ada di daftar pelaksana, atau tambahkan di sana.",
        "Use a code of the list pelaksana, or add it there.",
    ),
    "post_incomplete": _cannot_run(
        "Baris pelaksana belum memuat {lacking}.",
        "The post lacks {lacking}.",
        "Tambahkan {lacking}.",
        "Add {lacking}.",
    ),
    "no_time": _cannot_run(
        "Langkah {number}: waktu belum ada, dan tahap '{stage}' di portal memerlukan tenggat.",
        "Step {number} has no time, and the portal's stage '{stage}' needs a deadline.",
        "Tulis waktu, atau sla_portal dengan waktu: {{nilai: null, asal: tidak tertulis}}.",
        "Write waktu, or sla_portal with waktu: {{nilai: null, asal: tidak tertulis}}.",
    ),
    "time_not_positive": _cannot_run(
        "Langkah {number}: waktu '{value}' harus angka lebih dari 0.",
        "Step {number}: the time '{value}' must be a number above 0.",
        "Tulis angka lebih dari 0.",
        "Write a number above 0.",
    ),
    "unknown_unit": _cannot_run(
        "Langkah {number}: satuan waktu '{unit}' tidak dikenal.",
        "Step {number}: unknown unit of time '{unit}'.",
        "Pilih menit, jam, hari, minggu, atau bulan.",
        "Choose menit, jam, hari, minggu or bulan.",
    ),
    "unknown_deed": _cannot_run(
        "Langkah {number}: aksi '{deed}' tidak dikenal.",
        "Step {number}: unknown aksi '{deed}'.",
        "Pilih {choices}; atau luar: true untuk pekerjaan di luar portal.",
        "Choose {choices}; or luar: true for work outside of the portal.",
    ),
    "stage_incomplete": _cannot_run(
        "Langkah {number}: tahap portal memerlukan id dan label.",
        "Step {number}: a stage of the portal needs id and label.",
        "Tambahkan id dan label.",
        "Add id and label.",
    ),
    "stage_repeated": _cannot_run(
        "Langkah {number}: tahap '{stage}' sudah dipakai langkah lain.",
        "Step {number}: the stage '{stage}' is used by another step already.",
        "Beri setiap tahap id sendiri.",
        "Give each stage an id of its own.",
    ),
    "unknown_stage": _cannot_run(
        "'{key}' menunjuk tahap '{stage}' yang tidak ada.",
        "'{key}' names the stage '{stage}', which is not there.",
        "Tulis id tahap yang ada, atau SELESAI.",
        "Write the id of a stage that is there, or SELESAI.",
    ),
    "stage_name": _cannot_run(
        "Langkah {number}: tahap '{stage}' harus bernama {wanted}.",
        "Step {number}: the stage '{stage}' must be called {wanted}.",
        "Ganti id tahapnya.",
        "Change the id of the stage.",
    ),
    "deed_count": _cannot_run(
        "Ada {count} tahap dengan aksi '{deed}'; harus tepat satu.",
        "{count} stages have the aksi '{deed}'; there must be exactly one.",
        "Sisakan atau tambahkan satu tahap dengan aksi itu.",
        "Keep or add one stage with it.",
    ),
    "unknown_chain": _cannot_run(
        "Rantai '{chain}' tidak dikenal.",
        "Unknown rantai '{chain}'.",
        "Pilih walidata atau opd.",
        "Choose walidata or opd.",
    ),
    "engine": _cannot_run(
        "SOP tidak dapat dijalankan: {problem}.",
        "The SOP cannot run: {problem}.",
        "Perbaiki bagian itu.",
        "Mend that part.",
    ),
    "column_unused": _to_look_at(
        "Kolom pelaksana '{post}' belum mempunyai langkah.",
        "The column '{post}' has no step.",
        "Hapus kolomnya, atau isi pelaksana pada langkahnya.",
        "Remove the column, or name it in a step.",
    ),
    "chain_break": _to_look_at(
        "Langkah {number}: tidak satu pun output langkah {before} ({output}) menjadi kelengkapannya.",
        "Step {number}: no output of step {before} ({output}) is among what it needs.",
        "Samakan nama output dan kelengkapan yang berurutan.",
        "Call the output and what the next step needs by the same name.",
    ),
    "not_a_verb": _to_look_at(
        "Langkah {number}: kegiatan tidak diawali kata kerja ('{word}').",
        "Step {number}: the activity does not start with a verb ('{word}').",
        "Awali dengan kata kerja, misalnya Memeriksa.",
        "Start with a verb, such as Memeriksa.",
    ),
    "no_kelengkapan": _to_look_at(
        "Kelengkapan tidak tertulis pada langkah {steps}.",
        "What is needed is not written at steps {steps}.",
        "Tulis kelengkapannya, atau tandai asal: tidak tertulis.",
        "Write it, or mark asal: tidak tertulis.",
    ),
    "no_output": _to_look_at(
        "Output tidak tertulis pada langkah {steps}.",
        "The output is not written at steps {steps}.",
        "Tulis outputnya, atau tandai asal: tidak tertulis.",
        "Write it, or mark asal: tidak tertulis.",
    ),
    "time_not_written": _to_look_at(
        "Waktu tidak tertulis di naskah pada langkah {steps}.",
        "The source gives no time at steps {steps}.",
        "Tetapkan waktu baku; sementara itu portal memakai sla_portal.",
        "Set a standard time; the portal uses sla_portal until then.",
    ),
    "posts_inferred": _to_look_at(
        "Tanda pelaksana tidak tertulis di naskah pada langkah {steps}; pelaksana disimpulkan.",
        "The source marks no post at steps {steps}; the posts are inferred.",
        "Minta dinas memastikan pelaksananya, lalu ubah asal_pelaksana menjadi tertulis.",
        "Let the office confirm them, then change asal_pelaksana to tertulis.",
    ),
    "quality_inferred": _to_look_at(
        "Mutu baku ({part}) tidak tertulis di naskah pada langkah {steps}; isinya usulan.",
        "The source does not write {part} at steps {steps}; what stands there is proposed.",
        "Minta dinas memastikan isinya, lalu hapus tanda asal.",
        "Let the office confirm it, then remove the mark asal.",
    ),
    "decision_inferred": _to_look_at(
        "Langkah {steps} dibaca sebagai keputusan; naskah tidak menuliskannya.",
        "Steps {steps} are read as decisions; the source does not say so.",
        "Minta dinas memastikan jalan ya dan tidaknya.",
        "Let the office confirm the exits.",
    ),
    "reading_uncertain": _to_look_at(
        "Teks langkah {steps} dibaca ulang dari naskah yang rusak.",
        "The texts of steps {steps} are readings of a damaged source.",
        "Bandingkan bacaan dengan naskah asli.",
        "Compare the readings with the original.",
    ),
    "total_differs": _to_look_at(
        "Langkah {number}: jumlah waktu tertulis {written}, jumlah langkahnya {counted}.",
        "Step {number}: the total says {written}, the steps sum up to {counted}.",
        "Samakan jumlahnya.",
        "Make both agree.",
    ),
    "not_written": _to_look_at(
        "{part} tidak tertulis.",
        "{part_en} is not written.",
        "Isi bila sudah ditetapkan.",
        "Fill it in once it is set.",
    ),
    "dates_order": _to_look_at(
        "Tanggal efektif/pengesahan ({effective}) lebih awal daripada tanggal pembuatan ({made}).",
        "The date of effect or signature ({effective}) is before the date of making ({made}).",
        "Periksa kedua tanggal pada naskah.",
        "Check both dates in the source.",
    ),
    "dates_close": _to_look_at(
        "Tanggal revisi ({revised}) hanya {days} hari setelah tanggal pembuatan ({made}).",
        "The date of revision ({revised}) is only {days} day after the date of making ({made}).",
        "Periksa kedua tanggal pada naskah.",
        "Check both dates in the source.",
    ),
    "dates_equal": _to_look_at(
        "Tanggal pembuatan, revisi, dan efektif sama ({made}).",
        "The dates of making, revision and effect are the same ({made}).",
        "Periksa ketiga tanggal pada naskah.",
        "Check the three dates in the source.",
    ),
    "related_unresolved": _to_look_at(
        "Keterkaitan '{name}' tidak menunjuk SOP yang ada.",
        "The related SOP '{name}' is not one that is here.",
        "Isi ref dengan id SOP itu bila sudah ada.",
        "Give its id as ref once it is here.",
    ),
    "law_revoked": _to_look_at(
        "Dasar hukum {law} sudah dicabut.",
        "The legal basis {law} is revoked.",
        "Ganti dengan aturan yang berlaku.",
        "Replace it by the one in force.",
    ),
    "law_unknown": _to_look_at(
        "Dasar hukum {law} belum dipastikan masih berlaku.",
        "Whether the legal basis {law} is in force is not known.",
        "Periksa, lalu isi status: berlaku atau dicabut.",
        "Check it, then set status: berlaku or dicabut.",
    ),
    "law_misdated": _to_look_at(
        "Dasar hukum {law} tentang {about} tidak cocok; yang dikenal {known}.",
        "The legal basis {law} on {about} does not fit; known is {known}.",
        "Perbaiki nomor atau tahunnya.",
        "Mend its number or year.",
    ),
    "copied": _to_look_at(
        "'{text}' tampaknya tersalin dari SOP kepegawaian.",
        "'{text}' seems copied from an SOP on personnel.",
        "Hapus, atau ganti dengan yang sesuai.",
        "Remove it, or put what fits.",
    ),
    "source_note": _to_look_at(
        "Catatan naskah: {note}",
        "Note on the source: {note}",
        "Periksa pada naskah asli.",
        "Check it in the original.",
    ),
}
