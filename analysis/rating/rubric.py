"""The rubric as data: every rule with its weight and its words, and the scores at which levels begin."""

from analysis.facts.models import Alteration, FileClass, MarkKind
from analysis.language import Bilingual
from analysis.rating import changes, sayings, words
from analysis.rating.rule import HardRule, Rule, Weight
from analysis.results import Level

VERSION = "1"
"""Names this rubric in stores; raise it with every change of a rule, a weight or a threshold."""

RULES: tuple[Rule, ...] = (
    Rule(
        "source_added",
        Weight(35, most=180),
        changes.source_added,
        Bilingual("新增 {amount} 行源代码", "adds {amount} lines of source code"),
    ),
    Rule(
        "no_source",
        Weight(-160),
        changes.no_source,
        Bilingual("没有改动源代码", "touches no source code"),
    ),
    Rule(
        "one_class",
        Weight(-90),
        changes.one_class,
        Bilingual("只涉及文档、测试、CI 或锁文件中的一类", "nothing but docs, tests, CI or lock files"),
    ),
    Rule(
        "says_maintenance",
        Weight(-150),
        sayings.says(words.MAINTENANCE),
        Bilingual("标题说的是日常维护", "the title speaks of maintenance"),
    ),
    Rule(
        "with_tests",
        Weight(100),
        changes.beside_source(FileClass.TEST),
        Bilingual("附带测试", "comes with tests"),
    ),
    Rule(
        "with_docs",
        Weight(40),
        changes.beside_source(FileClass.DOCS),
        Bilingual("附带文档", "comes with documentation"),
    ),
    Rule(
        "says_fix",
        Weight(70),
        sayings.says(words.FIX),
        Bilingual("标题说的是修复", "the title speaks of a fix"),
    ),
    Rule(
        "says_adds",
        Weight(90),
        sayings.adds,
        Bilingual("标题说的是新增或支持", "the title announces something new"),
    ),
    Rule(
        "says_faster",
        Weight(40),
        sayings.says(words.PERFORMANCE),
        Bilingual("标题说的是性能", "the title speaks of performance"),
    ),
    Rule(
        "api_added",
        Weight(45, most=90),
        changes.public(Alteration.ADDED),
        Bilingual("新增 {amount} 个公开定义", "adds {amount} public definitions"),
    ),
    Rule(
        "api_removed",
        Weight(30, most=60),
        changes.public(Alteration.REMOVED),
        Bilingual("移除 {amount} 个公开定义", "removes {amount} public definitions"),
    ),
    Rule(
        "options_added",
        Weight(40, most=60),
        changes.options_added,
        Bilingual("新增 {amount} 个选项或环境变量", "adds {amount} options or environment variables"),
    ),
    Rule(
        "severe_title",
        Weight(110),
        sayings.marked_near(MarkKind.SEVERE),
        Bilingual("标题提到严重故障", "the title names a severe fault"),
    ),
    Rule(
        "severe_body",
        Weight(30),
        sayings.marked_in_body(MarkKind.SEVERE),
        Bilingual("正文提到严重故障", "the description names a severe fault"),
    ),
    Rule(
        "security_title",
        Weight(120),
        sayings.marked_near(MarkKind.SECURITY),
        Bilingual("标题提到安全问题", "the title speaks of security"),
    ),
    Rule(
        "security_body",
        Weight(30),
        sayings.marked_in_body(MarkKind.SECURITY),
        Bilingual("正文提到安全问题", "the description speaks of security"),
    ),
    Rule(
        "breaking_title",
        Weight(140),
        sayings.marked_near(MarkKind.BREAKING),
        Bilingual("标题或标记表明不兼容、弃用或移除", "says that it breaks, deprecates or removes something"),
    ),
    Rule(
        "breaking_body",
        Weight(30),
        sayings.marked_in_body(MarkKind.BREAKING),
        Bilingual(
            "正文提到不兼容、弃用或移除", "the description speaks of breaking, deprecating or removing"
        ),
    ),
    Rule(
        "closes_issue",
        Weight(50),
        sayings.closes,
        Bilingual("关闭了 issue", "closes an issue"),
    ),
    Rule(
        "mostly_deletes",
        Weight(-60),
        changes.mostly_deletes,
        Bilingual("以删除代码为主", "mostly deletes code"),
    ),
    Rule(
        "with_build",
        Weight(-50),
        changes.beside_source(FileClass.BUILD),
        Bilingual("同时改动构建脚本", "changes build scripts along with the code"),
    ),
    Rule(
        "with_ci",
        Weight(-30),
        changes.beside_source(FileClass.CI),
        Bilingual("同时改动 CI 配置", "changes CI along with the code"),
    ),
    Rule(
        "sweep",
        Weight(-80),
        changes.sweeps,
        Bilingual(
            "机械式改动：{amount} 个文件，每个只动几行",
            "a mechanical sweep: a few lines in each of {amount} files",
        ),
    ),
    Rule(
        "reverts",
        Weight(-40),
        sayings.reverts,
        Bilingual("撤销之前的提交", "takes an earlier commit back"),
    ),
    Rule(
        "automated",
        Weight(-250),
        sayings.automated,
        Bilingual("由机器人提交", "written by a bot"),
    ),
)

HARD_RULES: tuple[HardRule, ...] = (
    *(
        HardRule(
            f"only_{file_class.value}",
            changes.only(file_class),
            Bilingual(f"只改动{zh}，最高为低", f"only {en} changed: low at most"),
            at_most=Level.LOW,
        )
        for file_class, zh, en in (
            (FileClass.DOCS, "文档", "documentation"),
            (FileClass.TEST, "测试", "tests"),
            (FileClass.CI, " CI 配置", "CI configuration"),
            (FileClass.LOCK, "锁文件", "lock files"),
        )
    ),
    HardRule(
        "severe_fault",
        sayings.repairs_severe,
        Bilingual(
            "标题提到严重故障并改动源代码，至少为中",
            "names a severe fault and touches source: medium at least",
        ),
        at_least=Level.MEDIUM,
    ),
    HardRule(
        "advisory",
        sayings.names_advisory,
        Bilingual(
            "依赖更新涉及安全公告，至少为中", "a dependency update that names an advisory: medium at least"
        ),
        at_least=Level.MEDIUM,
    ),
    HardRule(
        "security_source",
        sayings.secures,
        Bilingual("标题提到安全问题并改动源代码，为高", "speaks of security and touches source: high"),
        at_least=Level.HIGH,
    ),
    HardRule(
        "breaking_sign",
        sayings.signs_breaking,
        Bilingual("作者标明是不兼容变更，为高", "the author marks a breaking change: high"),
        at_least=Level.HIGH,
    ),
    HardRule(
        "credential",
        changes.shows_credential,
        Bilingual("新增内容疑似凭据，为高", "adds what looks like a credential: high"),
        at_least=Level.HIGH,
    ),
)

REVERTS_REPORTED = HardRule(
    "reverts_reported",
    sayings.reverts,
    Bilingual("撤销了之前报告过的提交，至少为中", "takes back a commit that was reported: medium at least"),
    at_least=Level.MEDIUM,
)
"""Needs to know what was reported, which facts cannot tell."""
