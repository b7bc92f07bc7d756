"""Writes the generated pages anew: `python -m bot.manual`, in the project's root."""

from pathlib import Path

from bot.manual import pages


def main() -> None:
    """Write every page whose text has changed."""
    for name, text in pages().items():
        Path(name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
