"""Text is kept as given, less outer white space, and compared without case and width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from channeladmin.records import EmailAddressFields, PartnerFields, fold, with_folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("ACME", "acme"), ("Straße", "STRASSE"), ("ＡＢＣ", "abc"), ("ﬁrm", "FIRM"), ("Å", "A\u030a")],
)
def test_names_that_are_the_same_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Müller", "Muller"), ("Acme", "Acme GmbH"), ("a b", "ab")])
def test_names_that_differ_fold_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_outer_white_space_goes_and_nothing_else() -> None:
    fields = PartnerFields(name="  A&B <Test> </para>  GmbH ", legal_name=" \t ", website=" x ")
    assert (fields.name, fields.legal_name, fields.website) == ("A&B <Test> </para>  GmbH", None, "x")


@pytest.mark.parametrize("address", ["a@b.example", " a@b.example ", "Ünï.Cöde+tag@x"])
def test_an_address_is_kept_as_given(address: str) -> None:
    assert EmailAddressFields(address=address).address == address.strip()


@pytest.mark.parametrize("address", ["", "a", "a@", "@b", "a@b, c@d", "a b@c", "a@b;c@d", "a@b@c"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValidationError, match="not an e-mail address"):
        EmailAddressFields(address=address)


def test_folded_columns_follow_their_source() -> None:
    assert with_folded("partner", {"name": "ACME", "external_ref": None, "country": "DE"}) == {
        "name": "ACME", "name_key": "acme", "external_ref": None, "external_ref_key": None, "country": "DE",
    }  # fmt: skip
    assert with_folded("partner", {"country": "DE"}) == {"country": "DE"}
    assert with_folded("award", {"credential": "PSE"}) == {"credential": "PSE"}


def test_a_name_loses_every_white_space_around_it() -> None:
    """Separators such as U+001F too, which an import takes off: else a name would come back as another one."""
    assert PartnerFields.model_validate({"name": "\x1f Acme\x1c\u2028"}).name == "Acme"
    with pytest.raises(ValidationError):
        PartnerFields.model_validate({"name": " \x1f"})
