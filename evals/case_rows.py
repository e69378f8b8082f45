"""A case as the report shows it: what was asked, the scores as chips, and both outputs with the changed words marked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from evals import summaries
from evals.pairing import CaseComparison
from evals.ragas_adapter import Metric
from pipelines.editing.differences import word_changes

ONE_LINE = 80  # characters of a value that is no text, up to which it is told in one line
LONGEST_TEXT = 20_000  # characters of one value of an output
LONGEST_BY_WORDS = 8_000  # characters of both sides; more takes seconds a case, and is held against each other by lines
DIRECTIONS = ("worse", "better", "none", "equal")  # of a case's chips, in the order in which they stand
Pieces = list[tuple[str, str]]  # ("same" | "cut" | "added", text)


@dataclass(frozen=True)
class Field:
    """One value of an output: the pieces of each side, None where a side has no output."""

    name: str
    sides: tuple[Pieces | None, ...]
    is_changed: bool


@dataclass(frozen=True)
class ScoreChip:
    """A metric's score of one case. `direction`: better, worse or equal; "none" where there is nothing to compare."""

    metric: str
    text: str
    direction: str


@dataclass(frozen=True)
class CaseRow:
    """A case as it is shown: closed with its chips, open with what went in and came out."""

    case_id: str
    source: str
    split: str
    direction: str
    asked: tuple[tuple[str, str], ...]
    chips: tuple[ScoreChip, ...]
    fields: tuple[Field, ...]
    errors: tuple[str | None, ...]

    @property
    def has_error(self) -> bool:
        """Whether a side failed."""
        return any(self.errors)

    @property
    def metrics(self) -> str:
        """The metrics that differ, as the filter reads them."""
        return " ".join(chip.metric for chip in self.chips if chip.direction in {"better", "worse"})


def compared_row(case: CaseComparison, better: Mapping[str, str | None]) -> CaseRow:
    """Return a case of a comparison; `better` says of each metric which way is better."""
    chips = tuple(
        sorted(
            (_chip(name, pair, better.get(name)) for name, pair in case.scores.items()),
            key=lambda chip: DIRECTIONS.index(chip.direction),
        )
    )
    direction = "equal" if abs(case.gain) < 1e-9 else "better" if case.gain > 0 else "worse"
    return CaseRow(
        case_id=case.case_id,
        source=case.source,
        split=case.split,
        direction=direction,
        asked=_asked(case),
        chips=chips,
        fields=tuple(_fields(*case.outputs)),
        errors=case.errors,
    )


def single_row(case: CaseComparison, metrics: Mapping[str, Metric]) -> CaseRow:
    """Return a case of one run, which stands on both sides of `case`."""
    return CaseRow(
        case_id=case.case_id,
        source=case.source,
        split=case.split,
        direction="worse" if shortfall(case, metrics) > 0 else "equal",
        asked=_asked(case),
        chips=tuple(ScoreChip(name, summaries.number(score), "none") for name, (score, _) in case.scores.items()),
        fields=tuple(
            Field(name, ([("same", _cut(_told(value)))],), False) for name, value in (case.outputs[0] or {}).items()
        ),
        errors=case.errors[:1],
    )


def shortfall(case: CaseComparison, metrics: Mapping[str, Metric]) -> float:
    """Return how far a case of one run lies below full marks, in ranges of the metrics; most where there is no output."""
    if case.errors[0]:
        return float("inf")
    lost = 0.0
    for name, (score, _) in case.scores.items():
        metric = metrics[name]
        if score is not None and metric.better is not None:
            low, high = metric.allowed_values if metric.is_numeric else (0.0, 1.0)
            lost += abs((high if metric.better == "higher" else low) - score) / (high - low)
    return lost


def _chip(name: str, pair: tuple[float | None, float | None], better: str | None) -> ScoreChip:
    before, after = pair
    if before is None or after is None or better is None:
        return ScoreChip(name, f"{summaries.number(before)} → {summaries.number(after)}", "none")
    gain = (after - before) * (1 if better == "higher" else -1)
    if abs(gain) < 1e-9:
        return ScoreChip(name, summaries.number(after), "equal")
    return ScoreChip(name, f"{summaries.number(before)} → {summaries.number(after)}", "better" if gain > 0 else "worse")


def _asked(case: CaseComparison) -> tuple[tuple[str, str], ...]:
    given = [(name, _cut(_told(value))) for name, value in case.input.items()]
    return (*given, *((f"expected {name}", _cut(_told(value))) for name, value in case.expected.items()))


def _fields(before: dict[str, Any] | None, after: dict[str, Any] | None) -> list[Field]:
    """The values of both outputs, those that differ first and word by word."""
    names = list(dict.fromkeys([*(before or {}), *(after or {})]))
    fields = []
    for name in names:
        sides = [None if side is None or name not in side else _cut(_told(side[name])) for side in (before, after)]
        one, other = sides
        if one is not None and other is not None and one != other:
            pieces = (
                word_changes(one, other) if len(one) + len(other) <= LONGEST_BY_WORDS else _line_changes(one, other)
            )
            left = [piece for piece in pieces if piece[0] != "added"]
            right = [piece for piece in pieces if piece[0] != "cut"]
            fields.append(Field(name, (left, right), True))
        else:
            fields.append(
                Field(name, tuple(None if side is None else [("same", side)] for side in sides), one != other)
            )
    return sorted(fields, key=lambda field: not field.is_changed)


def _line_changes(before: str, after: str) -> Pieces:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: Pieces = []
    for tag, i, j, k, n in SequenceMatcher(a=old, b=new).get_opcodes():
        if tag == "equal":
            pieces.append(("same", "".join(old[i:j])))
        else:
            pieces += [("cut", "".join(old[i:j])), ("added", "".join(new[k:n]))]
    return [(kind, text) for kind, text in pieces if text]


def _told(value: Any) -> str:
    if isinstance(value, str):
        return value
    short = json.dumps(value, ensure_ascii=False)
    return short if len(short) <= ONE_LINE else json.dumps(value, ensure_ascii=False, indent=1)


def _cut(text: str) -> str:
    return (
        text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]} … ({len(text) - LONGEST_TEXT:,} more characters)"
    )
