# Dates, lists, estimates: what every other text is put together from.
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-day-month = { $day } { $month }
date-day = { $weekday } { $date }
date-time = { $hour }:{ $minute }
date-moment = { $date }, { $time }
date-weekday-time = { $weekday } { $time }
date-span = { $first }–{ $last }
cadence-weeks = { $weeks ->
    [1] every week
   *[other] every { WORD($weeks) } weeks
}
cadence-month-first = on the first { $weekday } of the month
cadence-month-second = on the second { $weekday } of the month
cadence-month-third = on the third { $weekday } of the month
cadence-month-fourth = on the fourth { $weekday } of the month
cadence-month-last = on the last { $weekday } of the month
list-and = { $first } and { $last }
estimate = { $leads ->
    [1] a quarter of a minute
    [2] half a minute
    [3] about 45 seconds
    [4] about a minute
    [5] about 75 seconds
    [6] about a minute and a half
   *[other] about { WORD($minutes) } minutes
}
