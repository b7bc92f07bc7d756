"""Words of the commands that post by hand and look after runs."""

from collections.abc import Mapping

from analysis.language import Bilingual
from bot.stores import RunState

POSTED = Bilingual(
    "{repo} {date} 已发到 {channel}（{count} 条消息）。",
    "{repo} {date} stands in {channel} ({count} messages).",
)
COMPLETED = Bilingual(
    "{repo} {date} 在 {channel} 中缺的消息已补上（共 {count} 条）。",
    "{repo} {date}: what was missing in {channel} is there now ({count} messages in all).",
)
ALREADY = Bilingual(
    "{repo} {date} 之前已发到 {channel}（{count} 条消息），没有再发。要重发请加 --again。",
    "{repo} {date} stood in {channel} already ({count} messages): nothing was posted. "
    "Use --again to post it anew.",
)
ONE_REPOSITORY = Bilingual("post 一次只发一个仓库的一天。", "Post takes one repository and a date.")
NO_CHANNEL = Bilingual(
    "{channel} 不存在，或者机器人不能在那里发言。--to 要写频道的编号（Slack：频道详情最下方，"
    "形如 C0123ABC；Discord：打开开发者模式后右键复制），并先把机器人加进频道。",
    "{channel} does not exist, or the bot may not write there. --to takes a channel's id (Slack: at the end "
    "of its details, like C0123ABC; Discord: in Developer Mode, a right click), and the bot has to be in it.",
)
BAD_CHANNEL = Bilingual(
    "--to：{text} 不是频道，应写作 slack:CHANNEL、discord:CHANNEL 或 terminal:NAME。",
    "--to: {text} is no channel; write slack:CHANNEL, discord:CHANNEL or terminal:NAME.",
)

RUNS = Bilingual("最近的运行", "The newest runs")
NO_RUNS = Bilingual("还没有运行过", "Nothing has run yet")
RUN = Bilingual("运行 {run}", "Run {run}")
KINDS: Mapping[str, Bilingual] = {
    "digest": Bilingual("每日摘要", "digest"),
    "post": Bilingual("手动发送", "post by hand"),
    "explain": Bilingual("提交解读", "explanation"),
}
STATES: Mapping[RunState, Bilingual] = {
    RunState.RUNNING: Bilingual("进行中", "going on"),
    RunState.DONE: Bilingual("完成", "done"),
    RunState.FAILED: Bilingual("失败", "failed"),
    RunState.CANCELLED: Bilingual("已取消", "cancelled"),
}
STATE = Bilingual("状态", "State")
WHAT = Bilingual("内容", "What")
CHANNEL = Bilingual("频道", "Channel")
STARTED = Bilingual("开始", "Started")
ENDED = Bilingual("结束", "Ended")
INCIDENT = Bilingual("事件编号", "Incident")
CAUSE = Bilingual("原因", "Cause")
TO_DO = Bilingual("怎么办", "What to do")
PARTS = Bilingual("消息", "Messages")
PARTS_POSTED = Bilingual("{posted}/{count} 条已确认", "{posted} of {count} confirmed")
CANCELLED = Bilingual(
    "已取消 {run}：它会在下一步之前停下，已发的消息保留。",
    "{run} is cancelled: it stops before its next step, and what stands in the channel stays.",
)
RETRIED = Bilingual("已重新安排为 {run}。", "It is planned anew as {run}.")
TAKEN_UP = Bilingual("正在运行的机器人会马上处理。", "The bot at work takes it up at once.")
WAITS = Bilingual(
    "现在没有机器人在运行；下次启动时处理。", "No bot is at work now: it waits until one starts."
)
WHICH_RUN = Bilingual(
    "请写上运行的编号，`commit-digest runs` 会列出来。",
    "Name a run by its id; `commit-digest runs` lists them.",
)
BY_HAND = Bilingual(
    "{run} 是手动发送的，请再运行一次 commit-digest post。",
    "{run} was posted by hand: run commit-digest post again.",
)

NEEDS_SERVER = Bilingual(
    "worker 需要 PostgreSQL：SQLite 文件只能由一个机器人使用。请把 DATABASE_URL 设为 "
    "postgresql://user@host/name，或只运行 commit-digest run。",
    "A worker needs PostgreSQL: an SQLite file serves one bot alone. Set DATABASE_URL to "
    "postgresql://user@host/name, or use commit-digest run by itself.",
)
AT_WORK = Bilingual("worker {name} 已开始工作，按 Ctrl-C 结束。", "Worker {name} is at work; Ctrl-C ends it.")
LISTENING = Bilingual("已连接 {chats}，按 Ctrl-C 结束。", "Listening on {chats}; Ctrl-C ends it.")
STANDS_BY = Bilingual(
    "另一个进程正在接待聊天用户；本进程待命，它一结束就接手。",
    "Another process is listening; this one stands by and takes over as soon as that one ends.",
)
CUT_OFF = Bilingual(
    "连不上数据库，可能已有别的进程接手：暂不接待聊天用户，恢复后再继续。",
    "The database cannot be reached, and another process may have taken over: "
    "nobody is listened to until that is known.",
)
REPLACED = Bilingual(
    "另一个进程已经接手，本进程改为待命。",
    "Another process has taken over; this one stands by from now on.",
)
LOST = Bilingual(
    "另一个进程正在使用 {name} 这个名字，本进程退出。",
    "Another process works under the name {name} now; this one ends.",
)
