"""A digest as a thread: one parent that is read in ten seconds, everything else below it."""

from dataclasses import replace

from analysis.results import Digest
from bot.messages import Picture, Thread
from bot.presenters.filtering import ALL, Filter
from bot.presenters.parent import parent
from bot.presenters.replies import replies, report_file
from bot.subscriptions import Layout


def digest_thread(
    digest: Digest,
    layout: Layout = Layout.THREAD,
    wanted: Filter = ALL,
    *,
    offer_follow: bool = False,
    picture: Picture | None = None,
) -> Thread:
    """Return the thread of `digest` in its own language.

    In every layout the parent comes first; `FLAT` is the same messages one after the other, each with a title
    that stands alone, and `FILE` is the parent with the whole report. `offer_follow` adds the
    button to follow, for channels that do not yet. A quiet day is the parent alone. The `picture` is the
    parent's.
    """
    commits = wanted.commits(digest)
    head = parent(digest, wanted, offer_follow=offer_follow, file_only=layout is Layout.FILE)
    head = replace(head, picture=picture)
    if not digest.everything:
        return Thread(head)
    if layout is Layout.FILE:
        return Thread(replace(head, attachment=report_file(digest)))
    return Thread(head, tuple(replies(digest, commits, wanted, alone=layout is Layout.FLAT)))
