# Single words that sentences and lists share.
two-sentences = { $first } { $second }
lead-people = { $count ->
    [one] one person
   *[other] { WORD($count) } people
}
lead-several = { $lead } ({ $count })
lead-of-company = { $company } ({ $person })
campaign-none = without a campaign
axis-relevance = relevance
axis-timing = timing
axis-intent = intent
verdict-accepted = accepted
verdict-not-yet = not yet
verdict-rejected = rejected
verdict-open = can't say yet
warmth-warm = warm
warmth-lukewarm = lukewarm
warmth-cold = cold
reason-company = company doesn't fit
reason-person = wrong person
reason-not-a-buyer = student, applicant or supplier
reason-no-need = no need for it
reason-someone-else = chose someone else
reason-known = known already
reason-data = wrong details, or never reached
reason-other = something else
button-save = Save
button-cancel = Cancel
button-close = Close
button-back = Back
language-switch = Speak English with me
error-not-saved = Not saved: that took too long. Please press the button again.
