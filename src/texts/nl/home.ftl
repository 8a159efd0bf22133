# De Home-tab, en wat iedereen voor zichzelf bepaalt.
purpose = leadloop is er om campagnes te verbeteren en geen lead te vergeten; niet om mensen te beoordelen.
home-welcome = Welkom. Een feedbackloop instellen kost ongeveer drie minuten, en je ziet wie er iets krijgt voordat er iets wordt opgeslagen.
home-set-up = Feedbackloop instellen
home-your-leads = Je leads
home-open-ask = { $count ->
    [one] Er wacht één lead op je oordeel
   *[other] Er wachten { WORD($count) } leads op je oordeel
} tot { $until }. Kost je { $estimate }.
home-open-late = De laatste ronde is gesloten. { $count ->
    [one] Eén lead kan nog beoordeeld worden, en telt
   *[other] { CAPITALWORD($count) } leads kunnen nog beoordeeld worden, en tellen
} mee in het volgende overzicht. Kost je { $estimate }.
home-nothing-open = Nu valt er niets te beoordelen.
home-nothing-open-next = Nu valt er niets te beoordelen. De volgende ronde is op { $date }.
home-paused = Je staat op pauze tot { $date }. Niemand hoort waarom.
home-end-pause = Vraag me weer
home-away-until = Volgens je Slack-status ben je weg tot { $date }: je krijgt geen vragen. Niemand hoort waarom.
home-away = Volgens je Slack-status ben je weg: zolang die er staat krijg je geen vragen. Niemand hoort waarom.
home-ask-all-the-same = Vraag me toch
home-working-days = Je krijgt het op: { $days }.
home-pause = Pauzeer tot…
home-less-often = Hoogstens om de vier weken, zoals je koos.
home-loops = Feedbackloops
home-loop = { $name }: { $reps ->
    [one] één persoon, { $cadence }.
   *[other] { WORD($reps) } mensen, { $cadence }.
}
home-loop-next = { $name }: { $reps ->
    [one] één persoon, { $cadence }.
   *[other] { WORD($reps) } mensen, { $cadence }.
} Volgende ronde: { $date }.
home-loop-paused = { $name }: gepauzeerd.
home-loop-ended = { $name }: gestopt.
home-round = Ronde { $number } loopt tot { $until }: { $asked ->
    [one] één verzoek
   *[other] { WORD($asked) } verzoeken
}, { WORD($answered) } beantwoord.
home-see-waiting = { $count ->
    [one] Bekijk 1 wachtende lead
   *[other] Bekijk { $count } wachtende leads
}
home-campaigns = Campagnes
home-no-campaigns = Nog geen campagnes. Ze komen met een import, of je voegt er hier een toe.
home-campaign-owner = eigenaar { $owner }
home-campaign-no-owner = nog geen eigenaar
home-edit = Wijzigen
home-add-campaign = Campagne toevoegen
home-posts = Berichten die niet zijn aangekomen
home-post-failed = Slack weigerde { $what } voor { $to }.
home-post-unknown = Het is niet bekend of { $what } voor { $to } is aangekomen: kijk even, en zeg het hier.
home-send-again = Opnieuw versturen
home-it-arrived = Het is aangekomen
home-add-lead = Lead toevoegen
home-settings = Mijn instellingen
home-why = Waarom krijg ik dit?
home-in-no-loop = Je zit nog in geen feedbackloop. Een teamleider of beheerder kan je toevoegen.
pause-title = Pauzeren
pause-submit = Pauzeren
pause-until = Tot (je eerste dag terug)
pause-hint = Voor die dag krijg je niets, ook geen herinnering.
pause-nobody-told = Alleen de datum wordt bewaard, nooit waarom. Collega's zien "weg", meer niet.
pause-error = Kies een datum vanaf morgen, binnen een jaar.
pause-done = Prima: niets tot { $date }. Op de Home-tab kun je de pauze beëindigen.
pause-ended = Welkom terug: vanaf de volgende ronde krijg je weer leads.
settings-title = Mijn instellingen
settings-days = De dagen waarop je werkt
settings-days-hint = Je krijgt leads en herinneringen alleen op deze dagen.
settings-holidays = Feestdagen
settings-holidays-hint = Ook op deze dagen krijg je geen leads en herinneringen.
settings-holidays-of-loop = Zoals mijn feedbackloop
settings-holidays-none = Geen
settings-language = Taal
settings-language-of-loop = Zoals mijn feedbackloop
settings-often = Hoe vaak
settings-away-words = Woorden voor weg
settings-less-often = Vraag me hoogstens om de vier weken
language-name = Nederlands
away-words-title = Woorden voor weg
away-words-intro = Wie een van deze woorden in de Slack-status heeft, krijgt geen vragen en geen herinnering zolang die status er staat. Alleen de datum wordt bewaard, nooit het woord.
away-words-away = Weg
away-words-away-hint = Eén woord of uitdrukking per regel. Een heel woord telt, met of zonder hoofdletters en accenten. Een emoji telt in een status zonder woorden.
away-words-not = Niet weg, wat de status verder ook zegt
away-words-not-hint = Zo telt "terug van vakantie" niet als vakantie. Laat beide lijsten leeg voor de lijsten die leadloop meebrengt.
away-words-saved = Opgeslagen. leadloop bekijkt ieders status opnieuw met deze woorden.
leads-without-campaign-title = Zonder campagne
leads-without-campaign-why = Sales krijgt hier vragen over en ze tellen mee in totalen, maar niet bij een campagne. Vul de campagne in het CRM in en importeer ze opnieuw.
leads-without-campaign-row = { $lead }, binnengekomen op { $date }
home-without-campaign = { $count ->
    [one] Eén lead noemt geen campagne.
   *[other] { CAPITALWORD($count) } leads noemen geen campagne.
}
