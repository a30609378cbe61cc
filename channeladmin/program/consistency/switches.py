"""Switches set a field that can be switched, stand at what the file sets, and offer only what the field takes."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from channeladmin.program.edition import Edition
from channeladmin.program.fault import Fault, offer
from channeladmin.program.model import ProgramPart
from channeladmin.program.switch import Switch, is_same_choice, read_switched, show_choice


def find_switch_faults(edition: Edition) -> Iterator[Fault]:
    """The first thing that is wrong with each switch, or every choice that its field does not take."""
    taken: dict[tuple[str | None, str], str] = {}
    for place, switch in enumerate(edition.switches):
        field_of = switch.requirement or switch.benefit, switch.field
        target = edition.find_target(switch)
        if switch.requirement is not None and switch.benefit is not None:
            sentence = "A switch sets a field of a requirement or of a benefit; name one of them."
            yield Fault(("switches", place, "benefit"), sentence)
        elif target is None:
            field = "requirement" if switch.requirement else "benefit"
            yield Fault(("switches", place, field), f"“{getattr(switch, field)}” is not a {field} of this file.")
        elif switch.field not in target.switchable:
            sentence = f"“{switch.field}” cannot be switched{offer(target.switchable)}."
            yield Fault(("switches", place, "field"), sentence)
        elif field_of in taken:
            yield Fault(
                ("switches", place, "field"), f"The switch “{taken[field_of]}” sets this already; take one out."
            )
        else:
            taken[field_of] = switch.key
            yield from _check_choices(place, switch, target)


def _check_choices(place: int, switch: Switch, target: ProgramPart) -> Iterator[Fault]:
    default, value = show_choice(switch.default), read_switched(target, switch.field)
    if not switch.offers(switch.default):
        yield Fault(("switches", place, "default"), f"“{default}” is not among the choices.")
    elif not is_same_choice(value, switch.default):
        sentence = f"“{default}” differs from what the file sets: {switch.field} = {show_choice(value)}."
        yield Fault(("switches", place, "default"), sentence)
    else:
        raw = target.model_dump(by_alias=True)
        for choice in switch.choices:
            try:
                type(target).model_validate({**raw, switch.field: choice})
            except ValidationError:
                sentence = f"“{show_choice(choice)}” is no value for {switch.field}."
                yield Fault(("switches", place, "choices"), sentence)
