"""`commit-digest doctor`: what the bot needs, and how to mend what is wrong."""

import sys

from bot import bootstrap
from bot.cli.codes import DONE, FAILED
from bot.cli.session import Choices, Session, conduct
from bot.doctor import Health, examine
from bot.messages import Thread
from bot.presenters.doctor import findings_message


def doctor(choices: Choices) -> int:
    """Print what each check found; 1 if one of them is ill."""

    async def command(session: Session) -> int:
        findings = await examine(bootstrap.doctor_checks(session.app, sys.stdout))
        await session.screen.show(Thread(findings_message(findings, session.language)))
        return FAILED if any(finding.health is Health.ILL for finding in findings) else DONE

    return conduct(command, choices)
