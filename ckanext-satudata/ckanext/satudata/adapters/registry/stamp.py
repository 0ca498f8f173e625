"""Which code lists hold, in one word that every process of the portal reads: a new word means *read them again*.

The word lies in Redis. It is a hint: the lists themselves are in the database, and without Redis they are read there.
"""

from __future__ import annotations

import logging

from ckan.lib.redis import connect_to_redis
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


class Stamp:
    """The word under ``satudata:codes:<site id>``."""

    def __init__(self, site_id: str) -> None:
        self.key = f"satudata:codes:{site_id}"

    def read(self) -> str | None:
        """The word; None when there is none, or no Redis."""
        try:
            found = connect_to_redis().get(self.key)
        except (RedisError, OSError):
            return None
        return found.decode() if isinstance(found, bytes) else None

    def write(self, word: str, *, first: bool = False) -> None:
        """Set the word; ``first``: only where there is none."""
        try:
            connect_to_redis().set(self.key, word, nx=first)
        except (RedisError, OSError) as lost:
            log.warning("the word for code lists was not written: %s", lost)
