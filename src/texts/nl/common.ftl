# Datums, opsommingen, schattingen: waaruit elke andere tekst is opgebouwd.
weekday-1 = maandag
weekday-2 = dinsdag
weekday-3 = woensdag
weekday-4 = donderdag
weekday-5 = vrijdag
weekday-6 = zaterdag
weekday-7 = zondag
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
date-day-month = { $day } { $month }
date-day = { $weekday } { $date }
date-time = { $hour }.{ $minute } uur
date-moment = { $date } { $time }
date-weekday-time = { $weekday } { $time }
date-span = { $first }–{ $last }
cadence-weeks = { $weeks ->
    [1] elke week
   *[other] om de { WORD($weeks) } weken
}
cadence-month-first = op de eerste { $weekday } van de maand
cadence-month-second = op de tweede { $weekday } van de maand
cadence-month-third = op de derde { $weekday } van de maand
cadence-month-fourth = op de vierde { $weekday } van de maand
cadence-month-last = op de laatste { $weekday } van de maand
list-and = { $first } en { $last }
estimate = { $leads ->
    [1] een kwart minuut
    [2] een halve minuut
    [3] drie kwart minuut
    [4] een minuut
    [5] ruim een minuut
    [6] anderhalve minuut
   *[other] ongeveer { WORD($minutes) } minuten
}
