"""The models behind the writer: on a server, or in folders."""

from contextlib import AbstractAsyncContextManager

from analysis.ports import LanguageModel
from bot.ports import Log
from bot.stores import AbilityStore
from bot.throttling import Gates
from bot.writers import ModelAccess, ModelChoice


def on_server(
    access: ModelAccess, abilities: AbilityStore, log: Log, *, gates: Gates
) -> AbstractAsyncContextManager[LanguageModel]:
    """Open a model on a server, which `abilities` remembers the ways of, behind one of `gates`."""
    from adapters.openai import open_model  # noqa: PLC0415 - the client takes a second to load

    return open_model(access, abilities, log, gates=gates)


def in_folders(name: str, choice: ModelChoice) -> LanguageModel:
    """Return a model whose prompts, or answers, are files of the folders that were chosen."""
    from adapters.openai import FolderModel  # noqa: PLC0415 - adapters are loaded where they are chosen

    return FolderModel(name, choice.prompts, choice.answers)
