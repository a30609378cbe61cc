"""Any sequence of acts, undos and redos: what each undo brings back is the state before, byte for byte."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from channeladmin.program.vocabulary import AgreementStatus, Region
from channeladmin.records import (
    Agreement,
    AgreementStep,
    Award,
    Employment,
    Partner,
    Person,
    RowInsert,
    RowUpdate,
)
from channeladmin.storage.checking import check_database
from channeladmin.storage.clock import FixedClock
from channeladmin.storage.database import Act, Database, create_database, open_database
from channeladmin.storage.history import next_redo, next_undo
from channeladmin.storage.undoing import redo, undo
from tests.storage.company import dump, hire

Dump = Mapping[str, list[tuple[Any, ...]]]
CLOCK = FixedClock(date(2022, 10, 3))
NAMES = st.sampled_from("ABCD")
PICK = st.integers(0, 50)


class Desk(RuleBasedStateMachine):
    """Keeps the dump before and after each act, in two stacks like those of undo and redo."""

    @initialize()
    def make(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "desk.channeladmin"
        self.database: Database = create_database(self.path, clock=CLOCK, actor="A", seed=1)
        self.first = dump(self.database)
        self.current = self.first
        self.undoable: list[tuple[Dump, Dump]] = []
        self.redoable: list[tuple[Dump, Dump]] = []

    def teardown(self) -> None:
        if not hasattr(self, "database"):
            return
        for _ in self.undoable:
            undo(self.database)
        assert dump(self.database) == self.first
        assert check_database(self.database) == ()
        self.database.close()
        self.folder.cleanup()

    def _ids(self, table: str) -> list[int]:
        return [row[0] for row in self._query(f"SELECT id FROM {table} ORDER BY id")]

    def _query(self, statement: str) -> list[Any]:
        with self.database.read() as connection:
            return list(connection.exec_driver_sql(statement))

    def _committed(self, act: Act) -> None:
        if act.changes is None:
            return
        after = dump(self.database)
        self.undoable.append((self.current, after))
        self.redoable.clear()
        self.current = after

    @rule(name=NAMES, region=st.sampled_from(Region), people=st.integers(0, 2))
    def add_partner(self, name: str, region: Region, people: int) -> None:
        if self._query(f"SELECT 1 FROM partner WHERE name = '{name}'"):
            return
        with self.database.act("Add partner") as act:
            partner_id = act.insert(Partner, {"name": name})
            agreement_id = act.insert(Agreement, {"region": region, "signed_on": CLOCK.at}, partner_id=partner_id)
            act.insert(AgreementStep, {"status": AgreementStatus.AUTHORIZED}, agreement_id=agreement_id)
            for number in range(people):
                hire(act, partner_id, f"P {act.operation_id} {number}")
        self._committed(act)

    @rule(pick=PICK, name=NAMES)
    def rename(self, pick: int, name: str) -> None:
        ids = self._ids("partner")
        if not ids or self._query(f"SELECT 1 FROM partner WHERE name = '{name}'"):
            return
        with self.database.act("Rename") as act:
            act.update(Partner, ids[pick % len(ids)], {"name": name})
        self._committed(act)

    @rule(pick=PICK, table=st.sampled_from((Partner, Person, Agreement, Award)))
    def remove(self, pick: int, table: Any) -> None:  # noqa: ANN401 - one of four record classes
        ids = self._ids(str(table.__tablename__))
        if not ids:
            return
        with self.database.act("Remove") as act:
            act.delete(table, [ids[pick % len(ids)]])
        self._committed(act)

    @rule(person=PICK, partner=PICK, days=st.integers(-5, 5))
    def employ(self, person: int, partner: int, days: int) -> None:
        people, partners = self._ids("person"), self._ids("partner")
        if not people or not partners:
            return
        with self.database.act("Employ") as act:
            spell = {"starts_on": date(2022, 10, 3) + timedelta(days)}
            keys = {"person_id": people[person % len(people)], "partner_id": partners[partner % len(partners)]}
            act.insert(Employment, spell, **keys)
        self._committed(act)

    @rule(names=st.lists(st.text(min_size=1, alphabet=st.characters(codec="utf-8")), min_size=1))
    def import_people(self, names: list[str]) -> None:
        with self.database.act("Import") as act:
            ids = act.new_ids(len(names))
            act.write_many(
                (
                    *(RowInsert("person", key, {"name": name}) for key, name in zip(ids, names, strict=True)),
                    RowUpdate("person", ids[0], {"name": names[0]}, {"name": "changed", "notes": "by the same act"}),
                )
            )
        self._committed(act)

    @precondition(lambda self: self.undoable)
    @rule()
    def undo_last(self) -> None:
        before, after = self.undoable.pop()
        undo(self.database)
        self.redoable.append((before, after))
        self.current = before

    @precondition(lambda self: self.redoable)
    @rule()
    def redo_last(self) -> None:
        before, after = self.redoable.pop()
        redo(self.database)
        self.undoable.append((before, after))
        self.current = after

    @rule()
    def restart(self) -> None:
        self.database.close()
        self.database = open_database(self.path, clock=CLOCK, actor="B")

    @invariant()
    def the_file_is_as_the_stacks_say(self) -> None:
        if not hasattr(self, "database"):
            return
        assert dump(self.database) == self.current
        with self.database.read() as connection:
            assert (next_undo(connection) is None) == (not self.undoable)
            assert (next_redo(connection) is None) == (not self.redoable)


Desk.TestCase.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestUndoAll = Desk.TestCase
