# Losse woorden die zinnen en lijsten delen.
two-sentences = { $first } { $second }
lead-people = { $count ->
    [one] één persoon
   *[other] { WORD($count) } personen
}
lead-several = { $lead } ({ $count })
lead-of-company = { $company } ({ $person })
campaign-none = zonder campagne
axis-relevance = relevantie
axis-timing = timing
axis-intent = intentie
verdict-accepted = geaccepteerd
verdict-not-yet = nog niet
verdict-rejected = afgewezen
verdict-open = nog niet te zeggen
warmth-warm = warm
warmth-lukewarm = lauw
warmth-cold = koud
reason-company = bedrijf past niet
reason-person = verkeerde persoon
reason-not-a-buyer = student, sollicitant of leverancier
reason-no-need = geen behoefte
reason-someone-else = koos een andere partij
reason-known = al bekend
reason-data = gegevens fout of niet bereikbaar
reason-other = anders
button-save = Opslaan
button-cancel = Annuleren
button-close = Sluiten
button-back = Terug
language-switch = Praat Nederlands met me
error-not-saved = Niet opgeslagen: het duurde te lang. Druk nog een keer op de knop.
