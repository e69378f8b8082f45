"""Wordings by which English speakers set, carry and end a personal story, and those that show that it is none."""

import re

from pipelines.voice.frame_grammar import vocabulary

NUMBER = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|a few|a couple of|several|many|some|a dozen)"
)
TIME = re.compile(
    rf"\bwhen i was (?:{NUMBER}(?:[- ]\w+)?(?: years old)?\b|(?:a |an |about |in |at |still |very |really |just "
    "|growing )*"
    r"(?:kid|child|boy|girl|teenager|student|undergrad|undergraduate|graduate student|grad student|postdoc"
    r"|little|young"
    r"|younger|small|school|college|university|high school|grad school|up)\b)"
    rf"|\b{NUMBER} (?:years?|months?|weeks?|days?|decades?|nights?|summers?|winters?) (?:ago|later|before that)\b"
    r"|\b(?:last|that|the next|the following|the first|the second|the same) (?:year|month|week|night|morning"
    r"|evening|afternoon"
    r"|summer|winter|spring|autumn|fall|christmas|day|january|february|march|april|may|june|july|august"
    r"|september|october"
    r"|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
    r"|\bone (?:day|night|morning|evening|afternoon|summer|winter|sunday|saturday|august|july|january|december)\b"
    r"|\b(?:back )?in (?:college|high school|grad school|graduate school|primary school|my (?:teens|twenties"
    r"|thirties|youth"
    r"|childhood|first year|second year|final year|last year|first week|first job))\b"
    r"|\b(?:back )?in (?:the )?(?:early |late |mid |summer of |winter of |autumn of |spring of |january "
    r"|february |march |april |may |june "
    r"|july |august |september |october |november |december )?(?:19|20)\d\d\b|\b(?:it was|around|since) (?:19"
    r"|20)\d\d\b"
    r"|\bon the (?:first|second|third|fourth|fifth|last|next) (?:day|night|morning|evening)\b"
    r"|\b(?:a (?:little )?while|a long time|some time|a couple of years|a few (?:years|months|weeks)) (?:ago|back)\b"
    r"|\b(?:yesterday|this morning|the other (?:day|night|week)|recently)\b|\b(?:at )?\w+ o'clock\b"
    r"|\bin the (?:(?:early|mid|late)[ -])?(?:(?:19|20)?\d0s|'\d0s|(?:seven|eigh|nine)ties)\b"
    r"|\b(?:years ago|growing up|as a (?:kid|child|boy|girl|student|teenager)|at the age of \w+)\b",
    re.IGNORECASE,
)
SCENE = re.compile(
    r"\bwhen i was (?!talking|preparing|making this|writing this|saying)|\bwhen i (?:first |started |moved "
    r"|left |got )"
    r"|\b(?:years|decades|months|weeks) ago\b|\bgrowing up\b|\bas a (?:kid|child|boy|girl|student|teenager)\b"
    r"|\bi (?:still )?remember (?:when|the|my|being|sitting|going|one|that|this|a|on|walking|talking|seeing"
    r"|looking|thinking)\b"
    r"|\bi (?:once|used to)\b|\bonce,? (?:i|in|at|when)\b|(?<!at )(?<!than )(?<!for )(?<!even )\bonce(?=[,.;!?]|$| and | when )|\bat some point\b|\bone (?:day|night|morning|evening|afternoon|summer|winter)\b"
    r"|\b(?:tell you|share|here's|remember|got|have) (?:a|one|another|this|you a|you another) "
    r"(?:quick |short |little |funny |true |personal |small )*story\b"
    r"|\bthis takes me back\b|\blast (?:year|month|week|night|summer|winter|spring|autumn|christmas|august|january)\b"
    r"|\bmy (?:first|second|third|last|final) (?:year|day|job|week|night|winter|summer|lecture|telescope|time)\b"
    r"|\b(?:back )?in (?:college|high school|grad school|graduate school|primary school)\b"
    r"|\bmy (?:late |old |older |elder |younger |little |big |great )*(?:grand\w+|mother|mum|mom|father|dad"
    r"|brother|sister|aunt"
    r"|auntie|uncle|cousins?|neighbours?|neighbors?|teacher|friend|wife|husband|son|daughter|boss|supervisor"
    r"|advisor|nephew|niece)\b"
    r"|\b(?:this|that|it|which) reminds me\b|\bone time\b|\bat that time\b|\bback then\b|\bthat (?:day|night|summer)\b"
    r"|\bmy (?:own )?story with\b|\bwhen (?:we were|i was) (?:in|at|on|with)\b",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"\bmy (?:late |old |older |elder |younger |little |big |great |first |best |dear |physics |chemistry "
    r"|maths |science )*"
    r"(?:grand\w+|mother|mum|mom|father|dad|parents|brother|sister|aunt|auntie|uncle|cousins?|neighbours?"
    r"|neighbors?|teacher"
    r"|friends?|wife|husband|son|daughter|boss|supervisor|advisor|nephew|niece|girlfriend|boyfriend|partner"
    r"|colleagues?|manager"
    r"|professor|roommate|flatmate)\b(?: (?-i:[A-Z][a-z]+)\b)?"
    r"|\b(?:mr|mrs|ms|miss|dr|professor|auntie|aunt|uncle)\.? [A-Z][a-z]+"
    r"|\ban? (?:\w+ )?(?!place|town|village|city|book|app|tool|language|library|company|show|project|thing|paper)\w+ "
    r"(?:called|named) (?-i:[A-Z][a-z]+)",
    re.IGNORECASE,
)
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Professor|Auntie|Aunt|Uncle)\.? [A-Z][a-z]+")
_NAME = r"(?:the )?[A-Z][\w'’]+(?:-[\w-]+)?(?: [A-Z][\w'’]+(?:-[\w-]+)?)*"
PLACE = re.compile(  # a name counts where somebody goes, lives, meets or stands, not after any "in": "in Python"
    r"\b(?:went|go|going|came|come|moved|flew|drove|walked|travell?ed|lived|live|stayed|studied|born|grew up|raised"
    r"|arrived|landed|returned|met|was|were|am|are|i'm|I'm|been|got|gone|trip|back|home|students?|flats?|house|office"
    r"|hospital|school|conference|meetup|pub|city|town|village|(?:uncle|aunt|auntie|cousin|brother|sister"
    r"|friend|grand\w+|mother|father|mum|mom|dad|parents)(?: [A-Z]\w+)?)"
    rf"(?: (?:us|me|him|her|them|all|up|down|over|back|out|away|here|there|home))* (?:to|in|at|near|from|into) "
    rf"(?P<there>{_NAME})"
    rf"|\b(?:(?:in|at|near|from|to) (?P<at>{_NAME}), [A-Z]\w+|(?:visited|place called) (?P<named>{_NAME}))"
    r"|\b(?P<kind>(?:[A-Z]\w+ )*(?:University|College|High School|Hospital|Street|Airport|Station)(?: of [A-Z]\w+)?)\b"
)
NOT_PLACES = vocabulary(
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday Christmas Easter God Earth Sun Moon English I I'm I'd I've"
)
IRREGULAR = vocabulary(
    "was were had did went came said told got took found saw made gave thought knew felt left kept heard ran "
    "sat stood began "
    "brought bought held wrote drove fell met paid spent sent slept spoke taught wore won woke broke built "
    "chose drank drew ate "
    "flew forgot froze grew hid hit hung laid led lent lit lost meant rode rang rose sang shook shone shot shut "
    "sold stole stuck "
    "struck swam swore threw wept didn't wasn't weren't couldn't wouldn't hadn't could used bent caught dug fed "
    "fought blew burnt dealt crept dreamt learnt leant leapt slid spun spread swept swung tore wound became "
    "quit understood rewrote"
)
STATES = vocabulary(  # past tense, but nothing happens
    "was were had did could used didn't couldn't wouldn't wasn't weren't hadn't thought knew felt understood "
    "meant wanted liked needed "
    "loved seemed looked believed happened kept found became"
)
NOT_PAST = vocabulary(
    "need indeed speed feed seed red bed shed hundred sacred naked weed bleed breed proceed exceed succeed "
    "ahead instead embed "
    "based called interested supposed related given united"
)
SINGULAR = vocabulary("i i'd")
PLURAL = vocabulary("we we'd")
OTHERS = vocabulary("he she they he'd she'd they'd somebody someone everybody everyone nobody who")
SUBJECTS = SINGULAR | PLURAL | OTHERS | vocabulary("you it that this i'm i've you're it's there")
TALK = re.compile(  # of the talk itself
    r"\b(?:i|we) (?:just |already |have |also )*(?:showed|drew|mentioned|talked|described|explained|defined|discussed"
    r"|introduced|computed|calculated|covered|derived|implemented|looked|assumed) "
    r"(?:you|this|that|it|down|on|up|earlier|before|here|last|about|in the|at)\b"
    r"|\b(?:i|we) (?:said|wrote|saw|called) (?:this|that|it|earlier|before|here|last) (?:earlier|before|on the|last|here|"
    r"was|is|time)\b"
    r"|\b(?:last time|last lecture|last video|previous (?:video|lecture|episode)|this video|this lecture|this "
    r"episode|this talk|the show notes|on the (?:board|slide|screen)|sponsor\w*|subscribe|patreon|you said|you mentioned"
    r"|told this story|as i said)\b"
    r"|\bi(?:'ve| have| haven't| just| really)* (?:told|gave|tricked|promised|asked|owed) you\b",
    re.IGNORECASE,
)
SUPPOSED = re.compile(
    r"\b(?:suppose|imagine|let's say|say that|for example|in general|if i|if you|if we|if somebody|if someone|when you"
    r"|should have|could have|would have|frankly|no doubt|you can|you could|you might|you would|you'd|i would)\b",
    re.IGNORECASE,
)
SPEECH = re.compile(
    r"[\"“]|\b(?:said|asked|told (?:me|him|her|them|us)|was like|were like|i'm like|he's like|she's like|they're like)\b",
    re.IGNORECASE,
)
ANNOUNCED = re.compile(
    r"\b(?:tell you|share|here's|have|got|remember) (?:a|one|another|this|you a|you another) "
    r"(?:quick |short |little |funny |true |personal |small )*(?:story|anecdote)\b"
    r"|\btakes me back\b|\btell this (?:story|anecdote)\b",
    re.IGNORECASE,
)
PRESENT = re.compile(
    r"\b(?:you can|you'll|you're|you have|you need|you get|let's|let me|we can|we need|we're going|i want"
    r"|there's|there are|it is|it's|this is|that is|that's|these are|here's|means|is|are|don't|doesn't)\b",
    re.IGNORECASE,
)
CODA = re.compile(
    r"\bi (?:still|never|always|often|keep|have never|haven't)\b|\b(?:ever since|to this day|i didn't "
    r"understand|i've been)\b",
    re.IGNORECASE,
)
