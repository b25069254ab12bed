"""Folders of the installation: can they be written, can others read them, is there room."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from caselaw.domain.watching import Finding, bad, good, note, worst
from caselaw.services.site.mail import FOLDER
from caselaw.services.watching.watch import LEAST_FREE, nearest, places
from caselaw.settings import Settings

SETTINGS_FILES = (Path("/etc/caselaw/settings.env"), Path("/etc/caselaw/caselaw.env"))
"""Where the guide puts the settings: passwords stand in them."""
_READ = stat.S_IROTH | stat.S_IWOTH
_MEGABYTE = 1_000_000


def look(settings: Settings) -> Iterator[Finding]:
    """Each folder once; then the files of settings, and the disks."""
    found = [settings.home, settings.files, *(place.parent for name, place in places(settings) if name != "files")]
    letters = Path(settings.mail_url.removeprefix(FOLDER)).expanduser()
    if settings.mail_url.startswith(FOLDER) and letters.exists():
        found.append(letters)
    for folder in dict.fromkeys(one.absolute() for one in found):
        yield _folder(folder)
    for file in SETTINGS_FILES:
        if reached_by_others(file):
            yield worst("check.settings_open", path=str(file))
    yield from room(settings)


def _folder(folder: Path) -> Finding:
    there = nearest(folder)
    if not os.access(there, os.W_OK | os.X_OK) or not there.is_dir():
        return bad("cli.check.folder_closed", path=str(there))
    if there != folder:
        return note("cli.check.folder_later", path=str(folder))
    if reached_by_others(folder):
        return worst("cli.check.folder_open", path=str(folder))
    return good("cli.check.folder", path=str(folder))


def reached_by_others(place: Path) -> bool:
    """Other accounts of this machine may read it, or look into it, and every folder on the way lets them pass."""
    try:
        place = place.resolve(strict=True)
        wanted = _READ | stat.S_IXOTH if place.is_dir() else _READ
        passable = all(one.stat().st_mode & stat.S_IXOTH for one in place.parents)
        return bool(place.stat().st_mode & wanted) and passable
    except OSError:
        return False


def room(settings: Settings) -> Iterator[Finding]:
    """The disk with the least room."""
    least = min((nearest(place) for _, place in places(settings)), key=lambda one: shutil.disk_usage(one).free)
    free = shutil.disk_usage(least).free
    told = bad if free < LEAST_FREE else good
    code = "check.disk_low" if free < LEAST_FREE else "check.disk"
    yield told(code, path=str(least), megabytes=free // _MEGABYTE)
