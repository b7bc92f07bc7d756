"""What is learned of a model on a server, kept for the next process: form, bound, window, tokens."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from adapters.openai.ladder import Limit, Rung
from bot.stores import AbilityStore

ASSUMED_WINDOW = 32_768
"""Tokens that prompt and answer may take together where nobody has said otherwise."""

SMALLEST_WINDOW = 1_024
"""Below this nothing sensible can be asked: a smaller figure is a server's mistake."""

FACTORS = (0.5, 2.5)
"""Bounds of what a prompt's tokens may be, relative to the estimate, before a figure is not believed."""

SPARE = 4_000
"""Tokens that an answer gets besides its own where a model was seen to think aloud before it."""

_STEP = 0.2  # how much one more prompt counts
_WORTH_STORING = 0.05
_LEARN_FROM = 500  # estimated tokens below which a chat's own marks blur the figure


@dataclass
class Abilities:
    """Implements the learning; `rung_works` once an answer came in the present form."""

    store: AbilityStore
    server: str
    model: str
    rung: Rung = Rung.SCHEMA
    rung_works: bool = False
    limit: Limit = Limit.OLD
    window: int = ASSUMED_WINDOW
    factor: float = 1.0
    spare: int = 0
    _stored: dict[str, object] = field(default_factory=dict)
    _loaded: bool = False

    async def load(self) -> None:
        """Take over what was known, once."""
        if self._loaded:
            return
        self._loaded = True
        self._take(await self.store.known(self.server, self.model))

    async def learn_rung(self, rung: Rung) -> None:
        """Remember that answers came in this form."""
        self.rung, self.rung_works = rung, True
        await self._keep("rung", rung.value)

    async def learn_limit(self, limit: Limit) -> None:
        """Remember the name of the answer's bound."""
        self.limit = limit
        await self._keep("limit", limit.value)

    async def learn_window(self, window: int) -> None:
        """Remember a window; a figure that is too small to be true is not."""
        if window >= SMALLEST_WINDOW:
            self.window = window
            await self._keep("window", window)

    async def learn_to_spare(self) -> None:
        """Remember that the model thinks aloud and needs room for it."""
        self.spare = SPARE
        await self._keep("spare", SPARE)

    async def learn_tokens(self, estimated: int, really: int) -> None:
        """Move the factor towards what a prompt of `estimated` tokens really took."""
        if estimated < _LEARN_FROM or not FACTORS[0] <= really / estimated <= FACTORS[1]:
            return
        self.factor += _STEP * (really / estimated - self.factor)
        stored = self._stored.get("factor")
        if not isinstance(stored, float) or abs(stored - self.factor) > _WORTH_STORING:
            await self._keep("factor", self.factor)

    async def _keep(self, name: str, value: object) -> None:
        if self._stored.get(name) != value:
            self._stored[name] = value
            await self.store.learn(self.server, self.model, name, value)

    def _take(self, known: Mapping[str, object]) -> None:
        """Take what is known and makes sense: another release may have written it."""
        self._stored = dict(known)
        if known.get("rung") in tuple(Rung):
            self.rung, self.rung_works = Rung(str(known["rung"])), True
        if known.get("limit") in tuple(Limit):
            self.limit = Limit(str(known["limit"]))
        self.spare = SPARE if known.get("spare") else 0
        window, factor = known.get("window"), known.get("factor")
        if isinstance(window, int) and window >= SMALLEST_WINDOW:
            self.window = window
        if isinstance(factor, float) and FACTORS[0] <= factor <= FACTORS[1]:
            self.factor = factor
