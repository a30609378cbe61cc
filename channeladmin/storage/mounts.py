"""Which folders lie on a network drive: there neither SQLite's locks nor its shared memory can be trusted."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_REMOTE_DRIVE = 4
"""What Windows' GetDriveTypeW says of a network drive."""

# fmt: off
_NETWORK_TYPES = frozenset({
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "afpfs", "webdav", "davfs", "ceph",
    "glusterfs", "lustre", "beegfs", "gpfs", "sshfs", "9p", "macfuse", "osxfuse", "fuse.sshfs", "fuse.rclone",
    "fuse.davfs", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.curlftpfs", "fuse.gvfsd-fuse", "fuse.smbnetfs",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class Mount:
    """A file system: where it begins and of which type it is."""

    point: PurePath
    type: str


def find_network_type(path: PurePath, mounts: Iterable[Mount]) -> str | None:
    """The type of the network file system that a path (absolute, without links) lies on; None on a disk.

    The deepest mount counts, among several on one folder the last.
    """
    best: Mount | None = None
    for mount in mounts:
        is_within = mount.point == path or mount.point in path.parents
        if is_within and (best is None or len(mount.point.parts) >= len(best.point.parts)):
            best = mount
    if best is None or best.type.lower() not in _NETWORK_TYPES:
        return None
    # The root of some virtual machines is 9p: that is their disk.
    is_own_disk = best.type == "9p" and best.point == PurePosixPath("/")
    return None if is_own_disk else best.type


def parse_mountinfo(text: str) -> tuple[Mount, ...]:
    """The mounts of Linux' /proc/self/mountinfo."""
    mounts = []
    for line in text.splitlines():
        before, _, after = line.partition(" - ")
        fields, types = before.split(" "), after.split(" ")
        if len(fields) > 4 and types[0]:
            mounts.append(Mount(PurePosixPath(_unescape(fields[4])), types[0]))
    return tuple(mounts)


def parse_mount_output(text: str) -> tuple[Mount, ...]:
    """The mounts that macOS' `mount` prints: `//ada@nas/share on /Volumes/share (smbfs, nodev)`."""
    found = re.finditer(r"^.* on (/.*) \(([^,)]+)[^()]*\)$", text, re.MULTILINE)
    return tuple(Mount(PurePosixPath(each[1]), each[2]) for each in found)


def list_drive_mounts(path: PurePath, drive_type: int) -> tuple[Mount, ...]:
    """On Windows: the drive of a path as a mount, where it is a share (UNC) or of the type of network drives."""
    is_share = path.drive.startswith("\\\\")
    return (Mount(type(path)(path.anchor), "smb"),) if is_share or drive_type == _REMOTE_DRIVE else ()


def list_mounts(path: Path) -> tuple[Mount, ...]:
    """The mounts of this machine that may hold a path; none where the system does not tell."""
    if sys.platform == "win32":
        import ctypes

        return list_drive_mounts(path, ctypes.windll.kernel32.GetDriveTypeW(path.anchor))
    with suppress(OSError, subprocess.SubprocessError):
        if sys.platform == "darwin":
            output = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True, timeout=5)
            return parse_mount_output(output.stdout)
        return parse_mountinfo(Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape"))
    return ()


def _unescape(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), text)
