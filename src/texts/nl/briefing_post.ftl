# Een briefing in een kanaal, wat in de thread staat, en hoe de velden heten.
briefing-line = { $heading }: { $text }
briefing-field =
    { $heading }
    { $text }
briefing-by = Van { $name }
briefing-first-leads = eerste leads vanaf { $date }
briefing-until = tot en met { $date }
briefing-for = Voor wie
briefing-promise = Dit is ze beloofd
briefing-expect = Verwachting
briefing-expect-leads = ongeveer { $count } leads
briefing-expect-forecast = van tien leads: { $accepted } geaccepteerd; van tien bereikte leads: { $warm } warm, { $lukewarm } lauw, { $cold } koud
briefing-request = Ons verzoek
briefing-contact = { $days ->
    [0] Eerste contact dezelfde dag.
    [1] Eerste contact binnen één werkdag.
   *[other] Eerste contact binnen { WORD($days) } werkdagen.
}
briefing-contact-none = Contact is niet nodig.
briefing-open-with = Begin met: "{ $opening }"
briefing-read-it = Gelezen
briefing-question = Ik heb een vraag
briefing-more = Bezwaren en links
briefing-read-by = Gelezen door { $read } van { $of }
briefing-heard = { $people ->
    [1] Nadat een collega het concept las: { $changes }
   *[other] Nadat { WORD($people) } collega's het concept lazen: { $changes }
}
briefing-closed-heading = Gesloten: { $name }
briefing-closed = Deze campagne is gesloten op { $date }. Over de leads krijg je nog vragen.
place-mail = e-mail
place-webinar = webinar
place-event = beurs of evenement
place-linkedin = LinkedIn
place-search = zoekmachines
place-website = website
place-social = sociale media
place-partners = partners
place-print = drukwerk of post
place-phone = telefoon
place-other = elders
field-goal = doel
field-for-whom = voor wie
field-not-for = niet voor
field-promise = wat ze beloofd is
field-starts-on = eerste leads verwacht op
field-ends-on = eindigt op
field-places = waar de campagne loopt
field-expected-leads = aantal leads
field-accepted = geaccepteerd van tien leads
field-warm = warm van tien bereikte leads
field-cold = koud van tien bereikte leads
field-objections = bezwaren en antwoorden
field-first-contact = eerste contact
field-opening = hoe je begint
field-links = links
field-questions-to = vragen aan
opinion-would-call = Deze zou ik bellen
opinion-needs-more = Ik heb meer nodig
opinion-wrong-audience = Verkeerde doelgroep
post-briefing = de briefing
post-briefing-thread = een regel onder de briefing
post-briefing-draft = het concept van de briefing
post-briefing-owner = het bericht over je briefing
briefing-opening = Zo begin je
briefing-objections = Wat ze zullen zeggen, en een goed antwoord
briefing-links = Links
briefing-nothing-more = Er zijn geen bezwaren of links.
briefing-changed = Gewijzigd: { $changes }
briefing-change = { $field }: { $text }
briefing-change-empty = { $field }: weggehaald
question-asks = { $name } vraagt:
question-title = Je vraag
question-submit = Vragen
question-label = Wat wil je weten?
question-hint = Je vraag staat met je naam onder de briefing, en wie de briefing schreef krijgt bericht.
question-asked = Je vraag staat onder de briefing.
read-noted-not = Dank je. Geteld worden de collega's van sales voor wie deze briefing is; jij hoort daar niet bij.
