"""What is being done when the process is killed, and what must hold of the files afterwards."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from itertools import count, cycle
from pathlib import Path

from channeladmin.desk.backups import back_up, restore
from channeladmin.desk.checking import check
from channeladmin.desk.desk import Desk, create_desk, open_desk
from channeladmin.desk.history import list_operations, redo, undo
from channeladmin.desk.importing import ImportOptions, apply_import, plan_import
from channeladmin.desk.partners import add_partner
from channeladmin.desk.password import change_password
from channeladmin.desk.people import add_award, add_person
from channeladmin.desk.values import AgreementFields, AwardFields, EmploymentFields, PartnerFields, PersonFields, Region
from channeladmin.errors import UserError
from channeladmin.storage.sqlite.bulk import MANY
from tests.crash.child import Acknowledge
from tests.storage.company import dump

RELEASED = Path(__file__).parents[1] / "storage" / "schemas"


class Scene(ABC):
    """A desk in a folder of its own, work on it that goes on until it is killed, and the judgement afterwards."""

    longest_seconds: float = 0.4

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "desk.channeladmin"
        self.prepare()

    def prepare(self) -> None:
        """Make what the work starts from."""
        with closing(create_desk(self.path)) as desk:
            add_company(desk, "First")

    @abstractmethod
    def work(self, acknowledge: Acknowledge) -> None:
        """What is killed."""

    @abstractmethod
    def judge(self, acknowledged: Sequence[str]) -> list[str]:
        """What is wrong after the kill, a sentence each."""

    def check(self, path: Path | None = None) -> list[str]:
        """What the app's own check finds."""
        with closing(open_desk(path or self.path)) as desk:
            return [f"check: {problem}" for problem in check(desk)]


class Importing(Scene):
    """Rosters, one after the other."""

    people = 10
    """So many come with each company: fewer are half an act."""

    def work(self, acknowledge: Acknowledge) -> None:
        with closing(open_desk(self.path)) as desk:
            for number in count():
                source = self.folder / f"roster {number}.csv"
                _write_roster(source, number, self.people)
                for kind in ("partners", "roster"):
                    apply_import(desk, plan_import(desk, kind, [source], ImportOptions()))
                    acknowledge(f"{kind} {number}")

    def judge(self, acknowledged: Sequence[str]) -> list[str]:
        with closing(open_desk(self.path)) as desk:
            stored = _count_people(desk)
        stored.pop("First")
        faults = [
            f"half an import: {name} has {people} people"
            for name, people in stored.items()
            if people not in {0, self.people}
        ]
        for word in acknowledged:
            kind, number = word.split()
            if stored.get(f"Company {number}", -1) < (self.people if kind == "roster" else 0):
                faults.append(f"lost: {word}")
        return faults + self.check()


class ImportingMany(Importing):
    """Rosters of so many people that their history is written by the set."""

    longest_seconds = 1.0
    people = 2 * MANY


class Editing(Scene):
    """Partners and people, each an act of its own, as the window does them."""

    def work(self, acknowledge: Acknowledge) -> None:
        with closing(open_desk(self.path)) as desk:
            for number in count():
                add_company(desk, f"Company {number}")
                acknowledge(str(number))

    def judge(self, acknowledged: Sequence[str]) -> list[str]:
        with closing(open_desk(self.path)) as desk:
            stored = _count_people(desk)
        lost = [number for number in acknowledged if stored.get(f"Company {number}") != 1]
        return [f"lost: company {number}" for number in lost] + self.check()


class Undoing(Scene):
    """Undo after undo, then redo after redo, over and over."""

    def prepare(self) -> None:
        with closing(create_desk(self.path)) as desk:
            self.states = [dump(desk.database)]
            for number in range(4):
                add_company(desk, f"Company {number}")
            source = self.folder / "roster.csv"
            _write_roster(source, 0, Importing.people)
            apply_import(desk, plan_import(desk, "roster", [source], ImportOptions()))
            acts = len(list_operations(desk, None))
            for _ in range(acts):
                self.states.insert(1, dump(desk.database))
                undo(desk)
            for _ in range(acts):
                redo(desk)
        self.acts = acts

    def work(self, acknowledge: Acknowledge) -> None:
        with closing(open_desk(self.path)) as desk:
            for step in cycle([undo] * self.acts + [redo] * self.acts):
                step(desk)
                acknowledge(step.__name__)

    def judge(self, acknowledged: Sequence[str]) -> list[str]:
        done = len(acknowledged) % (2 * self.acts)
        levels = [self._find_level(done), self._find_level((done + 1) % (2 * self.acts))]
        with closing(open_desk(self.path)) as desk:
            state = dump(desk.database)
        is_whole = state in [self.states[level] for level in levels]
        return ([] if is_whole else ["lost or half: an undo"]) + self.check()

    def _find_level(self, done: int) -> int:
        """How many acts are in force after so many steps."""
        return self.acts - done if done <= self.acts else done - self.acts


class BackingUp(Scene):
    """An act, a backup of it, and again."""

    def work(self, acknowledge: Acknowledge) -> None:
        with closing(open_desk(self.path)) as desk:
            for number in count():
                add_company(desk, f"Company {number}")
                acknowledge(f"{number}\t{back_up(desk)}")

    def judge(self, acknowledged: Sequence[str]) -> list[str]:
        faults = self.check()
        for word in acknowledged:
            number, backup = word.split("\t")
            with closing(open_desk(Path(backup))) as desk:
                stored = _count_people(desk)
            faults += [f"lost: company {each}" for each in range(int(number) + 1) if f"Company {each}" not in stored]
        for backup_path in self.path.with_name("desk backups").glob("*.channeladmin"):
            faults += self.check(backup_path)
        return faults


class Restoring(Scene):
    """One backup, then the other, put in the place of the desk."""

    longest_seconds = 0.8

    def prepare(self) -> None:
        super().prepare()
        with closing(open_desk(self.path)) as desk:
            first = back_up(desk, self.folder / "first.channeladmin")
            states = [dump(desk.database)]
            add_company(desk, "Second")
            second = back_up(desk, self.folder / "second.channeladmin")
            self.states = [*states, dump(desk.database)]
        self.backups = [first, second]

    def work(self, acknowledge: Acknowledge) -> None:
        for backup in cycle(self.backups):
            restore(self.path, backup)
            acknowledge(backup.stem)

    def judge(self, acknowledged: Sequence[str]) -> list[str]:
        faults = []
        for path in (self.path, *self.backups, *self.folder.glob("desk before restore*.channeladmin")):
            with closing(open_desk(path)) as desk:
                if dump(desk.database) not in self.states:
                    faults.append(f"lost or half: {path.name}")
            faults += self.check(path)
        return faults


class Migrating(Scene):
    """A desk of the first version, opened."""

    longest_seconds = 0.3

    def prepare(self) -> None:
        shutil.copy(RELEASED / "1.channeladmin", self.path)

    def work(self, acknowledge: Acknowledge) -> None:
        open_desk(self.path).close()
        acknowledge("migrated")

    def judge(self, acknowledged: Sequence[str]) -> list[str]:
        with closing(open_desk(self.path)) as desk:
            companies = len(_count_people(desk))
        return ([] if companies == 6 else [f"lost: {6 - companies} companies"]) + self.check()


class ChangingPassword(Scene):
    """A password set, changed and removed, again and again, with a backup to be treated each time."""

    longest_seconds = 1.5
    passwords = (None, "first", "second")

    def prepare(self) -> None:
        super().prepare()
        with closing(open_desk(self.path)) as desk:
            back_up(desk)
            self.state = dump(desk.database)

    def work(self, acknowledge: Acknowledge) -> None:
        for old, new in cycle(zip(self.passwords, (*self.passwords[1:], None), strict=True)):
            change_password(self.path, old=old, new=new)
            acknowledge("changed")

    def judge(self, acknowledged: Sequence[str]) -> list[str]:
        now, following = (self.passwords[(len(acknowledged) + step) % 3] for step in range(2))
        for password in (now, following):
            try:
                desk = open_desk(self.path, password=password)
            except UserError:
                continue
            with closing(desk):
                is_whole = dump(desk.database) == self.state
                problems = check(desk)
            return ([] if is_whole else ["half a change of the password"]) + [f"check: {each}" for each in problems]
        return ["lost: the file opens with neither password"]


SCENES: tuple[type[Scene], ...] = (
    Importing,
    ImportingMany,
    Editing,
    Undoing,
    BackingUp,
    Restoring,
    Migrating,
    ChangingPassword,
)


def add_company(desk: Desk, name: str) -> None:
    """A company with one person, four acts."""
    partner_id = add_partner(desk, PartnerFields(name=name), AgreementFields(region=Region.EMEA)).id
    fields = PersonFields(name=f"Person of {name}", learner_id=f"L {name}")
    person_id = add_person(desk, partner_id, fields, (), EmploymentFields(region=Region.EMEA)).id
    add_award(desk, person_id, AwardFields(credential="sales_core", earned_on=date(2022, 3, 1)))


def _count_people(desk: Desk) -> dict[str, int]:
    with desk.database.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT p.name, count(e.id) FROM partner p LEFT JOIN employment e ON e.partner_id = p.id GROUP BY p.id"
        )
        return {row[0]: row[1] for row in rows}


def _write_roster(source: Path, number: int, people: int) -> None:
    rows = [
        f"Company {number},EMEA,Person {number}-{each},p{number}-{each}@x.example,sales_core,2022-03-01"
        for each in range(people)
    ]
    source.write_text("\n".join(["partner,region,name,email,credential,earned", *rows, ""]), encoding="utf-8")
