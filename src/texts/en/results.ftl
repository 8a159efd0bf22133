# Results that come home: expected against found, what marketing changes, and those who hear it.
forecast-was = {" "}(was { $was })
forecast-was-until = { $of_ten } until { $date }
forecast-accepted = Accepted: marketing expected { $expected } of 10{ $was }, found { $accepted } of { $decided } with a verdict.
forecast-accepted-too-few = Accepted: marketing expected { $expected } of 10{ $was }; too few verdicts to hold against it.
forecast-warmth-expected = of ten reached { $warm } warm{ $was_warm }, { $lukewarm } lukewarm, { $cold } cold{ $was_cold }
forecast-warmth = expected { $expected }; found { $found }
forecast-warmth-too-few = expected { $expected }; too few to hold against it
forecast-late = { CAPITAL($campaign) }: first lead { $days ->
    [one] 1 day
   *[other] { $days } days
} before the briefing.
results-expected = expected
results-found = found
results-chart-warmth = Warmth of the { $count } reached
results-waiting = { $count ->
    [one] One lead waits
   *[other] { CAPITALWORD($count) } leads wait
} for a first contact longer than the campaign asks for.
results-question = What will you change?
results-change = What marketing changes:
results-change-done = { $answer } { $done }
results-done-on = Done on { $date }.
results-mark-done = It is done
owner-question-published = What will you change? Your answer goes to the next digest, into the campaign's thread, and to those whose answers led to it.
owner-tick-reason = { CAPITAL($reason) } ({ $count })
owner-modal-reasons = Which reasons led to it?
owner-modal-comments = Which comments led to it?
owner-modal-more-comments = More comments
owner-modal-ticks-hint = Those whose answers you tick hear what you change, and nobody else learns who they are.
answer-owner-answer-shown = Saved. Your answer stands in the campaign's numbers and in the next digest.
cannot-newer-numbers = The numbers of the next round are out already: please answer those.
cannot-not-answered = First say what you will change; then you can say that it is done.
ask-outcome-said = Of { $campaign } you said: { $said }. { CAPITAL($owner) } answers: "{ $answer }"
you-said-heading = You said → we did: { $campaign }
you-said-opening = You said
you-said-of = { $lead }: { $said }
you-said-no-longer = The answer below no longer rests on what you said.
you-said-does = { CAPITAL($owner) } answers:
you-said-later = You get this because it rests on what you said yourself; nobody else learns that. When it is done, it says so here.
you-said-private = You get this because it rests on what you said yourself; nobody else learns that.
digest-expected-few = { $campaign }: expected { $expected } of 10{ $was }, found { $accepted } of { $decided }; under ten verdicts, so nothing is called by it.
digest-warmth-differs = { $campaign }: expected { $expected } of ten reached warm{ $was }, found { $warm } of { $known }.
digest-done = { CAPITAL($campaign) }: "{ $what }" Done on { $date }.
digest-promised = { CAPITAL($campaign) }: "{ $what }" Not done yet.
digest-open-answers = Open: { $campaigns }, { $count ->
    [one] answer
   *[other] answers
} due { $date }.
digest-unanswered = What follows from the last round has not been said yet for { $campaigns }. One line is enough.
nothing-came-back = Sales rated leads in the last two rounds of { $loop_name } and heard nothing back. What will you change? One line is enough; it stands in the next message to those who answered.
nothing-came-back-campaign = { CAPITAL($campaign) }: { $rated ->
    [one] one lead
   *[other] { WORD($rated) } leads
} rated in the last round.
nothing-came-back-owner = Name an owner
post-results = a campaign's results in the thread of its briefing
post-you-said = what came of a rep's answers
post-nothing-came-back = a question to marketing
