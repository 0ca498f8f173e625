"""Names of offices, affairs and units as people write them, matched with the names of a list; near ones are offered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .text import distance, fold

_SHORT = {
    "disdukcapil": "kependudukan pencatatan sipil",
    "dukcapil": "kependudukan pencatatan sipil",
    "dinkes": "kesehatan",
    "disdik": "pendidikan",
    "dindik": "pendidikan",
    "disdikbud": "pendidikan",
    "dispendik": "pendidikan",
    "dikpora": "pendidikan",
    "bappeda": "perencanaan pembangunan",
    "bapperida": "perencanaan pembangunan",
    "bappelitbangda": "perencanaan pembangunan",
    "bappedalitbang": "perencanaan pembangunan",
    "diskominfo": "komunikasi informatika",
    "kominfo": "komunikasi informatika",
    "dinsos": "sosial",
    "dpmptsp": "penanaman modal",
    "disnaker": "tenaga kerja",
    "disnakertrans": "tenaga kerja",
    "dlh": "lingkungan hidup",
    "dishub": "perhubungan",
    "disperindag": "perdagangan",
    "disdag": "perdagangan",
    "diskoperindag": "koperasi",
    "diskop": "koperasi",
    "dispora": "olahraga",
    "disparbud": "pariwisata",
    "disbudpar": "pariwisata",
    "dispar": "pariwisata",
    "distan": "pertanian",
    "dpkp": "pertanian",
    "diskan": "perikanan",
    "dkp": "perikanan",
    "bpbd": "penanggulangan bencana",
    "bapenda": "pendapatan",
    "dispenda": "pendapatan",
    "bpkad": "keuangan aset",
    "bkad": "keuangan aset",
    "bkpsdm": "kepegawaian",
    "bkd": "kepegawaian",
    "bkpp": "kepegawaian",
    "dpupr": "pekerjaan umum",
    "dpu": "pekerjaan umum",
    "disperkim": "permukiman",
    "perkim": "permukiman",
    "dp3a": "perempuan anak",
    "dp3ap2kb": "perempuan anak",
    "dppkb": "keluarga berencana",
    "dpmd": "pemberdayaan masyarakat desa",
    "dinas pmd": "pemberdayaan masyarakat desa",
    "dispusip": "perpustakaan",
    "arpusda": "perpustakaan",
    "satpol pp": "polisi pamong praja",
    "satpolpp": "polisi pamong praja",
    "kesbangpol": "kesatuan bangsa",
    "setda": "sekretariat daerah",
    "setwan": "sekretariat dprd",
    "rsud": "rumah sakit",
}
_PLACE = re.compile(r"\b(kab|kabupaten|kota|provinsi|prov)\b\.? .*$")


def key_of_name(text: str) -> str:
    """Give a name for comparing: without the place behind it, *dan* and signs."""
    bare = _PLACE.sub("", fold(text)).replace("&", " dan ")
    return " ".join(word for word in re.findall(r"[a-z0-9]+", bare) if word != "dan")


def same_name(text: str, known: Sequence[str]) -> str | None:
    """Give the one name of a list that a text writes otherwise: case, spaces, *&*, the place, or a usual short form."""
    key = key_of_name(text)
    same = [name for name in known if key and key_of_name(name) == key]
    if same:
        return same[0] if len(same) == 1 else None
    words = _SHORT.get(fold(_PLACE.sub("", fold(text))), "").split()
    meant = [name for name in known if words and all(word in key_of_name(name).split() for word in words)]
    initials = [name for name in known if len(key) > 2 and _initials(name) == key.replace(" ", "")]
    found = meant or initials
    return found[0] if len(found) == 1 else None


def _initials(name: str) -> str:
    return "".join(word[0] for word in key_of_name(name).split())


def near_names(text: str, known: Sequence[str]) -> list[str]:
    """Give up to three names of a list that a text may mean, nearest first."""
    same = same_name(text, known)
    if same:
        return [same]
    key = key_of_name(text)
    limit = 1 if len(key) < 6 else 2 if len(key) < 16 else 3
    if len(key) < 4:
        return []
    scored = sorted((distance(key, key_of_name(name), limit), name) for name in known)
    close = [name for far, name in scored if far <= limit]
    begun = [name for name in known if len(key) > 5 and key_of_name(name).startswith(key)]
    return (close or begun)[:3]
