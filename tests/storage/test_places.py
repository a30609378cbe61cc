"""A desk is written only on a disk of this computer that nothing else keeps in step."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from channeladmin.storage.mounts import (
    Mount,
    find_network_type,
    list_drive_mounts,
    list_mounts,
    parse_mount_output,
    parse_mountinfo,
)
from channeladmin.storage.synced_folders import find_service_by_marker, find_service_by_name, find_sync_service

LINUX = r"""
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 21 0:26 / /proc rw,nosuid shared:12 - proc proc rw
44 21 0:40 / /srv/team\040share rw,relatime shared:20 - nfs4 nas:/team rw,vers=4.2
45 21 0:41 / /mnt/win rw,relatime - cifs //nas/win rw
46 45 8:2 / /mnt/win/local rw,relatime master:3 - xfs /dev/sdb1 rw
47 21 0:42 / /home/ada/remote rw,nosuid - fuse.sshfs ada@host: rw
48 21 0:43 / /mnt/c rw,noatime - 9p C:\134 rw,dirsync
49 21 0:44 / /mnt/auto rw,relatime - autofs /etc/auto.misc rw
50 49 0:45 / /mnt/auto rw,relatime - nfs nas:/auto rw
"""

MACOS = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//ada@nas._smb._tcp.local/My%20Share on /Volumes/My Share (smbfs, nodev, nosuid, mounted by ada)
nas:/exports/team on /Volumes/team (1) (nfs, asynchronous)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ada/desk.channeladmin", None),
        ("/srv/team share/desk.channeladmin", "nfs4"),
        ("/srv/team sharing/desk.channeladmin", None),
        ("/mnt/win/desk.channeladmin", "cifs"),
        ("/mnt/win/local/desk.channeladmin", None),
        ("/home/ada/remote/a/b", "fuse.sshfs"),
        ("/mnt/c/Users/ada/desk.channeladmin", "9p"),
        ("/mnt/auto/desk.channeladmin", "nfs"),
    ],
)
def test_a_network_drive_is_found_by_the_deepest_mount(path: str, kind: str | None) -> None:
    assert find_network_type(PurePosixPath(path), parse_mountinfo(LINUX)) == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/Users/ada/desk.channeladmin", None),
        ("/Volumes/My Share/desk.channeladmin", "smbfs"),
        ("/Volumes/team (1)/desk.channeladmin", "nfs"),
    ],
)
def test_macos_tells_its_mounts_in_words(path: str, kind: str | None) -> None:
    assert find_network_type(PurePosixPath(path), parse_mount_output(MACOS)) == kind


@pytest.mark.parametrize(
    ("path", "drive_type", "kind"),
    [
        (r"C:\Users\ada\desk.channeladmin", 3, None),
        (r"N:\team\desk.channeladmin", 4, "smb"),
        (r"\\nas\team\desk.channeladmin", 1, "smb"),
    ],
)
def test_windows_knows_shares_and_mapped_drives(path: str, drive_type: int, kind: str | None) -> None:
    place = PureWindowsPath(path)
    assert find_network_type(place, list_drive_mounts(place, drive_type)) == kind


def test_the_root_of_a_virtual_machine_is_its_disk() -> None:
    assert find_network_type(PurePosixPath("/a"), [Mount(PurePosixPath("/"), "9p")]) is None
    assert find_network_type(PurePosixPath("/a"), []) is None


def test_this_machine_lists_what_it_has(tmp_path: Path) -> None:
    assert find_network_type(tmp_path, list_mounts(tmp_path)) is None


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/ada/Dropbox/desks", "Dropbox"),
        ("/home/ada/Dropbox (Contoso)", "Dropbox"),
        ("/Users/ada/Library/CloudStorage/OneDrive-Contoso/x", "OneDrive"),
        ("/Users/ada/Library/CloudStorage/GoogleDrive-a@b.example/My Drive", "Google Drive"),
        ("/Users/ada/Library/CloudStorage/Box-Box", "Box"),
        ("/Users/ada/Library/CloudStorage/Whatever", "a cloud drive"),
        ("/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/desk", "iCloud Drive"),
        ("/home/ada/Nextcloud", "Nextcloud"),
        ("/home/ada/ownCloud/x", "ownCloud"),
        ("/home/ada/Google Drive", "Google Drive"),
        ("/home/ada/documents", None),
        ("/home/dropboxer/onedriver/my drives", None),
        ("/", None),
    ],
)
def test_a_folder_that_syncs_is_known_by_its_name(folder: str, service: str | None) -> None:
    assert find_service_by_name(PurePosixPath(folder)) == service


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        (r"C:\Users\ada\OneDrive - Contoso\desk", "OneDrive"),
        (r"G:\My Drive", "Google Drive"),
        (r"C:\Users\ada\iCloudDrive", "iCloud Drive"),
        (r"C:\Users\ada\Documents", None),
    ],
)
def test_windows_names_are_known_too(folder: str, service: str | None) -> None:
    assert find_service_by_name(PureWindowsPath(folder)) == service


@pytest.mark.parametrize(
    ("names", "service"),
    [
        ([["a.txt"], [".stfolder"]], "Syncthing"),
        ([[".sync_3f2a.db"]], "Nextcloud"),
        ([["._sync_3f2a.db"]], "Nextcloud"),
        ([[".dropbox.cache"], [".stfolder"]], "Dropbox"),
        ([["sync.db"], []], None),
    ],
)
def test_a_folder_that_syncs_is_known_by_its_marks(names: list[list[str]], service: str | None) -> None:
    assert find_service_by_marker(names) == service


def test_the_marks_of_every_folder_above_count(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    assert find_sync_service(folder, {}) is None
    mark = tmp_path / ".sync_0a1b.db"
    mark.touch()
    assert find_sync_service(folder, {}) == "Nextcloud"
    mark.unlink()
    (tmp_path / "a" / ".stfolder").mkdir()
    assert find_sync_service(folder, {}) == "Syncthing"


def test_windows_says_where_onedrive_lies(tmp_path: Path) -> None:
    assert find_sync_service(tmp_path / "a", {"OneDriveCommercial": str(tmp_path)}) == "OneDrive"
    assert find_sync_service(tmp_path / "a", {"OneDrive": str(tmp_path / "b")}) is None
