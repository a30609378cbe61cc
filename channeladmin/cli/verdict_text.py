"""A verdict for people: every row with who counts and who does not, what was found, and what would close the gap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from channeladmin.cli.output import write

if TYPE_CHECKING:
    from channeladmin.desk.programs import Edition
    from channeladmin.desk.values import RequirementVerdict, Verdict


def write_details(verdict: Verdict, edition: Edition, *, with_remedies: bool) -> None:
    """The verdict and its rows, the parts of a row under it."""
    from channeladmin.desk.evaluating import list_endings
    from channeladmin.desk.tracks import word_track
    from channeladmin.desk.wording import word_ending, word_remedy, word_verdict

    track = word_track(edition, verdict.track)
    write(f"{verdict.partner} ({verdict.region.value}), {track}: {word_verdict(verdict)}")
    for row in verdict.requirements:
        _write_row(row, "  ", with_remedies=with_remedies)
    for ending in list_endings(verdict):
        write(f"  ! {word_ending(ending)}")
    if with_remedies and verdict.remedies:
        write("  The fewest awards that would meet all people rows:")
        for remedy in verdict.remedies:
            write(f"             > {word_remedy(remedy)}")
    write("")


def _write_row(row: RequirementVerdict, indent: str, *, with_remedies: bool) -> None:
    from channeladmin.desk.wording import word_measure, word_status

    write(f"{indent}{word_status(row.status):<8} {word_measure(row)}  {row.label}")
    for line in _list_lines(row, with_remedies=with_remedies):
        write(f"{indent}           {line}")
    for part in row.parts:
        _write_row(part, f"{indent}    ", with_remedies=with_remedies and not row.remedies)


def _list_lines(row: RequirementVerdict, *, with_remedies: bool) -> Iterator[str]:
    from channeladmin.desk.wording import word_counted, word_finding, word_not_counted, word_remedy, word_waiver

    if row.waiver is not None:
        yield f"  {word_waiver(row.waiver)}"
    yield from (f"+ {word_counted(person)}" for person in row.counted)
    yield from (f"- {word_not_counted(person)}" for person in row.not_counted)
    yield from (f"  {word_finding(finding)}" for finding in row.findings)
    if with_remedies:
        yield from (f"> {word_remedy(remedy)}" for remedy in row.remedies)
