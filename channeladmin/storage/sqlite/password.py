"""The key of an encrypted data file, derived once from the password instead of at every connection."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

SALT_BYTES = 16
_ROUNDS = 256_000


@dataclass(frozen=True, slots=True)
class FileKey:
    """The raw key and salt of a file, in the form that SQLCipher takes; it never shows in a repr."""

    secret: str

    def __repr__(self) -> str:
        return "FileKey(…)"

    @property
    def pragma(self) -> str:
        """The first statement of every connection to the file."""
        return f"PRAGMA key = \"x'{self.secret}'\""


def derive_key(password: str, salt: bytes | None = None) -> FileKey:
    """The key of a file with this salt (its first 16 bytes), or of a new file; takes about 0.14 s on purpose."""
    salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    key = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, _ROUNDS, dklen=32)
    return FileKey(key.hex() + salt.hex())
