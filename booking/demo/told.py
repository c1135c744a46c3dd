"""The demo's data files, as they are written beside this module."""

import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"


@cache
def told(name: str) -> Any:
    """What ``data/<name>.json`` says. Callers do not change it."""
    return json.loads((DATA / f"{name}.json").read_text())
