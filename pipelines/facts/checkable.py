"""Whether a sentence states one checkable thing that is understood alone; if not, why not and of which kind it is."""

import re

from pipelines import sentences
from pipelines.facts import misconceptions, references, wording
from pipelines.models import AsideKind

MIN_WORDS, MAX_WORDS = 5, 40

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
    r"\b(?:(?<!War )(?<!Type )(?<!Part )(?<!Stage )(?<!Population )I(?! and II)|me|my|mine|(?<!from )(?<!reach )(?<!approaching )(?<!to )us|[Ll]et’s|[Ll]et's|[Ll]et us|[Yy]ou[’']\w+|[Ww]e[’']\w+|I[’']m|ours|yours|yourself)\b|^Your?\b|"
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
    r"send|here|recognize|apply|interpret|randomly|classify|given(?!.*, the\b)|in (?:two|three) to|an introduction|a page|brief|overview|on what|on different|study the|organize and|collect|thereafter|often referred|contrast|chances are|rehearse|link|as before|(?:in order )?to [^,]+, (?:take|use|find|follow|add|calculate|draw|choose)|say|licen[cs]e|follow us|sign up|perhaps|maybe|yes|no(?=[,.!])|well|okay|sure|ok|now|here|hint|solution)\b(?! (?:of|was|is)\b)",
    re.IGNORECASE,
)
_DANGLING_OPENING = re.compile(
    r"^(?:(?:most|many|few|all|some) (?:are|were|is|was|have|had|will|can|do|did|involved|came|took|had)|as the (?:two|three)|this|these|that|those|it|they|he|she|its|their|his|her|him|them|such|both (?!\w+(?: \w+){0,3} and )|neither|either|another|others?|some (?:of|have|are|were|did|people)|"
    r"several of|many of them|each|all of these|two of the \w+ (?!of)|one (?!of the|nearby|worked|type|kind|\w+ (?:is|equals) (?:about |roughly )?\d)|ones|two(?! of the)(?! (?:[\w-]+ )?(?:teams|groups|astronomers|physicists)\b[^.]*\b(?:19|20)\d\d\b)|none|the (?:former|latter|other|others|same|first(?! (?:stars|galaxies|atoms|minutes)\b)|second|third|last|"
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
    r"\b(?:this|these|those(?! (?:who|that|which|whose|we|of|in|on|at|from|with|without|made|produced|caused|found|used)\b)|such(?! as\b| that\b))\b|\bof all\.$|^The (?:constant|rate|value|amount|number|factor|speed) of (?!light|sound|the|an?)[a-z]+ [a-z]+s\b|\b(?:the (?:former|latter|above|following|same (?:thing|way|year|study|paper|team|satellite|time))|"
    r"(?:in|at|from|by|for|with|during|on|of|to|before|after|until|into|than) that (?!is\b|of\b|are\b|can\b|was\b|has\b)[a-z]+|aforementioned|mentioned|"
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
    r"^(?:if|suppose|were|had|should)\b.*\b(?:I|were|would)\b|\bwould (?:see|have to|feel|notice)\b|^(?:Without|If|Had|But for)\b.*\b(?:would|could|might) (?:not |never )?have\b|^With a\b.*\bwould\b",
    re.IGNORECASE,
)
_SPECIFIC_DETERMINER = re.compile(
    r"\b(?:at|of|on|about|from|in|by|to|with) the (?:time|moment|problem|study|experiment|list|words|results?|case|process|answer|example)[.,]",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(r"^(?:The|An?) \w+ to \w+(?: \w+){0,4}\.$")
_POSSESSIVE = re.compile(r"\b(?:his|her|he|she|him)\b", re.IGNORECASE)
_THIRD = re.compile(r"\b(?:it|its|they|their|them|itself|themselves)\b", re.IGNORECASE)
_LONE_SUBORDINATE = re.compile(r"^(?:Because|Since|Although|While|If|When|Whereas)\b[^,]*$")
_AFTER_ADVERBIAL = re.compile(
    r"^(?:[A-Z][a-z]{2,}(?:ed|ing)|In|At|With|On|During|After|For|Before|From|By|Under|To|As|Without) (?!which)[^,]{3,60}, (?:he|she|it|they|his|her|its|their)\b"
)
_CLEFT = re.compile(
    r"^[A-Z][^,]{3,62}, it (?:(?:is|was) (?:not )?(?:the|an?|only|[A-Z]\w+)\b[^.]*\b(?:that|which|who)\b|"
    r"(?:is|was|becomes?|became) (?:not )?(?:possible|impossible|easy|hard|difficult|clear|important|necessary|common|likely|unlikely)\b|takes?\b|took\b)"
)  # an "it" that stands for nothing before it
_OBJECT_PRONOUN = re.compile(
    r"^(?:(?!\b(?:when|while|because|if|although|that|which|who|as|so|and|but|to|where|after|before|until)\b)[^,;])*\b(?:them|him|it)\b(?:\.| in| with| for| by| as| at| along)|.*\b(?:with|requires|of|for|about) (?:it|them)\.$"
)
_PLURAL = re.compile(
    r"\b(?:(?!(?:has|was|is|does|as|its|this|measures)\b)[a-z]+(?<![su])s|[A-Z]\w+s|people|children|men|women|mice|nuclei|data|supernovae|nebulae|stimuli)\b|\band\b"
)
_STORY = re.compile(
    r"^(?:One|Last|That) (?:day|evening|morning|night|afternoon|winter|summer|spring|autumn|weekend|week)\b|^Once upon a time|"
    r"\bI (?:remember|was|went|grew|walked|felt|saw|woke|met|had|still|once|looked|took|asked|could|never|used)\b|^When I\b|"
    r"\b[Mm]y (?:mother|father|grand\w+|sister|brother|wife|husband|friends?|teacher|uncle|aunt|daughter|son|neighbou?r|colleague)\b"
)
_CAPTION = re.compile(
    r"^(?:Figure|Fig\.|Table|Photo(?:graph)?|Image|Plate|Box|Chart|Map|Diagram|Left|Right|Above|Below|Top|Bottom)\s*\d*(?:\.\d+)*\s*[.:]|"
    r"\b(?:[Pp]hoto(?:graph)?|[Ii]mage|[Ii]llustration|[Pp]icture|[Dd]rawing|[Mm]ap|[Dd]iagram|[Gg]raph|[Cc]hart) (?:by|credit|courtesy|shows|above|below)\b|\([Cc]redit|^Credit:"
)
_JUDGED = re.compile(
    r"\b(?:in my (?:opinion|view)|arguably|to my mind|it is a (?:pity|shame|joy)|deserves?|ought to|"
    r"(?:is|are|was|were) (?:by far |simply |perhaps |probably )?(?:the (?:best|worst|finest|greatest|loveliest|most (?:beautiful|interesting|elegant|exciting|important|boring|impressive|fascinating))"
    r"|boring|elegant|lovely|ugly|charming|terrible|brilliant|magnificent|overrated|underrated|breathtaking|worth (?:a |the |\w+ing)))\b|"
    r"\b(?:we|everyone|people|schools|governments?|teachers|parents|scientists) should\b"
)
BELIEF, QUESTION, COMMAND = "what people believe", "a question", "an instruction"
_UNLISTED_VERB = re.compile(
    r"\b[A-Za-z-]+[a-rt-z] [a-z]{3,}(?<!s)s (?:the|an?|its|their|to|into|from|up|down|about|through|with|by|more|less|over|\d)\b|"
    r"\b[A-Za-z-]+ [a-z]{3,}ed (?:the|an?|its|their|to|into|from|up|down|about|with|by|in|\d)\b"
)  # a singular noun and a word in -s, or any and one in -ed, before what only follows a verb
_TURN_OF_SPEECH = re.compile(
    r"^Here(?:’s|'s| is| are)\b|^Once again,|^(?:Every(?:body|one)|Nobody|No one|We all) (?:loves?|likes?|hates?|enjoys?|knows? that feeling)\b|"
    r"\b(?:have|has|had) an? (?:\w+ )?(?:dark|bright|sunny|sweet|softer|secret|human|funny) (?:side|secret|face|soul|story)\b|"
    r"\b(?:is|are) (?:always |quite |perfectly |only too )?(?:happy|content|eager|glad|proud) to\b"
)  # a figure of speech: nothing that could be looked up
_TORN = re.compile(
    r"[a-z] (?:The|An?|In|For|If|When|We|It|This) [a-z]|^[A-Z][^.,:;“(]{3,60} [A-Z][a-z]+ (?:The|An?|In|For|If|When|We|It|This) [a-z]|"
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bcf)(?<!\bca)(?<!\betc)(?<!\b[A-Z])\. [a-z]|^(?:As|When) (?:shows?|illustrates?|indicates?)\b|"
    r"\b(?:which|that) (?:is|are|was|were)(?:,|\.$)|, (?:is|are|was|were)\.$|^Having (?:is|are|was|were)\b"
)  # a heading or a formula that has run into a sentence, a figure's number that was lost
_ANNOUNCED = re.compile(
    r"^There (?:is|are) (?:several|many|various|different|a number of|some|more|one other|another|one more|also|numerous) (?:[\w-]+ ){0,3}?"
    r"(?:types?|kinds?|ways?|reasons?|forms?|methods?|examples?|strategies|causes|theories|factors|steps|features|differences)\b(?!.*(?:: |, (?:including|such as|like|namely) ))"
)
_VARIABLE = re.compile(r"^[A-Z] (?:is|are|stands for)\b")
_COMMAND = re.compile(
    r"(?:^(?:For|In|On|At|With|To|From|After|Before) [^,]{3,50}, |^)(?P<verb>[A-Za-z]+) (?:the|an?|your|each|it|them|all|any|one|two|three|this|that|these|those|every|as)\b"
)
_APPOSED = re.compile(r"^(?:An?|The) [^,]{3,60}, (?:he|she|they) ")
_REJECTED = (
    (AsideKind.FRAGMENT, "a formula or an unfinished phrase", _VARIABLE),
    (AsideKind.FRAGMENT, "a torn line", _TORN),
    (AsideKind.THIN, "announces what follows", _ANNOUNCED),
    (AsideKind.RHETORIC, "a turn of speech", _TURN_OF_SPEECH),
    (AsideKind.UNRESOLVED, "opens with a reference", _APPOSED),
    (AsideKind.STORY, "tells a story of the author's", _STORY),
    (AsideKind.CAPTION, "a caption", _CAPTION),
    (AsideKind.FRAGMENT, "a formula or an unfinished phrase", _UNFINISHED),
    (AsideKind.CAPTION, "points at a figure or another text", _META),
    (AsideKind.OPINION, "a judgement of taste or of what ought to be", _JUDGED),
    (AsideKind.RHETORIC, "addresses the reader", _ADDRESS),
    (AsideKind.RHETORIC, "addresses the reader", _WE_META),
    (AsideKind.RHETORIC, COMMAND, _IMPERATIVE),
    (AsideKind.UNRESOLVED, "opens with a reference", _DANGLING_OPENING),
    (AsideKind.UNRESOLVED, "a reference inside", _DANGLING_INSIDE),
    (AsideKind.OPINION, "an opinion", _OPINION),
    (AsideKind.RHETORIC, "a hypothetical", _HYPOTHETICAL),
    (AsideKind.FRAGMENT, "not a full sentence", _FRAGMENT),
    (AsideKind.UNRESOLVED, "a specific thing that is not there", _SPECIFIC_DETERMINER),
    (AsideKind.UNASSERTED, "a belief of today", _PRESENT_BELIEF),
    (AsideKind.UNASSERTED, "a state of today", _SNAPSHOT),
)
BARE_SUBJECT = "a bare definite subject"
EXERCISE_HEADING = "under a heading of exercises or notes"
UNNAMED_PRONOUN, EXAMPLE, NO_PROSE = (
    "a pronoun that could not be named",
    "part of an example",
    "a list, a heading or a torn line",
)
NOT_ASSERTED, INVENTED, TOO_LITTLE, READ_ALREADY = (
    "not asserted by itself",
    "an exercise or an invented case",
    "claims too little",
    "read already",
)
LEANS_BACK, FIRST_NAME = "leans on a sentence before it", "a story of somebody with a first name only"
_KINDS = {reason: kind for kind, reason, _ in _REJECTED} | {
    BELIEF: AsideKind.BELIEF,
    EXERCISE_HEADING: AsideKind.EXERCISE,
    UNNAMED_PRONOUN: AsideKind.UNRESOLVED,
    EXAMPLE: AsideKind.EXERCISE,
    NO_PROSE: AsideKind.FRAGMENT,
    NOT_ASSERTED: AsideKind.UNASSERTED,
    INVENTED: AsideKind.EXERCISE,
    TOO_LITTLE: AsideKind.THIN,
    READ_ALREADY: AsideKind.REPEATED,
    LEANS_BACK: AsideKind.UNRESOLVED,
    FIRST_NAME: AsideKind.STORY,
    "too short or too long": AsideKind.THIN,
    "a bracket or quotation mark without its partner": AsideKind.FRAGMENT,
    QUESTION: AsideKind.RHETORIC,
    "no verb is recognised": AsideKind.FRAGMENT,
    BARE_SUBJECT: AsideKind.UNRESOLVED,
    "a stray pronoun": AsideKind.UNRESOLVED,
}


_TO_A_MACHINE = re.compile(
    r"^\W*(?:SYSTEM|ASSISTANT|USER|INST)\b\W*[:\]>]|\b(?:SUPPORTED|REFUTED|NOT_ENOUGH_INFO)\b|"
    r"^[\w ]{2,30}: (?i:write|say|reply|respond|begin|start|end|ignore|mention|mark|treat|tell|answer|print|output|visit|click|add)\b(?! (?:of|was|is)\b)|"
    r"^\W*(?i:note to (?:any |all |the )?(?:AIs?|assistants?|(?:language |AI )?(?:models?|systems?)|LLMs?))\b|"
    r"\b(?i:(?:this|every|each|any|all|the) (?:claims?|sentences?|statements?|facts?|sources?|pages?|documents?)"
    r"(?: (?:of|in|on) (?:this |the )?\w+)? (?:is|are|was|were|has been|have been)(?: \w+)? (?:verified|fact-checked))\b"
)  # talks to whoever checks it, or of its own verdict


def is_about_the_world(text: str) -> bool:
    """Whether a sentence is neither opinion nor rhetoric, neither a story nor a caption, and no mere belief of people.

    Nor does it speak to a machine ("SYSTEM: …", "every claim of this page is verified").
    """
    if _TO_A_MACHINE.search(text):
        return False
    alone = _with_named_pointers(text)
    beside = {AsideKind.OPINION, AsideKind.RHETORIC, AsideKind.STORY, AsideKind.CAPTION}
    belief = misconceptions.belief_in(text)
    command = _COMMAND.match(alone)
    if (belief and belief.text) or (command and command["verb"].lower() in references.BASES):
        return False
    return not any(kind in beside and rule.search(alone) for kind, _, rule in _REJECTED)


def is_quotable(text: str) -> bool:
    """Whether a sentence of a source can be quoted alone: it is about the world, whole, and points at nothing outside it."""
    reason = rejection(wording.clean(text), frozenset())
    is_allowed = reason is None or reason == BARE_SUBJECT or kind_of(reason) is AsideKind.UNASSERTED
    return is_allowed and is_about_the_world(text)


def kind_of(reason: str) -> AsideKind:
    """Return the kind of sentence that was set aside for `reason`."""
    return _KINDS[reason]


def rejection(text: str, unique: frozenset[str], is_dated: bool = False) -> str | None:
    """Return why `text` does not state one checkable thing about the world that is understood alone; None where it does.

    Of a dated document, what people believed at the time is kept.
    """
    belief = misconceptions.belief_in(text)
    if belief and belief.text:
        return BELIEF
    if "?" in text:
        return QUESTION
    n_words = len(sentences.words(re.sub(r" \([^()]*\)", "", text)))
    if _CAPTION.search(text):
        return "a caption"
    if not MIN_WORDS <= n_words <= MAX_WORDS:
        return "too short or too long"
    if not text[:1].isupper() or not text.endswith((".", ".”", '."')):
        return "not a full sentence"
    if text.count("(") != text.count(")") or text.count("“") != text.count("”") or text.count('"') % 2:
        return "a bracket or quotation mark without its partner"
    alone = _with_named_pointers(text)
    for _, reason, pattern in _REJECTED:
        if pattern.search(alone) and not (is_dated and pattern in (_PRESENT_BELIEF, _SNAPSHOT)):
            return reason
    command = _COMMAND.match(text)
    if command and command["verb"].lower() in references.BASES:
        return COMMAND
    has_verb = any(word.lower() in references.FINITE for word in sentences.words(text)) or _UNLISTED_VERB.search(text)
    if not has_verb:
        return "no verb is recognised"
    if references.has_bare_definite_subject(text, unique):
        return BARE_SUBJECT
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
    is_after = _AFTER_ADVERBIAL.match(text) and not _CLEFT.match(text)
    if _LONE_SUBORDINATE.match(text) or is_after or _OBJECT_PRONOUN.match(text):
        return True
    match = _POSSESSIVE.search(text)
    if match and not re.search(
        r"\b(?!(?:The|From|In|On|At|To|By|For|As|When|While|After|Before|Since|If|Despite|During|With|Once|Because|Nobel)\b)[A-Z][a-zà-ÿ]{2,}|\b(?:person|man|woman|boy|girl|patient|child|student)\b",
        text[: match.start()],
    ):
        return True
    plural = re.search(r"\b(?:they|their|them|themselves)\b", text)
    return bool(plural) and not _PLURAL.search(text[: plural.start()] if plural else "")
