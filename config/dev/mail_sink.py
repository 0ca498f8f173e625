"""A mail server that delivers nothing: every mail becomes a file, and a page shows them, the newest first.

python config/dev/mail_sink.py SMTP_PORT HTTP_PORT FOLDER
"""

from __future__ import annotations

import asyncio
import email
import email.policy
import html
import sys
import threading
import time
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

HEAD = "<!doctype html><html lang='id'><meta charset='utf-8'><title>Surat demo</title>"
STYLE = (
    "<style>body{font:16px/1.5 sans-serif;max-width:50em;margin:2em auto}pre{white-space:pre-wrap}</style>"
)


class Keeper:
    """Writes each mail to a file named by the time of its arrival."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the mail; the name is the one that aiosmtpd calls."""
        (self.folder / f"{time.time_ns()}.eml").write_bytes(bytes(envelope.original_content or b""))
        return "250 Kept"


def read(file: Path) -> EmailMessage:
    """Parse a kept mail."""
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def page(folder: Path) -> str:
    """Show all kept mails."""
    parts = [HEAD, STYLE, "<h1>Surat demo</h1><p>Tidak ada yang dikirim; semua surat berhenti di sini.</p>"]
    for file in sorted(folder.glob("*.eml"), reverse=True):
        mail = read(file)
        body = mail.get_body(("plain", "html"))
        text = body.get_content() if body is not None else ""
        parts.append(f"<hr><h2>{html.escape(str(mail['subject']))}</h2><p>{html.escape(str(mail['to']))}</p>")
        parts.append(f"<pre>{html.escape(text)}</pre>")
    return "".join(parts)


def serve_page(port: int, folder: Path) -> None:
    """Serve the page of mails on the loopback address until the process ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = page(folder).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing about requests."""

    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


async def serve_mail(port: int, keeper: Keeper) -> None:
    """Take mails on the loopback address until the process ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(keeper, enable_SMTPUTF8=True), "127.0.0.1", port)
    await server.serve_forever()


def main(smtp_port: int, http_port: int, folder: Path) -> None:
    """Serve both ports."""
    threading.Thread(target=serve_page, args=(http_port, folder), daemon=True).start()
    asyncio.run(serve_mail(smtp_port, Keeper(folder)))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
