"""Small numbers as people write them: in digits or in Chinese numerals."""

NUMBER = r"(?:[0-9]{1,4}|[〇零一二两兩三四五六七八九十]{1,3})"  # a pattern's piece

_DIGITS = {
    char: value for value, chars in enumerate(("〇零", "一", "二两兩", *"三四五六七八九")) for char in chars
}


def number(text: str) -> int:
    """Return the value of a text that matches `NUMBER`; raise `ValueError` for jumbled numerals."""
    if text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_digit(tens, 1) * 10 if ten else 0) + _digit(ones, 0)


def _digit(text: str, default: int) -> int:
    if not text:
        return default
    if len(text) > 1 or text not in _DIGITS:
        raise ValueError(text)
    return _DIGITS[text]
