# The briefing form, the list of unfinished briefings, and campaigns that are closed or merged.
brief-title-promise = 1 · The promise
brief-title-expectation = 2 · What to expect
brief-title-request = 3 · What we ask of sales
brief-title-preview = 4 · Preview
brief-next = Next
brief-stop = Stop for now
brief-back = Back
brief-campaign = Campaign
brief-campaign-new = New campaign
brief-campaign-hint = Choosing one that is there shows what is known of it.
brief-campaign-name = Name of the new campaign
brief-is-posted = This briefing is posted. What you change here is posted at the end, with a line that says what changed.
brief-goal = Goal in one line
brief-for-whom = Who is it for?
brief-not-for = Who is it not for?
brief-promise = What do we promise them? What have they seen or got?
brief-starts-on = First leads expected on
brief-ends-on = Ends on
brief-places = Where it runs
brief-expected-leads = About how many leads?
brief-accepted = Out of ten leads, how many will sales accept?
brief-accepted-hint = Sales sees it beside what was found. A later change is said with its date.
brief-warm = Out of ten reached, how many warm?
brief-cold = … and how many cold?
brief-cold-hint = The rest is lukewarm.
brief-objections = What will they say, and what is a good answer?
brief-objections-hint = One a line: too expensive → …
brief-first-contact = First contact within
brief-contact-days = { $days ->
    [0] The same day
    [one] 1 working day
   *[other] { $days } working days
}
brief-opening = How to open
brief-links = Links
brief-links-hint = One a line, each beginning with https://
brief-questions-to = Questions to
brief-theirs = { $name } changed this briefing while you were writing:
brief-theirs-somebody = Somebody changed this briefing while you were writing:
brief-theirs-empty = (empty)
brief-theirs-what-now = Nothing of yours is lost: it stands below. "Next" saves it over theirs where you changed the same field.
brief-changed-field = { CAPITAL($field) }:
brief-fault-missing = Please fill this in.
brief-fault-no-date = Please choose a date.
brief-fault-no-number = Please choose a number for all three.
brief-fault-nobody = Please choose somebody.
brief-fault-ends-before-start = That is before the first leads are expected.
brief-fault-too-many = That is more than can be stored here.
brief-fault-over-ten = Warm and cold are more than ten together.
brief-fault-no-https = Every line must be an address that begins with https://
brief-preview-note = This is how it will be posted, with its buttons.
brief-ready = Done
brief-when = When is it posted?
brief-when-review = Ask a few colleagues first (recommended)
brief-when-now = Post now
brief-when-at = Post on…
brief-when-not-yet = Not for now: keep the draft
brief-reviewers = Which colleagues?
brief-reviewers-hint = Two or three of sales. You see what they say, and owe each an answer.
brief-at = Date and time
brief-channels = Channels
brief-channels-hint = leadloop must be in the channel.
brief-changes = What changes in the post:
brief-changes-note = The post is edited, and one line in its thread says what changed.
brief-no-change = It says the same as the post. There is nothing to post.
brief-post-change = Post the change
brief-done-review = { $asked ->
    [one] One colleague gets the draft. You hear here what they say.
   *[other] { CAPITALWORD($asked) } colleagues get the draft. You hear here what they say.
}
brief-done-left-out = Not asked, for they are away or gone: { $names }.
brief-done-posted = { $channels ->
    [one] The briefing goes to the channel now.
   *[other] The briefing goes to { WORD($channels) } channels now.
}
brief-done-kept = It stays a draft. Say when it is to be posted whenever you like.
brief-done-scheduled = The briefing is posted on { $date }.
brief-done-edited = The post is edited: { $fields }.
briefs-title = Briefings
briefs-unfinished = These are not posted yet:
briefs-line = { $name }: { $state }
briefs-state-draft = being written
briefs-state-ready = ready to be posted
briefs-state-in-review = with colleagues
briefs-go-on = Go on
briefs-new = Write another one
campaign-is-draft = An import brought this name, and nobody has completed it. Say whose it is and what it is for, write its briefing, or merge it into the campaign that it is another spelling of.
campaign-is-closed = This campaign is closed. Its leads are still asked about.
campaign-in-briefing = Goal, who it is not for, and the first contact stand in the briefing. Change them there: then those who read it hear of it.
campaign-modal-write = Write briefing
campaign-modal-edit = Edit briefing
campaign-merge = Merge into…
campaign-close = Close campaign
campaign-close-sure = Close this campaign?
campaign-close-means = Its briefing is marked as closed, and one that was not posted stays unposted. Leads that are there are still asked about.
campaign-reopen = Open again
merge-title = Merge campaigns
merge-intro = Is "{ $name }" another spelling of a campaign that is there already?
merge-into = Merge it into
merge-placeholder = Choose a campaign
merge-no-other = There is no other campaign to merge this one into.
merge-submit = Merge
merge-leads = { $leads ->
    [0] No lead moves
    [one] One lead moves
   *[other] { $leads } leads move
} to "{ $into }", { $answers ->
    [0] and there are no answers yet.
    [one] with the one answer on them.
   *[other] with the { $answers } answers on them.
}
merge-in-both = { $count ->
    [one] One of them is in both. It is asked about once, and no answer is lost.
   *[other] { $count } of them are in both. They are asked about once, and no answer is lost.
}
merge-briefing-draft = The briefing of "{ $from }" is marked as closed where it stands. What it says becomes a draft for "{ $into }": post it there, with its forecast.
merge-briefing-closed = The briefing of "{ $from }" is marked as closed where it stands; that of "{ $into }" stays.
merge-later = A later import of "{ $from }" goes to "{ $into }".
merge-for-good = This can't be undone. What digests have said stays as it was said.
merge-done = "{ $from }" is part of "{ $into }" now. Both names lead there.
