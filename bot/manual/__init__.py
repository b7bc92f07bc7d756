"""The pages of the handbook that are written from the code, so that they never tell another story."""

from bot.manual.pages import PAGES, Page, pages

__all__ = ["PAGES", "Page", "pages"]
