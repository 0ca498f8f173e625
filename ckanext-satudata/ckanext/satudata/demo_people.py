"""The demo's people: fictional officials of Kabupaten Sukamaju (*data rekaan*), one login per role.

``PEOPLE`` are the logins that are printed. ``STAFF`` prepare the data of the other offices; nobody logs in as them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """A demo account. ``post`` is the post held, ``office`` the office (by name) it belongs to or prepares for."""

    name: str
    fullname: str
    role: str
    office: str = ""
    post: str = ""
    standing: str = "definitif"
    sysadmin: bool = False

    @property
    def email(self) -> str:
        """A mailbox that exists nowhere."""
        return f"{self.name}@sukamaju.example"


PEOPLE = (
    Person("demo-produsen-dukcapil", "Produsen Disdukcapil (rekaan)", "Produsen Data", office="disdukcapil"),
    Person("demo-produsen-dinkes", "Produsen Dinkes (rekaan)", "Produsen Data", office="dinkes"),
    Person("demo-kasubag", "Kasubag Program Dinkes (rekaan)", "Kasubag", office="dinkes", post="kasubag"),
    Person("demo-sekretaris", "Sekretaris Dinkes (rekaan)", "Sekretaris", office="dinkes", post="sekretaris"),
    Person("demo-kepala-opd", "Kepala Dinkes (rekaan)", "Kepala OPD", office="dinkes", post="kepala_opd"),
    Person("demo-verifikator", "Verifikator Walidata (rekaan)", "Verifikator", post="verifikator"),
    Person("demo-pengolah", "Pengolah Data Walidata (rekaan)", "Staf pengolah", post="staf"),
    Person("demo-kabid", "Kabid Statistik (rekaan)", "Kabid", post="kabid"),
    Person("demo-kadis", "Kadis Kominfo (rekaan)", "Kadis", post="kadis"),
    Person("demo-plt-kabid", "Plt. Kabid Statistik (rekaan)", "Plt. Kabid", post="kabid", standing="plt"),
    Person("demo-bps", "Petugas BPS (rekaan)", "BPS", post="bps"),
    Person("demo-admin-walidata", "Admin Walidata (rekaan)", "Admin walidata", post="admin_walidata"),
    Person("demo-sysadmin", "Sysadmin (rekaan)", "Sysadmin", sysadmin=True),
)

STAFF = tuple(
    Person(f"demo-staf-{office}", f"Staf Data {office.capitalize()} (rekaan)", "Produsen Data", office=office)
    for office in (
        "dpupr",
        "disperkim",
        "bpbd",
        "dinsos",
        "disperindag",
        "dlh",
        "dishub",
        "diskop",
        "dpmptsp",
        "disbudpar",
        "distan",
        "diskan",
        "bapenda",
    )
)

NAMES = tuple(person.name for person in (*PEOPLE, *STAFF))

PASSWORD = "sukamaju-data-rekaan"  # noqa: S105  (printed; exists only where demo data was asked for)
