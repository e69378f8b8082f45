"""The catalogue of traits: what each is called, in which unit, how it comes out of counts, and why it may be absent."""

from dataclasses import dataclass

from pipelines.voice.formulas import Correlation, Deviation, FamilySum, Formula, HistogramMedian, Ratio, Relative
from pipelines.voice.pacing import PARTS
from pipelines.voice.sentence import LONG_WORDS, SHORT_WORDS
from pipelines.voice.succession import LONG_BEFORE, LONGEST, SHORT_AFTER

NO_TIMES = "no timed transcripts"
NO_PUNCTUATION = "the captions are automatic: where sentences end is not the speaker's choice"
NO_GAPS = "the captions leave no gaps between sentences, so pauses cannot be seen"
TOO_SHORT = "the videos are too short to measure this"


@dataclass(frozen=True)
class TraitKind:
    """One measured trait: `name` is the key of `VoiceFeatures.measures`."""

    family: str
    name: str
    label: str
    unit: str
    formula: Formula
    absent: str = TOO_SHORT  # reason where no video could be measured
    by_form: bool = False  # measured otherwise in captions without punctuation, so compared within one form only


_PER_100 = "per 100 sentences"
_WORDS, _SENTENCES = "speech/words", "speech/sentences"
_PACE = Ratio(("time/words",), "time/total", 60_000)


def _moves(name: str) -> Ratio:
    return Ratio((f"moves/{name}",), _SENTENCES, 100)


def _lexical() -> tuple[TraitKind, ...]:
    return (
        TraitKind("lexical", "contraction_share", 'Contractions ("it\'s" rather than "it is")', "share", Ratio(("shape/contracted",), "shape/contractible")),
        TraitKind("lexical", "discourse_markers", "Discourse markers (so, now, right, you know)", "per 1,000 words", FamilySum("markers", _WORDS, 1000)),
        TraitKind("lexical", "hedges", "Hedges (kind of, maybe, I think)", "per 1,000 words", FamilySum("hedges", _WORDS, 1000)),
        TraitKind("lexical", "function_word_share", "Function words", "share of words", Ratio(("speech/closed_class",), _WORDS)),
        TraitKind("lexical", "type_token_ratio", "Variety of words", "different words of 100", Ratio(("speech/different",), "speech/windows")),
        TraitKind("lexical", "word_length", "Word length", "letters", Ratio(("shape/letters",), "shape/words")),
        TraitKind("lexical", "long_words", "Long words (8 letters or more)", "per 100 words", Ratio(("shape/long_words",), "shape/words", 100)),
        TraitKind("lexical", "nominalisations", "Verbs turned into nouns (expansion, movement)", "per 1,000 words", Ratio(("syntax/nominalisations",), _WORDS, 1000)),
        TraitKind("lexical", "negations", "Negations (not, never, nothing)", "per 1,000 words", Ratio(("syntax/negations",), _WORDS, 1000)),
    )  # fmt: skip


def _syntactic() -> tuple[TraitKind, ...]:
    clauses = "syntax/clauses"
    return (
        TraitKind("syntax", "clause_length", "Length of a clause", "words", Ratio((_WORDS,), clauses), by_form=True),
        TraitKind("syntax", "subordination", "Clauses that hang on another (because, when, which)", "share of clauses", Ratio(("syntax/subordinate",), clauses), by_form=True),
        TraitKind("syntax", "passives", "Passives (is made, was found)", "per 100 clauses", Ratio(("syntax/passives",), clauses, 100), by_form=True),
        TraitKind("syntax", "prepositions", "Prepositions (of, in, through)", "per 100 words", Ratio(("syntax/prepositions",), _WORDS, 100)),
        TraitKind("syntax", "imperatives", "Telling the viewer to do something (imagine, look)", _PER_100, Ratio(("syntax/imperatives",), "syntax/sentences", 100), by_form=True),
        TraitKind("syntax", "fragments", "Sentences without a verb", _PER_100, Ratio(("syntax/fragments",), "syntax/marked_sentences", 100), NO_PUNCTUATION),
        TraitKind("syntax", "conjunction_openings", "Sentences that begin with and, but, so or or", _PER_100, Ratio(("syntax/conjunction_openings",), "syntax/marked_sentences", 100), NO_PUNCTUATION),
        TraitKind("syntax", "threes", "Lists of three (a, b, and c)", _PER_100, Ratio(("syntax/threes",), "syntax/marked_sentences", 100), NO_PUNCTUATION),
    )  # fmt: skip


def _rhythm() -> tuple[TraitKind, ...]:
    following = "succession"
    return (
        TraitKind("rhythm", "sentence_length_mean", "Sentence length, mean", "words", Ratio(("lengths/words",), "lengths/sentences"), NO_PUNCTUATION),
        TraitKind("rhythm", "sentence_length_median", "Sentence length, typical", "words", HistogramMedian("lengths_of", LONGEST + 1), NO_PUNCTUATION),
        TraitKind("rhythm", "sentence_length_spread", "Sentence length, spread", "words", Deviation(), NO_PUNCTUATION),
        TraitKind("rhythm", "short_sentence_share", f"Short sentences (up to {SHORT_WORDS} words)", "share", Ratio(("lengths/short",), "lengths/sentences"), NO_PUNCTUATION),
        TraitKind("rhythm", "long_sentence_share", f"Long sentences ({LONG_WORDS} words or more)", "share", Ratio(("lengths/long",), "lengths/sentences"), NO_PUNCTUATION),
        TraitKind("rhythm", "length_succession", "Does a long sentence follow a long one? (−1 alternating, 1 alike)", "correlation", Correlation(), NO_PUNCTUATION),
        TraitKind("rhythm", "short_after_long", f"A short sentence (up to {SHORT_AFTER} words) lands after a long one ({LONG_BEFORE} or more)", "share of long ones", Ratio((f"{following}/long_then_short",), f"{following}/long_followed"), NO_PUNCTUATION),
        TraitKind("rhythm", "short_runs", "Short sentences that come in a row", "share of short ones", Ratio((f"{following}/short_then_short",), f"{following}/short_followed"), NO_PUNCTUATION),
        TraitKind("rhythm", "questions", "Questions", _PER_100, Ratio(("speech/questions",), _SENTENCES, 100), by_form=True),
    )  # fmt: skip


def _pacing() -> tuple[TraitKind, ...]:
    first, last = (Ratio((f"fifths/words{part}",), f"fifths/ms{part}", 60_000) for part in (1, PARTS))
    emphatic = Ratio(("gaps/emphatic_words",), "gaps/emphatic_ms", 60_000)
    speaking = Ratio(("gaps/words",), "gaps/speech", 60_000)
    pausing = Ratio(("gaps/pauses",), "gaps/places")
    return (
        TraitKind("pacing", "words_per_minute", "Pace, pauses included", "words per minute", _PACE, NO_TIMES),
        TraitKind("pacing", "words_per_minute_speech", "Pace while speaking", "words per minute", speaking, NO_GAPS),
        TraitKind("pacing", "pauses_per_minute", "Pauses between sentences", "per minute", Ratio(("gaps/pauses",), "gaps/total", 60_000), NO_GAPS),
        TraitKind("pacing", "pause_length", "Length of a pause", "seconds", HistogramMedian("pauses", 41, 0.1), NO_GAPS),
        TraitKind("pacing", "long_pauses", "Pauses of a second or more", "share of pauses", Ratio(("gaps/long_pauses",), "gaps/pauses"), NO_GAPS),
        TraitKind("pacing", "pace_at_start", "Pace of the first fifth of a video", "× your pace", Relative(first, _PACE), NO_TIMES),
        TraitKind("pacing", "pace_at_end", "Pace of the last fifth of a video", "× your pace", Relative(last, _PACE), NO_TIMES),
        TraitKind("pacing", "pace_of_emphasis", "Pace of sentences that stress a point", "× your pace", Relative(emphatic, speaking), NO_GAPS),
        TraitKind("pacing", "pause_before_emphasis", "A pause before what you stress", "× as often as elsewhere", Relative(Ratio(("gaps/pause_before_emphatic",), "gaps/emphatic"), pausing), NO_GAPS),
        TraitKind("pacing", "pause_after_emphasis", "A pause after what you stress", "× as often as elsewhere", Relative(Ratio(("gaps/pause_after_emphatic",), "gaps/emphatic"), pausing), NO_GAPS),
        TraitKind("pacing", "pause_after_question", "A pause after a question", "× as often as elsewhere", Relative(Ratio(("gaps/pause_after_question",), "gaps/questions"), pausing), NO_GAPS),
    )  # fmt: skip


def _teaching() -> tuple[TraitKind, ...]:
    return (
        TraitKind("teaching", "analogies", "Analogies", _PER_100, _moves("analogies"), by_form=True),
        TraitKind("teaching", "examples", "Examples", _PER_100, _moves("examples"), by_form=True),
        TraitKind("teaching", "definitions", "Definitions", _PER_100, _moves("definitions"), by_form=True),
        TraitKind("teaching", "answered_questions", "Questions you then answer yourself", _PER_100, Ratio(("speech/answered",), _SENTENCES, 100), by_form=True),
        TraitKind("teaching", "signposting", 'Signposts ("let\'s start with")', _PER_100, _moves("signposting"), by_form=True),
        TraitKind("teaching", "recaps", 'Recaps ("remember", "as we saw")', _PER_100, _moves("recaps"), by_form=True),
        TraitKind("teaching", "direct_address", "Speaking to the viewer (you, let's)", _PER_100, _moves("direct_address"), by_form=True),
        TraitKind("teaching", "first_person", "Speaking of yourself (I, my)", _PER_100, _moves("first_person"), by_form=True),
    )  # fmt: skip


KINDS: tuple[TraitKind, ...] = (*_lexical(), *_syntactic(), *_rhythm(), *_pacing(), *_teaching())
BY_NAME = {kind.name: kind for kind in KINDS}
FAMILIES = frozenset().union(*(kind.formula.families for kind in KINDS))
"""Families of counts that the traits are made of."""
