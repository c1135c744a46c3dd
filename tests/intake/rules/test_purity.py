"""The rules know no Django, no clock and no database: a fresh interpreter imports them and loads none."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PURE = ("intake.vocabulary", "intake.regions", "intake.answers", "intake.rules", "intake.rules.lines",
        "intake.rules.book_text")  # fmt: skip
LOADED = "import sys, {module}; print(sorted({{name.split('.')[0] for name in sys.modules}} & {watched}))"


def loaded(module, watched):
    source = LOADED.format(module=module, watched=watched)
    ran = subprocess.run([sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


@pytest.mark.parametrize("module", PURE)
def test_a_pure_module_loads_no_django(module):
    assert loaded(module, {"django", "spa", "booking", "sqlite3"}) == "[]"


@pytest.mark.parametrize("module", ["intake.vocabulary", "intake.regions"])
def test_the_words_need_the_standard_library_only(module):
    assert loaded(module, {"django", "pydantic"}) == "[]"


def test_equal_answers_give_equal_bytes_in_another_interpreter():
    source = (
        "from intake.rules.lines import screen_lines\n"
        'line = b\'{"medications": ["anticoagulant", "sedative"], "goals": ["mobility", "wellness"], "age": 17}\'\n'
        "print(*[each.screening for each in screen_lines([line])])"
    )
    ran = [
        subprocess.run([sys.executable, "-c", source], cwd=ROOT, capture_output=True, check=True,
                       env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    ]  # fmt: skip

    assert ran[0] == ran[1] != b"\n"
