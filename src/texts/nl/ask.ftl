# Het bericht met de leads van de ronde, wat ervan wordt, de herinnering en het overzichtje achteraf.
ask-introduction = { $name } heeft dit aangezet zodat marketing hoort welke leads goed waren. Je krijgt het { $cadence } en nooit op je vrije dagen. Het is niet bedoeld om collega's te vergelijken: er bestaat nergens een cijfer per persoon.
ask-came-in-between = Hoi { $name }. Tussen { $first } en { $last } { $count ->
    [one] kwam er één lead
   *[other] kwamen er { WORD($count) } leads
} bij jou binnen. Hoe goed { $count ->
    [one] was die
   *[other] waren ze
}? Kost je { $estimate }.
ask-came-in-on = Hoi { $name }. Op { $date } { $count ->
    [one] kwam er één lead
   *[other] kwamen er { WORD($count) } leads
} bij jou binnen. Hoe goed { $count ->
    [one] was die
   *[other] waren ze
}? Kost je { $estimate }.
ask-campaign-line = { CAPITAL($campaign) }: { $leads }
ask-outcomes = Wat er met je vorige antwoorden is gedaan.
ask-outcome = Je beoordeelde { $count ->
    [one] één lead
   *[other] { WORD($count) } leads
} van { $campaign }. { CAPITAL($owner) } antwoordt: "{ $answer }"
ask-outcome-marketing = marketing
ask-new-briefing = Nieuw: de briefing van { $campaign }.
ask-read-briefing = Lezen
ask-rate = { $count ->
    [one] 1 lead beoordelen
   *[other] { $count } leads beoordelen
}
ask-not-this-time = Deze keer niet
ask-menu-pause = Pauzeer tot…
ask-menu-why = Waarom krijg ik dit?
ask-menu-settings = Mijn instellingen
ask-until-with-names = Antwoorden kan tot { $until }. De campagne-eigenaar en je teamleider zien je antwoorden met je naam; in kanalen staat die niet.
ask-until = Antwoorden kan tot { $until }. Je teamleider ziet je antwoorden met je naam; marketing niet, en in kanalen staat die ook niet.
ask-text = { $count ->
    [one] Eén lead
   *[other] { CAPITALWORD($count) } leads
} van deze ronde, antwoorden kan tot { $until }: { $leads }. Kost je { $estimate }.
ask-text-campaign = { $leads } ({ $campaign })
ask-stopped = { $rated } van { $total } beoordeeld.
ask-stopped-open = Nog open: { $leads }, tot { $until }.
ask-go-on = Verdergaan
ask-declined = { $rated ->
    [0] Prima. Ze komen volgende ronde terug.
   *[other] Prima. Wat je beoordeeld hebt blijft staan; de rest komt volgende ronde terug.
}
ask-declined-reason = { $rated ->
    [0] Genoteerd, dank je. Ze komen volgende ronde terug.
   *[other] Genoteerd, dank je. Wat je beoordeeld hebt blijft staan; de rest komt volgende ronde terug.
}
decline-too-early = Nog te vroeg
decline-too-busy = Te druk
decline-not-mine = Niet mijn leads
less-often = Zal ik het minder vaak vragen? Niemand hoort wat je kiest.
less-often-four-weeks = Om de vier weken
less-often-pause = Pauzeren
less-often-keep = Zo laten
ask-see-below = { $count ->
    [one] Er staat nog één lead van deze ronde open: zie hieronder.
   *[other] Er staan nog { WORD($count) } leads van deze ronde open: zie hieronder.
}
ask-answered = { $count ->
    [one] Eén lead beoordeeld.
   *[other] { CAPITALWORD($count) } leads beoordeeld.
}
ask-closed = { $count ->
    [0] Deze ronde is gesloten.
    [one] Deze ronde is gesloten. Eén lead schuift door naar de volgende ronde.
   *[other] Deze ronde is gesloten. { CAPITALWORD($count) } leads schuiven door naar de volgende ronde.
}
ask-withdrawn = In deze ronde valt niets meer te beoordelen.
ask-less-often = Prima: voortaan hoogstens om de vier weken. Bij je instellingen kun je dat veranderen.
ask-kept = Prima: alles blijft zoals het is.
reminder = { $count ->
    [one] Er staat nog één lead open: { $leads }.
   *[other] Er staan nog { WORD($count) } leads open: { $leads }.
} { CAPITAL($estimate) }, tot { $until }. Dit is de enige herinnering.
record-heading = { $count ->
    [0] Deze ronde niets beoordeeld, { $date }. Dank je.
    [one] Eén lead beoordeeld, { $date }. Dank je.
   *[other] { CAPITALWORD($count) } leads beoordeeld, { $date }. Dank je.
}
record-line = { $lead }: { $outcome }.
record-line-detail = { $line } { $detail }
record-levels = { CAPITAL($levels) }
record-levels-warmth = { CAPITAL($levels) }: { $warmth }
record-level = { $axis } { $level }
record-rejected = afgewezen ({ $reason })
record-no-contact = nog geen contact
record-verdict-no-contact = { $verdict }, nog geen contact
record-comes-back = { $line }. Komt volgende ronde terug
record-passed-to = { $lead }: doorgegeven aan { $name }
record-passed-on = { $lead }: doorgegeven
record-open = { $lead }: niet beantwoord
record-withdrawn = { $lead }: wordt niet meer gevraagd
record-this-round = Deze ronde:
record-this-round-counts = { $rated ->
    [one] 1 lead
   *[other] { $rated } leads
} beoordeeld door { WORD($people) } van jullie.
record-fits-better = { $name } past beter: { $of }, was { $before }.
record-fits-worse = { $name } past minder goed: { $of }, was { $before }.
record-change = Antwoord wijzigen
record-add-lead = Ontbrekende lead toevoegen
record-changes-until = Wijzigingen tot het overzicht van { $date } komen daar nog in; latere in het volgende.
record-changes-next = Wijzigingen vanaf nu komen in het volgende overzicht.
