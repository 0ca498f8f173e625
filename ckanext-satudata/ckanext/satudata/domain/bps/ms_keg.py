"""Answers to MS-Keg (Peraturan BPS 5/2020) from a reviewed dataset and a profile."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from .codes import CodeLists
from .content import BundleContent, BundleError
from .layout import Question, Sheet
from .ms_rules import Rule, Value, skipped
from .ms_stored import stored_keg, stored_reasons
from .ms_values import clean, codes_of, shown

Profile = Mapping[str, Any]
Told = str | tuple[int, ...]
NO_RELEASE = "Jadwal rilis belum diisi, sehingga jadwal tidak dapat disusun."
OUT_OF_RANGE = "Tanggal di luar batas formulir (%(awal)s sampai %(akhir)s)."
EMPTIED = "Dikosongkan oleh produsen data pada Formulir BPS."
UNANSWERED = "Belum dijawab; isi pada halaman Formulir BPS."
OTHER_LEVEL = 16
OFFICE = "kantor"
"""Where an answer is from that a person of the office gave on the form."""


@dataclass(frozen=True)
class Answer:
    """One answered question: text as the form shows it, its codes, or the written reason why it is empty.

    ``origin`` tells where the answer is from (dataset, opd, jadwal, profil, teks, wilayah, kantor); ``skip`` is the id of
    the rule by which the form skips the question.
    """

    question: Question
    text: str
    codes: tuple[int, ...]
    reason: str
    origin: str = ""
    skip: str = ""

    @property
    def value(self) -> Value:
        """The answer as it is stored: a code, the sum of codes, or text."""
        return sum(self.codes) if self.codes else self.text

    def as_json(self) -> dict[str, Any]:
        """Give the answer with code and label."""
        return {
            "sel": self.question.cell,
            "nomor": self.question.number,
            "kunci": self.question.key,
            "pertanyaan": self.question.label,
            "jawaban": self.text,
            "kode": sum(self.codes)
            if self.question.kind == "pilihan_banyak" and self.codes
            else first(self.codes),
            "asal": self.origin,
            "alasan_kosong": "" if self.text else self.reason,
            **({"alasan": self.reason} if self.text and self.reason else {}),
        }


def first(codes: tuple[int, ...]) -> int | None:
    """Give the only code of a single choice."""
    return codes[0] if codes else None


@dataclass(frozen=True)
class Source:
    """What the answers are read from."""

    item: BundleContent
    profile: Profile
    codes: CodeLists

    def organization(self, key: str) -> str:
        """Give a field of the producer's profile."""
        return str(self.item.organization.get(key) or "").strip()


def answer_keg(sheet: Sheet, profile: Profile, item: BundleContent, codes: CodeLists) -> tuple[Answer, ...]:
    """Answer every question of the sheet: what the office changed, else what the portal computes.

    A question without a rule in the profile raises ``layout-damaged``.
    """
    changed = stored_keg(sheet, item.dataset.get("ms_keg"))
    answers = completed(sheet, computed_keg(sheet, profile, item, codes), changed)
    return with_reasons(answers, stored_reasons(item.dataset.get("ms_alasan")))


def with_reasons(answers: tuple[Answer, ...], reasons: Mapping[str, str]) -> tuple[Answer, ...]:
    """Write the office's reasons beside the answers that break a rule of the form."""
    return tuple(
        replace(one, reason=reason)
        if (reason := reasons.get(f"ms_keg.{one.question.key}")) and not one.skip
        else one
        for one in answers
    )


def computed_keg(sheet: Sheet, profile: Profile, item: BundleContent, codes: CodeLists) -> tuple[Answer, ...]:
    """Answer every question from dataset, office, schedule and profile alone."""
    source = Source(item, profile, codes)
    return tuple(
        answer_one(question, profile["ms_keg"].get(question.key), source) for question in sheet.questions
    )


def completed(sheet: Sheet, computed: tuple[Answer, ...], changed: Mapping[str, Value]) -> tuple[Answer, ...]:
    """Put the office's answers over the computed ones, then empty what the form skips."""
    answers = [
        overlaid(one, changed[one.question.key]) if one.question.key in changed else one for one in computed
    ]
    out = skipped(sheet.rules, {one.question.key: one.value for one in answers})
    return tuple(left_out(one, out[one.question.key]) if one.question.key in out else one for one in answers)


def overlaid(answer: Answer, value: Value) -> Answer:
    """Give the office's answer in place of the computed one."""
    question = answer.question
    codes, text = codes_of(question, value), shown(question, value)
    return Answer(question, text, codes, "" if text else EMPTIED, OFFICE)


def left_out(answer: Answer, rule: Rule) -> Answer:
    """Empty an answer that the form skips; the reason of one that had none stays, unless it only waited for an answer."""
    told = answer.reason if answer.origin != OFFICE and answer.reason != UNANSWERED else ""
    return Answer(answer.question, "", (), told or rule.sentence["id"], "", rule.id)


def answer_one(question: Question, rule: Mapping[str, Any] | None, source: Source) -> Answer:
    """Answer one question by its rule: a fixed reason, fixed codes, a date of the schedule, or a field."""
    if rule is None:
        raise BundleError(
            "layout-damaged",
            file=f"config/bps ({source.profile.get('nama', '')})",
            place=question.key,
            problem="no rule",
        )
    if "kosong" in rule or "tanya" in rule:
        return Answer(question, "", (), str(rule.get("kosong", UNANSWERED)))
    if "kode" in rule:
        return answered(question, tuple(rule["kode"]), rule, "profil")
    if "jadwal" in rule:
        day, reason = scheduled(source, *rule["jadwal"])
        return Answer(question, day, (), reason, "jadwal" if day else "")
    name = str(rule["sumber"])
    if name == "tanggal_rilis" and source.item.is_open and source.item.release_date:
        day, reason = within_form(source, source.item.release_date)
        return Answer(question, day, (), reason, "jadwal" if day else "")
    return answered(question, SOURCES[name](source), rule, ORIGINS.get(name, "dataset"))


def answered(question: Question, value: Told, rule: Mapping[str, Any], origin: str) -> Answer:
    """Turn a value into an answer; codes get their labels, nothing gets its reason."""
    reason = str(rule.get("bila_kosong") or UNANSWERED)
    if isinstance(value, tuple):
        known = tuple(code for code in value if code in question.options)
        text = "; ".join(question.options[code] for code in known)
        return Answer(question, text, known, "" if known else reason, origin if known else "")
    text = clean(value)
    return Answer(question, text, (), "" if text else reason, origin if text else "")


def scheduled(source: Source, stage: str, end: str) -> tuple[str, str]:
    """Give the first or last day of a stage: (ISO date, "") or ("", reason)."""
    release = source.item.release_date
    if release is None:
        return "", NO_RELEASE
    offset = source.profile["jadwal"][stage][0 if end == "awal" else 1]
    day = release + timedelta(days=offset)
    return within_form(source, day)


def within_form(source: Source, day: date) -> tuple[str, str]:
    """Give a day as the form takes it: (ISO date, "") or, beyond the days that the form allows, ("", reason)."""
    low, high = source.profile["jadwal_batas"]
    if not date.fromisoformat(low) <= day <= date.fromisoformat(high):
        return "", OUT_OF_RANGE % {"awal": low, "akhir": high}
    return day.isoformat(), ""


def beyond_form(answer: Answer) -> bool:
    """Tell whether an answer is empty because its day lies beyond those that the form allows: nobody can mend that."""
    return not answer.text and answer.reason.startswith(OUT_OF_RANGE.split("%")[0])


def from_dataset(name: str) -> Callable[[Source], Told]:
    """Read a metadata field."""
    return lambda source: source.item.text(name)


def from_organization(name: str, *others: str) -> Callable[[Source], Told]:
    """Read the first filled field of the producer's profile."""
    return lambda source: next((text for key in (name, *others) if (text := source.organization(key))), "")


def sector(source: Source) -> Told:
    """Give the code of the sector."""
    text = source.item.text("sektor_kegiatan")
    return (int(text),) if text.isdecimal() else ()


def repeated(source: Source) -> Told:
    """Answer 4.1: once or repeated."""
    return (1,) if source.item.text("frekuensi") == "sekali" else (2,)


def frequency(source: Source) -> Told:
    """Answer 4.2 from the dataset's frequency."""
    code = source.profile["frekuensi_bps"].get(source.item.text("frekuensi"))
    return (code,) if code else ()


def collection_type(source: Source) -> Told:
    """Answer 4.3: repeated compilations are longitudinal cross sections, a single one is cross section."""
    return (3,) if source.item.text("frekuensi") == "sekali" else (2,)


def area(source: Source) -> Told:
    """Write the province, the kabupaten and its two codes."""
    place = source.item.kabupaten
    own, bps = place.get("kode_kemendagri", ""), place.get("kode_bps", "")
    name = f"{place.get('nama', '')} (Kemendagri {own}, BPS {bps})"
    return f"{place['provinsi']}; {name}" if place.get("provinsi") else name


def levels(item: BundleContent) -> list[str]:
    """Give the dataset's levels of presentation as a list, however they are stored."""
    value = item.dataset.get("tingkat_penyajian") or []
    if isinstance(value, str):
        value = json.loads(value) if value.startswith("[") else value.split(",")
    return [name for part in value if (name := str(part).strip())]


def presentation(source: Source) -> Told:
    """Answer 7.4; a level that the form does not know is Lainnya."""
    known = source.profile["penyajian_bps"]
    return tuple(sorted({known.get(level, OTHER_LEVEL) for level in levels(source.item)}))


def templated(name: str) -> Callable[[Source], Told]:
    """Read a field that the office may fill, else the profile's text for it."""

    def write(source: Source) -> Told:
        item = source.item
        facts = {
            "judul": item.title,
            "instansi": source.organization("title"),
            "kabupaten": item.kabupaten.get("nama", ""),
            "urusan": source.codes.label("urusan", item.text("urusan")),
        }
        return item.text(name) or str(source.profile["teks"][name]).strip() % facts

    return write


ORIGINS = {
    **dict.fromkeys(("instansi", "alamat", "telepon", "email", "faksimile", "eselon_1", "eselon_2"), "opd"),
    **dict.fromkeys(("latar_belakang", "tujuan"), "teks"),
    "wilayah": "portal",
    "tanggal_rilis": "jadwal",
}
"""Where the sources are from; those that are not here are fields of the dataset."""

SOURCES: dict[str, Callable[[Source], Told]] = {
    "judul": from_dataset("title"),
    "tahun": lambda source: str(source.item.year),
    "sektor": sector,
    "instansi": from_organization("title"),
    "alamat": from_organization("alamat"),
    "telepon": from_organization("telepon"),
    "email": from_organization("email"),
    "faksimile": from_organization("faksimile"),
    "eselon_1": from_organization("eselon_1"),
    "eselon_2": from_organization("eselon_2", "jabatan_pimpinan"),
    "jabatan_teknis": lambda source: source.organization("jabatan_teknis") or source.item.text("kontak_unit"),
    "kontak_telepon": lambda source: source.item.text("kontak_telepon") or source.organization("telepon"),
    "kontak_email": lambda source: source.item.text("kontak_email") or source.organization("email"),
    "latar_belakang": templated("latar_belakang"),
    "tujuan": templated("tujuan"),
    "pelaksanaan": repeated,
    "frekuensi": frequency,
    "tipe_pengumpulan": collection_type,
    "wilayah": area,
    "penyajian": presentation,
    "rilis_digital": lambda source: (1,) if source.item.is_open else (2,),
    "tanggal_rilis": lambda source: "",
}
