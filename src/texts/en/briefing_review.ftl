# A draft with colleagues, the owner's message about it, and what nothing comes of.
draft-asks = Draft: two minutes, and it can still change. { $name } asks what you think of it.
draft-open = Draft: two minutes, and it can still change.
draft-posted = This briefing has been posted. Thank you for reading the draft.
draft-closed = This campaign was closed.
draft-you-said = You said:
draft-owner = The owner
draft-answers = { $name } answers:
draft-word = { $opinion }. { $remark }
draft-opinion = { $opinion }.
draft-taken-over = taken over: { $text }
draft-hint = One button; a line is welcome and not needed.
draft-hint-change = You can change it until it is posted.
remark-title = What you think
remark-noted = Noted: { $opinion }.
remark-label = What would make it better?
remark-hint = One line to the campaign's owner, who answers it.
desk-heading = Briefing: { $name }
desk-in-review = The draft is with your colleagues. What they say appears here, without another message.
desk-scheduled = { $count ->
    [1] It is posted on { $at }, in one channel.
   *[other] It is posted on { $at }, in { WORD($count) } channels.
}
desk-held-back = Its time has come, but a page is not complete, so it was not posted. Complete it, then post it.
desk-not-decided = No time is set: it is not posted until you say when.
desk-posted = { $count ->
    [1] It was posted on { $at }, in one channel.
   *[other] It was posted on { $at }, in { WORD($count) } channels.
}
desk-channels = Where:
desk-read-by = Read by { $read } of { $of }.
desk-late = { $days ->
    [1] The first lead came a day before the briefing.
   *[other] The first lead came { WORD($days) } days before the briefing.
}
desk-said = { $name }: { $said }
desk-silent = { $name }: nothing yet
desk-you-answered = Your answer: { $reply }
desk-answer = Answer
desk-change-answer = Change the answer
desk-more = And { $count } more.
desk-post-now = Post now
desk-edit = Edit the briefing
desk-who-has-not = Who has not read it?
desk-all-read = Everybody has read it.
desk-not-read = { $count ->
    [1] One colleague has not read it: { $names }. Only you see this.
   *[other] { CAPITAL(WORD($count)) } colleagues have not read it: { $names }. Only you see this.
}
desk-done = It is posted.
desk-edited = The briefing is brought in line, and its thread says what changed.
desk-unchanged = It stands there already, and nothing has changed.
reply-title = Answer a colleague
reply-kind = What comes of it?
reply-taken-over = Taken over: the briefing says so
reply-not = Not taken over: only they read this
reply-label = Your answer
reply-hint = In a few words, as it is to stand in the briefing: students taken out.
refused-only-the-owner = Only the campaign's owner sees who has not read a briefing.
fault-briefing-incomplete = A page of the briefing is not complete. Complete it, then post it.
fault-briefing-no-channel = Choose a channel in which the briefing is to stand.
fault-briefing-nobody = Nobody of those you chose can be asked now: they are away, or no longer here. Choose somebody else.
fault-briefing-nobody-named = { $names } can't be asked now: away, or no longer here. Choose somebody else.
fault-briefing-past = That moment is past. Choose a later one.
fault-briefing-owed = { $names } said something about the draft and wait for your answer. Answer each in the message about this briefing, then post it.
fault-briefing-owed-one = { $names } said something about the draft and waits for your answer. Answer it in the message about this briefing, then post it.
fault-briefing-stands = The briefing stands in its channel already. Post the edit now: it changes the message that is there.
fault-briefing-closed = This campaign is closed.
fault-briefing-not-shown = This draft was not shown to you.
fault-briefing-posted = The briefing was posted meanwhile. Ask below it with "I have a question".
tell-held-back = The briefing of { $campaign } was to be posted now, but a page of it is not complete, so it was not. Complete it, then post it.
mend-not-found = { $channel } is gone, or private: then somebody in it must type /invite @leadloop there.
mend-deleted = Somebody deleted it there. Sent again, it is posted anew, with its thread.
to-briefing-channel = its channel
tell-where = Where:
