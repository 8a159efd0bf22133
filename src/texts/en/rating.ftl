# The rating window.
rating-title = Lead { $position } of { $total }
rating-edit-title = Change answer
rating-save-and-next = Save and next
rating-save-and-finish = Save and finish
rating-stop = Stop for now
rating-saved = Saved: { $lead }.
rating-one-question-more = One question more.
rating-newer = This lead was answered elsewhere meanwhile; this is the newer answer.
rating-people = { $size } people
rating-who = { $facts }.
rating-nothing-known = Nothing more is known about this lead.
rating-others = { $count ->
    [one] And one more from { $company }: { $names }.
   *[other] And { WORD($count) } more from { $company }: { $names }.
}
rating-open-in-crm = Open in CRM
rating-activity = { $activity } on { $date }, { $days ->
    [0] today
    [one] yesterday
   *[other] { $days } days ago
}.
rating-came-in = Came in on { $date }, { $days ->
    [0] today
    [one] yesterday
   *[other] { $days } days ago
}.
rating-wrote = Wrote: "{ $message }"
rating-campaign = { $name }.
rating-no-campaign = This lead has no campaign.
rating-goal = Goal: { $goal }.
rating-not-for = Not for: { $not_for }.
rating-see-briefing = See briefing
rating-not-mine = Not my lead
rating-skip = Skip for now
rating-follow-up = What has happened so far?
rating-follow-up-hint = A newsletter doesn't count.
rating-from-crm = From your CRM.
rating-relevance = Relevance: our kind of customer, and does this person decide?
rating-our-customer = Our customer: { $line }.
rating-timing = Timing: is now the moment?
rating-intent = Intent: how much do they want this?
rating-verdict = What next?
rating-others-label = The same company
rating-same-for-others = { $count ->
    [one] Same for the other one
   *[other] Same for the other { WORD($count) }
}
rating-reason = Why not?
rating-comment = Anything marketing should know?
rating-comment-placeholder = What did they say? Their own words help most.
rating-comment-needed = A few words, please: what was it?
rating-seen-with-name = Seen with your name by the campaign's owner and your team lead. Quoted in channels without it.
rating-seen-by-lead = Seen with your name by your team lead only. Marketing sees it without your name, and so do channels.
rating-done-title = Done
rating-done = Done, thank you. { $count ->
    [one] One older lead is waiting; it may wait.
   *[other] { CAPITALWORD($count) } older leads are waiting; they may wait.
}
rating-more = Rate { $count } more
briefing-title = Briefing
briefing-goal = Goal
briefing-not-for = Not for
briefing-none = No briefing for this campaign yet.
briefing-owner = Questions to { $owner }.
pass-on-title = Not my lead
pass-on-submit = Pass on
pass-on-to = Whose lead is it?
pass-on-choose = Choose a colleague
pass-on-whose = As far as you know, it is
pass-on-colleague = A colleague's
pass-on-nobody = Nobody's, as far as I know
pass-on-account-manager = The company already has an account manager
pass-on-cannot = This person can't take leads. Please name another colleague, or none.
