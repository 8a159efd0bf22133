# A campaign owner's numbers, the digest and its thread.
figure-none = –
figure-too-few = too few
figure-high-of = { $high } of { $n }
figure-first-round = first round
figure-since-start = since start { $of }
figure-reason = { $reason } { $count }
figure-reason-all-of = { $reason } { $count } (all { $campaign })
figure-reasons = { $reasons }.
figure-campaign = { $rated } rated: { $accepted } accepted, { $not_yet } not yet, { $rejected } rejected, { $open } can't say yet.
figure-axes = Rated 4 or 5: { $axes }.
figure-axis = { $axis } { $of }
figure-axis-before = { $axis } { $of } (before: { $before })
quote = "{ $text }"
owner-heading = { $campaign }: { $loop_name }, round { $number }
owner-warmth = Warmth: { $warmth }.
owner-too-few = { $count ->
    [one] One lead was rated: too few to show by itself.
   *[other] { CAPITALWORD($count) } leads were rated: too few answers or too few people to show by themselves.
}
owner-question = What will you change? Your answer in one line stands in the digest that goes out on { $at }.
owner-answer = Answer in one line
owner-change-answer = Change the answer
owner-your-answer = Your answer:
owner-modal-title = Your answer
owner-modal-question = What will you change?
owner-modal-hint = One line. Everybody who reads the digest sees it.
headline-fits-better = { $name } fits better.
headline-fits-worse = { $name } fits less well.
headline-draws = { $name } draws many rejections for one reason: { $reason }.
headline-wait = { $count ->
    [one] One lead waits for a first contact.
   *[other] { CAPITALWORD($count) } leads wait for a first contact.
}
headline-first-round = The next rounds are compared with this one.
headline-extra-round = An extra round: no other round is compared with it.
headline-nothing-new = Much the same as last time.
digest-round = { $loop_name }, round { $number }
digest-round-of = { $loop_name }, round { $number } (leads of { $span })
digest-heading = { $round }: { $accepted } accepted
digest-heading-before = { $round }: { $accepted } accepted, { $before } last time
digest-nothing-new = { $asked ->
    [0] Nobody was asked about a lead in this round.
   *[other] Nothing new: { $asked ->
        [one] one lead was asked about and not rated. It comes
       *[other] { WORD($asked) } leads were asked about and none was rated. They come
    } back next round.
}
digest-only-follow-ups = Nothing new to judge: this round asked what became of accepted leads.
digest-none-rated = Nothing new: { $asked ->
    [one] one lead was asked about and not rated.
   *[other] { WORD($asked) } leads were asked about and none was rated.
}
digest-goal = Goal for this quarter, set by both teams: { $accepted } of { $goal } accepted leads.
digest-for-you = For you
digest-for-you-in = For you, in { $teams }
digest-to-do = To do
digest-todo-first-contact = { $waiting ->
    [one] One lead has had no contact
   *[other] { CAPITALWORD($waiting) } leads have had no contact
}, { $in_time ->
    [0] { $waiting ->
        [one] longer than its campaign asks for
       *[other] all longer than their campaigns ask for
    }
   *[other] { WORD($too_long) } of them longer than the campaign asks for
}. Oldest: { $oldest ->
    [one] 1 working day
   *[other] { $oldest } working days
}.
digest-see-waiting = { $count ->
    [one] See it
   *[other] See the { WORD($count) }
}
digest-todo-away = { $count ->
    [one] One lead of a colleague who is away waits.
   *[other] { CAPITALWORD($count) } leads of colleagues who are away wait.
}
digest-todo-away-until = { $count ->
    [one] One lead of a colleague who is away until { $date } waits.
   *[other] { CAPITALWORD($count) } leads of a colleague who is away until { $date } wait.
}
digest-pass-on = Pass them on
digest-todo-without-owner = { $count ->
    [one] One lead belongs to nobody.
   *[other] { CAPITALWORD($count) } leads belong to nobody.
}
digest-give-owner = { $count ->
    [one] Give it an owner
   *[other] Give them an owner
}
digest-basis = How much this rests on:
digest-basis-leads = { $came_in } leads came in, { $asked } were asked about, { $rated } rated, { $decided } got a verdict.
digest-basis-people = { $asked ->
    [one] One person
   *[other] { CAPITALWORD($asked) } people
} asked, { $answered ->
    [0] none
   *[other] { WORD($answered) }
} answered{ $away ->
    [0] {""}
   *[other] ; { WORD($away) } away
}.
digest-sampled = { $campaign }: { $asked } of { $leads } leads were asked about, which is enough to know; the others keep their turn.
digest-sampled-more = { $count ->
    [one] The same holds for one more campaign.
   *[other] The same holds for { $count } more campaigns.
}
digest-open = Open: { $open }.
digest-open-of = { $name } ({ $count })
digest-open-in-teams = { $count ->
    [one] One open lead is with the team's own team lead: { $teams }.
   *[other] { CAPITALWORD($count) } open leads are with the teams' own team leads: { $teams }.
}
digest-teams = Team by team
digest-your-teams = { $count ->
    [one] Your team
   *[other] Your teams
}
digest-team-line = { $team }: { $answered } of { $asked } people answered, { $rated } leads rated: { $accepted } accepted, { $not_yet } not yet, { $rejected } rejected, { $open } can't say yet.{ $waiting ->
    [0] {""}
    [one] {" "}One lead waits for a first contact.
   *[other] {" "}{ CAPITALWORD($waiting) } leads wait for a first contact.
}
digest-teams-shown = { $shown } of { $teams } { $teams ->
    [one] team
   *[other] teams
} shown: counts need four people in a team, and answers from three.
digest-chart-verdicts = What became of the leads
digest-table-caption = Ratings per campaign, round { $number }
digest-campaign-line = { CAPITAL($name) }: { $figures }
digest-other-campaigns = { $count ->
    [one] One other campaign: { $rated } rated; too few answers or people to show by itself.
   *[other] { CAPITALWORD($count) } other campaigns: { $rated } rated; too few answers or people to show by themselves.
}
digest-campaigns-too-few = { $count ->
    [one] One campaign: { $rated } rated; too few answers or people to show by itself.
   *[other] { CAPITALWORD($count) } campaigns: { $rated } rated; too few answers or people to show them one by one.
}
digest-more-campaigns = { $count ->
    [one] One more campaign.
   *[other] { CAPITALWORD($count) } more campaigns.
}
digest-more-leads = { $count } more
digest-show = Show
digest-why-rejected = Why rejected ({ $count }):
digest-disagree = Where the teams disagree:
digest-expected-differs = { $campaign }: marketing expected { $expected } of 10 accepted{ $was }, sales accepted { $accepted } of { $decided } with a verdict.
digest-expected-agreed = { $campaign }: expected { $expected } of 10{ $was }, found { $accepted } of { $decided }: agreed.
digest-trend = Rated 4 or 5, per cent, last { WORD($rounds) } rounds
digest-trend-line = { $date }: relevance { $relevance }, timing { $timing }, intent { $intent }
digest-trend-left-out = { $count ->
    [one] One round is left out of the line: it has under ten answers, or fewer than three people, on an axis.
   *[other] { CAPITALWORD($count) } rounds are left out of the line: they have under ten answers, or fewer than three people, on an axis.
}
digest-list = Rated this round
digest-listed = { $lead } ({ $campaign }): { $outcome }
digest-said-done = You said → we did
digest-owner-answer = { CAPITAL($campaign) }, marketing answers: "{ $answer }"
digest-more-answers = { $count ->
    [one] One more answer is not done yet, or was done since the last digest.
   *[other] { CAPITALWORD($count) } more answers are not done yet, or were done since the last digest.
}
digest-without-briefing = Campaigns without a briefing: { $count }.
digest-late = Late answers counted from round { $round }: { $count }.
digest-changed = Answers of round { $round } changed after its digest: { $count }.
digest-asked-out = { $count ->
    [one] One lead was asked three times without a verdict and is not asked again.
   *[other] { CAPITALWORD($count) } leads were asked three times without a verdict and are not asked again.
}
digest-not-reached = { $count ->
    [one] One lead was not reached in two rounds and is not asked again.
   *[other] { CAPITALWORD($count) } leads were not reached in two rounds and are not asked again.
}
digest-downtime = leadloop was down when some people were to be asked; their messages were left out.
digest-export = Everything as CSV
digest-definitions = What these words mean
column-campaign = campaign
column-rated = rated
column-relevance = relevance 4–5
column-before = before
column-timing = timing 4–5
column-intent = intent 4–5
details-comments = What sales wrote, without names
details-comment = { CAPITAL($campaign) }: "{ $text }"
details-more-comments = { $count ->
    [one] 1 more comment
   *[other] { $count } more comments
}
rest-comments = More comments
rest-none = There are no more.
ratings-see = See the ratings
ratings-title = Ratings with names
ratings-what-for = The names are for you alone: to ask somebody what was meant, not to compare people.
ratings-lead = { $lead }, { $rep }
ratings-lead-of = { $lead } ({ $campaign }), { $rep }
ratings-none = Nothing was rated here.
details-warmth = How warm they were, of those reached
details-warmth-of = { CAPITAL($campaign) }: { $warmth }
figure-warmth = of { $known } reached { $warm } warm, { $lukewarm } lukewarm, { $cold } cold
details-waiting = Waiting for a first contact, longest first
details-waiting-lead = { $lead } ({ $campaign }), { $days ->
    [one] 1 working day
   *[other] { $days } working days
}
details-waiting-owner = { $line }: { $owner }
definitions-title = What these words mean
definitions-accepted = Accepted: sales takes the lead on. Not yet: marketing keeps in touch, and it comes back once after 60 days. Rejected: not for us, with a reason. Can't say yet: asked again, and counted in no share.
definitions-axes = Relevance: our kind of customer, and does this person decide? Timing: is now the moment? Intent: how much do they want this? Each from 1 to 5; "12 of 17" means that 12 of the 17 that could be judged got a 4 or 5.
definitions-warmth = Warm: timing and intent both 4 or 5. Cold: either is 1, or both at most 2. Lukewarm: everything between.
definitions-first-contact = First contact: spoken, written to and fro, or met. A newsletter doesn't count.
definitions-limits = A campaign, a reason and a share are shown from three answers of three people. A change is called one from ten answers on both sides. There is no figure per person.
export-title = Everything as CSV
export-who = Whoever runs leadloop for you writes the file: ask them for "leadloop export". Slack is not the place for a file with everybody's leads.
export-what = It holds every rating, lead and round, with the ids of your CRM, so that they can be written back there. Reps go by a pseudonym, unless the feedback loop announces names.
