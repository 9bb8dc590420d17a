"""Kernels that are forked from a warm process: the provisioner of jupyter_client for them."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from pipeline.notebooks import warm
from pipeline.notebooks.warm import ForkedKernel, Server, WarmProcess

NAME = "sozialraum-fork"
"""Under this name jupyter_client finds it (entry point `jupyter_client.kernel_provisioners`)."""

_LAUNCHER = "ipykernel_launcher"
_running: list[Server] = []


def available() -> bool:
    """Whether kernels can be forked here: by the system, and by a package installed with its entry point."""
    return hasattr(os, "fork") and NAME in KernelProvisionerFactory.instance().provisioners


def server(begin: Callable[[], WarmProcess] = warm.started) -> Server:
    """The warm process of this process: begun when first asked for, and again where it is gone."""
    if not _running or not _running[0].alive:
        _running[:] = [Server(begin())]
    return _running[0]


class ForkProvisioner(LocalProvisioner):
    """Manages a forked kernel as jupyter_client manages one that it started itself."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel with the connection file that jupyter_client wrote."""
        argv = cmd[cmd.index(_LAUNCHER) + 1 :]
        kernel = _forked(argv, kwargs["env"], str(kwargs.get("cwd") or Path.cwd()))
        self.process = kernel  # type: ignore[assignment]  # what it needs of a Popen
        self.pid = self.pgid = kernel.pid  # it leads a process group of its own
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """End it, and see that it is gone: jupyter_client would look a tenth of a second later."""
        await super().kill(restart)
        if isinstance(self.process, ForkedKernel):
            self.process.wait()


def _forked(argv: list[str], env: dict[str, str], cwd: str) -> ForkedKernel:
    """Fork a kernel, from a new server where the old one went down unseen."""
    try:
        return server().fork(argv, env, cwd)
    except (EOFError, BrokenPipeError):
        _running.clear()
        return server().fork(argv, env, cwd)
