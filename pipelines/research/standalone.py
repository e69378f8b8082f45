"""Whether a sentence can be quoted without the sentences around it."""

import re

from pipelines.sentences import words

MIN_WORDS, MAX_WORDS = 8, 40

_LEANS_BACK = re.compile(
    r"(this|that|these|those|it|its|they|their|them|he|his|she|her|him|such|both|another|others?|neither|either|"
    r"here|there (?:he|she|they|it)|then|thus|therefore|hence|however|but|and|or|so|yet|still|instead|also|moreover|"
    r"furthermore|nevertheless|meanwhile|otherwise|similarly|likewise|finally|first|second|third|next|consequently|"
    r"for (?:example|instance|that reason)|in (?:fact|contrast|addition|other words|that case|this \w+|the same way)|"
    r"as (?:a result|we|you|shown|seen|noted|mentioned)|on the other hand|at (?:that|this|the same) \w+|"
    r"because of (?:this|that)|after (?:this|that)|by (?:contrast|then)|of course|the (?:latter|former|same|other)|"
    r"one of (?:these|those|them)|some of (?:these|those|them)|many of (?:these|those|them)|"
    r"in (?:his|her|their|its)|since then|some other|before \w+ing|perhaps|indeed|additionally|"
    r"the (?:first|second|third|fourth|last) (?:is|was|one|form|route|reason|type|kind|way|step|line|question)|"
    r"after all|no|yes|well|now|recall|remember|imagine|suppose|let|consider|note|notice|see|watch|visit|view|use|find|"
    r"take|ask|calculate|draw|construct|explain|describe|keep)\b",
    re.IGNORECASE,
)
_ADDRESSES = re.compile(r"\b(I|we|us|our|ours|you|your|yours|my|me|let[’']s)\b", re.IGNORECASE)
_POINTS_AT_PAGE = re.compile(
    r"\b(figure|fig\.|table|chapter|section|appendix|equation|diagram|exercise|example \d|click|link|website|"
    r"shown (?:here|above|below)|(?:as|see) (?:above|below)|(?:above|below)\)|the following|earlier in|later in|"
    r"(?:be|was|were|been) (?:discussed|described|mentioned))\b|\(see |https?://|www\.",
    re.IGNORECASE,
)
_POINTS_INSIDE = re.compile(r"\b(?:this|these|those) \w+", re.IGNORECASE)
_HINGE = re.compile(r"(?:\S+ ){1,5}(?:therefore|thus|then|also|instead|too)\b|.*\bhowever\b", re.IGNORECASE)
_UNNAMED_PERSON = re.compile(r"(?:[^A-Z]|\b[A-Z]\b)*\b(?:he|she|his|her|him)\b")
_COMPLETE = re.compile(r"[\"“‘(]?[A-Z0-9].*[a-z0-9%)’”\"][.!][\"”’)]*", re.DOTALL)
_FINITE_VERB = re.compile(
    r"\b(is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|may|might|must|shall|should|cannot|"
    r"\w{2,}ed|\w{2,}s|made|gave|took|found|came|became|began|saw|knew|grew|fell|led|told|left|kept|held|built|sent|"
    r"lost|thought|brought|wrote|set|put)\b"
)
_OPEN_ENDED = re.compile(r".*\b(?:it|them|so|this|that)[.!]", re.IGNORECASE)
_FORMULA = re.compile(r"[=≈~∑√¯Α-Ωα-ω_]|(?:\b\w\b[ ,]){4}")


def is_standalone(sentence: str) -> bool:
    """Whether `sentence` is a complete statement that needs nothing before it, neither the page nor the reader.

    A rule, not a parser: it refuses sentences that open with a pronoun or a connective, speak to the reader, point at a
    figure or a chapter, ask, command, or hold a formula.
    """
    n_words = len(words(sentence))
    return (
        MIN_WORDS <= n_words <= MAX_WORDS
        and "\n" not in sentence
        and _COMPLETE.fullmatch(sentence) is not None
        and sentence.count("(") == sentence.count(")")
        and sentence.count("“") == sentence.count("”")
        and sentence.count('"') % 2 == 0
        and not sentence.startswith(('"', "“", "("))
        and _FINITE_VERB.search(sentence) is not None
        and not _LEANS_BACK.match(sentence)
        and not _HINGE.match(sentence)
        and not _OPEN_ENDED.fullmatch(sentence)
        and not _UNNAMED_PERSON.match(sentence[0].lower() + sentence[1:])
        and not any(rule.search(sentence) for rule in (_ADDRESSES, _POINTS_AT_PAGE, _POINTS_INSIDE, _FORMULA))
    )
