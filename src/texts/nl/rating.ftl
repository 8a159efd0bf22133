# Het beoordelingsvenster.
rating-title = Lead { $position } van { $total }
rating-edit-title = Antwoord wijzigen
rating-save-and-next = Opslaan en verder
rating-save-and-finish = Opslaan en klaar
rating-stop = Later verder
rating-saved = Opgeslagen: { $lead }.
rating-one-question-more = Nog één vraag.
rating-newer = Deze lead is intussen ergens anders beantwoord; dit is het nieuwste antwoord.
rating-people = { $size } medewerkers
rating-who = { $facts }.
rating-nothing-known = Meer is er over deze lead niet bekend.
rating-others = { $count ->
    [one] En nog één van { $company }: { $names }.
   *[other] En nog { WORD($count) } van { $company }: { $names }.
}
rating-open-in-crm = Open in CRM
rating-activity = { $activity } op { $date } ({ $days ->
    [0] vandaag
    [one] gisteren
   *[other] { $days } dagen geleden
}).
rating-came-in = Binnengekomen op { $date } ({ $days ->
    [0] vandaag
    [one] gisteren
   *[other] { $days } dagen geleden
}).
rating-wrote = Schreef: "{ $message }"
rating-campaign = { $name }.
rating-no-campaign = Deze lead hoort bij geen campagne.
rating-goal = Doel: { $goal }.
rating-not-for = Niet voor: { $not_for }.
rating-see-briefing = Bekijk briefing
rating-not-mine = Niet mijn lead
rating-skip = Nu overslaan
rating-follow-up = Wat is er tot nu toe gebeurd?
rating-follow-up-hint = Een nieuwsbrief telt niet mee.
rating-from-crm = Uit je CRM.
rating-relevance = Relevantie: past dit bedrijf, en beslist deze persoon?
rating-our-customer = Onze klant: { $line }.
rating-timing = Timing: is dit het goede moment?
rating-intent = Intentie: hoe graag willen ze dit?
rating-verdict = Wat doen we ermee?
rating-others-label = Hetzelfde bedrijf
rating-same-for-others = { $count ->
    [one] Ook voor de andere
   *[other] Ook voor de andere { WORD($count) }
}
rating-reason = Waarom niet?
rating-comment = Wil je marketing nog iets meegeven?
rating-comment-placeholder = Wat zeiden ze? Hun eigen woorden helpen het meest.
rating-comment-needed = Zeg in een paar woorden wat het was.
rating-seen-with-name = Met je naam te zien voor de campagne-eigenaar en je teamleider. In kanalen geciteerd zonder je naam.
rating-seen-by-lead = Met je naam alleen te zien voor je teamleider. Marketing ziet je naam niet, en in kanalen staat die ook niet.
rating-done-title = Klaar
rating-done = Klaar, dank je. { $count ->
    [one] Er wacht nog één oudere lead; dat mag.
   *[other] Er wachten nog { WORD($count) } oudere leads; dat mag.
}
rating-more = Nog { $count } beoordelen
briefing-title = Briefing
briefing-goal = Doel
briefing-not-for = Niet voor
briefing-none = Nog geen briefing voor deze campagne.
briefing-owner = Vragen kun je stellen aan { $owner }.
pass-on-title = Niet mijn lead
pass-on-submit = Doorgeven
pass-on-to = Van wie is deze lead?
pass-on-choose = Kies een collega
pass-on-whose = Voor zover je weet is deze lead
pass-on-colleague = Van een collega
pass-on-nobody = Van niemand, voor zover ik weet
pass-on-account-manager = Het bedrijf heeft al een accountmanager
pass-on-cannot = Deze persoon kan geen leads krijgen. Noem een andere collega, of niemand.
