"""Forty random corruptions of a small desk: no crash, every change is told, the good backup stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.damage.corruptions import Base, choose_base, make_bases, try_one


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> list[Base]:
    return make_bases(tmp_path_factory.mktemp("bases"))


@pytest.mark.parametrize("seed", range(40))
def test_a_corruption_is_told_or_harmless(bases: list[Base], seed: int, tmp_path: Path) -> None:
    outcome = try_one(choose_base(bases, seed), seed, tmp_path)
    assert not outcome.is_missed, outcome
