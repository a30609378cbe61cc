"""How names of credentials and regions are compared, so that an export may write them its own way."""

from __future__ import annotations

import unicodedata


def squash(text: str, *, without: str = "") -> str:
    """The letters and digits of a name, folded (NFKC, casefold), less a leading word such as the vendor's name.

    "GitLab Verified Sales-Core  Associate" and "verified sales core associate" compare alike.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    letters = "".join(char for char in folded if char.isalnum())
    leading = squash(without) if without else ""
    return letters.removeprefix(leading) or letters
