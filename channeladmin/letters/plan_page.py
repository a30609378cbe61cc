"""The plan summary: sponsors, money by quarter, objectives and goals of the joint business plan."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Spacer

from channeladmin.letters import styles
from channeladmin.letters.document import Section
from channeladmin.letters.packet import Labelled, Packet, PlanObjective, PlanQuarter
from channeladmin.letters.paragraph import write_text
from channeladmin.letters.tables import RuledTable, build_table

# Tight, so that a plan with all its parts stays on one page.
_PADDING = 3.6


def build_plan_section(packet: Packet) -> Section:
    """What the plan commits to; only the parts that the plan has."""
    plan = packet.plan
    story: list[Flowable] = [write_text(plan.intro, styles.NOTICE), Spacer(0, 10)]
    if plan.facts:
        story.append(_build_labelled(plan.facts))
    if plan.quarters:
        story += [write_text("Committed by quarter", styles.SUBHEADING), _build_quarters(plan.quarters)]
    if plan.objectives:
        story += [write_text("Objectives", styles.SUBHEADING), _build_objectives(plan.objectives)]
    if plan.goals:
        story += [write_text("Goals and commitments", styles.SUBHEADING), _build_labelled(plan.goals)]
    return Section(
        title="Plan summary",
        subtitle=f"{packet.partner} · {packet.region}",
        aside=tuple(line for line in (plan.subtitle, f"as of {packet.as_of}") if line),
        story=story,
    )


def _build_labelled(rows: Sequence[Labelled]) -> RuledTable:
    label_width = 150.0
    return build_table(
        [[], []],
        [_split_lines(row) for row in rows],
        (label_width, styles.TEXT_WIDTH - label_width),
        padding=_PADDING,
    )


def _split_lines(row: Labelled) -> list[list[Flowable]]:
    first, *others = row.text.splitlines() or [""]
    label = write_text(row.label, styles.CELL_STRONG)
    return [
        [label, write_text(first, styles.CELL)],
        *([write_text("", styles.CELL), write_text(line, styles.CELL)] for line in others),
    ]


def _build_quarters(quarters: Sequence[PlanQuarter]) -> RuledTable:
    widths = (150.0, 110.0, styles.TEXT_WIDTH - 260.0)
    head_styles = (styles.COLUMN, styles.COLUMN_RIGHT, styles.COLUMN)
    cell_styles = (styles.CELL_STRONG, styles.CELL_RIGHT, styles.CELL)
    heads = [write_text(head, style) for head, style in zip(("Quarter", "NetARR", "Review"), head_styles, strict=True)]
    groups = [
        [[write_text(text, style) for text, style in zip(_quarter_texts(quarter), cell_styles, strict=True)]]
        for quarter in quarters
    ]
    return build_table(heads, groups, widths, commands=[("LEFTPADDING", (2, 0), (2, -1), 24)], padding=_PADDING)


def _quarter_texts(quarter: PlanQuarter) -> tuple[str, str, str]:
    return quarter.label, quarter.committed, quarter.review


def _build_objectives(objectives: Sequence[PlanObjective]) -> RuledTable:
    columns = (("Objective", 0.36), ("Quarter", 0.12), ("Target", 0.21), ("Actual", 0.21), ("Weight", 0.10))
    texts = [(row.title, row.quarter, row.target, row.actual, row.weight) for row in objectives]
    return build_table(
        [write_text(head, styles.COLUMN) for head, _ in columns],
        [[[write_text(text, styles.CELL) for text in row]] for row in texts],
        [styles.TEXT_WIDTH * share for _, share in columns],
        padding=_PADDING,
    )
