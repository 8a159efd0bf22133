# Setting up a loop, the preview, and changes to a loop.
setup-title = Set up a feedback loop
setup-edit-title = Edit feedback loop
setup-preview = Preview
setup-purpose = leadloop asks sales how good their leads were, in a fixed rhythm and a quarter of a minute a lead. You see who will be asked before anything is saved.
setup-name = Name
setup-name-placeholder = Benelux
setup-reps = Sales: who is asked
setup-group = … or user groups, each a team
setup-group-placeholder = Type a group's name
setup-group-hint = Whoever joins or leaves a group joins or leaves the loop. Next you can say who leads each team.
setup-team-leads = Team leads: who get the digest with what is open
setup-marketing = Marketing: who bring leads in and own campaigns
setup-cadence = How often
setup-cadence-choice = { CAPITAL($cadence) }
setup-first = First round on
setup-first-hint = Rounds are counted from this date.
setup-time = Time
setup-time-hint = In each person's own time zone.
setup-window = Time to answer
setup-working-days = { $days } working days
setup-zone = Home time zone
setup-zone-placeholder = Type a city
setup-country = Public holidays
setup-country-hint = No asks and no digest on these days. Who keeps others sets them under "My settings".
setup-country-none = None
setup-zone-hint = The digest goes out at 09:00 here, on the next working day after a round has closed.
setup-digest-channel = Channel for the digest
setup-digest-channel-hint = Without names of people. In every channel, public or private, somebody must invite leadloop first: /invite @leadloop. Without a channel only the team leads get it.
setup-briefing-channel = Channel for briefs
setup-language = Language in channels
setup-customer = Who is our customer, in one line
setup-customer-placeholder = Food producers, 50–500 people, NL and BE
setup-customer-hint = Stands beside the question about relevance. Leave it empty until the two teams agree.
setup-goal = Accepted leads this quarter, set by both teams
setup-goal-hint = A number. The digest shows how far you are.
setup-days-back = At the start, ask about leads of the last
setup-days-back-choice = { $days ->
    [0] New leads only
   *[other] { $days } days
}
setup-per-ask = Most leads in one message
setup-per-ask-choice = { $leads } leads
setup-names = May campaign owners see answers with names?
setup-names-yes = Yes, with names
setup-names-no = No, team leads only
setup-names-hint = Sales is told in the first message. Channels never show names.
setup-error-no-name = Please give the loop a name.
setup-error-name-taken = Another loop has this name already.
setup-error-no-reps = Please name at least one person, or a user group.
setup-error-no-team-lead = Please name at least one team lead: somebody must read the digest.
setup-error-first-passed = This date has passed.
setup-error-first-not-in-cadence = This date is not one of the rhythm you chose. Choose another date or another rhythm.
setup-error-window-too-long = This leaves less than two days to the next round. Choose fewer days, or a slower rhythm.
setup-error-window-range = Please choose 3 to 10 working days.
setup-error-no-zone = Please choose a time zone from the list.
setup-error-goal = Please type a whole number from 1 on.
setup-error-not-readable = Something in this form could not be read. Please close it and open it again.
setup-error-not-in-channel = leadloop is not in this channel. Somebody in it must type /invite @leadloop first.
setup-error-group = One of these user groups could not be read. Choose another, or name people one by one.
setup-error-too-many-groups = A loop takes ten user groups at most. For more, set up another loop.
error-edited = Somebody else changed this meanwhile. Please close this window and open it again.
preview-teams = Teams.
preview-teams-hint = A team's own lead gets the digest with what is open in their team alone; the loop's team leads get one over all teams. Without a lead of its own, a team is theirs. Who is in two groups counts for the first.
preview-team = { $reps ->
    [0] Who leads { $team }? (nobody is in it)
    [one] Who leads { $team }? (1 person)
   *[other] Who leads { $team }? ({ $reps } people)
}
preview-title = Before you save
preview-rhythm = Asks { $cadence }. The first can be answered until { $deadline }; its digest goes out on { $digest }.
preview-next = The next rounds:
preview-at-weekend = { $moment } (a weekend: most are asked on the next working day)
preview-on-holiday = { $moment } (a public holiday: asked on the next working day)
preview-asked = { $people ->
    [0] In the first round nobody is asked.
    [one] In the first round one person is asked about { $leads } leads in all:
   *[other] In the first round { $people } people are asked about { $leads } leads in all:
}
preview-asked-line = { $name }: { $count ->
    [one] 1 lead
   *[other] { $count } leads
}
preview-not-asked = Not asked, as things are now:
preview-not-asked-line = { $name }: { $why }
preview-not-asked-many = { $count ->
    [one] 1 person, { $why }: { $names }
   *[other] { $count } people, { $why }: { $names }
}
preview-why-no-leads = no lead that counts for this loop
preview-why-all-done = all their leads are done
preview-why-open-ask = their leads stand in an ask that is open
preview-why-resting = their leads rest, marketing keeps in touch
preview-why-none-ripe = no lead that is ripe by then
preview-why-one-lead = one lead only, which waits a round
preview-why-enough-asked = enough leads of their campaigns are asked of others
preview-why-away = away
preview-why-unknown = not known to leadloop yet
preview-why-outsider = a guest or a bot
preview-why-deactivated = deactivated in Slack
preview-why-other-loop = asked by another loop on that day
preview-without-owner = { $count ->
    [one] One lead has no owner in this loop yet; you can give it one on the Home tab.
   *[other] { CAPITALWORD($count) } leads have no owner in this loop yet; you can give them one on the Home tab.
}
preview-nothing-sent = Nothing has been sent or saved yet.
shift-title = Move the next round
shift-now = The next round is on { $date }.
shift-to = Move it to
shift-hint = Only this round moves; the rhythm stays.
shift-error = The round can't be moved there: the date has passed, or runs into the round after it.
end-title = End this loop
end-submit = End it for good
end-text = Nobody is asked any more, and nothing is posted. Ratings and digests are kept. An ended loop can't be started again; to stop for a while, pause it.
loop-edit = Edit
loop-skip-next = Leave the next round out
loop-shift-next = Move the next round
loop-pause = Pause
loop-resume = Go on
loop-end = End for good
