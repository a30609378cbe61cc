"""The person whose row is chosen: name and addresses, where they have worked here, and every award of theirs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from channeladmin.desk.people import (
    PersonView,
    add_award,
    add_employment,
    confirm_employments,
    delete_award,
    delete_employment,
    delete_person,
    edit_award,
    edit_employment,
    edit_person,
    set_emails,
)
from channeladmin.desk.values import AwardFields, EmploymentFields
from ui.kit.buttons import make_button, withhold_all
from ui.kit.delete_prompt import DeletePrompt
from ui.kit.field_spec import FieldGroup, FieldSpec
from ui.kit.fields import Choice
from ui.kit.form import RecordForm
from ui.kit.inline_model import RowActs
from ui.kit.inline_table import InlineTable
from ui.kit.text import make_label
from ui.partner.matrix_cells import current_employments
from ui.partner.person_entry import PersonEntry
from ui.session import DeskSession

_PERSON = (
    FieldGroup(
        "",
        (
            FieldSpec("name", "Name"),
            FieldSpec("emails", "E-mail addresses, the first one first", hint="name@company.example"),
            FieldSpec("learner_id", "Learner id"),
            FieldSpec("notes", "Notes"),
        ),
    ),
)
_EMPLOYMENTS = (
    FieldSpec("region", "Region", width=84),
    FieldSpec("title", "Title", width=120, stretch=1),
    FieldSpec("starts_on", "From", width=100),
    FieldSpec("ends_on", "Until", width=100),
    FieldSpec("confirmed_on", "Confirmed", width=100),
    FieldSpec("confirmed_by", "By", width=80),
)


class PersonDetails(QFrame):
    """Everything of one person, saved as it is left."""

    closed = Signal()
    erase_asked = Signal(object)
    """The key of a person who asked to be erased."""

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session = session
        self._partner_id: int | None = None
        self._person: PersonView | None = None
        self.setProperty("role", "card")
        self.name = make_label("", "heading", most_lines=2)
        self.confirm = make_button("Confirm still here", self._on_confirm, icon="check")
        self.remove = DeletePrompt("Delete person", "Delete this person with their employments and awards?")
        self.remove.confirmed.connect(self._on_delete)
        self.erase = DeletePrompt(
            "Erase on request",
            "Erase this person from records, history and letters, because they asked for it?",
            verb="Erase for good",
            way_back="This cannot be undone.",
        )
        self.erase.confirmed.connect(self._on_erase)
        withhold_all((self.confirm, self.remove.ask, self.erase.ask), session.withheld)
        self.form = RecordForm(PersonEntry, _PERSON, save=self._save, withheld=session.withheld)
        self.employments = self._build_employments()
        self.awards = self._build_awards()
        top = QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.form)
        # Not at the end: the step after a list must not be one that deletes.
        removing = QHBoxLayout()
        removing.addWidget(self.remove)
        removing.addWidget(self.erase)
        removing.addStretch(1)
        layout.addLayout(removing)
        for title, table in (("Employment here", self.employments), ("Awards", self.awards)):
            layout.addWidget(make_label(title, "strong"))
            layout.addWidget(table)

    def show_person(self, person: PersonView, partner_id: int) -> None:
        """Show a person as this company sees them."""
        self._person, self._partner_id = person, partner_id
        self.name.setText(person.person.fields.name)
        self.confirm.setEnabled(bool(current_employments(person, self._session.desk.today())))
        self.form.bind(PersonEntry.of(person.person, person.emails))
        key = (partner_id, person.person.id)
        self.employments.show_records(person.employments, key)
        self.awards.show_records(person.awards, key)

    def _save(self, person_id: int, entry: PersonEntry) -> object | None:
        desk, act = self._session.desk, self._session.act
        person = self._person
        stored = tuple(email.fields.address for email in person.emails) if person else ()
        done: object | None = None
        if person is None or entry.person() != person.person.fields:
            done = act(lambda: edit_person(desk, person_id, entry.person()))
        if entry.emails != stored:
            done = act(lambda: set_emails(desk, person_id, entry.emails)) or done
        return done

    def _on_confirm(self) -> None:
        if self._person is not None:
            desk = self._session.desk
            ids = [spell.id for spell in current_employments(self._person, desk.today())]
            self._session.act(lambda: confirm_employments(desk, ids))

    def _on_delete(self) -> None:
        if self._person is not None:
            person_id = self._person.person.id
            self._session.act(lambda: delete_person(self._session.desk, person_id))

    def _on_erase(self) -> None:
        if self._person is not None:
            self.erase_asked.emit(self._person.person.id)

    def _build_employments(self) -> InlineTable:
        desk, act = self._session.desk, self._session.act
        return InlineTable(
            EmploymentFields,
            _EMPLOYMENTS,
            RowActs(
                add=lambda key, fields: act(lambda: add_employment(desk, key[1], key[0], fields)),
                edit=lambda spell_id, fields: act(lambda: edit_employment(desk, spell_id, fields)),
                delete=lambda spell_id: act(lambda: delete_employment(desk, spell_id)),
            ),
            invitation="Add an employment",
            name="Employment here",
            withheld=self._session.withheld,
        )

    def _build_awards(self) -> InlineTable:
        desk, act = self._session.desk, self._session.act
        columns = (
            FieldSpec("credential", "Credential", width=160, stretch=1, choices=self._credentials),
            FieldSpec("earned_on", "Earned on", width=100),
            FieldSpec("expires_on", "Expires on", width=100),
            FieldSpec("revoked_on", "Revoked on", width=100),
            FieldSpec("edition", "Edition", width=64),
            FieldSpec("certificate_no", "Certificate", width=88),
        )
        return InlineTable(
            AwardFields,
            columns,
            RowActs(
                add=lambda key, fields: act(lambda: add_award(desk, key[1], fields)),
                edit=lambda award_id, fields: act(lambda: edit_award(desk, award_id, fields)),
                delete=lambda award_id: act(lambda: delete_award(desk, award_id)),
            ),
            invitation="Add an award",
            name="Awards",
            withheld=self._session.withheld,
        )

    def _credentials(self) -> tuple[Choice, ...]:
        return tuple((credential.key, credential.label) for credential in self._session.desk.edition.credentials)
