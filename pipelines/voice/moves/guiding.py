"""Wordings of the moves that guide through a talk: signpost, recap."""

from pipelines.voice.moves.wording import wording

_GO = (
    r"(?:talk|look|show|walk|start|see|cover|explain|go|do|get|turn|move|dive|discuss|focus|begin|describe"
    r"|spend|give|tell|take|try|write|build|introduce|run|jump|put|share|present|read|use|compare|explore"
    r"|answer|come|switch|skip|add|point|highlight|kick|break|unpack|finish|end|close|touch|return|mention"
    r"|say)"
)
SIGNPOST = (
    wording(
        "let's lets",
        r"<START>(?:first |next |before that |to start |with that )?let'?s (?!<ADV>(?:say|face|hope|be|not"
        r"|assume|suppose|imagine|pretend|call|consider|think|know|keep))\w+",
    ),
    wording(
        "let",
        r"<START>let me <ADV>(?:start|begin|show|give|explain|tell|walk|go|talk|take|write|turn|move"
        r"|describe|try|introduce|say|ask|first|just|put|do|come|get|share|quickly|finish|end|close)",
    ),
    wording(
        "going gonna gon",
        r"(?:i'm|i am|we're|we are) (?:also |now |just |first |really |actually |basically "
        r"|not )?(?:going to|gonna) (?:be )?<ADV>(?:" + _GO + r"|talking|looking|showing|using|doing"
        r"|covering|going)",
    ),
    wording(
        "i'll we'll will",
        r"(?:i'll|we'll|i will|we will) <ADV>(?:show|talk|explain|walk|start|begin|come back|come to|get to"
        r"|get into|get back|see|look at|go over|go through|go into|return|cover|discuss|describe|give you"
        r"|tell you|leave|introduce|turn|skip|be talking|be looking|be covering|kick|mention|focus|dive"
        r"|move)",
    ),
    wording(
        "want like wanted",
        r"(?:i|we|i'd|i would) (?:also |just |really |now |first |actually |kind of |then )?(?:want|wanted"
        r"|like|wanna) to <ADV>(?:talk|show|start|begin|walk|focus|look|point|go (?:over|through|into|back"
        r"|deeper)|cover|discuss|explain|highlight|spend|share|touch|tell|give|add|mention|introduce|turn"
        r"|move|end|finish|close|address|dive|zoom|get into|make (?:one|a) point)",
    ),
    wording(
        "before",
        r"before (?:we|i) <ADV>(?:get|go|start|move|dive|do|begin|jump|continue|proceed|talk|look|can)"
        r"|<START>before (?:describing|defining|getting|going|diving|moving|starting|continuing|talking"
        r"|explaining|showing|we)",
    ),
    wording(
        "back later which",
        r"(?:let's|we'll|i'll|i will|we will|want to|i'm|we're|let me|we) (?:\w+ )?(?:come|coming|get"
        r"|getting|go|going|circle|jump|turn|return) back to|come back later|<START>(?:going "
        r"|coming )?back to|more (?:on|about) (?:that|this|it) (?:later|in a|shortly|soon)|come back later"
        r"|which (?:we|i)(?:'ll| will)|(?:talk|see|cover|discuss)(?: \w+){0,3} later",
    ),
    wording(
        "minute moment second bit minutes",
        r"(?:we'll|i'll|will|we're|i'm|going to|gonna|need|come|see) (?:\w+ ){0,6}in (?:just )?a (?:minute"
        r"|moment|second|bit|little bit|few minutes)|<START>in (?:just )?a (?:minute|moment|second) (?:we"
        r"|i)",
    ),
    wording(
        "video episode talk lecture section part today's lesson chapter presentation",
        r"in (?:this|the next|today's|the rest of (?:this|the)|my) (?:video|episode|talk|lecture|part"
        r"|section|lesson|chapter|presentation)|(?:the )?rest of (?:this|the|today's) (?:video|episode|talk"
        r"|lecture)|(?:this|today's) (?:video|episode|talk|lecture)(?: is|'s)(?: going)? (?:about|to)",
    ),
    wording(
        "today",
        r"<START>today (?:i|we|i'm|we're|i'd|i'll|we'll|let's)|(?:talk(?:ing)?|discuss(?:ing)?"
        r"|look(?:ing)?) (?:about|at) (?:\w+ ){1,4}today",
    ),
    wording(
        "first firstly second secondly third thirdly fourth finally lastly next last",
        r"<START>(?:first(?:ly| of all| off| and foremost| up)?|second(?:ly| of all)?|third(?:ly)?|fourth"
        r"|finally|lastly|last but not least|next(?: up)?)(?! (?:time|year|week|day|month|century|half"
        r"|world|place|name|generation|one of))",
    ),
    wording(
        "thing kind type category principle stage phase section topic step part piece question point one "
        "reason way problem idea example topic issue",
        r"<START>(?:the|a|my|our|and the) (?:very )?(?:first|second|third|fourth|fifth|next|last|final"
        r"|other|another) (?:\w+ )?(?:thing|step|part|piece|question|point|one|reason|way|problem|idea"
        r"|example|topic|issue|section|kind|type|category|principle|stage|phase|piece)",
    ),
    wording(
        "second third fourth fifth final",
        r"<START>the (?:second|third|fourth|fifth|final) (?!(?:half|time|day|year|world|law|person|century"
        r"|most|largest|biggest))\w+",
    ),
    wording("things", r"<START>(?:two|three|four|several|a couple of|a few) things(?! are| happen)"),
    wording("another", r"<START>another (?:\w+ ){1,4}(?:is|are)"),
    wording(
        "reasons ways things",
        r"for (?:two|three|four|a couple of|a couple|several|a few) (?:\w+ )?(?:reasons|things|ways)",
    ),
    wording(
        "close finish end wrap",
        r"<START>(?:to|as we(?: prepare to)?|before we|let me|i'll|i want to) (?:close|finish|end"
        r"|wrap)(?:ing)?(?: (?:things|this|it))? (?:off|up|with|out|on|by)",
    ),
    wording("number", r"<START>number (?:one|two|three|four|five|six)"),
    wording(
        "two three four five several few couple",
        r"(?:there(?:'s| are|'re| is)|i have|i've got|we have|i want to (?:make|cover)|it's"
        r"|comes down to) (?:really |basically |only |just |kind of |about )?(?:two|three|four|five|six"
        r"|several|a few|a couple(?: of)?) (?:\w+ )?(?:things|reasons|ways|parts|steps|kinds|types|pieces"
        r"|points|questions|ideas|problems|topics|sections|options|key|main|different|major|big)",
    ),
    wording(
        "moving turning attention on in into",
        r"<START>(?:moving|turning) (?:right |straight |over )?(?:on|onto|to)|turn our attention to"
        r"|<START>on to|(?:let's|let us|we)(?:'ll)? (?:jump|dive|get|go) (?:straight |right )?(?:in|into"
        r"|on)",
    ),
    wording(
        "word here's here",
        r"quick word on|<START>here'?s (?:the|a|my|another|one|how|what|an)|<START>here (?:is|are) (?:the|a"
        r"|my|another|some|two|three|what|how)",
    ),
    wording("slow step", r"<START>let'?s slow down|one step at a time|step by step"),
    wording(
        "brings leads gets takes",
        r"<START>which (?:brings|leads|gets|takes) (?:me|us)|(?:this|that|it) (?:brings|leads|gets"
        r"|takes) (?:me|us) to",
    ),
    wording(
        "mystery start begin",
        r"(?:want|like|going|gonna|need|have) to (?:start|begin) (?:with|by|off|at|from)|<START>(?:to start"
        r"|to begin|starting)(?: off)?(?: with)?|(?:start|begin) (?:off )?(?:with|by) (?:\w+ing|the|a|an"
        r"|some|what)",
    ),
    wording(
        "what now then",
        r"<START>what (?:i'm|we're|i'll|we'll|we'd|i'd|i am|we are|i want|we want|i'd like"
        r"|i wanted) <ADV>(?:going to|gonna|trying to|to|do|about|like to)",
    ),
    wording(
        "first",
        r"(?:the )?first (?:thing )?(?:first )?(?:thing )?(?:that )?(?:we|i|you)(?:'re|'ll|'d)? (?:want"
        r"|need|have|do|going|should|ought|see|will|did|can|must)",
    ),
    wording("answer", r"the (?:short|honest|simple|quick|real|obvious|long) answer(?: is)?(?: this)?"),
    wording("for", r"<START>now for (?:the|some|a)|<START>so much for"),
    wording("speaking", r"<START>speaking of(?! which)"),
    wording("need", r"i need to (?:go through|go over|explain|introduce|tell you|talk about|cover)"),
    wording("section slide diagram", r"(?:the )?next (?:slide|section|part|topic|step|chapter)"),
)

RECAP = (
    wording(
        "recap sum summarize summarise summary review conclusion conclude recapitulate reiterate wrap",
        r"(?:to|just to|let me|let's|i'll|we can|quickly) (?:quickly |just |briefly )?(?:recap|sum(?: it"
        r"| this| that)?(?: all)? up|summari[sz]e|review|conclude|recapitulate|reiterate|wrap(?: this| it"
        r"| things)? up(?! what))|<START>(?:in (?:summary|conclusion|sum|a nutshell)|quick recap|recap"
        r"|summary)|sums? (?:it|this|that)(?: all)? up",
    ),
    wording("short brief essence", r"<START>in (?:short|brief|essence)"),
    wording(
        "remember recall remind",
        r"<START>(?:please |if you |you (?:may|might|will|'ll|should|can) |you'll |let's |just "
        r"|do )*(?:remember|recall)(?! (?:that$|this$|when i|the time|to|me|being|my|how i|going|the first"
        r"|one time))|remind (?:you|ourselves|yourself) (?:that|of|what)|just a reminder"
        r"|<START>to remind you",
    ),
    wording(
        "saw said mentioned discussed described noted showed explained pointed talked",
        r"(?:as|like|what) (?:i|we)(?:'ve|'d)?(?: have)? (?:just |already |also |previously "
        r"|sort of )?(?:saw|said|mentioned|discussed|described|noted|showed|explained|pointed out"
        r"|talked about|alluded)(?= |$)|as (?:i|we) (?:just|previously|already|alluded)",
    ),
    wording(
        "seen saw learned learnt talked looked covered discussed been gone shown established built "
        "recall remember know",
        r"as you(?:'ve)? (?:just |already )?(?:saw|seen|recall|remember|know from)"
        r"|we(?:'ve)?(?: have)? (?:just |already |now |also )?(?:seen|learned|learnt|talked about|looked at"
        r"|covered|discussed|been through|gone (?:through|over)|gone|shown|established|built up)",
    ),
    wording(
        "seen looked talked talking covered learned learnt discussed gone shown established walked "
        "described explained introduced told",
        r"(?:we've|we have|i've|i have) (?:just |already |now |also |been )?(?:seen|learned|learnt|talked"
        r"|talking|looked|covered|discussed|gone|shown|established|walked|described|explained|introduced"
        r"|told you)",
    ),
    wording("saw", r"we (?:just|already|also) saw|we saw (?:how|some|earlier|before|in (?:the|our|my)|with|what)"),
    wording(
        "earlier previously before ago beginning start",
        r"(?:said|saw|mentioned|talked|seen|described|discussed|showed|shown|did|had|looked|introduced"
        r"|learned|used) (?:\w+ ){0,4}(?:earlier|previously|before|a minute ago|a moment ago"
        r"|at the (?:start|beginning))|i (?:mentioned|said|talked|showed|referenced)(?: \w+){0,3} earlier",
    ),
    wording(
        "takeaway takeaways bottom upshot moral lesson gist",
        r"(?:the|key|main|one|my|big) (?:\w+ )?takeaways?(?: here)?|the bottom line is|the upshot"
        r"|the (?:moral|gist|lesson)(?: of)?(?: this| the| here)?(?: story)?(?: is)",
    ),
    wording(
        "put together",
        r"<START>(?:now )?(?:we can )?put(?:ting)? (?:all )?(?:this|that|it|these|those|them|those two"
        r"|these two|everything)(?: \w+)? (?:all )?together|<START>all in all|<START>(?:taken|all) together",
    ),
    wording(
        "what we've",
        r"what (?:we've|we have|i've|we) (?:just |now |already |really )?(?:done|got|learned|seen|built"
        r"|shown|did|have here|found)|what (?:have|did) we (?:\w+ )?(?:learned|done|seen|got|found|learn|do"
        r"|see|find)",
    ),
    wording(
        "that's that",
        r"<START>(?:and )?that(?:'s| is) (?:really |basically |essentially |pretty much "
        r"|kind of )?(?:all there is|the (?:basic|general|main|whole|core|big|key) (?:idea|point|picture"
        r"|story|thing|concept|message)|how (?:you|we|it|a|the)|what we(?:'ve| have)?|where we)",
    ),
    wording(
        "repeat again",
        r"^(?:(?:and )?so |ok(?:ay)? (?:so )?|right (?:so )?|and )?again (?!(?:i|and|he|she|then|i'm|i'll|ask|pause|if|put|in|at|for|there|they|don't|not|no"
        r"|you)\b)\w+|(?:let me|to|i'll) repeat|once again",
    ),
    wording(
        "understand know have we've",
        r"<START>so (?:now we|we now|now you|now i) (?:understand|know|have|see|got)"
        r"|<START>so (?:now )?(?:we've|we have) (?:now |just |successfully |basically |already )*\w+(?:ed"
        r"|ne|nd|en|wn)|<START>now that (?:we've|we have|we know|we understand)",
    ),
    wording("general", r"<START>so (?:again )?(?:in general|the general idea)"),
    wording("already", r"<START>we(?:'ve| have) already \w+"),
    wording(
        "keep",
        r"(?:three|two|four|one|few) things? to (?:keep|remember|take)|if you (?:only )?(?:remember"
        r"|take away|take) (?:one|anything|nothing)",
    ),
    wording("far", r"so far (?:we|i|you|what)|(?:we've|we have|i've) (?:\w+ ){1,4}so far"),
    wording(
        "point",
        r"^so (?:again )?(?:the|my|our) (?:whole |main |overall )?point (?:is|here is|i'm (?:trying"
        r"|making))",
    ),
)
