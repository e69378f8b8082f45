"""A script from planned runs of facts: hook, promise, sections with their turns, story, recap and close, in order."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pipelines.models import FrameFunction, OutlineBeat, PhraseFrame, ScriptSentence, SentenceKind
from pipelines.voice.reuse import may_be_told
from pipelines.writing import (
    beliefs,
    grammar,
    phrasing,
    recap,
    spoken_forms,
    storytelling,
    terms,
    themes,
    turns,
    visuals,
)
from pipelines.writing.manuscript import Manuscript, Material
from pipelines.writing.outline import short_topic
from pipelines.writing.phrasing import COOLDOWN, Phrasebook
from pipelines.writing.rules import MAX_VERBATIM_WORDS, numbers, unquoted
from pipelines.writing.runs import Kind, kind_of
from pipelines.writing.speech import SpokenFact
from pipelines.writing.themes import stems

Voice = Callable[[Sequence[str]], list[float | None]]
_Run = Sequence[SpokenFact]

_HABITS = tuple(re.compile(pattern) for pattern in (r" actually ", r"^As .+ puts it: “"))
_IS_DEFINITION = re.compile(r"\b(?:is|are) (?:an?|the)\b|\bcalled\b|\bmeans\b")
_REMINDED_AFTER = 8  # sentences

_NOW_EVERY = 12
"""Sentences between two plain "Now,"."""


def write(material: Material, planned: Mapping[str, Sequence[_Run]]) -> list[ScriptSentence]:
    """Write the script for runs planned per beat id. Deterministic."""
    manuscript = Manuscript(material, Phrasebook(material.frames, material.steering))
    told = [run for beat in material.outline for run in planned.get(beat.beat_id, ())]
    for beat in material.outline:
        wanted = material.contents.get(beat.name, ())
        if "hook" in wanted:
            _hook(manuscript, beat)
        if "promise" in wanted:
            _promise(manuscript, beat, _by_beat(material, planned))
        if "fact" in wanted:
            wanted_recaps = material.steering.leaning("recaps")
            if wanted_recaps > 0 or (material.is_generous and wanted_recaps == 0):
                _remind(manuscript, beat, _by_beat(material, planned))
            _body(manuscript, beat, planned.get(beat.beat_id, ()), told, has_story="story" in wanted)
        elif "story" in wanted:
            _story(manuscript, beat, told, manuscript.topic)
        if "recap" in wanted:
            recap.recap(manuscript, beat, _by_beat(material, planned))
        if "close" in wanted:
            recap.close(manuscript, beat)
    return manuscript.lines


def voiced(lines: Sequence[ScriptSentence], voice: Voice) -> list[ScriptSentence]:
    """Add each sentence's nearness to the creator's voice."""
    scores = voice([line.text for line in lines])
    return [
        line if line.is_placeholder else replace(line, voice=score) for line, score in zip(lines, scores, strict=True)
    ]


def _hook(manuscript: Manuscript, beat: OutlineBeat) -> None:
    hook = manuscript.material.hook
    if hook is None:
        return
    by_text = {frame.text: frame for frame in manuscript.material.frames}
    for position, (text, kind, ids) in enumerate(zip(hook.sentences, hook.kinds, hook.fact_ids, strict=True)):
        frame = by_text.get(text)
        visual = visuals.cue(text, grammar.subject_of(text)) if ids else ""
        used = manuscript.book.use(frame) if frame else None
        cue = visual or (beat.visual if position == 0 else "")
        manuscript.say(beat, text, kind, ids, used, cue, hook.story_id if kind is SentenceKind.STORY else None)


def _promise(manuscript: Manuscript, beat: OutlineBeat, planned: Mapping[str, Sequence[_Run]]) -> None:
    """Say where the script goes: a station of each beat, in the order in which they come."""
    stations: list[str] = []
    for runs in planned.values():
        station = _station(manuscript, runs, stations)
        if station and station not in stations:
            stations.append(station)
    if len(stations) >= 3:
        first, *middle, last = stations[:4]
        manuscript.rhetoric(beat, f"We'll start with {first}, go on to {' and '.join(middle)}, and end with {last}.")
    elif len(stations) == 2:
        manuscript.rhetoric(beat, f"We'll start with {stations[0]}, and from there we'll get to {stations[1]}.")
    else:
        manuscript.rhetoric(beat, "Let's take it one step at a time.")
    manuscript.rhetoric(beat, f"And by the end, you'll see how the pieces of {manuscript.topic} fit together.")


def _station(manuscript: Manuscript, runs: Sequence[_Run], known: Sequence[str]) -> str | None:
    """Return what a beat is about in a few words: what the topic is, how we know, else the subject of its longest run."""
    topic = short_topic(manuscript.material.project.topic)
    found = terms.definition(terms.stated(runs[0][0].sentences[-1]))
    if not known and terms.defined_by(runs[0][0]) == stems(topic) and found:
        return f"what {manuscript.lowered(found.term)} {'are' if found.is_plural else 'is'}"
    n_words = {run[0].fact.fact_id: sum(fact.n_words for fact in run) for run in runs}
    evidence = sum(n_words[run[0].fact.fact_id] for run in runs if kind_of(run, run[0].fact.heading) is Kind.EVIDENCE)
    if 2 * evidence > sum(n_words.values()):
        return "how we know"
    for run in sorted(runs, key=lambda run: -n_words[run[0].fact.fact_id]):
        phrase = turns.spoken_subject(manuscript, _title(manuscript, run), run)
        new = stems(phrase or "") - stems(manuscript.topic)
        if phrase and new and not any(new & stems(other) for other in known):
            return phrase
    return None


def _title(manuscript: Manuscript, run: _Run) -> str:
    headings = [fact.fact.heading for fact in run]
    heading = max(headings, key=lambda name: (headings.count(name), -headings.index(name)))
    return themes.title_of(heading, [f for f in run if f.fact.heading == heading], manuscript.material.project.topic)


def _body(
    manuscript: Manuscript, beat: OutlineBeat, runs: Sequence[_Run], everything: Sequence[_Run], has_story: bool
) -> None:
    topic = manuscript.material.project.topic
    pending = has_story
    where = storytelling.usual_position(manuscript.material.stories)
    for run in runs:
        for position, section in enumerate(_sections(run)):
            title = themes.title_of(section[0].fact.heading, section, topic)
            is_opening = position == 0
            n_lines = len(manuscript.lines)
            is_correction = section[0].fact.fact_id in manuscript.material.beliefs
            may_ask = not is_correction and (len(section) > 1 or is_opening)
            asked = turns.asked(manuscript, section[0]) if may_ask else None
            if asked or is_correction:  # what people believe is a turn of its own
                manuscript.turns += 1
            else:
                turns.turn(manuscript, beat, section, title, kind_of(run, run[0].fact.heading) if is_opening else None)
            previous: SpokenFact | None = None
            for fact in section:
                is_silent_turn = is_opening and manuscript.turns > 1 and n_lines == len(manuscript.lines)
                wording = asked if asked and previous is None else turns.varied(manuscript, fact)
                if _tell(manuscript, beat, replace(fact, sentences=wording), previous, is_silent_turn):
                    previous = fact
        if pending and manuscript.share_told >= where:
            _story(manuscript, beat, everything, _subject(manuscript, run))
            pending = False
    if pending:
        _story(manuscript, beat, everything, _subject(manuscript, runs[-1] if runs else ()))


def _by_beat(material: Material, planned: Mapping[str, Sequence[_Run]]) -> dict[str, Sequence[_Run]]:
    """Return the runs in the order of the beats."""
    return {beat.beat_id: planned[beat.beat_id] for beat in material.outline if planned.get(beat.beat_id)}


def _remind(manuscript: Manuscript, beat: OutlineBeat, planned: Mapping[str, Sequence[_Run]]) -> None:
    """Say a definition told some time before a beat once more, in few words, so that the beat can build on it."""
    recent = {fact_id for line in manuscript.lines[-_REMINDED_AFTER:] for fact_id in line.fact_ids}
    known = [fact for fact in recap.essentials(manuscript, planned) if fact.fact.fact_id not in recent]
    defining = next((fact for fact in known if _IS_DEFINITION.search(fact.short)), None)
    if defining is None:
        return
    opener = manuscript.book.opener(FrameFunction.RECAP)
    text = f"{opener.text if opener else 'Remember,'} {manuscript.lowered(defining.short)}"
    if all(line.text != text for line in manuscript.lines) and manuscript.run_after(text) <= MAX_VERBATIM_WORDS:
        carried = manuscript.book.use(opener) if opener else None
        cue = f"Reminder: {beat.title}"
        manuscript.say(beat, text, SentenceKind.SOURCED, (defining.fact.fact_id,), carried, cue)


def _subject(manuscript: Manuscript, run: _Run) -> str:
    phrase = turns.spoken_subject(manuscript, _title(manuscript, run), run) if run else None
    return phrase or manuscript.topic


def _sections(run: _Run) -> list[list[SpokenFact]]:
    sections: list[list[SpokenFact]] = []
    for fact in run:
        if sections and sections[-1][-1].fact.heading == fact.fact.heading:
            sections[-1].append(fact)
        else:
            sections.append([fact])
    return sections


def _tell(
    manuscript: Manuscript, beat: OutlineBeat, fact: SpokenFact, previous: SpokenFact | None, is_silent_turn: bool
) -> bool:
    """Say one fact, with an opener where the source connects it to the one before; False where it cannot be said here."""
    if unquoted(fact.sentences[-1]) != fact.sentences[-1]:
        return _quote(manuscript, beat, fact)
    if _refute(manuscript, beat, fact):
        return True
    sentences, opener = _untold(manuscript, fact), None
    is_asked = sentences[0].endswith("?")
    same_subject = _same_subject(fact, previous)
    if same_subject and fact.subject:
        sentences[0] = _with_pronoun(sentences[0], fact.subject, manuscript.material.index.common_words)
    function = phrasing.connection(sentences[0], fact.fact, previous.fact if previous else None)
    is_request = grammar.PRESENTS.match(sentences[0]) is not None
    if function and not manuscript.just_framed and not is_asked and not is_request:
        opener = manuscript.book.opener(function)
    elif (
        is_silent_turn and phrasing.may_turn(sentences[0]) and len(manuscript.lines) - manuscript.last_now >= _NOW_EVERY
    ):
        opener = manuscript.book.opener(FrameFunction.SIGNPOST)
    if opener:
        sentences[0] = f"{opener.text} {manuscript.lowered(sentences[0])}"
    if any(_heard(manuscript, sentences, habit) for habit in _HABITS):
        return False
    if manuscript.run_after(" ".join(sentences)) > MAX_VERBATIM_WORDS:
        broken = _broken(manuscript, sentences, fact, previous)
        if broken is None:
            return False
        sentences = broken
    if sentences[0].startswith("Now,"):
        manuscript.last_now = len(manuscript.lines)
    may_lead = opener is None and not is_asked and previous is not None and not grammar.has_connective(sentences[0])
    if may_lead and manuscript.book.has_room and not manuscript.just_framed:
        _lead(manuscript, beat, sentences)
    _say(manuscript, beat, fact, sentences, opener)
    return True


def _untold(manuscript: Manuscript, fact: SpokenFact) -> list[str]:
    """Return a fact's sentences without a further one whose words and numbers were all told before."""
    first, *rest = fact.sentences
    known = stems(f"{manuscript.material.project.topic} {fact.subject or ''}")
    told = [line.text for line in manuscript.lines if line.fact_ids]
    new = [
        sentence
        for sentence in rest
        if not any(stems(sentence) <= known | stems(text) and numbers(sentence) <= numbers(text) for text in told)
    ]
    return [first, *new]


def _refute(manuscript: Manuscript, beat: OutlineBeat, fact: SpokenFact) -> bool:
    """Tell a fact as the correction of what people believe, with the belief in front; False where it corrects none."""
    row = manuscript.material.beliefs.get(fact.fact.fact_id)
    if row is None or row.misconception_id in manuscript.refuted:
        return False
    told = beliefs.refutation(manuscript, row, fact.sentences)
    if told is None:
        return False
    manuscript.refuted.add(row.misconception_id)
    *questions, belief = told.belief
    for question in questions:
        manuscript.ask(beat, question)
    frame = manuscript.book.use(told.frame) if told.frame else None
    manuscript.say(beat, belief, SentenceKind.BELIEF, (fact.fact.fact_id,), frame, f"What people say: {beat.title}")
    _say(manuscript, beat, fact, told.correction, told.turn)
    return True


def _lead(manuscript: Manuscript, beat: OutlineBeat, sentences: Sequence[str]) -> None:
    """Say the frame that announces what a sentence does, if the creator has one."""
    for wanted in phrasing.before(sentences[0]):
        frame = manuscript.book.sentence(*wanted)
        if frame:
            manuscript.frame(beat, frame)
            return


def _say(
    manuscript: Manuscript, beat: OutlineBeat, fact: SpokenFact, sentences: Sequence[str], opener: PhraseFrame | None
) -> None:
    for number, sentence in enumerate(sentences):
        visual = visuals.cue(sentence, fact.subject if number == 0 else None)
        carried = manuscript.book.use(opener) if opener and number == 0 else None
        if sentence.endswith("?"):
            manuscript.ask(beat, sentence, carried)
        else:
            manuscript.say(beat, sentence, SentenceKind.SOURCED, (fact.fact.fact_id,), carried, visual)
    if manuscript.book.has_room:
        for wanted in phrasing.after(" ".join(sentences)):
            if manuscript.frame(beat, manuscript.book.sentence(*wanted)):
                return


def _quote(manuscript: Manuscript, beat: OutlineBeat, fact: SpokenFact) -> bool:
    if any(_heard(manuscript, fact.sentences, habit) for habit in _HABITS):
        return False
    cue = f"Quotation card: {beat.title}"
    for question in fact.sentences[:-1]:
        manuscript.ask(beat, question)
    manuscript.say(beat, fact.sentences[-1], SentenceKind.SOURCED, (fact.fact.fact_id,), visual=cue)
    return True


def _same_subject(fact: SpokenFact, previous: SpokenFact | None) -> bool:
    return bool(
        previous
        and len(previous.sentences) == 1
        and fact.subject
        and previous.subject
        and fact.subject.lower() == previous.subject.lower()
    )


def _broken(
    manuscript: Manuscript, sentences: list[str], fact: SpokenFact, previous: SpokenFact | None
) -> list[str] | None:
    """Change the seam to the sentence before, so that no run of source words goes through it; None where nothing helps.

    `And` joins only what shares a content word; `Now,` only turns, and rarely.
    """
    first = sentences[0]
    options = [changed] if (changed := spoken_forms.reworded(first, -1, 9)) else []
    if not grammar.has_connective(first) and previous is not None:
        linked = stems(" ".join(fact.sentences)) & stems(" ".join(previous.sentences))
        joins = linked and not manuscript.lines[-1].text.startswith("And ")
        if joins:
            options.append(f"And {manuscript.lowered(first)}")
        elif len(manuscript.lines) - manuscript.last_now >= _NOW_EVERY:
            options.append(f"Now, {manuscript.lowered(first)}")
    for option in options:
        if manuscript.run_after(" ".join([option, *sentences[1:]])) <= MAX_VERBATIM_WORDS:
            return [option, *sentences[1:]]
    return None


def _heard(manuscript: Manuscript, sentences: Sequence[str], habit: re.Pattern[str]) -> bool:
    """Whether a turn of phrase that this module likes would come back too soon."""
    recent = manuscript.lines[-(COOLDOWN // (5 if manuscript.material.is_generous else 2)) :]
    return any(habit.search(s) for s in sentences) and any(habit.search(line.text) for line in recent)


def _with_pronoun(sentence: str, subject: str, common: frozenset[str]) -> str:
    verb = grammar.main_verb(sentence)
    if len(subject.split()) == 1 and subject.lower() not in common:
        return sentence  # a name alone may be a person's: "it" would be wrong, and "she" a guess
    if verb is None or not sentence.startswith(subject + " ") or len(subject.split()) > 5:
        return sentence
    return spoken_forms.capitalised(grammar.pronoun_for(subject, verb)) + sentence[len(subject) :]


def _story(manuscript: Manuscript, beat: OutlineBeat, runs: Sequence[_Run], subject: str) -> None:
    """Tell the creator's story that fits the topic, or ask for one about the section just told."""
    topic = short_topic(manuscript.material.project.topic)
    material = manuscript.material
    allowed = may_be_told(material.stories, material.project.story_gap)
    allowed = [story for story in allowed if material.hook is None or story.story_id != material.hook.story_id]
    story = storytelling.fitting(allowed, topic, [f.fact.text for run in runs for f in run])
    if story is None:
        text = storytelling.placeholder(subject)
        manuscript.say(beat, text, SentenceKind.STORY, is_placeholder=True, visual="On camera")
        return
    for text in storytelling.told(story):
        manuscript.say(beat, text, SentenceKind.STORY, story_id=story.story_id, visual="On camera")
