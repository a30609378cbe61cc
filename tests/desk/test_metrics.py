"""Numbers reported under the metrics of the programme: by hand, and as a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from channeladmin.desk.agreements import add_agreement, delete_agreement
from channeladmin.desk.desk import Desk
from channeladmin.desk.exporting import export_kind
from channeladmin.desk.history import list_operations, undo
from channeladmin.desk.importing import ImportOptions, apply_import, plan_import
from channeladmin.desk.listing import find_rows, get_rows
from channeladmin.desk.metrics import add_metric_entry, delete_metric_entry, edit_metric_entry, list_metric_entries
from channeladmin.desk.partners import add_partner
from channeladmin.desk.programs import add_edition, use_edition
from channeladmin.desk.refusal import FieldRefused
from channeladmin.desk.values import AgreementFields, MetricEntryFields, PartnerFields, Region
from tests.program.metals import write_metals

FIELDS = MetricEntryFields(
    metric="points", reported_on=date(2022, 10, 1), amount_hundredths=7050, note="From the portal"
)


@pytest.fixture
def agreement_id(desk: Desk) -> int:
    partner = add_partner(desk, PartnerFields(name="Łódź S.A."))
    return add_agreement(desk, partner.id, AgreementFields(region=Region.EMEA)).id


@pytest.fixture
def named(desk: Desk, tmp_path: Path) -> None:
    """The edition in use names metrics."""
    add_edition(desk, write_metals(tmp_path))
    use_edition(desk, "metals")


def load_partner_id(desk: Desk) -> int:
    [row] = get_rows(desk, find_rows(desk))
    return row.partner_id


def list_fields(desk: Desk, agreement_id: int) -> list[MetricEntryFields]:
    return [entry.fields for entry in list_metric_entries(desk, agreement_id)]


@pytest.mark.usefixtures("named")
def test_a_number_is_reported_changed_and_removed(desk: Desk, agreement_id: int) -> None:
    added = add_metric_entry(desk, agreement_id, FIELDS)
    assert added.changes.label == "Add Partner points to Łódź S.A. (EMEA)"
    assert added.changes.agreement_ids == {agreement_id}
    assert list_fields(desk, agreement_id) == [FIELDS]
    less = FIELDS.model_copy(update={"amount_hundredths": -5, "metric": "cloud_share"})
    edit_metric_entry(desk, added.id, less)
    earlier = FIELDS.model_copy(update={"reported_on": date(2022, 9, 1)})
    add_metric_entry(desk, agreement_id, earlier)
    assert list_fields(desk, agreement_id) == [earlier, less]
    delete_metric_entry(desk, added.id)
    assert list_fields(desk, agreement_id) == [earlier]
    undo(desk)
    delete_agreement(desk, agreement_id)
    assert list_fields(desk, agreement_id) == []


def test_a_metric_that_the_programme_does_not_name_is_refused(desk: Desk, agreement_id: int, tmp_path: Path) -> None:
    before = list_operations(desk)
    with pytest.raises(FieldRefused, match=r"“points” is not a metric of the programme 2022-10-03; it names none\."):
        add_metric_entry(desk, agreement_id, FIELDS)
    assert list_operations(desk) == before
    add_edition(desk, write_metals(tmp_path))
    use_edition(desk, "metals")
    entry = add_metric_entry(desk, agreement_id, FIELDS)
    with pytest.raises(FieldRefused, match=r"“seats” is not a metric .* metals; use points, cloud_share\."):
        edit_metric_entry(desk, entry.id, FIELDS.model_copy(update={"metric": "seats"}))
    use_edition(desk, "2022-10-03")
    edit_metric_entry(desk, entry.id, FIELDS.model_copy(update={"note": None}))
    assert list_fields(desk, agreement_id)[0].note is None


@pytest.mark.parametrize("hundredths", [10**17 + 1, -(10**17) - 1, 2**63])
def test_a_number_past_all_bounds_is_refused(hundredths: int) -> None:
    with pytest.raises(ValidationError):
        MetricEntryFields.model_validate({**FIELDS.model_dump(), "amount_hundredths": hundredths})


@pytest.mark.usefixtures("named")
def test_a_file_of_metrics_goes_in_and_comes_out_the_same(desk: Desk, agreement_id: int, tmp_path: Path) -> None:
    source = tmp_path / "metrics.csv"
    source.write_text(
        "Partner,Metric,Reported,Amount,Note\n"
        "Łódź S.A.,Partner points,2022-10-01,70.5,=late\n"
        "Łódź S.A.,points,2022-10-01,-3,\n"
        "Łódź S.A.,Cloud-Share,2022-09-01,35,\n"
        "Łódź S.A.,seats,2022-09-01,35,\n",
        encoding="utf-8",
    )
    plan = plan_import(desk, "metrics", [source], ImportOptions())
    [error] = plan.errors
    assert (error.column, error.message) == (
        "Metric",
        "“seats” is not a metric of the programme metals; use points, cloud_share.",
    )
    apply_import(desk, plan)
    assert [(each.metric, each.amount_hundredths, each.note) for each in list_fields(desk, agreement_id)] == [
        ("cloud_share", 3500, None),
        ("points", 7050, "=late"),
        ("points", -300, None),
    ]
    out = tmp_path / "out.csv"
    assert export_kind(desk, "metrics", out) == 3
    assert out.read_text(encoding="utf-8").splitlines() == [
        "partner,region,metric,reported,amount,note",
        "Łódź S.A.,EMEA,cloud_share,2022-09-01,35.00,",
        "Łódź S.A.,EMEA,points,2022-10-01,70.50,'=late",
        "Łódź S.A.,EMEA,points,2022-10-01,-3.00,",
    ]
    assert plan_import(desk, "metrics", [out], ImportOptions()).counts.same == 3
    delete_agreement(desk, agreement_id)
    again = add_agreement(desk, load_partner_id(desk), AgreementFields(region=Region.EMEA)).id
    apply_import(desk, plan_import(desk, "metrics", [out], ImportOptions()))
    second = tmp_path / "again.csv"
    export_kind(desk, "metrics", second)
    assert second.read_bytes() == out.read_bytes()
    assert len(list_fields(desk, again)) == 3


@pytest.mark.usefixtures("named")
def test_metrics_of_an_earlier_programme_come_back_from_their_export(
    desk: Desk, agreement_id: int, tmp_path: Path
) -> None:
    add_metric_entry(desk, agreement_id, FIELDS)
    use_edition(desk, "2022-10-03")
    out = tmp_path / "out.xlsx"
    assert export_kind(desk, "metrics", out) == 1
    csv = tmp_path / "out.csv"
    export_kind(desk, "metrics", csv)
    assert plan_import(desk, "metrics", [csv], ImportOptions()).counts.same == 1
