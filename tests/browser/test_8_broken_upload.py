"""An upload that breaks off is said at once, leaves nothing behind, and is sent again from the same page."""

from __future__ import annotations

import socket
import time
import urllib.request
from urllib.parse import urlsplit

from playwright.sync_api import Browser, expect

from support import browser as browsers
from support.portal import Site
from support.walk import settle
from support.workbooks import population

PRODUCER = "demo-produsen-dinkes"
SLOW = {"offline": False, "latency": 50, "downloadThroughput": 500_000, "uploadThroughput": 60_000}
GONE = {**SLOW, "offline": True}
BACK = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}


def large() -> bytes:
    """A CSV of some megabytes that takes a minute on a slow line."""
    lines = (f"99.01.0{n % 8 + 1};Wanasari;2025;{n};{n % 97}" for n in range(120_000))
    return "\n".join(["Kode Kecamatan;Kecamatan;Tahun;Nomor;Jumlah", *lines]).encode()


def test_it_is_said_at_once_and_sent_again(site: Site, browser: Browser) -> None:
    desk = browsers.desk(browser, site.url, PRODUCER)
    page = desk.page
    desk.open("/rancangan/baru")
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    page.set_input_files("#field-upload", {"name": "besar.csv", "mimeType": "text/csv", "buffer": large()})
    page.get_by_role("button", name="Unggah & baca").click()
    said = page.locator("[data-sd-sent]")
    expect(said).to_contain_text("Mengirim")
    line.send("Network.emulateNetworkConditions", GONE)
    expect(said).to_contain_text("terputus pada", timeout=20_000)
    expect(said).not_to_contain_text("%%")
    line.send("Network.emulateNetworkConditions", BACK)
    good = {"name": "penduduk.xlsx", "mimeType": "application/octet-stream", "buffer": population(2025)}
    page.set_input_files("#field-upload", good)
    page.get_by_role("button", name="Unggah & baca").click()
    settle(page)
    desk.says("penduduk.xlsx")
    desk.close()


def test_a_line_that_goes_silent_is_given_up(site: Site, browser: Browser) -> None:
    """Nothing breaks, and nothing arrives any more: the page does not wait for ever."""
    desk = browsers.desk(browser, site.url, PRODUCER)
    page = desk.page
    desk.open("/rancangan/baru")
    page.eval_on_selector("form[data-sd-upload]", "form => { form.dataset.sdStalled = '3000'; }")
    page.route("**/rancangan/baru", lambda route: None)
    page.set_input_files("#field-upload", {"name": "besar.csv", "mimeType": "text/csv", "buffer": large()})
    page.get_by_role("button", name="Unggah & baca").click()
    said = page.locator("[data-sd-sent]")
    expect(said).to_contain_text("terputus pada", timeout=20_000)
    page.unroute("**/rancangan/baru")
    good = {"name": "penduduk.xlsx", "mimeType": "application/octet-stream", "buffer": population(2025)}
    page.set_input_files("#field-upload", good)
    page.get_by_role("button", name="Unggah & baca").click()
    settle(page)
    desk.says("penduduk.xlsx")
    desk.close()


def test_half_a_request_leaves_nothing(site: Site, browser: Browser) -> None:
    """The server hears half of a file and then nothing more: no draft, no file, and it serves the next one."""
    desk = browsers.desk(browser, site.url, PRODUCER)
    page = desk.open("/kerja")
    before = page.locator("main").inner_text()
    token = desk.open("/rancangan/baru").locator("form[data-sd-upload] input[type=hidden]").first
    name, value = token.get_attribute("name"), token.get_attribute("value")
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    _half_of_a_form(site.url, cookies, {str(name): str(value)}, large())
    assert desk.open("/kerja").locator("main").inner_text() == before
    desk.close()


def _half_of_a_form(url: str, cookies: str, fields: dict[str, str], content: bytes) -> None:
    """Send the head and half of the body of a form, then hang up."""
    mark = "----rekaan"
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in fields.items()
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="upload"; filename="besar.csv"\r\n\r\n'
    body = "".join([*parts, head]).encode() + content + f"\r\n--{mark}--\r\n".encode()
    place = urlsplit(url)
    lines = [
        "POST /rancangan/baru HTTP/1.1",
        f"Host: {place.netloc}",
        f"Origin: {url}",
        f"Cookie: {cookies}",
        f"Content-Type: multipart/form-data; boundary={mark}",
        f"Content-Length: {len(body)}",
    ]
    with socket.create_connection((str(place.hostname), int(place.port or 80)), timeout=20) as line:
        line.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body[: len(body) // 2])


def test_slow_uploads_hold_up_nobody_else(site: Site) -> None:
    """Eight people on slow lines send at once; others read pages meanwhile."""
    address = urlsplit(site.url)
    head = (
        f"POST /api/3/action/satudata_intake_upload HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Length: 9000000\r\n"
        "Content-Type: multipart/form-data; boundary=batas\r\n\r\n--batas\r\n"
    )
    lines = [socket.create_connection((str(address.hostname), address.port or 80)) for _ in range(8)]
    try:
        for line in lines:
            line.sendall(head.encode())
        time.sleep(1)
        with urllib.request.urlopen(f"{site.url}/", timeout=20) as answer:
            assert answer.status == 200
    finally:
        for line in lines:
            line.close()
