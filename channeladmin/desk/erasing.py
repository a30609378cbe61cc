"""Erase a person on request: from the records, the history and frozen letters; the one act without an undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from channeladmin.desk.changed_fields import name_record
from channeladmin.errors import UserError
from channeladmin.letters.packet import digest_text
from channeladmin.storage import erasing
