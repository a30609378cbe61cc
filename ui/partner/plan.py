"""The Business plan tab: one joint plan per fiscal year, its targets, goals, four Cs and objectives."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from channeladmin.desk.agreements import AgreementView
from channeladmin.desk.partners import PartnerView
from channeladmin.desk.plans import (
    PlanView,
    add_objective,
    add_plan,
    delete_objective,
    delete_plan,
    edit_objective,
    edit_plan,
    list_plans,
)
from channeladmin.desk.refusal import FieldRefused
from channeladmin.desk.values import BusinessPlanFields, ObjectiveFields
from ui.kit.buttons import Button, make_button
from ui.kit.delete_prompt import DeletePrompt
from ui.kit.field_spec import FieldGroup, FieldSpec
from ui.kit.fields import Choice
from ui.kit.flow import FlowLayout
from ui.kit.form import RecordForm
from ui.kit.inline_model import RowActs
from ui.kit.inline_table import InlineTable
from ui.kit.text import make_label
from ui.kit.words import word_count
from ui.partner.tab import PartnerTab
from ui.session import DeskSession

_OBJECTIVES = (
    FieldSpec("title", "Objective", width=180, stretch=1),
    FieldSpec("quarter", "Quarter", width=80, choices=lambda: tuple((n, f"Q{n}") for n in (1, 2, 3, 4))),
    FieldSpec("target", "Target", width=110),
    FieldSpec("actual", "Actual", width=110),
    FieldSpec("weight", "Weight %", width=80),
)


class PlanTab(PartnerTab):
    """A chip per fiscal year, and the plan of the year chosen."""

    def __init__(self, session: DeskSession) -> None:
        super().__init__(session)
        desk, act = session.desk, session.act
        self._agreement_id: int | None = None
        self._plan_id: int | None = None
        self._plans: tuple[PlanView, ...] = ()
        self._years = QWidget()
        self._year_row = FlowLayout(self._years, spacing=8)
        self.none = make_label("", "muted", wraps=True)
        self.form = RecordForm(
            BusinessPlanFields,
            self._groups(),
            save=lambda plan_id, fields: act(lambda: edit_plan(desk, plan_id, fields)),
            withheld=session.withheld,
        )
        self.objectives = InlineTable(
            ObjectiveFields,
            _OBJECTIVES,
            RowActs(
                add=lambda plan_id, fields: act(lambda: add_objective(desk, plan_id, fields)),
                edit=lambda objective_id, fields: act(lambda: edit_objective(desk, objective_id, fields)),
                delete=lambda objective_id: act(lambda: delete_objective(desk, objective_id)),
            ),
            invitation="Add an objective",
            name="Objectives",
            withheld=session.withheld,
        )
        self.remove = DeletePrompt("Delete this plan", "Delete this plan and its objectives?")
        self.remove.confirmed.connect(self._on_delete)
        self.remove.ask.withhold(session.withheld)
        self.body.addWidget(self._years)
        self.body.addWidget(self.none)
        self.body.addWidget(self.form)
        # Not at the end: the step after a list must not be one that deletes.
        self.body.addWidget(self.remove)
        self._objectives_section = self.add_section("Objectives", self.objectives)
        self.body.addStretch(1)

    def show_partner(self, partner: PartnerView, agreement: AgreementView | None) -> None:
        """Show the plans of the chosen agreement."""
        del partner
        agreement_id = agreement.agreement.id if agreement else None
        if agreement_id != self._agreement_id:
            self._plan_id = None
        self._agreement_id = agreement_id
        self._plans = list_plans(self.session.desk, agreement_id) if agreement_id is not None else ()
        self._show()

    def describe(self) -> str:
        """How many plans there are, and their objectives."""
        objectives = sum(len(view.objectives) for view in self._plans)
        return f"{word_count(len(self._plans), 'plan')} · {word_count(objectives, 'objective')}"

    def chips(self) -> list[QPushButton]:
        """The years' chips and the ones that add a plan."""
        items = [self._year_row.itemAt(index) for index in range(self._year_row.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, QPushButton)]

    def start_plan(self, fiscal_year: int) -> None:
        """Begin the plan of a year, as an outline."""
        agreement_id = self._agreement_id
        if agreement_id is None:
            return
        fields = BusinessPlanFields(fiscal_year=fiscal_year)
        try:
            added = self.session.act(lambda: add_plan(self.session.desk, agreement_id, fields))
        except FieldRefused as refusal:
            self.none.setText(str(refusal))
            self.none.show()
            return
        if added is not None:
            self._plan_id = added.id
            self._show()
            self.form.editor("partner_sponsor").widget.setFocus()

    def _show(self) -> None:
        shown = next((view for view in self._plans if view.plan.id == self._plan_id), None)
        shown = shown or (self._plans[0] if self._plans else None)
        self._plan_id = shown.plan.id if shown else None
        self._show_years()
        if self._agreement_id is None:
            way_on = self.session.withheld or "Add one with “+ Region” first."
            self.none.setText(f"A plan belongs to an agreement. {way_on}")
        else:
            way_on = self.session.withheld or "Choose a fiscal year above to begin one."
            self.none.setText(f"No joint business plan yet. {way_on}")
        self.none.setVisible(shown is None)
        for widget in (self.form, self.remove, self._objectives_section):
            widget.setVisible(shown is not None)
        if shown is not None:
            self.form.bind(shown.plan)
            self.objectives.show_records(shown.objectives, shown.plan.id)

    def _show_years(self) -> None:
        fiscal = self.session.desk.edition.fiscal
        this_year = fiscal.year_of(self.session.desk.today())
        known = {view.plan.fields.fiscal_year: view.plan.id for view in self._plans}
        offered = (
            [] if self._agreement_id is None else [year for year in (this_year, this_year + 1) if year not in known]
        )
        wanted: list[tuple[int, int | None, str]] = [
            (year, known[year], fiscal.year_label(year)) for year in sorted(known, reverse=True)
        ]
        wanted += [(year, None, f"+ {fiscal.year_label(year)}") for year in offered]
        focused = next((chip.text() for chip in self.chips() if chip.hasFocus()), None)
        if [chip.text() for chip in self.chips()] != [text for _year, _plan, text in wanted]:
            for chip in self.chips():
                self._year_row.removeWidget(chip)
                chip.hide()
                chip.deleteLater()
            for year, plan_id, text in wanted:
                self._year_row.addWidget(self._make_chip(year, plan_id, text))
        for chip, (_year, plan_id, text) in zip(self.chips(), wanted, strict=True):
            chip.setChecked(plan_id is not None and plan_id == self._plan_id)
            if text == focused:
                chip.setFocus()

    def _make_chip(self, year: int, plan_id: int | None, text: str) -> Button:
        name = text if plan_id is not None else f"Begin the plan for {text[2:]}"
        chip = make_button(text, lambda: self._on_year(year, plan_id), role="chip", name=name)
        chip.setCheckable(plan_id is not None)
        if plan_id is None:
            chip.withhold(self.session.withheld)
        return chip

    def _on_year(self, year: int, plan_id: int | None) -> None:
        if plan_id is None:
            self.start_plan(year)
            return
        self._plan_id = plan_id
        self._show()

    def _on_delete(self) -> None:
        plan_id = self._plan_id
        if plan_id is not None:
            self.session.act(lambda: delete_plan(self.session.desk, plan_id))

    def _year_choices(self) -> tuple[Choice, ...]:
        fiscal = self.session.desk.edition.fiscal
        this_year = fiscal.year_of(self.session.desk.today())
        return tuple((year, fiscal.year_label(year)) for year in range(this_year - 6, this_year + 4))

    def _groups(self) -> tuple[FieldGroup, ...]:
        return (
            FieldGroup(
                "",
                (
                    FieldSpec("fiscal_year", "Fiscal year", choices=self._year_choices),
                    FieldSpec("title", "Title", span=2),
                    FieldSpec("status", "State"),
                    FieldSpec("approved_on", "Approved on"),
                    FieldSpec("approved_by", "Approved by"),
                ),
                columns=3,
            ),
            FieldGroup(
                "Executive sponsors",
                (
                    FieldSpec("partner_sponsor", "Partner’s sponsor"),
                    FieldSpec("partner_sponsor_title", "Their title"),
                    FieldSpec("partner_sponsor_signed_on", "Signed on"),
                    FieldSpec("vendor_sponsor", "Vendor’s sponsor", span=2),
                    FieldSpec("vendor_sponsor_signed_on", "Signed on"),
                ),
                columns=3,
            ),
            FieldGroup(
                "Committed NetARR",
                (
                    FieldSpec("committed_net_arr_cents", "Year"),
                    FieldSpec("q1_cents", "Q1"),
                    FieldSpec("q2_cents", "Q2"),
                    FieldSpec("q3_cents", "Q3"),
                    FieldSpec("q4_cents", "Q4"),
                ),
                columns=5,
                least=90,
            ),
            FieldGroup(
                "Goals",
                (
                    FieldSpec("new_logo_goal", "New customers", is_long=True),
                    FieldSpec("growth_goal", "Growth", is_long=True),
                    FieldSpec("services_goal", "Services", is_long=True),
                    FieldSpec("marketing_plan", "Marketing plan", is_long=True),
                    FieldSpec("enablement_plan", "Training and enablement", span=2, is_long=True),
                ),
            ),
            FieldGroup(
                "The four Cs",
                (
                    FieldSpec("commitment", "Commitment", is_long=True),
                    FieldSpec("capability", "Capability", is_long=True),
                    FieldSpec("coverage", "Coverage", is_long=True),
                    FieldSpec("competition", "Competition", is_long=True),
                ),
            ),
            FieldGroup(
                "Kick-off and quarterly reviews",
                (
                    FieldSpec("kickoff_on", "Kick-off"),
                    FieldSpec("q1_review_on", "Q1 review"),
                    FieldSpec("q2_review_on", "Q2 review"),
                    FieldSpec("q3_review_on", "Q3 review"),
                    FieldSpec("q4_review_on", "Q4 review"),
                ),
                columns=3,
            ),
        )
