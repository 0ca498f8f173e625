"""Personal data are found by whole values; look-alikes are not. No such number stands in this file."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata.domain.intake.personal import kind_of_value

REGION, BIRTH = "320101", "410190"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (REGION + BIRTH + "0001", "NIK"),
        (int(REGION + BIRTH + "0001"), "NIK"),
        (float(REGION + BIRTH + "0001"), "NIK"),
        (f"{REGION} {BIRTH} 0001", "NIK"),
        ("19800101" + "200501" + "1" + "001", "NIP"),
        ("0812" + "3456" + "789", "telepon"),
        ("+62 812-" + "3456-789", "telepon"),
        ("warga" + "@" + "contoh.com", "surel"),
        ("12.345.678." + "9-012.345", "NPWP"),
    ],
)
def test_found(value: Any, kind: str) -> None:
    assert kind_of_value(value) == kind


@pytest.mark.parametrize(
    "value",
    [
        REGION + BIRTH + "0000",
        REGION + "991390" + "0001",
        "12345678901234567890",
        0.3201014101900001,
        float(REGION + BIRTH + "0001") / 10,
        "data" + "@" + "sukamaju.go.id",
        "Wanasari",
        1250000,
        "081",
        True,
        None,
    ],
)
def test_not_found(value: Any) -> None:
    assert kind_of_value(value) is None
