"""What an edition calls the things that records name by key: its requirements and its reported metrics."""

from __future__ import annotations

from collections.abc import Mapping

from channeladmin.program.edition import Edition


def name_requirements(edition: Edition) -> Mapping[str, str]:
    """The requirements of an edition by key, each with its label."""
    return {requirement.key: requirement.label for requirement in edition.requirements}


def name_metrics(edition: Edition) -> Mapping[str, str]:
    """The metrics that an edition declares by key, each with its label."""
    return {metric.key: metric.label for metric in edition.metrics}
