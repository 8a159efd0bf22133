# Wat er wacht, campagnes in een lijst, en pagina's van lijsten.
page-before = Terug
page-after = Nog { $count }
campaigns-all = Alle { $count } campagnes
listed-state-draft = concept
listed-state-running = loopt
listed-state-closed = gesloten
listed-campaign = { $name } ({ $state }, { $owner }): { $leads ->
    [0] geen leads
    [one] één lead
   *[other] { $leads } leads
}{ $leads ->
    [0] {""}
   *[other] , { $rated } beoordeeld
}. { $briefing }
listed-briefing-none = Geen briefing.
listed-briefing-draft = Briefing: concept.
listed-briefing-with-colleagues = Briefing: bij collega's.
listed-briefing-read = { $of ->
    [0] Briefing geplaatst.
   *[other] Briefing gelezen door { $read } van { $of }.
}
listed-briefing-closed = Briefing: gesloten.
listed-judged = Een 4 of 5: { $relevance_word } { $relevance } ({ $trend }), { $timing_word } { $timing }, { $intent_word } { $intent }.
listed-before = eerder: { $before }
listed-better = was { $before }: beter
listed-worse = was { $before }: minder
listed-complete = Aanvullen
listed-write-briefing = Briefing schrijven
listed-go-on-writing = Verder schrijven
listed-edit-briefing = Briefing wijzigen
listed-new-briefing = Nieuwe briefing
todo-answer = { $campaign }: de cijfers van de ronde zijn er. Wat ga je veranderen?
todo-answer-button = Antwoorden
todo-reply = { $campaign }: { $count ->
    [one] een collega las het concept en wacht op een reactie.
   *[other] { WORD($count) } collega's lazen het concept en wachten op een reactie.
}
todo-reply-button = Reageren
todo-briefing = { $campaign }: { $leads ->
    [one] er kwam één lead
   *[other] er kwamen { WORD($leads) } leads
}, en sales heeft geen briefing.
todo-finish = { $campaign }: de briefing is nog niet af.
todo-complete = { $campaign } kwam mee met een import en mist een eigenaar of een doel.
todo-more = { $count ->
    [one] Er wacht nog één ding.
   *[other] Er wachten nog { WORD($count) } dingen.
}
home-answers = Je laatste antwoorden, { $date }
home-unread = { $campaign }: { $goal }
home-unread-title = Briefings die je nog niet las
home-read-it = Lezen
home-unread-all = { $count ->
    [one] Nog één briefing
   *[other] Nog { WORD($count) } briefings
}
home-heard-title = Wat er met je antwoorden gebeurde
home-heard = { $campaign }: { $owner } antwoordt "{ $answer }"
home-heard-done = { $campaign }: { $owner } antwoordt "{ $answer }" Gedaan op { $date }.
home-round-leads = { $line } { $rated ->
    [0] Nog geen
   *[other] { CAPITALWORD($rated) }
} van { $leads ->
    [one] één lead
   *[other] { WORD($leads) } leads
} beoordeeld.
home-waiting = { $count ->
    [one] Eén lead wacht op eerste contact.
   *[other] { CAPITALWORD($count) } leads wachten op eerste contact.
}
home-trend = { $rounds ->
    [one] Een 4 of 5, in procenten, op { $first }
   *[other] Een 4 of 5, in procenten, { WORD($rounds) } rondes van { $first } tot { $last }
}
home-trend-axis = { CAPITAL($axis) }: { $values }
home-loops-all = Alle { $count } feedbackloops
unread-title = Ongelezen briefings
unread-none = Je hebt elke briefing gelezen.
