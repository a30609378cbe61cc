"""What must agree between the parts of an edition: every name that one part uses is one that another part gives."""

from __future__ import annotations

from channeladmin.program.consistency.asking import find_asking_faults
from channeladmin.program.consistency.benefits import find_benefit_faults
from channeladmin.program.consistency.credentials import find_credential_faults
from channeladmin.program.consistency.designations import find_designation_faults
from channeladmin.program.consistency.names import find_name_faults
from channeladmin.program.consistency.needs import find_need_faults
from channeladmin.program.consistency.switches import find_switch_faults
from channeladmin.program.edition import Edition
from channeladmin.program.fault import Fault

__all__ = ["find_faults"]


def find_faults(edition: Edition) -> tuple[Fault, ...]:
    """Everything that does not agree, subject by subject."""
    return (
        *find_name_faults(edition),
        *find_credential_faults(edition),
        *find_need_faults(edition),
        *find_asking_faults(edition),
        *find_designation_faults(edition),
        *find_benefit_faults(edition),
        *find_switch_faults(edition),
    )
