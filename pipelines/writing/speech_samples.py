"""What a model is shown of a creator's speech for one beat: passages that do what the beat does, and habits in figures."""

from collections.abc import Iterator, Sequence

from pipelines.models import ControlAction, StyleControl, Trait, VoiceProfile
from pipelines.sentences import words

EXAMPLES = 3  # passages for one version of a beat
_MIN_WORDS, _MAX_WORDS = 4, 60  # of a passage
_SHOWN_BY: dict[str, tuple[str, ...]] = {
    "promise": ("signposting",),
    "definition": ("definitions", "analogies"),
    "mechanism": ("examples", "analogies"),
    "misconception": ("answered_questions", "negations"),
    "history": ("first_person", "examples"),
    "evidence": ("answered_questions", "examples"),
    "open-question": ("questions", "hedges"),
    "story": ("first_person",),
    "recap": ("recaps",),
}
"""Contents of a beat → traits whose quoted places show how the creator does that."""

_EDGES = {"hook": "opening", "close": "closing"}
_HABITS = (
    "sentence_length_mean",
    "short_sentence_share",
    "contraction_share",
    "questions",
    "direct_address",
    "first_person",
    "discourse_markers",
    "hedges",
    "conjunction_openings",
)
"""Traits that every beat is told in figures; of the others, those that the creator steers."""

_MORE, _LESS = 1.25, 0.75  # by which a trait is moved where the channel's videos differ too little to say how far


def examples(
    contents: Sequence[str], profile: VoiceProfile, controls: Sequence[StyleControl], version: int
) -> list[str]:
    """Return passages of the creator for one version of a beat, at most `EXAMPLES`; other versions get others.

    Places that show a raised trait come first, then the beginnings and ends of videos for a beat that opens or closes,
    then places that show what the beat must contain.
    """
    found = list(dict.fromkeys(_candidates(contents, profile, controls)))
    turned = [found[(place + version * EXAMPLES) % len(found)] for place in range(min(EXAMPLES, len(found)))]
    return list(dict.fromkeys(turned))


def _candidates(contents: Sequence[str], profile: VoiceProfile, controls: Sequence[StyleControl]) -> Iterator[str]:
    raised = [c.target for c in controls if c.kind == "trait" and c.action is ControlAction.RAISE]
    by_name = {trait.name: trait for trait in profile.traits}
    for name in raised:
        yield from _quoted(by_name.get(name))
    for content in contents:
        if content in _EDGES:
            for row in sorted(profile.features, key=lambda row: row.video_id):
                passage = _passage(row.edges.get(_EDGES[content], ()))
                if passage:
                    yield passage
        for name in _SHOWN_BY.get(content, ()):
            yield from _quoted(by_name.get(name))


def _quoted(trait: Trait | None) -> Iterator[str]:
    for span in trait.evidence if trait else ():
        if _MIN_WORDS <= len(words(span.text)) <= _MAX_WORDS:
            yield " ".join(span.text.split())


def _passage(said: Sequence[str]) -> str:
    """Return the first sentences of a run, as many as fit."""
    kept: list[str] = []
    for sentence in said:
        if len(words(" ".join([*kept, sentence]))) > _MAX_WORDS:
            break
        kept.append(" ".join(sentence.split()))
    return " ".join(kept)


def habits(profile: VoiceProfile, controls: Sequence[StyleControl]) -> list[str]:
    """Return the creator's habits in figures, one a line, with what to aim at where a trait is steered.

    A raised trait aims at the 90th percentile over the channel's videos, a lowered one at the 10th: how the creator speaks
    where they do it most, or least.
    """
    steered = {c.target: c for c in controls if c.kind == "trait"}
    return [
        _line(trait, steered.get(trait.name))
        for trait in profile.traits
        if trait.value is not None and (trait.name in _HABITS or trait.name in steered)
    ]


def _line(trait: Trait, control: StyleControl | None) -> str:
    assert trait.value is not None
    usual = f"{trait.label}: usually {trait.value:.3g} {trait.unit}"
    wanted = aim(trait, control) if control else None
    if wanted is None or control is None:
        return usual
    return f"{usual}; the creator wishes {control.action.value}: aim at {wanted:.3g}"


def aim(trait: Trait, control: StyleControl) -> float | None:
    """Return the value that a control of a trait asks for; None where the trait has none."""
    if trait.value is None:
        return None
    match control.action:
        case ControlAction.RAISE:
            high = trait.high if trait.high is not None else trait.value
            return high if high > trait.value else trait.value * _MORE
        case ControlAction.LOWER:
            low = trait.low if trait.low is not None else trait.value
            return low if low < trait.value else trait.value * _LESS
        case ControlAction.PIN:
            return control.value
        case ControlAction.BAN:
            return 0.0
