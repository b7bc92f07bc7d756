"""Pictures of days, as PNG; matplotlib is loaded when the first one is painted."""

from adapters.pictures.painter import PicturePainter

__all__ = ["PicturePainter"]
