"""Questions that a speaker poses for the talk, and where the speaker begins to answer them."""

import re
from collections.abc import Sequence

from pipelines.models import Segment
from pipelines.voice.moves.wording import spoken_words, wording

MAX_DISTANCE = 3  # sentences from a question to the beginning of its answer
MAX_SILENCE_S = 2.5  # a longer one means that someone else answers
_AUX = r"(?:is|are|was|were|do|does|did|can|could|would|will|should|has|have|had|might|isn't|aren't|don't|doesn't|didn't|can't|wouldn't|won't|couldn't|haven't|hasn't|shouldn't)"
_SUBJECT = r"(?:i|you|we|they|he|she|it|this|that|there|these|those|anyone|anybody|everyone|somebody|someone)"
_INVERTED = wording(
    "what why how where who which when whose",
    rf"(?:what|why|how|where|who|which|whose|(?:how|what|which) \w+(?: \w+)?) (?:the heck |on earth )?{_AUX} {_SUBJECT}",
)
_OPENS = wording(
    "what why how where who which what's where's who's how's is are was were do does did can could would will should has have",
    rf"<START>(?:(?:what|how|why|where|who)(?:'s| is| are| was| were) (?!important|interesting|nice|cool|great|more|happening is|really|it |that |called )(?:\w+)"
    rf"|(?:what|how|why|where|who|which) (?:do|does|did|can|could|would|should|will|if|about|happens|happened|else|makes|kind of)\b"
    rf"|(?:how|what|which) (?:many|much|big|far|long|fast|\w+) {_AUX}|why not\b"
    rf"|(?:{_AUX}) {_SUBJECT}\b|(?:have you ever|ever wonder(?:ed)?|anyone))",
)
_TAG = re.compile(r"(?:[,.–—-]+\s*|\s)(?:right|isn't it|doesn't it|don't you|aren't they|okay|ok|you know|yeah|yes|no|huh|eh|correct)\?$", re.I)
_SHORT_TAG = frozenset({"right", "okay", "ok", "yeah", "yes", "no", "huh", "see", "really", "make sense", "makes sense", "you know", "correct", "agreed", "sorry", "you see"})
_QUOTED = re.compile(r"\?[\"”»]\s*$|[\"“][^\"”]*\?$")


def asks(text: str, is_punctuated: bool) -> bool:
    """Return whether a sentence asks something: by its mark where marks are the author's, else by its word order.

    Tags ("…, right?") and questions inside quotation marks are not the speaker's own.
    """
    plain = " ".join(spoken_words(text))
    if is_punctuated:
        stripped = text.strip()
        return (
            stripped.rstrip("\"'”’)… ").endswith("?")
            and not _TAG.search(stripped)
            and not _QUOTED.search(stripped)
            and plain not in _SHORT_TAG
        )
    return bool(_OPENS.pattern.search(plain) or _INVERTED.pattern.search(plain))


def begins_answers(segments: Sequence[Segment], questions: Sequence[bool]) -> list[int]:
    """Return the indices of the sentences in which the speaker begins to answer a question, in order.

    The answer begins with the first sentence after the question that is no question itself. Where times are known, it
    must follow within `MAX_SILENCE_S`.
    """
    answers = []
    for index, is_question in enumerate(questions):
        if not is_question or (index + 1 < len(questions) and questions[index + 1]):
            continue
        following = index + 1
        if following < len(segments) and _follows(segments[index], segments[following]):
            answers.append(following)
    return answers


def _follows(question: Segment, answer: Segment) -> bool:
    if question.end_s is None or answer.start_s is None:
        return True
    return answer.start_s - question.end_s < MAX_SILENCE_S
