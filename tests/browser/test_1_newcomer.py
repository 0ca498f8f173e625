"""Paragraph 1: what a newcomer is told to type exists, and what they then see is there."""

from __future__ import annotations

from playwright.sync_api import expect

from ckanext.satudata.demo_people import PASSWORD, PEOPLE
from support.tutorial import ROOT
from support.walk import Walk

LEAD = "Satu perintah memasang semuanya dan membuka portal dengan data rekaan serta satu akun untuk setiap peran."


def test_a_newcomer_finds_the_portal_and_its_logins(walk: Walk) -> None:
    walk.told.chapter("1-orang-baru", "Orang baru: portal di komputer sendiri", LEAD)
    assert "\nrun: " in (ROOT / "Makefile").read_text(encoding="utf-8")
    walk.told.step(
        "Ambil kodenya, lalu ketik `make run`. Setiap langkah disebut namanya; setelah selesai, alamat portal dan "
        "daftar akun tercetak. `PORT=5001 make run` memakai port lain, Ctrl-C menghentikan semuanya."
    )
    printed = walk.site.ckan("satudata", "demo", "logins")
    assert all(f"{person.name} " in printed for person in PEOPLE)
    assert PASSWORD in printed
    walk.told.step(
        "Semua akun memakai satu kata sandi, yang tercetak di daftar itu: "
        + ", ".join(f"`{person.name}` ({person.role})" for person in PEOPLE)
        + "."
    )
    desk = walk.at("")
    page = desk.open("/")
    expect(page).to_have_title("Beranda – Satu Data Kabupaten Sukamaju")
    expect(page.locator("body")).to_contain_text("Peragaan dengan data rekaan. Bukan terbitan resmi.")
    walk.told.step(
        "Buka alamat portal. Bahasanya Indonesia; *EN* di kanan atas menggantinya.", page, "1-01-beranda"
    )
    walk.reached.add("orang-baru")
