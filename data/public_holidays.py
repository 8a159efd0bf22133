#!/usr/bin/env python3
"""Writes holidays.txt: the public holidays of each country, and the time zones of each, for src/domain/holidays.rs.

    python3 -m venv venv && venv/bin/pip install holidays==0.109 tzdata
    venv/bin/python data/public_holidays.py > data/holidays.txt

The dates come from the package `holidays` (https://github.com/vacanza/holidays, MIT), category "public", with the days
off in lieu of those that fall on a weekend. Where they follow the moon they are that package's estimates. Time zones
come from the tz database's zone.tab, which is in the public domain. To lengthen the data, raise LAST and write it anew.
"""

import importlib.resources
import sys

import holidays

FIRST, LAST = 2024, 2045
COUNTRIES = """
AE AR AT AU BE BG BR CA CH CL CN CO CY CZ DE DK EE EG ES FI FR GB GR HK HR HU ID IE IL IS IT JP KE KR LT LU LV MA MT
MX MY NG NL NO NZ PE PH PL PT RO RS SA SE SG SI SK TH TR TW US VN ZA
""".split()
# Where holidays of the parts differ so much that the country alone would mislead.
PARTS = {
    "CH": "AG BE BS GE LU SG TI VD VS ZH".split(),
    "DE": "BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH".split(),
    "GB": "ENG NIR SCT".split(),
}
# Part that a zone means, where it means one.
PART_OF_ZONE = {"Europe/London": "GB-ENG"}


def lines(country, part=None):
    code = f"{country}-{part}" if part else country
    for year in range(FIRST, LAST + 1):
        days = holidays.country_holidays(country, subdiv=part, years=year)
        shown = " ".join(f"{day.month}{day.day:02}" for day in sorted(days) if day.year == year)
        if not shown:
            sys.exit(f"no holidays of {code} in {year}")
        yield f"{code} {year} {shown}"


def zones():
    table = importlib.resources.files("tzdata") / "zoneinfo" / "zone.tab"
    for line in table.read_text().splitlines():
        if line and not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            if country in COUNTRIES:
                yield f"@{zone} {PART_OF_ZONE.get(zone, country)}"


def main():
    print(f"# Written by public_holidays.py from the package holidays {holidays.__version__} (MIT); not edited by hand.")
    for country in COUNTRIES:
        if country != "GB":
            print(*lines(country), sep="\n")
        for part in PARTS.get(country, []):
            print(*lines(country, part), sep="\n")
    print(*sorted(zones()), sep="\n")


main()
