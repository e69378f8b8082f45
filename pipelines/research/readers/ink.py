"""Which text of a PDF page leaves no mark that a reader could see: drawn invisibly, in white, or too small."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_SHOWING = frozenset({b"Tj", b"TJ", b"'", b'"'})
_INVISIBLE_MODES = (3, 7)
SMALLEST_SIZE = 2.0  # points
_WHITE: Mapping[bytes, tuple[float, ...]] = {b"g": (1.0,), b"rg": (1.0, 1.0, 1.0), b"k": (0.0, 0.0, 0.0, 0.0)}
_COLOUR_OF_ANY_SPACE = frozenset({b"sc", b"scn"})


@dataclass(frozen=True)
class _State:
    mode: int = 0
    is_white: bool = False


class InkTracker:
    """Follows a page's drawing operators, and tells for each piece of text whether all of it was drawn unseen."""

    def __init__(self) -> None:
        self._state = _State()
        self._saved: list[_State] = []
        self._shown: list[bool] = []  # for each operator since the last piece of text: whether it draws unseen

    def operator(self, name: bytes, operands: Sequence[Any], *_: Any) -> None:
        """Take one operator, before it is carried out."""
        if name in _SHOWING:
            self._shown.append(self._state.is_white or self._state.mode in _INVISIBLE_MODES)
        elif name == b"q":
            self._saved.append(self._state)
        elif name == b"Q" and self._saved:
            self._state = self._saved.pop()
        elif name == b"Tr" and operands:
            self._state = _State(int(operands[0]), self._state.is_white)
        elif name in _WHITE or name in _COLOUR_OF_ANY_SPACE:
            colour = tuple(float(part) for part in operands if isinstance(part, int | float))
            white = [_WHITE[name]] if name in _WHITE else list(_WHITE.values())
            self._state = _State(self._state.mode, colour in white)

    def is_unseen(self, size: float) -> bool:
        """Whether the text since the last call was drawn unseen, all of it."""
        shown, self._shown = self._shown, []
        return bool(shown) and (all(shown) or size < SMALLEST_SIZE)
