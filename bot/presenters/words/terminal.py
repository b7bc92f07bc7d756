"""Words of the terminal channel."""

from analysis.language import Bilingual

NOWHERE = Bilingual("这个目录不在任何 git 仓库里", "No git repository here")
NOWHERE_HINT = Bilingual("可以指定一个仓库，例如：", "Name a repository instead, for example:")
GO_ON = Bilingual("接下来可以输入：", "What to type now:")
ANOTHER_DAY = Bilingual("看另一天的更新", "another day")
ONE_COMMIT = Bilingual("详细解读一个提交", "one commit in depth")
ALL_COMMANDS = Bilingual("全部命令", "all commands")
THE_END = Bilingual("按 Ctrl-D 结束。", "Ctrl-D ends.")
