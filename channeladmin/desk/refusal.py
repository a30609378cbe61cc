"""A refusal that belongs under one field of a form."""

from __future__ import annotations

from channeladmin.errors import UserError


class FieldRefused(UserError):
    """What was entered is well formed and clashes with something stored; `field` is where to say so."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
