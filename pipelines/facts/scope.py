"""Whether a sentence asserts what it says, or says it inside a theory, a belief, a condition or a worked example.

A listener takes a bare sentence for a fact. "The universe would look the same at all times" is what one theory said.
"""

import re

from pipelines.facts import quantities

_MEASURED = frozenset({"percent", "kelvin", "km/s/mpc", "km/s"})
_MODAL = re.compile(
    r"\b(?:would(?! (?:later|eventually|soon)\b)|should(?: not)? (?:have|look|be|survive|slow|make|leave)|could(?: not)? have|might)\b"
)
_RELATIVE = re.compile(r"\b(?:which|that|who|what)\s+$")
_LICENCE = re.compile(
    r"\b(?:if|unless|without|according to|in the [\w’ -]{3,40} (?:theory|model|view)|in theory|predict\w*|argued?|reali[sz]ed|estimated|proposed|suggest\w*|"
    r"worked out|calculated?|possibility|showed|shown|says?|said|states?|stated|wondered|claimed|thought|believed|concluded|expected|hoped|since|because|"
    r"as|when|so that)\b|\b(?:has|have|is|was) not (?:yet )?been (?:confirmed|proved|proven|observed)",
    re.IGNORECASE,
)
_ALTERNATIVES = re.compile(r"\b(?:may|might|could) (?:be|have|lack)\b.*\bor\b.*\b(?:may|might|could) ", re.IGNORECASE)
_INSIDE_THEORY = re.compile(
    r"\b(?:proposed|put forward|suggested|imagined|supposed|hypothesi[sz]ed|speculated|believed|thought|assumed)\b|"
    r"^(?:In|On|Under|According to) (?:that|this|his|her|their|such) (?:theory|model|view|idea|picture|scheme|account)\b",
    re.IGNORECASE,
)
_THEORY_CONTINUES = re.compile(
    r"^(?:In|On|Under|According to) (?:that|this|his|her|their|such) (?:theory|model|view|idea|picture|scheme|account)\b"
)
_EXAMPLE_OPENS = re.compile(
    r"^(?:For example, )?(?:Suppose|Imagine|Consider|Take (?:a|an|the|two|three|four|five|\d)|Let (?:us |[’']s )?(?:us )?(?:suppose|imagine|take|consider|say|assume|call)\b|Let’s (?:suppose|imagine|take|consider|say|assume)|Let [A-Za-z] |Picture|Pretend|Assume)\b"
)
_INSTRUCTION = re.compile(
    r"\b(?:Find|Calculate|Compute|What is) the (?:probability|mean|percentile|sum|standard|\d+th|average|value|number)|\bDraw the graph|\bLet [A-Z]x? ?=|\btake a simple random sample"
)
_INSTRUCTION_REACH = 350  # characters between a number of an exercise and what is asked about it
_INVENTED_SUBJECT = re.compile(
    r"^An? (?:[\w-]+ ){0,3}?(?:study|survey|sample|researcher|student|teacher|company|distribution|box|child|man|woman)\b(?! (?:is|was) (?:an?|the)\b)"
)
_ARITHMETIC = re.compile(r"^\w+ parts in \w+ (?:is|are|make)\b|^\w+ (?:plus|times|minus) \w+ (?:is|equals)\b")
_PINNED = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\b(?:standard )?normal distribution\b|\buniform distribution\b")


def is_unasserted(text: str, previous: str | None = None) -> bool:
    """Whether `text` alone would state as fact what stands under a theory, a belief or a condition.

    `previous` is the sentence before it in the same paragraph, None at the head of one.
    """
    if _ALTERNATIVES.search(text) or _ARITHMETIC.search(text):
        return True
    match = _MODAL.search(text)
    if match and not _RELATIVE.search(text[: match.start()]) and not _LICENCE.search(text):
        return True
    is_measured = any(quantity.unit in _MEASURED for quantity in quantities.find(text))
    return bool(previous and _THEORY_CONTINUES.search(previous) and not _LICENCE.search(text) and not is_measured)


def opens_example(text: str) -> bool:
    """Whether `text` sets up an example, so that the rest of its paragraph is about that example."""
    return bool(_EXAMPLE_OPENS.search(text))


def is_invented(text: str) -> bool:
    """Whether `text` is about a made-up case: "An unknown distribution has a mean of 90"."""
    return bool(_INVENTED_SUBJECT.search(text)) and not _PINNED.search(text)


def is_beside_instruction(source: str, start: int, end: int) -> bool:
    """Whether an instruction of an exercise ("Find the probability …") stands before it in its paragraph, or soon after."""
    opening = source.rfind("\n\n", 0, start) + 1
    return bool(_INSTRUCTION.search(source, opening, end + _INSTRUCTION_REACH))


def keeps_scope(first_clause: str) -> bool:
    """Whether a first clause may be cut off its sentence: it neither attributes nor conditions what follows."""
    return not (
        _INSIDE_THEORY.search(first_clause)
        or re.search(
            r"\b(?:if|unless|according to|in the [\w’ -]{3,40} (?:theory|model|view)|would|might|could|may|argued?|claim\w*|says?|said|predict\w*|suppose|think|expect|believe)\b",
            first_clause,
            re.IGNORECASE,
        )
    )
