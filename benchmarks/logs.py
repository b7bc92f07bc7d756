"""A log that keeps its lines, for benchmarks and for tests."""


class KeptLog:
    """Keeps what operators would read: (level, event, data)."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str, dict[str, object]]] = []

    def info(self, event: str, **data: object) -> None:
        """Keep something ordinary."""
        self.lines.append(("info", event, data))

    def warning(self, event: str, **data: object) -> None:
        """Keep a warning."""
        self.lines.append(("warning", event, data))

    def exception(self, event: str, **data: object) -> None:
        """Keep a failure."""
        self.lines.append(("exception", event, data))
