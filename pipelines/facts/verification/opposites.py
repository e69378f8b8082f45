"""Words that say which way: up or down, a word and its opposite, doubt, refutation, no effect found."""

import re
from collections.abc import Collection

_PAIRS = """increase decrease|rise fall|rose fell|higher lower|high low|more less|more fewer|larger smaller|large small|big
small|bigger smaller|greater less|greater lesser|longer shorter|long short|tall short|older younger|old young|old new|early
late|earlier later|before after|first last|best worst|better worse|good bad|positive negative|positively negatively|male
female|man woman|men women|boy girl|father mother|brother sister|son daughter|husband wife|king queen|actor actress|north
south|northern southern|northeast southwest|northwest southeast|east west|eastern western|win lose|won lost|winner loser|
victory defeat|success failure|successful unsuccessful|succeed fail|start end|begin end|began ended|open close|born died|
birth death|alive dead|living dead|live die|promote inhibit|activate inhibit|activation inhibition|activate suppress|enhance
reduce|enhance impair|improve worsen|improve impair|upregulate downregulate|induce prevent|induce inhibit|cause prevent|
protect harm|protective harmful|beneficial harmful|benefit harm|safe dangerous|safe unsafe|healthy unhealthy|effective
ineffective|accept reject|agree disagree|support oppose|allow prohibit|allow ban|permit forbid|legal illegal|include exclude|
presence absence|present absent|same different|similar different|true false|right wrong|correct incorrect|likely unlikely|
possible impossible|able unable|always never|often rarely|often seldom|all none|everyone nobody|everything nothing|many few|
most few|major minor|majority minority|maximum minimum|above below|over under|inside outside|gain loss|gain lose|strong weak|
stronger weaker|strengthen weaken|fast slow|faster slower|hot cold|hotter colder|warm cool|warmer cooler|light dark|heavy
light|rich poor|dry wet|deep shallow|wide narrow|hard soft|easy difficult|full empty|public private|domestic foreign|
dependent independent|single married|guilty innocent|buy sell|bought sold|join leave|arrive depart|love hate|friend enemy|
ally enemy|war peace|attack defend|create destroy|build demolish|appear disappear|expand contract|expand shrink|grow shrink|
accelerate decelerate|accelerate slow|ancient modern|permanent temporary|voluntary forced|fiction nonfiction|fictional real|
fictional true|real fake|natural artificial|acute chronic|benign malignant|resistant susceptible|resistant sensitive|
homozygous heterozygous|dominant recessive|common rare|common uncommon|popular unpopular|upper lower|top bottom|left right|
day night|summer winter|comedy drama|comedy tragedy|hero villain|vertical horizontal|internal external|import export|
ascend descend|overestimate underestimate|known unknown|finite infinite|attract repel|visible invisible|
stable unstable|mature immature|conservative liberal|offense defense|urban rural|extend shorten|lengthen shorten|elevated
reduced|abundant scarce|simple complex|optimistic pessimistic|encourage discourage|include omit|retain lose|add remove|
insert delete|raise lower|worse better|poor good|unable able|necessary unnecessary|dispensable essential|required dispensable|
sufficient insufficient|solo ensemble|original remake|hereditary acquired|indoor outdoor|professional amateur|approach recede|approaching receding|approaching
away|approaches away|toward away|towards away|increases decreases|increased decreased|increasing decreasing|rises falls|gained
lost|improves worsens|improved worsened|causes prevents|succeeded failed|open closed|expands contracts|expanding contracting|
accelerates slows|accelerating slowing|attracts repels|brighter fainter|denser thinner|hotter cooler|heavier lighter|wider
narrower|massive low-mass|symmetric asymmetric|voluntary involuntary|conscious unconscious|explicit implicit|short-term
long-term|anterograde retrograde|proactive retroactive"""
_UP = """increase increases increased increasing rise rises rose raised higher greater more promote promotes promoted promoting
enhance enhances enhanced enhancing induce induces induced activate activates activated activation stimulate stimulates
stimulated elevate elevated elevates upregulate upregulated upregulates upregulation improve improves improved improvement
accelerate accelerates accelerated facilitate facilitates boost boosts augment augments augmented cause causes caused gain
gains longer larger strengthen strengthens expand expands expansion amplify amplifies trigger triggers contribute contributes
drive drives grow grows growth enable enables"""
_DOWN = """decrease decreases decreased decreasing reduce reduces reduced reducing reduction lower lowers lowered less fewer
inhibit inhibits inhibited inhibiting inhibition suppress suppresses suppressed suppression block blocks blocked blocking
prevent prevents prevented prevention impair impairs impaired diminish diminishes diminished attenuate attenuates attenuated
downregulate downregulated downregulates downregulation decline declines declined abolish abolishes abolished abrogate
abrogates abrogated deplete depletes loss loses lost shorter smaller weaken weakens worsen worsens limit limits limited
restrict restricts restricted delay delays delayed slow slows slowed protect protects protected protective protection
ameliorate ameliorates alleviate alleviates drop drops dropped"""
UP, DOWN = frozenset(_UP.split()), frozenset(_DOWN.split())
DEBUNK = frozenset(
    """myth myths misconception misconceptions false falsely hoax debunked incorrect mistaken mistakenly contrary legend
    rumor rumour superstition pseudoscience disproved fictional fiction actually untrue wrong although despite however
    unfounded unsupported""".split()
)
STRICT = frozenset(
    """only all every always never none exclusively entirely solely completely first last best worst most least any no must
    cannot everyone nobody nothing everything same""".split()
)
HEDGES = frozenset(
    """may might could possibly probably perhaps suggest suggests suggested likely unclear unknown disputed alleged
    reportedly sometimes often some usually generally""".split()
)
_SOMEBODY_THINKS = re.compile(
    r"\b(?:thought|believed|assumed|presumed|suspected|supposed|hypothesi[sz]ed|speculated|rumou?red|said|claimed|held) to\b|"
    r"\b(?:thinks?|believes?|thought|believed|assumes?|assumed|presumes?|suspects?|suspected|speculates?|speculated|supposes?|"
    r"hypothesi[sz]ed?|claims?|claimed) that\b|\bit (?:seems|appears)\b|\b(?:seems?|appears?) to\b",
    re.IGNORECASE,
)
NO_EFFECT = (
    "no significant",
    "not significant",
    "no effect",
    "no difference",
    "no evidence",
    "no association",
    "not associated",
    "did not",
    "does not",
    "do not",
    "was not",
    "were not",
    "no correlation",
    "independent of",
    "unrelated to",
    "similar between",
    "unaffected",
    "failed to",
    "no longer",
    "no relationship",
    "not affect",
    "no impact",
    "no increase",
    "no benefit",
    "rather than",
    "instead of",
)


def _opposites() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for pair in _PAIRS.replace("\n", " ").split("|"):
        left, right = pair.split()
        table.setdefault(left, set()).add(right)
        table.setdefault(right, set()).add(left)
    return {word: frozenset(others) for word, others in table.items()}


OPPOSITES = _opposites()


def is_hedged(text: str, words: Collection[str]) -> bool:
    """Whether a text, whose words in lower case are `words`, says less than that it is so: it may be, or somebody thinks so."""
    return not HEDGES.isdisjoint(words) or bool(_SOMEBODY_THINKS.search(text))
