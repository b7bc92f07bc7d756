"""From a line of chat to its answer: read it, find the command, run it, and turn errors into sentences."""

import asyncio
from dataclasses import dataclass

from analysis.errors import AnalysisError, MissingProgramError, SourceUnreadableError
from bot.access import Gatekeeper
from bot.commands import COMMANDS, COSTLY, GUARDED
from bot.conversation import Asker, Conversation
from bot.errors import (
    BadRequestError,
    BotError,
    MemoryAwayError,
    NotAvailableHereError,
    StoppingError,
    StoreError,
)
from bot.logs import belonging_to
from bot.meter import Answered
from bot.ports import Reply
from bot.presenters.problems import problem
from bot.repositories import surroundings
from bot.requests import COMMAND_OF, FollowRequest, ParseContext, Request, parse, written
from bot.requests.advice import instead, mended
from bot.services import Services, new_incident


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Answers whatever is typed; the one place where an unforeseen exception is caught.

    Without a `gatekeeper` who asks may change what is followed: the platform itself has seen to it.
    """

    services: Services
    gatekeeper: Gatekeeper | None = None

    async def handle(self, text: str, asker: Asker, reply: Reply, command: str | None = None) -> None:
        """Answer `text` on `reply`; `command` is the command's name where the platform keeps it apart.

        Raises only what `reply` raises when even the refusal cannot be shown. Cancelled because the bot is
        stopped, it says so: nobody shall wait for an answer that will not come.
        """
        began = self.services.clock.now()
        how = Answered.FAILED
        try:
            with belonging_to(request=new_incident()):
                how = await self._handled(text, asker, reply, command)
        finally:
            seconds = (self.services.clock.now() - began).total_seconds()
            self.services.meter.request_answered(asker.channel.platform, how, seconds)

    async def _handled(self, text: str, asker: Asker, reply: Reply, command: str | None) -> Answered:
        try:
            await self._answer(text, asker, reply, command)
        except (BotError, AnalysisError) as error:
            incident = self._noted(error, asker)
            await reply.refuse(problem(_told_of(error, asker), asker.language, incident))
            return Answered.FAILED if incident else Answered.REFUSED
        except asyncio.CancelledError:
            if not asker.at_terminal:  # who pressed Ctrl-C there knows
                await reply.refuse(problem(StoppingError(), asker.language, None))
            raise
        except Exception as error:
            incident = self.services.new_incident()
            self.services.log.exception("request_failed", incident=incident, channel=str(asker.channel))
            await reply.refuse(problem(error, asker.language, incident))
            return Answered.FAILED
        self.services.log.info("request_answered", channel=str(asker.channel))
        return Answered.DONE

    async def _answer(self, text: str, asker: Asker, reply: Reply, command: str | None) -> None:
        context = await self._context(asker)
        request = parse(text, context, command)
        run = COMMANDS.get(type(request))
        if run is None:
            raise NotAvailableHereError(COMMAND_OF[type(request)])
        if type(request) in COSTLY and not asker.at_terminal:
            self.services.limit.note(f"{asker.channel.platform}:{asker.user}", self.services.clock.now())
        if type(request) in GUARDED and self.gatekeeper:
            await self.gatekeeper.admit(asker, beginning=isinstance(request, FollowRequest))
        try:
            await run(self.services, request, Conversation(asker, reply))
        except BadRequestError as error:
            error.instead = error.instead or _instead(error, request, context)
            raise

    async def _context(self, asker: Asker) -> ParseContext:
        around = await surroundings(self.services, asker)
        return ParseContext(
            self.services.clock.now(),
            asker.zone,
            asker.language,
            around.known,
            around.default,
            asker.date,
            hosts=self.services.hosts,
            paths=asker.at_terminal,
            umbrella=asker.umbrella,
        )

    def _noted(self, error: BotError | AnalysisError, asker: Asker) -> str | None:
        """Log an expected error; return an incident where an operator, not the asker, must mend it."""
        ours = isinstance(error, SourceUnreadableError | MissingProgramError | StoreError)
        incident = self.services.new_incident() if ours else None
        log = self.services.log.warning if incident else self.services.log.info
        log("request_refused", incident=incident, channel=str(asker.channel), error=repr(error))
        return incident


def _told_of(error: BotError | AnalysisError, asker: Asker) -> BotError | AnalysisError:
    """Return what is said of `error`: where the database is, people in a chat need not know."""
    return MemoryAwayError() if isinstance(error, StoreError) and not asker.at_terminal else error


def _instead(error: BadRequestError, request: Request, context: ParseContext) -> str:
    line = written(request, context.umbrella)
    return mended(error, line) or instead(error, COMMAND_OF[type(request)], context)
