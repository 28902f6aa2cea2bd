"""Where things are: a path on this machine, or a URL that fsspec understands (s3://…, file://…)."""

from __future__ import annotations

import os
import re

# two letters at least: C:// is a drive; "::" chains file systems, which is more than a place
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://(?!.*::)", re.DOTALL)


def is_url(place: str) -> bool:
    """True for a URL, whatever its file system."""
    return _URL.match(place) is not None


def under(folder: str, name: str) -> str:
    """The place of an output named relative to `folder` with `/`."""
    if is_url(folder):
        return f"{folder.rstrip('/')}/{name}"
    return os.path.join(folder, *name.split("/"))
