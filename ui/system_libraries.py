"""Names the system libraries that Qt wants and this Linux does not have, with the Debian package of each."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libcups.so.2": "libcups2",
}
"""Soname -> the Debian and Ubuntu package that holds it."""

MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPdf", "QtPdfWidgets", "QtPrintSupport", "QtSvg")
PLUGINS = {"offscreen": ("libqoffscreen.so",), "xcb": ("libqxcb.so",)}


def find_missing(platform: str) -> tuple[str, ...]:
    """The sonames that the used modules and the platform's plugin want and the loader does not find.

    Other systems than Linux have all that Qt needs: nothing is missing there.
    """
    package = importlib.util.find_spec("PySide6")
    if sys.platform != "linux" or package is None or package.origin is None:
        return ()
    home = Path(package.origin).parent
    files = [home / f"{module}.abi3.so" for module in MODULES]
    files += [home / "Qt" / "plugins" / "platforms" / plugin for plugin in PLUGINS[platform]]
    listing = subprocess.run(
        ["ldd", *(str(file) for file in files if file.exists())], capture_output=True, text=True, check=False
    ).stdout
    return tuple(sorted({line.split()[0] for line in listing.splitlines() if "=> not found" in line}))


def list_packages(missing: Sequence[str]) -> list[str]:
    """The Debian packages that hold the libraries, as far as they are known."""
    return sorted({PACKAGES[soname] for soname in missing if soname in PACKAGES})


def explain(missing: Sequence[str]) -> str:
    """What to install, as the line to type."""
    packages = list_packages(missing)
    unknown = [soname for soname in missing if soname not in PACKAGES]
    lines = [f"Qt needs system libraries that are not here: {', '.join(missing)}"]
    if packages:
        lines.append(f"On Debian or Ubuntu: sudo apt install {' '.join(packages)}")
    if unknown:
        lines.append(f"Look for the package that holds: {', '.join(unknown)}")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """What a run without a screen misses: 0 if nothing, else 1 and what to install; `--packages`: their names only."""
    missing = find_missing("offscreen")
    if "--packages" in arguments:
        sys.stdout.write(" ".join(list_packages(missing)) + "\n")
        return 0
    if missing:
        sys.stderr.write(f"{explain(missing)}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
