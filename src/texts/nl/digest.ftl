# De cijfers voor een campagne-eigenaar, het overzicht en de thread daaronder.
figure-none = –
figure-too-few = te weinig
figure-high-of = { $high } van { $n }
figure-first-round = eerste ronde
figure-since-start = sinds de start { $of }
figure-reason = { $reason } { $count }
figure-reason-all-of = { $reason } { $count } (allemaal { $campaign })
figure-reasons = { $reasons }.
figure-campaign = { $rated } beoordeeld: { $accepted } geaccepteerd, { $not_yet } nog niet, { $rejected } afgewezen, { $open } nog niet te zeggen.
figure-axes = Een 4 of 5: { $axes }.
figure-axis = { $axis } { $of }
figure-axis-before = { $axis } { $of } (eerder: { $before })
quote = "{ $text }"
owner-heading = { $campaign }: { $loop_name }, ronde { $number }
owner-warmth = Warmte: { $warmth }.
owner-too-few = { $count ->
    [one] Er is één lead beoordeeld: te weinig om apart te laten zien.
   *[other] Er zijn { WORD($count) } leads beoordeeld: te weinig antwoorden of te weinig mensen om ze apart te laten zien.
}
owner-question = Wat ga je veranderen? Je antwoord in één zin staat in het overzicht van { $at }.
owner-answer = In één zin antwoorden
owner-change-answer = Antwoord wijzigen
owner-your-answer = Je antwoord:
owner-modal-title = Je antwoord
owner-modal-question = Wat ga je veranderen?
owner-modal-hint = Eén zin. Iedereen die het overzicht leest, ziet het.
headline-fits-better = { $name } past beter.
headline-fits-worse = { $name } past minder goed.
headline-draws = { $name } krijgt veel afwijzingen om één reden: { $reason }.
headline-wait = { $count ->
    [one] Eén lead wacht op een eerste contact.
   *[other] { CAPITALWORD($count) } leads wachten op een eerste contact.
}
headline-first-round = De volgende rondes worden met deze vergeleken.
headline-extra-round = Een extra ronde: er wordt geen andere ronde mee vergeleken.
headline-nothing-new = Ongeveer hetzelfde als de vorige keer.
digest-round = { $loop_name }, ronde { $number }
digest-round-of = { $loop_name }, ronde { $number } (leads van { $span })
digest-heading = { $round }: { $accepted } geaccepteerd
digest-heading-before = { $round }: { $accepted } geaccepteerd, vorige keer { $before }
digest-nothing-new = { $asked ->
    [0] Deze ronde is er niemand naar een lead gevraagd.
   *[other] Niets nieuws: naar { $asked ->
        [one] één lead is gevraagd, en die is niet beoordeeld. Hij schuift
       *[other] { WORD($asked) } leads is gevraagd, en er is er geen beoordeeld. Ze schuiven
    } door naar de volgende ronde.
}
digest-only-follow-ups = Niets nieuws te beoordelen: deze ronde vroeg wat er van geaccepteerde leads is geworden.
digest-none-rated = Niets nieuws: naar { $asked ->
    [one] één lead is gevraagd, en die is niet beoordeeld.
   *[other] { WORD($asked) } leads is gevraagd, en er is er geen beoordeeld.
}
digest-goal = Doel van dit kwartaal, door beide teams gesteld: { $accepted } van { $goal } geaccepteerde leads.
digest-for-you = Voor jou
digest-for-you-in = Voor jou, in { $teams }
digest-to-do = Te doen
digest-todo-first-contact = { $waiting ->
    [one] Eén lead wacht op een eerste contact
   *[other] { CAPITALWORD($waiting) } leads wachten op een eerste contact
}, { $in_time ->
    [0] { $waiting ->
        [one] langer dan de campagne vraagt
       *[other] allemaal langer dan hun campagne vraagt
    }
   *[other] waarvan { WORD($too_long) } langer dan de campagne vraagt
}. De oudste: { $oldest ->
    [one] 1 werkdag
   *[other] { $oldest } werkdagen
}.
digest-see-waiting = { $count ->
    [one] Bekijk hem
   *[other] Bekijk ze alle { WORD($count) }
}
digest-todo-away = { $count ->
    [one] Eén lead van een collega die weg is, wacht.
   *[other] { CAPITALWORD($count) } leads van collega's die weg zijn, wachten.
}
digest-todo-away-until = { $count ->
    [one] Eén lead van een collega die tot { $date } weg is, wacht.
   *[other] { CAPITALWORD($count) } leads van een collega die tot { $date } weg is, wachten.
}
digest-pass-on = Doorgeven
digest-todo-without-owner = { $count ->
    [one] Eén lead is van niemand.
   *[other] { CAPITALWORD($count) } leads zijn van niemand.
}
digest-give-owner = { $count ->
    [one] Geef een eigenaar
   *[other] Geef ze een eigenaar
}
digest-basis = Waar dit op rust:
digest-basis-leads = Er kwamen { $came_in } leads binnen, naar { $asked } is gevraagd, { $rated } zijn beoordeeld, { $decided } kregen een oordeel.
digest-basis-people = { $asked ->
    [one] Eén verzoek
   *[other] { CAPITALWORD($asked) } verzoeken
}, { WORD($answered) } beantwoord{ $away ->
    [0] {""}
    [one] ; { WORD($away) } collega is weg
   *[other] ; { WORD($away) } collega's zijn weg
}.
digest-sampled = { $campaign }: naar { $asked } van de { $leads } leads is gevraagd, dat is genoeg om het te weten; de andere houden hun beurt.
digest-sampled-more = { $count ->
    [one] Dat geldt ook voor nog één campagne.
   *[other] Dat geldt ook voor nog { $count } campagnes.
}
digest-open = Nog open: { $open }.
digest-open-of = { $name } ({ $count })
digest-open-in-teams = { $count ->
    [one] Eén open lead ligt bij de teamleider van het team zelf: { $teams }.
   *[other] { CAPITALWORD($count) } open leads liggen bij de teamleiders van de teams zelf: { $teams }.
}
digest-teams = Per team
digest-your-teams = { $count ->
    [one] Jouw team
   *[other] Jouw teams
}
digest-team-line = { $team }: { $answered } van { $asked } personen antwoordden, { $rated } leads beoordeeld: { $accepted } geaccepteerd, { $not_yet } nog niet, { $rejected } afgewezen, { $open } nog niet te zeggen.{ $waiting ->
    [0] {""}
    [one] {" "}Eén lead wacht op een eerste contact.
   *[other] {" "}{ CAPITALWORD($waiting) } leads wachten op een eerste contact.
}
digest-teams-shown = { $shown } van { $teams } { $teams ->
    [one] team
   *[other] teams
} getoond: cijfers vragen vier mensen in een team, en antwoorden van drie.
digest-chart-verdicts = Wat er van de leads werd
digest-table-caption = Beoordelingen per campagne, ronde { $number }
digest-campaign-line = { CAPITAL($name) }: { $figures }
digest-other-campaigns = { $count ->
    [one] Eén andere campagne: { $rated } beoordeeld; te weinig antwoorden of mensen om apart te laten zien.
   *[other] { CAPITALWORD($count) } andere campagnes: { $rated } beoordeeld; te weinig antwoorden of mensen om apart te laten zien.
}
digest-campaigns-too-few = { $count ->
    [one] Eén campagne: { $rated } beoordeeld; te weinig antwoorden of mensen om apart te laten zien.
   *[other] { CAPITALWORD($count) } campagnes: { $rated } beoordeeld; te weinig antwoorden of mensen om ze apart te laten zien.
}
digest-more-campaigns = { $count ->
    [one] Nog één campagne.
   *[other] Nog { WORD($count) } campagnes.
}
digest-more-leads = Nog { $count }
digest-show = Bekijken
digest-why-rejected = Waarom afgewezen ({ $count }):
digest-disagree = Waar de teams verschillen:
digest-expected-differs = { $campaign }: marketing verwachtte { $expected } van de 10 geaccepteerd{ $was }, sales accepteerde { $accepted } van de { $decided } met een oordeel.
digest-expected-agreed = { $campaign }: verwacht { $expected } van de 10{ $was }, gevonden { $accepted } van de { $decided }: eens.
digest-trend = Een 4 of 5, in procenten, { WORD($rounds) } rondes
digest-trend-line = { $date }: relevantie { $relevance }, timing { $timing }, intentie { $intent }
digest-trend-left-out = { $count ->
    [one] Eén ronde staat niet in de lijn: er zijn minder dan tien antwoorden, of minder dan drie mensen, op een van de vragen.
   *[other] { CAPITALWORD($count) } rondes staan niet in de lijn: er zijn minder dan tien antwoorden, of minder dan drie mensen, op een van de vragen.
}
digest-list = Deze ronde beoordeeld
digest-listed = { $lead } ({ $campaign }): { $outcome }
digest-said-done = Dit zei je → dit deden we
digest-owner-answer = { CAPITAL($campaign) }, marketing antwoordt: "{ $answer }"
digest-more-answers = { $count ->
    [one] Nog één antwoord is niet gedaan, of gedaan sinds het vorige overzicht.
   *[other] Nog { WORD($count) } antwoorden zijn niet gedaan, of gedaan sinds het vorige overzicht.
}
digest-without-briefing = Campagnes zonder briefing: { $count }.
digest-late = Na sluiting beantwoord en hier meegeteld uit ronde { $round }: { $count }.
digest-changed = Antwoorden uit ronde { $round } die na dat overzicht zijn gewijzigd: { $count }.
digest-asked-out = { $count ->
    [one] Eén lead is drie keer gevraagd zonder oordeel en wordt niet meer gevraagd.
   *[other] { CAPITALWORD($count) } leads zijn drie keer gevraagd zonder oordeel en worden niet meer gevraagd.
}
digest-not-reached = { $count ->
    [one] Eén lead is in twee rondes niet bereikt en wordt niet meer gevraagd.
   *[other] { CAPITALWORD($count) } leads zijn in twee rondes niet bereikt en worden niet meer gevraagd.
}
digest-downtime = leadloop lag stil toen sommigen hun bericht zouden krijgen; die berichten zijn overgeslagen.
digest-export = Alles als CSV
digest-definitions = Wat deze woorden betekenen
column-campaign = campagne
column-rated = beoordeeld
column-relevance = relevantie 4–5
column-before = eerder
column-timing = timing 4–5
column-intent = intentie 4–5
details-comments = Wat sales schreef, zonder namen
details-comment = { CAPITAL($campaign) }: "{ $text }"
details-more-comments = { $count ->
    [one] Nog 1 opmerking
   *[other] Nog { $count } opmerkingen
}
rest-comments = Meer opmerkingen
rest-none = Meer zijn er niet.
ratings-see = Bekijk de beoordelingen
ratings-title = Oordelen met namen
ratings-what-for = De namen zijn alleen voor jou: om iemand te vragen wat er bedoeld is, niet om mensen te vergelijken.
ratings-lead = { $lead }, { $rep }
ratings-lead-of = { $lead } ({ $campaign }), { $rep }
ratings-none = Hier is niets beoordeeld.
details-warmth = Hoe warm ze waren, van de bereikte leads
details-warmth-of = { CAPITAL($campaign) }: { $warmth }
figure-warmth = van { $known } bereikte leads { $warm } warm, { $lukewarm } lauw, { $cold } koud
details-waiting = Wacht op eerste contact, langst eerst
details-waiting-lead = { $lead } ({ $campaign }), { $days ->
    [one] 1 werkdag
   *[other] { $days } werkdagen
}
details-waiting-owner = { $line }: { $owner }
definitions-title = Wat de woorden zeggen
definitions-accepted = Geaccepteerd: sales gaat met de lead verder. Nog niet: marketing houdt contact, en de lead komt na 60 dagen één keer terug. Afgewezen: niets voor ons, met een reden. Nog niet te zeggen: wordt opnieuw gevraagd en telt in geen enkel aandeel mee.
definitions-axes = Relevantie: past dit bedrijf, en beslist deze persoon? Timing: is dit het goede moment? Intentie: hoe graag willen ze dit? Elk van 1 tot 5; "12 van 17" betekent dat 12 van de 17 die te beoordelen waren een 4 of 5 kregen.
definitions-warmth = Warm: timing en intentie allebei 4 of 5. Koud: een van beide is 1, of allebei hoogstens 2. Lauw: alles daartussen.
definitions-first-contact = Eerste contact: gesproken, over en weer geschreven of ontmoet. Een nieuwsbrief telt niet mee.
definitions-limits = Een campagne, een reden of een aandeel staat er vanaf drie antwoorden van drie mensen. Iets heet een verandering vanaf tien antwoorden aan beide kanten. Er is geen cijfer per persoon.
export-title = Alles als CSV
export-who = Wie leadloop voor jullie beheert, maakt het bestand: vraag om "leadloop export". Slack is niet de plek voor een bestand met ieders leads.
export-what = Er staan alle beoordelingen, leads en rondes in, met de nummers uit jullie CRM, zodat ze daar terug kunnen. Collega's van sales staan er met een pseudoniem in, tenzij de feedbackloop zegt dat namen te zien zijn.
