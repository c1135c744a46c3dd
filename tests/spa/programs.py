"""The desk's own programs, run as a spa runs them: in a fresh interpreter, with nothing but the environment named."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SECRET = "a secret key for one test, made of fifty characters and more"


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """Everything of a desk of its own stands in ``folder``; of this machine only the PATH is passed on."""
    return {
        "PATH": os.environ["PATH"],
        "ENV_FILE": str(folder / ".env"),
        "DATA_DIR": str(folder / "data"),
        "STATIC_ROOT": str(folder / "staticfiles"),
        "DEMO_LOGINS": str(folder / ".demo-logins"),
        "PYTHONWARNINGS": "ignore",
        **variables,
    }


def python(*arguments: str, env: Mapping[str, str], said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=env, input=said, capture_output=True, text=True, timeout=120
    )
