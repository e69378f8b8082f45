"""Questions told by their word order, for captions without question marks."""

from pipelines.voice.moves.wording import wording

_AUX = (
    r"(?:is|are|was|were|do|does|did|can|could|would|will|should|has|have|had|might|isn't|aren't|don't|doesn't|didn't"
    r"|can't|wouldn't|won't|couldn't|haven't|hasn't|shouldn't)"
)
_SUBJECT = r"(?:i|you|we|they|he|she|it|this|that|there|these|those|anyone|anybody|everyone|somebody|someone)"
_NOT_A_NOUN = r"(?!it|we|you|i|they|he|she|this|that|the|there|is)"
_ANYWHERE = wording(
    "",
    rf"(?:what|why|how|where|who|whose|(?:how|what|which) {_NOT_A_NOUN}\w+(?: \w+)?) (?:the heck |on earth )?"
    rf"{_AUX} {_SUBJECT}"
    r"|(?<!nor )(?<!neither )(?<!so )(?<!as )(?<!than )(?<!i )(?<!they )(?<!we )(?<!you )(?:do|did|does) (?:you|we|they|he|she) (?!not|n't)\w+",
)
_AT_THE_START = wording(
    "",
    r"<START>(?:(?:what|how|why|where|who)(?:'s| is| are| was| were) (?!important|interesting|nice|cool|great|more"
    r"|happening is|really|it |that |called )\w+"
    r"|(?:what|how|why|where|who|which) (?:do|does|did|can|could|would|should|will|if|about|happens|happened|else|makes)"
    rf"|(?:how|what|which) {_NOT_A_NOUN}\w+ {_AUX}|why not"
    rf"|(?!is that (?:i|we|you|the|they|it|if|when)){_AUX} {_SUBJECT}|am i"
    r"|(?:does|did|could|would|should|is|are|was|were) (?:the|a|an|any|my|your|his|her|our|their|some)"
    r"|have you ever|ever wonder(?:ed)?)",
)


def asks_by_word_order(plain: str) -> bool:
    """Return whether a sentence asks, judged by its words alone.

    Args:
        plain: the sentence's words, lower-cased, without fillers, joined by one space.
    """
    return opens_as_question(plain) or _ANYWHERE.pattern.search(plain) is not None


def opens_as_question(plain: str) -> bool:
    """Return whether a sentence begins as a question does, leading connectives apart."""
    return _AT_THE_START.pattern.search(plain) is not None
