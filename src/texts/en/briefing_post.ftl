# A briefing in its channel, what stands in its thread, and how its fields are called.
briefing-line = { $heading }: { $text }
briefing-field =
    { $heading }
    { $text }
briefing-by = By { $name }
briefing-first-leads = first leads from { $date }
briefing-until = until { $date }
briefing-for = For
briefing-promise = They were promised
briefing-expect = Expect
briefing-expect-leads = about { $count } leads
briefing-expect-forecast = of ten: { $accepted } accepted; of ten reached: { $warm } warm, { $lukewarm } lukewarm, { $cold } cold
briefing-request = Our request
briefing-contact = { $days ->
    [0] First contact the same day.
    [1] First contact within one working day.
   *[other] First contact within { WORD($days) } working days.
}
briefing-contact-none = No contact needed.
briefing-open-with = Open with: "{ $opening }"
briefing-read-it = I've read it
briefing-question = I have a question
briefing-more = Objections and links
briefing-read-by = Read by { $read } of { $of }
briefing-heard = { $people ->
    [1] After a colleague read the draft: { $changes }
   *[other] After { WORD($people) } colleagues read the draft: { $changes }
}
briefing-closed-heading = Closed: { $name }
briefing-closed = This campaign was closed on { $date }. Its leads are still asked about.
place-mail = e-mail
place-webinar = webinar
place-event = fair or event
place-linkedin = LinkedIn
place-search = search engines
place-website = website
place-social = social media
place-partners = partners
place-print = print or post
place-phone = phone
place-other = elsewhere
field-goal = goal
field-for-whom = for whom
field-not-for = not for
field-promise = what they were promised
field-starts-on = first leads expected on
field-ends-on = ends on
field-places = where it runs
field-expected-leads = number of leads
field-accepted = accepted of ten
field-warm = warm of ten reached
field-cold = cold of ten reached
field-objections = objections and answers
field-first-contact = first contact
field-opening = how to open
field-links = links
field-questions-to = questions to
opinion-would-call = I would call these
opinion-needs-more = I need more
opinion-wrong-audience = Wrong audience
post-briefing = the briefing
post-briefing-thread = a line below the briefing
post-briefing-draft = the draft of the briefing
post-briefing-owner = the message about your briefing
briefing-opening = How to open
briefing-objections = What they will say, and a good answer
briefing-links = Links
briefing-nothing-more = There are no objections or links.
briefing-changed = Changed: { $changes }
briefing-change = { $field }: { $text }
briefing-change-empty = { $field }: taken out
question-asks = { $name } asks:
question-title = Your question
question-submit = Ask
question-label = What do you want to know?
question-hint = It stands below the briefing with your name, and whoever wrote the briefing is told.
question-asked = Your question stands below the briefing.
read-noted-not = Thank you. The count is of colleagues in sales for whom this briefing is; you are not one of them.
