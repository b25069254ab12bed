"""Packages of parts in a zip: rewritten part by part, with no dates, no comments and no user of the machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

LARGEST = 400 * 1024 * 1024  # bytes of all parts together: a package that unfolds to more is not opened
_NEVER = (1980, 1, 1, 0, 0, 0)

Rewrite = Callable[[str, bytes], bytes | None]
"""What becomes of a part: its new bytes, None where it goes."""


def rewritten(content: bytes, rewrite: Rewrite) -> bytes:
    """The package with each part rewritten. Raises `ValueError` for what is no package, or too large a one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(info.file_size for info in package.infolist()) > LARGEST:
                raise ValueError("the package unfolds to too much")
            stream = io.BytesIO()
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
                for info in package.infolist():
                    part = None if info.is_dir() else rewrite(info.filename, package.read(info))
                    if part is not None:
                        fresh = zipfile.ZipInfo(info.filename, _NEVER)
                        fresh.compress_type = (
                            zipfile.ZIP_STORED if info.filename == "mimetype" else zipfile.ZIP_DEFLATED
                        )
                        out.writestr(fresh, part)
            return stream.getvalue()
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as fault:
        raise ValueError("no package that can be read") from fault
