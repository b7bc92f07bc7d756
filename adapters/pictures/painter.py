"""Paints the plate of a day: who matters above, where it happened below, the last days at the foot."""

import threading

from bot.plates import Plate

_ONE_AT_A_TIME = threading.Lock()


class PicturePainter:
    """Implements `bot.ports.Painter`."""

    def paint(self, plate: Plate) -> bytes:
        """Return the picture as PNG, 720 dots wide; any text is drawn as far as there are letters for it.

        The first call of a process loads matplotlib, which takes about half a second.
        """
        from adapters.pictures.drawing import drawn  # noqa: PLC0415 - a bot that posts nothing needs none of it

        with _ONE_AT_A_TIME:  # nobody says that matplotlib may be used from several threads
            return drawn(plate)

    def warm_up(self) -> None:
        """Load what painting needs."""
        from adapters.pictures import drawing  # noqa: F401, PLC0415 - as above
