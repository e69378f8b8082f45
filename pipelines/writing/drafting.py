"""A script from planned facts: signposts, facts, frames, recap and close, in order."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.models import (
    FrameFunction,
    Hook,
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
from pipelines.writing import grammar, phrasing, spoken_forms, storytelling, themes, visuals
from pipelines.writing.outline import short_topic
from pipelines.writing.phrasing import COOLDOWN, Phrasebook
from pipelines.writing.rules import MAX_VERBATIM_WORDS, SourceIndex, unquoted
from pipelines.writing.speech import SpokenFact

Voice = Callable[[Sequence[str]], list[float | None]]

_SIGNPOSTS = (
    "Next up: {phrase}.",
    "So, what about {phrase}?",
    "That brings us to {phrase}.",
    "Let's turn to {phrase}.",
    "And then there's {phrase}.",
)
_HABITS = tuple(
    re.compile(pattern) for pattern in (r" actually ", r"^Take ", r"^So what(?:'s| is) ", r"^As .+ puts it: “")
)
_ORDINALS = ("First", "Second", "Third")


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
    is_generous: bool = False  # turns of phrase come back sooner, because the facts are few


@dataclass
class _Writer:
    """Collects sentences in order. One per draft."""

    material: Material
    book: Phrasebook
    lines: list[ScriptSentence] = field(default_factory=list)
    headings: int = 0

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
        self.say(beat, text, SentenceKind.RHETORIC, frame=frame)

    def frame(self, beat: OutlineBeat, frame: PhraseFrame | None) -> bool:
        if frame is None:
            return False
        self.rhetoric(beat, frame.text, self.book.use(frame))
        return True

    def lowered(self, text: str) -> str:
        """`text` as it stands after an opener: in lower case unless its first word is a name in the sources."""
        first = text.split(" ", maxsplit=1)[0].strip(",")
        if first.lower() in self.material.index.common_words and first != "I":
            return text[:1].lower() + text[1:]
        return grammar.lowered(text)

    def run_after(self, text: str) -> int:
        """Longest verbatim run that would stand if `text` came next."""
        tail = " ".join(unquoted(line.text) for line in self.lines[-3:] if not line.is_placeholder)
        return self.material.index.longest_run(f"{tail} {text}")[1]


def write(material: Material, planned: Mapping[str, Sequence[SpokenFact]]) -> list[ScriptSentence]:
    """Write the script for facts planned per beat id. Deterministic."""
    writer = _Writer(material, Phrasebook(material.frames))
    everything = [fact for beat in material.outline for fact in planned.get(beat.beat_id, ())]
    for beat in material.outline:
        wanted = material.contents.get(beat.name, ())
        if "hook" in wanted:
            _hook(writer, beat)
        if "promise" in wanted:
            _promise(writer, beat, planned)
        if "fact" in wanted:
            _body(writer, beat, planned.get(beat.beat_id, ()), everything)
        if "story" in wanted:
            _story(writer, beat, everything)
        if "recap" in wanted:
            _recap(writer, beat, planned)
        if "close" in wanted:
            _close(writer, beat)
    return writer.lines


def voiced(lines: Sequence[ScriptSentence], voice: Voice) -> list[ScriptSentence]:
    """Add each sentence's nearness to the creator's voice."""
    scores = voice([line.text for line in lines])
    return [
        line if line.is_placeholder else replace(line, voice=score) for line, score in zip(lines, scores, strict=True)
    ]


def _hook(writer: _Writer, beat: OutlineBeat) -> None:
    hook = writer.material.hook
    if hook is None:
        return
    by_text = {frame.text: frame for frame in writer.material.frames}
    for position, (text, kind, ids) in enumerate(zip(hook.sentences, hook.kinds, hook.fact_ids, strict=True)):
        frame = by_text.get(text)
        visual = visuals.cue(text, grammar.subject_of(text)) if ids else ""
        writer.say(
            beat,
            text,
            kind,
            ids,
            writer.book.use(frame) if frame else None,
            visual or (beat.visual if position == 0 else ""),
        )


def _promise(writer: _Writer, beat: OutlineBeat, planned: Mapping[str, Sequence[SpokenFact]]) -> None:
    """Say which way the script goes, in the words of its themes."""
    phrases: list[str] = []
    for other in writer.material.outline:
        phrase = _phrase(other.title, writer) if planned.get(other.beat_id) else None
        if phrase and phrase.lower() not in {known.lower() for known in phrases}:
            phrases.append(phrase)
    topic = short_topic(writer.material.project.topic)
    if len(phrases) >= 2:
        middle = f", then on to {', '.join(phrases[1:-1])}" if len(phrases) > 2 else ""
        writer.rhetoric(beat, f"We'll start with {phrases[0]}{middle}, and we'll end with {phrases[-1]}.")
    else:
        writer.rhetoric(beat, f"That's what the next few minutes are about: {topic}, one step at a time.")


def _phrase(title: str, writer: _Writer) -> str | None:
    phrase = themes.phrase(title)
    if phrase is None:
        return None
    cased = themes.cased(phrase, writer.material.index.texts)
    return f"the {cased}" if re.match(r"[a-z]+ (?:of|in) the\b", cased) else cased


def _body(writer: _Writer, beat: OutlineBeat, facts: Sequence[SpokenFact], everything: Sequence[SpokenFact]) -> None:
    topic = writer.material.project.topic
    position = 0
    while position < len(facts):
        heading = facts[position].fact.heading
        group = [fact for fact in facts[position:] if fact.fact.heading == heading]
        group = group[: next((i for i, f in enumerate(facts[position:]) if f.fact.heading != heading), len(group))]
        is_new = all(f.fact.heading != heading for f in everything[: everything.index(facts[position])])
        title = themes.title_of(heading, group, topic)
        told = _told(writer, group, title)
        if is_new and told:
            is_theirs = bool(themes.stems(title) & themes.stems(" ".join(fact.fact.text for fact in told)))
            _signpost(writer, beat, title, len(told) if is_theirs else 0)
        for number, fact in enumerate(told):
            _tell(writer, beat, fact, told[number - 1] if number else None)
        position += len(group)


def _told(writer: _Writer, group: Sequence[SpokenFact], title: str) -> list[SpokenFact]:
    """Leave out facts that open with a definite thing nobody has introduced: `The dome shows …` without a dome."""
    known = themes.stems(f"{title} {writer.material.project.topic} " + " ".join(line.text for line in writer.lines))
    told: list[SpokenFact] = []
    for fact in group:
        if (
            writer.material.is_generous
            or not grammar.is_definite(fact.sentences[0])
            or themes.stems(grammar.head_noun(fact.sentences[0])) & known
        ):
            told.append(fact)
            known |= themes.stems(" ".join(fact.sentences))
    return told


def _signpost(writer: _Writer, beat: OutlineBeat, title: str, n_facts: int) -> None:
    question = themes.as_question(title)
    writer.headings += 1
    if writer.headings == 1 and not question:
        return
    if question:
        if all(line.text != question for line in writer.lines) and writer.run_after(question) <= MAX_VERBATIM_WORDS:
            writer.rhetoric(beat, question)
    elif n_facts >= 2:
        phrase = _phrase(title, writer)
        if phrase:
            writer.rhetoric(beat, _SIGNPOSTS[(writer.headings - 2) % len(_SIGNPOSTS)].format(phrase=phrase))
    if writer.headings % 3 == 0 and writer.book.has_room:
        writer.frame(beat, writer.book.sentence(FrameFunction.SIGNPOST))


def _tell(writer: _Writer, beat: OutlineBeat, fact: SpokenFact, previous: SpokenFact | None) -> None:
    """Say one fact: perhaps a frame before it, an opener or a pronoun on its first sentence, perhaps a frame after."""
    sentences = list(fact.sentences)
    if unquoted(sentences[0]) != sentences[0]:
        if not any(_heard(writer, sentences, habit) for habit in _HABITS):
            writer.say(
                beat, sentences[0], SentenceKind.SOURCED, (fact.fact.fact_id,), visual=f"Quotation card: {beat.title}"
            )
        return
    same_subject = bool(
        previous
        and len(previous.sentences) == 1
        and fact.subject
        and previous.subject
        and fact.subject.lower() == previous.subject.lower()
    )
    last_was_frame = bool(writer.lines) and writer.lines[-1].frame_id is not None
    lead = None
    if writer.book.has_room and not last_was_frame and not same_subject:
        lead = next((f for wanted in phrasing.before(sentences[0]) if (f := writer.book.sentence(*wanted))), None)
    if same_subject and fact.subject:
        sentences[0] = _with_pronoun(sentences[0], fact.subject)
    opener = None
    if lead is None and not last_was_frame and writer.book.has_room and len(writer.lines) % 3 == 1:
        opener = _opener(writer.book, sentences[0], same_subject, previous is None)
        if opener:
            sentences[0] = f"{opener.text} {writer.lowered(sentences[0])}"
    if any(_heard(writer, sentences, habit) for habit in _HABITS):
        return
    if writer.run_after(" ".join(sentences)) > MAX_VERBATIM_WORDS:
        broken = _broken(writer, sentences)
        if broken is None:
            return
        sentences = broken
    writer.frame(beat, lead)
    for number, sentence in enumerate(sentences):
        visual = visuals.cue(sentence, fact.subject if number == 0 else None)
        carried = writer.book.use(opener) if opener and number == 0 else None
        writer.say(beat, sentence, SentenceKind.SOURCED, (fact.fact.fact_id,), carried, visual)
    if writer.book.has_room:
        for function, accept in phrasing.after(" ".join(sentences)):
            if writer.frame(beat, writer.book.sentence(function, accept)):
                break


def _broken(writer: _Writer, sentences: list[str]) -> list[str] | None:
    """Change the seam to the sentence before, so that no run of source words goes through it; None where nothing helps."""
    first = sentences[0]
    options = [changed] if (changed := spoken_forms.reworded(first, -1, 9)) else []
    if not grammar.has_connective(first):
        recent = {line.text.split(" ")[0].strip(",") for line in writer.lines[-8:]}
        options += [f"{word} {writer.lowered(first)}" for word in ("And", "Now,") if word.strip(",") not in recent]
    for option in options:
        if writer.run_after(" ".join([option, *sentences[1:]])) <= MAX_VERBATIM_WORDS:
            return [option, *sentences[1:]]
    return None


def _heard(writer: _Writer, sentences: Sequence[str], habit: re.Pattern[str]) -> bool:
    """Whether a turn of phrase that this module likes would come back too soon."""
    recent = writer.lines[-(COOLDOWN // (5 if writer.material.is_generous else 2)) :]
    return any(habit.search(s) for s in sentences) and any(habit.search(line.text) for line in recent)


def _opener(book: Phrasebook, sentence: str, same_subject: bool, first: bool) -> PhraseFrame | None:
    for function in phrasing.opening(sentence, same_subject, first):
        frame = book.opener(function)
        if frame:
            return frame
    return None


def _with_pronoun(sentence: str, subject: str) -> str:
    verb = grammar.main_verb(sentence)
    if verb is None or not sentence.startswith(subject + " ") or len(subject.split()) > 5:
        return sentence
    return spoken_forms.capitalised(grammar.pronoun_for(subject, verb)) + sentence[len(subject) :]


def _story(writer: _Writer, beat: OutlineBeat, everything: Sequence[SpokenFact]) -> None:
    topic = short_topic(writer.material.project.topic)
    story = storytelling.fitting(writer.material.stories, topic, [fact.fact.text for fact in everything])
    if story is None:
        writer.say(beat, storytelling.placeholder(topic), SentenceKind.STORY, is_placeholder=True, visual="On camera")
        return
    for text in storytelling.told(story):
        writer.say(beat, text, SentenceKind.STORY, story_id=story.story_id, visual="On camera")


def _recap(writer: _Writer, beat: OutlineBeat, planned: Mapping[str, Sequence[SpokenFact]]) -> None:
    """Say the weightiest short fact of up to three beats again."""
    chosen: list[SpokenFact] = []
    for other in writer.material.outline:
        said = {fact_id for line in writer.lines for fact_id in line.fact_ids}
        options = [f for f in planned.get(other.beat_id, ()) if f.fact.fact_id in said and _recallable(f.short)]
        if options:
            chosen.append(
                max(options, key=lambda f: (themes.fact_weight(f.fact) - 0.02 * len(f.short.split()), -f.fact.ordinal))
            )
    chosen = chosen[:1] + chosen[1:-1][:1] + chosen[-1:] if len(chosen) > 3 else chosen
    if not chosen:
        return
    three = (
        re.compile(r"(?i)\bthree\b")
        if len(chosen) == 3
        else re.compile(r"(?i)put it together|where we started|so overall")
    )
    if not writer.frame(beat, writer.book.sentence(FrameFunction.RECAP, three)):
        writer.rhetoric(beat, "So, let's put it all together.")
    for number, fact in enumerate(chosen):
        text = f"{_ORDINALS[number]}, {writer.lowered(fact.short)}"
        if writer.run_after(text) <= MAX_VERBATIM_WORDS:
            writer.say(
                beat,
                text,
                SentenceKind.SOURCED,
                (fact.fact.fact_id,),
                visual=f"Recap card: {fact.subject or beat.title}",
            )
    writer.frame(
        beat, writer.book.sentence(FrameFunction.RECAP, re.compile(r"(?i)keep that one|forget everything else"))
    )


def _recallable(text: str) -> bool:
    return (
        5 <= len(text.split()) <= 18
        and "," not in " ".join(text.split()[:3])
        and not re.match(
            r"(?:It|They|That|This|And|But|So|When|If|In|He|She|You|We|Some|Other|Here|Take|As|For|From|There|Only)\b",
            text,
        )
    )


def _close(writer: _Writer, beat: OutlineBeat) -> None:
    writer.rhetoric(
        beat,
        f"So the next time you hear about {short_topic(writer.material.project.topic)}, you'll know what's behind it.",
    )
    for _ in range(2):
        writer.frame(
            beat,
            writer.book.sentence(FrameFunction.CLOSING, re.compile(r"(?i)thanks|keep |that's (?:it|the|all)|see you")),
        )
