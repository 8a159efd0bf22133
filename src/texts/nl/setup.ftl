# Een feedbackloop instellen, vooraf bekijken en veranderen.
setup-title = Feedbackloop instellen
setup-edit-title = Feedbackloop wijzigen
setup-preview = Vooraf bekijken
setup-purpose = leadloop vraagt sales hoe goed hun leads waren, in een vast ritme en een kwart minuut per lead. Je ziet wie er iets krijgt voordat er iets wordt opgeslagen.
setup-name = Naam
setup-name-placeholder = Benelux
setup-reps = Sales: wie krijgt de leads te beoordelen
setup-group = … of gebruikersgroepen, elk een team
setup-group-placeholder = Typ de naam van een groep
setup-group-hint = Wie bij een groep komt of eruit gaat, komt ook in de feedbackloop of gaat eruit. Hierna kun je zeggen wie elk team leidt.
setup-team-leads = Teamleiders: krijgen het overzicht met wat er openstaat
setup-marketing = Marketing: brengt leads in en is eigenaar van campagnes
setup-cadence = Ritme
setup-cadence-choice = { CAPITAL($cadence) }
setup-first = Eerste ronde op
setup-first-hint = Vanaf deze datum wordt geteld.
setup-time = Tijd
setup-time-hint = In ieders eigen tijdzone.
setup-window = Tijd om te antwoorden
setup-working-days = { $days } werkdagen
setup-zone = Eigen tijdzone van de feedbackloop
setup-zone-placeholder = Typ een stad
setup-country = Feestdagen
setup-country-hint = Op deze dagen komen er geen vragen en geen overzicht. Wie andere feestdagen heeft, stelt die in onder "Mijn instellingen".
setup-country-none = Geen
setup-zone-hint = Het overzicht komt hier om 09.00 uur, op de eerste werkdag nadat een ronde is gesloten.
setup-digest-channel = Kanaal voor het overzicht
setup-digest-channel-hint = Zonder namen van mensen. In elk kanaal, openbaar of privé, moet iemand leadloop eerst uitnodigen: /invite @leadloop. Zonder kanaal krijgen alleen de teamleiders het.
setup-briefing-channel = Kanaal voor briefings
setup-language = Taal in kanalen
setup-customer = Wie is onze ideale klant (ICP), in één zin
setup-customer-placeholder = Voedingsproducenten, 50–500 medewerkers, NL en BE
setup-customer-hint = Staat bij de vraag over relevantie. Laat dit leeg tot de twee teams het eens zijn.
setup-goal = Geaccepteerde leads dit kwartaal, door beide teams gesteld
setup-goal-hint = Een getal. Het overzicht laat zien hoe ver jullie zijn.
setup-days-back = Vraag bij de start naar leads van de laatste
setup-days-back-choice = { $days ->
    [0] Alleen nieuwe leads
   *[other] { $days } dagen
}
setup-per-ask = Hoogstens zoveel leads in één bericht
setup-per-ask-choice = { $leads } leads
setup-names = Mogen campagne-eigenaren antwoorden met namen zien?
setup-names-yes = Ja, met namen
setup-names-no = Nee, alleen teamleiders
setup-names-hint = Sales leest dit in het eerste bericht. In kanalen staan nooit namen.
setup-error-no-name = Geef de feedbackloop een naam.
setup-error-name-taken = Een andere feedbackloop heet al zo.
setup-error-no-reps = Noem minstens één persoon, of een gebruikersgroep.
setup-error-no-team-lead = Noem minstens één teamleider: iemand moet het overzicht lezen.
setup-error-first-passed = Deze datum is al voorbij.
setup-error-first-not-in-cadence = Deze datum past niet bij het gekozen ritme. Kies een andere datum of een ander ritme.
setup-error-window-too-long = Zo blijven er minder dan twee dagen over tot de volgende ronde. Kies minder dagen of een rustiger ritme.
setup-error-window-range = Kies 3 tot 10 werkdagen.
setup-error-no-zone = Kies een tijdzone uit de lijst.
setup-error-goal = Typ een heel getal vanaf 1.
setup-error-not-readable = Iets in dit formulier is niet te lezen. Sluit het en open het opnieuw.
setup-error-not-in-channel = leadloop zit niet in dit kanaal. Iemand in dat kanaal moet eerst /invite @leadloop typen.
setup-error-group = Een van deze gebruikersgroepen is niet te lezen. Kies een andere, of noem mensen één voor één.
setup-error-too-many-groups = Een feedbackloop heeft hoogstens tien gebruikersgroepen. Stel voor meer een tweede in.
error-edited = Iemand anders heeft dit intussen veranderd. Sluit dit venster en open het opnieuw.
preview-teams = Teams.
preview-teams-hint = De teamleider van een team krijgt het overzicht met wat er in dat team openstaat; de teamleiders van de feedbackloop krijgen er één over alle teams. Een team zonder eigen teamleider hoort bij hen. Wie in twee groepen zit, telt bij de eerste.
preview-team = { $reps ->
    [0] Wie leidt { $team }? (er zit niemand in)
    [one] Wie leidt { $team }? (1 persoon)
   *[other] Wie leidt { $team }? ({ $reps } personen)
}
preview-title = Voordat je opslaat
preview-rhythm = Vraagt { $cadence }. De eerste ronde kan beantwoord worden tot { $deadline }; het overzicht komt op { $digest }.
preview-next = De volgende rondes:
preview-at-weekend = { $moment } (een weekend: de meesten krijgen de vragen op de volgende werkdag)
preview-on-holiday = { $moment } (een feestdag: de vragen komen op de volgende werkdag)
preview-asked = { $people ->
    [0] In de eerste ronde krijgt niemand iets.
    [one] In de eerste ronde krijgt één persoon in totaal { $leads } leads:
   *[other] In de eerste ronde krijgen { $people } mensen in totaal { $leads } leads:
}
preview-asked-line = { $name }: { $count ->
    [one] 1 lead
   *[other] { $count } leads
}
preview-not-asked = Krijgen zoals het nu is niets:
preview-not-asked-line = { $name }: { $why }
preview-not-asked-many = { $count ->
    [one] 1 persoon, { $why }: { $names }
   *[other] { $count } personen, { $why }: { $names }
}
preview-why-no-leads = geen lead die voor deze feedbackloop telt
preview-why-all-done = al hun leads zijn afgerond
preview-why-open-ask = hun leads staan in een ronde die nog open is
preview-why-resting = hun leads rusten, marketing houdt contact
preview-why-none-ripe = geen lead die dan rijp is
preview-why-one-lead = maar één lead, die een ronde wacht
preview-why-enough-asked = over hun campagnes wordt bij anderen genoeg gevraagd
preview-why-away = weg
preview-why-unknown = nog niet bekend bij leadloop
preview-why-outsider = een gast of een bot
preview-why-deactivated = gedeactiveerd in Slack
preview-why-other-loop = krijgt die dag al iets van een andere feedbackloop
preview-without-owner = { $count ->
    [one] Eén lead heeft nog geen eigenaar in deze feedbackloop; op de Home-tab kun je er een geven.
   *[other] { CAPITALWORD($count) } leads hebben nog geen eigenaar in deze feedbackloop; op de Home-tab kun je er een geven.
}
preview-nothing-sent = Er is nog niets verstuurd of opgeslagen.
shift-title = Ronde verplaatsen
shift-now = De volgende ronde is op { $date }.
shift-to = Verplaatsen naar
shift-hint = Alleen deze ronde verschuift; het ritme blijft.
shift-error = Daarheen kan de ronde niet: de datum is voorbij, of loopt door in de ronde erna.
end-title = Feedbackloop stoppen
end-submit = Voorgoed stoppen
end-text = Niemand krijgt nog iets, en er wordt niets meer geplaatst. Beoordelingen en overzichten blijven bewaard. Een gestopte feedbackloop kan niet opnieuw beginnen; pauzeer hem als het tijdelijk is.
loop-edit = Wijzigen
loop-skip-next = Volgende ronde overslaan
loop-shift-next = Volgende ronde verplaatsen
loop-pause = Pauzeren
loop-resume = Verdergaan
loop-end = Voorgoed stoppen
