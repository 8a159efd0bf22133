# Wat er terugkomt: verwacht tegenover gevonden, wat marketing verandert, en wie dat hoort.
forecast-was = {" "}(was { $was })
forecast-was-until = { $of_ten } tot { $date }
forecast-accepted = Geaccepteerd: marketing verwachtte { $expected } van de 10{ $was }, gevonden { $accepted } van de { $decided } met een oordeel.
forecast-accepted-too-few = Geaccepteerd: marketing verwachtte { $expected } van de 10{ $was }; te weinig oordelen om ernaast te leggen.
forecast-warmth-expected = van tien bereikte leads { $warm } warm{ $was_warm }, { $lukewarm } lauw, { $cold } koud{ $was_cold }
forecast-warmth = verwacht { $expected }; gevonden { $found }
forecast-warmth-too-few = verwacht { $expected }; te weinig om ernaast te leggen
forecast-late = { CAPITAL($campaign) }: eerste lead { $days ->
    [one] 1 dag
   *[other] { $days } dagen
} vóór de briefing.
results-expected = verwacht
results-found = gevonden
results-chart-warmth = Warmte van de { $count } bereikte leads
results-waiting = { $count ->
    [one] Eén lead wacht
   *[other] { CAPITALWORD($count) } leads wachten
} langer op een eerste contact dan de campagne vraagt.
results-question = Wat ga je veranderen?
results-change = Wat marketing verandert:
results-change-done = { $answer } { $done }
results-done-on = Gedaan op { $date }.
results-mark-done = Het is gedaan
owner-question-published = Wat ga je veranderen? Je antwoord komt in het volgende overzicht en in de thread van de campagne. De collega's van wie je een antwoord aanvinkt, horen het ook.
owner-tick-reason = { CAPITAL($reason) } ({ $count })
owner-modal-reasons = Welke afwijsredenen leidden ertoe?
owner-modal-comments = Welke opmerkingen leidden ertoe?
owner-modal-more-comments = Meer opmerkingen
owner-modal-ticks-hint = De collega's van wie je een antwoord aanvinkt, horen wat je verandert. Niemand anders komt te weten wie dat zijn.
answer-owner-answer-shown = Opgeslagen. Je antwoord staat bij de cijfers van de campagne en in het volgende overzicht.
cannot-newer-numbers = De cijfers van de volgende ronde zijn er al: antwoord daarop.
cannot-not-answered = Zeg eerst wat je gaat veranderen; daarna kun je zeggen dat het gedaan is.
ask-outcome-said = Over { $campaign } zei je: { $said }. { CAPITAL($owner) } antwoordt: "{ $answer }"
you-said-heading = Dit zei je → dit deden we: { $campaign }
you-said-opening = Dit zei je
you-said-of = { $lead }: { $said }
you-said-no-longer = Het antwoord hieronder rust niet meer op wat je zei.
you-said-does = { CAPITAL($owner) } antwoordt:
you-said-later = Je krijgt dit omdat het rust op wat je zelf zei; niemand anders komt dat te weten. Als het gedaan is, staat dat hier.
you-said-private = Je krijgt dit omdat het rust op wat je zelf zei; niemand anders komt dat te weten.
digest-expected-few = { $campaign }: verwacht { $expected } van de 10{ $was }, gevonden { $accepted } van de { $decided }; onder de tien oordelen, dus dat zegt nog niets.
digest-warmth-differs = { $campaign }: verwacht { $expected } van tien bereikte leads warm{ $was }, gevonden { $warm } van de { $known }.
digest-done = { CAPITAL($campaign) }: "{ $what }" Gedaan op { $date }.
digest-promised = { CAPITAL($campaign) }: "{ $what }" Nog niet gedaan.
digest-open-answers = Open: { $campaigns }, { $count ->
    [one] antwoord
   *[other] antwoorden
} uiterlijk { $date }.
digest-unanswered = Voor { $campaigns } is nog niet gezegd wat er uit de vorige ronde volgt. Eén zin is genoeg.
nothing-came-back = Sales heeft in de laatste twee rondes van { $loop_name } leads beoordeeld en er niets over teruggehoord. Wat ga je veranderen? Eén zin is genoeg; die staat in het volgende bericht aan wie heeft geantwoord.
nothing-came-back-campaign = { CAPITAL($campaign) }: { $rated ->
    [one] één lead
   *[other] { WORD($rated) } leads
} beoordeeld in de laatste ronde.
nothing-came-back-owner = Eigenaar kiezen
post-results = de resultaten van een campagne in de thread van de briefing
post-you-said = wat er met antwoorden van een collega is gedaan
post-nothing-came-back = een vraag aan marketing
