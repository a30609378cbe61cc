"""Credentials and regions as the programme names them, with the other names that exports use."""

from __future__ import annotations

from pydantic import Field, StrictBool

from channeladmin.program.model import CREDENTIAL_PATTERN, Key, Line, ProgramPart, Words
from channeladmin.program.names import squash
from channeladmin.program.vocabulary import Region


class RegionName(ProgramPart):
    """A region that agreements are for, and its names in exports."""

    key: Region
    label: Words
    aliases: tuple[Words, ...] = ()


class Credential(ProgramPart):
    """A course or certification; `line` is where the page asks for it (None: the page does not name it).

    A direct award of a credential in `implied_by` counts as this one too (inferred); holding all of `composed_of`
    is holding this one (composite). A `family` is one credential per course, its key written `key:course`; a course
    is a credential of its own in the file only where exports give it other names than this.
    """

    key: str = Field(pattern=CREDENTIAL_PATTERN)
    label: Words
    aliases: tuple[Words, ...] = ()
    line: Line | None = None
    prerequisite: Key | None = None
    implied_by: tuple[Key, ...] = ()
    composed_of: tuple[Key, ...] = ()
    family: StrictBool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that it goes by."""
        return (self.key, self.label, *self.aliases)

    def of_course(self, course: str) -> Credential | None:
        """The member of a family for one course; None where the text names no course."""
        words = "".join(char if char.isalnum() else " " for char in course.casefold()).split()
        key = "_".join(word for word in words if word.isascii())
        if not key:
            return None
        return self.model_copy(update={"key": f"{self.key}:{key}", "label": f"{self.label}: {course.strip()}"})


def find_family(key: str) -> str | None:
    """The family that the key of a course names; None where it is that of a whole credential."""
    family, colon, _ = key.partition(":")
    return family if colon else None


class CredentialIndex:
    """Finds a credential by any of its names, tolerant of case, white space, punctuation and the vendor's name."""

    def __init__(self, credentials: tuple[Credential, ...], vendor: str) -> None:
        self._vendor = vendor
        self._by_name = {
            squash(name, without=vendor): credential for credential in credentials for name in credential.names
        }

    def find(self, text: str) -> Credential | None:
        """The credential that a text names, or None."""
        found = self._by_name.get(squash(text, without=self._vendor))
        return found if found is not None else self._find_member(text)

    def _find_member(self, text: str) -> Credential | None:
        """A course of a family, named after a colon; the vendor's name may stand before it there, too."""
        name, _, written = text.partition(":")
        family = self._by_name.get(squash(name, without=self._vendor))
        if family is None or not family.family:
            return None
        first, _, rest = written.strip().partition(" ")
        course = rest if squash(first) == squash(self._vendor) else written
        return self._by_name.get(squash(name + course, without=self._vendor)) or family.of_course(course)
