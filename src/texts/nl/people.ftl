# Leads en campagnes in vensters, en de antwoorden op opdrachten.
add-lead-title = Lead toevoegen
add-lead-submit = Toevoegen
add-lead-company = Bedrijf
add-lead-person = Persoon
add-lead-job = Functie
add-lead-email = E-mail
add-lead-campaign = Campagne
add-lead-campaign-placeholder = Typ de naam van een campagne
add-lead-owner = Van wie is deze lead?
add-lead-said = Wat willen ze?
add-lead-note = Een bedrijf, een persoon of een e-mailadres is genoeg.
add-lead-note-own = Een bedrijf, een persoon of een e-mailadres is genoeg. De lead wordt van jou, en telt niet mee in de cijfers van marketing.
add-lead-nameless = Geef minstens een bedrijf, een persoon of een e-mailadres.
add-lead-not-an-email = Dit is geen e-mailadres.
add-lead-done = { $lead } is toegevoegd, en komt in een volgende ronde.
add-lead-done-no-owner = { $lead } is toegevoegd. De lead is nog van niemand, en komt aan de beurt zodra er een eigenaar is.
add-lead-known = { $lead } was al bekend, en is nog van niemand. Er is niets veranderd.
add-lead-known-owner = { $lead } was al bekend: { $owner } heeft deze lead. Er is niets veranderd.
campaign-title = Campagne toevoegen
campaign-edit-title = Campagne wijzigen
campaign-name = Naam
campaign-owner = Eigenaar
campaign-owner-hint = Krijgt de cijfers van de campagne als eerste, en kan in één zin antwoorden.
campaign-goal = Doel in één zin
campaign-goal-placeholder = 20 eerste gesprekken met hoofden operations in food
campaign-not-for = Voor wie is het niet?
campaign-not-for-hint = Wie hierbij hoort, mag afgewezen worden.
campaign-contact = Eerste contact door sales
campaign-contact-within = { $days ->
    [0] Dezelfde dag
    [one] Binnen 1 werkdag
   *[other] Binnen { $days } werkdagen
}
campaign-contact-none = Geen contact nodig
campaign-error-no-name = Geef de campagne een naam.
campaign-error-name-taken = Een andere campagne heet al zo.
leads-waiting-title = Wachtende leads
leads-none-waiting = Er wacht geen lead op een eerste contact.
leads-and-more = Nog { $count }. Die komen tevoorschijn als deze klaar zijn.
leads-without-owner-title = Leads zonder eigenaar
leads-of-away-title = Leads doorgeven
leads-all-have-owners = Elke lead heeft een eigenaar.
leads-row = { $lead } ({ $campaign }), binnengekomen op { $date }
leads-given = { $line }: gaat naar { $name }
leads-import-owner = { $line }. Eigenaar in de import: { $owner }
leads-passed-on-colleague = { $line }. Doorgegeven: van een collega, niet gezegd van wie
leads-passed-on-nobody = { $line }. Doorgegeven: van niemand, voor zover bekend
leads-passed-on-account-manager = { $line }. Doorgegeven: het bedrijf heeft al een accountmanager
leads-choose-owner = Kies een eigenaar
leads-campaigns-title = Meer campagnes
notice-title = leadloop
why-you = Waarom je iets kreeg, en waarom niet
why-other = Waarom { $name } iets kreeg, en waarom niet
why-nothing = Daar is niets over bekend: er is nog geen ronde geweest.
why-asked-on = Gevraagd op { $at }, ronde van { $loop_name }: { $leads ->
    [one] één lead
   *[other] { WORD($leads) } leads
}, { WORD($answered) } beantwoord.
why-these-leads = Deze leads zijn in het CRM van jou, of in Slack aan je doorgegeven: { $leads }.
why-these-leads-other = Deze leads zijn in het CRM van die persoon, of in Slack doorgegeven: { $leads }.
why-due-on = Het volgende bericht komt op { $at } ({ $loop_name }).
why-next-round = De volgende ronde van { $loop_name } is op { $date }.
why-no-ripe-leads = Er is nu geen lead van jou waarnaar gevraagd kan worden.
why-lead = { $lead }: { $why }.
why-lead-ripens = kwam net binnen, en kan gevraagd worden vanaf { $date }
why-lead-rests = was de vorige keer "nog niet"; komt terug na { $date }
why-lead-over-the-cap = wacht op de volgende ronde, want een bericht heeft een grens
why-lead-enough = houdt zijn beurt voor de volgende ronde: in deze wordt genoeg gevraagd over deze campagne
why-lead-alone = één lead alleen wacht een ronde
why-lead-in-open-ask = staat in een bericht dat nog open is
why-lead-asked-out = is drie keer gevraagd, en wordt niet meer gevraagd
why-lead-not-reached = is in twee rondes niet bereikt, en wordt niet meer gevraagd
why-lead-rated = is beoordeeld, en klaar
why-lead-duplicate = is dezelfde als een latere lead, waar in plaats daarvan naar gevraagd wordt
why-lead-outcome = is volgens het CRM afgerond
why-over-the-cap = { $waiting ->
    [one] Nog één lead wacht
   *[other] Nog { WORD($waiting) } leads wachten
} op de volgende ronde: in een bericht staan er hoogstens { WORD($cap) }.
why-alone-waits = Er is maar één lead, en één lead alleen wacht een ronde.
why-away = Weg.
why-away-until = Je staat op pauze tot { $date }.
why-loop-paused = { $loop_name } is gepauzeerd.
why-declined = "Deze keer niet" op { $date }; de leads komen terug.
why-not-answered = Niet beantwoord voor { $date }; de leads komen terug.
why-in-no-loop = In geen enkele feedbackloop.
why-outsider = Een gast of een bot krijgt nooit iets.
why-deactivated = Gedeactiveerd in Slack.
why-other-loop = Een andere feedbackloop stuurde die dag al iets: één bericht per dag is genoeg.
why-less-often = Hoogstens om de vier weken, zoals gekozen.
why-downtime = leadloop lag stil toen het bericht zou komen.
why-round-skipped = De ronde van { $date } is overgeslagen.
help-opening = Dit kan ik:
help-unknown = Die ken ik niet. Dit kan ik:
help-rate = opent de leads die je kunt beoordelen
help-lead = een lead toevoegen
help-why = waarom je iets kreeg, of niet
help-why-other = waarom een collega iets kreeg, of niet
help-briefing = een briefing schrijven, of ermee verdergaan
help-ask-now = nu vragen, buiten het ritme; hoogstens één keer per week
help-pause = geen berichten tot een datum
help-settings = werkdagen, taal, hoe vaak
answer-nothing-to-rate = Nu valt er niets te beoordelen.
answer-asked-now = { $people ->
    [one] Eén persoon krijgt nu een bericht.
   *[other] { CAPITALWORD($people) } mensen krijgen nu een bericht.
}
# Somebody is not at work now.
answer-asked-later = { $people ->
    [one] Eén persoon krijgt onder werktijd een bericht: { $first }.
   *[other] { CAPITALWORD($people) } mensen krijgen een bericht, elk onder hun eigen werktijd; de eerste { $first }.
}
asked-first-now = nu
asked-first-at = op { $moment }, jouw tijd
answer-nobody-to-ask = Niemand heeft nu een lead om naar te vragen.
answer-asked-now-lately = Dat is minder dan een week geleden nog gedaan. Het kan één keer per week.
answer-settings-saved = Je instellingen zijn opgeslagen.
answer-owner-answer-saved = Opgeslagen. Je antwoord staat in het overzicht.
answer-loop-paused = Gepauzeerd. Niemand krijgt iets tot je hem laat verdergaan.
answer-loop-resumed = Het gaat verder met de volgende ronde.
answer-round-skipped = De volgende ronde wordt overgeslagen. Die daarna komt zoals gepland.
refused-only-team-leads = Dat kunnen alleen de teamleiders van deze feedbackloop en beheerders. Vraag het een van hen.
refused-only-marketing = Dat kunnen alleen marketing, teamleiders en beheerders. Vraag het een van hen.
refused-only-admins = Alleen beheerders kunnen dat. Vraag het aan een van hen.
refused-only-own = Dat kun je alleen voor je eigen leads en instellingen.
refused-only-campaign-owner = Dat zien alleen de campagne-eigenaar en de teamleiders.
refused-names-are-hidden = Deze feedbackloop laat antwoorden met namen alleen aan de teamleiders zien.
cannot-round-closed = Deze ronde is gesloten; antwoorden zijn niet meer te wijzigen.
cannot-lead-gone = Deze lead is intussen naar iemand anders. Er valt niets meer te doen.
cannot-already-answered = Dit is al beantwoord. Er valt niets meer te doen.
cannot-loop-ended = Deze feedbackloop is gestopt.
cannot-out-of-date = Deze knop is verouderd. Op de Home-tab staat hoe het nu is.
cannot-nobody = Deze persoon ken ik niet, of die kan geen leads krijgen.
cannot-failed = Dat lukte niet, en dat ligt aan ons. Probeer het nog eens; er is niets veranderd.
post-ask = het bericht met de leads van de ronde
post-reminder = de herinnering
post-owner-numbers = de cijfers van een campagne
post-digest = het overzicht
post-digest-details = de thread onder het overzicht
post-no-leads = een bericht over ontbrekende leads
post-round-missed = het bericht dat een ronde is overgeslagen
post-loop-started = het bericht dat een feedbackloop begonnen is
post-undelivered = een bericht over iets dat niet aankwam
mend-invite = Iemand in { $channel } moet daar /invite @leadloop typen.
mend-archived = { $channel } is gearchiveerd: kies een ander kanaal.
mend-restricted = Daar mag niet iedereen plaatsen: een beheerder moet leadloop toelaten, of kies een ander kanaal.
mend-person-gone = Deze persoon is weg uit Slack: haal die uit de feedbackloop, en geef de leads een eigenaar.
mend-messages-tab = In de instellingen van de app, "App Home", moet het tabblad Messages aan staan.
mend-token = De app moet opnieuw geïnstalleerd worden: het token of een van de rechten is weg.
tell-no-new-leads = Voor de ronde van { $loop_name } op { $date } zijn geen nieuwe leads binnengekomen. Zijn ze er wel, importeer ze dan voor die tijd; anders wordt de ronde stil overgeslagen.
tell-empty-rounds = Twee rondes van { $loop_name } achter elkaar hadden geen leads. Worden er nog leads geïmporteerd? Een feedbackloop die niet nodig is, kun je op de Home-tab pauzeren.
tell-round-missed = leadloop lag stil toen de ronde van { $loop_name } van { $date } zou komen, dus die ronde is overgeslagen.
tell-round-missed-next = De leads komen in de volgende, op { $date }.
tell-loop-started = { $name } heeft de feedbackloop { $loop_name } ingesteld: sales krijgt hun leads te beoordelen { $cadence }, de eerste keer op { $first }.
tell-undelivered = Slack weigerde { $what } voor { $to }.
tell-slack-said = Slack noemt het: { $error }.
tell-uncertain = Het is niet bekend of { $what } voor { $to } is aangekomen. Kijk even, en zeg het hier.
to-digest-channel = het kanaal van de feedbackloop
post-goes-again = Het wordt opnieuw verstuurd.
post-noted = Genoteerd: het is aangekomen.
cannot-post-gone = Dit is al geregeld. Er valt niets meer te doen.
cannot-loop-paused = Deze feedbackloop is gepauzeerd. Laat hem eerst verdergaan op de Home-tab.
cannot-round-open = Deze ronde loopt nog. De cijfers komen als ze sluit.
cannot-round-begun = Deze ronde is begonnen of voorbij; er is niets meer aan te veranderen.
cannot-round-past = Kies een datum na vandaag.
cannot-round-too-late = Dat loopt in de ronde van { $date }. Kies een eerdere datum.
cannot-round-too-early = Dat loopt in de ronde ervoor. De eerste datum die past is { $date }.
cannot-text-missing = Schrijf een paar woorden.
cannot-text-too-long = Schrijf hoogstens { $most } tekens.
cannot-no-working-day = Houd minstens één werkdag over.
cannot-name-no-rep = Noem één persoon met @, bijvoorbeeld: /leadloop { $command } @naam
ask-now-which = Je leidt meer dan één feedbackloop. Zeg welke: /leadloop ask now, en dan de naam. Er zijn: { $names }.
ask-now-nowhere = Er loopt geen feedbackloop waarin dat gevraagd kan worden.
why-was-away = { $date }: afwezig.
why-enough-were-asked = { $date }: over deze campagnes werd bij collega's genoeg gevraagd.
why-had-no-leads = { $date }: geen lead was zover.
why-more-leads = Nog { $count } leads.
why-lead-in-next-ask = komt in de volgende ronde
why-lead-too-old = kwam langer geleden binnen dan de feedbackloop terugkijkt
why-asked = Gevraagd op { $at } voor { $loop_name }.
