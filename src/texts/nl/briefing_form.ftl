# Het formulier van de briefing, de lijst van briefings die niet af zijn, en campagnes die gesloten of samengevoegd worden.
brief-title-promise = 1 · De belofte
brief-title-expectation = 2 · Wat je verwacht
brief-title-request = 3 · Wat je sales vraagt
brief-title-preview = 4 · Voorbeeld
brief-next = Verder
brief-stop = Later verder
brief-back = Terug
brief-campaign = Campagne
brief-campaign-new = Nieuwe campagne
brief-campaign-hint = Kies je een campagne die er al is, dan zie je wat ervan bekend is.
brief-campaign-name = Naam van de nieuwe campagne
brief-is-posted = Deze briefing is geplaatst. Wat je hier wijzigt, plaats je aan het eind, met een regel die zegt wat er is gewijzigd.
brief-goal = Doel in één regel
brief-for-whom = Voor wie is het?
brief-not-for = Voor wie is het niet?
brief-promise = Wat beloof je ze? Wat hebben ze gezien of gekregen?
brief-starts-on = Eerste leads verwacht op
brief-ends-on = Loopt tot en met
brief-places = Waar loopt de campagne?
brief-expected-leads = Ongeveer hoeveel leads?
brief-accepted = Van tien leads, hoeveel accepteert sales er?
brief-accepted-hint = Sales ziet dit naast wat er gevonden is. Een latere wijziging staat er met datum bij.
brief-warm = Van tien bereikte leads, hoeveel zijn er warm?
brief-cold = … en hoeveel koud?
brief-cold-hint = De rest is lauw.
brief-objections = Wat zeggen ze, en wat is een goed antwoord?
brief-objections-hint = Eén per regel: te duur → …
brief-first-contact = Eerste contact binnen
brief-contact-days = { $days ->
    [0] Dezelfde dag
    [one] 1 werkdag
   *[other] { $days } werkdagen
}
brief-opening = Hoe open je het gesprek?
brief-links = Links
brief-links-hint = Eén per regel, elk beginnend met https://
brief-questions-to = Vragen aan
brief-theirs = { $name } wijzigde deze briefing terwijl je schreef:
brief-theirs-somebody = Iemand wijzigde deze briefing terwijl je schreef:
brief-theirs-empty = (leeg)
brief-theirs-what-now = Er is niets van jou kwijt: het staat hieronder. Met "Verder" komt het in de plaats van het andere, waar jullie hetzelfde veld wijzigden.
brief-changed-field = { CAPITAL($field) }:
brief-fault-missing = Vul dit in.
brief-fault-no-date = Kies een datum.
brief-fault-no-number = Kies voor alle drie een getal.
brief-fault-nobody = Kies iemand.
brief-fault-ends-before-start = Dat is voor de eerste leads verwacht worden.
brief-fault-too-many = Dat is meer dan hier past.
brief-fault-over-ten = Warm en koud zijn samen meer dan tien.
brief-fault-no-https = Elke regel moet een adres zijn dat begint met https://
brief-preview-note = Zo komt het bericht er te staan, met knoppen erbij.
brief-ready = Klaar
brief-when = Wanneer plaats je de briefing?
brief-when-review = Eerst een paar collega's vragen (aanbevolen)
brief-when-now = Nu plaatsen
brief-when-at = Plaatsen op…
brief-when-not-yet = Nog niet: het concept bewaren
brief-reviewers = Welke collega's?
brief-reviewers-hint = Twee of drie van sales. Je ziet wat ze zeggen, en geeft elk een antwoord.
brief-at = Datum en tijd
brief-channels = Kanalen
brief-channels-hint = leadloop moet in het kanaal zitten.
brief-changes = Wat er in het bericht verandert:
brief-changes-note = Het bericht wordt gewijzigd, en een regel in de thread zegt wat er is gewijzigd.
brief-no-change = Er staat hetzelfde als in het bericht. Er is niets te plaatsen.
brief-post-change = Wijziging plaatsen
brief-done-review = { $asked ->
    [one] Eén collega krijgt het concept. Je hoort hier wat die zegt.
   *[other] { CAPITALWORD($asked) } collega's krijgen het concept. Je hoort hier wat ze zeggen.
}
brief-done-left-out = Niet gevraagd, want afwezig of weg: { $names }.
brief-done-posted = { $channels ->
    [one] De briefing wordt nu in het kanaal geplaatst.
   *[other] De briefing wordt nu in { WORD($channels) } kanalen geplaatst.
}
brief-done-kept = Het blijft een concept. Je zegt wanneer het geplaatst wordt als het zover is.
brief-done-scheduled = De briefing wordt geplaatst op { $date }.
brief-done-edited = Het bericht is gewijzigd: { $fields }.
briefs-title = Briefings
briefs-unfinished = Deze zijn nog niet geplaatst:
briefs-line = { $name }: { $state }
briefs-state-draft = nog niet af
briefs-state-ready = klaar om te plaatsen
briefs-state-in-review = bij collega's
briefs-go-on = Verder
briefs-new = Een andere schrijven
campaign-is-draft = Deze naam kwam uit een import, en niemand heeft de campagne afgemaakt. Zeg van wie de campagne is en waarvoor, schrijf de briefing, of voeg samen met de campagne waarvan dit een andere schrijfwijze is.
campaign-is-closed = Deze campagne is gesloten. Over de leads worden nog vragen gesteld.
campaign-in-briefing = Doel, voor wie het niet is en het eerste contact staan in de briefing. Wijzig ze daar: dan horen de lezers het.
campaign-modal-write = Briefing schrijven
campaign-modal-edit = Briefing wijzigen
campaign-merge = Samenvoegen met…
campaign-close = Campagne sluiten
campaign-close-sure = Deze campagne sluiten?
campaign-close-means = De briefing wordt als gesloten gemarkeerd; een die nog niet geplaatst is, blijft dat. Over leads die er zijn worden nog vragen gesteld.
campaign-reopen = Weer openen
merge-title = Campagnes samenvoegen
merge-intro = Is "{ $name }" een andere schrijfwijze van een campagne die er al is?
merge-into = Samenvoegen met
merge-placeholder = Kies een campagne
merge-no-other = Er is geen andere campagne om deze mee samen te voegen.
merge-submit = Samenvoegen
merge-leads = { $leads ->
    [0] Er verhuist geen lead
    [one] Er verhuist één lead
   *[other] Er verhuizen { $leads } leads
} naar "{ $into }", { $answers ->
    [0] en er zijn nog geen antwoorden.
    [one] met het ene antwoord erop.
   *[other] met de { $answers } antwoorden erop.
}
merge-in-both = { $count ->
    [one] Eén daarvan staat in allebei. Daar wordt één keer naar gevraagd, en er gaat geen antwoord verloren.
   *[other] { $count } daarvan staan in allebei. Daar wordt één keer naar gevraagd, en er gaat geen antwoord verloren.
}
merge-briefing-draft = De briefing van "{ $from }" wordt waar die staat als gesloten gemarkeerd. De tekst wordt een concept voor "{ $into }": plaats die daar, met de verwachting.
merge-briefing-closed = De briefing van "{ $from }" wordt waar die staat als gesloten gemarkeerd; die van "{ $into }" blijft.
merge-later = Een latere import van "{ $from }" komt bij "{ $into }" terecht.
merge-for-good = Dit kun je niet terugdraaien. Wat er in overzichten staat, blijft zoals het er staat.
merge-done = "{ $from }" hoort nu bij "{ $into }". Beide namen komen daar uit.
