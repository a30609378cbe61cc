"""Every credential that an edition asks of people is found, wherever it is asked."""

from __future__ import annotations

from channeladmin.desk.asked_credentials import list_asked_credentials
from channeladmin.program.loading import load_shipped
from tests.program.test_examples import load_example


def test_rows_and_sets_and_credentials_of_earlier_days() -> None:
    asked = list_asked_credentials(load_shipped("2024-08"))
    assert asked["accredited_professionals"] == ("sales_professional", "sales_core")
    assert asked["business_plan"] == ()
    assert list_asked_credentials(load_shipped("2025-08"))["ctp_courses"] == ("certified_trainer",)


def test_parts_and_metrics_of_a_score() -> None:
    edition = load_example("microsoft-capability-score.toml")
    scored = [keys for keys in list_asked_credentials(edition).values() if keys]
    assert scored
    assert {key for keys in scored for key in keys} <= {credential.key for credential in edition.credentials}
