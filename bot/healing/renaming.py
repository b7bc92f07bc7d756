"""A healed report under a name of its own: whoever has the old file sees that there is a newer one."""

from dataclasses import dataclass, replace

from bot.editions import Rendering
from bot.messages import Message
from bot.ports import Part

UPDATED = "-updated"


@dataclass(frozen=True, slots=True)
class Renaming:
    """Renders as `rendering` does, with the file named as updated."""

    rendering: Rendering

    def render(self, message: Message) -> tuple[Part, ...]:
        """Turn any message into parts."""
        file = message.attachment
        if file is not None:
            stem, dot, ending = file.name.rpartition(".")
            name = f"{stem}{UPDATED}{dot}{ending}" if stem else f"{file.name}{UPDATED}"
            message = replace(message, attachment=replace(file, name=name))
        return self.rendering.render(message)
