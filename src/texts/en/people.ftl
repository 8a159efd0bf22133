# Leads and campaigns in windows, and the answers to commands.
add-lead-title = Add a lead
add-lead-submit = Add
add-lead-company = Company
add-lead-person = Person
add-lead-job = Role
add-lead-email = E-mail
add-lead-campaign = Campaign
add-lead-campaign-placeholder = Type a campaign's name
add-lead-owner = Whose lead is it?
add-lead-said = What do they want?
add-lead-note = A company, a person or an e-mail is enough.
add-lead-note-own = A company, a person or an e-mail is enough. It becomes yours, and stays out of marketing's numbers.
add-lead-nameless = Please give at least a company, a person or an e-mail.
add-lead-not-an-email = This is not an e-mail address.
add-lead-done = { $lead } is added, and comes in a next round.
add-lead-done-no-owner = { $lead } is added. It belongs to nobody yet, and is asked about when it has an owner.
add-lead-known = { $lead } is known already, and belongs to nobody yet. Nothing was changed.
add-lead-known-owner = { $lead } is known already: { $owner } has it. Nothing was changed.
campaign-title = Add a campaign
campaign-edit-title = Edit campaign
campaign-name = Name
campaign-owner = Owner
campaign-owner-hint = Gets the campaign's numbers first, and may answer in one line.
campaign-goal = Goal in one line
campaign-goal-placeholder = 20 first talks with heads of operations in food
campaign-not-for = Who is it not for?
campaign-not-for-hint = Rejecting these is right.
campaign-contact = First contact by sales
campaign-contact-within = { $days ->
    [0] The same day
    [one] Within 1 working day
   *[other] Within { $days } working days
}
campaign-contact-none = No contact needed
campaign-error-no-name = Please give the campaign a name.
campaign-error-name-taken = Another campaign has this name already.
leads-waiting-title = Waiting leads
leads-none-waiting = No lead waits for a first contact.
leads-and-more = { $count } more. They come up when these are done.
leads-without-owner-title = Leads without owner
leads-of-away-title = Leads to pass on
leads-all-have-owners = Every lead has an owner.
leads-row = { $lead } ({ $campaign }), came in on { $date }
leads-given = { $line }: goes to { $name }
leads-import-owner = { $line }. Owner in the import: { $owner }
leads-passed-on-colleague = { $line }. Passed on: a colleague's, not said whose
leads-passed-on-nobody = { $line }. Passed on: nobody's, as far as the rep knows
leads-passed-on-account-manager = { $line }. Passed on: the company already has an account manager
leads-choose-owner = Choose an owner
leads-campaigns-title = More campaigns
notice-title = leadloop
why-you = Why you were asked, and why not
why-other = Why { $name } was asked, and why not
why-nothing = Nothing is known about it: no round has run yet.
why-asked-on = Asked on { $at }, round of { $loop_name }: { $leads ->
    [one] one lead
   *[other] { WORD($leads) } leads
}, { $answered ->
    [0] none
   *[other] { WORD($answered) }
} answered.
why-these-leads = These leads are yours in the CRM, or were handed over to you in Slack: { $leads }.
why-these-leads-other = These leads belong to them in the CRM, or were handed over in Slack: { $leads }.
why-due-on = The next message is due on { $at } ({ $loop_name }).
why-next-round = The next round of { $loop_name } is on { $date }.
why-no-ripe-leads = No lead of yours is ready to be asked about now.
why-lead = { $lead }: { $why }.
why-lead-ripens = came in a moment ago, and can be asked about from { $date } on
why-lead-rests = "not yet" last time; comes back after { $date }
why-lead-over-the-cap = waits for the next round, because a message has a limit
why-lead-enough = keeps its turn for the next round: enough leads of its campaign are asked about in this one
why-lead-alone = one lead alone waits a round
why-lead-in-open-ask = stands in a message that is still open
why-lead-asked-out = was asked three times, and is not asked again
why-lead-not-reached = was not reached in two rounds, and is not asked again
why-lead-rated = is rated, and done
why-lead-duplicate = is the same as a later lead, which is asked about instead
why-lead-outcome = is over according to the CRM
why-over-the-cap = { $waiting ->
    [one] One more lead waits
   *[other] { CAPITALWORD($waiting) } more leads wait
} for the next round: a message has at most { WORD($cap) }.
why-alone-waits = There is one lead only, and one lead alone waits a round.
why-away = Away.
why-away-until = You are paused until { $date }.
why-loop-paused = { $loop_name } is paused.
why-declined = "Not this time" on { $date }; the leads come back.
why-not-answered = Not answered by { $date }; the leads come back.
why-in-no-loop = In no feedback loop.
why-outsider = A guest or a bot is never asked.
why-deactivated = Deactivated in Slack.
why-other-loop = Another feedback loop asked on that day: one message a day is enough.
why-less-often = At most every four weeks, as chosen.
why-downtime = leadloop was down when the message was due.
why-round-skipped = The round of { $date } was left out.
help-opening = This is what I can do:
help-unknown = I don't know that one. This is what I can do:
help-rate = open the leads you have to rate
help-lead = add a lead
help-why = why you were asked, or not
help-why-other = why a colleague was asked, or not
help-briefing = write a briefing, or go on with one
help-ask-now = ask now, outside the rhythm; at most once a week
help-pause = no messages until a date
help-settings = working days, language, how often
answer-nothing-to-rate = Nothing to rate now.
answer-asked-now = { $people ->
    [one] One person is asked now.
   *[other] { CAPITALWORD($people) } people are asked now.
}
# Somebody is not at work now.
answer-asked-later = { $people ->
    [one] One person is asked in their working hours: { $first }.
   *[other] { CAPITALWORD($people) } people are asked, each in their own working hours; the first { $first }.
}
asked-first-now = now
asked-first-at = on { $moment }, your time
answer-nobody-to-ask = Nobody has a lead to be asked about now.
answer-asked-now-lately = That was done less than a week ago. It can be done once a week.
answer-settings-saved = Your settings are saved.
answer-owner-answer-saved = Saved. Your answer stands in the digest.
answer-loop-paused = Paused. Nobody is asked until you let it go on.
answer-loop-resumed = It goes on with the next round.
answer-round-skipped = The next round is left out. The one after it comes as planned.
refused-only-team-leads = Only the team leads of this loop and admins can do that. Please ask one of them.
refused-only-marketing = Only marketing, team leads and admins can do that. Please ask one of them.
refused-only-admins = Only admins can do that. Please ask one of them.
refused-only-own = You can do that for your own leads and settings only.
refused-only-campaign-owner = Only the campaign's owner and the team leads can see that.
refused-names-are-hidden = This loop shows answers with names to its team leads only.
cannot-round-closed = This round is closed, and its answers can't be changed any more.
cannot-lead-gone = This lead went to somebody else meanwhile. There is nothing left to do.
cannot-already-answered = This is answered already. There is nothing left to do.
cannot-loop-ended = This loop was ended.
cannot-out-of-date = This button is out of date. The Home tab shows how things are now.
cannot-nobody = I don't know this person, or they can't take leads.
cannot-failed = That did not work, and it is our fault. Please try again; nothing was changed.
post-ask = the message with the leads of the round
post-reminder = the reminder
post-owner-numbers = a campaign's numbers
post-digest = the digest
post-digest-details = the digest's thread
post-no-leads = a word about missing leads
post-round-missed = the word that a round was left out
post-loop-started = the word that a loop has started
post-undelivered = a word about a message that did not arrive
mend-invite = Somebody in { $channel } must type /invite @leadloop there.
mend-archived = { $channel } is archived: choose another channel.
mend-restricted = Posting there is restricted: an admin must allow leadloop to post, or choose another channel.
mend-person-gone = This person has left Slack: take them out of the loop, and give their leads an owner.
mend-messages-tab = In the app's settings, "App Home", the Messages tab must be on.
mend-token = The app must be installed again: its token or one of its rights is gone.
tell-no-new-leads = No new leads came in for the round of { $loop_name } on { $date }. If there are any, import them before then; otherwise the round is left out without noise.
tell-empty-rounds = Two rounds of { $loop_name } in a row had no leads to ask about. Are leads still being imported? A loop that isn't needed can be paused on the Home tab.
tell-round-missed = leadloop was down when the round of { $loop_name } on { $date } was due, so that round was left out.
tell-round-missed-next = The leads come in the next one, on { $date }.
tell-loop-started = { $name } set up the feedback loop { $loop_name }: it asks sales about their leads { $cadence }, first on { $first }.
tell-undelivered = Slack refused { $what } for { $to }.
tell-slack-said = Slack's word for it: { $error }.
tell-uncertain = It is not known whether { $what } for { $to } arrived. Please look, and say so here.
to-digest-channel = the loop's channel
post-goes-again = It is sent again.
post-noted = Noted: it arrived.
cannot-post-gone = This was dealt with already. There is nothing left to do.
cannot-loop-paused = This loop is paused. Let it go on first, on the Home tab.
cannot-round-open = This round is still open. Its numbers come when it closes.
cannot-round-begun = This round has begun or is over, so it can't be changed any more.
cannot-round-past = Please choose a date after today.
cannot-round-too-late = That runs into the round of { $date }. Choose an earlier date.
cannot-round-too-early = That runs into the round before it. The first date that fits is { $date }.
cannot-text-missing = Please write a few words.
cannot-text-too-long = Please write at most { $most } characters.
cannot-no-working-day = Please keep at least one working day.
cannot-name-no-rep = Please name one person with @, for example: /leadloop { $command } @name
ask-now-which = You lead several loops. Say which one: /leadloop ask now, and then its name. There are: { $names }.
ask-now-nowhere = There is no running loop in which that can be asked.
why-was-away = { $date }: away, so not asked.
why-enough-were-asked = { $date }: enough leads of these campaigns were asked about, of colleagues.
why-had-no-leads = { $date }: no lead was ready to be asked about.
why-more-leads = { $count } more leads.
why-lead-in-next-ask = it comes in the next round
why-lead-too-old = it came in longer ago than the loop looks back
why-asked = Asked on { $at } for { $loop_name }.
