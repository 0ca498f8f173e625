"""Proofs of a sending and scanned replies: PDF, JPEG or PNG, told by their first bytes and never by their name."""

from __future__ import annotations

from dataclasses import dataclass

HEAD = 16
SIGNATURES = (
    (b"%PDF-", "pdf", "application/pdf"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
)


@dataclass(frozen=True)
class ProofKind:
    """A kind of file that serves as proof: the ending of its name and its media type."""

    ending: str
    media_type: str


def kind_of(head: bytes) -> ProofKind | None:
    """Tell the kind from a file's first 16 bytes; None for any other content."""
    for signature, ending, media_type in SIGNATURES:
        if head.startswith(signature):
            return ProofKind(ending, media_type)
    return None
