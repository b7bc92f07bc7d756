"""Buttons and menus as rows of components; a custom id says what a press means, also years later.

`explain:acme/api@1a2b…` is a button. A menu's own id says its action and number (`explain::0`), the chosen
option the value. What does not fit Discord's limits is left out: its words stand in the body.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias, assert_never

from adapters.discord import limits
from adapters.discord.limits import shortened
from bot.messages import Button, Control, LinkButton, Menu, MenuOption
from bot.safety import safe_line

Component: TypeAlias = dict[str, object]

ACTION_ROW, BUTTON, MENU = 1, 2, 3
SECONDARY, LINK = 2, 5  # styles of buttons


def rows_of(controls: Iterable[Control]) -> list[Component]:
    """Return `controls` as rows: each menu in its own, buttons side by side; no id twice."""
    rows, buttons, menus = list[Component](), list[Component](), list[Component]()
    for control in controls:
        match control:
            case Button():
                buttons += _button(control)
            case LinkButton():
                buttons += _link(control)
            case Menu():
                menus += _menus(control, len(menus))
            case _:
                assert_never(control)
    rows += [_row([menu]) for menu in menus]
    unique = list({str(one.get("custom_id") or id(one)): one for one in buttons}.values())
    rows += [_row(unique[at : at + limits.ROW]) for at in range(0, len(unique), limits.ROW)]
    return rows


def size_of(row: Component) -> int:
    """Return how many components a row counts as."""
    inner = row["components"]
    return 1 + (len(inner) if isinstance(inner, list) else 0)


def _row(components: Sequence[Component]) -> Component:
    return {"type": ACTION_ROW, "components": list(components)}


def _button(button: Button) -> Iterator[Component]:
    label = shortened(safe_line(button.label), limits.BUTTON_LABEL)
    custom_id = f"{safe_line(button.action)}:{safe_line(button.value)}"
    if label and limits.units(custom_id) <= limits.CUSTOM_ID:
        yield {"type": BUTTON, "style": SECONDARY, "label": label, "custom_id": custom_id}


def _link(button: LinkButton) -> Iterator[Component]:
    label = shortened(safe_line(button.label), limits.BUTTON_LABEL)
    if label and len(button.url) <= limits.URL and button.url.startswith(("https://", "http://")):
        yield {"type": BUTTON, "style": LINK, "label": label, "url": button.url}


def _menus(menu: Menu, first: int) -> Iterator[Component]:
    """Yield as many menus as the options need; `first` is the number of the next menu of the message."""
    options = list(
        {str(option["value"]): option for each in menu.options for option in _option(each)}.values()
    )
    batches = [options[at : at + limits.OPTIONS] for at in range(0, len(options), limits.OPTIONS)]
    label, action = safe_line(menu.label), safe_line(menu.action)
    for number, batch in enumerate(batches):
        counted = f" {number + 1}/{len(batches)}" if len(batches) > 1 else ""
        custom_id = f"{action}::{first + number}"
        if (
            limits.units(custom_id) <= limits.CUSTOM_ID // 2
        ):  # the other half is left to the mark of a posting
            yield {
                "type": MENU,
                "custom_id": custom_id,
                "placeholder": shortened(label, limits.PLACEHOLDER - len(counted)) + counted,
                "options": batch,
            }


def _option(option: MenuOption) -> Iterator[Component]:
    label = shortened(safe_line(option.label), limits.OPTION_TEXT)
    value = safe_line(option.value)
    if label and value and limits.units(value) <= limits.OPTION_TEXT:
        described = shortened(safe_line(option.description), limits.OPTION_TEXT)
        more: Component = {"description": described} if described else {}
        yield {"label": label, "value": value, **more}
