"""Regular expressions of whole sentences of English discourse by function; `<NAME>` is a macro of `frame_grammar`."""

from pipelines.models import FrameFunction

SENTENCES: dict[FrameFunction, tuple[str, ...]] = {
    FrameFunction.HOOK: (
        r"(?:just )?(?:imagine|picture|consider) this(?:<MOMENT>)?",
        r"(?:let me|i'll|let's) (?:start|begin|open) with (?:a|an|one) (?:<ADV>(?:small|simple|quick|little|big"
        r"|basic) )?"
        r"(?:question|puzzle|mystery|riddle|challenge|thought experiment|thought)",
        r"i (?:want|would like|'d like|wanna) to (?:start|begin|open) with (?:a|an|one) (?:(?:small|simple"
        r"|quick|little) )?"
        r"(?:question|puzzle|mystery|riddle|challenge|thought experiment|thought)",
        r"(?:let me|i want to|i'd like to) ask you (?:something|this|a question|a (?:quick|simple) question)",
        r"here's (?:a|an|one) (?:<ADV>(?:<PRAISE>|simple|quick|small|little) )?"
        r"(?:question|puzzle|mystery|riddle|challenge|thought|puzzler|fact)(?: for you)?",
        r"(?:you|we) (?:probably |may |might )?already know more about this than (?:you|we) think",
        r"(?:it's|there's|this is) (?:a|one) (?:<ADV><PRAISE> )?(?:mystery|puzzle|paradox)",
    ),
    FrameFunction.QUESTION: (
        r"what(?: does|do) (?:<THIS>|any of it) <ADV>(?:mean|tell us|tell you|look like)"
        r"(?: for us| in practice| exactly)?",
        r"what(?:'s| is| was) (?:<ADV>)(?:going on|happening|the (?:answer|catch|trick|idea|point|deal|reason"
        r"|big deal|story|big idea|explanation|secret|key))(?: here| there)?",
        r"what is it <ADV>(?:that )?(?:going on|happening)(?: here)?",
        r"what(?:'s| is) <ADV>going on(?: here| there)?(?: then)?",
        r"what do (?:i|we) (?:<ADV>)mean by (?:that|this)",
        r"what (?:<ADV>)(?:happens|happened|comes|is) (?:next|then|now|here)",
        r"what would you <ADV>(?:expect|guess|think)(?: to see| to happen| to find)?",
        r"what do you <ADV>(?:think|notice|see|expect)(?: happens| will happen| would happen| happened)?(?: "
        r"here| next)?",
        r"(?:what|how) (?:can|could|do|should|would|might) (?:we|you) (?:<ADV>)(?:do|go) (?:about|with) (?:this"
        r"|that|it)",
        r"what (?:can|could|do|should|would) (?:we|you) <ADV>(?:learn|conclude|make of (?:this|that|it))"
        r"(?: here| now| then| next| from (?:this|that))?",
        r"why(?: not| so| though| exactly| is (?:that|this)| would (?:that|this) be| might (?:that|this) be|'s "
        r"that)?",
        r"why (?:does|do|would|should|did) (?:<THIS>|you|we|anyone|anybody|i) <ADV>"
        r"(?:matter|happen|work|care|care about (?:this|that)|make sense|help|mention (?:this|that)|bring "
        r"(?:this|that) up|say (?:this|that))"
        r"(?: to (?:us|you|anyone))?",
        r"why is (?:<THIS>) <ADV>(?:<PRAISE>|true|so|the case|relevant|a big deal)",
        r"how(?: does| do| did| would| could| can) <THIS> <ADV>(?:work|happen|be|help|relate|come about|make "
        r"sense|go)"
        r"(?: in practice| exactly)?",
        r"how (?:is|was|could) (?:this|that) <ADV>(?:possible|be|so|the case)",
        r"how (?:do|can|could|would|should|might) (?:we|you) (?:<ADV>)(?:do|tell|explain|understand|make sense of"
        r"|think about|figure out|picture|see) (?:this|that|it|all this|all of this)",
        r"how so",
        r"(?:does|did) (?:that|this) make(?: any)? sense",
        r"is (?:that|this|it) <ADV>(?:the whole story|surprising)",
        r"(?:that )?sounds (?:simple|easy|reasonable|strange|weird|crazy|familiar|obvious)(?: right| "
        r"enough)?",
        r"(?:makes sense|simple|easy|strange|weird|crazy|pretty cool|amazing|interesting|obvious|surprising) right",
        r"where (?:does|do|did) (?:this|that|it|all this|all of this|we) (?:all )?(?:come from|leave us|go from "
        r"here|start"
        r"|begin|stand)",
        r"what could (?:possibly )?go wrong",
        r"what (?:else|about that|if|then|now|gives|changed|makes the difference)",
    ),
    FrameFunction.ANSWER: (
        r"(?:the|my|an) (?:(?:short|honest|simple|quick|real|basic|surprising) )?answer (?:is|turns out to be) <ADV>"
        r"(?:simple|straightforward|surprising|easy|this|interesting|subtle|not obvious|beautiful|no surprise)",
        r"here's (?:the|my|one) (?:<ADV>(?:short|honest|simple|quick|real|basic|surprising) )?(?:answer|reason"
        r"|explanation)",
        r"here's (?:why|how|how it works|how (?:that|this) works|what happens|what happened|what's going on"
        r"|what is going on|what we know|what's happening|what i think is going on)",
        r"(?:let me|i'll|let's) (?:<ADV>)(?:try to |try and )?explain(?: (?:why|how|that|this|it|myself|what i "
        r"mean))?",
        r"(?:it|that|this)(?:'s| is) <ADV>(?:simple|straightforward|easy)(?: really| enough)?",
        r"i'll tell you(?: why| how| what)?",
        r"that's (?:a|an) <ADV>(?:good|great|excellent|fair|reasonable|natural|<PRAISE>) question",
        r"good question",
        r"glad you asked",
    ),
    FrameFunction.SIGNPOST: (
        r"let's <ADV>(?:slow down|back up|step back|take a step back|dig in|dive in|dive into (?:this|that|it)"
        r"|get started"
        r"|begin|start|keep going|move on|go on|continue|pause(?: here| there)?"
        r"|break (?:this|that|it|things) down|unpack (?:this|that|it)|take a (?:closer |quick )?look(?: at "
        r"(?:this|that|it))?"
        r"|look at (?:this|that|it)(?: more closely| in more detail| a little closer)?|look (?:closer|more closely)"
        r"|see (?:why|how|what happens|how (?:this|that|it) works|what (?:this|that) means|if we can|where "
        r"(?:this|that) goes)"
        r"|start (?:simple|with the basics|from the beginning|at the beginning|with something simple|from "
        r"scratch|there|here)"
        r"|be (?:<ADV>)(?:clear|precise|honest|careful|specific)(?: about (?:this|that|it))?|get into it|get to "
        r"it|do it"
        r"|go (?:through|over) (?:this|that|it)(?: (?:slowly|step by step|one by one|together))?|zoom (?:in|out)"
        r"|think (?:this|that|it) through|think (?:this|that|it) through together|take (?:this|that|it) "
        r"(?:slowly|step by step"
        r"|one step at a time)|go back(?: to the beginning)?|try(?: it)?|talk about (?:that|this|it)|figure "
        r"(?:this|that) out)"
        r"(?:<MOMENT>)?(?: together)?(?: here| now| then)?",
        r"(?:stay|bear|stick) with me(?: here|<MOMENT>)?",
        r"first things first",
        r"hold on(?:<MOMENT>)?",
        r"let's <ADV>(?:think|talk) about (?:this|that|it)(?:<MOMENT>)",
        r"here's the (?:idea|plan|setup|set up|basic idea|big picture|key idea|general idea|rough idea"
        r"|background|context)",
        r"(?:that|this) brings (?:us|me) to (?:the|our|my) (?:next|key|main|central|real|important|big) "
        r"(?:point|question|idea|topic|thing|part)",
        r"let me (?:give you|start with|provide) (?:a|some|the|a bit of|a little|a little bit of) (?:sense"
        r"|context|background"
        r"|intuition|perspective|big picture|bit of context|bit of background)",
        r"let me <ADV>(?:be (?:<ADV>)(?:clear|precise|specific|more specific|more precise|honest)|back up|step "
        r"back|take a step back"
        r"|slow down|start (?:there|at the beginning|from the beginning)|put (?:it|this|that) (?:another|a "
        r"different) way"
        r"|say (?:that|this|it) again|rephrase(?: that)?|clarify(?: that)?|unpack (?:that|this)|break (?:that"
        r"|this|it) down)"
        r"(?:<MOMENT>)?",
        r"so far so good",
        r"(?:this|here) is where (?:we|things) (?:start|begin)",
        r"one step at a time",
        r"step by step",
    ),
    FrameFunction.EMPHASIS: (
        r"(?:this|that|it)(?:'s| is) <ADV>(?:(?:a |an |the )(?:<ADV>)<PRAISE> (?:thing|part|bit|fact"
        r"|insight"
        r"|deal|piece|detail)|<PRAISE>)(?: here)?"
        r"(?: to (?:understand|know|remember|realise|realize|keep in mind|recognise|recognize))?",
        r"(?:this|that) is where (?:it|things|this|the story|it all) (?:<ADV>)(?:gets?|becomes?|starts? (?:to "
        r"get|getting)) "
        r"(?:<ADV>)(?:<PRAISE>|complicated|messy|good|better|worse)",
        r"(?:and )?(?:here's|here is|this is) (?:the|where the) (?:<ADV>)<PRAISE> (?:<POINT>|part|bit|idea"
        r"|trick)(?: here)?",
        r"here's the (?:<NOUN>)(?: that (?:got|gets|surprised|surprises|amazed|amazes|blew|matters)(?: "
        r"me)?)?(?: though)?",
        r"(?:this|that|it) (?:<ADV>)matters(?: a lot)?",
        r"(?:that|this)(?:'s| is) the (?:whole |main |real |key |big )?(?:point|idea|key|trick|insight|takeaway"
        r"|beauty of it)(?: here)?",
        r"(?:that|this|it)(?:'s| is) not (?:a small thing|nothing|an accident|a coincidence|a small difference"
        r"|obvious"
        r"|something to take lightly|trivial|a joke|magic|an exaggeration)",
        r"(?:just )?(?:think|stop and think) about (?:that|this|it)(?:<MOMENT>)?",
        r"let (?:that|this|it) (?:sit|sink in|sink|settle|land)(?:<MOMENT>)?",
        r"(?:that|this|which) is (?:<ADV>)(?:a |the )?(?:<ADV>)(?:mind blowing|big deal|mind boggling|worth "
        r"(?:pausing|remembering"
        r"|noticing|repeating|thinking about)(?: on| over)?)(?:<MOMENT>)?",
        r"once you (?:see|notice) (?:it|this|that) you can't (?:unsee|stop seeing|not see) it",
        r"(?:please |just )?(?:keep|bear) (?:that|this|it) in mind",
        r"(?:please )?(?:remember|don't forget) (?:that|this|it)",
        r"(?:i|we) (?:can't|cannot) (?:stress|emphasize|emphasise|overstate) (?:this|that|it)(?: enough)?",
        r"(?:let me|i want to|i really want to) (?:<ADV>)(?:emphasize|emphasise|stress|repeat|underline"
        r"|highlight) (?:this|that|it)",
        r"(?:pay|play) (?:close )?attention(?: to (?:this|that))?",
        r"isn't (?:that|this|it) (?:<ADV>)(?:<PRAISE>)",
        r"(?:let me )?say (?:that|this) again(?: slowly)?",
        r"how (?:<PRAISE>) is (?:that|this)",
        r"(?:that|this|it) (?:blew|blows) my mind",
        r"(?:that|this|it) (?:still )?(?:surprised|surprises|amazes|amazed|fascinates) me",
        r"and it's (?:just |all )?(?:that|this) simple",
        r"it's as simple as that",
    ),
    FrameFunction.CONTRAST: (
        r"but (?:there's|there is|here's|here is|here comes) (?:just |only )?(?:a|an|the|one|another) "
        r"(?:<ADV>(?:<PRAISE>|small|little|slight|real) )?"
        r"(?:catch|problem|twist|subtlety|snag|question|difference|complication|caveat|thing|puzzle|paradox|rub"
        r"|trouble)",
        r"(?:here's|there's) (?:a|the|one) (?:<ADV>(?:<PRAISE>|small|little|slight|real) )?(?:catch|twist|snag"
        r"|rub|caveat)",
        r"but (?:that|this|it)(?:'s| is| was)(?: not|n't) (?:<ADV>)(?:the (?:whole|full|entire) (?:story"
        r"|picture|answer)"
        r"|all|the end of (?:the story|it)|the (?:interesting|surprising|strange|best|whole|only) part)",
        r"but (?:look|wait|hold on)(?:<MOMENT>)?",
        r"but it's (?:<ADV>)(?:more|not) (?:complicated|subtle|interesting|complex)(?: than that)?",
        r"but (?:that|this) is where (?:it|things) gets? (?:<ADV>)(?:<PRAISE>|complicated|messy)",
        r"(?:and |but )?you'd think (?:that|this) would be the end of (?:it|the story)",
    ),
    FrameFunction.CONSEQUENCE: (
        r"(?:and )?(?:that|this|it) changes everything(?: downstream)?",
        r"(?:and )?here's what (?:that|this|it) means",
        r"(?:and )?(?:that|this) has (?:<PRAISE> )?(?:consequences|implications)",
        r"(?:and )?(?:that|this) is (?:what|why) (?:matters|it matters|this matters)",
        r"(?:so )?follow the thread",
        r"(?:and )?(?:that|this|it) makes (?:all the|a (?:big|huge)) difference",
        r"(?:and )?(?:that|this|it) (?:explains (?:it|everything|a lot))",
    ),
    FrameFunction.EXAMPLE: (
        r"(?:here's|here is|let me give (?:you )?|let's take|let's look at|let's consider|take|consider|i'll give you"
        r"|let's do|let's try|let's start with|i want to give you|let's see|let's work through) ?(?:a|an|one"
        r"|another|just one"
        r"|some|the|a couple of|a few) (?:<ADV>(?:<PRAISE>|simple|concrete|quick|good|great|classic|real"
        r"|specific|little|small"
        r"|particular|famous|nice|basic|first|more concrete|extreme|trivial) ?)*(?:examples?|case|instance)"
        r"(?: of (?:this|that|what i mean))?",
        r"let me give you (?:a|an|one|another) (?:<ADV>(?:simple|concrete|quick|good|great|real"
        r"|specific) )?(?:one|analogy|example)",
        r"let(?:'s| me) make (?:this|that|it) (?:a (?:bit|little bit|little) )?(?:<ADV>)(?:more )?(?:concrete"
        r"|specific|real|tangible)",
        r"to (?:make|see) (?:this|that|it) (?:more )?(?:concrete|clear|concretely)",
    ),
    FrameFunction.DEFINITION: (
        r"(?:here's|this is|let me (?:explain|say|tell you|be clear about)|i'll explain) what i mean(?: by "
        r"(?:that|this))?"
        r"(?: here)?",
        r"(?:a )?(?:quick|brief|short) (?:word|note) (?:on|about) (?:the )?(?:jargon|terminology|terms|language"
        r"|words)",
        r"(?:and )?that's all (?:the word|it|that|this|the term) (?:<ADV>)means",
        r"let(?:'s| me) (?:<ADV>)define (?:this|that|it|(?:some|our|my|the) terms|what (?:that|this) means)(?: "
        r"first)?",
        r"let(?:'s| me) (?:<ADV>)put (?:it|this|that) (?:in plain (?:english|words|language)|simply|in simple terms)",
        r"let(?:'s| me) (?:<ADV>)put a name to (?:it|this|that)",
    ),
    FrameFunction.ADDITION: (
        r"(?:and |but )(?:that|this|it)(?:'s| is)(?: not|n't) (?:even )?(?:all|the only (?:thing|problem|reason"
        r"|one|difference))",
        r"(?:and |but )?there(?:'s| is) (?:<ADV>)(?:more|one more(?: thing| piece| point| twist)?|something else"
        r"|another (?:<ADV><PRAISE> )?(?:thing|piece|part|point|twist|side to this|reason|layer|angle|problem|way))"
        r"(?: (?:here|to (?:it|this|the story)|to (?:notice|know|mention|consider)))?",
        r"(?:and |but |then )?(?:it|this) (?:<ADV>)gets (?:<ADV>)(?:better|worse|stranger|weirder|more "
        r"(?:<PRAISE>)|deeper)"
        r"(?: than that)?",
        r"(?:and |but )?here's (?:another|the other|one more|the next|the second) (?:<PRAISE> )?<NOUN>(?: here)?",
        r"(?:and )?what(?:'s| is) more",
    ),
    FrameFunction.EVIDENCE: (
        r"(?:so |but |and )?how (?:do|did|can|could|would) (?:we|you|i|they|scientists|people) "
        r"(?:even )?(?:<ADV>)(?:know(?: any of)?(?: this| that"
        r"| it)?(?: is true)?|test (?:this|that|it)|check(?: this| that| it)?|prove (?:this|that|it)|be "
        r"(?:so )?sure)",
        r"(?:now )?(?:don't|you don't have to) (?:just )?take my word for (?:it|this|that)",
        r"(?:here's|what's|what is|where's|so what's) (?:the|some) (?:evidence|proof|data)(?: for (?:this|that|it))?",
        r"let's (?:<ADV>)(?:look at|see|check|consider|turn to) (?:the|some|what the) (?:evidence|data|numbers"
        r"|facts|research)"
        r"(?: says?| shows?)?",
        r"(?:you|we) can (?:<ADV>)(?:check|test|measure|verify|see) (?:this|that|it)(?: (?:for|by) (?:yourself"
        r"|ourselves))?",
        r"(?:is there|do we have) (?:any )?(?:evidence|proof|data)(?: for (?:this|that|it))?",
    ),
    FrameFunction.RECAP: (
        r"(?:let's|let me|to|i'll|so let's) (?:<ADV>)(?:recap|summarize|summarise|sum up|sum it up|sum (?:this"
        r"|that) up|review"
        r"|wrap up|put (?:it|this|that) all together|bring (?:it|this|that) all together|pull (?:it|this|that) "
        r"together"
        r"|put (?:this|that|it|these|those) together|recap (?:that|this|what we've (?:learned|seen|covered|done"
        r"|got)))"
        r"(?: (?:quickly|briefly|then|here))?",
        r"(?:so )?(?:now )?we can (?:<ADV>)put (?:it|this|that|all this|all of this|everything) "
        r"(?:all )?together(?: now)?",
        r"let's (?:<ADV>)(?:go|come) back to (?:where we (?:started|began|were)|the (?:beginning|start|original "
        r"question"
        r"|big picture|main (?:point|question|idea)))",
        r"(?:so )?(?:one|two|three|four|five|a few|a couple of) (?:things|points|ideas) to (?:keep|remember"
        r"|take away|hold on to)"
        r"(?: in mind)?",
        r"(?:so )?(?:what|what then) (?:have|did) we (?:<ADV>)(?:learn|learned|seen|see|covered|got|shown|found)"
        r"(?: (?:here|so far|today))?",
        r"(?:so )?where does (?:that|this|all this) leave us",
        r"(?:if you|you can) (?:forget|remember) (?:everything else|nothing else|only one thing)(?: but| just)? "
        r"(?:keep|remember|take|hold on to) (?:that one|this one|that|this|this one thing)",
        r"(?:so )?(?:that's|here's) (?:the|a) (?:<ADV>)(?:summary|short version|recap|big picture|takeaway"
        r"|whole story|whole idea"
        r"|bottom line|basic idea|key takeaway|gist(?: of it)?)",
        r"(?:so )?(?:that's|this is) (?:the|our) (?:whole )?(?:story|picture|idea)",
    ),
    FrameFunction.CLOSING: (
        r"(?:and )?that(?:'s| is) (?:it|all|all i have|all we have|all i've got|a wrap)(?: for (?:today|now"
        r"|tonight|this one"
        r"|this time))?",
        r"(?:and |so )?(?:thanks|thank you)(?: (?:so|very) much)? for (?:watching|listening|your (?:attention|time)"
        r"|being here|learning with me)",
        r"(?:and |so )?(?:i'll )?see you (?:all )?(?:next time|soon|again soon|in the next one|there)",
        r"until (?:next time|then)",
        r"(?:take care(?: of (?:yourself|yourselves|each other))?|good luck|stay curious|keep (?:learning|going"
        r"|thinking"
        r"|exploring|asking questions)|good night|goodbye)",
        r"(?:and )?(?:with|on) that (?:note )?(?:i'll|we'll) (?:stop|leave it there|end|finish)(?: here)?",
        r"(?:and )?(?:i'll|let's|i will) (?:leave (?:it|you) (?:there|with that)|stop (?:there|here)|end "
        r"(?:there|here))",
    ),
}
