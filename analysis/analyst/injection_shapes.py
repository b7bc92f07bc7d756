"""What orders to a reader or a model look like, in English and Chinese, and the marks that smuggle them in."""

# ruff: noqa: E501 - one pattern a line reads better than a pattern cut into pieces

import re
from dataclasses import dataclass

_WHAT = r"(?:instruction|prompt|rule|direction|guideline|command|order|directive|context)s?\b"
_WHOSE = r"(?:(?:all|any|every|the|your|my|of|these|those|other|system|safety)\s+){0,4}"
_READER = r"(?:AIs?|LLMs?|(?:AI |language |large )+models?|AI assistants?|assistants?|chat-?bots?|(?:digest|review|summary|commit) ?bots?|summari[sz]ers?|AI (?:reviewers?|agents?))"
_IT = r"(?:this|the|my|our)\s+(?:commit|change|pr|pull request|patch|diff)"
_SENTENCE = (
    r"(?<![\w\"'])(?:(?<![a-z,] )(?:god|developer)|(?-i:God|Developer))"  # not amid a sentence or string
)
_ENGLISH = (
    (
        "ignore disregard forget override bypass skip",
        rf"\b(?:ignore|disregard|forget|override|bypass|skip)\s+{_WHOSE}(?:previous|prior|above|earlier|preceding|foregoing|original|existing|initial)\s+{_WHAT}",
    ),
    (
        "ignore disregard forget override",
        rf"\b(?:ignore|disregard|forget|override)\s+(?:all\s+|any\s+)?(?:of\s+)?(?:your|my|the system|system)\s+(?:system\s+|own\s+)?{_WHAT}",
    ),
    (
        "ignore disregard forget",
        r"\b(?:ignore|disregard|forget)\s+(?:everything|anything|all)\s+(?:above|before|you (?:were|have been) told|said (?:above|before))",
    ),
    (
        "follow obey",
        rf"\b(?:do not|don't|never|stop)\s+(?:follow|obey)(?:ing)?\s+{_WHOSE}(?:(?:previous|prior|above|system|original)\s+)?{_WHAT}",
    ),
    (
        "from_now_on henceforth",
        r"\b(?:from now on|henceforth),?\s+you\s+(?:are|must|will|shall|should|only)\b",
    ),
    (
        "you_are_now you_are_no_longer",
        r"\byou are (?:now|no longer)\s+(?:an?|the|in|DAN|bound|my)\b[^.\n]{0,40}\b(?:mode|assistant|AI|model|bot|DAN|rules|reviewer|restrictions|admin\w*)\b",
    ),
    (
        "instruction prompt",
        r"\b(?:new|updated|important|system|hidden)\s+(?:system\s+)?(?:instructions?|prompt)\s*(?:for (?:you|the)[^:\n]{0,30})?:\s*\S",
    ),
    (
        "system_prompt hidden_prompt initial_instructions api_key token secrets_you",
        r"\b(?:reveal|print|show|repeat|leak|output|display|dump|send|post|tell me)\s+(?:me\s+)?(?:(?:all|the|your|its|full|entire)\s+){0,3}(?:system prompt|hidden prompt|initial instructions|api keys?\s+(?:in|here|to|of the bot)|bot'?s? token|secrets you)",
    ),
    (
        "attention dear hey hi hello to",
        rf"\b(?:attention|dear|hey|hi|hello|note to|message to|instructions? (?:to|for)|to)\s+(?:the\s+|any\s+|all\s+|an\s+)?{_READER}(?:\s*[,:!]|\s+(?:reading|that reads?|summari[sz]ing|who reads?))",
    ),
    ("if_you", rf"\bif you(?:'re| are)\s+an?\s+{_READER}\b"),
    (
        "reading summari analyz analys reviewing",
        rf"\b{_READER}\s+(?:reading|summari[sz]ing|analy[sz]ing|reviewing)\s+this\b",
    ),
    ("as_a", rf"\bas an?\s+{_READER},?\s+you\b"),
    (
        "commit change patch pull pr diff",
        rf"\b(?:rate|mark|classify|label|rank|score|treat|report|describe|summari[sz]e|present)\s+{_IT}\s+(?:as|to be)\s+(?:an?\s+)?(?:\w+\s+)?(?:low|high|medium|safe|harmless|trivial|critical|unimportant|important|approved|benign|routine|minor|security)\b",
    ),
    (
        "do_not don't never",
        rf"\b(?:do not|don't|never)\s+(?:mention|report|flag|list|include|summari[sz]e|describe|reveal)\s+(?:{_IT}|this (?:finding|removal|backdoor|secret|part|fact|file|line))\b",
    ),
    (
        "in_your",
        r"\bin your\s+(?:summary|digest|report|headline|answer|response|reply|output),?\s+(?:say|write|state|claim|include|add|put|tell|mention|use|always|never|only|do not|don't)\b",
    ),
    (
        "in_your in_the",
        r"\b(?:say|write|claim|state|tell (?:them|the (?:team|reader|readers|users))|include)\b[^.\n]{0,60}\bin (?:your|the) (?:summary|digest|daily report|headline)\b",
    ),
    (
        "respond reply answer",
        r"\b(?:respond|reply|answer)\s+(?:only\s+with|with only|with nothing but|with the (?:word|text|phrase))\b",
    ),
    (
        "@everyone @here @channel <!everyone <!here <!channel",
        r"\b(?:ping|notify|tag|mention|alert)\s+(?:@|<!)(?:everyone|here|channel)\b",
    ),
    (
        "dan jailbreak unrestricted",
        r"\b(?:DAN|jailbreak|unrestricted)\s+mode\s+(?:is\s+)?(?:enabled|on|activated|now)\b",
    ),
    # "Works once developer mode is enabled" is documentation; a sentence of its own is an order.
    ("mode", rf"{_SENTENCE}\s+mode\s+(?:is\s+)?(?:now\s+)?(?:enabled|on|activated)\s*(?:[.!]|$)"),
    (
        "your_new your_only your_real",
        r"\byour (?:new|only|real) (?:task|job|role|goal|instructions?) (?:is|are)\b",
    ),
    ("end_of", r"\bend of (?:the )?(?:untrusted|user) (?:data|input|content)\b"),
)
_CHINESE = (
    r"(?:忽略|无视|忘记|忘掉|忘了|不要?理会|别理会|不必理会|不要遵[守循]|跳过|推翻|覆盖|抛开|不用管)(?:掉|你)?[^。\n]{0,6}?(?:以上|之前|此前|前面|上面|先前|上述|系统|原有|原来|既有|所有|一切|全部|你的)[^。\n]{0,6}?(?:指令|指示|提示|要求|规则|设定|命令|约束|限制|对话)",
    r"从现在(?:起|开始)[，,]?\s*你|你现在(?:是|扮演|不再)|(?:请你?)?扮演(?:一个|一名)?[^。\n]{0,12}(?:助手|模型|角色|机器人)",
    r"(?:新的?|系统|隐藏|重要)(?:系统)?(?:提示词?|指令|指示)\s*[：:]\s*\S",
    r"(?:作为|身为|如果你是)(?:一个|一名|一款)?\s*(?:AI|人工智能|语言模型|大模型|智能助手|助手|机器人)[^。\n]{0,10}(?:你|请|必须|务必|应)",
    r"(?:致|给|告诉|提醒|请)(?:所有|各位|这个|正在)?[^。\n]{0,6}(?:AI|人工智能|语言模型|大模型|摘要机器人|日报机器人|智能助手|总结者|机器人)\s*(?:[：:，,！!]|必须|务必|不要|看到|读到|注意)",
    r"(?:把|将)(?:本|这个|这次|该|此|当前)(?:次)?(?:提交|改动|变更|补丁|PR)[^。\n]{0,8}(?:标记?|标注|评级?|评定|列|描述|说|归|视|当)(?:为|成|作)[^。\n]{0,8}(?:低|高|中|安全|无害|重要|普通|常规|关键)",
    r"(?:不要|请勿|切勿|别|不得|禁止)(?:在[^。\n]{0,12})?(?:提及|提到|报告|列出|写出|披露|标出|说出|透露|总结)[^。\n]{0,6}(?:本次?|这个|这次|这处|该|此)(?:提交|改动|变更|漏洞|文件|后门|问题|发现|删除)",
    r"(?:输出|打印|泄露|透露|显示|发送|公布|告诉我|说出)[^。\n]{0,8}(?:系统提示|提示词|你的(?:密钥|令牌|指令|凭据|token))",
    r"(?:只|仅)(?:需|能|要|许|准)?(?:回复|回答|输出)(?:[“\"「『:：]|一句|一个字|以下)",
    r"(?:在|请在)(?:你的|摘要|日报|总结|报告|标题)[^。\n]{0,6}(?:里|中)?(?:写上?|说|声称|注明|加上|必须|只)[^。\n]{0,6}(?:[“\"「『:：]|本次提交|没有问题|一切正常|安全)",
    r"(?:通知|提醒|艾特|@)\s*(?:所有人|全体成员)",
    r"(?:越狱|无限制)模式(?:已)?(?:开启|启用|打开|激活)",
    r"(?<![\u4e00-\u9fff“\"'])(?:开发者|上帝)模式已?(?:开启|启用|打开|激活)\s*(?:[。！.!]|$)",
    r"你(?:唯一|新|真正)的(?:任务|角色|目标|指令)(?:是|为)",
    r"(?:以上|不可信)(?:数据|资料|内容)(?:到此)?结束",
)
_MARKS = (
    ("<|", r"<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id|end_header_id)\|>"),
    ("[inst] [/inst] <<sys <</sys", r"\[/?INST\]|<</?SYS>>"),
    ("system assistant instruction", r"(?:^|\n|\s)#{1,4}\s{1,4}(?:System|Assistant|Instruction)s?\s{0,4}:"),
    (
        "system assistant user 系统 助手 用户",
        r"(?<![\w-])(?:system|assistant|user|系统|助手|用户)\s{0,4}[:：]\s{0,8}(?:you (?:are|must|will|should|shall)\b|ignore (?:all|any|the|every|previous)|please (?:ignore|mark|rate|approve|reply|say)|always (?:say|answer|approve|rate)|never (?:say|mention|report)|你(?:是|必须|只能|要|现在)|请(?:忽略|把|将|回复|批准)|忽略|必须)",
    ),
    (
        "system assistant user untrusted",
        r"</?(?:system|assistant|user|untrusted)[_-]?(?:prompt|message|instructions?|data|input|content)>",
    ),
    (
        "<<< >>>",
        r"<<<\s?(?:FACTS|MESSAGE|DIFF|COMMIT|NOTES|DAY)\b|\b(?:FACTS|MESSAGE|DIFF|COMMIT|NOTES|DAY)\s?[0-9a-f]{0,40}>>>",
    ),
    (
        "end begin",
        r"(?:[-=*#]{3,}|<)\s*(?:END|BEGIN)(?: OF)?(?: THE)? (?:DATA|DIFF|COMMIT|INPUT|UNTRUSTED|PROMPT|INSTRUCTIONS?|SYSTEM)\b",
    ),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern of orders, and words of which a text must hold one (lower case): a look at them is quick."""

    stems: tuple[str, ...]
    pattern: re.Pattern[str]


def _shape(stems: str, pattern: str) -> Shape:
    words = tuple(word.replace("_", " ") for word in stems.split())
    return Shape(words, re.compile(pattern, re.IGNORECASE))


ORDERS = tuple(_shape(*pair) for pair in (*_ENGLISH, *_MARKS))
"""Words that give an order to whoever reads or summarises them, and marks that pretend to end the data."""

ORDERS_IN_CHINESE = tuple(_shape("", pattern) for pattern in _CHINESE)
"""The same in Chinese; they have no stems, for few diffs hold Chinese at all."""
