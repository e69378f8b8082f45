"""Regular expressions of sentence openings by function, each with the mark that stands before the clause."""

from pipelines.models import FrameFunction

OPENERS: dict[FrameFunction, tuple[tuple[str, str], ...]] = {
    FrameFunction.HOOK: (
        (
            r"(?:here's|here is) (?:a|an|the|one) (?:<ADV>)(?:strange|weird|surprising|odd|curious|remarkable"
            r"|fun|crazy|wild|amazing) "
            r"(?:thing|fact|part|truth)",
            ":",
        ),
        (r"what if i told you(?: that)?", ""),
        (r"did you know(?: that)?", ""),
    ),
    FrameFunction.ANSWER: (
        (r"(?:well |and |so )?the (?:(?:short|simple|honest|quick) )?answer is that", ""),
        (r"(?:well |and |so |but |now )?(?:as )?it turns out", ","),
        (r"(?:well |and |so |but |now )?it (?:<ADV>)turns out that", ""),
        (r"what(?:'s| is) (?:<ADV>)(?:happening|going on)(?: here)? is(?: that)?", ""),
        (r"well", ","),
    ),
    FrameFunction.SIGNPOST: (
        (
            r"okay|all right|alright|now then|now|so now|to (?:start|begin)|to begin with|to start with"
            r"|first of all|with that in mind|with (?:this|that) said|by the way",
            ",",
        ),
        (r"(?:okay|all right|alright|ok|right) (?:so|now|well)", ""),
        (r"(?:see|look|listen|you see|now look|now see|but see|so look|so see|well look)", ","),
        (
            r"(?:here's|here is) (?:the|a|an|my|one) (?:<ADV>(?:<PRAISE>|basic|main|general|rough"
            r"|central) )?(?:idea|picture|setup|story)",
            ":",
        ),
        (
            r"(?:what )?(?:i|i'd|i would) (?:also )?(?:want|like|wanna) (?:you )?to (?:point out|mention|note"
            r"|notice|say|tell you"
            r"|know|see|make clear|show you)(?: here)?(?: is)? that",
            "",
        ),
        (r"let me (?:<ADV>)(?:point out|mention|note|say|tell you|remind you|add) that", ""),
    ),
    FrameFunction.EMPHASIS: (
        (
            r"(?:in fact|of course|indeed|interestingly|surprisingly|amazingly|remarkably|crucially|importantly"
            r"|fundamentally"
            r"|most importantly|more importantly|interestingly enough|strangely|oddly|oddly enough|believe it "
            r"or not|to be clear"
            r"|incredibly|sure enough|no doubt|make no mistake|above all|critically|notably"
            r"|curiously|in reality|in truth|as a matter of fact|amazingly enough|funnily enough|beautifully"
            r"|weirdly|wonderfully"
            r"|actually|most of all|rest assured|once again)",
            ",",
        ),
        (
            r"(?:the|one) (?:<ADV>(?:<PRAISE>|basic|main|real|central|fundamental|simple) )?<POINT>"
            r"(?: here| about (?:this|that|it|all this)| of (?:this|that|it|all this)| to (?:remember|realize"
            r"|realise|understand|know"
            r"|notice|keep in mind|note)(?: here)?| (?:i|we|you) (?:want|need) (?:you )?to "
            r"(?:remember|understand|know|make|see|keep in mind|realize|get across)(?: here)?)? is(?: just| "
            r"simply| really)? that",
            "",
        ),
        (
            r"(?:the|one) (?:<ADV>(?:<PRAISE>|basic|main|real|central|fundamental|simple) )?<POINT>"
            r"(?: here| about (?:this|that|it)| to (?:remember|realize|realise|understand|know|notice|keep in "
            r"mind))? is",
            ",",
        ),
        (
            r"(?:here's|here is) the (?:<ADV>(?:<PRAISE>|main|real|other) )?(?:thing|point|key|trick|deal"
            r"|kicker|truth|part)"
            r"(?: though)?",
            ":",
        ),
        (
            r"what(?:'s| is) (?:<ADV>)(?:<PRAISE>|worth (?:noting|remembering))(?: here| about (?:this|that|it))?"
            r"(?: to (?:understand|know|remember|realize|realise|keep in mind))? is(?: that)?",
            "",
        ),
        (
            r"what you(?:'ll)? (?:<ADV>)(?:need to|should|have to|want to|must)? ?(?:understand|know|remember"
            r"|realize|realise|notice|find)"
            r" is(?: that)?",
            "",
        ),
        (
            r"(?:and |but |so |now )?(?:please )?(?:keep in mind|bear in mind|notice|note|remember|recall"
            r"|recognize|understand|realize"
            r"|don't forget|just remember|just notice|just keep in mind) that",
            "",
        ),
        (r"(?:remember|keep in mind|just remember|mind you|notice|don't forget)", ","),
        (
            r"it(?:'s| is) (?:<ADV>)(?:interesting|fascinating|remarkable|amazing|incredible|astonishing"
            r"|extraordinary|striking|wild"
            r"|no accident|no coincidence) that",
            "",
        ),
        (
            r"it(?:'s| is) (?:<ADV>)(?:<PRAISE>|worth)"
            r"(?: (?:to (?:note|remember|understand|realize|realise|know|keep in mind|recognize|point out|notice|say)"
            r"|noting|remembering|mentioning|pointing out|emphasizing|emphasising|knowing|saying|highlighting"
            r"|stressing)) that",
            "",
        ),
        (
            r"(?:you|we) (?:can|should|need to|have to|might|may|must|'ll|will) (?:<ADV>)(?:notice|remember"
            r"|realize|realise|understand"
            r"|keep in mind|appreciate|recognize) that",
            "",
        ),
        (r"you(?:'ll| will) (?:<ADV>)(?:notice|find) that", ""),
        (
            r"(?:i|we) (?:want|need) (?:you )?to (?:<ADV>)(?:understand|remember|know|realize|realise|emphasize"
            r"|emphasise|stress|notice"
            r"|recognize|be clear|be very clear|appreciate|keep in mind|highlight) that",
            "",
        ),
        (r"(?:it )?(?:just )?so happens that", ""),
    ),
    FrameFunction.CONTRAST: (
        (
            r"(?:however|on the other hand|nevertheless|nonetheless|by contrast|in contrast|conversely|even so"
            r"|that said|having said that"
            r"|that being said|but in fact|but of course|and yet|but actually|but in reality|then again|but "
            r"again|but remember"
            r"|but interestingly|but surprisingly|but on the other hand|but it turns out|but look"
            r"|but at the same time|at the same time|but more importantly)",
            ",",
        ),
        (r"but|yet", ""),
        (
            r"but (?:it turns out|notice|remember|keep in mind|the (?:fact|truth|reality|thing|point|trick|key) "
            r"is) that",
            "",
        ),
        (r"but the (?:fact|truth|reality|thing|point|trick|key) is", ","),
        (r"(?:but )?(?:here's|here is) the (?:catch|problem|twist|rub|snag)", ":"),
        (
            r"(?:but |now )(?:here's|here is) (?:the|a|an|one) (?:<ADV>(?:<PRAISE>|real) )?(?:thing|catch"
            r"|problem|twist|rub|snag|trick"
            r"|kicker|deal|point|key|part)",
            ":",
        ),
        (r"the (?:catch|twist)(?: here)? is that", ""),
    ),
    FrameFunction.CONSEQUENCE: (
        (
            r"(?:therefore|as a result|consequently|hence|thus|and as a result|so in fact|so as a result|and "
            r"therefore|and hence"
            r"|and thus|so therefore|in turn|so in the end|so then)",
            ",",
        ),
        (r"so|and so", ""),
        (
            r"(?:so |and |and so |now |but )?(?:what )?(?:this|that|it|all this|all of this) (?:<ADV>)(?:means"
            r"|implies|tells us|tells you"
            r"|shows|suggests|shows us|says)(?: is)? that",
            "",
        ),
        (
            r"(?:so |and |and so |now )?what (?:this|that|it|all this) (?:<ADV>)(?:means|tells us|tells you"
            r"|says|shows) is",
            "",
        ),
        (r"which (?:<ADV>)(?:means|implies|tells us|tells you)(?: that)?", ""),
        (
            r"the (?:result|upshot|consequence|implication|net result|net effect|end result)(?: of (?:this|that"
            r"|all this|all of this))? "
            r"is that",
            "",
        ),
    ),
    FrameFunction.EXAMPLE: (
        (
            r"(?:so |and |now |but )?(?:for example|for instance|to give (?:you )?an example|as an example|to "
            r"illustrate"
            r"|to take (?:one|an) example|just as an example|just to give you an example|to give you a sense)",
            ",",
        ),
        (
            r"(?:(?:so |and )?(?:here's|here is)) (?:an|one|another|a (?:simple|quick|concrete|good|great"
            r"|classic)) (?:example|case)",
            ":",
        ),
    ),
    FrameFunction.DEFINITION: (
        (
            r"(?:so |and |but |or )?(?:in other words|that is to say|put (?:another|differently|simply)|put "
            r"another way|said another way"
            r"|simply put|to put it (?:simply|another way|differently|bluntly)|in essence|in plain english|in a "
            r"nutshell|in simple terms"
            r"|basically|essentially|in short|stated differently|said differently|to be precise|to be more "
            r"precise|more precisely"
            r"|more specifically|specifically|so basically|so essentially|technically|in effect)",
            ",",
        ),
        (
            r"(?:and |so )?(?:by (?:that|this) i mean|what i mean(?: by (?:that|this))? is|what (?:that|this"
            r"|i'm saying) (?:<ADV>)"
            r"(?:says|boils down to|amounts to) is)(?: that)?",
            "",
        ),
        (r"what i mean by (?:that|this) is that", ""),
    ),
    FrameFunction.ADDITION: (
        (
            r"(?:also|and also|in addition|moreover|furthermore|additionally|plus|what's more|on top of that|besides"
            r"|and in addition|and by the way|and in fact|and of course|and interestingly|and importantly|and now"
            r"|and actually|and indeed|now also|but also|and most importantly|and more importantly|and remember"
            r"|and then of course"
            r"|and on top of that|not only that|so also)",
            ",",
        ),
        (r"and", ""),
        (
            r"(?:and )?(?:another|the other|one other|the next|one more) (?:<ADV><PRAISE> )?(?:thing|point|part"
            r"|aspect|feature|piece|idea)"
            r"(?: (?:here|to (?:remember|note|notice|keep in mind|know|understand)|about (?:this|that|it)))? is that",
            "",
        ),
        (
            r"(?:and )?it(?:'s| is) also (?:true|the case|worth noting|important to (?:note|know|understand"
            r"|remember)) that",
            "",
        ),
    ),
    FrameFunction.EVIDENCE: (
        (r"(?:so |and |but |now )?(?:today )?we (?:<ADV>)(?:now )?know(?: now)?(?: today)? that", ""),
        (r"(?:so |and |but |now )?we(?:'ve| have) (?:<ADV>)(?:learned|seen|found|discovered) that", ""),
        (r"(?:and |but |so )?the evidence (?:is|shows|suggests|says) that", ""),
        (r"(?:and |but |so )?the data (?:show|shows|suggest|suggests|say|says)(?: us)? that", ""),
        (
            r"(?:and |but |so |now )?it(?:'s| is) (?:now )?(?:well known|clear|well established|been shown"
            r"|known) that",
            "",
        ),
        (
            r"(?:and |but |so |now )?there(?:'s| is) (?:<ADV>)(?:good|strong|excellent|some|a lot of|plenty of"
            r"|growing) evidence that",
            "",
        ),
        (r"(?:and |but |so |now )?it(?:'s| has) been shown that", ""),
    ),
    FrameFunction.RECAP: (
        (
            r"(?:so |and so |and |but |now )?(?:again|overall|in the end|ultimately|in summary|to summarize|to "
            r"summarise|in conclusion"
            r"|to sum up|to recap|all in all|at the end of the day|to review|so again|just to recap|in sum|just "
            r"to summarize"
            r"|when all is said and done|to wrap up|in the final analysis|long story short|to conclude)",
            ",",
        ),
        (
            r"(?:so |and |but )?the (?:bottom line|takeaway|moral|gist|big picture|key takeaway|main takeaway"
            r"|short version|lesson)"
            r"(?: here)? is(?: that)",
            "",
        ),
        (
            r"(?:so |and |but )?(?:what )?we(?:'ve| have) (?:now )?(?:seen|learned|established)(?: so far)?(?: "
            r"here)?(?: is)? that",
            "",
        ),
    ),
    FrameFunction.CLOSING: (
        (
            r"(?:so |and )?(?:the )?(?:one last thing|one final thought|as a final thought|finally|and finally"
            r"|lastly|before we go"
            r"|last but not least|and lastly|one last thought)",
            ",",
        ),
        (
            r"(?:so |and )?(?:i'll |let me )(?:<ADV>)(?:leave you with|end with|finish with|close with) this(?: "
            r"thought)?",
            ":",
        ),
    ),
}
