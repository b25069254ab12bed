"""A process that writes much keeps its memory: what one thread has freed serves the next."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

# Threads come and go, each taking and freeing some memory; the arenas that they leave are mappings of 64 MB each.
THREADS = """
import sys, threading
from caselaw.search.engines.arenas import keep_few
if sys.argv[1] == "few":
    assert keep_few()
barrier = threading.Barrier(12)
def work():
    kept = [bytes(200_000 // 3) for _ in range(20)] + [bytearray(700) for _ in range(2000)]
    barrier.wait()
    del kept
threads = [threading.Thread(target=work) for _ in range(12)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmSize")))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the wish is glibc's")
def test_few_arenas_stay_after_many_threads() -> None:
    few, many = (
        int(subprocess.run([sys.executable, "-c", THREADS, how], capture_output=True, text=True, check=True).stdout)
        for how in ("few", "many")
    )
    assert few < many - 300_000  # kilobytes, of which each arena sets 64,000 aside
