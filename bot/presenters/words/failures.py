"""Words about what is not possible here or now, and what an operator must mend."""

from collections.abc import Mapping

from analysis.language import Bilingual
from bot import errors
from bot.presenters.words.problem import (
    AGAIN_LATER,
    CANNOT,
    NO_DATABASE,
    NOT_FOUND,
    NOT_HERE,
    NOT_POSTED,
    WAIT,
    Problem,
)

FAILURES: Mapping[type[Exception], Problem] = {
    errors.BotError: Problem(
        Bilingual("操作没有完成。", "This could not be done."), AGAIN_LATER, title=CANNOT
    ),
    errors.NotAvailableHereError: Problem(
        Bilingual("{command} 在这里不可用。", "{command} is not available here."),
        Bilingual(
            "请在 Slack 或 Discord 频道里使用，或为机器人配置数据库。",
            "Use it in a Slack or Discord channel, or give the bot a database.",
        ),
        title=NOT_HERE,
    ),
    errors.TooManyRequestsError: Problem(
        Bilingual("请求太频繁了。", "You are asking too fast."),
        Bilingual("请在 {retry_after}后再试。", "Ask again in {retry_after}."),
        title=WAIT,
    ),
    errors.StoppingError: Problem(
        Bilingual(
            "机器人正在重新启动，这次没来得及答完。", "The bot is being restarted and could not finish this."
        ),
        Bilingual(
            "请过一分钟再问一次：已经写好的部分都保存下来了。",
            "Ask again in a minute: what was written so far is kept.",
        ),
        title=WAIT,
    ),
    errors.DeliveryError: Problem(
        Bilingual("消息没有发出去。", "A message could not be posted."), AGAIN_LATER, title=NOT_POSTED
    ),
    errors.NoPlatformError: Problem(
        Bilingual(
            "没有配置 {platform}，无法发送。", "Nothing can be posted to {platform}: it is not set up."
        ),
        Bilingual(
            "请按 `docs/` 中该平台的说明配置，或用 `--to terminal:NAME` 发到终端。",
            "Set it up as its page in `docs/` says, or post with `--to terminal:NAME`.",
        ),
        title=NOT_POSTED,
    ),
    errors.RefusedError: Problem(
        Bilingual("聊天平台没有接受这条消息。", "The chat platform did not take a message."),
        Bilingual(
            "请确认机器人在这个频道里并且可以发言；`commit-digest doctor` 会逐项检查。",
            "Check that the bot is in the channel and may write there: `commit-digest doctor` looks at each.",
        ),
        title=NOT_POSTED,
    ),
    errors.OutcomeUnknownError: Problem(
        Bilingual(
            "聊天平台没有答复，不知道消息是否已经发出。",
            "The chat platform gave no answer: whether a message stands there is not known.",
        ),
        Bilingual(
            "请稍后再发一次同样的内容：已经在的不会重发。",
            "Post the same again in a while: what stands there already is not posted twice.",
        ),
        title=NOT_POSTED,
    ),
    errors.CannotLookError: Problem(
        Bilingual(
            "聊天平台没有告诉我们消息是否已经在那里；为避免重复，没有再发。",
            "Whether a message is there already could not be found out, so it was not posted again.",
        ),
        Bilingual(
            "请确认机器人可以读取这个频道的历史消息，然后再试。",
            "Check that the bot may read the channel's history, then try again.",
        ),
        title=NOT_POSTED,
    ),
    errors.EngineTakenError: Problem(
        Bilingual("已有一个机器人在使用 {where}。", "Another bot is at work on {where}."),
        Bilingual(
            "请先停掉它，或使用另一个 `DATABASE_URL`；同一台 PostgreSQL 上的每个进程要用不同的 `--name`。",
            "Stop it first, or set another `DATABASE_URL`. On one PostgreSQL, give each worker a `--name` of "
            "its own.",
        ),
        title=NOT_HERE,
    ),
    errors.AddressUnusableError: Problem(
        Bilingual(
            "无法在 {where} 上提供服务：多半是别的程序已经占用了这个端口，也可能是地址不属于本机或权限不足。",
            "Nothing can be served at {where}: most likely another program listens there already; or the "
            "address is not this machine's, or may not be used.",
        ),
        Bilingual(
            "请换一个 `HTTP_PORT`，或检查 `HTTP_HOST`；同一台机器上的每个进程要用不同的端口，例如 "
            "`HTTP_PORT=9465 commit-digest worker`。",
            "Choose another `HTTP_PORT`, or look at `HTTP_HOST`. Each process of one machine needs a port of "
            "its own, for example `HTTP_PORT=9465 commit-digest worker`.",
        ),
        title=NOT_HERE,
    ),
    errors.NoSuchRunError: Problem(
        Bilingual("没有编号为 {run} 的运行。", "There is no run {run}."),
        Bilingual("`commit-digest runs` 列出最近的运行。", "`commit-digest runs` lists the newest runs."),
        title=NOT_FOUND,
    ),
    errors.RunNotToBeChangedError: Problem(
        Bilingual("{run} 的状态是 {state}，这样做没有意义。", "{run} is {state}: there is nothing to do."),
        Bilingual(
            "只能取消还没结束的运行，只能重试失败或已取消的。",
            "Only what goes on can be cancelled, and only what failed or was cancelled can be retried.",
        ),
        title=CANNOT,
    ),
    errors.StoreError: Problem(
        Bilingual("数据库 {where} 无法使用。", "The database {where} cannot be used."),
        Bilingual("`commit-digest doctor` 会说明原因。", "`commit-digest doctor` tells why."),
        title=NO_DATABASE,
    ),
    errors.StoreAddressError: Problem(
        Bilingual(
            "`DATABASE_URL` 不是可用的数据库地址。",
            "`DATABASE_URL` is no address of a database that can be used.",
        ),
        Bilingual(
            "请写成 `sqlite:///data/commit-digest.db` 或 `postgresql://user@host/name`。",
            "Write it like `sqlite:///data/commit-digest.db` or `postgresql://user@host/name`.",
        ),
        title=NO_DATABASE,
    ),
    errors.StoreNotWritableError: Problem(
        Bilingual("数据库 {where} 无法写入。", "The database {where} cannot be written to."),
        Bilingual(
            "请给机器人写入该文件及其文件夹的权限，或换一个 `DATABASE_URL`。",
            "Let the bot write to the file and its folder, or set another `DATABASE_URL`.",
        ),
        title=NO_DATABASE,
    ),
    errors.StoreFullError: Problem(
        Bilingual("数据库 {where} 所在的磁盘已满。", "The disk of the database {where} is full."),
        Bilingual("请腾出空间再试；已有的内容都在。", "Make room and try again; what was stored is safe."),
        title=NO_DATABASE,
    ),
    errors.StoreBusyError: Problem(
        Bilingual("数据库 {where} 正忙。", "The database {where} is busy."), AGAIN_LATER, title=WAIT
    ),
    errors.StoreUnreachableError: Problem(
        Bilingual("连不上数据库 {where}。", "The database {where} cannot be reached."),
        Bilingual(
            "请检查数据库服务器是否在运行，以及 `DATABASE_URL` 中的主机、用户和库名。",
            "Check that its server runs, and the host, user and name in `DATABASE_URL`.",
        ),
        title=NO_DATABASE,
    ),
    errors.StoreDiskError: Problem(
        Bilingual(
            "{where} 所在的磁盘不接受读写。", "The disk of {where} does not let itself be read or written."
        ),
        Bilingual(
            "请检查配额、大小限制和磁盘本身（系统日志会说明）；已有的内容都在。",
            "See to quotas, size limits and the disk itself: the system's log tells. Nothing stored is lost.",
        ),
        title=NO_DATABASE,
    ),
    errors.StoreDamagedError: Problem(
        Bilingual("{where} 不是数据库，或者已经损坏。", "{where} is no database, or a damaged one."),
        Bilingual(
            "请恢复备份，或把它移走让机器人新建一个。",
            "Restore a backup, or move it away: the bot then begins a new one.",
        ),
        title=NO_DATABASE,
    ),
    errors.StoreUnknownError: Problem(
        Bilingual(
            "数据库 {where} 里有本版本不认识的内容，多半由更新的版本写入。",
            "The database {where} holds what this release does not know: a newer one wrote it.",
        ),
        Bilingual(
            "请升级机器人，或恢复升级前的备份。",
            "Upgrade the bot, or restore the backup from before the upgrade.",
        ),
        title=NO_DATABASE,
    ),
    errors.StoreNewerError: Problem(
        Bilingual(
            "数据库 {where} 由更新的版本写成（{revision}）。",
            "The database {where} was written by a newer release ({revision}).",
        ),
        Bilingual("请升级机器人，或使用另一个数据库。", "Upgrade the bot, or use another database."),
        title=NO_DATABASE,
    ),
}
