"""What was taken already: Slack delivers some things twice, and others may send a copy."""

from collections import OrderedDict


class Seen:
    """Remembers marks for so many seconds, so that memory does not grow with time."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._seen: OrderedDict[str, float] = OrderedDict()

    def is_new(self, mark: str, now: float) -> bool:
        """Note `mark`, and return whether it was not there before; `now` in seconds of any clock."""
        while self._seen and next(iter(self._seen.values())) < now - self._seconds:
            self._seen.popitem(last=False)
        if mark in self._seen:
            return False
        self._seen[mark] = now
        return True
