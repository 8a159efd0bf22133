# What waits, campaigns in a list, and pages of lists.
page-before = Back
page-after = { $count } more
campaigns-all = All { $count } campaigns
listed-state-draft = draft
listed-state-running = running
listed-state-closed = closed
listed-campaign = { $name } ({ $state }, { $owner }): { $leads ->
    [0] no leads
    [one] one lead
   *[other] { $leads } leads
}{ $leads ->
    [0] {""}
   *[other] , { $rated } rated
}. { $briefing }
listed-briefing-none = No briefing.
listed-briefing-draft = Briefing: draft.
listed-briefing-with-colleagues = Briefing: with colleagues.
listed-briefing-read = { $of ->
    [0] Briefing posted.
   *[other] Briefing read by { $read } of { $of }.
}
listed-briefing-closed = Briefing: closed.
listed-judged = Rated 4 or 5: { $relevance_word } { $relevance } ({ $trend }), { $timing_word } { $timing }, { $intent_word } { $intent }.
listed-before = before: { $before }
listed-better = was { $before }: better
listed-worse = was { $before }: worse
listed-complete = Complete it
listed-write-briefing = Write briefing
listed-go-on-writing = Go on writing
listed-edit-briefing = Edit briefing
listed-new-briefing = New briefing
todo-answer = { $campaign }: the round's numbers are in. What will you change?
todo-answer-button = Answer
todo-reply = { $campaign }: { $count ->
    [one] a colleague read the draft and waits for a reply.
   *[other] { WORD($count) } colleagues read the draft and wait for a reply.
}
todo-reply-button = Reply
todo-briefing = { $campaign }: { $leads ->
    [one] one lead came
   *[other] { WORD($leads) } leads came
}, and sales has no briefing.
todo-finish = { $campaign }: its briefing is not finished.
todo-complete = { $campaign } came with an import and lacks an owner or a goal.
todo-more = { $count ->
    [one] One more thing waits.
   *[other] { CAPITALWORD($count) } more things wait.
}
home-answers = Your last answers, { $date }
home-unread = { $campaign }: { $goal }
home-unread-title = Briefings you haven't read
home-read-it = Read it
home-unread-all = { $count ->
    [one] One more briefing
   *[other] { CAPITALWORD($count) } more briefings
}
home-heard-title = What came of your answers
home-heard = { $campaign }: { $owner } answers "{ $answer }"
home-heard-done = { $campaign }: { $owner } answers "{ $answer }" Done on { $date }.
home-round-leads = { $line } { $rated ->
    [0] None
   *[other] { CAPITALWORD($rated) }
} of { $leads ->
    [one] one lead
   *[other] { WORD($leads) } leads
} rated.
home-waiting = { $count ->
    [one] One lead waits for a first contact.
   *[other] { CAPITALWORD($count) } leads wait for a first contact.
}
home-trend = { $rounds ->
    [one] Rated 4 or 5, per cent, on { $first }
   *[other] Rated 4 or 5, per cent, { WORD($rounds) } rounds from { $first } to { $last }
}
home-trend-axis = { CAPITAL($axis) }: { $values }
home-loops-all = All { $count } feedback loops
unread-title = Unread briefings
unread-none = You have read every briefing.
