"""What a kill campaign does, and what its verdict holds."""

from dataclasses import dataclass, field

from benchmarks.standin import Faults


@dataclass(frozen=True)
class Plan:
    """Kill `kills` times one of `workers`, each so long (seconds, from and to) after it was ready.

    With `for_good` a killed worker does not come back, and the others take over what it had.
    """

    database: str
    kills: int
    digests: int = 200
    repos: int = 50
    workers: int = 1
    for_good: bool = False
    every: tuple[float, float] = (0.1, 1.2)
    dead_after: float = 5.0
    faults: Faults = field(default_factory=Faults)
    seed: int = 1
    limit: float = 3_600.0  # seconds for the whole of it


@dataclass(frozen=True)
class Verdict:
    """What the log of the service says, and what the run cost."""

    kills: int
    messages: int
    doubled: int
    missing: int
    disordered: int
    unfinished: int  # editions that our own tables do not call posted
    model_calls: int
    ideal_calls: int
    paid_twice: int  # calls about a commit whose answer was stored already
    searches: int
    seconds: float
    after_last_kill: float

    @property
    def clean(self) -> bool:
        """Whether everything that must hold does."""
        return not (self.doubled or self.missing or self.disordered or self.unfinished or self.paid_twice)

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.messages} messages: {self.doubled} doubled, {self.missing} missing, "
            f"{self.disordered} out of order, {self.unfinished} unfinished; model calls {self.model_calls} "
            f"(ideal {self.ideal_calls}), {self.paid_twice} of them paid twice; {self.searches} searches; "
            f"{self.seconds:.1f} s, {self.after_last_kill:.1f} s after the last kill"
        )
