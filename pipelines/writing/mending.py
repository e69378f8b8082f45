"""The writer repairs its draft before a person sees it: faults are mended one by one, and nothing else gets worse.

A greedy local search, bounded in repairs and in trials. A repair is kept where the weight of all faults falls, the length
stays near the target, no sentence loses what it leans on, and no blocking rule is broken that was not broken before. It
works on any list of script sentences, whoever wrote them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.models import ScriptSentence, SentenceKind, content_id
from pipelines.sentences import normalised_words
from pipelines.writing import diagnosis, repairs, rules
from pipelines.writing.argument import Sameness
from pipelines.writing.faults import Fault, Setting
from pipelines.writing.repairs import Repair

MAX_REPAIRS = 40
MAX_TRIALS = 400
_GAIN = 0.25  # of weight, below which a repair is not worth a change
_OFF_TARGET = 0.03  # share of the target by which a script may be moved away from it


@dataclass(frozen=True)
class Mended:
    """A mended script, numbered anew, the repairs that were made, and the faults that are left."""

    script: tuple[ScriptSentence, ...]
    made: tuple[tuple[str, str], ...]  # (rule, what was done), in order
    left: tuple[Fault, ...]


def mended(script: Sequence[ScriptSentence], setting: Setting, words_per_minute: float) -> Mended:
    """Repair what can be repaired. Deterministic.

    Raises:
        ValueError: the pace is not above zero.
    """
    if words_per_minute <= 0:
        raise ValueError(f"a pace of {words_per_minute:g} words per minute has no minutes: give a positive number")
    same = setting.same or Sameness([line.text for line in script if line.kind is SentenceKind.SOURCED])
    bench = _Bench(replace(setting, same=same), setting.project.minutes * words_per_minute)
    current = tuple(script)
    made: list[tuple[str, str]] = []
    while len(made) < MAX_REPAIRS:
        step = bench.step(current)
        if step is None:
            break
        rule, repair = step
        made.append((rule, repair.what))
        current = repair.script
    return Mended(_numbered(current, words_per_minute), tuple(made), tuple(bench.faults(current)))


@dataclass
class _Bench:
    """Tries repairs, and remembers those that did not help."""

    setting: Setting
    target: float
    trials: int = 0

    def __post_init__(self) -> None:
        self._refused: set[tuple[str, str]] = set()

    def faults(self, script: Sequence[ScriptSentence]) -> list[Fault]:
        return diagnosis.find(script, self.setting)

    def step(self, script: tuple[ScriptSentence, ...]) -> tuple[str, Repair] | None:
        """Return the first repair that helps, of the heaviest faults first; None where none does or the trials are spent."""
        found = self.faults(script)
        weight = _weight(found)
        blocking = self._blocking(script)
        for fault in sorted(found, key=lambda fault: -fault.weight):
            for repair in fault.repairs:
                key = (fault.rule, repair.what)
                if key in self._refused or self.trials >= MAX_TRIALS:
                    continue
                self.trials += 1
                if self._helps(script, repair.script, weight, blocking):
                    return fault.rule, repair
                self._refused.add(key)
        return None

    def _helps(
        self,
        before: tuple[ScriptSentence, ...],
        after: tuple[ScriptSentence, ...],
        weight: float,
        blocking: int,
    ) -> bool:
        return (
            repairs.is_sound(before, after)
            and self._is_near(before, after)
            and all(self.setting.allows(line.text) for line in after if line not in before)
            and not {line.beat_id for line in before} - {line.beat_id for line in after}
            and _weight(self.faults(after)) <= weight - _GAIN
            and self._blocking(after) <= blocking
        )

    def _is_near(self, before: Sequence[ScriptSentence], after: Sequence[ScriptSentence]) -> bool:
        old, new = (abs(repairs.length(script) - self.target) for script in (before, after))
        return new <= max(old, _OFF_TARGET * self.target)

    def _blocking(self, script: Sequence[ScriptSentence]) -> int:
        facts = list(self.setting.facts.values())
        return (
            len(rules.untyped(script))
            + len(rules.unsourced_numbers(script, facts))
            + len(rules.verbatim_places(script, self.setting.index))
        )


def _weight(found: Sequence[Fault]) -> float:
    return sum(fault.weight for fault in found)


def _numbered(script: Sequence[ScriptSentence], words_per_minute: float) -> tuple[ScriptSentence, ...]:
    return tuple(
        replace(
            line,
            ordinal=place,
            sentence_id=content_id(line.project_key, place, line.text),
            seconds=0.0 if line.is_placeholder else 60.0 * len(normalised_words(line.text)) / words_per_minute,
        )
        for place, line in enumerate(script)
    )
