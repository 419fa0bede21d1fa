"""Work in many like pieces, spread over the machine's processors: a page takes half a second, and a site has hundreds."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from functools import partial

WORTH = 20  # pieces that make up for starting a process, which takes three seconds
TOGETHER = 8  # pieces a process is handed at once


def over(pieces: Sequence, do: Callable, ready: Callable[[], AbstractContextManager]) -> Iterator[int]:
    """Call do(piece) for every piece inside `ready()`, and yield how many are done so far; what one raises ends all. `do` and `ready` can be sent to another process."""
    processes, done = min(os.cpu_count() or 1, len(pieces) // WORTH), 0
    handed = [pieces[at : at + TOGETHER] for at in range(0, len(pieces), TOGETHER)]
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) if processes > 1 else nullcontext() as pool:
        for some in (pool.map if pool else map)(partial(_some, do, ready), handed):
            yield (done := done + some)


def _some(do: Callable, ready: Callable[[], AbstractContextManager], pieces: Sequence) -> int:
    with ready():
        for piece in pieces:
            do(piece)
    return len(pieces)
