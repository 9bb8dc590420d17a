"""The warm process of `forkserver`, as seen by the process that asks it for kernels."""

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from typing import IO, Any

from pipeline import names

UMGEBUNG = {"PYTHONHASHSEED": "0", "PYTHONSTARTUP": "", "TZ": "UTC", **dict.fromkeys(names.EIN_FADEN, "1")}
"""What a kernel must find when its interpreter begins, so that its outputs repeat."""

_PAUSE = 0.02


class Server:
    """A process that forks kernels; it ends with the process that began it."""

    def __init__(self) -> None:
        """Begin it; it imports while we go on."""
        self._lock = threading.RLock()
        self._rest = b""
        self._exits: dict[int, int] = {}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.notebooks.forkserver"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=os.environ | UMGEBUNG,
            start_new_session=True,  # Ctrl-C is for us: we end our kernels ourselves
        )
        atexit.register(self.close)

    def close(self) -> None:
        """End it with all its kernels."""
        for pipe in (self._process.stdin, self._process.stdout):
            _pipe(pipe).close()
        self._process.wait()

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it can still be asked."""
        return self._process.poll() is None

    def fork(self, argv: list[str], env: Mapping[str, str], cwd: str) -> "ForkedKernel":
        """Begin a kernel with these arguments, in this environment and folder.

        Raises: EOFError where the server went down.
        """
        request = json.dumps({"argv": argv, "env": dict(env), "cwd": cwd}).encode() + b"\n"
        with self._lock:
            _pipe(self._process.stdin).write(request)
            while True:
                for answer in self._answers(None):
                    if "exit" not in answer:
                        return ForkedKernel(self, answer["pid"])

    def exit_code(self, pid: int) -> int | None:
        """Exit status of a kernel, None while it lives; -9 where the server went down and took it along."""
        with self._lock:
            try:
                self._answers(0)
            except EOFError:
                self._exits.setdefault(pid, -signal.SIGKILL)
            return self._exits.get(pid)

    def _answers(self, timeout: float | None) -> list[dict[str, int]]:
        """Read what the server has said, waiting for something for so long; keep the exits."""
        out = _pipe(self._process.stdout)
        if not select.select([out], [], [], timeout)[0]:
            return []
        data = out.read(65_536)
        if not data:
            raise EOFError("the process that forks kernels went down")
        *lines, self._rest = (self._rest + data).split(b"\n")
        answers: list[dict[str, int]] = [json.loads(line) for line in lines]
        self._exits |= {answer["pid"]: answer["exit"] for answer in answers if "exit" in answer}
        return answers


class ForkedKernel:
    """What subprocess.Popen is for a kernel that was started."""

    stdin = stdout = stderr = None

    def __init__(self, server: Server, pid: int) -> None:
        self._server = server
        self.pid = pid

    def poll(self) -> int | None:
        """Exit status, or None while it lives."""
        return self._server.exit_code(self.pid)

    def wait(self) -> int:
        """Exit status, once it has one."""
        while (code := self.poll()) is None:
            time.sleep(_PAUSE)
        return code

    def send_signal(self, signum: int) -> None:
        """Signal it, unless it has ended: its number may belong to another process by then."""
        if self.poll() is None:
            os.kill(self.pid, signum)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


def _pipe(pipe: IO[Any] | None) -> IO[Any]:
    """The pipe itself; Popen's type says it might not be there."""
    if pipe is None:
        raise EOFError("the process that forks kernels has no pipe")
    return pipe
