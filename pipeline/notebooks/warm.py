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
from typing import IO, Any, Protocol

from pipeline import warmup
from pipeline.notebooks import forkserver

_PAUSE = 0.02


class WarmProcess(Protocol):
    """What a server needs of its process: subprocess.Popen has it, and so has a copy of this process."""

    stdin: IO[bytes] | None
    stdout: IO[bytes] | None
    pid: int

    def poll(self) -> int | None:
        """Exit status, or None while it lives."""

    def wait(self) -> int:
        """Exit status, once it has one."""


def started() -> WarmProcess:
    """An interpreter of its own; it imports while we go on."""
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline.notebooks.forkserver"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        env=os.environ | warmup.UMGEBUNG,
        start_new_session=True,  # Ctrl-C is for us: we end our kernels ourselves
    )


def copied() -> WarmProcess:
    """A copy of this process, which must have no threads, if it is what a kernel must come from."""
    return started() if sys.flags.hash_randomization else _Copy()  # then it began in another environment


class _Copy:
    """What subprocess.Popen is, for a process that was forked."""

    def __init__(self) -> None:
        requests, ask = os.pipe()
        answer, answers = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            forkserver.be_server(requests, answers)
        os.close(requests)
        os.close(answers)
        self.stdin: IO[bytes] | None = os.fdopen(ask, "wb", buffering=0)
        self.stdout: IO[bytes] | None = os.fdopen(answer, "rb", buffering=0)
        self._status: int | None = None

    def poll(self) -> int | None:
        return self._ended(os.WNOHANG)

    def wait(self) -> int:
        status = self._ended(0)
        return 0 if status is None else status

    def _ended(self, options: int) -> int | None:
        if self._status is None:
            pid, status = os.waitpid(self.pid, options)
            self._status = os.waitstatus_to_exitcode(status) if pid else None
        return self._status


class Server:
    """A process that forks kernels; it ends with the process that began it."""

    def __init__(self, process: WarmProcess) -> None:
        self._lock = threading.RLock()
        self._rest = b""
        self._exits: dict[int, int] = {}
        self._process = process
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
