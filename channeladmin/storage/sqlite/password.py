"""The key of an encrypted data file, derived once from the password instead of at every connection."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass

from channeladmin.errors import UserError

SALT_BYTES = 16
_ROUNDS = 256_000


@dataclass(frozen=True, slots=True)
class FileKey:
    """The raw key and salt of a file, in the form that SQLCipher takes; it never shows in a repr."""

    secret: str

    def __repr__(self) -> str:
        return "FileKey(…)"

    @property
    def attached(self) -> str:
        """The key as ATTACH takes it."""
        return f"x'{self.secret}'"

    @property
    def pragma(self) -> str:
        """The first statement of every connection to the file."""
        return f"PRAGMA key = \"x'{self.secret}'\""


def derive_key(password: str, salt: bytes | None = None) -> FileKey:
    """The key of a file with this salt (its first 16 bytes), or of a new file; takes about 0.14 s on purpose.

    The password is any text, in its composed form (NFC): one system types “é” as a single character, another as two,
    and a file must open on both. Nothing else is folded, so that no two passwords that look different are the same.
    """
    return _derive(unicodedata.normalize("NFC", password), salt)


def list_keys(password: str, salt: bytes) -> tuple[FileKey, ...]:
    """The keys to try on a file: of the composed form, and where that differs of the password as it was given.

    Other programs, and the first versions of this one, took a password as it came.
    """
    spellings = dict.fromkeys((unicodedata.normalize("NFC", password), password))
    return tuple(_derive(spelling, salt) for spelling in spellings)


def refuse_empty(password: str | None) -> None:
    """A new password must have a character; `UserError`."""
    if password == "":
        raise UserError("The password is empty. Choose one with at least one character.")


def _derive(password: str, salt: bytes | None) -> FileKey:
    salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    key = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, _ROUNDS, dklen=32)
    return FileKey(key.hex() + salt.hex())
