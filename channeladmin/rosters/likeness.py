"""When two names may be of one company or one person, and why; never reason enough to take them for one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from channeladmin.records import fold
from channeladmin.rosters.hints import reduce_name

_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"})

_WORD = re.compile(r"[^\W_]+")

_SHORT_FORMS = {
    "abby": "abigail", "al": "albert", "alex": "alexander", "andy": "andrew", "ben": "benjamin", "beth": "elizabeth",
    "bill": "william", "billy": "william", "bob": "robert", "bobby": "robert", "chris": "christopher",
    "cathy": "catherine", "dan": "daniel", "danny": "daniel", "dave": "david", "dick": "richard", "don": "donald",
    "ed": "edward", "eddie": "edward", "fred": "frederick", "greg": "gregory", "hans": "johannes", "harry": "harold",
    "jack": "john", "jim": "james", "jimmy": "james", "joe": "joseph", "jon": "jonathan", "kate": "katherine",
    "kathy": "katherine", "ken": "kenneth", "larry": "lawrence", "liz": "elizabeth", "maggie": "margaret",
    "matt": "matthew", "max": "maximilian", "meg": "margaret", "mike": "michael", "mick": "michael",
    "nick": "nicholas", "pat": "patricia", "peggy": "margaret", "pete": "peter", "phil": "philip", "ray": "raymond",
    "rich": "richard", "rick": "richard", "rob": "robert", "ron": "ronald", "sam": "samuel", "sasha": "alexander",
    "steve": "steven", "stephen": "steven", "sue": "susan", "ted": "edward", "tim": "timothy", "tom": "thomas",
    "tony": "anthony", "vicky": "victoria", "will": "william",
}  # fmt: skip


def strip_marks(text: str) -> str:
    """The folded text without accents: Łukasz and lukasz are alike."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", fold(text))
    return "".join(char for char in apart if not unicodedata.combining(char)).translate(_PLAIN)


def reduce_company(name: str) -> str:
    """A company's name less case, accents, punctuation and legal form."""
    return reduce_name(strip_marks(name))


@lru_cache(maxsize=100_000)
def reduce_person(name: str) -> tuple[str, ...]:
    """A person's names in any order, less case, accents, punctuation, middle initials and short forms."""
    words = _WORD.findall(strip_marks(name).replace("'", ""))
    whole = [word for word in words if len(word) > 1 or word.isdigit()] or words
    return tuple(sorted(_SHORT_FORMS.get(word, word) for word in whole))


def explain_companies(name: str, other: str) -> str:
    """Why two company names that reduce alike differ."""
    if reduce_name(name) != reduce_name(other):
        return "the names differ in accents only"
    if "".join(filter(str.isalnum, fold(name))) == "".join(filter(str.isalnum, fold(other))):
        return "the names differ in punctuation only"
    return "the names differ in their legal form only"


def explain_people(name: str, other: str) -> str:
    """Why two names of people that reduce alike are not one to the letter."""
    if fold(name) == fold(other):
        return "the same name"
    if strip_marks(name) == strip_marks(other):
        return "the same name but for accents"
    words = [sorted(strip_marks(each).replace(",", " ").replace(".", " ").split()) for each in (name, other)]
    if words[0] == words[1]:
        return "the same names in another order"
    is_short = any(_SHORT_FORMS.get(word) in words[1] for word in words[0]) or any(
        _SHORT_FORMS.get(word) in words[0] for word in words[1]
    )
    return "a short form of the name" if is_short else "the same first and last name"
