"""Finite verbs of English by word form: enough morphology to see where a clause has its verb and in which number.

A closed list, not a tagger: a word that it does not know is not called a verb, so that callers refuse rather than guess.
"""

from functools import lru_cache
from typing import Literal

Number = Literal["singular", "plural"]

_SINGULAR_AUXILIARIES = frozenset("is was has does isn't wasn't hasn't doesn't".split())
_PLURAL_AUXILIARIES = frozenset("are were have do aren't weren't haven't don't".split())
_MODALS = frozenset(
    "can could will would may might must should cannot can't couldn't won't wouldn't shouldn't had hadn't did didn't".split()
)
_REGULAR = (
    "accept secrete account achieve act add affect agree allow announce answer appear apply approach approximate argue arise arrive ask "
    "attract balance base behave believe belong calculate call carry cause challenge change check circle clear collapse collect "
    "collide combine compare complete compress compute conclude concern confirm connect conserve consider consist contain "
    "continue contract contribute convert convince cool correspond count cover crash create cross crush decay decide decline "
    "decrease define deform degrade depend derive describe design destroy detect determine develop differ disappear "
    "discover dissolve distinguish distort divide dominate double drop earn eject emerge emit enable encode end enhance ensure "
    "enter erupt escape establish estimate evolve examine exceed exchange exert exist expand expect experience explain explode "
    "explore expose express extend extract fade fail favour fill finish fit flatten flow follow force form fuse gain "
    "gather generate glow govern grab happen harm help hope identify ignite illustrate imagine imply improve include increase "
    "indicate induce influence interact interfere interpret introduce invent involve join jump last launch lift like limit link "
    "live locate look lower make mark match matter measure melt merge miss mix move name need notice observe obtain occur offer "
    "open operate orbit originate overlap pass perform pick place plot point pour possess predict prefer prepare present press "
    "prevent process produce prompt propose protect prove provide publish pull push radiate raise range reach react "
    "realise realize recall receive recede recognise recognize record recover reduce refer reflect refuse regard "
    "release relate rely remain remember remove repeat replace report represent require resemble resist resolve respond "
    "rest result retain retire retrieve return reveal rotate scale scatter score search seem separate serve settle shape share shift "
    "shrink slow smooth solve sound stand start state stay stick stop store strengthen stretch structure struggle study "
    "succeed suffer suggest supply support suppose surround survive suspect switch talk taste tend test thank touch trace "
    "track train transfer transform transmit trap travel treat trigger trust try turn understand use vanish vary verify view "
    "visit wait walk want warp watch weaken weigh widen wonder work worry yield stare age orbit list peak remark coin earn rise "
    "accelerate accumulate admit advance anticipate assemble assign assume average bend blow bounce break burn capture catch "
    "choose climb confuse damage date dim divert draw dwarf echo enclose encounter engulf equal evaporate exhaust explode fall "
    "fuel heat highlight hover illuminate invite kick label lack lag leak lie lock mean mislead nest note outline outshine owe "
    "peer plunge pose power precede rank recreate regulate rehearse restore revisit rush scan seed sense shed shine "
    "shock shorten show shut signal sink span spike spin spiral split squeeze squash steal stem store stream strip sum "
    "encode decode retrieve rehearse recall commit perceive elaborate acknowledge adapt adjust allocate alter analyze analyse "
    "associate block bother celebrate cluster code comprehend construct cope damage demonstrate discuss distract dissipate divide "
    "employ engage erode focus fuse hypothesize illuminate implicate inform inhibit injure integrate intend interrupt judge "
    "map mate memorize memorise modify monitor motivate occupy organize organise overlap pay persist picture pitch practice practise "
    "preserve propagate pull rebuild recruit reinforce render resonate shake smell spend star stimulate submit substitute "
    "subtract summarise summarize surface surpass target trick type upset weaken wind witness "
    "play face initiate whirl cease persuade outweigh infer vote dub scour await persevere simplify resume flare rely oppose "
    "boost label hum rebound outlast propel deplete disperse bathe orbit recommend require invoke swirl heat host conduct inform plow hinder dub facilitate assert wane drain soar "
    "surprise swallow sweep swell tear tell thin throw tilt top total underestimate undergo unfold vibrate violate wander"
).split()
_IRREGULAR = {
    "become": "became", "begin": "began", "bend": "bent", "bind": "bound", "blow": "blew", "break": "broke",
    "bring": "brought", "build": "built", "burn": "burned", "buy": "bought", "catch": "caught", "choose": "chose",
    "come": "came", "cost": "cost", "cut": "cut", "deal": "dealt", "draw": "drew", "drive": "drove", "eat": "ate",
    "fall": "fell", "feel": "felt", "find": "found", "fly": "flew", "forget": "forgot", "freeze": "froze", "get": "got",
    "give": "gave", "go": "went", "grow": "grew", "hang": "hung", "hear": "heard", "hide": "hid", "hit": "hit",
    "hold": "held", "keep": "kept", "know": "knew", "lead": "led", "learn": "learned", "leave": "left", "let": "let",
    "lie": "lay", "lose": "lost", "make": "made", "mean": "meant", "meet": "met", "mislead": "misled", "put": "put",
    "read": "read", "rise": "rose", "run": "ran", "say": "said", "see": "saw", "shoot": "shot",  "seek": "sought", "send": "sent",
    "set": "set", "shed": "shed", "shine": "shone", "show": "showed", "shrink": "shrank", "shut": "shut", "sink": "sank",
    "spin": "spun", "split": "split", "spread": "spread", "stand": "stood", "steal": "stole", "stick": "stuck",
    "swell": "swelled", "sweep": "swept", "take": "took", "teach": "taught", "tear": "tore", "tell": "told",
    "think": "thought", "throw": "threw", "undergo": "underwent", "understand": "understood", "win": "won",
    "withstand": "withstood", "write": "wrote", "arise": "arose",
}  # fmt: skip
_DOUBLING = frozenset("dub plan spot drop fit plot stop strip swap trap scan sum top spin stem thin".split())


def third_person(base: str) -> str:
    """Return the third person singular of a verb: `carry` → `carries`."""
    if base == "go":
        return "goes"
    if base.endswith("y") and base[-2] not in "aeou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s")


def past(base: str) -> str:
    """Return the past tense of a verb: `give` → `gave`, `drop` → `dropped`."""
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base in _DOUBLING:
        return base + base[-1] + "ed"
    if base.endswith("y") and base[-2] not in "aeou":
        return base[:-1] + "ied"
    return base + ("d" if base.endswith("e") else "ed")


_PARTICIPLES = {
    "become": "become", "begin": "begun", "blow": "blown", "break": "broken", "choose": "chosen", "come": "come",
    "draw": "drawn", "drive": "driven", "eat": "eaten", "fall": "fallen", "fly": "flown", "forget": "forgotten",
    "freeze": "frozen", "give": "given", "go": "gone", "grow": "grown", "hide": "hidden", "know": "known", "lie": "lain",
    "rise": "risen", "run": "run", "see": "seen", "shake": "shaken", "show": "shown", "shrink": "shrunk", "sink": "sunk",
    "steal": "stolen", "take": "taken", "tear": "torn", "throw": "thrown", "undergo": "undergone", "write": "written",
    "arise": "arisen",
}  # fmt: skip


def participle(base: str) -> str:
    """Return the past participle of a verb: `throw` → `thrown`, `work` → `worked`."""
    return _PARTICIPLES.get(base, past(base))


def progressive(base: str) -> str:
    """Return the -ing form of a verb: `move` → `moving`, `spin` → `spinning`."""
    if base in _DOUBLING | {"get", "run", "begin", "cut", "hit", "let", "put", "set", "shut", "split", "win", "spin"}:
        return base + base[-1] + "ing"
    if base.endswith("ie"):
        return base[:-2] + "ying"
    return (base[:-1] if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) else base) + "ing"


@lru_cache(maxsize=1)
def _forms() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    bases = frozenset(_REGULAR) | frozenset(_IRREGULAR)
    return bases, frozenset(map(third_person, bases)), frozenset(map(past, bases))


@lru_cache(maxsize=1)
def _base_of() -> dict[str, str]:
    return {form(base): base for form in (past, third_person) for base in sorted(bases())}


def base_of(form: str) -> str | None:
    """Return the base of a finite form: `fell` → `fall`, `moves` → `move`; None where the verb is not known."""
    lowered = form.lower()
    return lowered if is_base(lowered) and not is_past(lowered) else _base_of().get(lowered)


def bases() -> frozenset[str]:
    """Return the base forms of the known verbs."""
    return _forms()[0]


def is_base(word: str) -> bool:
    """Whether `word` is the base form of a known verb."""
    return word.lower() in _forms()[0]


def is_past(word: str) -> bool:
    """Whether `word` is a known past tense; of regular verbs that is the participle as well."""
    return word.lower() in _forms()[2] or word.lower() in {"was", "were", "had", "did"}


def is_auxiliary(word: str) -> bool:
    """Whether `word` is a form of be, have, do or a modal."""
    lowered = word.lower().replace("’", "'")
    return lowered in _SINGULAR_AUXILIARIES or lowered in _PLURAL_AUXILIARIES or lowered in _MODALS


def is_finite(word: str) -> bool:
    """Whether `word` can head a clause without help: an auxiliary, a third person or a past form."""
    lowered = word.lower()
    return is_auxiliary(word) or lowered in _forms()[1] or lowered in _forms()[2]


def number(word: str) -> Number | None:
    """Return the grammatical number that a finite form shows; None where it shows none (past tense, modals)."""
    lowered = word.lower().replace("’", "'")
    if lowered in _SINGULAR_AUXILIARIES or lowered in _forms()[1]:
        return "singular"
    if lowered in _PLURAL_AUXILIARIES or (lowered in _forms()[0] and lowered not in _forms()[2]):
        return "plural"
    return None
