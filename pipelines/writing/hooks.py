"""Three openings of different kinds for a project, each from its facts, scored by stated criteria."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipelines.models import FrameForm, FrameFunction, Hook, PhraseFrame, Project, SentenceKind, content_id
from pipelines.sentences import words
from pipelines.settings import OFFLINE_ENGINE
from pipelines.writing.outline import lead_of, short_topic
from pipelines.writing.runs import common_nouns, is_anchored
from pipelines.writing.speech import SpokenFact
from pipelines.writing.steering import UNSTEERED, Steering
from pipelines.writing.themes import fact_weight, hardness, named, stems

Voice = Callable[[Sequence[str]], list[float | None]]
_Line = tuple[str, SentenceKind, tuple[str, ...]]

_LEANS = re.compile(
    r"^(?:That|It|They|As|There|Take|And|But|Some|Only|More|Any|In|By|With|For|If|When|Most|Such|A number|Second|Also|Unlike|To|This|So)\b"
)
_VIVID = (
    re.compile(r"\d[\d,.]* (?:million|billion|trillion|times|percent)|\d{1,3},\d{3}|\b(?:half|double|twice) "),
    re.compile(
        r"(?i)\b(?:never|nothing|nobody|no one|everywhere|anywhere|forever|every|only|infinite|smaller than|larger than|exactly|(?:the|one of the) (?:most|oldest|largest|biggest|greatest|hottest|brightest|first))\b"
    ),
    re.compile(
        r"(?i)\b(?:tiny|huge|trap|crush|collaps|explo|die|death|dark|invisible|frozen|freez|furnace|glow|torn|lose|lost|forg[eo]t|false|escape|swallow)\w*"
    ),
)

_KINDS: dict[str, re.Pattern[str]] = {
    "contradiction": re.compile(r"(?i)\b(?:never|nothing|no|misleading|not)\b|n['’]t\b"),
    "number": re.compile(
        r"\d[\d,.]*(?: (?:million|billion|trillion|percent|times|degrees|kilometres|years))|\d{1,3},\d{3}"
    ),
    "stakes": re.compile(
        r"(?i)\b(?:you|we|our|every|everything|people|human|earth|life|die|death|destroy|danger|forget|lose)\b"
    ),
    "detail": re.compile(
        r"(?i)\b(?:looks?|glow|dark|light|hot|cold|fast|explo|bright|collapse|tiny|huge|bird|sound|face|name)\w*"
    ),
}


@dataclass(frozen=True)
class _Candidate:
    kind: str
    lines: tuple[_Line, ...]
    score: float
    reason: str


def offered(
    project: Project,
    spoken: Sequence[SpokenFact],
    frames: Sequence[PhraseFrame],
    voice: Voice,
    steering: Steering = UNSTEERED,
) -> list[Hook]:
    """Return up to three hooks of different kinds, best first; fewer where the facts give no more.

    The score adds: closeness of the facts to the topic, brevity of the first sentence, vividness, and the voice.
    """
    frames = sorted(steering.frames(frames), key=lambda frame: (-steering.rank(frame), frame.n_videos, frame.frame_id))
    topic = named(short_topic(project.topic), [fact.fact.text for fact in spoken])
    lead = lead_of(spoken, project.topic)  # opens what comes after the hook
    spoken = [fact for fact in spoken if fact is not lead]
    candidates = []
    taken: set[str] = set()
    for kind, pattern in _KINDS.items():
        if kind == "contradiction" and (myth := _myth(spoken, topic)):
            taken.add(myth.fact.fact_id)
            candidates.append(_candidate(kind, myth, topic, frames, voice))
            continue
        fact = _best_fact([f for f in spoken if f.fact.fact_id not in taken], pattern, topic)
        if fact is not None:
            taken.add(fact.fact.fact_id)
            candidates.append(_candidate(kind, fact, topic, frames, voice))
    fact = _best_fact([f for f in spoken if f.fact.fact_id not in taken], re.compile("."), topic)
    if fact is not None:
        candidates.append(_candidate("question", fact, topic, frames, voice))
    candidates = [_steered(candidate, steering) for candidate in candidates]
    best = sorted(candidates, key=lambda candidate: (-candidate.score, candidate.kind))[:3]
    return [_hook(project, ordinal, candidate) for ordinal, candidate in enumerate(best)]


def _steered(candidate: _Candidate, steering: Steering) -> _Candidate:
    """Leave out what the creator does not want said. Facts that hold it are left out before."""
    return replace(candidate, lines=tuple(line for line in candidate.lines if steering.allows(line[0])))


def _best_fact(spoken: Sequence[SpokenFact], pattern: re.Pattern[str], topic: str) -> SpokenFact | None:
    """Return the most vivid fact that names the topic, shows a kind's pattern and needs nothing before it."""
    wanted, common = stems(topic), common_nouns(spoken)
    fitting = [
        fact
        for fact in spoken
        if pattern.search(" ".join(fact.sentences))
        and not _LEANS.search(fact.sentences[0])
        and is_anchored(fact, (), common | wanted)
        and 6 <= fact.n_words <= 36
    ]

    def worth(fact: SpokenFact) -> tuple[float, int]:
        about = len(stems(" ".join(fact.sentences)) & wanted) / max(1, len(wanted))
        names_it = 0.3 if stems(" ".join(fact.sentences[0].split()[:4])) & wanted else 0.0
        return (
            fact_weight(fact.fact)
            + about
            + names_it
            + vividness(fact)
            - 0.03 * fact.n_words
            - hardness(" ".join(fact.sentences), topic),
            -fact.fact.ordinal,
        )

    on_topic = [fact for fact in fitting if stems(" ".join(fact.sentences)) & wanted]
    return max(on_topic or fitting, key=worth, default=None)


def vividness(fact: SpokenFact) -> float:
    """Return how much a fact catches the ear, 0..1: striking numbers, absolutes and things to see, two of them for 1."""
    text = " ".join(fact.sentences)
    return min(1.0, 0.5 * sum(len(pattern.findall(text)) for pattern in _VIVID))


def _myth(spoken: Sequence[SpokenFact], topic: str) -> SpokenFact | None:
    """Return the first fact under a heading that asks, in the topic's words, whether something is so."""
    wanted = stems(topic)
    asked = [
        f
        for f in spoken
        if _asks(f) and stems(_heading(f)) & wanted and stems(f.sentences[0]) & stems(_heading(f)) & wanted
    ]
    return min(asked, key=lambda fact: (-len(stems(_heading(fact)) & wanted), fact.fact.ordinal)) if asked else None


def _heading(fact: SpokenFact) -> str:
    return fact.fact.heading.split(" > ")[-1].strip()


def _asks(fact: SpokenFact) -> bool:
    return re.match(r"(?:Is|Are|Was|Were|Does|Do|Did|Can) .{8,70}\?$", _heading(fact)) is not None


def _candidate(kind: str, fact: SpokenFact, topic: str, frames: Sequence[PhraseFrame], voice: Voice) -> _Candidate:
    ids = (fact.fact.fact_id,)
    told: list[_Line] = [(sentence, SentenceKind.SOURCED, ids) for sentence in fact.sentences]
    if kind == "contradiction" and _asks(fact):
        told.insert(0, (_heading(fact), SentenceKind.RHETORIC, ()))
    if kind == "contradiction" and _asks(fact):
        told.append(("That may not be how you've heard it.", SentenceKind.RHETORIC, ()))
    question: _Line = (_question(kind, topic), SentenceKind.RHETORIC, ())
    lines = [question, *told] if kind == "question" else [*told, question]
    frame = _frame(kind, frames)
    if frame:
        lines.insert(0, (frame, SentenceKind.RHETORIC, ()))
    scored = [value for value in voice([text for text, _, _ in lines]) if value is not None]
    closeness = len(stems(" ".join(fact.sentences)) & stems(topic)) / max(1, len(stems(topic)))
    brevity = max(0.0, 1 - max(0, len(words(told[0][0])) - 8) / 20)
    mean_voice = sum(scored) / len(scored) if scored else 0.5
    bonus = {"contradiction": 0.25, "number": 0.2, "detail": 0.2, "stakes": 0.15, "question": 0.0}[kind]
    vivid = vividness(fact)
    score = (
        0.3 * closeness
        + 0.2 * brevity
        + 0.25 * mean_voice
        + 0.25 * vivid
        + bonus
        - hardness(" ".join(fact.sentences), topic)
    ) / 1.25
    reason = (
        f"{kind}: {100 * closeness:.0f} % of the topic's words in its facts, first fact in {len(words(told[0][0]))} words, "
        f"vividness {vivid:.1f}, voice {mean_voice:.2f}"
    )
    return _Candidate(kind, tuple(lines), round(score, 4), reason)


def _question(kind: str, topic: str) -> str:
    """Return the question that a hook leaves open. It says nothing that could be checked."""
    return {
        "contradiction": f"So what's really going on with {topic}?",
        "number": f"So what does that tell us about {topic}?",
        "stakes": f"So what do we really know about {topic}?",
        "detail": "So what's behind that?",
        "question": f"What do you think of, when you hear the words “{topic}”?",
    }[kind]


def _frame(kind: str, frames: Sequence[PhraseFrame]) -> str | None:
    if kind not in {"detail", "number"}:
        return None
    fitting = [
        frame
        for frame in frames
        if frame.function is FrameFunction.HOOK and frame.form is FrameForm.SENTENCE and frame.n_videos > 1
        and re.search(r"(?i)picture|imagine" if kind == "detail" else r"(?i)start with|number", frame.text)
    ]  # fmt: skip
    return fitting[-1].text if fitting else None


def _hook(project: Project, ordinal: int, candidate: _Candidate) -> Hook:
    text = " ".join(line for line, _, _ in candidate.lines)
    return Hook(
        hook_id=content_id(project.project_key, ordinal, text),
        project_key=project.project_key,
        ordinal=ordinal,
        kind=candidate.kind,
        sentences=tuple(line for line, _, _ in candidate.lines),
        kinds=tuple(kind for _, kind, _ in candidate.lines),
        fact_ids=tuple(ids for _, _, ids in candidate.lines),
        score=candidate.score,
        reason=candidate.reason,
        engine=OFFLINE_ENGINE,
    )
