"""The shape of the house: which floor a module stands on, and that imports run downwards only."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("spa", "intake", "booking")

# From the ground up. A name stands for the module and for all within it; the longest that fits counts.
FLOORS = {
    "pure": [
        "intake.vocabulary", "intake.regions", "intake.body_shapes", "intake.exceptions", "intake.answers",
        "intake.rules", "intake.questionnaire", "intake.telling", "booking.intervals", "booking.exceptions",
    ],
    "rows of the house": ["spa.models", "intake.clock"],
    "rows of intake": ["intake.constraints", "intake.models", "intake.signals"],
    "rows of booking": ["booking.constraints", "booking.models"],
    "verbs": [
        "intake.permissions", "intake.screenings", "intake.submissions", "booking.permissions",
        "booking.availability", "booking.scheduling", "booking.charting", "booking.erasing", "booking.suggestions",
        "booking.summaries",
    ],
    "forms": ["intake.forms", "booking.forms"],
    "edges": [
        f"{part}.{edge}"
        for part in ("intake", "booking")
        for edge in ("admin", "apps", "checks", "demo", "management", "receivers", "templatetags", "urls", "views")
    ],
    "roof": [
        f"spa.{room}"
        for room in (
            "accounts", "actors", "admin", "apps", "backups", "caching", "context", "copying", "databases", "formats",
            "gunicorn", "history", "houses", "install", "kept", "launch", "logs", "management", "outages",
            "page_tokens", "roles", "sessions", "settings", "site", "supervision", "templatetags", "urls", "views",
            "whose_page", "wsgi",
        )
    ],
}  # fmt: skip
HEIGHT = {name: height for height, names in enumerate(FLOORS.values()) for name in names}
EMPTY_ROOTS = set(PARTS)  # spa, intake and booking themselves hold nothing


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def python_files() -> list[Path]:
    found = (path for part in PARTS for path in (ROOT / part).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


MODULES = {module_name(path): path for path in python_files()}
PLACED = sorted(set(MODULES) - EMPTY_ROOTS)


def height(module: str) -> int | None:
    """The floor that a module stands on, None where it stands on none."""
    while module:
        if module in HEIGHT:
            return HEIGHT[module]
        module = module.rpartition(".")[0]
    return None


def imports(path: Path) -> Iterator[str]:
    """Every module of ours that a file imports, inside functions too; names are followed to their modules."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            inside = (f"{node.module}.{alias.name}" for alias in node.names)
            names = [name if name in MODULES else node.module for name in inside]
        else:
            continue
        yield from (name for name in names if name.partition(".")[0] in PARTS)


def strings(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("module", PLACED)
def test_a_module_stands_on_a_floor(module):
    assert height(module) is not None, f"{module} stands on no floor: name it in FLOORS"


@pytest.mark.parametrize("name", sorted(EMPTY_ROOTS))
def test_the_parts_themselves_hold_nothing(name):
    assert (ROOT / name / "__init__.py").read_text() == ""


@pytest.mark.parametrize("module", PLACED)
def test_imports_run_downwards(module):
    here = height(module)
    upwards = {name for name in imports(MODULES[module]) if name not in EMPTY_ROOTS and height(name) > here}

    assert upwards == set()


@pytest.mark.parametrize("module", [name for name in PLACED if not name.startswith("spa.")])
def test_nobody_imports_the_roof(module):
    assert {name for name in imports(MODULES[module]) if name.startswith("spa") and name != "spa.models"} == set()


@pytest.mark.parametrize("module", [name for name in PLACED if name.startswith("intake.")])
def test_intake_knows_no_booking(module):
    """Neither by import, nor by a model's string, nor by an address."""
    named = [text for text in strings(MODULES[module]) if re.search(r"\bbooking[.:]\w", text)]

    assert [name for name in imports(MODULES[module]) if name.startswith("booking")] == []
    assert named == []


@pytest.mark.parametrize("path", sorted((ROOT / "templates/intake").rglob("*.html")), ids=lambda path: path.name)
def test_pages_of_intake_name_nothing_of_booking(path):
    assert re.findall(r"\bbooking[:/.]\w+", path.read_text()) == []


def test_the_pure_floor_needs_no_django():
    modules = [name for name in PLACED if height(name) == 0]
    code = f"import sys, importlib\nfor name in {modules}: importlib.import_module(name)\n"
    code += "print(sorted(name for name in sys.modules if name.partition('.')[0] == 'django'))"

    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("module", [name for name in PLACED if height(name) == 0])
def test_the_pure_floor_reads_no_clock(module):
    text = MODULES[module].read_text()

    assert re.findall(r"\b(?:date\.today|datetime\.(?:now|utcnow)|time\.time|import time)\b", text) == []


def written_by_hand() -> list[Path]:
    kinds = {".py", ".html", ".css", ".js"}
    folders = (*PARTS, "templates", "tests")
    found = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in kinds)
    return sorted(path for path in found if "migrations" not in path.parts)


def test_no_file_is_over_300_lines():
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in written_by_hand()}

    assert {name: lines for name, lines in lengths.items() if lines > 300} == {}
