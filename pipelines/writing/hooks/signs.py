"""What shows that a fact can open a video in a certain way, and the creator's sentences that announce it."""

import re
from collections.abc import Mapping, Sequence

from pipelines.models import FrameForm, FrameFunction, HookKind, PhraseFrame
from pipelines.writing import grammar
from pipelines.writing.speech import SpokenFact

_SHOWS: Mapping[HookKind, re.Pattern[str]] = {
    HookKind.CONTRADICTION: re.compile(
        r"(?i)\b(?:never|nothing|even though|although|no longer|contrary to|surpris\w+|the opposite|misleading)\b|(?:\bnot|n['’]t) (?:like|just|only|really|an?|the)\b"
    ),
    HookKind.NUMBER: re.compile(
        r"\d[\d,.]*(?: (?:million|billion|trillion|percent|times|degrees|kilomet\w+|miles|years|light-years|hours|minutes|seconds|people))|\d{1,3},\d{3}|\b(?:hundreds|thousands|millions|billions|trillions) (?:of|to)\b"
    ),
    HookKind.STORY: re.compile(
        r"^(?:In|By|On|During) (?:\w+ ){0,2}(?:1[5-9]|20)\d\d\b|\b(?:noticed|discovered|wondered|found|set out|studied|measured|proposed|"
        r"pointed|asked|named)\b(?=.*\b(?:1[5-9]|20)\d\d\b)"
    ),
    HookKind.STAKES: re.compile(
        r"(?i)\b(?:you|your|yourself|everyone|everybody|all of us|life on Earth|human (?:life|lives|body|bodies|brains?|beings?)|people|"
        r"our (?:own )?(?:lives|life|bodies|body|brains?|memor\w+|minds?|planet|Sun|world|experiences?)|kill\w*|danger\w*|threat\w*|deadly)\b"
    ),
    HookKind.DEMONSTRATION: re.compile(
        r"(?i)\b(?:looks? like|glows|freez\w+|flash(?:es)?|pulses|spins|lighthouse|explodes|crushes|stretches|(?:big|large|small|heavy|hot|bright|wide|tall) as an?|"
        r"(?:the size|a teaspoon|a spoonful) of (?:an?|(?-i:[A-Z])\w+)|like an? \w+|(?:more|less|longer|shorter|bigger|smaller|hotter|heavier) (?:\w+ )?than an?|furnace|soup|oven|cake|balloon|trumpet|dust|a drop of|a grain of)\b"
    ),
    HookKind.MYSTERY: re.compile(
        r"(?i)\b(?:(?:nobody|no one) (?:yet |really |still )*(?:knows|understands|can explain)|(?:still )?(?:do not|don['’]t|does not|cannot|can['’]t) (?:yet |really |fully )*"
        r"(?:know|understand|explain)|(?:is|are) (?:not (?:yet |well |fully |completely )*(?:known|understood)|(?:still )?(?:unknown|a mystery|mysterious|unclear|debated))|"
        r"no (?:experiment|observation|theory|one|body|telescope) has (?:yet |ever )?(?:detected|found|seen|proved|proven|explained|measured)|"
        r"(?:has|have) not (?:yet )?been (?:confirmed|proved|proven|explained|found)|(?:has|have)n['’]t (?:yet )?been (?:confirmed|proved|proven|explained|found)|remains? (?:unknown|a mystery|unclear|a puzzle|open)|still (?:debat|argu)\w+)\b"
    ),
}
_SHOWS_A_LITTLE: Mapping[HookKind, re.Pattern[str]] = {
    HookKind.CONTRADICTION: re.compile(r"(?i)\b(?:not|but|however|unlike|rather than|instead of|while)\b|n['’]t\b"),
    HookKind.NUMBER: re.compile(
        r"(?i)(?<![\d,.])(?!(?:1[5-9]|20)\d\d\b)\d|\b(?:half|twice|hundreds?|thousands?|millions?|billions?)\b"
    ),
    HookKind.STORY: re.compile(r"\b(?:1[5-9]|20)\d\d\b"),
    HookKind.STAKES: re.compile(
        r"(?i)\b(?:Earth|we|our|us|life|lives|human|health|important\w*|everyday|need|harm|lose|lost)\b"
    ),
    HookKind.DEMONSTRATION: re.compile(
        r"(?i)\b(?:see|look\w*|shin\w+|bright\w*|dark\w*|light|flash\w*|spin\w*|fall\w*|collaps\w+|explo\w+|crush\w*|stretch\w*|fast\w*|hot\w*|huge|tiny|such as|for example)\b"
    ),
    HookKind.MYSTERY: re.compile(
        r"(?i)\b(?:may|might|perhaps|possibl\w+|suspect\w*|suggest\w*|hypothes\w+|likely|probably|thought to)\b"
    ),
}
"""What will do where no fact shows a kind clearly."""

_INTRODUCES: Mapping[HookKind, re.Pattern[str]] = {
    HookKind.DEMONSTRATION: re.compile(r"(?i)\b(?:picture this|imagine(?: this)?)[.:]?$"),
    HookKind.NUMBER: re.compile(r"(?i)\b(?:start with a number|here's a number|(?:one|a) number)\b"),
    HookKind.STORY: re.compile(r"(?i)\b(?:tell you a story|here's a story)\b"),
}
"""Sentences of the creator's that announce a kind."""

_SEEN = re.compile(
    r"(?i)\b(?:bright|dark|light|hot|cold|glow\w*|shine|shining|fog\w*|clouds?|burn\w*|explo\w+|collapse\w*|fall\w*|spin\w*|tiny|huge|dense|empty|expand\w*|shr[ai]nk\w*|head|hands?|eyes?)\b"
)
_PAST = re.compile(r"\b(?:\w{3,}ed|was|were|had|found|saw|won|wrote|went|came|began|took|made|gave|thought|knew)\b")
_DENIES = re.compile(r"(?i)\b(?:not|never|no|model|theory|explain\w*|can|may|might)\b|n['’]t\b")


def shows(kind: HookKind, fact: SpokenFact) -> bool:
    """Whether a fact shows a kind clearly: it states a figure, somebody does something, one can picture it."""
    said = " ".join(fact.sentences)
    if kind is HookKind.STORY and grammar.is_person(fact.subject or "") and _PAST.search(said):
        return True
    return bool(_SHOWS[kind].search(said)) and not (kind is HookKind.DEMONSTRATION and _DENIES.search(said))


def shows_a_little(kind: HookKind, fact: SpokenFact) -> bool:
    """Whether a fact will do for a kind where none shows it clearly."""
    pattern = _SHOWS_A_LITTLE.get(kind)
    return pattern is not None and pattern.search(" ".join(fact.sentences)) is not None


def announcing(kind: HookKind, fact: SpokenFact, frames: Sequence[PhraseFrame]) -> PhraseFrame | None:
    """Return the creator's own sentence that announces what a fact shows, or None."""
    said = " ".join(fact.sentences)
    is_announced = shows(kind, fact) or (
        kind is HookKind.DEMONSTRATION and _SEEN.search(said) is not None and _DENIES.search(said) is None
    )
    if not is_announced:
        return None
    pattern = _INTRODUCES.get(kind)
    fitting = [
        frame
        for frame in frames
        if pattern
        and frame.function is FrameFunction.HOOK
        and frame.form is FrameForm.SENTENCE
        and frame.n_videos > 1
        and pattern.search(frame.text)
    ]
    return max(fitting, key=lambda frame: (frame.n_videos, frame.frame_id), default=None)
