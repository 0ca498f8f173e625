"""Points and commas whose meaning one figure in the column proves, or none does."""

from __future__ import annotations

from ..hand import ANY_NUMBER, INT, NUM, TEXT, C, hand, names
from ..truth import ASK, EITHER, REGISTRY, SURE, Case, Maker

KLASS = "points and commas"
TITLE = ("Data Rekaan menurut Kecamatan di Kabupaten Sukamaju, 2025",)
N = frozenset({"number"})

# name: title, what is written, what it means, certainty, container
TABLE = {
    "four-digits-before-point": ("Nilai", "1234.567 2345.678 987.125 1111.111 2222.250 3333.500 4444.750 5555.125", ".", SURE, "csv"),
    "four-digits-before-comma": ("Nilai", "1234,567 2345,678 987,125 1111,111 2222,250 3333,500 4444,750 5555,125", ",", SURE, "semicolon"),
    "one-two-digit-fraction": ("Nilai", "1.234 12.34 3.750 4.125 5.500 6.250 7.875 8.111", ".", EITHER, "xlsx"),
    "one-five-beside-thousands": ("Nilai", "1.234 1.5 3.750 4.125 5.500 6.250 7.875 8.111", ".", EITHER, "xlsx"),
    "comma-one-digit-proves": ("Nilai", "1,234 12,5 3,750 4,125 5,500 6,250 7,875 8,111", ",", EITHER, "xlsx"),
    "two-groups-prove": ("Nilai", "1.234 1.234.567 3.750 4.125 5.500 6.250 7.875 8.111", "g.", EITHER, "xlsx"),
    "comma-groups-prove": ("Nilai", "1,234 1,234,567 3,750 4,125 5,500 6,250 7,875 8,111", "g,", EITHER, "xlsx"),
    "point-groups-comma-fraction": ("Nilai", "1.234,5 1.234 3.750,25 4.125 5.500 6.250 7.875 8.111", "g.", EITHER, "xlsx"),
    "comma-groups-point-fraction": ("Nilai", "1,234.5 1,234 3,750.25 4,125 5,500 6,250 7,875 8,111", "g,", EITHER, "xlsx"),
    "kilometres-three-decimals": ("Panjang Jalan (km)", "12.503 8.250 30.125 4.750 18.400 22.405 7.715 15.310", "?", ASK, "xlsx"),
    "hectares-comma-three": ("Luas (ha)", "12,503 8,250 30,125 4,750 18,400 22,405 7,715 15,310", "?", ASK, "semicolon"),
    "people-round-thousands": ("Penduduk (jiwa)", "12.000 8.000 30.000 4.000 18.000 22.000 7.000 15.000", "g.", EITHER, "xlsx"),
    "nought-point-three": ("Rasio", "0.125 0.250 0.333 0.750 0.400 0.405 0.715 0.310", ".", SURE, "xlsx"),
    "nought-comma-beside-one": ("Rasio", "0,125 1,250 0,333 0,750 1,400 0,405 0,715 0,310", ",", EITHER, "xlsx"),
    "leading-point": ("Rasio", ".5 .25 .33 .75 .4 .45 .71 .31", ".", EITHER, "csv"),
    "leading-comma": ("Rasio", ",5 ,25 ,33 ,75 ,4 ,45 ,71 ,31", ",", EITHER, "semicolon"),
    "percent-points": ("Persentase (%)", "12.5 8.25 30.1 4.75 18.4 22.4 7.7 15.3", ".", SURE, "semicolon"),
    "english-cents": ("Nilai (US$)", "1,234.50 980.25 12,003.75 4,500.50 88.10 23,456.75 1,000.50 7.25", "g,", SURE, "xlsx"),
    "signed": ("Pertumbuhan (%)", "+1,5 -0,25 +30,1 -4,75 +18,4 -22,4 +7,7 -15,3", ",", SURE, "xlsx"),
    "space-groups-comma": ("Nilai", "1§234,5 12§003,75 980,25 4§500,5 88,1 23§456,75 1§000,5 7,25", "g§", EITHER, "xlsx"),
    "five-digits-no-groups": ("Penduduk (jiwa)", "12503 8250 30125 4750 18400 22405 7715 15310", "g.", SURE, "semicolon"),
    "leading-noughts": ("Penduduk (jiwa)", "012 008 030 004 018 022 007 015", "g.", EITHER, "csv"),
}  # fmt: skip


def _meaning(text: str, kind: str) -> object:
    text = text.replace("§", " ")
    if kind == "?":
        plain = text.replace(",", ".")
        return frozenset({plain, plain.replace(".", ""), plain + "0"})
    if kind == ".":
        return float(text)
    if kind == ",":
        return float(text.replace(",", "."))
    group = kind[1].replace("§", " ")
    point = "." if group == "," else ","
    value = float(text.replace(group, "").replace(point, "."))
    return int(value) if value == int(value) else value


def _make(name: str) -> Case:
    title, written, kind, certainty, container = TABLE[name]
    texts = written.split()
    true = [_meaning(text, kind) for text in texts]
    needs = N if certainty == ASK else frozenset()
    shown = [text.replace("§", " ") for text in texts]
    types = ANY_NUMBER | (TEXT if name == "leading-noughts" else frozenset())
    label = title.split(" (")[0]
    return hand(
        f"mark-{name}",
        KLASS,
        [names(), C(title, shown, true, types, certainty, label=label)],
        container,
        title=TITLE,
        needs=needs,
    )


for _name in TABLE:
    REGISTRY[f"mark-{_name}"] = Maker(f"mark-{_name}", KLASS, lambda name=_name: _make(name))

ROWS = {
    "unit-behind-dotted": ("Penduduk", ["12.503 jiwa", "8.250 jiwa", "987 jiwa", "4.750 jiwa", "18.400 jiwa", "412 jiwa", "7.715 jiwa", "15.310 jiwa"],
                           [12503, 8250, 987, 4750, 18400, 412, 7715, 15310], INT, EITHER),
    "strip-behind-money": ("Dana (Rp)", ["12.500.000,-", "8.250.000,-", "987.000,-", "4.750.000,-", "18.400.000,-", "412.000,-", "7.715.000,-", "15.310.000,-"],
                           [12500000, 8250000, 987000, 4750000, 18400000, 412000, 7715000, 15310000], ANY_NUMBER, EITHER),
    "native-lost-beside-text-kept": ("Penduduk (jiwa)", [12.503, "8.250", 987, 4.75, "18.400", 412, 7.715, "15.310"],
                                     [12503, 8250, 987, 4750, 18400, 412, 7715, 15310], INT, ASK),
    "native-fractions-of-people": ("Penduduk (ribu jiwa)", [12.503, 8.25, 0.987, 4.75, 18.4, 0.412, 7.715, 15.31], None, NUM, EITHER),
    "native-kilometres": ("Panjang (km)", [12.503, 8.25, 30.125, 4.75, 18.4, 22.405, 7.715, 15.31], None, NUM, EITHER),
    "native-whole-and-half": ("Rata-rata Anggota Rumah Tangga (jiwa)", [3.5, 4, 3.8, 4.1, 3.9, 4.2, 3.7, 4], None, NUM, SURE),
    "native-float-noise": ("Produksi (ton)", [0.1 + 0.2, 1.1 * 3, 2.675, 4.35 * 100, 5, 6, 7.7, 8.8], [0.3, 3.3, 2.675, 435, 5, 6, 7.7, 8.8], NUM, SURE),
}  # fmt: skip


def _row(name: str) -> Case:
    title, written, true, kind, certainty = ROWS[name]
    values = written if true is None else true
    needs = N if certainty == ASK else frozenset()
    label = title.split(" (")[0]
    return hand(
        f"mark-{name}",
        KLASS,
        [names(), C(title, written, values, kind, certainty, label=label)],
        title=TITLE,
        needs=needs,
    )


for _name in ROWS:
    REGISTRY[f"mark-{_name}"] = Maker(f"mark-{_name}", KLASS, lambda name=_name: _row(name))
