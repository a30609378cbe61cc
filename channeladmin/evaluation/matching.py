"""Assigns people to slots, one slot each, so that as many slots as possible are filled (maximum matching)."""

from __future__ import annotations

from collections.abc import Sequence


def match_slots(needs: Sequence[int], candidates: Sequence[Sequence[int]]) -> list[set[int]]:
    """Who fills the slots of each row: `needs` slots a row, `candidates` those who may, the preferred first.

    Slots are filled in the order of the rows, by augmenting paths: one that is filled stays filled, so that of all
    maximum assignments the earliest rows are served, and the same input gives the same answer.
    """
    slots = [row for row, need in enumerate(needs) for _ in range(min(need, len(candidates[row])))]
    slot_of: dict[int, int] = {}
    for slot in range(len(slots)):
        _augment(slot, slots, candidates, slot_of, set())
    filled: list[set[int]] = [set() for _ in needs]
    for person, slot in slot_of.items():
        filled[slots[slot]].add(person)
    return filled


def _augment(
    slot: int, slots: Sequence[int], candidates: Sequence[Sequence[int]], slot_of: dict[int, int], tried: set[int]
) -> None:
    """Fill a slot, by moving people from slot to slot where that takes it; the way is kept here, however long it is."""
    way = [(slot, iter(candidates[slots[slot]]))]
    chosen: list[int] = []
    while way:
        person = next((each for each in way[-1][1] if each not in tried), None)
        if person is None:
            way.pop()
            del chosen[-1:]
            continue
        tried.add(person)
        chosen.append(person)
        if person not in slot_of:
            slot_of.update((each, place) for each, (place, _) in zip(chosen, way, strict=True))
            return
        way.append((slot_of[person], iter(candidates[slots[slot_of[person]]])))
