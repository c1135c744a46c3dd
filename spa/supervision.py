"""Runs a few programs side by side: told to stop, or when one of them ends, all of them end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence

PATIENCE = 20  # seconds that a program has to finish what it is doing
LOOK_EVERY = 0.2


class Household:
    """Programs by the names that people call them by."""

    def __init__(self, commands: Mapping[str, Sequence[str]]) -> None:
        self.commands = commands
        self.running: dict[str, subprocess.Popen] = {}
        self.told_to_stop = False

    def run(self, when_started: Callable[[], bool], announce: Callable[[], None]) -> int:
        """Start all, announce once ``when_started`` says so, and stay until the end. Returns an exit code."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            for name, command in self.commands.items():
                # A session of its own: Ctrl-C in a terminal reaches us alone, and we stop them in turn.
                self.running[name] = subprocess.Popen(command, start_new_session=True)
            return self._stay(when_started, announce)
        finally:
            self._end_all()

    def _stop(self, *_: object) -> None:
        self.told_to_stop = True

    def _stay(self, when_started: Callable[[], bool], announce: Callable[[], None]) -> int:
        announced = False
        while not self.told_to_stop:
            for name, program in self.running.items():
                if program.poll() is not None:
                    print(f"{name} ended by itself (exit code {program.returncode}), so all ends.", file=sys.stderr)
                    return 1
            if not announced and when_started():
                announce()
                announced = True
            time.sleep(LOOK_EVERY)
        print("\nClosing the desk.", flush=True)
        return 0

    def _end_all(self) -> None:
        for program in self.running.values():
            if program.poll() is None:
                program.terminate()
        deadline = time.monotonic() + PATIENCE
        for program in self.running.values():
            try:
                program.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(program.pid, signal.SIGKILL)
                program.wait()
