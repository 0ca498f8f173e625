"""A mail server that delivers nothing: every mail becomes a file, which the demo portal shows at /surat.

python config/dev/mail_sink.py PORT FOLDER
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Keeper:
    """Writes each mail to a file named by the time of its arrival."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the mail, whole before it gets its name; the method's name is the one that aiosmtpd calls."""
        name = str(time.time_ns())
        partial = self.folder / f"{name}.part"
        partial.write_bytes(bytes(envelope.original_content or b""))
        partial.rename(self.folder / f"{name}.eml")
        return "250 Kept"


async def serve(port: int, keeper: Keeper) -> None:
    """Take mails on the loopback address until the process ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(keeper, enable_SMTPUTF8=True), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Keeper(Path(sys.argv[2]))))
