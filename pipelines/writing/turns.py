"""Turns: what is said when a script goes from one section to the next."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from pipelines.models import FrameForm, FrameFunction, OutlineBeat, SentenceKind
from pipelines.writing import audience, earned, grammar, spoken_forms, terms, themes, verbs
from pipelines.writing.manuscript import Manuscript
from pipelines.writing.outline import short_topic
from pipelines.writing.rules import MAX_VERBATIM_WORDS, unquoted
from pipelines.writing.runs import Kind
from pipelines.writing.speech import SpokenFact
from pipelines.writing.themes import stems

_TURNS = (
    "Let's look at {phrase}.",
    "So, what about {phrase}?",
    "That brings us to {phrase}.",
    "So let's talk about {phrase}.",
    "Here's what you need to know about {phrase}.",
    "And then there's the question of {phrase}.",
    "Now I want to get to {phrase}.",
)
_STEPS = (
    "Here's another piece of it.",
    "Let's go one step further.",
    "Now let's come at it from another side.",
    "There's more to it than that.",
    "Keep that in mind, because here's what comes next.",
    "So let's take the next step.",
)
"""Turns to a section that has no name to be called by."""

_GOES_ON = frozenset([Kind.HISTORY, Kind.MECHANISM])
_NEXT = re.compile(r"(?i)\bwhat (?:happens|comes|happened|came) next\b")

_AFTER_OPENER = (
    "{phrase}.",
    "let's look at {phrase}.",
    "what about {phrase}?",
    "let's turn to {phrase}.",
    "let's talk about {phrase}.",
)
_ASKED = (
    "So what {is_it}?",
    "What exactly {is_it}?",
    "And what {is_it}?",
    "What do we mean by {term}?",
    "You might ask: what {is_it}?",
    "But what {is_it}, really?",
)
_MAX_ASKED = 6
_ASKED_APART = 7  # sentences
_PRESENTED = re.compile(r"^(?:Take|Look at|And then there(?:'s| are)) (.+)\.$")
_PRESENTS = ("Take {thing}.", "And then there's {thing}.", "Look at {thing}.")
_PRESENTS_MANY = ("Take {thing}.", "And then there are {thing}.", "Look at {thing}.")
_PRONOUN = re.compile(r"^(?:It|They)(?:['’](s|re|ve)\b)? ")
_WRITTEN_OUT = {"s": "is", "re": "are", "ve": "have"}
_WHAT_IS = re.compile(r"(?i)what (?:is|are) ([^?]+)\?$")
_OPENERS = re.compile(r"(?i)^(?:now|okay|all right|alright|right),$")
_QUESTIONS = re.compile(r"(?i)\b(?:going on|happening|how does it work|does that look like)\b")
_SIGNPOSTS = re.compile(
    r"(?i)^(?!hold on|.*\b(?:dive|jump|get) (?:right )?(?:in|into|started)\b|let's (?:do it|begin|start))"
)
_BEGINNINGS = re.compile(r"(?i)^(?!hold on)")
_EARLY = 0.25  # share of a script within which one may dive in
_EXPLAINS = re.compile(r"(?i)\b(?:because|when|if|once|by \w+ing|causes?|makes?|becomes?|turns?)\b|, so\b")
_NO_SUBJECT = re.compile(
    r"(?i)\d|['’,]|^(?:it|they|we|you|he|she|there|this|that|most|some|any|all|every|each|no|many|if|when|once|while|as|because|although|more|less|such|other|another|a few|one|two|an?|our|his|her|its|their)\b|\b(?:we|you|they|it|that|which|who|them)$"
)
_SHOWS = re.compile(
    r"(?i)\b(?:observ|measur|detect|discover|telescop|spectr|experiment|satellite|survey|evidence)\w*|\b(?:seen?|saw|found|shows?|showed|picked up)\b"
)
_EVIDENCE = re.compile(r"(?i)\b(?:how (?:do|would) (?:we|you)|take my word)\b")


def turn(manuscript: Manuscript, beat: OutlineBeat, facts: Sequence[SpokenFact], title: str, kind: Kind | None) -> None:
    """Open a section: with its own question where its first fact answers it, else with its subject, else with a frame.

    The subject is named only where it is a noun phrase whose words the section uses. `kind` is None inside a run:
    then nothing but a question or a subject is said.
    """
    manuscript.turns += 1
    if manuscript.turns == 1:
        return
    if _asked(manuscript, beat, facts, title):
        return
    name = spoken_subject if kind else subject_phrase
    phrase = name(manuscript, title, facts) if len(facts) >= 2 else None
    if phrase and any(
        line.text[:-1].endswith(phrase) for line in manuscript.lines if line.kind is SentenceKind.RHETORIC
    ):
        phrase = None
    if phrase:
        _named(manuscript, beat, phrase)
    elif kind and _jumps(manuscript, facts):
        if _goes_on(kind, facts) and manuscript.frame(beat, manuscript.book.sentence(FrameFunction.QUESTION, _NEXT)):
            return
        if any(manuscript.worn[step] == 0 for step in _STEPS):
            manuscript.rhetoric(beat, manuscript.worded(_STEPS))
            return
    if kind is None or not manuscript.book.has_room or manuscript.just_framed:
        return
    signposts = manuscript.material.steering.leaning("signposting")
    if signposts < 0 or (
        not signposts and phrase and (manuscript.turns % 2 or kind is Kind.EVIDENCE)
    ):  # a section named needs no question of how we know
        return
    for function, accept in _fitting(manuscript, kind, facts):
        if manuscript.frame(beat, manuscript.book.sentence(function, accept)):
            return


def _goes_on(kind: Kind, facts: Sequence[SpokenFact]) -> bool:
    """Whether a section tells what happened then."""
    verb = grammar.main_verb(facts[0].sentences[0])
    return kind in _GOES_ON and verb is not None and verbs.is_past(verb)


def _jumps(manuscript: Manuscript, facts: Sequence[SpokenFact]) -> bool:
    """Whether a section opens on something else than the last sentence was about, with nothing that leads to it."""
    last = next((line for line in reversed(manuscript.lines) if not line.is_placeholder), None)
    if last is None or last.kind is not SentenceKind.SOURCED or not facts:
        return False
    said = facts[0].sentences[0]
    is_placed = re.match(r"(?:In|At|By|When|For|After|During|Once|Since|Until|Before|Today)\b", said) is not None
    return not is_placed and not grammar.has_connective(said) and not stems(last.text) & stems(said)


def asked(manuscript: Manuscript, fact: SpokenFact) -> tuple[str, ...] | None:
    """Return a definition as a question and its answer, or None where it is none or questions have come often."""
    is_topic = terms.defined_by(fact) == stems(short_topic(manuscript.material.project.topic))
    found = terms.definition(terms.stated(fact.sentences[0]))
    n_asked = len(manuscript.asked_at)
    asks_more = manuscript.material.steering.leaning("questions")
    is_soon = n_asked and len(manuscript.lines) - manuscript.asked_at[-1] < _ASKED_APART - 3 * asks_more
    if (
        found is None
        or len(fact.sentences) > 1
        or (not is_topic and (is_soon or n_asked >= _MAX_ASKED + 4 * asks_more))
    ):
        return None
    term = manuscript.lowered(found.term)
    is_it = f"{'are' if found.is_plural else 'is'} {term}"
    question = manuscript.worded(_ASKED, is_it=is_it, term=term)
    is_quoted = unquoted(fact.sentences[0]) != fact.sentences[0]
    wording = (question, fact.sentences[0] if is_quoted else terms.answer(found))
    return wording if manuscript.run_after(" ".join(map(unquoted, wording))) <= MAX_VERBATIM_WORDS else None


def varied(manuscript: Manuscript, fact: SpokenFact) -> tuple[str, ...]:
    """Return a fact's sentences; a second one that presents its subject first is put together again, or presents otherwise."""
    first, *rest = fact.sentences
    presented = _PRESENTED.match(first)
    if presented is None or not rest:
        return fact.sentences
    thing, pronoun = presented.group(1), _PRONOUN.match(rest[0])
    if pronoun is not None and any(_PRESENTED.match(line.text) for line in manuscript.lines):
        verb = f"{_WRITTEN_OUT[pronoun.group(1)]} " if pronoun.group(1) else ""
        joined = spoken_forms.capitalised(f"{thing} {verb}{rest[0][pronoun.end() :]}")
        if manuscript.run_after(joined) <= MAX_VERBATIM_WORDS:
            return (joined, *rest[1:])
    forms = _PRESENTS_MANY if rest[0].startswith("They") else _PRESENTS
    return (manuscript.worded(forms, thing=thing), *rest)


def _asked(manuscript: Manuscript, beat: OutlineBeat, facts: Sequence[SpokenFact], title: str) -> bool:
    question = themes.as_question(title)
    if question is None or not facts or not answers(facts[0], question, manuscript.material.project.topic):
        return False
    if any(line.text == question for line in manuscript.lines) or manuscript.run_after(question) > MAX_VERBATIM_WORDS:
        return False
    manuscript.rhetoric(beat, question)
    return True


def answers(fact: SpokenFact, question: str, topic: str) -> bool:
    """Whether a fact speaks of what a question asks: it shares a word beyond the topic, and half of all its words.

    What something is, is answered by saying what it is or does, and not by a figure or an event.
    """
    what_is = _WHAT_IS.match(question)
    if what_is:
        first = fact.sentences[0]
        subject = stems(grammar.subject_of(first) or "")
        is_told = subject == stems(what_is.group(1)) and not re.search(r"\d", first)
        return is_told or terms.defined_by(fact) == stems(what_is.group(1))
    asked, said = stems(question), stems(" ".join(fact.sentences))
    beyond = asked - stems(topic)
    if re.search(r"(?i)\b(?:it|they|this|that)\b", question) or not asked:
        return False
    return len(asked & said) >= 0.5 * len(asked) and (bool(beyond & said) or len(asked & said) >= 2)


def subject_phrase(manuscript: Manuscript, title: str, facts: Sequence[SpokenFact]) -> str | None:
    """Return a title as a noun phrase with the article that the sources give it, or None where it is none."""
    phrase = themes.phrase(title)
    if phrase is None or len(phrase.split()) > 5 or re.search(r"[,;(/]", phrase):
        return None
    said = stems(" ".join(" ".join(fact.sentences) for fact in facts))
    if not stems(phrase) or not stems(phrase) <= said:
        return None
    return themes.with_article(themes.cased(phrase, manuscript.material.index.texts), manuscript.material.index.texts)


def spoken_subject(manuscript: Manuscript, title: str, facts: Sequence[SpokenFact]) -> str | None:
    """Return what a section is about: its title as a noun phrase, else the subject that several of its facts share."""
    phrase = subject_phrase(manuscript, title, facts)
    if phrase:
        return phrase
    texts = manuscript.material.index.texts
    wanted = stems(manuscript.material.project.topic)
    told = [stems(" ".join(fact.sentences)) for fact in facts]
    for fact in facts:
        subject = fact.subject or ""
        words = subject.split()
        if not 1 <= len(words) <= 4 or _NO_SUBJECT.search(subject) or not stems(subject) or stems(subject) <= wanted:
            continue
        if sum(1 for said in told if stems(subject) <= said) >= 2:
            named = themes.with_article(themes.cased(subject, texts), texts)
            is_name = len(words) == 1 and words[0].lower() not in manuscript.material.index.common_words
            if named and named[:1].islower() and not is_name and _is_whole(named, texts):
                return named
    return None


def _is_whole(phrase: str, texts: Sequence[str]) -> bool:
    """Whether a phrase is not just the beginning of a longer name: `the white` is, of `the white dwarf`."""
    following = Counter(
        match for text in texts for match in re.findall(rf"(?i)\b{re.escape(phrase)}\b(?: (\w+))?", text)
    )
    return (
        not following
        or following.most_common(1)[0][0] == ""
        or following.most_common(1)[0][1] <= 0.5 * following.total()
    )


def _named(manuscript: Manuscript, beat: OutlineBeat, phrase: str) -> None:
    if manuscript.book.has_room:
        opener = manuscript.book.matching(FrameFunction.SIGNPOST, FrameForm.OPENER, _OPENERS)
        if opener:
            text = manuscript.worded(_AFTER_OPENER, phrase=phrase)
            manuscript.rhetoric(beat, f"{opener.text} {text}", manuscript.book.use(opener))
            return
    manuscript.rhetoric(beat, manuscript.worded(_TURNS, phrase=phrase))


def _fitting(
    manuscript: Manuscript, kind: Kind, facts: Sequence[SpokenFact]
) -> list[tuple[FrameFunction, re.Pattern[str] | None]]:
    """Return the frames that fit the beginning of a run of a kind, best first.

    A question only where it is answered, how we know only where something is observed, a pause only beside what is dense.
    """
    first = " ".join(facts[0].sentences) if facts else ""
    signposts = _BEGINNINGS if manuscript.share_told < _EARLY else _SIGNPOSTS
    signpost = (FrameFunction.SIGNPOST, signposts if _may_pause(manuscript, first) else _without_pause(signposts))
    if kind is Kind.EVIDENCE and _SHOWS.search(" ".join(" ".join(fact.sentences) for fact in facts[:2])):
        return [(FrameFunction.EVIDENCE, _EVIDENCE), signpost]
    if kind is Kind.MECHANISM and _EXPLAINS.search(first):
        return [(FrameFunction.QUESTION, _QUESTIONS), signpost]
    return [signpost]


def _may_pause(manuscript: Manuscript, following: str) -> bool:
    """Whether the sentence told last or the one to come is hard to take in."""
    level = audience.level_of(manuscript.material.project.audience)
    last = manuscript.lines[-1].text if manuscript.lines else ""
    return earned.is_dense(last, level) or earned.is_dense(following, level)


@lru_cache(maxsize=2)
def _without_pause(frames: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(rf"(?i)^(?!.*{earned.PAUSES}){frames.pattern.removeprefix('(?i)^')}")
