"""Risks and advice as data: what each rule looks for, what it says, and to whom."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from analysis.language import Bilingual
from analysis.results import Audience, UpgradeKind
from analysis.writing import findings
from analysis.writing.findings import Finding
from analysis.writing.material import Material


@dataclass(frozen=True, slots=True)
class Rule:
    """A named reason to warn or to advise; `most` findings of one commit are told."""

    id: str
    find: Callable[[Material], Iterator[Finding]]
    risk: Bilingual | None = None
    advice: Bilingual | None = None
    audience: Audience = Audience.REVIEWERS
    most: int = 3


_NOTE = Bilingual("{note}", "{note}")

RULES = (
    Rule(
        "secret",
        findings.secrets,
        risk=Bilingual("{place} 像是凭据：{kind}。", "{place} looks like a credential: {kind}."),
        advice=Bilingual(
            "如果 {place} 是真的凭据，请吊销它：删掉也会留在历史里。",
            "If {place} is real, revoke it: deleting it leaves it in the history.",
        ),
    ),
    Rule("declared_breaking", findings.notes_of(UpgradeKind.BREAKING), risk=_NOTE),
    Rule(
        "public_removed",
        findings.removed_names,
        risk=Bilingual("仍在使用 {names} 的代码会出错。", "Code that still uses {names} breaks."),
        advice=Bilingual("升级前在代码里搜索 {names}。", "Search your code for {names} before you upgrade."),
        audience=Audience.DEVELOPERS,
    ),
    Rule(
        "api_renamed",
        findings.notes_of(UpgradeKind.API_RENAMED),
        risk=_NOTE,
        advice=_NOTE,
        audience=Audience.DEVELOPERS,
    ),
    Rule(
        "api_changed",
        findings.notes_of(UpgradeKind.API_CHANGED),
        risk=_NOTE,
        advice=_NOTE,
        audience=Audience.DEVELOPERS,
    ),
    Rule(
        "option_removed",
        findings.removed_options,
        risk=Bilingual(
            "仍设置 {name} 的脚本和配置会失去作用。",
            "Scripts and configuration that set {name} set nothing any more.",
        ),
        advice=Bilingual("把 {name} 从脚本和配置中去掉。", "Take {name} out of scripts and configuration."),
        audience=Audience.OPERATORS,
    ),
    Rule(
        "default_changed",
        findings.changed_defaults,
        risk=Bilingual(
            "没有设置 {name} 的地方，取值会从 {before} 变成 {after}。",
            "Wherever {name} is not set, it becomes {after} instead of {before}.",
        ),
        advice=Bilingual(
            "想保持原来的行为，就把 {name} 设为 {before}。", "Set {name} to {before} to keep what you had."
        ),
        audience=Audience.USERS,
    ),
    Rule(
        "migration_one_way",
        findings.one_way_migrations,
        risk=Bilingual(
            "迁移 {path} 执行后无法退回。", "Once the migration {path} has run, there is no way back."
        ),
        advice=Bilingual("执行 {path} 之前先备份数据。", "Back up the data before {path} runs."),
        audience=Audience.OPERATORS,
    ),
    Rule(
        "migration",
        findings.plain_migrations,
        advice=Bilingual("部署时要执行迁移 {path}。", "Run the migration {path} when you deploy."),
        audience=Audience.OPERATORS,
    ),
    Rule(
        "support_dropped",
        findings.notes_of(UpgradeKind.SUPPORT_DROPPED),
        risk=_NOTE,
        advice=_NOTE,
        audience=Audience.OPERATORS,
    ),
    Rule(
        "dependency_major",
        findings.notes_of(UpgradeKind.DEPENDENCY_MAJOR),
        advice=_NOTE,
        audience=Audience.DEVELOPERS,
    ),
    Rule(
        "dependency_new",
        findings.new_dependencies,
        advice=Bilingual(
            "{name} 是 {path} 的新依赖，看看是否愿意长期带着它。",
            "{name} is new in {path}: decide whether you want to carry it.",
        ),
    ),
    Rule(
        "workflow_rights",
        findings.workflow_rights,
        risk=Bilingual(
            "工作流 {path} 的权限或触发方式有变：{line}。",
            "The workflow {path} gets other rights or triggers: {line}.",
        ),
        advice=Bilingual("确认 {path} 需要 {line}。", "Check that {path} needs {line}."),
    ),
    Rule(
        "workflow_stopped",
        findings.stopped_workflows,
        risk=Bilingual("工作流 {path} 不再运行。", "The workflow {path} no longer runs."),
    ),
    Rule(
        "lock_alone",
        findings.lone_locks,
        advice=Bilingual(
            "{paths} 变了而清单没变，弄清原因。", "Find out why {paths} moved while no manifest did."
        ),
    ),
    Rule(
        "handler_removed",
        findings.lost_handlers,
        risk=Bilingual(
            "{path} 去掉了 {line}，没有补上别的错误处理。", "{path} loses {line} and gains no other handler."
        ),
        advice=Bilingual(
            "看看 {path} 里原来由 {line} 处理的错误现在由谁处理。",
            "See who handles what {line} handled in {path}.",
        ),
    ),
    Rule(
        "tests_removed",
        findings.removed_tests,
        risk=Bilingual(
            "移除了测试 {names}，没有新的测试替代。", "The tests {names} go, and none comes in their place."
        ),
    ),
    Rule(
        "tests_skipped",
        findings.skipped_tests,
        risk=Bilingual("{path} 里有测试被跳过：{line}。", "A test in {path} is skipped from now on: {line}."),
    ),
    Rule(
        "reverted",
        findings.reverted,
        risk=Bilingual(
            "已经用上 {subject} 的地方要退回原来的做法。",
            "Whoever already relies on {subject} has to go back.",
        ),
    ),
    Rule(
        "untested",
        findings.untested,
        advice=Bilingual(
            "新增 {count}源码而没有改动测试，确认 {where} 已有测试覆盖。",
            "{count} of source are new and no test changed: check that {where} is covered.",
        ),
    ),
    Rule(
        "start_here",
        findings.where_to_start,
        advice=Bilingual(
            "从 {place} 读起：源码改动共 {total}，大半在这里。",
            "Start with {place}: it holds most of the {total} of source that changed.",
        ),
    ),
    Rule(
        "unseen",
        findings.unseen,
        advice=Bilingual(
            "{paths} 的内容这里看不到，请直接打开查看。",
            "Open {paths} yourself: the content is not shown here.",
        ),
    ),
)
"""Every rule, most pressing first."""
