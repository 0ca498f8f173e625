"""What each change of a structure means: compatible or breaking, and why in two languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ..schemadiff import PropertyChange

COMPATIBLE, BREAKING = "compatible", "breaking"


@dataclass(frozen=True)
class Verdict:
    """What a change of one property means."""

    kind: str
    text: str
    text_en: str
    weight: str = "form"


def _type(change: PropertyChange) -> Verdict:
    if (change.before, change.after) == ("integer", "number"):
        return Verdict(
            COMPATIBLE,
            "Jenis '%(column)s' melebar dari bilangan bulat menjadi angka; bilangan bulat tetap cocok.",
            "The type of '%(column)s' widened from whole numbers to numbers; whole numbers still fit.",
        )
    return Verdict(
        BREAKING,
        "Jenis '%(column)s' berubah dari %(before)s menjadi %(after)s; isi lama dibaca lain.",
        "The type of '%(column)s' changed from %(before)s to %(after)s; earlier values are read differently.",
    )


def _unit(change: PropertyChange) -> Verdict:
    if not change.before:
        return Verdict(
            COMPATIBLE,
            "Satuan '%(column)s' kini tertulis: %(after)s.",
            "The unit of '%(column)s' is now written: %(after)s.",
        )
    return Verdict(
        BREAKING,
        "Satuan '%(column)s' berubah dari %(before)s menjadi %(after)s; angka lama dan baru tidak dapat dibandingkan.",
        "The unit of '%(column)s' changed from %(before)s to %(after)s; old and new figures cannot be compared.",
    )


def _role(change: PropertyChange) -> Verdict:
    if not change.before:
        return Verdict(
            COMPATIBLE,
            "Peran '%(column)s' kini tertulis: %(after)s.",
            "The role of '%(column)s' is now written: %(after)s.",
        )
    return Verdict(
        BREAKING,
        "Peran '%(column)s' berubah dari %(before)s menjadi %(after)s; grafik dan struktur SDMX berubah.",
        "The role of '%(column)s' changed from %(before)s to %(after)s; charts and the SDMX structure change.",
    )


def _ukuran(change: PropertyChange) -> Verdict:
    if not change.before:
        return _words(change)
    return Verdict(
        BREAKING,
        "Ukuran '%(column)s' berubah dari %(before)s menjadi %(after)s; angkanya mengukur hal lain.",
        "The measure of '%(column)s' changed from %(before)s to %(after)s; its figures measure something else.",
    )


def _words(_change: PropertyChange) -> Verdict:
    return Verdict(
        COMPATIBLE,
        "Kata-kata '%(column)s' (%(name)s) berubah; tabelnya tetap.",
        "The words of '%(column)s' (%(name)s) changed; the table stays as it is.",
        "words",
    )


def _other(change: PropertyChange) -> Verdict:
    if not change.column or change.name.startswith("satudata:"):
        return Verdict(
            COMPATIBLE,
            "'%(name)s' berubah; isi tabel tetap dibaca sama.",
            "'%(name)s' changed; the table is read as before.",
        )
    return Verdict(
        BREAKING,
        "'%(name)s' pada '%(column)s' berubah dari %(before)s menjadi %(after)s; isi mungkin dibaca lain.",
        "'%(name)s' of '%(column)s' changed from %(before)s to %(after)s; values may be read differently.",
    )


def _key(_change: PropertyChange) -> Verdict:
    return Verdict(
        BREAKING,
        "Kunci berubah dari (%(before)s) menjadi (%(after)s); baris lama dan baru tidak dapat dipasangkan.",
        "The key changed from (%(before)s) to (%(after)s); old and new rows can no longer be matched.",
    )


def _references(change: PropertyChange) -> Verdict:
    if _within(change.after, change.before):
        return Verdict(
            COMPATIBLE,
            "Acuan ke daftar kode dikurangi; berkas lama tetap cocok.",
            "References to code lists were taken away; earlier files still fit.",
        )
    return Verdict(
        BREAKING,
        "Acuan ke daftar kode bertambah atau berganti; kode lama mungkin tidak terdaftar.",
        "References to code lists were added or changed; earlier codes may not be listed.",
    )


def _missing(change: PropertyChange) -> Verdict:
    if _within(change.before, change.after):
        return Verdict(
            COMPATIBLE,
            "Tanda data kosong bertambah; berkas lama tetap cocok.",
            "Signs for missing values were added; earlier files still fit.",
        )
    return Verdict(
        BREAKING,
        "Tanda data kosong dikurangi; sel lama mungkin dibaca sebagai isi.",
        "Signs for missing values were taken away; earlier cells may be read as values.",
    )


def _flag(change: PropertyChange) -> Verdict:
    ids = {"required": "wajib diisi", "unique": "tidak boleh berulang"}[change.name]
    english = {"required": "compulsory", "unique": "unique"}[change.name]
    if change.after:
        return Verdict(
            BREAKING,
            f"'%(column)s' kini {ids}; berkas lama mungkin tidak memenuhinya.",
            f"'%(column)s' is now {english}; earlier files may not keep that.",
        )
    return Verdict(
        COMPATIBLE,
        f"'%(column)s' tidak lagi {ids}; berkas lama tetap cocok.",
        f"'%(column)s' is no longer {english}; earlier files still fit.",
    )


def _bound(change: PropertyChange) -> Verdict:
    return _wider(change) if _looser(change) else _narrowed(change)


def _looser(change: PropertyChange) -> bool:
    if change.after is None:
        return True
    if change.before is None:
        return False
    try:
        old, new = Decimal(str(change.before)), Decimal(str(change.after))
    except InvalidOperation:
        old, new = str(change.before), str(change.after)  # type: ignore[assignment]
    return new <= old if change.name in ("minimum", "minLength") else new >= old


def _enum(change: PropertyChange) -> Verdict:
    wider = change.after is None or (change.before is not None and _within(change.before, change.after))
    return _wider(change) if wider else _narrowed(change)


def _within(few: object, many: object) -> bool:
    """Whether every element of one list is in the other; what is no list is an empty one."""
    return all(one in _elements(many) for one in _elements(few))


def _elements(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else []


def _wider(_change: PropertyChange) -> Verdict:
    return Verdict(
        COMPATIBLE,
        "Batas '%(column)s' (%(name)s) dilonggarkan dari %(before)s menjadi %(after)s; berkas lama tetap cocok.",
        "The limit of '%(column)s' (%(name)s) was loosened from %(before)s to %(after)s; earlier files still fit.",
    )


def _narrowed(change: PropertyChange) -> Verdict:
    if change.after is None:
        return _wider(change)
    return Verdict(
        BREAKING,
        "Batas '%(column)s' (%(name)s) diperketat dari %(before)s menjadi %(after)s; isi lama mungkin di luar batas.",
        "The limit of '%(column)s' (%(name)s) was tightened from %(before)s to %(after)s; earlier values may be outside.",
    )


Judge = Callable[[PropertyChange], Verdict]
_OF_COLUMN: Mapping[str, Judge] = {
    "type": _type,
    "unit": _unit,
    "satudata:role": _role,
    "ukuran": _ukuran,
    "title": _words,
    "description": _words,
    "konsep": _words,
    "example": _words,
}
_OF_TABLE: Mapping[str, Judge] = {
    "primaryKey": _key,
    "foreignKeys": _references,
    "missingValues": _missing,
}
_CONSTRAINTS: Mapping[str, Judge] = {
    "required": _flag,
    "unique": _flag,
    "minimum": _bound,
    "maximum": _bound,
    "minLength": _bound,
    "maxLength": _bound,
    "enum": _enum,
    "pattern": _narrowed,
}


def judge(change: PropertyChange, *, constraint: bool = False) -> Verdict:
    """Give what the change of one property of a column, of one constraint or of the whole table means."""
    if constraint:
        return _CONSTRAINTS.get(change.name, _narrowed)(change)
    return (_OF_COLUMN if change.column else _OF_TABLE).get(change.name, _other)(change)
