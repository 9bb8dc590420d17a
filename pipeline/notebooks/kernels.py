"""A kernel of this very interpreter, whatever kernels are installed on the machine."""

import math
import time
from pathlib import Path
from queue import Empty
from typing import Any

from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import DeadKernelError
from traitlets import default

from pipeline.notebooks import provisioner

_ANTWORT, _AUSGABE = 1.0, 0.2
"""Seconds that a kernel has for an answer, and for an output, before it is asked again; as in jupyter_client."""


class Client(AsyncKernelClient):
    """Goes on as soon as the kernel answers."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers and its outputs arrive.

        jupyter_client would then listen on until nothing came for a fifth of a second; what came for others
        than its own cells nbclient passes over anyway.

        Raises: DeadKernelError where the kernel ended; RuntimeError where it was silent for so many seconds.
        """
        ends = time.monotonic() + (math.inf if timeout is None else timeout)
        while not await self._answered():
            if not await self.is_alive():
                self.stop_channels()  # before the sockets are destroyed that one of them listens to in a thread
                raise DeadKernelError("the kernel ended before it answered")
            if time.monotonic() > ends:
                raise RuntimeError(f"the kernel did not answer in {timeout} seconds")

    async def _answered(self) -> bool:
        self.kernel_info()
        try:
            answer = await self.get_shell_msg(timeout=_ANTWORT)
            if answer["msg_type"] != "kernel_info_reply":
                return False
            await self.get_iopub_msg(timeout=_AUSGABE)
        except Empty:
            return False
        self._handle_kernel_info_reply(answer)
        return True


def kernel(umgebung: dict[str, str], werkstatt: Path) -> type[AsyncKernelManager]:
    """Make the class of a kernel with this environment, whose files lie in the workshop."""
    herkunft = {"kernel_provisioner": {"provisioner_name": provisioner.NAME}}
    angaben: dict[str, Any] = {"env": umgebung, "metadata": herkunft if provisioner.available() else {}}

    class Kernel(AsyncKernelManager):
        @property
        def kernel_spec(self) -> KernelSpec:
            # what the kernel logs about its sockets means nothing to a reader of our messages
            return KernelSpec(**get_kernel_dict(["--log-level=CRITICAL"]) | angaben)

        @default("connection_file")
        def _in_the_workshop(self) -> str:
            return str(werkstatt / "kernel.json")

        @default("client_factory")
        def _client(self) -> type[Client]:
            return Client

    return Kernel
