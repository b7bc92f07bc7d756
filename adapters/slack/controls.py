"""Buttons and menus below a message; what Slack could not carry back to us is left out."""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from adapters.slack import limits
from adapters.slack.pieces import size_of
from adapters.slack.texts import Json, is_address, plain_text
from bot.messages import Button, Control, LinkButton, Menu, MenuOption
from bot.safety import safe_line
from bot.splitting import shortened

OPEN = "open"  # the action of a button that leads to a page; nothing is asked of us
SEPARATOR = "#"
_UNNAMED = "…"


def action_rows(controls: Iterable[Control]) -> Iterator[Json]:
    """Yield actions blocks: one for each menu, and one for the buttons beside each other."""
    buttons: list[Json] = []
    for number, control in enumerate(controls):
        match control:
            case Menu():
                yield from _rows(buttons)
                buttons = []
                yield from map(_row_of_one, _menus(control, number))
            case Button():
                buttons.extend(_button(control, number))
            case LinkButton():
                buttons.extend(_link(control, number))
            case _:
                assert_never(control)
    yield from _rows(buttons)


def action_of(action_id: str) -> str:
    """Return the action's own name: within a message ids are told apart by a number behind it."""
    return action_id.rpartition(SEPARATOR)[0] or action_id


def _rows(buttons: Sequence[Json]) -> Iterator[Json]:
    row: list[Json] = []
    for button in buttons:
        if row and (len(row) == limits.CONTROLS or size_of([*row, button]) > limits.ROW_SIZE):
            yield {"type": "actions", "elements": row}
            row = []
        row.append(button)
    if row:
        yield {"type": "actions", "elements": row}


def _row_of_one(menu: Json) -> Json:
    return {"type": "actions", "elements": [menu]}


def _action_id(action: str, *numbers: int) -> str:
    return f"{action}{SEPARATOR}{'.'.join(map(str, numbers))}"


def _label(text: str, limit: int) -> Json:
    return plain_text(shortened(safe_line(text), limit) or _UNNAMED)


def _button(control: Button, number: int) -> Iterator[Json]:
    action = _action_id(control.action, number)
    if 0 < len(control.value) <= limits.BUTTON_VALUE and len(action) <= limits.ACTION_ID:
        yield {
            "type": "button",
            "text": _label(control.label, limits.BUTTON_TEXT),
            "action_id": action,
            "value": control.value,
        }


def _link(control: LinkButton, number: int) -> Iterator[Json]:
    if is_address(control.url):
        yield {
            "type": "button",
            "text": _label(control.label, limits.BUTTON_TEXT),
            "action_id": _action_id(OPEN, number),
            "url": control.url,
        }


def _menus(control: Menu, number: int) -> Iterator[Json]:
    options = [one for one in control.options if 0 < len(one.value) <= limits.OPTION_VALUE]
    if len(_action_id(control.action, number, len(options))) > limits.ACTION_ID:
        return
    crowded = len(options) > limits.CROWD
    for start in range(0, len(options), limits.OPTIONS):
        yield {
            "type": "static_select",
            "placeholder": _label(control.label, limits.PLACEHOLDER),
            "action_id": _action_id(control.action, number, start),
            "options": [_option(one, crowded=crowded) for one in options[start : start + limits.OPTIONS]],
        }


def _option(one: MenuOption, *, crowded: bool) -> Json:
    option: Json = {
        "text": _label(one.label, limits.CROWDED_TEXT if crowded else limits.OPTION_TEXT),
        "value": one.value,
    }
    if not crowded and (description := safe_line(one.description)):
        option["description"] = plain_text(shortened(description, limits.OPTION_TEXT))
    return option
