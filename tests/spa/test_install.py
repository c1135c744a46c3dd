"""The environment is made once, and again only when what it was made from has changed."""

import sys

import pytest

from spa import install

pytestmark = pytest.mark.one_database


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """A clone with its requirements, and an environment that is this very one."""
    monkeypatch.setattr(install, "ROOT", tmp_path)
    monkeypatch.setattr(install, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(install, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    (tmp_path / "requirements.txt").write_text("Django==5.2.19\n")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\npytest==9.2.0\n")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    return tmp_path


@pytest.fixture
def steps(monkeypatch) -> list[str]:
    """What would be run, by its verb."""
    taken = []
    monkeypatch.setattr(install, "run", lambda *command, hint="": taken.append(str(command[2])))
    return taken


def test_the_second_time_there_is_nothing_to_do(clone, steps):
    install.main("requirements.txt")
    assert steps == ["pip"]

    install.main("requirements.txt")
    assert steps == ["pip"]


@pytest.mark.parametrize("changed", ["requirements.txt", "requirements-dev.txt"])
def test_a_changed_pin_is_installed(changed, clone, steps):
    install.main("requirements-dev.txt")
    (clone / changed).write_text("Django==5.2.20\n")

    install.main("requirements-dev.txt")

    assert steps == ["pip", "pip"]


def test_what_tests_need_is_no_matter_of_a_desk_that_runs(clone, steps):
    install.main("requirements.txt")
    (clone / "requirements-dev.txt").write_text("pytest==9.9.9\n")

    install.main("requirements.txt")

    assert steps == ["pip"]


def test_an_environment_that_is_broken_is_made_anew(clone, steps):
    install.main("requirements.txt")
    (clone / ".venv" / "bin" / "python").unlink()

    install.main("requirements.txt")

    assert steps == ["pip", "venv", "pip"]


def test_an_old_python_is_told_so(clone, monkeypatch):
    monkeypatch.setattr(install, "OLDEST", (9, 0))

    with pytest.raises(SystemExit, match=r"Spa Desk needs Python 3.11 or newer"):
        install.main("requirements.txt")


def test_a_step_that_fails_ends_in_a_sentence(clone):
    with pytest.raises(SystemExit, match="That did not work: .*\nTry this"):
        install.run(sys.executable, "-c", "raise SystemExit(1)", hint="Try this")
