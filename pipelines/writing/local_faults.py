"""Faults between neighbouring sentences, each with the repairs to try."""

from collections.abc import Callable, Iterator

from pipelines.models import ScriptSentence, SentenceKind, Severity
from pipelines.writing import coherence, continuity, grammar, mentions, repairs, spoken_forms, terms, themes
from pipelines.writing.faults import Fault, Lines, Setting
from pipelines.writing.repairs import Repair
from pipelines.writing.themes import stems

_EARLIER = 6  # sentences in front of a first use in which a place for the explanation is looked for
_NEARBY = 5  # sentences over which one may be moved to what it belongs to
_NOW_APART = 8  # sentences between two that "Now," opens
_TURNS = ("Let's turn to {}.", "The next thing is {}.", "Let's get to {}.", "There's also {} to talk about.")


def _repetition(script: Lines, setting: Setting) -> Iterator[Fault]:
    recap = frozenset(setting.beats_with("recap"))
    for first, again in coherence.repetitions(script, recap, setting.same):
        yield Fault(
            "repetition",
            Severity.WARNING,
            2.0,
            again,
            f"This was said in sentence {first.ordinal + 1}: “{repairs.start(first)}”",
            "Cut one of the two, or say what is new in it.",
            (repairs.cut(script, again), repairs.cut(script, first)),
        )


def _early_term(script: Lines, setting: Setting) -> Iterator[Fault]:
    for first, term, explanation in coherence.early_terms(script, setting.project.topic):
        places = [line for line in script[: script.index(first) + 1] if line.beat_id == first.beat_id][-_EARLIER:]
        moves = repairs.moves(script, explanation, reversed(places))
        found = terms.definition(terms.stated(explanation.text))
        again = [
            repairs.insert(
                script, place, terms.recalled(found), SentenceKind.SOURCED, explanation.fact_ids, "Say in short"
            )
            for place in reversed(places)
            if found is not None
        ]
        yield Fault(
            "term-before-definition",
            Severity.WARNING,
            2.0,
            first,
            f"“{term}” is used here and explained in sentence {explanation.ordinal + 1} only.",
            "Move the explanation up.",
            (*moves, *again),
        )


def _jump(script: Lines, setting: Setting) -> Iterator[Fault]:
    for sentence in coherence.jumps(script, setting.sections):
        yield Fault(
            "jump",
            Severity.NOTE,
            1.0,
            sentence,
            "Another subject begins here, and nothing leads to it.",
            "Say in a few words why this comes now.",
            tuple(_turns(script, setting, sentence)),
        )


def _turns(script: Lines, setting: Setting, sentence: ScriptSentence) -> Iterator[Repair]:
    """Yield a turn that names the section, then a plain "Now,"."""
    fact = setting.facts.get(sentence.fact_ids[0])
    title = themes.title_of(fact.heading, (), setting.project.topic) if fact else ""
    phrase = themes.phrase(title)
    named = themes.with_article(themes.cased(phrase, setting.index.texts), setting.index.texts) if phrase else None
    if named and stems(named) & stems(sentence.text):
        said = [wording.format(named) for wording in _TURNS]
        heard = [sum(line.text.startswith(text[:12]) for line in script) for text in said]
        yield repairs.insert(script, sentence, said[heard.index(min(heard))], SentenceKind.RHETORIC, (), "Say")
    place = script.index(sentence)
    near = script[max(0, place - _NOW_APART) : place + _NOW_APART + 1]
    is_opened = (
        repairs.without_opener(sentence.text) != sentence.text or grammar.PRESENTS.match(sentence.text) is not None
    )
    if not is_opened and not any(line.text.startswith("Now") for line in near):
        yield repairs.reword(script, sentence, f"Now, {setting.lowered(sentence.text)}")


def _dangling(script: Lines, setting: Setting) -> Iterator[Fault]:
    for sentence in coherence.dangling(script, setting.sections):
        yield Fault(
            "dangling-reference",
            Severity.WARNING,
            2.0,
            sentence,
            f"Nothing right before says what “{sentence.text.split()[0]}” stands for.",
            "Name the thing.",
            tuple(_named(script, setting, sentence)),
        )


def _named(script: Lines, setting: Setting, sentence: ScriptSentence) -> Iterator[Repair]:
    """Yield the sentence with its fact's own subject for the pronoun."""
    fact = setting.facts.get(sentence.fact_ids[0]) if sentence.fact_ids else None
    subject = grammar.subject_of(fact.text) if fact else None
    pronoun, _, rest = sentence.text.partition(" ")
    verb = grammar.main_verb(sentence.text)
    if subject is None or pronoun not in {"It", "They"} or subject.split()[0].lower() in grammar.PRONOUNS:
        return
    if verb is not None and grammar.is_plural(subject, verb) == (pronoun == "They"):
        yield repairs.reword(script, sentence, f"{spoken_forms.capitalised(subject)} {rest}")


def _unintroduced(script: Lines, setting: Setting) -> Iterator[Fault]:
    for sentence, thing in mentions.unintroduced(script, setting.taken_as_known, setting.project.topic):
        later = (line for line in script[script.index(sentence) + 1 :] if stems(thing) & stems(line.text))
        introduction = next((line for line in later if line.fact_ids and line.fact_ids != sentence.fact_ids), None)
        moved = () if introduction is None else repairs.moves(script, introduction, [sentence])
        yield Fault(
            "unintroduced",
            Severity.WARNING,
            1.5,
            sentence,
            f"“{thing}” is spoken of as if it had been introduced.",
            "Introduce it, or leave the sentence out.",
            (*moved, repairs.cut(script, sentence)),
        )


def _unanswered(script: Lines, setting: Setting) -> Iterator[Fault]:
    for sentence in coherence.unanswered(script):
        yield Fault(
            "unanswered-question",
            Severity.WARNING,
            1.5,
            sentence,
            "No fact follows that could answer this question.",
            "Answer it, or cut it.",
            (repairs.cut(script, sentence),),
        )


def _worn(script: Lines, setting: Setting) -> Iterator[Fault]:
    for sentence, turn, times in coherence.worn(script):
        is_free = sentence.kind is SentenceKind.RHETORIC
        yield Fault(
            "worn-phrase",
            Severity.WARNING,
            1.0,
            sentence,
            f"“{turn} …” is heard {times} times.",
            "Say some of them otherwise.",
            (repairs.cut(script, sentence),) if is_free else (),
        )


def _loose_connective(script: Lines, setting: Setting) -> Iterator[Fault]:
    for sentence, connective in continuity.loose_connectives(script, setting.project.topic):
        yield Fault(
            "loose-connective",
            Severity.NOTE,
            1.0,
            sentence,
            f"“{connective}” announces how this follows, and nothing stands before that it could follow from.",
            "Leave the word out, or say what it goes against.",
            (repairs.reword(script, sentence, repairs.without_opener(sentence.text)),),
        )


def _unlinked(script: Lines, setting: Setting) -> Iterator[Fault]:
    for sentence in continuity.unlinked(script, setting.project.topic):
        yield Fault(
            "unlinked",
            Severity.NOTE,
            0.5,
            sentence,
            "This sentence takes up nothing of the two before it.",
            "Put it next to what it belongs to, or say how it follows.",
            tuple(_nearer(script, setting, sentence)),
        )


def _nearer(script: Lines, setting: Setting, sentence: ScriptSentence) -> Iterator[Repair]:
    """Yield the sentence moved behind one of its section nearby with which it shares more than a word, in the same beat."""
    at = script.index(sentence)
    home = setting.sections.get(sentence.fact_ids[0])
    own = stems(sentence.text)
    ranked = sorted(
        (
            (-len(own & stems(line.text)), place)
            for place, line in enumerate(script)
            if line is not sentence
            and line.beat_id == sentence.beat_id
            and line.fact_ids
            and setting.sections.get(line.fact_ids[-1]) == home
            and abs(place - at) <= _NEARBY
            and len(own & stems(line.text)) > 1
        )
    )
    yield from repairs.moves(
        script, sentence, [script[place + 1] for _, place in ranked[:2] if place + 1 < len(script)]
    )


FINDERS: tuple[Callable[[Lines, Setting], Iterator[Fault]], ...] = (
    _repetition,
    _early_term,
    _jump,
    _dangling,
    _unintroduced,
    _unanswered,
    _worn,
    _loose_connective,
    _unlinked,
)
