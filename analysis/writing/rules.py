"""Risks and advice as data: what each rule looks for, what it says, and to whom."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from analysis.language import Bilingual
from analysis.results import Audience, UpgradeKind
from analysis.writing import deprecated, findings, lines, reading
from analysis.writing.findings import Finding
from analysis.writing.material import Material
from analysis.writing.opening import BREAKING


@dataclass(frozen=True, slots=True)
class Rule:
    """A named reason to warn or to advise; `most` findings of one commit are told.

    What `accompanies` other advice is not worth a line by itself: projects without tests would read it daily.
    """

    id: str
    find: Callable[[Material], Iterator[Finding]]
    risk: Bilingual | None = None
    advice: Bilingual | None = None
    audience: Audience = Audience.REVIEWERS
    most: int = 3
    accompanies: bool = False


_NOTE = Bilingual("{note}", "{note}")

RULES = (
    Rule(
        "secret",
        findings.secrets,
        risk=Bilingual("{place} 像是凭据：{kind}。", "{place} looks like a credential: {kind}."),
        advice=Bilingual(
            "如果 {place} 是真的凭据，请立刻吊销：删掉这一行，它仍留在历史里。",
            "If {place} is real, revoke it: deleting the line leaves it in the history.",
        ),
    ),
    Rule(
        "declared_breaking",
        findings.declared_breaking,
        risk=BREAKING,
    ),
    Rule(
        "public_removed",
        findings.removed_names,
        risk=Bilingual("仍在使用 {names} 的代码会出错。", "Code that still uses {names} breaks."),
        advice=Bilingual("升级前在代码里搜索 {names}。", "Search your code for {names} before you upgrade."),
        audience=Audience.DEVELOPERS,
    ),
    Rule(
        "api_renamed",
        findings.renamed_names,
        risk=Bilingual("{before} 已改名，旧名不再存在。", "The name {before} no longer exists."),
        advice=Bilingual("把 {before} 换成 {after}。", "Write {after} where you use {before}."),
        audience=Audience.DEVELOPERS,
    ),
    Rule("api_changed", findings.notes_of(UpgradeKind.API_CHANGED), risk=_NOTE, most=4),
    Rule(
        "calls_to_check",
        findings.changed_calls,
        advice=Bilingual("检查 {names} 的每一处调用。", "Check every call of {names}."),
        audience=Audience.DEVELOPERS,
    ),
    Rule(
        "option_removed",
        findings.removed_options,
        risk=Bilingual(
            "{names} 已不存在，仍设置它的脚本和配置会落空。",
            "Scripts and configuration that still set {names} refer to something that is gone.",
        ),
        advice=Bilingual("把 {names} 从脚本和配置中去掉。", "Take {names} out of scripts and configuration."),
        audience=Audience.OPERATORS,
    ),
    Rule(
        "option_renamed",
        findings.notes_of(UpgradeKind.OPTION_RENAMED),
        risk=_NOTE,
        advice=Bilingual("照此更新脚本和配置：{note}", "Change scripts and configuration: {note}"),
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
        "migration_destructive",
        findings.destructive_migrations,
        risk=Bilingual(
            "迁移 {path} 会删除或改写已有数据。", "The migration {path} drops or rewrites stored data."
        ),
        advice=Bilingual("执行 {path} 之前先备份数据。", "Back up the data before {path} runs."),
        audience=Audience.OPERATORS,
    ),
    Rule(
        "migration_one_way",
        findings.one_way_migrations,
        risk=Bilingual(
            "迁移 {path} 没有写回退步骤，执行后无法退回。",
            "Once the migration {path} has run, there is no way back.",
        ),
        advice=Bilingual("执行 {path} 之前留一份备份。", "Keep a backup from before {path} runs."),
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
    ),
    Rule(
        "old_versions",
        findings.dropped_versions,
        advice=Bilingual(
            "确认没有环境还在用 {name} {before}。",
            "Make sure that nothing of yours still runs {name} {before}.",
        ),
        audience=Audience.OPERATORS,
    ),
    Rule(
        "dependency_major",
        findings.major_dependencies,
        advice=Bilingual(
            "先看 {name} {after} 的升级说明。", "Read what {name} says about upgrading to {after}."
        ),
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
        lines.workflow_rights,
        risk=Bilingual(
            "工作流 {path} 的权限、触发方式或密钥有变：{line}。",
            "The workflow {path} gets other rights, triggers or secrets: {line}.",
        ),
        advice=Bilingual("确认 {path} 确实需要 {line}。", "Check that {path} needs {line}."),
    ),
    Rule(
        "workflow_stopped",
        lines.stopped_workflows,
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
        lines.lost_handlers,
        risk=Bilingual(
            "{path} 去掉了 {line}，没有补上别的错误处理。", "{path} loses {line} and gains no other handler."
        ),
        advice=Bilingual(
            "看看 {path} 里原来由 {line} 处理的错误现在由谁处理。",
            "See who handles what {line} handled in {path}.",
        ),
    ),
    Rule(
        "deprecated",
        deprecated.deprecations,
        advice=Bilingual(
            "看看自己是否用到 {path} 里弃用的内容：{line}。",
            "See whether you use what {path} deprecates: {line}.",
        ),
        audience=Audience.DEVELOPERS,
    ),
    Rule(
        "tests_removed",
        lines.removed_tests,
        risk=Bilingual(
            "移除了测试 {names}，没有新的测试替代。",
            "Nothing replaces the tests that go: {names}.",
        ),
    ),
    Rule(
        "tests_skipped",
        lines.skipped_tests,
        risk=Bilingual("{path} 里有测试被跳过：{line}。", "A test in {path} is skipped from now on: {line}."),
    ),
    Rule(
        "reverted",
        findings.reverted,
        risk=Bilingual(
            "已经用上{subject}的地方要退回原来的做法。",
            "Whoever already relies on {subject} has to go back.",
        ),
    ),
    Rule(
        "new_untested",
        reading.new_untested,
        advice=Bilingual(
            "{names} 是新增的，这次提交没有带测试，合入后留意。",
            "No test in this commit covers the new {names}.",
        ),
        accompanies=True,
    ),
    Rule(
        "changed_untested",
        reading.changed_untested,
        advice=Bilingual(
            "{where} 共新增 {added}，测试没有动，看看现有测试能否走到。",
            "See whether existing tests reach the {added} added to {where}: no test changed.",
        ),
        accompanies=True,
    ),
    Rule(
        "start_here",
        reading.where_to_start,
        advice=Bilingual(
            "源码改动共 {total}，大半在 {place}，可以从那里读起。",
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
