"""Makes ``.venv`` and keeps it as the pinned requirements say: ``python3 spa/install.py requirements.txt``.

Run by the machine's own Python, so it uses the standard library alone. What was installed is stamped with a hash of
the requirements; as long as they stay the same, there is nothing to do.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


def main(requirements: str) -> None:
    if sys.version_info < OLDEST:
        sys.exit(f"Spa Desk needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}.")
    wanted = fingerprint(requirements)
    stamp = VENV / f".installed-{requirements}"
    if works() and stamp.exists() and stamp.read_text() == wanted:
        return
    make_venv()
    print(f"Installing what {requirements} names; this takes a minute or two, and only once.", flush=True)
    run(PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "-r", ROOT / requirements)
    stamp.write_text(wanted)


def fingerprint(requirements: str) -> str:
    """Of the requirements, those they build on, and the Python that they are for."""
    digest = hashlib.sha256(sys.version.encode())
    for name in sorted({requirements, "requirements.txt"}):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def works() -> bool:
    """Whether the environment's own Python and pip start: a moved folder or a new system Python breaks them."""
    try:
        return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    if works():
        return
    run(sys.executable, "-m", "venv", "--clear", VENV, hint="On Debian and Ubuntu: apt-get install python3-venv")


def run(*command: object, hint: str = "") -> None:
    try:
        subprocess.run([str(part) for part in command], check=True)
    except subprocess.CalledProcessError:
        sys.exit(f"That did not work: {' '.join(str(part) for part in command)}\n{hint}".strip())


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "requirements.txt")
