#!/usr/bin/python3
"""What systemd does for the guide, where none can be begun: in a chroot this file is `systemctl`, `systemd-tmpfiles`
and `journalctl` (`tests/operate/chroot.py`).

Of our own units it reads which command runs, as whom and with which settings, and begins it again when it ends. What
fences a unit in is not shown: that takes a systemd. nginx and PostgreSQL have commands of their own.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

UNITS = Path("/etc/systemd/system")
FOLDERS = Path("/etc/tmpfiles.d/caselaw.conf")
KEPT = Path("/run/stand-in")
LOGS = Path("/var/log/stand-in")
BEGINS = {"nginx.service": "nginx", "postgresql.service": "cd / && pg_ctlcluster $(ls /etc/postgresql) main start"}
ENDS = {
    "nginx.service": "nginx -s stop",
    "postgresql.service": "kill -QUIT $(head --quiet --lines=1 /var/lib/postgresql/*/main/postmaster.pid)",
}
_BEGINS_AGAIN_AFTER = 2  # seconds
_ENDS_WITHIN = 60


def systemctl(words: list[str]) -> int:
    """Do what the guide or its test asks of systemd; the exit code of `systemctl`."""
    options = {word for word in words if word.startswith("--")}
    verb, *units = [word for word in words if word not in options]
    names = [unit if re.search(r"\.(service|target|timer)$", unit) else f"{unit}.service" for unit in units]
    if verb == "poweroff":
        names = [*ENDS, *(kept.stem for kept in KEPT.glob("*.keeper"))]
    if verb == "is-active":
        return 0 if all(is_active(name) for name in names) else 3
    for name in names:
        if verb in ("stop", "restart", "poweroff") or (verb == "disable" and "--now" in options):
            stop(name)
        if verb in ("start", "restart") or (verb == "enable" and "--now" in options):
            start(name)
        if verb == "kill":
            os.killpg(int((KEPT / f"{name}.main").read_text(encoding="ascii")), signal.SIGKILL)
    return 0


def start(name: str) -> None:
    if name in BEGINS:
        if not is_active(name):
            subprocess.run(["sh", "-c", BEGINS[name]], check=True)
    elif name.endswith(".target"):
        for wanted in " ".join(told(name)["Wants"]).split():
            start(wanted)
    elif name.startswith("caselaw") and name.endswith(".service") and not is_active(name):
        if told(name).get("Type") == ["oneshot"]:
            if begun(name).wait():
                raise SystemExit(f"{name} failed: see {LOGS}/{name}")
        else:
            subprocess.Popen([sys.executable, __file__, "keep", name], stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
            wait_for(lambda: is_active(name))


def stop(name: str) -> None:
    if name in ENDS and is_active(name):
        subprocess.run(["sh", "-c", ENDS[name]], check=True)
        wait_for(lambda: not is_active(name))
    elif name.endswith(".target"):
        for wanted in " ".join(told(name)["Wants"]).split():
            stop(wanted)
    elif (KEPT / f"{name}.keeper").exists():
        os.kill(int((KEPT / f"{name}.keeper").read_text(encoding="ascii")), signal.SIGTERM)
        wait_for(lambda: not is_active(name))


def is_active(name: str) -> bool:
    if name == "nginx.service":
        process = Path("/run/nginx.pid")
        return process.exists() and process.stat().st_size > 0  # `nginx -t` leaves an empty one
    if name == "postgresql.service":
        return any(Path("/var/lib/postgresql").glob("*/main/postmaster.pid"))
    return (KEPT / f"{name}.main").exists()


def keep(name: str) -> None:
    """Run a unit, and again when it ends, until this process is asked to end."""
    ending = False
    (KEPT / f"{name}.keeper").write_text(str(os.getpid()), encoding="ascii")
    main = begun(name)

    def end(*_: object) -> None:
        nonlocal ending
        ending = True
        with suppress(ProcessLookupError):
            os.killpg(main.pid, signal.SIGTERM)

    signal.signal(signal.SIGTERM, end)
    while not ending:
        (KEPT / f"{name}.main").write_text(str(main.pid), encoding="ascii")
        main.wait()
        if not ending:
            time.sleep(_BEGINS_AGAIN_AFTER)
            main = begun(name)
    for kind in ("keeper", "main"):
        (KEPT / f"{name}.{kind}").unlink()


def begun(name: str) -> subprocess.Popen[bytes]:
    """The command of a unit, running as its account with its settings."""
    said = {key: values[-1] for key, values in told(name).items()}
    user = said["User"]
    for folder in said.get("RuntimeDirectory", "").split():
        Path("/run", folder).mkdir(exist_ok=True, mode=int(said.get("RuntimeDirectoryMode", "0755"), 8))
        shutil.chown(f"/run/{folder}", user, said["Group"])
    lines = Path(said["EnvironmentFile"]).read_text(encoding="utf-8").splitlines()
    settings = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    LOGS.mkdir(exist_ok=True)
    with (LOGS / name).open("ab") as log:
        return subprocess.Popen(
            said["ExecStart"].split(), env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **settings},
            user=user, group=said["Group"], extra_groups=[], umask=int(said["UMask"], 8), start_new_session=True,
            cwd=said["WorkingDirectory"], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip


def told(name: str) -> dict[str, list[str]]:
    """What a unit says, with what is said for all of ours: the last word of each is what counts."""
    instance = re.search(r"@(.*)\.", name)
    files = [UNITS / re.sub(r"@.*\.", "@.", name)]
    if name.startswith("caselaw-"):
        files += sorted((UNITS / "caselaw-.service.d").glob("*.conf"))
    found: dict[str, list[str]] = {}
    for file in files:
        for key, value in re.findall(r"(?m)^(\w+)=(.*)$", file.read_text(encoding="utf-8")):
            found.setdefault(key, []).append(value.replace("%i", instance[1] if instance else ""))
    return found


def wait_for(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + _ENDS_WITHIN
    while not holds():
        if time.monotonic() > until:
            raise SystemExit("it never came true")
        time.sleep(0.2)


def make_folders() -> None:
    """The folders of `/etc/tmpfiles.d`: systemd's own command asks for /proc, which a plain container does not give."""
    for line in FOLDERS.read_text(encoding="utf-8").splitlines():
        if line.startswith("d "):
            _, path, mode, user, group, _ = line.split()
            Path(path).mkdir(parents=True, exist_ok=True)
            Path(path).chmod(int(mode, 8))
            shutil.chown(path, user, group)


if __name__ == "__main__":
    called = Path(sys.argv[0]).name
    KEPT.mkdir(exist_ok=True)
    if called == "systemd-tmpfiles":
        make_folders()
    elif sys.argv[1] == "keep":
        keep(sys.argv[2])
    elif called == "systemctl":
        sys.exit(systemctl(sys.argv[1:]))
