# The ask, what it turns into, the reminder and the record.
ask-introduction = { $name } set this up so that marketing hears which leads were any good. It asks { $cadence } and never on your days off. It is not used to compare colleagues, and there is no figure per person anywhere.
ask-came-in-between = Hi { $name }. { CAPITALWORD($count) } of your leads came in from { $first } to { $last }. How good { $count ->
    [one] was it
   *[other] were they
}? { CAPITAL($estimate) }.
ask-came-in-on = Hi { $name }. { CAPITALWORD($count) } of your leads came in on { $date }. How good { $count ->
    [one] was it
   *[other] were they
}? { CAPITAL($estimate) }.
ask-campaign-line = { CAPITAL($campaign) }: { $leads }
ask-outcomes = What your last answers did.
ask-outcome = You rated { $count ->
    [one] one lead
   *[other] { WORD($count) } leads
} of { $campaign }. { CAPITAL($owner) } answers: "{ $answer }"
ask-outcome-marketing = marketing
ask-new-briefing = New: the briefing of { $campaign }.
ask-read-briefing = Read it
ask-rate = { $count ->
    [one] Rate 1 lead
   *[other] Rate { $count } leads
}
ask-not-this-time = Not this time
ask-menu-pause = Pause me until…
ask-menu-why = Why am I asked?
ask-menu-settings = My settings
ask-until-with-names = Open until { $until } your time. The campaign's owner and your team lead see your answers with your name; channels don't.
ask-until = Open until { $until } your time. Your team lead sees your answers with your name; marketing and channels don't.
ask-text = { $count ->
    [one] One lead
   *[other] { CAPITALWORD($count) } leads
} to rate until { $until }: { $leads }. { CAPITAL($estimate) }.
ask-text-campaign = { $leads } ({ $campaign })
ask-stopped = { $rated } of { $total } rated.
ask-stopped-open = Still open: { $leads }, until { $until }.
ask-go-on = Go on
ask-declined = { $rated ->
    [0] Fine. They come back next round.
   *[other] Fine. What you rated is kept; the rest comes back next round.
}
ask-declined-reason = { $rated ->
    [0] Noted, thank you. They come back next round.
   *[other] Noted, thank you. What you rated is kept; the rest comes back next round.
}
decline-too-early = Too early to say
decline-too-busy = Too busy
decline-not-mine = Not my leads
less-often = Shall I ask less often? Nobody is told what you choose.
less-often-four-weeks = Every four weeks
less-often-pause = Pause
less-often-keep = Keep it
ask-see-below = { $count ->
    [one] One lead of this round is still open: see below.
   *[other] { CAPITALWORD($count) } leads of this round are still open: see below.
}
ask-answered = { $count ->
    [one] One lead rated.
   *[other] { CAPITALWORD($count) } leads rated.
}
ask-closed = { $count ->
    [0] This round is closed.
    [one] This round is closed. One lead comes back next round.
   *[other] This round is closed. { CAPITALWORD($count) } leads come back next round.
}
ask-withdrawn = Nothing is left to rate in this round.
ask-less-often = Fine: at most every four weeks from now on. You can change that in your settings.
ask-kept = Fine: everything stays as it is.
reminder = { $count ->
    [one] One lead is still open: { $leads }.
   *[other] { CAPITALWORD($count) } leads are still open: { $leads }.
} { CAPITAL($estimate) }, until { $until }. This is the only reminder.
record-heading = { $count ->
    [0] Nothing rated this round, { $date }. Thank you.
    [one] One lead rated, { $date }. Thank you.
   *[other] { CAPITALWORD($count) } leads rated, { $date }. Thank you.
}
record-line = { $lead }: { $outcome }.
record-line-detail = { $line } { $detail }
record-levels = { CAPITAL($levels) }
record-levels-warmth = { CAPITAL($levels) }: { $warmth }
record-level = { $axis } { $level }
record-rejected = rejected ({ $reason })
record-no-contact = no contact yet
record-verdict-no-contact = { $verdict }, no contact yet
record-comes-back = { $line }. Comes back next round
record-passed-to = { $lead }: passed on to { $name }
record-passed-on = { $lead }: passed on
record-open = { $lead }: not answered
record-withdrawn = { $lead }: no longer asked about
record-this-round = This round:
record-this-round-counts = { $rated ->
    [one] 1 lead
   *[other] { $rated } leads
} rated by { WORD($people) } of you.
record-fits-better = { $name } fits better: { $of }, was { $before }.
record-fits-worse = { $name } fits less well: { $of }, was { $before }.
record-change = Change an answer
record-add-lead = Add a missing lead
record-changes-until = Changes until the digest on { $date } go into it; later ones into the next.
record-changes-next = Changes from now on go into the next digest.
