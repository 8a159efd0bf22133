# Een concept bij collega's, het bericht daarover aan de eigenaar, en waar niets van komt.
draft-asks = Concept: twee minuten, en het kan nog anders. { $name } wil weten wat je ervan vindt.
draft-open = Concept: twee minuten, en het kan nog anders.
draft-posted = Deze briefing is geplaatst. Dank je voor het lezen van het concept.
draft-closed = Deze campagne is gesloten.
draft-you-said = Jij zei:
draft-owner = De eigenaar
draft-answers = { $name } antwoordt:
draft-word = { $opinion }. { $remark }
draft-opinion = { $opinion }.
draft-taken-over = overgenomen: { $text }
draft-hint = Eén knop; een regel erbij mag, en hoeft niet.
draft-hint-change = Je kunt het wijzigen tot de briefing is geplaatst.
remark-title = Wat je ervan vindt
remark-noted = Genoteerd: { $opinion }.
remark-label = Wat zou het beter maken?
remark-hint = Eén regel aan de campagne-eigenaar, die antwoordt.
desk-heading = Briefing: { $name }
desk-in-review = Het concept is bij je collega's. Wat ze zeggen verschijnt hier, zonder nieuw bericht.
desk-scheduled = { $count ->
    [1] De briefing wordt geplaatst op { $at }, in één kanaal.
   *[other] De briefing wordt geplaatst op { $at }, in { WORD($count) } kanalen.
}
desk-held-back = Het moment is er, maar een pagina is niet af, dus de briefing is niet geplaatst. Maak die pagina af en plaats de briefing dan.
desk-not-decided = Er is geen moment gekozen: de briefing wordt pas geplaatst als jij zegt wanneer.
desk-posted = { $count ->
    [1] De briefing is geplaatst op { $at }, in één kanaal.
   *[other] De briefing is geplaatst op { $at }, in { WORD($count) } kanalen.
}
desk-channels = Waar:
desk-read-by = Gelezen door { $read } van { $of }.
desk-late = { $days ->
    [1] De eerste lead kwam een dag vóór de briefing.
   *[other] De eerste lead kwam { WORD($days) } dagen vóór de briefing.
}
desk-said = { $name }: { $said }
desk-silent = { $name }: nog niets
desk-you-answered = Je antwoord: { $reply }
desk-answer = Antwoorden
desk-change-answer = Antwoord wijzigen
desk-more = En nog { $count }.
desk-post-now = Nu plaatsen
desk-edit = Briefing wijzigen
desk-who-has-not = Wie heeft dit niet gelezen?
desk-all-read = Iedereen heeft de briefing gelezen.
desk-not-read = { $count ->
    [1] Eén collega heeft de briefing nog niet gelezen: { $names }. Alleen jij ziet dit.
   *[other] { CAPITAL(WORD($count)) } collega's hebben de briefing nog niet gelezen: { $names }. Alleen jij ziet dit.
}
desk-done = De briefing is geplaatst.
desk-edited = De briefing is bijgewerkt, en in de thread staat wat er is gewijzigd.
desk-unchanged = De briefing staat er al, en er is niets gewijzigd.
reply-title = Collega antwoorden
reply-kind = Wat doe je ermee?
reply-taken-over = Overgenomen: dat staat dan in de briefing
reply-not = Niet overgenomen: alleen je collega leest dit
reply-label = Je antwoord
reply-hint = In een paar woorden, zoals het in de briefing komt te staan: studenten eruit gehaald.
refused-only-the-owner = Alleen de campagne-eigenaar ziet wie een briefing nog niet heeft gelezen.
fault-briefing-incomplete = Een pagina van de briefing is niet af. Maak die pagina af en plaats de briefing dan.
fault-briefing-no-channel = Kies een kanaal waarin de briefing komt te staan.
fault-briefing-nobody = Niemand van wie je koos kan nu iets gevraagd worden: afwezig, of niet meer hier. Kies iemand anders.
fault-briefing-nobody-named = Je kunt nu niets vragen aan { $names }: afwezig, of niet meer hier. Kies iemand anders.
fault-briefing-past = Dat moment is voorbij. Kies een later moment.
fault-briefing-owed = { $names } zeiden iets over het concept en wachten op je antwoord. Antwoord ieder in het bericht over deze briefing, en plaats dan.
fault-briefing-owed-one = { $names } zei iets over het concept en wacht op je antwoord. Antwoord in het bericht over deze briefing, en plaats dan.
fault-briefing-stands = De briefing staat al in het kanaal. Plaats de wijziging nu: dan verandert het bericht dat er staat.
fault-briefing-closed = Deze campagne is gesloten.
fault-briefing-not-shown = Dit concept is niet aan jou getoond.
fault-briefing-posted = De briefing is intussen geplaatst. Vraag eronder met "Ik heb een vraag".
tell-held-back = De briefing van { $campaign } zou nu worden geplaatst, maar een pagina is niet af, dus dat is niet gebeurd. Maak die pagina af en plaats de briefing dan.
mend-not-found = { $channel } is weg, of besloten: dan moet iemand daar /invite @leadloop typen.
mend-deleted = Iemand heeft het bericht daar verwijderd. Stuur je het opnieuw, dan wordt het nieuw geplaatst, met zijn thread.
to-briefing-channel = het kanaal
tell-where = Waar:
