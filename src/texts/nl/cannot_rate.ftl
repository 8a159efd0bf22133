cannot-rate-title = Leads beoordelen
cannot-rate-gone = Dit venster is verouderd. Open je nieuwste bericht van leadloop en klik daar op de knop.
cannot-rate-not-yours = Deze leads zijn aan iemand anders gevraagd. Die van jou staan in je eigen berichten met leadloop.
cannot-rate-closed = Je volgende ronde is begonnen, dus deze antwoorden kun je niet meer wijzigen. In je nieuwste bericht staat wat er openstaat.
cannot-rate-nothing-open = Hier staat niets open. Je antwoorden zijn bewaard.
cannot-rate-all-skipped = Dat was alles. Wat je oversloeg, blijft openstaan: met de knop in je bericht haal je het terug.
