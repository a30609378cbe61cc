"""What an act seals goes on beside the evaluation, and neither is stored without the other."""

from __future__ import annotations

from threading import Event, get_ident

import pytest

from channeladmin.program.vocabulary import Region
from channeladmin.records import Agreement, Partner
from channeladmin.storage import operations, standings
from channeladmin.storage.beside import beside
from channeladmin.storage.checking import check_database
from channeladmin.storage.database import Database
from tests.storage.company import add_company, dump, query


def test_the_work_goes_on_while_the_block_runs_and_is_waited_for() -> None:
    begun, may_end, done = Event(), Event(), []

    def work() -> None:
        begun.set()
        assert may_end.wait(10)
        done.append(get_ident())

    with beside(work):
        assert begun.wait(10)
        assert not done
        may_end.set()
    assert done
    assert done != [get_ident()]


def test_an_error_of_either_is_raised_and_that_of_the_block_comes_first() -> None:
    with pytest.raises(ZeroDivisionError), beside(lambda: 1 // 0):
        pass
    done = []
    with pytest.raises(KeyError), beside(lambda: done.append(True)):
        raise KeyError
    assert done
    with pytest.raises(KeyError), beside(lambda: 1 // 0):
        raise KeyError


@pytest.mark.parametrize(("module", "name"), [(operations, "hash_stored"), (operations, "rewrite_search")])
def test_an_act_that_cannot_be_sealed_stores_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch, module: object, name: str
) -> None:
    _assert_nothing_is_stored(database, monkeypatch, module, name)


def test_an_act_whose_standings_cannot_be_worked_out_stores_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    _assert_nothing_is_stored(database, monkeypatch, standings, "evaluate_tracks")


def _assert_nothing_is_stored(database: Database, monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
    add_company(database, "Acme")
    before = dump(database), query(database, "SELECT * FROM journal"), query(database, "SELECT * FROM operation")

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(module, name, fail)
        with pytest.raises(ZeroDivisionError), database.act("Beta") as act:
            partner_id = act.insert(Partner, {"name": "Beta"})
            act.insert(Agreement, {"region": Region.EMEA}, partner_id=partner_id)
    assert act.changes is None
    after = dump(database), query(database, "SELECT * FROM journal"), query(database, "SELECT * FROM operation")
    assert after == before
    add_company(database, "Gamma")
    assert check_database(database) == ()


def test_what_touches_no_agreement_is_sealed_too(database: Database) -> None:
    with database.act("Alone") as act:
        act.insert(Partner, {"name": "Alone"})
    assert act.changes is not None
    assert not act.changes.agreement_ids
    assert query(database, "SELECT text FROM search_text") == [("alone\n",)]
    assert check_database(database) == ()
