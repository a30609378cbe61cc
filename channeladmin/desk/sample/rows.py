"""Partners of the sample desk as rows to write, one table after the other, parents first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from channeladmin.desk.sample.sketch import AgreementSketch, PartnerSketch, PersonSketch, Values
from channeladmin.records import RowInsert, RowWrites

_ORDER = (
    "partner",
    "agreement",
    "agreement_step",
    "person",
    "email_address",
    "employment",
    "award",
    "business_plan",
    "objective",
    "activity",
    "booking",
    "review",
)


class RowList:
    """Collects rows by table; keys are drawn with `new_ids` when they are first needed."""

    def __init__(self, new_ids: Callable[[int], list[int]]) -> None:
        self._new_ids = new_ids
        self._keys: list[int] = []
        self._rows: dict[str, list[RowInsert]] = {table: [] for table in _ORDER}
        self.partner_ids: dict[str, int] = {}
        self.agreement_ids: list[tuple[int, AgreementSketch]] = []

    def add_partners(self, partners: Iterable[PartnerSketch]) -> None:
        """The partners with all that belongs to them; a move to another company needs that company among them."""
        sketches = tuple(partners)
        for sketch in sketches:
            self.partner_ids[sketch.fields["name"]] = self._add("partner", sketch.fields)
        for sketch in sketches:
            partner_id = self.partner_ids[sketch.fields["name"]]
            for person in sketch.people:
                self._add_person(person, partner_id)
            for agreement in sketch.agreements:
                self._add_agreement(agreement, partner_id)

    def take(self) -> RowWrites:
        """All rows in an order that respects parents."""
        return tuple(row for table in _ORDER for row in self._rows[table])

    def count(self) -> Mapping[str, int]:
        """How many rows each table gets."""
        return {table: len(rows) for table, rows in self._rows.items()}

    def _add(self, table: str, values: Values, **keys: int) -> int:
        if not self._keys:
            self._keys = self._new_ids(1000)[::-1]
        row_id = self._keys.pop()
        self._rows[table].append(RowInsert(table, row_id, {**values, **keys}))
        return row_id

    def _add_person(self, person: PersonSketch, partner_id: int) -> None:
        person_id = self._add("person", person.fields)
        for position, address in enumerate(person.emails):
            self._add("email_address", {"address": address, "position": position}, person_id=person_id)
        self._add("employment", person.employment, person_id=person_id, partner_id=partner_id)
        if person.moves_to:
            begins = person.employment["ends_on"] + timedelta(days=8)
            values = {**person.employment, "starts_on": begins, "ends_on": None, "confirmed_on": None}
            self._add("employment", values, person_id=person_id, partner_id=self.partner_ids[person.moves_to])
        for award in person.awards:
            self._add("award", award, person_id=person_id)

    def _add_agreement(self, agreement: AgreementSketch, partner_id: int) -> None:
        agreement_id = self._add("agreement", agreement.fields, partner_id=partner_id)
        self.agreement_ids.append((agreement_id, agreement))
        for step in agreement.steps:
            self._add("agreement_step", step, agreement_id=agreement_id)
        for plan, objectives in agreement.plans:
            plan_id = self._add("business_plan", plan, agreement_id=agreement_id)
            for objective in objectives:
                self._add("objective", objective, business_plan_id=plan_id)
        for table, rows in (
            ("activity", agreement.activities),
            ("booking", agreement.bookings),
            ("review", agreement.reviews),
        ):
            for values in rows:
                self._add(table, values, agreement_id=agreement_id)
