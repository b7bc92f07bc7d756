"""Rating many commits on all cores."""

from bot.crew.crew import RatingCrew, rating_crew

__all__ = ["RatingCrew", "rating_crew"]
