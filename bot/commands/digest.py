"""`/digest`: the digest of any repository and day."""

from dataclasses import replace

from analysis.days import Day
from analysis.ports import CommitSource
from analysis.results import Digest
from bot.conversation import Asker, Conversation
from bot.ports import Progress
from bot.presenters.actions import whispered
from bot.presenters.digest import digest_thread
from bot.repositories import reach
from bot.requests import LATEST, DigestRequest
from bot.services import Services
from bot.showing import ShownProgress


async def digest(services: Services, request: DigestRequest, conversation: Conversation) -> None:
    """Answer with the digest thread of the asked day; the same digest asked for twice is built once."""
    asker, reply = conversation.asker, conversation.reply
    language = request.language or asker.language
    shown = ShownProgress(services, reply, request.repo, str(request.date), language)
    await shown.begin(private=request.private)
    source = await reach(services, asker, request.repo)
    day = await _day(services, source, request, request.zone or asker.zone)

    async def build(progress: Progress) -> Digest:
        return await services.build_digest(
            source,
            day,
            language=language,
            branch=request.branch,
            now=services.clock.now(),
            progress=progress,
        )

    key = ("digest", source.repo, request.branch, day, language)
    built = await services.coalescer.share(key, build, shown)
    offer_follow = await _may_follow(services, asker, source.repo)
    picture = await services.pictures.of(built) if services.pictures else None
    thread = digest_thread(built, offer_follow=offer_follow, picture=picture)
    if request.private:
        thread = replace(thread, parent=whispered(thread.parent))
    await reply.answer(thread, private=request.private)


async def _may_follow(services: Services, asker: Asker, repo: str) -> bool:
    """Return whether the asker's channel could follow `repo` and does not yet."""
    if services.subscriptions is None:
        return False
    followed = await services.subscriptions.of_channel(asker.channel)
    return repo.casefold() not in {one.repo.casefold() for one in followed}


async def _day(services: Services, source: CommitSource, request: DigestRequest, zone: str) -> Day:
    if request.date == LATEST:
        return await source.newest_day(zone, request.branch, now=services.clock.now())
    return Day(request.date, zone)
