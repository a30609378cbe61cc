"""Random programmes: every kind of requirement, nested at random, over a few credentials that build on each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any

from hypothesis import strategies as st

from channeladmin.program.edition import Edition

Raw = dict[str, Any]

CREDENTIALS: list[Raw] = [
    {"key": "a", "implied_by": ["b"]},
    {"key": "b"},
    {"key": "p"},
    {"key": "q"},
    {"key": "r"},
    {"key": "w", "composed_of": ["a", "p"]},
    {"key": "v", "composed_of": ["p", "q", "r"]},
    {"key": "u", "implied_by": ["q"]},
    {"key": "t", "family": True},
    {"key": "t:x"},
]
PLAIN = ("a", "b", "p", "w", "v", "u")
ASKED = (*PLAIN, "t", "t:x", "t:y")
HELD = ("a", "b", "p", "q", "r", "w", "v", "u", "t", "t:x", "t:y", "t:z")
"""Everything that an award may be of; of the family, courses that the file does not name, and the family alone."""
METRICS: list[Raw] = [{"key": "deals", "unit": "deals"}, {"key": "seats", "unit": "deals"}, {"key": "money"}]
TRACKS = ("open", "select")
FIRST_DESIGNATION, SECOND_DESIGNATION = "first", "second"
_EVERYBODY = (*TRACKS, FIRST_DESIGNATION, SECOND_DESIGNATION)
_WINDOWS = st.sampled_from((1, 2, 12, "fiscal_year"))
EARNED_BY = date(2022, 9, 30)


class _Writer:
    """Writes requirements, each with a key of its own."""

    def __init__(self, draw: st.DrawFn, kinds: Sequence[str]) -> None:
        self._draw, self._kinds, self._numbers = draw, kinds, count(1)

    def write(self, keys: Sequence[str], depth: int) -> Raw:
        """A requirement that each of these keys asks."""
        kind = self._draw(st.sampled_from([kind for kind in self._kinds if self._fits(kind, keys, depth)]))
        row: Raw = {"key": f"row{next(self._numbers)}", "kind": kind, "label": kind, "wording": kind}
        more: Raw = getattr(self, f"_write_{kind}")(keys, depth)
        return row | {"need": dict.fromkeys(keys, 1)} | more

    def _fits(self, kind: str, keys: Sequence[str], depth: int) -> bool:
        if kind in ("all_of", "any_of"):
            return depth > 0
        return kind != "designation" or FIRST_DESIGNATION not in keys

    def _need(self, keys: Sequence[str], most: int) -> Raw:
        return {"need": {key: self._draw(st.sampled_from(_needs(most))) for key in keys}}

    def _write_agreement(self, keys: Sequence[str], depth: int) -> Raw:
        return {}

    def write_people(self) -> Raw:
        draw = self._draw
        people: Raw = {
            "credentials": draw(st.lists(st.sampled_from(ASKED), min_size=1, max_size=2, unique_by=_find_family)),
            "courses": draw(st.sampled_from(("either", "either", "both"))),
            "region_applies": draw(st.sampled_from((True, True, False))),
        }
        if draw(st.integers(0, 3)) == 0:
            people["award_editions"] = draw(st.sampled_from((["1"], ["1", "2"], ["2"])))
            people["unnoted_edition"] = draw(st.sampled_from(("does_not_count", "counts")))
        if people["courses"] == "either" and draw(st.integers(0, 3)) == 0:
            people["existing"] = [draw(st.sampled_from(PLAIN))]
            people["existing_earned_by"] = EARNED_BY
            people["existing_reading"] = draw(st.sampled_from(("earned_by_then", "whenever_earned")))
        return people

    def _write_people(self, keys: Sequence[str], depth: int) -> Raw:
        sharing = self._draw(st.sampled_from((None, None, "allowed", "forbidden")))
        return self.write_people() | {"sharing": sharing} | self._need(keys, 3)

    def _write_coverage(self, keys: Sequence[str], depth: int) -> Raw:
        named = self._draw(st.lists(st.sampled_from(ASKED), min_size=1, max_size=4, unique=True))
        may = [key for key in (*ASKED, "t:z") if key in named or ("t" in named and key.startswith("t:"))]
        including = [key for key in self._draw(st.lists(st.sampled_from(may), max_size=2, unique=True)) if key != "t"]
        region = self._draw(st.booleans())
        most = 4 if "t" in named else len(named)
        return {"credentials": named, "including": including, "region_applies": region} | self._need(keys, most)

    def _write_plan(self, keys: Sequence[str], depth: int) -> Raw:
        return {}

    def write_quantity(self, metrics: Sequence[str] = ("deals", "seats", "money")) -> Raw:
        basis = self._draw(st.sampled_from(("committed", "booked", "reported")))
        if basis == "committed":
            return {"basis": basis}
        quantity: Raw = {"basis": basis, "months": self._draw(_WINDOWS)}
        if basis == "reported":
            return quantity | {"metric": self._draw(st.sampled_from(metrics))}
        return quantity | {"booking_kinds": self._draw(st.sampled_from((["new"], ["new", "growth"])))}

    def _write_amount(self, keys: Sequence[str], depth: int) -> Raw:
        return self.write_quantity() | self._need(keys, 6)

    def _write_share(self, keys: Sequence[str], depth: int) -> Raw:
        if self._draw(st.booleans()):
            counted: Raw = {"basis": "reported", "metric": "deals", "months": self._draw(_WINDOWS)}
            return {"part": counted, "whole": counted | {"metric": "seats"}} | self._need(keys, 60)
        return {"part": self.write_quantity(["money"]), "whole": self.write_quantity(["money"])} | self._need(keys, 60)

    def _write_points(self, keys: Sequence[str], depth: int) -> Raw:
        draw, metrics = self._draw, []
        for number in (next(self._numbers) for _ in range(draw(st.integers(1, 3)))):
            cap = draw(st.sampled_from((1, 2.5, 4)))
            metric: Raw = {
                "key": f"metric{number}",
                "label": f"Metric {number}",
                "points": draw(st.sampled_from((1, 0.5, 2.14))),
                "cap": cap,
                "floor": draw(st.sampled_from((0, 0, 0.5, 1))),
            }
            if draw(st.booleans()):
                metric["people"] = self.write_people()
            else:
                metric |= {
                    "quantity": self.write_quantity(),
                    "unit": draw(st.integers(1, 3)),
                    "is_partial": draw(st.booleans()),
                }
            metrics.append(metric)
        most = int(sum(metric["cap"] for metric in metrics))
        return {"metrics": metrics} | self._need(keys, most)

    def _write_attestation(self, keys: Sequence[str], depth: int) -> Raw:
        return {
            "practices": self._draw(st.sampled_from((["sales", "both"], ["services"], ["sales", "services", "both"])))
        }

    def _write_each_quarter(self, keys: Sequence[str], depth: int) -> Raw:
        return {
            "quarters": self._draw(st.integers(1, 5)),
            "activity_kinds": self._draw(st.sampled_from((["webinar"], ["webinar", "seminar"]))),
        } | self._need(keys, 2)

    def _write_designation(self, keys: Sequence[str], depth: int) -> Raw:
        may = [FIRST_DESIGNATION] if SECOND_DESIGNATION in keys else [FIRST_DESIGNATION, SECOND_DESIGNATION]
        return {"designation": self._draw(st.sampled_from(may))}

    def _write_parts(self, keys: Sequence[str], depth: int) -> list[Raw]:
        """Each key is asked by the first part at least."""
        parts = [self.write(keys, depth - 1)]
        for _ in range(self._draw(st.sampled_from((1, 2, 0)))):
            some = self._draw(st.lists(st.sampled_from(keys), min_size=1, unique=True))
            parts.append(self.write([key for key in keys if key in some], depth - 1))
        return parts

    def _write_all_of(self, keys: Sequence[str], depth: int) -> Raw:
        return {"of": self._write_parts(keys, depth)}

    def _write_any_of(self, keys: Sequence[str], depth: int) -> Raw:
        parts = self._write_parts(keys, depth)
        need = {key: self._draw(st.integers(1, sum(key in part["need"] for part in parts))) for key in keys}
        return {"need": need, "of": parts}


def _needs(most: int) -> list[int]:
    """Small ones more often, so that some are met."""
    return [1, 1, *range(1, most + 1)]


def _find_family(key: str) -> str:
    """A course and its family are not asked together."""
    return key.partition(":")[0]


KINDS = (
    "people", "people", "people", "agreement", "coverage", "plan", "amount", "share", "points", "attestation",
    "each_quarter", "designation", "all_of", "any_of", "any_of",
)  # fmt: skip


def build_edition(requirements: Sequence[Raw], **changes: Any) -> Edition:  # noqa: ANN401  # as a file would give it
    """A small programme with these requirements; `changes` replace its other tables."""
    raw: Raw = {
        "id": "random",
        "title": "Random",
        "vendor": "Vendor",
        "effective_on": date(2022, 1, 1),
        "source": "nowhere",
        "currency": "USD",
        "fiscal": {"first_month": 2},
        "rules": {},
        "regions": [{"key": key, "label": key} for key in ("AMER", "EMEA", "APAC", "PUBSEC")],
        "credentials": [{"label": each["key"], **each} for each in CREDENTIALS],
        "metrics": [{"label": each["key"], **each} for each in METRICS],
        "tracks": [{"key": key, "label": key} for key in TRACKS],
        "designations": [{"key": key, "label": key} for key in (FIRST_DESIGNATION, SECOND_DESIGNATION)],
        "requirements": [*requirements],
    }
    return Edition.model_validate(raw | changes)


@st.composite
def random_editions(draw: st.DrawFn, kinds: Sequence[str] = KINDS, depth: int = 2, most: int = 4) -> Edition:
    """Up to so many requirements, some of which ask both tracks, and some for each of the two designations."""
    writer = _Writer(draw, kinds)
    asked = [[FIRST_DESIGNATION], [SECOND_DESIGNATION]]
    asked += draw(
        st.lists(
            st.lists(st.sampled_from(_EVERYBODY), min_size=1, unique=True).map(sorted) | st.just([*TRACKS]),
            min_size=draw(st.sampled_from((most - 1, 1))),
            max_size=most,
        )
    )
    rules = {
        "sharing": draw(st.sampled_from(("allowed", "forbidden"))),
        "unknown_region": draw(st.sampled_from(("review", "review", "unmet"))),
        "composite_may_infer": draw(st.booleans()),
        "grace": draw(st.sampled_from(("next_quarter", "none"))),
    }
    return build_edition(
        [writer.write(keys, depth) for keys in asked],
        rules=rules,
        fiscal={"first_month": draw(st.sampled_from((1, 2, 7, 12)))},
    )


@st.composite
def people_editions(draw: st.DrawFn, most: int = 3) -> Edition:
    """People rows of one track, one of them perhaps inside another row."""
    writer = _Writer(draw, ("people",))
    rows = [writer.write(["open"], 0) for _ in range(draw(st.integers(1, most)))]
    if draw(st.booleans()):
        whole: Raw = {"key": "whole", "kind": "all_of", "label": "", "wording": "", "need": {"open": 1}, "of": rows[:1]}
        rows[0] = whole | {"label": "Whole", "wording": "Whole"}
    rules = {"sharing": draw(st.sampled_from(("allowed", "forbidden"))), "composite_may_infer": draw(st.booleans())}
    return build_edition(rows, rules=rules, designations=[])
