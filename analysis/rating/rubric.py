"""The rubric as data: every rule with its weight and its words."""

from analysis.facts.models import FileClass, MarkKind
from analysis.language import Bilingual
from analysis.rating import api, changes, obligations, sayings, words
from analysis.rating.rule import HardRule, Rule, Weight
from analysis.results import Level

VERSION = "1"
"""Names this rubric in stores; raise it with every change of a rule, a weight or a threshold."""

DIFF_RULES: tuple[Rule, ...] = (
    Rule(
        "new_code",
        Weight(0, growth=10, most=60),
        changes.new_code,
        Bilingual("新增 {amount} 行代码", "lines of new code: {amount}"),
    ),
    Rule(
        "replaced_code",
        Weight(0, growth=-10, most=60),
        changes.replaced_code,
        Bilingual("改写或删去 {amount} 行已有代码", "lines of code rewritten or taken out: {amount}"),
    ),
    Rule(
        "mostly_deletes",
        Weight(-60),
        changes.mostly_deletes,
        Bilingual("以删除代码为主", "mostly deletes code"),
    ),
    Rule(
        "sweep",
        Weight(-80),
        changes.sweeps,
        Bilingual(
            "批量小改：{amount} 个文件，每个只动几行", "a sweep: a few lines in each of {amount} files"
        ),
    ),
    Rule(
        "only_comments",
        Weight(-160),
        changes.only_comments,
        Bilingual("源代码里只改了注释", "changes nothing but comments in the source"),
    ),
    Rule("no_source", Weight(-160), changes.no_source, Bilingual("没有改动源代码", "touches no source code")),
    Rule(
        "one_class",
        Weight(-90),
        changes.one_class,
        Bilingual("改动全是文档、测试、CI 或锁文件", "all of it is docs, or tests, or CI, or lock files"),
    ),
    Rule(
        "with_tests",
        Weight(60, growth=15, most=75),
        changes.with_tests,
        Bilingual("附带测试", "comes with tests"),
    ),
    Rule(
        "with_docs",
        Weight(40),
        changes.beside_source(FileClass.DOCS),
        Bilingual("附带文档", "comes with documentation"),
    ),
    Rule(
        "with_changelog",
        Weight(60),
        changes.with_changelog,
        Bilingual("写入了更新日志", "comes with a changelog entry"),
    ),
    Rule(
        "with_build",
        Weight(-40),
        changes.beside_source(FileClass.BUILD, FileClass.CI),
        Bilingual("同时改动构建脚本或 CI", "changes build scripts or CI along with the code"),
    ),
)
OBLIGATION_RULES: tuple[Rule, ...] = (
    Rule(
        "api_added",
        Weight(0, growth=15, most=30),
        api.api_added,
        Bilingual("新增 {amount} 个公开定义", "public definitions added: {amount}"),
    ),
    Rule(
        "api_removed",
        Weight(0, growth=15, most=30),
        api.api_removed,
        Bilingual("移除 {amount} 个公开定义", "public definitions removed: {amount}"),
    ),
    Rule(
        "api_altered",
        Weight(0, growth=20, most=40),
        api.api_altered,
        Bilingual(
            "{amount} 个公开定义改了名称或参数",
            "public definitions with another name or parameters: {amount}",
        ),
    ),
    Rule(
        "deprecates",
        Weight(80),
        changes.deprecates,
        Bilingual("代码开始提示弃用", "begins to warn of a deprecation"),
    ),
    Rule(
        "options_added",
        Weight(0, growth=40, most=60),
        obligations.options_added,
        Bilingual(
            "新增 {amount} 个选项、环境变量或配置项",
            "options, environment variables or settings added: {amount}",
        ),
    ),
    Rule(
        "options_changed",
        Weight(60),
        obligations.options_changed,
        Bilingual("移除了选项，或改了默认值", "takes an option away or changes its default"),
    ),
    Rule(
        "features_changed",
        Weight(80),
        obligations.features_changed,
        Bilingual("改动了包提供的功能开关", "changes the features that the package offers"),
    ),
    Rule(
        "supported_versions",
        Weight(120),
        obligations.supported_versions,
        Bilingual("改动了支持的语言版本", "changes the supported versions of the language"),
    ),
    Rule(
        "dependency_major",
        Weight(100),
        obligations.dependency_majors,
        Bilingual("直接依赖升到新的主版本", "a direct dependency moves to a new major version"),
    ),
    Rule(
        "requirements",
        Weight(40),
        obligations.requirements,
        Bilingual("改动了包的依赖要求", "changes what the package requires"),
    ),
    Rule(
        "migration",
        Weight(60),
        obligations.migrates,
        Bilingual("包含数据库迁移", "comes with a database migration"),
    ),
)
MESSAGE_RULES: tuple[Rule, ...] = (
    Rule(
        "says_maintenance",
        Weight(-120),
        sayings.maintains,
        Bilingual("标题说的是日常维护", "the title speaks of maintenance"),
    ),
    Rule(
        "maintenance_with_reach",
        Weight(-60),
        sayings.maintains_with_reach,
        Bilingual(
            "标题说的是日常维护，但公开定义或支持的版本有变",
            "the title speaks of maintenance, yet public definitions or supported versions change",
        ),
    ),
    Rule(
        "maintenance_prefix",
        Weight(-60),
        sayings.prefixed_maintenance,
        Bilingual("标题前缀表示日常维护", "the title's prefix speaks of maintenance"),
    ),
    Rule(
        "says_restructuring",
        Weight(-60),
        sayings.says(words.RESTRUCTURING),
        Bilingual("标题说的是内部调整", "the title speaks of restructuring"),
    ),
    Rule(
        "says_fix",
        Weight(70),
        sayings.with_source(sayings.says(words.FIX, ("fix",))),
        Bilingual("标题说的是修复", "the title speaks of a fix"),
    ),
    Rule(
        "says_adds",
        Weight(80),
        sayings.with_source(sayings.adds),
        Bilingual("标题说的是新增或支持", "the title announces something new"),
    ),
    Rule(
        "says_faster",
        Weight(40),
        sayings.with_source(sayings.says(words.PERFORMANCE, ("perf",))),
        Bilingual("标题说的是性能", "the title speaks of performance"),
    ),
    Rule(
        "severe_title",
        Weight(110),
        sayings.marked_near(MarkKind.SEVERE),
        Bilingual("标题提到严重故障", "the title names a severe fault"),
    ),
    Rule(
        "security_title",
        Weight(120),
        sayings.marked_near(MarkKind.SECURITY),
        Bilingual("标题提到安全", "the title speaks of security"),
    ),
    Rule(
        "breaking_title",
        Weight(140),
        sayings.marked_near(MarkKind.BREAKING),
        Bilingual(
            "标题或标记说明有不兼容、弃用或移除", "says that it breaks, deprecates or removes something"
        ),
    ),
    Rule(
        "marks_in_body",
        Weight(30),
        sayings.marked_in_body,
        Bilingual(
            "正文提到严重故障、安全或不兼容", "the description speaks of a severe fault, security or a break"
        ),
    ),
    Rule("closes_issue", Weight(50), sayings.closes, Bilingual("关闭了 issue", "closes an issue")),
    Rule(
        "reverts", Weight(-40), sayings.reverts, Bilingual("撤销之前的提交", "takes an earlier commit back")
    ),
    Rule("automated", Weight(-250), sayings.automated, Bilingual("由机器人提交", "written by a bot")),
)
RULES = (*DIFF_RULES, *OBLIGATION_RULES, *MESSAGE_RULES)
"""The terms of the sum."""

HARD_RULES: tuple[HardRule, ...] = (
    HardRule(
        "one_class_only",
        changes.one_class,
        Bilingual(
            "改动全是文档、测试、CI 或锁文件：最高为低",
            "all of it is docs, or tests, or CI, or lock files: low at most",
        ),
        at_most=Level.LOW,
    ),
    HardRule(
        "severe_fault",
        sayings.with_source(sayings.marked_near(MarkKind.SEVERE)),
        Bilingual(
            "标题提到严重故障，且改动了源代码：至少为中",
            "names a severe fault and touches source: medium at least",
        ),
        at_least=Level.MEDIUM,
    ),
    HardRule(
        "advisory",
        sayings.names_advisory,
        Bilingual(
            "依赖更新涉及安全公告：至少为中", "a dependency update that names an advisory: medium at least"
        ),
        at_least=Level.MEDIUM,
    ),
    HardRule(
        "security_source",
        sayings.with_source(sayings.marked_near(MarkKind.SECURITY)),
        Bilingual("标题提到安全，且改动了源代码：定为高", "speaks of security and touches source: high"),
        at_least=Level.HIGH,
    ),
    HardRule(
        "breaking_sign",
        sayings.signs_breaking,
        Bilingual("作者标明了不兼容变更：定为高", "the author marks a breaking change: high"),
        at_least=Level.HIGH,
    ),
    HardRule(
        "credential",
        changes.shows_credential,
        Bilingual("新增内容疑似凭据：定为高", "adds what looks like a credential: high"),
        at_least=Level.HIGH,
    ),
)

REVERTS_REPORTED = HardRule(
    "reverts_reported",
    sayings.reverts,
    Bilingual("撤销了已报告过的提交：至少为中", "takes back a commit that was reported: medium at least"),
    at_least=Level.MEDIUM,
)
"""Needs to know what was reported, which facts cannot tell."""
