"""How the help of a command looks: arguments as their author named them, without types."""

from typing import Any

from typer.core import TyperArgument, TyperCommand


class Command(TyperCommand):
    """A command whose usage line can be typed as it stands: `digest [OPTIONS] REPO... [DATE]`."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ANN401 - typer hides its type
        """Return what stands behind the command's name in the usage line."""
        del ctx
        return ["[OPTIONS]", *(_shape(one) for one in self.params if isinstance(one, TyperArgument))]

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as above
        """Write a line for each argument and option."""
        for title, arguments in (("Arguments", True), ("Options", False)):
            shown = [one for one in self.get_params(ctx) if isinstance(one, TyperArgument) is arguments]
            told = [(one, one.get_help_record(ctx)) for one in shown]
            rows = [(_shape(one) if arguments else row[0], row[1]) for one, row in told if row]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


def _shape(argument: object) -> str:
    """Return the name of an argument, in brackets where it can be left out."""
    assert isinstance(argument, TyperArgument)  # noqa: S101 - both callers have looked
    name = argument.display_name_raw
    return name if argument.required else f"[{name}]"
