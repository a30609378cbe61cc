"""What records name by key has the label of the edition."""

from __future__ import annotations

from channeladmin.program.loading import load_shipped
from channeladmin.program.named import name_metrics, name_requirements


def test_requirements_and_metrics_have_their_labels() -> None:
    latest = load_shipped("2025-08")
    assert name_metrics(latest) == {"services_registrations": "Services registrations"}
    assert name_requirements(latest)["sales_focus"] == "Sales focus and resources"
    assert name_metrics(load_shipped("2022-10-03")) == {}
