"""Many jobs on any executor: of this machine, or of a cluster."""

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, as_completed
from multiprocessing.connection import wait
from typing import TypeVar

from pipeline import warmup
from pipeline.notebooks import provisioner, warm
from pipeline.notebooks.execution import ABGESTUERZT

Job = TypeVar("Job")

NEUANFAENGE = 3
"""Times in a row that a new executor is begun though the one before finished nothing."""

PAUSE = 0.2
"""Seconds before the first of them; twice as long before the second."""


def run_all(
    work: Callable[[Job], str], jobs: Sequence[Job], begin: Callable[[], Executor]
) -> Iterator[tuple[Job, str]]:
    """Do all jobs, whatever becomes of one of them.

    Takes:   what does a job and returns an error in words, or nothing; it and the jobs can be pickled;
             what begins an executor.
    Returns: each job with its error, in the order in which they end. Where a process of the executor dies,
             what it left undone is done by a new one; a job must therefore leave nothing half done.
    Raises:  KeyboardInterrupt; what is running then is ended by who catches it.
    """
    left, fruitless = list(jobs), 0
    while left and fruitless < NEUANFAENGE:
        before = len(left)
        for job, error in _until_broken(work, left, begin):
            left.remove(job)
            yield job, error
        fruitless = fruitless + 1 if len(left) == before else 0
        time.sleep(fruitless * PAUSE)  # what was killed takes a moment to be gone, and is asked until then
    yield from ((job, ABGESTUERZT) for job in left)


def _until_broken(
    work: Callable[[Job], str], jobs: Sequence[Job], begin: Callable[[], Executor]
) -> Iterator[tuple[Job, str]]:
    """Yield what was done until the executor broke, or until the end."""
    executor = begin()
    futures: dict[Future[str], Job] = {}
    try:
        for job in jobs:
            futures[_submitted(executor, work, job)] = job
        yield from ((futures[future], _error(future)) for future in as_completed(futures))
    except BrokenExecutor:
        return
    finally:
        for future in futures:
            future.cancel()  # an executor of Dask knows no cancelling at its shutdown
        executor.shutdown(wait=True)


def _submitted(executor: Executor, work: Callable[[Job], str], job: Job) -> Future[str]:
    """Hand a job over.

    Raises: BrokenExecutor, also where the process died that was to begin another for this job.
    """
    try:
        return executor.submit(work, job)
    except (EOFError, OSError) as died:
        raise BrokenExecutor from died


def _error(future: Future[str]) -> str:
    """What a job says of itself, or what went wrong with it that it did not foresee.

    Raises: BrokenExecutor where it is the executor that broke.
    """
    try:
        return future.result()
    except BrokenExecutor:
        raise
    except Exception as defect:  # noqa: BLE001  # one job must not end the others; it is told in the end
        return f"unerwarteter Fehler, {type(defect).__name__}: {defect}"


def processes(number: int, imported: Sequence[str] = ()) -> Executor:
    """Processes of this machine; they end with the one that began them, even if that is killed.

    Takes: how many; modules the work needs. One process imports them and what notebooks need; all others,
           the kernels among them, are copies of it.
    """
    warmup.begin(imported)
    context = multiprocessing.get_context("forkserver")
    return ProcessPoolExecutor(number, mp_context=context, initializer=_settle)


def _settle() -> None:
    """Leave Ctrl-C to the process that began us, and follow it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # a copy that collects garbage need not look at what was imported
    if provisioner.available():
        provisioner.server(warm.copied)  # now: a process with threads is not to be copied
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
