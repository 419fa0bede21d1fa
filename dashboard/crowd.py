"""How many readers there are, and from where: limits that an office behind one address does not notice and a flood does."""

import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

MINUTE = 60.0
MESSAGES_PER_MINUTE = 600  # of one screen: ten a second is faster than hands
MOST_ADDRESSES = 100_000  # whose requests are counted at a time
NOBODY = "-"
WITH_PORT = re.compile(r"\[([^\]]+)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+")


@dataclass
class Crowd:
    """Who is here. Without limits of its own a process serves 500 screens: a meeting has 30."""

    most_screens: int = 500
    most_screens_per_address: int = 500
    requests_per_minute: int = 0  # of one address; 0 counts none
    trusted: Sequence[IPv4Network | IPv6Network] = ()  # proxies whose word is taken for where a reader is
    clock: Callable[[], float] = time.monotonic
    screens: Counter[str] = field(default_factory=Counter)
    _requests: Counter[str] = field(default_factory=Counter)
    _since: float = float("-inf")

    def address(self, scope: Mapping) -> str:
        """Where a request comes from: the nearest address that is none of our proxies; of IPv6 the network, which is one reader's."""
        said = [value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
        hops = [hop.strip() for line in said for hop in line.split(",")]
        here = (scope.get("client") or (NOBODY,))[0]
        while hops and self._is_trusted(here):
            here = hops.pop()
        return _of_one_reader(here)

    def _is_trusted(self, address: str) -> bool:
        found = _read(address)
        return found is not None and any(found in network for network in self.trusted)

    def may_ask(self, address: str) -> bool:
        """Whether one more request of this address is within its minute; counts it."""
        if not self.requests_per_minute:
            return True
        now = self.clock()
        if now - self._since >= MINUTE or len(self._requests) > MOST_ADDRESSES:
            self._requests.clear()
            self._since = now
        self._requests[address] += 1
        return self._requests[address] <= self.requests_per_minute

    def has_room(self, address: str) -> bool:
        """Whether one more screen may be opened from this address."""
        return self.screens.total() < self.most_screens and self.screens[address] < self.most_screens_per_address

    def enter(self, address: str) -> bool:
        """Open a screen, where there is room."""
        if not self.has_room(address):
            return False
        self.screens[address] += 1
        return True

    def leave(self, address: str) -> None:
        """A screen was closed."""
        self.screens[address] -= 1
        if not self.screens[address]:
            del self.screens[address]

    def pace(self) -> "Pace":
        """What counts one screen's messages."""
        return Pace(self.clock)


@dataclass
class Pace:
    """How fast one screen speaks."""

    clock: Callable[[], float]
    _since: float = float("-inf")
    _messages: int = 0

    def may_go_on(self) -> bool:
        """Whether one more message is within the minute; counts it."""
        now = self.clock()
        if now - self._since >= MINUTE:
            self._since, self._messages = now, 0
        self._messages += 1
        return self._messages <= MESSAGES_PER_MINUTE


def _of_one_reader(address: str) -> str:
    found = _read(address)
    if found is None:
        return address[:64]
    return str(ip_network((found, 64), strict=False) if isinstance(found, IPv6Address) else found)


def _read(address: str) -> IPv4Address | IPv6Address | None:
    """The address as such: without the port some proxies add, an IPv4 one seen from an IPv6 socket as itself. None for what is none."""
    with_port = WITH_PORT.fullmatch(address)
    try:
        found = ip_address(with_port[1] or with_port[2] if with_port else address)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
