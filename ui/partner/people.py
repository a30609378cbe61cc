"""The People & certifications tab: the matrix, and beneath it the person whose row is chosen or a new one."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from channeladmin.desk.agreements import AgreementView
from channeladmin.desk.evaluating import SOON_DAYS, evaluate_agreement
from channeladmin.desk.partners import PartnerView
from channeladmin.desk.people import (
    PersonView,
    add_award,
    add_person,
    delete_award,
    edit_award,
    edit_employment,
    list_people,
)
from channeladmin.desk.values import AwardFields, Region
from ui.kit.buttons import make_button
from ui.kit.entry_text import write_entry
from ui.kit.field_spec import FieldGroup, FieldSpec
from ui.kit.form import RecordForm
from ui.kit.text import make_label
from ui.kit.words import word_count
from ui.partner.credential_columns import list_columns
from ui.partner.matrix_cells import Derived, current_employments, find_award, latest_employment, read_verdict
from ui.partner.matrix_view import MatrixView
from ui.partner.people_matrix import MatrixActs, PeopleMatrix, Shown, pick_columns
from ui.partner.person_details import PersonDetails
from ui.partner.person_entry import NewPersonEntry
from ui.partner.tab import PartnerTab
from ui.session import DeskSession

__all__ = ["PeopleTab", "current_employments"]

_NEW = (
    FieldGroup(
        "",
        (
            FieldSpec("name", "Name"),
            FieldSpec("emails", "E-mail addresses", hint="name@company.example"),
            FieldSpec("region", "Works in"),
            FieldSpec("title", "Title"),
            FieldSpec("starts_on", "Employed from"),
            FieldSpec("learner_id", "Learner id"),
        ),
        columns=3,
    ),
)
_AMBER = f"amber: ends within {SOON_DAYS} days, or not confirmed this quarter"
_TYPING = "Type a date in a cell to add an award · Del removes it · 2022-02-03 → 2023-02-03 gives it an end"


class PeopleTab(PartnerTab):
    """Who works at the partner and what they hold, edited where it stands."""

    def __init__(self, session: DeskSession) -> None:
        super().__init__(session)
        self._partner_id: int | None = None
        self._region: Region | None = None
        self.matrix = PeopleMatrix(
            MatrixActs(
                set_region=lambda person, region: self._edit_employment(person, {"region": region}),
                set_confirmed=self._confirm_on,
                set_award=self._set_award,
                delete_award=self._delete_award,
            ),
            withheld=session.withheld,
        )
        self.view = MatrixView(self.matrix)
        self.errors = make_label("", "error", wraps=True)
        self.errors.hide()
        self.details = PersonDetails(session)
        self.new_form = RecordForm(NewPersonEntry, _NEW, save=self._add, saves_on_leave=False)
        self.new = self._build_new()
        self.body.addWidget(self.view)
        self.body.addWidget(self.errors)
        hint = f"{session.withheld} {_AMBER.capitalize()}" if session.withheld else f"{_TYPING} · {_AMBER}"
        self.body.addWidget(make_label(hint, "small", wraps=True))
        self.body.addWidget(self.new)
        self.body.addWidget(self.details)
        self.body.addStretch(1)
        self.details.hide()
        self.new.hide()
        self.view.person_chosen.connect(self._on_person_chosen)
        self.view.person_opened.connect(self._on_person_opened)
        self.view.person_asked.connect(self.start_person)
        self.details.erase.confirmed.connect(self.view.setFocus)
        self.matrix.errors_changed.connect(self._on_errors_changed)

    def show_partner(self, partner: PartnerView, agreement: AgreementView | None) -> None:
        """Show everyone ever employed at the company; the verdict is that of the chosen agreement."""
        desk, edition, today = self.session.desk, self.session.desk.edition, self.session.desk.today()
        chosen = self._chosen_id() if partner.partner.id == self._partner_id else None
        self._partner_id = partner.partner.id
        self._region = agreement.agreement.fields.region if agreement else None
        listed = list_people(desk, partner.partner.id)
        people = tuple(sorted(listed, key=lambda person: not current_employments(person, today)))
        derived = Derived()
        if agreement is not None:
            # The track that comes last asks the most.
            last = evaluate_agreement(desk, agreement.agreement.id).verdicts[-1]
            derived = read_verdict(last.requirements, edition)
        main, others = list_columns(desk)
        quarter = edition.fiscal.quarter_of(today)
        self.matrix.show(Shown(people, pick_columns(people, main, others), today, quarter.first_day, derived))
        self._show_details(next((person for person in people if person.person.id == chosen), None))
        if chosen is not None:
            self.view.select_person(chosen)
        self._on_errors_changed()

    def describe(self) -> str:
        """How many people there are, and their awards."""
        people = self.matrix.shown.people
        awards = sum(len(person.awards) for person in people)
        return f"{word_count(len(people), 'person', 'people')} · {word_count(awards, 'award')}"

    def start_person(self, beginning: str = "") -> None:
        """Show an empty person to fill in, with what was typed of the name."""
        if self.session.withheld:
            self.session.failed.emit(self.session.withheld)
            return
        self.details.hide()
        self.new_form.bind_new({"region": self._region}, key=self._partner_id)
        self.new.show()
        self.new_form.focus_first()
        if beginning:
            name = self.new_form.editor("name")
            name.set_entry(f"{write_entry(name.kind, name.entry())}{beginning}")
            assert isinstance(name.widget, QLineEdit)
            name.widget.end(False)
        self.ensureWidgetVisible(self.new)

    def _build_new(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(make_label("A new person", "heading"))
        layout.addWidget(self.new_form)
        row = QHBoxLayout()
        row.addWidget(make_button("Add person", self.new_form.submit, role="primary"))
        row.addWidget(make_button("Cancel", self._on_cancelled))
        row.addStretch(1)
        layout.addLayout(row)
        self.new_form.given_back.connect(self._on_cancelled)
        self.new_form.saved.connect(self._on_added)
        return card

    def _add(self, partner_id: int, entry: NewPersonEntry) -> object | None:
        desk = self.session.desk
        return self.session.act(lambda: add_person(desk, partner_id, entry.person(), entry.emails, entry.employment()))

    def _on_added(self, added: object) -> None:
        self.new_form.bind_new({"region": self._region}, key=self._partner_id)
        self.new.hide()
        self.view.setFocus()
        self.view.select_person(added.id)  # type: ignore[attr-defined]  # what add_person answers

    def _on_cancelled(self) -> None:
        self.new_form.discard()
        self.new.hide()
        self.view.setFocus()

    def _on_person_chosen(self, person: PersonView | None) -> None:
        if person is not None:
            self.new.hide()
        self._show_details(person)

    def _on_person_opened(self) -> None:
        self.details.form.focus_first()
        self.ensureWidgetVisible(self.details)

    def _show_details(self, person: PersonView | None) -> None:
        self.details.setVisible(person is not None)
        if person is not None and self._partner_id is not None:
            self.details.show_person(person, self._partner_id)

    def _chosen_id(self) -> int | None:
        person = self.matrix.person_at(self.view.currentIndex().row())
        return person.person.id if person else None

    def _on_errors_changed(self) -> None:
        text = "\n".join(self.matrix.errors())
        self.errors.setText(text)
        self.errors.setVisible(bool(text))

    def _edit_employment(self, person: PersonView, values: dict[str, object]) -> object | None:
        desk = self.session.desk
        spell = latest_employment(person, desk.today())
        if spell is None:
            return None
        fields = type(spell.fields).model_validate({**spell.fields.model_dump(), **values})
        return self.session.act(lambda: edit_employment(desk, spell.id, fields))

    def _confirm_on(self, person: PersonView, day: date | None) -> object | None:
        by = self.session.desk.actor if day else None
        return self._edit_employment(person, {"confirmed_on": day, "confirmed_by": by})

    def _set_award(self, person: PersonView, credential: str, earned: date, expires: date | None) -> object | None:
        desk = self.session.desk
        award = find_award(person, credential)
        values: dict[str, object] = {"earned_on": earned, "expires_on": expires}
        if award is None:
            fields = AwardFields.model_validate({"credential": credential, **values})
            return self.session.act(lambda: add_award(desk, person.person.id, fields))
        changed = AwardFields.model_validate({**award.fields.model_dump(), **values})
        return self.session.act(lambda: edit_award(desk, award.id, changed))

    def _delete_award(self, person: PersonView, credential: str) -> object | None:
        award = find_award(person, credential)
        return self.session.act(lambda: delete_award(self.session.desk, award.id)) if award else None
