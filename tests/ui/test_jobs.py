"""Long work: its result, its refusal, its bug, and Cancel; one job after the other."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from channeladmin.errors import Cancelled, UserError
from channeladmin.progress import Progress, enter_stage
from ui.kit.jobs import JobRunner
from ui.window.status_line import StatusLine


def test_a_job_runs_elsewhere_and_answers_here(qtbot: QtBot, jobs: JobRunner) -> None:
    answers: list[tuple[object, threading.Thread]] = []

    def work(progress: Progress) -> threading.Thread:
        progress(1, 2)
        return threading.current_thread()

    with qtbot.waitSignals([jobs.started, jobs.progressed, jobs.finished]):
        jobs.run("Counting", work, lambda result: answers.append((result, threading.current_thread())))
        assert jobs.is_busy
        assert jobs.title == "Counting"
    qtbot.waitUntil(lambda: bool(answers))
    worker, answered_on = answers[0]
    assert answered_on is threading.main_thread()
    assert worker is not threading.main_thread()
    assert not jobs.is_busy


def test_jobs_follow_one_another(qtbot: QtBot, jobs: JobRunner) -> None:
    order: list[str] = []
    jobs.run("a", lambda _progress: "a", order.append)
    jobs.run("b", lambda _progress: "b", order.append)
    qtbot.waitUntil(lambda: order == ["a", "b"])


def test_cancel_stops_at_the_next_report(qtbot: QtBot, jobs: JobRunner) -> None:
    reached, may_go_on = threading.Event(), threading.Event()
    answers: list[object] = []

    def work(progress: Progress) -> str:
        reached.set()
        may_go_on.wait(5)
        progress(1, 10)
        return "went on"

    with qtbot.waitSignal(jobs.finished):
        jobs.run("Waiting", work, answers.append, answers.append)
        assert reached.wait(5)
        jobs.cancel()
        may_go_on.set()
    assert answers == []


def test_a_refusal_is_a_sentence(qtbot: QtBot, jobs: JobRunner) -> None:
    def work(_progress: Progress) -> None:
        raise UserError("Choose a file.")

    sentences: list[str] = []
    jobs.run("Reading", work, lambda _result: None, sentences.append)
    qtbot.waitUntil(lambda: sentences == ["Choose a file."])
    with qtbot.waitSignal(jobs.failed) as told:
        jobs.run("Reading", work, lambda _result: None)
    assert told.args == ["Choose a file."]


def test_a_bug_is_told_as_one(qtbot: QtBot, jobs: JobRunner, caplog: pytest.LogCaptureFixture) -> None:
    with qtbot.waitSignal(jobs.broke) as told:
        jobs.run("Dividing", lambda _progress: 1 / 0, lambda _result: None)
    assert told.args is not None
    assert isinstance(told.args[0], ZeroDivisionError)
    assert "Dividing" in caplog.text


def test_an_act_is_told_from_its_order_to_its_end(qtbot: QtBot, jobs: JobRunner) -> None:
    told: list[str] = []
    may_go_on = threading.Event()
    jobs.act_changed.connect(told.append)
    jobs.run("Reading", lambda _progress: may_go_on.wait(5), lambda _: told.append("read"))
    jobs.run("Writing", lambda _progress: None, lambda _: told.append("written"), is_act=True)
    assert (jobs.title, jobs.act_title) == ("Reading", "Writing")
    may_go_on.set()
    qtbot.waitUntil(lambda: not jobs.is_busy and "written" in told)
    assert told == ["Writing", "read", "", "written"]
    assert jobs.act_title == ""


def test_an_act_that_is_dropped_is_waited_for_no_longer(jobs: JobRunner) -> None:
    told: list[str] = []
    may_go_on = threading.Event()
    jobs.act_changed.connect(told.append)
    jobs.run("Reading", lambda _progress: may_go_on.wait(5), lambda _: None)
    jobs.run("Writing", lambda _progress: None, lambda _: None, is_act=True)
    jobs.drop_waiting()
    may_go_on.set()
    assert told == ["Writing", ""]


def test_what_a_job_is_at_is_told_in_its_order(qtbot: QtBot, jobs: JobRunner) -> None:
    told: list[object] = []
    jobs.stage_entered.connect(told.append)
    jobs.progressed.connect(lambda done, total: told.append((done, total)))

    def work(progress: Progress) -> None:
        progress(1, 2)
        enter_stage(progress, "sealing")

    with qtbot.waitSignal(jobs.finished):
        jobs.run("Importing", work, lambda _: None)
    assert told == [(1, 2), "sealing", (0, 0)]


def test_the_status_line_names_the_stage_and_stands_at_no_share_where_none_is_known(
    qtbot: QtBot, jobs: JobRunner
) -> None:
    line = StatusLine(jobs)
    qtbot.addWidget(line)
    words: list[str] = []
    may_go_on = threading.Event()

    def work(progress: Progress) -> None:
        enter_stage(progress, "writing")
        progress(10, 10)
        enter_stage(progress, "sealing")
        may_go_on.wait(5)

    jobs.progressed.connect(lambda _done, _total: words.append(line.work.text()))
    jobs.run("Import people · Q3.csv", work, lambda _: None)
    qtbot.waitUntil(lambda: len(words) == 3)
    may_go_on.set()
    assert words == [
        "Import people · Q3.csv · writing",
        "Import people · Q3.csv · writing · 100 %",
        "Import people · Q3.csv · sealing",
    ]
    assert line.bar.maximum() == 0
    qtbot.waitUntil(lambda: not jobs.is_busy)


@pytest.mark.parametrize(("is_act", "told"), [(True, "“Writing” was cancelled; nothing was stored."), (False, "")])
def test_an_act_that_is_cancelled_says_that_nothing_was_stored(
    qtbot: QtBot, jobs: JobRunner, *, is_act: bool, told: str
) -> None:
    status = StatusLine(jobs)
    qtbot.addWidget(status)

    def work(_progress: Progress) -> None:
        raise Cancelled

    with qtbot.waitSignal(jobs.finished):
        jobs.run("Writing", work, lambda _: None, is_act=is_act)
    qtbot.waitUntil(lambda: status.message.text() == told)
