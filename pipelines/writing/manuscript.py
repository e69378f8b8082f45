"""A script while it is being written: what it is made of, and the sentences said so far."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from wordfreq import zipf_frequency

from pipelines.models import (
    Hook,
    Misconception,
    OutlineBeat,
    PhraseFrame,
    Project,
    ScriptSentence,
    SentenceKind,
    Story,
    content_id,
)
from pipelines.sentences import normalised_words
from pipelines.settings import OFFLINE_ENGINE
from pipelines.writing import grammar, themes
from pipelines.writing.outline import short_topic
from pipelines.writing.phrasing import Phrasebook
from pipelines.writing.prerequisites import UNMAPPED, ConceptMap
from pipelines.writing.rules import SourceIndex, spoken_words, unquoted
from pipelines.writing.steering import UNSTEERED, Steering

Voice = Callable[[Sequence[str]], list[float | None]]

_KNOWN = 3.0  # Zipf frequency of a word that everyday English has


@dataclass(frozen=True)
class Material:
    """Everything a draft is made of."""

    project: Project
    outline: Sequence[OutlineBeat]
    contents: Mapping[str, Sequence[str]]  # beat name → what it must contain
    hook: Hook | None
    frames: Sequence[PhraseFrame]
    stories: Sequence[Story]
    index: SourceIndex
    words_per_minute: float
    voice: Voice | None = None  # nearness of sentences to the creator's voice; decides between turns of phrase
    steering: Steering = UNSTEERED
    beliefs: Mapping[str, Misconception] = field(default_factory=dict)  # fact id → what people believe instead
    known: ConceptMap = UNMAPPED  # what must be known before what
    is_generous: bool = False  # the facts are few: short runs are told, turns of phrase come back, facts are recalled


@dataclass
class Manuscript:
    """Collects sentences in order. One per draft."""

    material: Material
    book: Phrasebook
    lines: list[ScriptSentence] = field(default_factory=list)
    turns: int = 0  # sections begun
    last_now: int = -99  # sentence at which a plain "Now," was said last
    worn: Counter[str] = field(default_factory=Counter)  # how often a turn of phrase was used
    refuted: set[str] = field(default_factory=set)  # ids of the misconceptions that were told
    asked_at: list[int] = field(default_factory=list)  # sentences at which a question was asked that a fact answers

    def say(
        self,
        beat: OutlineBeat,
        text: str,
        kind: SentenceKind,
        fact_ids: Sequence[str] = (),
        frame: PhraseFrame | None = None,
        visual: str = "",
        story_id: str | None = None,
        is_placeholder: bool = False,
    ) -> None:
        """Add one sentence at the creator's pace, unless the creator's style controls forbid it; a placeholder takes no time."""
        if not self.material.steering.allows(text):
            return
        n_words = 0 if is_placeholder else len(normalised_words(text))
        project_key, ordinal = self.material.project.project_key, len(self.lines)
        self.lines.append(
            ScriptSentence(
                sentence_id=content_id(project_key, ordinal, text),
                project_key=project_key,
                ordinal=ordinal,
                beat_id=beat.beat_id,
                text=text,
                kind=kind,
                fact_ids=tuple(fact_ids),
                story_id=story_id,
                frame_id=frame.frame_id if frame else None,
                is_placeholder=is_placeholder,
                visual=visual,
                seconds=60.0 * n_words / self.material.words_per_minute,
                voice=None,
                engine=OFFLINE_ENGINE,
            )
        )
        self.book.spoken += 1

    def rhetoric(self, beat: OutlineBeat, text: str, frame: PhraseFrame | None = None) -> None:
        """Add a sentence that states nothing."""
        self.say(beat, text, SentenceKind.RHETORIC, frame=frame)

    def ask(self, beat: OutlineBeat, question: str, frame: PhraseFrame | None = None) -> None:
        """Add a question that the next sentence answers."""
        self.asked_at.append(len(self.lines))
        self.rhetoric(beat, question, frame)

    def worded(self, patterns: Sequence[str], **names: str) -> str:
        """Fill in one of `patterns` that the creator allows: of those used least, the nearest to their voice, else the first."""
        allowed = [
            pattern for pattern in patterns if self.material.steering.allows(pattern.format(**names))
        ] or patterns
        least = min(self.worn[pattern] for pattern in allowed)
        fresh = [pattern for pattern in allowed if self.worn[pattern] == least]
        texts = [pattern.format(**names) for pattern in fresh]
        scores = self.material.voice(texts) if self.material.voice else [None] * len(texts)
        best = max(range(len(texts)), key=lambda place: (scores[place] or 0.0, -place))
        self.worn[fresh[best]] += 1
        return texts[best]

    def frame(self, beat: OutlineBeat, frame: PhraseFrame | None) -> bool:
        """Say a frame as a sentence of its own; False where there is none."""
        if frame is None:
            return False
        self.rhetoric(beat, frame.text, self.book.use(frame))
        return True

    def lowered(self, text: str) -> str:
        """`text` as it stands after an opener: in lower case unless its first word is a name in the sources."""
        first = re.split(r"['’ ]", text, maxsplit=1)[0].strip(",:;")  # "It's" is "it"
        is_gerund = re.fullmatch(r"[A-Z][a-z]+ing", first) is not None and zipf_frequency(first.lower(), "en") > _KNOWN
        is_known = first.lower() in self.material.index.common_words or grammar.PRESENTS.match(text) is not None
        if (is_known or is_gerund) and first != "I":
            return text[:1].lower() + text[1:]
        return grammar.lowered(text)

    def run_after(self, text: str) -> int:
        """Longest verbatim run that would stand if `text` came next."""
        tail = " ".join(unquoted(line.text) for line in self.lines[-3:] if not line.is_placeholder)
        return self.material.index.longest_run(f"{tail} {text}")[1]

    @property
    def topic(self) -> str:
        """The topic as it stands inside a sentence, with the article that the sources give it."""
        return themes.named(short_topic(self.material.project.topic), self.material.index.texts)

    @property
    def share_told(self) -> float:
        """Share of the planned words that has been said."""
        return spoken_words(self.lines) / (self.material.project.minutes * self.material.words_per_minute)

    @property
    def just_framed(self) -> bool:
        """Whether the last sentence was a frame."""
        return bool(self.lines) and self.lines[-1].frame_id is not None
