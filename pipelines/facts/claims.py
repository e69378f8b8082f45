"""Which sentences are check-worthy and understandable alone, and how much they claim."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines import sentences
from pipelines.facts import age, glossary, quantities, references, scope, set_pieces, symbols, wording
from pipelines.models import Claim, Passage, ResearchDocument, content_id
from pipelines.settings import OFFLINE_ENGINE

MIN_WORDS, MAX_WORDS = 5, 40
MIN_CHECK_WORTHINESS = 0.2

_SKIPPED_HEADING = re.compile(
    r"\b(?:exercises?|homework|review questions?|references|bibliography|further (?:exploration|reading)|learning objectives?|"
    r"practice|^problems$|(?:practice|review|homework|end-of-chapter|additional) problems|figuring for yourself|thought questions|collaborative|websites|videos|articles|books|objectives?|"
    r"suggested|try it|solutions?|personal application|critical thinking|lab|group activit|glossary of symbols|"
    r"note on|acknowledg|for teachers|hands on|formula review|comments|example \d)\b",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    r"\b(?:of|in|by|to|from|for|with|and|both|or) (?:is|are|was|in|of|and)\b|\b(?:variable|is|of|and|the|a|in|by|from|with|than)[.,;]|"
    r"\b(?:the|a|an|variable) ,|[=≤≥<>~^|\\{}μσΣ√∑]|^The \d[\d.]* |→|http|www\.|@|\bx ?¯|[_#]|☐|\( |\ba,\s|…|\.\.\."
)
_META = re.compile(
    r"\b(?:this|the|next|previous|following|earlier|last|later|other) (?:chapters?|sections?|modules?|lecture|booklet|pages?|paper|"
    r"guide|briefing|article|book|figure|table|diagram|graph(?! (?:appears|of)\b)|video|example|exercise|activity|list|text|edition|gallery|data sheet)\b|"
    r"\bin (?:Chapter|Section|Figure|Table|[A-Z][\w ]+ and [A-Z]\w+, we)|\b(?:Figure|Table|Chapter|Section|Equation|Example|Appendix|Problem) \d|"
    r"\b(?:as|what) (?:we|you) (?:saw|have seen|learned|discussed|have discussed|will see|mentioned|noted|described)|"
    r"\b(?:above|answers below|below|shown here|see also|discussed|described earlier|mentioned|earlier|link to learning|click|visit|website|"
    r"textbook|pictured|illustrated|depicted|photograph|left panel|right panel|top|bottom) (?:left|right|image|panel|show|in|at|are|,|\.|$)|\b(?:unless a row|Uncertainties are)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:I|me|my|mine|(?<!from )(?<!reach )(?<!approaching )(?<!to )us|[Ll]et’s|[Ll]et's|[Ll]et us|[Yy]ou[’']\w+|[Ww]e[’']\w+|I[’']m|ours|yours|yourself)\b|^Your?\b|"
    r"\byou (?:will|may|might|would|could|should|must|are|were|have|saw|see|can see|read|know|just|did|do|had(?! to)|find|think|want|need|to|were|ate|ask\w*)\b|"
    r"\byour (?:instructor|calculator|stomach|car|class|teacher|friend|book|textbook|lunch|instinct|first|answer|group|own)|[Ii]f you were|\b(?:tell|help|remind|give)s? you\b(?! that\b)|^Once you\b"
)
_WE_META = re.compile(
    r"\bwe (?:will|shall|saw|have|had|now(?! know\b)|then|want|need|must|should|might|may|could|would|turn|examine|describe|discuss\w*|"
    r"consider|assume|begin|start|said|noted|explore|look|also|just|first|already|mentioned|learned|asked|ask|find that|chose|"
    r"use\b|used|calculate|take|wish|hope|were|did|do not|don’t|went|show|list|continue|return|compress|suppose|imagine|come|let|"
    r"review|focus|define|plot|set|draw|choose|apply|get the|begin|discover|encounter|introduce|been|do\b|ourselves)\b|\b[Ww]e\b.*\bwe\b|\bwe[,.]",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"^(?:imagine|let|suppose|note|notice|recall|consider|remember|see|look|think|watch|read|try|take|find|draw|use|compare|"
    r"explain|describe|discuss|list|calculate|determine|identify|assume|turn|tune|blow|climb|pick|stand|visit|click|go|keep|"
    r"construct|graph|count|record|write|check|repeat|ask|make|complete|conduct|choose|give|sketch|press|enter|answer|say|"
    r"round|divide|add|label|picture|pretend|do|don’t|be|refer|thank|state|begin|start|next|search|show|work|learn|what|why|how|"
    r"who|where|which|is|are|can|could|does|did|would|will|should|baran|data from|available|adapted|credit|modification|source|"
    r"send|here|recognize|apply|interpret|randomly|classify|given(?!.*, the\b)|in (?:two|three) to|an introduction|a page|brief|overview|on what|on different|study the|organize and|collect|thereafter|often referred|contrast|chances are|rehearse|link|as before|(?:in order )?to [^,]+, (?:take|use|find|follow|add|calculate|draw|choose)|say|licen[cs]e|follow us|sign up|perhaps|maybe|yes|no|well|okay|sure|ok|now|here|hint|solution)\b(?! (?:of|was|is)\b)",
    re.IGNORECASE,
)
_DANGLING_OPENING = re.compile(
    r"^(?:this|these|that|those|it|they|he|she|its|their|his|her|him|them|such|both (?!\w+(?: \w+){0,3} and )|neither|either|another|others?|some (?:of|have|are|were|did|people)|"
    r"several of|many of them|each|all of these|one (?!of the|nearby|worked|type|kind|\w+ (?:is|equals) (?:about |roughly )?\d)|ones|two(?! (?:[\w-]+ )?(?:teams|groups|astronomers|physicists)\b[^.]*\b(?:19|20)\d\d\b)|none|the (?:former|latter|other|others|same|first(?! (?:stars|galaxies|atoms|minutes)\b)|second|third|last|"
    r"next|following|above|two|three|four|result|answer|reason|idea|gap|difference|effect|latter|rest|remaining|only|whole|simplest explanation|important question|"
    r"resulting|corresponding|entire|new|previous|present dispute|actual|opposite|original|final|problem|solution|"
    r"more distant|rapid|real|usual|whole|most|more|earlier|later|surprise|question|test|argument|point|study|researchers|"
    r"participants|authors|group|team|experiment|subjects|story|students?|sample|company|data|random variable|man|woman|"
    r"child|children|boy|girl|people)|then|there (?!is|are|was|were)|in (?:this|that|these|those|such|each|both|contrast|turn)|at (?:this|that|the same|first)|"
    r"for (?:this|that|these|those|example|instance|such|each|all|comparison|one thing)|from (?:this|that|then|there)|"
    r"to (?:this|that|do)|on the other|on the same|by (?:this|that|the same|contrast|comparison)|with (?:this|that|these|each)|as (?:such|we|you|this|an example|discussed|shown|"
    r"described|noted|mentioned|a consequence)|similarly|likewise|instead|rather|otherwise|meanwhile|conversely|again|"
    r"worse|better|even so|even|first|second|secondly|third|lastly|afterwards?|later|earlier|today,? (?:this|it|they)|"
    r"when (?:this|that|it|they|he|she|these)|if (?:this|that|it|they|so|not|these)|because (?:this|of this|it|they)|"
    r"although (?:this|it|they)|while (?:this|it|they)|since (?:this|then|it|they)|once (?:this|it|they)|after (?:this|that|"
    r"it|they|these)|before (?:this|that|it|they)|until (?:this|it)|according to (?:this|those|these|that)|much of|most of (?:this|these|them|the)|"
    r"not (?!all|every)|nor|which|who|whose|whereas|than|until|unless|through this|under (?:this|these|those|such)|beyond|only (?:then|by|those)|"
    r"half|quite|just|so|hence|too|more (?:recently|importantly|specifically)|specifically|recent(?:ly)?|during (?:this|that|these)|"
    r"along with|instead of|like (?:this|that)|unlike (?:this|that|these)|nearby|together|back|up|down|away|out|"
    r"similar|different|additional|further|other|their|subsequent|part of the (?:reason|answer)|my|our (?:example|thought|story|discussion|task|goal|"
    r"first|next|imaginary|problem|question))\b",
    re.IGNORECASE,
)
_DANGLING_INSIDE = re.compile(
    r"\b(?:this|these|those|such(?! as\b| that\b))\b|\bof all\.$|^The (?:constant|rate|value|amount|number|factor|speed) of (?!light|sound|the|an?)[a-z]+ [a-z]+s\b|\b(?:the (?:former|latter|above|following|same (?:thing|way|year|study|paper|team|satellite|time))|"
    r"(?:in|at|from|by|for|with|during|on|of|to|before|after|until|into|than) that (?!is\b|are\b|can\b|was\b|has\b)[a-z]+|aforementioned|mentioned|"
    r"\bthat (?!data|is|are|was|were|has|have|had|can|of|the|a|an|it|they)[a-z]+(?<!s)(?= (?:in|as|about|existed|was|had|and|with)\b|[.,])|(?<!and )(?<!, )\bthen\b(?! the)|\belse\b|"
    r"^\w+ (?:years|days|months|weeks|decades|hours) (?:later|earlier|ago|before|after),|\b(?:one|two|three|several|a few) (?:hours?|days?|weeks?|months?|years?) (?:later|earlier),|^\w[\w’-]*(?: [\w’-]+){0,4}: |"
    r"\bthe (?:rate|total|process|mixture|ratio|age|value|furnace|fog|glow|radiation|gap|signal|noise|result|equations|spots|seeds|theory|model|light)(?: (?:is|was|has|had|went|out|did|does|could|then)\b|[.,])|"
    r"in the (?:example|figure|table|image|photo|picture|video)|our (?:example|earlier|discussion|story|thought|astronaut|hypothetical))\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:amazing|fascinating|beautiful|wonderful|unfortunately|hopefully|interesting to|exciting|luckily|sadly|scary|awesome|"
    r"delicious|fun|should keep|honest answer)\b|!|\b(?:as if|so to speak|as it were)\b",
    re.IGNORECASE,
)
_PRESENT_BELIEF = re.compile(
    r"\b(?:astronomers|scientists|physicists|theorists|cosmologists|researchers|experts|psychologists|many|most|some|few|people)\b[^,;.]{0,40}"
    r"\b(?:believe|expect|favou?r|hope|suspect|think|prefer|speculate|would like)\b",
    re.IGNORECASE,
)
_SNAPSHOT = re.compile(
    r"\b(?:at present|so far|as yet|as of|currently|right now|one day|before the end of the decade|in the (?:next|coming) \w+|"
    r"will be (?:launched|completed|built)|is (?:planned|scheduled|expected))\b|"
    r"\bin (?:19|20)\d\d,?(?: (?!that\b|found\b|showed\b|reported\b|had\b)\w+){0,8} (?:is|are|has|have|lie|remain|still)\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"^(?:if|suppose|were|had|should)\b.*\b(?:I|were|would)\b|\bwould (?:see|have to|feel|notice)\b|^With a\b.*\bwould\b",
    re.IGNORECASE,
)
_STRONG_VERB = re.compile(
    r"\b(?:is (?:a|an|the|called|known|defined|made|caused|due)|are (?:called|known|made|caused)|means|consists?|contains?|causes?|"
    r"caused|produces?|produced|leads? to|results? (?:in|from)|depends?|discovered|found|showed|shows|proved|measured|published|"
    r"increases?|decreases?|equals?|forms?|formed|refers? to|involves?|includes?|requires?|occurs?|converts?|predicts?|predicted|"
    r"detected|proposed|explains?|explained|demonstrated|suggests?|describes?|stores?|processes|emits?|collapses?|exceeds?|"
    r"lasts?|reaches|becomes?|became|supplies|prevents?|supports?|states|says|approaches|follows)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(r"\b(?:may|might|perhaps|possibly|probably|could|seems?|appears? to|likely)\b", re.IGNORECASE)
_SPECIFIC_DETERMINER = re.compile(
    r"\b(?:at|of|on|about|from|in|by|to|with) the (?:time|moment|problem|study|experiment|list|words|results?|case|process|answer|example)[.,]",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(r"^(?:The|An?) \w+ to \w+(?: \w+){0,4}\.$")
_POSSESSIVE = re.compile(r"\b(?:his|her|he|she|him)\b", re.IGNORECASE)
_THIRD = re.compile(r"\b(?:it|its|they|their|them|itself|themselves)\b", re.IGNORECASE)
_LONE_SUBORDINATE = re.compile(r"^(?:Because|Since|Although|While|If|When|Whereas)\b[^,]*$")
_AFTER_ADVERBIAL = re.compile(
    r"^(?:In|At|With|On|During|After|For|Before|From|By|Under|To|As|Without) (?!which)[^,]{3,60}, (?:he|she|it|they|his|her|its|their)\b"
)
_OBJECT_PRONOUN = re.compile(
    r"^(?:(?!\b(?:when|while|because|if|although|that|which|who|as|so|and|but|to|where|after|before|until)\b)[^,;])*\b(?:them|him|it)\b(?:\.| in| with| for| by| as| at| along)|.*\b(?:with|requires|of|for|about) (?:it|them)\.$"
)
_PLURAL = re.compile(
    r"\b(?:(?!(?:has|was|is|does|as|its|this|measures)\b)[a-z]+(?<![su])s|[A-Z]\w+s|people|children|men|women|mice|nuclei|data|supernovae|nebulae|stimuli)\b|\band\b"
)
_COMPOUND = re.compile(
    r"; (?:however, |therefore, |thus, |in fact, )?|, (?:and|but|so) (?=(?:the|a|an|most|many|[A-Z])[\w’ -]{2,60}? (?:is|are|was|were|has|have|had|can|began|became|would)\b)"
)
_REJECTED = (
    ("a formula or an unfinished phrase", _UNFINISHED),
    ("points at a figure or another text", _META),
    ("addresses the reader", _ADDRESS),
    ("addresses the reader", _WE_META),
    ("an instruction", _IMPERATIVE),
    ("opens with a reference", _DANGLING_OPENING),
    ("a reference inside", _DANGLING_INSIDE),
    ("an opinion", _OPINION),
    ("a hypothetical", _HYPOTHETICAL),
    ("not a full sentence", _FRAGMENT),
    ("a specific thing that is not there", _SPECIFIC_DETERMINER),
    ("a belief of today", _PRESENT_BELIEF),
    ("a state of today", _SNAPSHOT),
)


Located = tuple[sentences.TextSpan, str]
"""A place in a source and the claim that it makes."""


@dataclass(frozen=True)
class Judged:
    """What one sentence of a source would claim, where it stands, and why it is no claim (None: it is one)."""

    span: sentences.TextSpan
    passage: Passage
    text: str
    worth: float
    problem: str | None


def find(
    project_key: str,
    document: ResearchDocument,
    passages: Sequence[Passage],
    unique: frozenset[str],
    is_dated: bool = False,
) -> Iterator[Claim]:
    """Yield the claims of one document in reading order; `ordinal` counts from 0 within the document.

    `passages` are this document's, in order; `unique` is what `references.unique_nouns` found in the library.
    `is_dated`: much older than the others. What it says of the knowledge of its day is kept, to be set against theirs.
    """
    kept = (judged for judged in judge(document, passages, unique, is_dated) if judged.problem is None)
    for ordinal, judged in enumerate(kept):
        yield Claim(
            claim_id=content_id(project_key, document.document_id, judged.span.start, judged.text),
            project_key=project_key,
            document_id=document.document_id,
            passage_id=judged.passage.passage_id,
            ordinal=ordinal,
            heading=judged.passage.heading,
            text=judged.text,
            quote=judged.span.text,
            start=judged.span.start,
            end=judged.span.end,
            check_worthiness=judged.worth,
            engine=OFFLINE_ENGINE,
        )


def judge(
    document: ResearchDocument, passages: Sequence[Passage], unique: frozenset[str], is_dated: bool = False
) -> Iterator[Judged]:
    """Yield every sentence of a document, or each clause of it, with the reason why it is not a claim; see `find`."""
    seen: set[tuple[int, str]] = set()
    pieces = {
        span.start: (span, claim) for span, claim in set_pieces.found(sentences.split(document.text), document.text)
    }
    for passage in passages:
        is_skipped = _SKIPPED_HEADING.search(passage.heading.rpartition(">")[2]) or _SKIPPED_HEADING.search(
            document.title
        )
        for span, text, found in _worded(document.text, passage, pieces, unique, is_dated):
            worth = check_worthiness(text)
            if is_dated and age.is_of_its_day(text):
                worth = max(MIN_CHECK_WORTHINESS, round(worth * age.DISCOUNT, 3))
            problem = found
            if is_skipped:
                problem = "under a heading of exercises or notes"
            elif problem is None and worth < MIN_CHECK_WORTHINESS:
                problem = "claims too little"
            elif problem is None and (span.start, text) in seen:
                problem = "read already"
            if problem is None:
                seen.add((span.start, text))
            yield Judged(span, passage, text, worth, problem)


def _worded(
    text: str, passage: Passage, pieces: Mapping[int, Located], unique: frozenset[str], is_dated: bool
) -> Iterator[tuple[sentences.TextSpan, str, str | None]]:
    """Yield each sentence of a passage with the wording of each claim in it, and why it cannot be one."""
    spans = [
        sentences.TextSpan(local.text, passage.start + local.start, passage.start + local.end)
        for local in sentences.split(text[passage.start : passage.end])
    ]
    named = symbols.names(text)
    taken = max((piece.end for piece, _ in pieces.values() if piece.start < passage.start), default=0)
    previous: str | None = None
    before: str | None = None  # the sentence before, as it stands
    is_example = False
    previous_end = passage.start
    for span in spans:
        if span.start < taken:
            continue
        is_same_paragraph = "\n\n" not in text[previous_end : span.start] and previous_end > passage.start
        definition = glossary.claim(span.text, text)
        piece = pieces.get(span.start)
        if piece:
            claim = symbols.said(wording.clean(piece[1]), named)
            yield piece[0], claim, rejection(claim, unique, is_dated)
            previous, before, is_example, taken = None, None, True, piece[0].end
        elif definition:
            yield span, definition, rejection(definition, unique, is_dated)
            previous, before = None, None
        else:
            cleaned = symbols.said(wording.clean(span.text), named)
            is_example = (is_example and is_same_paragraph) or scope.opens_example(cleaned)
            resolved = references.resolve(cleaned, previous if is_same_paragraph else None)
            if resolved is None:
                yield span, cleaned, "a pronoun that could not be named"
            elif is_example:
                yield span, cleaned, "part of an example"
            elif not is_verbatim_prose(span.text):
                yield span, cleaned, "a list, a heading or a torn line"
            else:
                for clause in clauses(resolved):
                    near = before if is_same_paragraph else None
                    yield span, clause, _not_a_fact(clause, text, span, near) or rejection(clause, unique, is_dated)
            previous, before = resolved, cleaned
        previous_end = max(span.end, taken)


def _not_a_fact(clause: str, source: str, span: sentences.TextSpan, before: str | None) -> str | None:
    if scope.is_unasserted(re.sub(r" \([^()]*\)", "", clause), before):
        return "not asserted by itself"
    is_exercise = scope.is_invented(clause) or (
        bool(quantities.find(clause))
        and not re.search(r"\b(?:is|are) called\b", clause)
        and scope.is_beside_instruction(source, span.start, span.end)
    )
    return "an exercise or an invented case" if is_exercise else None


def is_verbatim_prose(quote: str) -> bool:
    """Whether a quote is one running sentence, not a list, a table row, a heading or a torn line."""
    return not re.search(r"\n\s*[-*•|#\d]|\||\t|\n\n", quote) and quote.rstrip("*_”\"’')")[-1:] == "."


def clauses(text: str) -> list[str]:
    """Split a compound sentence of two independent clauses with subjects of their own; else return it whole."""
    parts = _COMPOUND.split(text)
    if len(parts) != 2 or len(sentences.words(text)) < 16 or not scope.keeps_scope(parts[0]):
        return [text]
    first, second = (part.strip() for part in parts)
    if min(len(sentences.words(part)) for part in (first, second)) < MIN_WORDS + 1 or _ends_in_list(first):
        return [text]
    return [wording.clean(first.rstrip(".") + "."), wording.clean(second)]


def _ends_in_list(first: str) -> bool:
    """Whether what stands behind the last comma or "that" of a first half has no verb, so that "and" goes on with it."""
    last = re.split(r", | that ", first)[-1]
    return last != first and not any(word.lower() in references.FINITE for word in sentences.words(last))


def rejection(text: str, unique: frozenset[str], is_dated: bool = False) -> str | None:
    """Return why `text` does not state one checkable thing about the world that is understood alone; None where it does.

    Of a dated document, what people believed at the time is kept.
    """
    n_words = len(sentences.words(re.sub(r" \([^()]*\)", "", text)))
    if not MIN_WORDS <= n_words <= MAX_WORDS:
        return "too short or too long"
    if not text[:1].isupper() or not text.endswith((".", ".”", '."')):
        return "not a full sentence"
    if text.count("(") != text.count(")") or text.count("“") != text.count("”") or text.count('"') % 2:
        return "a bracket or quotation mark without its partner"
    if "?" in text:
        return "a question"
    alone = _with_named_pointers(text)
    for reason, pattern in _REJECTED:
        if pattern.search(alone) and not (is_dated and pattern in (_PRESENT_BELIEF, _SNAPSHOT)):
            return reason
    if not any(word.lower() in references.FINITE for word in sentences.words(text)):
        return "no verb is recognised"
    if references.has_bare_definite_subject(text, unique):
        return "a bare definite subject"
    return "a stray pronoun" if _has_stray_pronoun(text) else None


def _with_named_pointers(text: str) -> str:
    """Return `text` with "the" for a "those" or "that" whose noun it has named: "calculate means, those means tend to"."""
    return re.sub(
        r"\b(?:this|that|these|those) (?=([a-z]{3,})\b)",
        lambda match: "the " if re.search(rf"\b{match.group(1)[:-1]}", text[: match.start()]) else match.group(),
        text,
    )


def _has_stray_pronoun(text: str) -> bool:
    """Whether a personal pronoun comes before anything in the sentence that it could stand for."""
    opening = " ".join(text.split()[:4])
    if _THIRD.search(opening):
        return True
    if _LONE_SUBORDINATE.match(text) or _AFTER_ADVERBIAL.match(text) or _OBJECT_PRONOUN.match(text):
        return True
    match = _POSSESSIVE.search(text)
    if match and not re.search(
        r"\b(?!(?:The|From|In|On|At|To|By|For|As|When|While|After|Before|Since|If|Despite|During|With|Once|Because|Nobel)\b)[A-Z][a-zà-ÿ]{2,}|\b(?:person|man|woman|boy|girl|patient|child|student)\b",
        text[: match.start()],
    ):
        return True
    plural = re.search(r"\b(?:they|their|them|themselves)\b", text)
    return bool(plural) and not _PLURAL.search(text[: plural.start()] if plural else "")


def check_worthiness(text: str) -> float:
    """Return how much `text` claims, 0..1: numbers, names and defining or causal verbs add, hedges and address subtract."""
    found = quantities.find(text)
    names = re.findall(r"(?<=[a-z,] )[A-Z][\w’-]+", text)
    score = 0.4
    score += 0.2 * bool(found) + 0.1 * (len(found) > 1)
    score += 0.15 * bool(names)
    score += 0.15 * bool(_STRONG_VERB.search(text))
    score -= 0.15 * bool(_HEDGE.search(text))
    score -= 0.1 * bool(re.search(r"\b[Ww]e\b|\bour\b|\byou\b", text))
    score -= 0.1 * (len(sentences.words(text)) < 7)
    score -= 0.05 * (len(sentences.words(text)) > 32)
    return round(min(1.0, max(0.0, score)), 3)
