"""Where a data file may be written: on a disk of this computer that nothing else keeps in step."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from channeladmin.errors import EnvironmentProblem
from channeladmin.storage.mounts import find_network_type, list_mounts
from channeladmin.storage.refusals import OpenRefused, RefusalKind, build_refusal
from channeladmin.storage.synced_folders import find_sync_service

if TYPE_CHECKING:
    from pathlib import Path

_WAY_ON = "Open it for reading only, or put a copy of it into a folder of this computer and open that."
_MAKE = "Make it in a folder of this computer."


def resolve_place(path: Path) -> Path:
    """Where a file really lies, whatever links lead there: its side files, backups and locks lie beside it there.

    `EnvironmentProblem` where links lead nowhere but in a circle.
    """
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:
        raise EnvironmentProblem(f"“{path}” cannot be read: its links lead in a circle.") from error


def may_write(path: Path) -> bool:
    """Whether the system lets us write an existing file and make others beside it."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def find_place_refusal(path: Path, *, is_new: bool = False) -> OpenRefused | None:
    """Why a data file at this place must not be written (or made, `is_new`); None where it may."""
    place = resolve_place(path)
    way_on = _MAKE if is_new else _WAY_ON
    if not is_new and not may_write(place):
        sentence = f"“{path}” cannot be written: the file or its folder is read-only. {way_on}"
        return build_refusal(RefusalKind.READ_ONLY, sentence)
    network = find_network_type(place, list_mounts(place))
    if network is not None:
        return build_refusal(
            RefusalKind.NETWORK,
            f"“{path}” lies on a network drive ({network}), where a desk cannot be kept from damage while it is "
            f"written. {way_on}",
        )
    service = find_sync_service(place.parent)
    if service is not None:
        return build_refusal(
            RefusalKind.SYNCED,
            f"“{path}” lies in a folder that {service} keeps in step with other places; a desk that is written there "
            f"gets damaged. {way_on} Backups may well lie there.",
        )
    return None


def refuse_place(path: Path, *, is_new: bool = False) -> None:
    """Raise that refusal where there is one."""
    refusal = find_place_refusal(path, is_new=is_new)
    if refusal is not None:
        raise refusal
