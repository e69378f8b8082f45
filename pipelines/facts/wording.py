"""What a source sentence looks like before it can be judged: marks, citations and connectives that a listener cannot use."""

import re

_CITATION = re.compile(
    r"\s*\((?:see |e\.g\.,? |cf\. |for (?:a )?reviews?,? see )*"
    r"[^()]*?(?:\b(?:1[89]|20)\d\d[a-z]?\b|n\.d\.|et al|[Ff]igure|[Ff]ig\.|[Tt]able|[Cc]hapter|[Ss]ee |[Ll]ink|[Nn]ote)[^()]*\)"
)
_EMPTY = re.compile(r"\s*\(\s*[,;.]*\s*\)|\s*\[\s*\]|\s*\[\d+(?:[,–-]\s*\d+)*\]")
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`")
_LEAD = re.compile(r"^(?:[-*•–+]\s+|\d{1,2}[.)]\s+|#+\s+|>\s+)+")
_RUN_IN_HEAD = re.compile(r"^(?:\d{1,2}[.)]\s+)?\*\*[^*]{2,60}[.:?]\*\*\s+|^[A-Z][\w ’'-]{2,40}\.\*\*\s+")
CONNECTIVES = (
    "however therefore thus moreover furthermore additionally also consequently hence accordingly nevertheless nonetheless "
    "finally ultimately interestingly surprisingly remarkably unfortunately fortunately indeed eventually besides "
    "basically essentially actually obviously clearly certainly naturally importantly still overall"
).split()
_CONNECTIVE_PHRASES = (
    "in addition",
    "in fact",
    "of course",
    "as a result",
    "in other words",
    "that is",
    "after all",
    "to be sure",
    "in general",
    "in short",
    "in the end",
    "in particular",
    "in reality",
    "as you can see",
    "as we have seen",
    "as we saw",
    "as you know",
    "as it turns out",
    "it turns out that",
    "it is important to note that",
    "it should be noted that",
    "note that",
    "notice that",
    "recall that",
    "keep in mind that",
    "remember that",
    "we now know that",
    "we know that",
    "on the whole",
    "to put it more formally",
    "according to the text",
    "contrary to popular belief",
    "contrary to common belief",
    "contrary to popular opinion",
)
_COMMA_CONNECTIVE = re.compile(
    rf"^(?:(?:and|but|so|yet)\s+)?(?:{'|'.join(sorted([*CONNECTIVES, *_CONNECTIVE_PHRASES], key=len, reverse=True))})"
    r"(?:,\s+|(?<=that)\s+)",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"^(?:And|But|Yet|Or|So(?! (?:far|long|much|many)\b))\b,?\s+", re.IGNORECASE)
_INNER_CONNECTIVE = re.compile(
    r",\s+(?:however|therefore|of course|in fact|too|moreover|nevertheless|for example|indeed|then),\s+"
)
_INNER_THEREFORE = re.compile(
    r"\b(is|are|was|were|has|have|had|can|would|will|must|could)\s+(?:therefore|thus|also)\b\s*"
)
_LONE_THEREFORE = re.compile(r"(?<=[a-z]) (?:therefore|thus) (?=[a-z])")
_FINAL_CONNECTIVE = re.compile(r",?\s+(?:too|however|as well|though|therefore|of course)\.$")
_POINTS_ON = re.compile(r",? and (?:is|are) (?:used|shown|given|discussed) in the (?:following|next) \w+\.$")
_HEADWORD = re.compile(r"^(?P<term>[A-Z][\w -]{3,40}): (?=(?:Given|If|When|The|For) .*\b(?i:(?P=term))\b)")


def clean(quote: str) -> str:
    """Return `quote` on one line without Markdown marks, citations, empty references and opening connectives."""
    text = _RUN_IN_HEAD.sub("", quote.strip())
    text = _MARKS.sub("", text)
    text = re.sub(r"(\w)-\n(\w)", r"\1\2", text)
    text = re.sub(r"\s+", " ", text)
    text = _LEAD.sub("", text)
    text = _EMPTY.sub("", _CITATION.sub("", text))
    text = re.sub(r"(\b[A-Z][\w’'-]+) \((?:1[89]|20)\d\d[a-z]?\)", r"\1", text)
    text = re.sub(r"\s+([,;.:!?])", r"\1", text)
    text = _HEADWORD.sub("", _POINTS_ON.sub(".", text))
    return _without_connectives(text.strip())


def capitalised(text: str) -> str:
    """Return `text` with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def _without_connectives(text: str) -> str:
    for _ in range(3):
        shorter = _CONJUNCTION.sub("", _COMMA_CONNECTIVE.sub("", text))
        if shorter == text:
            break
        text = shorter
    text = _INNER_CONNECTIVE.sub(" ", text)
    text = _LONE_THEREFORE.sub(" ", _INNER_THEREFORE.sub(r"\1 ", text))
    return capitalised(_FINAL_CONNECTIVE.sub(".", text))
