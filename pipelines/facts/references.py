"""Who or what an opening pronoun stands for, answered only where the previous sentence leaves one reading."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

AUXILIARIES = """is are was were has have had can could may might will would must should does do did cannot""".split()
_VERBS = """
accept account act add affect allow appear apply argue arrive ask attract base become began begin behave believe bend blow
break bring built calculate call carry cause change charge claim code coin collapse collect combine compare complete compress
conclude conduct connect consist consolidate contain contribute cool create crowd decay decrease define demonstrate depend
derive describe detect determine develop die differ discover draw drop emit encode end enter escape establish estimate exert
exist expand explain explode extend fade fail fall fell find form found fuse gave generate get give go grew grow happen held help hold
ignite improve include increase indicate infer influence interfere invent involve join keep kept know last launch lead learn leave led left
lie live look lose lost made make mark mean measure meet merge met move name need notice observe occur offer observe orbit outweigh range resist continue dub soar plow experience arise attach await burn capture cluster combine confirm consume control convince correspond cover cross cut date deliver deny determine disappear divide dominate earn eject elicit enable encounter engage equal evolve exceed expel fluctuate focus forget gain gather glow govern identify ignore illustrate impair imply impose incorporate induce inhibit integrate interpret introduce limit link locate maintain manage match modify monitor motivate obey obtain organize originate oscillate perceive place pose possess pulse rate react recede regard regulate relate resemble resolve restore rescue respond result retrieve rule secrete seek separate share shed shrink signal sink store strengthen summarize announce expect quote came lit become became shone annihilate summarize surround sustain swell thread trace track transmit trap treat warn warp whirl yield sample follow sum average normal support standardize overlap
pair pass perform persuade play point precede predict prefer present prevent process produce promote propose prove provide publish pull
push puts put radiate ran reach realise realize recall receive reduce refer reflect release rely remain remember remind remove replace report
represent require retain retrieve reveal rise rotate said saw say scatter send served serve set settle shift shine show showed sit
slow speak spend spin split spread start state stay stop store stretch strike study stretch succeed suggest supply support
survive take taken teach tell tend test took transfer transform travel trigger try turn undergo use use used vanish vary weigh went won
work worked wrote
navigate pump knead hear heard chop peel pollinate whisk abandon abolish accelerate accompany accumulate achieve acquire activate adapt adjust advance agree aim alter analyze announce
answer approach assemble assign assist attack attempt attend authorize avoid award balance begin belong bind bloom border bother
broadcast capture celebrate challenge circle cite classify climb close collide colonize command commission comprise
compete compose conceal condemn conserve construct convert cool cooperate cope count counter crash crush cultivate curve dedicate
defend deflect deform degrade delay denote depict depose deprive design desire destroy deteriorate detonate devastate devote dictate
differentiate dig dilute disagree disintegrate dismiss disperse display displace distinguish distribute drift edit educate
elect elevate embed embrace emerge employ encourage endure enforce engage engrave enhance enjoy enlarge ensure erase escort
evaluate evaporate examine exchange exclude execute exhaust exhibit experiment exploit explore expose express extinguish extract
facilitate fill filter finish flash flatten float flood fold forbid formulate fossilize function gallop germinate glide govern
graze greet guard guide harm harvest haul heat highlight hover illuminate illustrate imagine imitate implement incubate inflate inform inhale
initiate inspect inspire install insert intensify interact interrupt invert investigate invite issue judge justify knock leap lend
liberate lift lock lubricate magnify measure mediate memorize mention merge minimize mix mobilize mount nominate notify
obscure obstruct omit oscillate outlaw overcome overheat overthrow pack participate patent peak permit persist postpone pour praise precipitate preside press proceed process proclaim profit progress project prolong propel provoke purchase purify pursue
qualify quarantine race reassure rebel recede reconstruct record recruit refine refuse regain register reinforce rejoin
relax relieve relocate renew renovate repair repel repeat rescue reside resist resume retire reunite reverse reward roll rub rush
sacrifice satisfy saturate save scan schedule seal secure select sense shape shelter shoot shut signify simulate solve sort specialize specify split sponsor stabilize stack stimulate stir submit substitute subtract succeed supplement suppress survey suspend sustain switch symbolize synthesize tear terminate threaten tie tilt tolerate touch transcribe translate transmit trap tremble trim unify update urge utilize verify visit volunteer wake wander wash waste watch
weave welcome widen withdraw withstand worship worsen wrap yield
absorb administer adopt ban beat bite bleed bloom boil born borrow breathe breed burst buy bought celebrate chew circulate climb
condense conquer consume cook corrode cost crawl crystallize cure damage defeat democratize deposit destroy detach digest
dissolve dive dominate drain dream drink drank drive drove eat ate eliminate employ erode erupt evaporate excrete
export fear feed fed ferment fertilize fight fought finance flourish flow flower fly flew freeze froze govern grind
hatch heal heat hibernate hunt hurt immigrate import infect inhabit inherit inject insulate invade invest irrigate isolate jump kill
lack lay laid manufacture marry mate mature melt migrate mine multiply mutate nourish occupy oppose outnumber overtake oxidize paint pay paid penetrate perish photosynthesize poison pollinate pollute populate practise practice preserve
prey prohibit protect quadruple raise ratify rebuild rebuilt recommend recover recycle redden regenerate reign reject
reproduce resign retreat revolve ride rode ripen roam rot ruin run runs rust sail sell sold shorten sleep slept smell sow speed
spray sprout squeeze starve steal stimulate strengthen strike struck suffer supersede surpass sweat swim swam tax taste thaw thicken thrive tighten
tolerate transport tunnel unite vaccinate ventilate vote wear wore weaken weigh wilt yawn
""".split()


def _forms(verb: str) -> set[str]:
    stem = verb.removesuffix("e")
    return {
        verb,
        verb + "s",
        verb + "es",
        stem + "ed",
        verb + verb[-1] + "ed",
        re.sub(r"y$", "ies", verb),
        re.sub(r"y$", "ied", verb),
    }


PAST = frozenset(
    """was were had did began became broke brought built came chose drew drove fell felt fought found flew gave went grew held kept
    knew led left lost made met paid ran rose said saw sent set shone showed sold spent stood swam took taught thought threw won
    wrote""".split()
)  # irregular past forms
BASES = frozenset(_VERBS) - frozenset(
    "light state form force measure sample study use".split()
)  # those are nouns as often
FINITE = frozenset(AUXILIARIES) | PAST | {form for verb in _VERBS for form in _forms(verb)}
_WORD = re.compile(r"[A-Za-z][\w’'–-]*")
_OPENING_PREPOSITION = frozenset(
    "in on at by from for with during after before when while if as since because although though once until according to "
    "like unlike under over through between among using given despite besides".split()
)
_PLURAL_EXCEPTIONS = ("ss", "us", "is", "sis", "’s", "'s")
ALWAYS_UNIQUE = frozenset("universe sky sun moon earth world brain mind median mean".split())
_PERSON = re.compile(r"\b[A-Z][a-zà-ÿ’'-]+(?: [A-Z]\.)*(?: (?:de |van |von |du )?[A-Z][a-zà-ÿ’'-]+)+\b")
_PERSON_ACTS = re.compile(
    r"(?:In (?:[A-Z]\w+ )?\d{4},? )?((?:[A-Z][a-zà-ÿ]+ )?[A-Z][a-zà-ÿ]{3,}) (?:also |even |himself |herself )?(?:found|showed|did|had|went|published|proposed|wrote|argued|studied|dropped)\b(?!.*\band [A-Z])"
)  # "In 1923 Hubble found …": one person and nobody else beside
_BARE_DEFINITE = re.compile(r"^The ([a-z-]+)\s+([a-z]+)")
_PLEONASTIC = re.compile(
    r"^It (?:is|was|seems|appears|turns|turned|takes|took|may|might|would|can|could|has been|follows|makes)"
    r"(?: be)?(?: not)?(?: \w+ly)? ?(?:\w+ )?(?:that|to|possible|impossible|clear|likely|unlikely|true|hard|difficult|easy|important|not)\b"
)
_IS_A = re.compile(r" (?:is|was|are|were) (?:an?|the|one of)\b")


@dataclass(frozen=True)
class Subject:
    """The noun phrase that opens a sentence, and whether a singular or plural pronoun can stand for it."""

    text: str
    is_plural: bool
    is_person: bool


def subject(sentence: str) -> Subject | None:
    """Return the opening noun phrase of `sentence`, None where it does not open with a plain one of up to 6 words."""
    collected: list[str] = []
    for match in _WORD.finditer(sentence):
        word = match.group()
        if word.lower() in FINITE and collected and collected[-1].lower() not in ("the", "a", "an"):
            break
        collected.append(word)
        if len(collected) > 6:
            return None
    else:
        return None
    opening = sentence[: match.start()].strip()
    if collected[0].lower() in _OPENING_PREPOSITION or re.search(r"[,;:(]", opening) or not opening:
        return None
    if re.match(
        r"(?i)(?:this|that|these|those|it|they|he|she|we|you|i|there|his|her|its|their|both|some|one|each)\b", opening
    ):
        return None
    if re.search(r"\b(?:who|which|that|whose|where|when)\b", opening):
        return None
    head = re.split(r" (?:of|in|on|from|for|at|with|between|to) ", opening)[0].split()[-1]
    is_plural = (head.endswith("s") and not head.endswith(_PLURAL_EXCEPTIONS)) or " and " in opening
    is_person = (
        bool(_PERSON.fullmatch(opening))
        and not opening.startswith("The ")
        and not re.search(
            r"\b(?:Telescope|Way|Nobel|Observatory|Earth|Center|Model|Hole|Institute|Sun|Group|General|Mission|Bang|University|Survey)\b",
            opening,
        )
    )
    return Subject(opening, is_plural, is_person)


def persons(sentence: str) -> set[str]:
    """Return the full names of people-like capitalised runs in `sentence`."""
    return {match.group() for match in _PERSON.finditer(sentence)}


def resolve(sentence: str, previous: str | None) -> str | None:
    """Return `sentence` with its opening pronoun named from `previous`; None where the reading is not safe.

    A sentence that does not open with a pronoun is returned as it stands.
    """
    for named in (_named_results, _named_after_date, _named_same):
        wording = named(sentence, previous or "")
        if wording is not None:
            return wording or None
    match = re.match(r"(He|She|It|They|Its|His|Her|Their|The same)\b ?", sentence)
    if not match:
        return sentence
    if previous is None or _PLEONASTIC.match(sentence):
        return None
    found = subject(previous)
    if found is None:
        return None
    pronoun = match.group(1)
    rest = sentence[match.end() :]
    if pronoun == "The same":
        head = found.text.split()[-1].lower()
        return f"{found.text} {rest.partition(' ')[2]}" if rest.lower().startswith(head) else None
    if not _agrees(pronoun, found, previous):
        return None
    name = found.text
    if pronoun in ("Its", "His", "Her", "Their"):
        name += "’" if name.endswith("s") else "’s"
    return f"{name} {rest}"


def _named_results(sentence: str, previous: str) -> str | None:
    """Name "those results" from the sentence before; "" where it names none, None where nothing is to be named."""
    match = re.match(r"According to (?:those|these) (results|data|measurements|models), ", sentence)
    if not match:
        return None
    named = re.match(rf"[^,.]*?\b{match.group(1)}\b", previous)
    return f"According to {named.group()}, {sentence[match.end() :]}" if named else ""


def _named_after_date(sentence: str, previous: str) -> str | None:
    """Name the "he" of "In 1929 he published"; as `_named_results`."""
    match = re.match(r"(In (?:[A-Z]\w+ )?\d{4},?) (?:he|she) ", sentence)
    if not match:
        return None
    person = _PERSON_ACTS.match(previous)
    return f"{match.group(1)} {person.group(1)} {sentence[match.end() :]}" if person else ""


def _named_same(sentence: str, previous: str) -> str | None:
    """Say which relation "the same relation" is; the sentence stays as it is where the one before does not say."""
    match = re.search(r"\bthe same (relation|law|rule)\b", sentence)
    named = (
        re.search(rf"\ba (\w+ {match.group(1)} between \w+ and \w+(?: \w+)?) in \d{{4}}", previous) if match else None
    )
    return f"{sentence[: match.start()]}the {named.group(1)}{sentence[match.end() :]}" if match and named else None


def _agrees(pronoun: str, found: Subject, previous: str) -> bool:
    if pronoun in ("He", "She", "His", "Her"):
        return found.is_person and persons(previous) <= {found.text}
    if pronoun in ("They", "Their"):
        return (
            found.is_plural
            and not re.search(r"\b(?:their|they|them)\b", previous)
            and _other_nouns(previous, found) == 0
        )
    is_thing = not found.is_person or _IS_A.match(previous[len(found.text) :])  # a person who "is a …" goes on as "he"
    return not found.is_plural and bool(is_thing) and _other_nouns(previous, found) == 0


def _other_nouns(previous: str, found: Subject) -> int:
    """Count further noun phrases with an article that could be meant as well, after the subject's own words."""
    rest = previous[len(found.text) :]
    pattern = (
        r"\b(?:many|several|few|some|two|three|most|other|these|those|the \w+s)\b"
        if found.is_plural
        else r"\b(?:but|while|whereas|which|who|because)\b|;"
    )
    return len(re.findall(pattern, rest))


def unique_nouns(texts: Iterable[str]) -> frozenset[str]:
    """Return the nouns that a library uses with "the" and hardly ever with "a": "the universe", not "the star".

    A bare "the star" at the head of a sentence points back at a sentence that a listener has not heard.
    """
    definite: Counter[str] = Counter()
    indefinite: Counter[str] = Counter()
    for text in texts:
        for article, noun in re.findall(r"\b([Tt]he|[Aa]n?|[Aa]nother|[Ee]ach|[Ee]very)\s+([a-z-]+)\b", text):
            (definite if article.lower() == "the" else indefinite)[noun] += 1
    return frozenset(noun for noun, count in definite.items() if count >= 3 and indefinite[noun] <= 0.1 * count)


def has_bare_definite_subject(sentence: str, unique: frozenset[str]) -> bool:
    """Whether `sentence` opens with "The <noun> <verb>" and the noun alone does not say which one."""
    match = _BARE_DEFINITE.match(sentence)
    if not match:
        return False
    noun, following = match.groups()
    plain = (
        following in FINITE
        or following.endswith("ed")
        or following in ("then", "also", "only", "itself", "themselves", "never", "often")
    )
    return plain and noun not in unique | ALWAYS_UNIQUE
