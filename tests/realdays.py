"""Two dozen days of real repositories, each of another form: what landed, how it is told, what shows it.

Every day is a history made with git, told by the daily run to a channel of each platform, from first commit
to frozen parts.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

from chat import ChatClient
from gitrepo import DAY, HOUR, START, Entry, Files, Spec, submodule
from oblige import ObligingModel
from office import Office
from strategies import SNARES
from telling import Follower, OneSource, on

from adapters.discord.render import parts_of as for_discord
from adapters.slack.render import parts_of as for_slack
from analysis.errors import ModelUnavailableError
from analysis.language import Language
from analysis.results import Level
from bot.daily import Daily, tell
from bot.digests import Digests
from bot.messages import Message
from bot.orders import order_data
from bot.ports import ChatPlatform, Part
from bot.subscriptions import Channel, Layout
from bot.writing import FactsWriter

RENDERERS: Mapping[str, Callable[[Message], tuple[Part, ...]]] = {"slack": for_slack, "discord": for_discord}
POOL = """\
class Pool:
    def __init__(self, size=10, timeout=30):
        self.size = size
        self.timeout = timeout

    def send(self, data):
        return data

    def close(self):
        pass
"""
BROKEN = POOL.replace("size=10, timeout=30", "size=4").replace("        self.timeout = timeout\n", "")
BROKEN = BROKEN.replace("    def send(self, data):\n        return data\n\n", "")
SAFER = POOL.replace("        pass", "        if self.size:\n            self.size = 0")
PYPROJECT = '[project]\nname = "app"\ndependencies = [\n    "httpx==0.27.0",\n]\n'
SNARE_NAMES = ("a b/`c` [d](e).py", "中文/文件 (1).py", "@everyone.md", "<!channel>&lt;.txt")


@dataclass
class Client(ChatClient):
    """A chat that renders as a real one does, and remembers how many parts each message became."""

    sizes: list[int] = field(default_factory=list)

    def render(self, message: Message) -> tuple[Part, ...]:
        """Return its parts."""
        parts = RENDERERS[self.name](message)
        self.sizes.append(len(parts))
        return parts


@dataclass
class Both(Follower):
    """A channel on each platform that follows the same repository."""

    model: ObligingModel | None = None

    def run_on(self, chat: ChatPlatform) -> Daily:
        """Return the daily run on one platform; with a model, its writer is asked."""
        writer = Office(self.model, clock=self.clock).writer() if self.model else None
        digests = Digests(writer, writer) if writer else Digests(FactsWriter())
        return Daily(OneSource(self.repo), digests, self.stores, {chat.name: chat}, self.clock)

    async def both_told(
        self, day: int, *, hours_late: float = 0, **more: object
    ) -> Mapping[str, list[list[Part]]]:
        """Tell both channels of a day; return the parts of each message of each in their order."""
        found = dict[str, list[list[Part]]]()
        for name in RENDERERS:
            chat = Client(self.service, name)
            order = replace(self.order(day, name), channel=Channel(name, "C1"), **more)  # type: ignore[arg-type] # the day names fields
            self.clock.time = order.due_at or order.day.end
            self.clock.move(hours_late * 3600)
            await tell(self.run_on(chat), order_data(order))
            frozen = await self.stores.editions.get(order.edition)
            assert frozen
            parts = iter(one.part for one in frozen.parts)
            found[name] = [list(islice(parts, size)) for size in chat.sizes]
        return found


@dataclass(frozen=True)
class RealDay:
    """One day: what happens before it is told, how it is told, and words that show its form."""

    name: str
    shows: str
    happens: Callable[[Both], Awaitable[None]]
    told: Mapping[str, object] = field(default_factory=dict)
    day: int = 1
    hours_late: float = 0
    model: Callable[[], ObligingModel] | None = None


def file(name: str, content: str | Entry | None, message: str, day: int = 1, hour: int = 3) -> Spec:
    """Return a commit that changes one file."""
    return Spec(message, {name: content}, START + day * DAY + hour * HOUR)


FIRST_COMMIT = Spec("Begin\n", {"src/app/pool.py": POOL, "pyproject.toml": PYPROJECT}, START)


async def _lands(both: Both, specs: Sequence[Spec]) -> None:
    both.repo.commits([FIRST_COMMIT, *specs])


def lands(*specs: Spec) -> Callable[[Both], Awaitable[None]]:
    """Have commits land, and nothing else happen."""
    return partial(_lands, specs=specs)


FIX = file("src/app/pool.py", SAFER, "fix: a crash when the pool is closed twice (#2)\n\nIt raised.\n")
BREAK = file(
    "src/app/pool.py",
    BROKEN,
    "feat!: a smaller pool (#3)\n\nNothing waits.\n\nBREAKING CHANGE: `size` is 4; `send` is gone.\n",
)
DOCUMENT = file("README.md", "# App\n\nA pool.\n", "docs: say what it is\n", hour=5)
CHINESE = file("src/app/pool.py", SAFER, "修复：连接池重复关闭时崩溃\n\n默认值不变；请先升级。\n")
BUMP = file(
    "pyproject.toml", PYPROJECT.replace("0.27.0", "1.0.0"), "Bump httpx from 0.27.0 to 1.0.0\n", hour=7
)
MIGRATION = file(
    "migrations/0002_drop.sql", "ALTER TABLE pool DROP COLUMN size;\n", "Drop a column\n", hour=8
)
ENVIRONMENT = file(
    "src/app/settings.py", 'import os\n\nSIZE = os.environ["POOL_SIZE"]\n', "Read the size\n", hour=9
)


async def _merged(both: Both) -> None:
    both.repo.commits([FIRST_COMMIT])
    side = both.repo.commits(
        [replace(FIX, branch="side", parents=[both.repo.tips["main"]]), replace(DOCUMENT, branch="side")]
    )
    both.repo.merge(
        "Merge pull request #7 from ada/side\n\nA safer pool\n",
        [side[-1]],
        {"src/app/pool.py": SAFER, "README.md": "# App\n\nA pool.\n"},
        START + DAY + 6 * HOUR,
    )


async def _late(both: Both) -> None:
    both.repo.commits([FIRST_COMMIT])
    await both.both_told(0)
    both.repo.commits([on(0, "Pushed a day late", hour=20), FIX])


async def _reverted(both: Both) -> None:
    _, fixed = both.repo.commits([FIRST_COMMIT, replace(FIX, at=START + HOUR)])
    await both.both_told(0)
    message = f'Revert "fix: a crash when the pool is closed twice (#2)"\n\nThis reverts commit {fixed}.\n'
    both.repo.commits([file("src/app/pool.py", POOL, message)])


async def _passed_over(both: Both) -> None:
    both.repo.commits([FIRST_COMMIT])
    await both.both_told(0)
    both.repo.commits([on(1, "Passed over"), on(2, "Passed over too"), on(3, "Of the day")])


async def _rewritten(both: Both) -> None:
    first, _ = both.repo.commits([FIRST_COMMIT, on(0, "Taken back")])
    await both.both_told(0)
    both.repo.commits([replace(FIX, parents=[first])])


def _hostile() -> list[Spec]:
    specs = [
        Spec(
            f"{snare}\n\n{snare}\n{snare} `x` **y**\n",
            {f"src/{number}.py": f"# {snare.encode('utf-8', 'replace').decode()}\nX{number} = {number}\n"},
            START + DAY + number * 60,
            author="@everyone <!channel> *Ada* _x_ <a@b>".replace("<!channel> ", "")
            if number % 2
            else "Ada <a@b>",
        )
        for number, snare in enumerate(one.replace("\x00", "") for one in SNARES)
    ]
    named: Files = dict.fromkeys(SNARE_NAMES, "x = 1\n")
    return [*specs, Spec("Add files with names\n", named, START + DAY + HOUR)]


LONG = "The pool closes twice; callers see an error. `send` waits. 默认值变了。\n" * 400
MANY = [file(f"docs/{n}.md", f"# {n}\n", f"docs: page {n} of the manual\n", hour=n % 20) for n in range(60)]
HIGHS = [
    file(
        "src/app/pool.py",
        BROKEN if n % 2 else POOL,
        f"feat!: change {n}\n\nBREAKING CHANGE: {n} is gone.\n",
        hour=n,
    )
    for n in range(16)
]
EVERYTHING = (BREAK, DOCUMENT, BUMP, MIGRATION, ENVIRONMENT)
OBLIGING = ObligingModel
DOWN = partial(ObligingModel, fail=lambda _: ModelUnavailableError("down"))

DAYS: Sequence[RealDay] = (
    RealDay("quiet", "Nothing landed that day", lands()),
    RealDay("quiet-zh", "没有提交", lands(), {"language": Language.ZH}),
    RealDay("ordinary", "a crash when the pool is closed twice", lands(FIX, DOCUMENT)),
    RealDay("upgrade-notes", "send", lands(*EVERYTHING)),
    RealDay("upgrade-notes-zh", "升级", lands(*EVERYTHING), {"language": Language.ZH}),
    RealDay("unfinished", "The day is not over", lands(FIX), hours_late=-16),
    RealDay("late", "Pushed a day late", _late),
    RealDay("reverted", "reported in the digest of", _reverted),
    RealDay("passed-over", "Passed over too", _passed_over, day=3),
    RealDay("rewritten", "a crash when", _rewritten),
    RealDay("merged", "A safer pool", _merged),
    RealDay("flat", "a smaller pool", lands(*EVERYTHING), {"layout": Layout.FLAT}),
    RealDay("file", "a smaller pool", lands(*EVERYTHING), {"layout": Layout.FILE}),
    RealDay("level-high", "a smaller pool", lands(*EVERYTHING), {"level": Level.HIGH}),
    RealDay("paths", "say what it is", lands(*EVERYTHING), {"paths": ("README.md",)}),
    RealDay("model", "change in", lands(BREAK, DOCUMENT), model=OBLIGING),
    RealDay("model-zh", "有一处", lands(BREAK, DOCUMENT, CHINESE), {"language": Language.ZH}, model=OBLIGING),
    RealDay("model-down", "The model could not be reached", lands(BREAK, DOCUMENT), model=DOWN),
    RealDay("hostile", "Add files with names", lands(*_hostile())),
    RealDay(
        "hostile-zh-flat", "Add files", lands(*_hostile()), {"language": Language.ZH, "layout": Layout.FLAT}
    ),
    RealDay("long", "callers see an error", lands(file("src/app/pool.py", SAFER, f"fix: long\n\n{LONG}"))),
    RealDay("many", "page 59 of the manual", lands(*MANY)),
    RealDay("many-high", "change 15", lands(*HIGHS)),
    RealDay(
        "submodule", "Move a submodule", lands(file("vendor/x", submodule("1" * 40), "Move a submodule\n"))
    ),
)
