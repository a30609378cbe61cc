"""Which folders a program keeps the same on several computers: two desks that write there damage the file."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FOLDERS = (
    ("Dropbox", r"dropbox( \(.+\))?"),
    ("OneDrive", r"onedrive([ -].+)?|skydrive"),
    ("Google Drive", r"google ?drive([ -].+)?|my drive"),
    ("iCloud Drive", r"com~apple~clouddocs|icloud ?drive|mobile documents"),
    ("Nextcloud", r"nextcloud\d*"),
    ("ownCloud", r"owncloud"),
    ("Box", r"box sync|box-box"),
    ("MEGA", r"mega ?sync"),
    ("pCloud", r"pcloud ?drive|pcloud ?sync"),
    ("Proton Drive", r"proton ?drive(-.+)?"),
    ("Syncthing", r"syncthing"),
    ("Synology Drive", r"synology ?drive|cloudstation"),
    ("Yandex Disk", r"yandex\.disk.*"),
    ("Seafile", r"seafile"),
    ("Tresorit", r"tresorit drive"),
    ("a cloud drive", r"cloudstorage"),
)
_PATTERNS = tuple((service, re.compile(pattern)) for service, pattern in _FOLDERS)

_MARKERS = {
    ".dropbox.cache": "Dropbox",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".tmp.driveupload": "Google Drive",
    ".tmp.drivedownload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
    ".megaignore": "MEGA",
}
_ONEDRIVE_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


def find_service_by_name(folder: PurePath) -> str | None:
    """The service that a path (absolute, without links) names by one of its folders; the innermost name counts."""
    for part in reversed(folder.parts):
        for service, pattern in _PATTERNS:
            if pattern.fullmatch(part.casefold()):
                return service
    return None


def find_service_by_marker(names_by_folder: Iterable[Iterable[str]]) -> str | None:
    """The service whose marks are among the names that lie in the folders, given innermost first."""
    for names in names_by_folder:
        for name in names:
            # Nextcloud and ownCloud keep their journal there: .sync_3f2a….db
            if name in _MARKERS:
                return _MARKERS[name]
            if re.fullmatch(r"\._?sync_[0-9a-f]+\.db", name):
                return "Nextcloud"
    return None


def find_sync_service(folder: Path, environment: Mapping[str, str] = os.environ) -> str | None:
    """The service that syncs a folder (absolute, without links), by its names, its marks or Windows' variables."""
    folders = (folder, *folder.parents)
    for variable in _ONEDRIVE_VARIABLES:
        root = environment.get(variable)
        if root and Path(root) in folders:
            return "OneDrive"
    return find_service_by_name(folder) or find_service_by_marker(map(_list_marks, folders))


def _list_marks(folder: Path) -> list[str]:
    found = [name for name in _MARKERS if os.path.lexists(folder / name)]
    with suppress(OSError):
        found += [path.name for path in folder.glob(".*sync_*.db")]
    return found
