"""Sentences that remember which rule they speak for, on their way through CKAN's errors."""

from __future__ import annotations

from typing import Any


class Said(str):
    """A sentence with the code of its rule. Everywhere else it is the plain text."""

    code: str

    def __new__(cls, text: str, code: str) -> Said:
        """The text, with its code beside it."""
        made = super().__new__(cls, text)
        made.code = code
        return made


def marked(text: str) -> str:
    """The text as it is. Tables call this ``_``: their texts are found for translation, and only the one told is translated."""
    return text


def code_of(error: BaseException) -> str:
    """The code that an error's sentence carries; empty when it carries none."""
    told: list[Any] = [getattr(error, "message", "")]
    for messages in getattr(error, "error_dict", {}).values():
        told += messages if isinstance(messages, list) else [messages]
    return next((one.code for one in told if isinstance(one, Said)), "")
