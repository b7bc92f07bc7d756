"""Words about chat platforms that do not let the bot in."""

from collections.abc import Mapping

from analysis.language import Bilingual
from bot import errors
from bot.presenters.words.problem import Problem

NO_CONNECTION = Bilingual("连不上聊天平台", "No connection to the chat")
DOCTOR = Bilingual("`commit-digest doctor` 会说明怎么办。", "`commit-digest doctor` tells how to mend it.")

CONNECTING: Mapping[type[Exception], Problem] = {
    errors.ConnectionSetupError: Problem(
        Bilingual("{platform} 没有让机器人连接。", "{platform} does not let the bot in."),
        DOCTOR,
        title=NO_CONNECTION,
    ),
    errors.CredentialKindError: Problem(
        Bilingual(
            "没有设置 {setting}，或者里面的不是它应有的那种凭据。",
            "{setting} is missing, or holds another kind of credential than belongs there.",
        ),
        Bilingual(
            "请对照 `.env.example` 里的说明，重新复制一次。",
            "Copy it anew: `.env.example` says which one it is.",
        ),
        title=NO_CONNECTION,
    ),
    errors.CredentialRefusedError: Problem(
        Bilingual("{platform} 不接受 {setting}。", "{platform} does not accept {setting}."),
        Bilingual(
            "它可能抄错了、已失效或被收回：请重新复制或换一个新的。",
            "It may be mistyped, expired or revoked: copy it anew, or make a new one.",
        ),
        title=NO_CONNECTION,
    ),
    errors.CredentialTooWeakError: Problem(
        Bilingual("{setting} 的权限不够。", "{setting} may not do what the bot needs it for."),
        DOCTOR,
        title=NO_CONNECTION,
    ),
    errors.PlatformUnreachableError: Problem(
        Bilingual("{platform} 没有应答。", "{platform} does not answer."),
        Bilingual("请检查网络、代理和 {setting}。", "Check the network, the proxy and {setting}."),
        title=NO_CONNECTION,
    ),
}
