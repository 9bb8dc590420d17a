"""A process that has imported everything a notebook needs, and forks a kernel from itself on demand.

Run as `python -m pipeline.notebooks.forkserver`. It reads one request per line of its standard input and
answers in lines of JSON: `{"pid": ...}` for a kernel begun, `{"pid": ..., "exit": ...}` for one that ended.
At the end of its input it ends its kernels and itself, so that nothing outlives the process that asked.
multiprocessing's own fork server is no choice here: it refuses to work for a daemonic process, as workers of
a cluster are, and imports the main module of the asking process once for every kernel.
"""

import contextlib
import gc
import importlib
import json
import os
import selectors
import signal
import traceback
from pathlib import Path
from typing import Any

from pipeline import warmup

_CHUNK = 65_536


def main() -> None:
    """Import once, then serve until the input ends."""
    for module in warmup.modules():
        importlib.import_module(module)
    gc.collect()
    gc.freeze()  # a kernel that collects garbage need not copy the pages of what was imported
    serve()


def be_server(requests: int, answers: int) -> None:
    """Turn this copy of a process that has imported the same into a server; never returns."""
    code = 1
    try:
        os.setsid()
        os.dup2(requests, 0)
        os.dup2(answers, 1)
        _close_the_rest()
        serve()
        code = 0
    except BaseException:  # noqa: BLE001  # whatever it is: this copy must not go on as the other process
        traceback.print_exc()
    os._exit(code)


def _close_the_rest() -> None:
    """Close what belongs to the other process: the ends of its pipes must not live on in its copies."""
    for handle in [int(datei.name) for datei in Path("/dev/fd").iterdir()]:
        if handle > 2:
            with contextlib.suppress(OSError):  # the listing's own
                os.close(handle)


def serve() -> None:
    """Fork a kernel per request, and say of each when it ended."""
    wake, waker = os.pipe()
    os.set_blocking(waker, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(waker)
    kernels: set[int] = set()
    with selectors.DefaultSelector() as ready:
        ready.register(0, selectors.EVENT_READ)
        ready.register(wake, selectors.EVENT_READ)
        while _served(ready, wake, kernels):
            pass
    for pid in kernels:
        os.kill(pid, signal.SIGKILL)


def _served(ready: selectors.BaseSelector, wake: int, kernels: set[int]) -> bool:
    """Serve what is ready; False at the end of the input."""
    for key, _ in ready.select():
        data = os.read(int(key.fd), _CHUNK)
        if key.fd == wake:
            _reap(kernels)
        elif not data:
            return False
        else:
            for line in _whole_lines(data).splitlines():
                kernels.add(_forked(json.loads(line)))
    return True


def _whole_lines(data: bytes) -> bytes:
    """Read on until the last request is whole."""
    while not data.endswith(b"\n"):
        data += os.read(0, _CHUNK)
    return data


def _reap(kernels: set[int]) -> None:
    """Take the exit status of every kernel that ended."""
    for pid in sorted(kernels):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            kernels.discard(pid)
            _answer({"pid": pid, "exit": os.waitstatus_to_exitcode(status)})


def _forked(request: dict[str, Any]) -> int:
    """Begin a kernel; the pid of it."""
    server = os.getpid()
    pid = os.fork()
    if not pid:
        _be_kernel(request, server)
    _answer({"pid": pid})
    return pid


def _be_kernel(request: dict[str, Any], server: int) -> None:
    """Turn this copy of the process into a kernel of ipykernel that ends with its server; never returns."""
    code = 1
    try:
        _settle(request)
        kernelapp = importlib.import_module("ipykernel.kernelapp")
        # an argument: the variable that says the same was read when ipykernel was imported, by the server
        follows = f"--IPKernelApp.parent_handle={server}"
        if os.getppid() == server:  # else it ended in between, and nobody is there to be followed
            kernelapp.launch_new_instance(argv=[*request["argv"], follows])
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001  # whatever it is: this copy must not go on as a server
        traceback.print_exc()
    os._exit(code)


def _settle(request: dict[str, Any]) -> None:
    """Give up what belongs to the server: its signals, its pipes, its environment, its folder."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])


def _answer(what: dict[str, int]) -> None:
    os.write(1, json.dumps(what).encode() + b"\n")


if __name__ == "__main__":
    main()
