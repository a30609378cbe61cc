"""What an edition calls the things that records name by key: its requirements and its reported metrics."""

from __future__ import annotations

from collections.abc import Mapping

from channeladmin.program.edition import Edition
from channeladmin.program.requirement import walk


def name_requirements(edition: Edition) -> Mapping[str, str]:
    """The requirements of an edition by key, parts of others and rows of designations too, each with its label."""
    return {part.key: part.label for requirement in edition.requirements for part in walk(requirement)}


def name_metrics(edition: Edition) -> Mapping[str, str]:
    """The metrics that an edition declares by key, each with its label."""
    return {metric.key: metric.label for metric in edition.metrics}
