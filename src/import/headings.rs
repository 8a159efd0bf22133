//! The headings that HubSpot, Salesforce, Pipedrive and Dutch spreadsheets write, and what they mean.
//!
//! Compared by [`normalised`]: case, spaces, punctuation and accents make no difference.

use super::field::Field::{self, *};

/// Which program an export looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// HubSpot's contact export.
    HubSpot,
    /// A Salesforce report or list export.
    Salesforce,
    /// Pipedrive's lead or deal export.
    Pipedrive,
}

impl std::fmt::Display for System {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::HubSpot => "HubSpot",
            Self::Salesforce => "Salesforce",
            Self::Pipedrive => "Pipedrive",
        })
    }
}

type Table = &'static [(&'static str, Field)];

const HUBSPOT: Table = &[
    ("recordid", ExternalId),
    ("recordidcontact", ExternalId),
    ("contactid", ExternalId),
    ("contactvid", ExternalId),
    ("companyname", Company),
    ("associatedcompany", Company),
    ("contactowner", Owner),
    ("hubspotowner", Owner),
    ("createdate", CameIn),
    ("becamealeaddate", CameIn),
    ("lastactivitydate", LastActivity),
    ("lastcontacted", LastActivity),
    ("lifecyclestage", Stage),
    ("recentconversion", Activity),
    ("firstconversion", Activity),
    ("numberofemployees", CompanySize),
    ("recordlink", Link),
    ("contactrecordlink", Link),
];

const SALESFORCE: Table = &[
    ("leadid", ExternalId),
    ("companyaccount", Company),
    ("accountname", Company),
    ("leadowner", Owner),
    ("owneralias", Owner),
    ("createddate", CameIn),
    ("leadstatus", Status),
    ("campaignname", Campaign),
    ("primarycampaignsource", Campaign),
    ("lastactivity", LastActivity),
    ("noofemployees", CompanySize),
    ("employees", CompanySize),
    ("membercampaignname", Campaign),
];

const PIPEDRIVE: Table = &[
    ("leadtitle", Title),
    ("leadleadid", ExternalId),
    ("leadowner", Owner),
    ("dealowner", Owner),
    ("dealtitle", Title),
    ("dealid", ExternalId),
    ("personname", Person),
    ("personfirstname", FirstName),
    ("personlastname", LastName),
    ("personorganization", Company),
    ("personorganisation", Company),
    ("personowner", Owner),
    ("personid", ExternalId),
    ("personemailhome", Email),
    ("personemailother", Email),
    ("persontitle", JobTitle),
    ("personpersoncreated", CameIn),
    ("dealcontactperson", Person),
    ("dealorganization", Company),
    ("dealorganisation", Company),
    ("leadtitel", Title),
    ("leadeigenaar", Owner),
    ("leadcontactpersoon", Person),
    ("leadorganisatie", Company),
    ("leadaangemaakt", CameIn),
    ("leadleadaangemaakt", CameIn),
    ("leadaangemaaktop", CameIn),
    ("dealtitel", Title),
    ("dealeigenaar", Owner),
    ("dealwaarde", Amount),
    ("persoonnaam", Person),
    ("persoonvoornaam", FirstName),
    ("persoonachternaam", LastName),
    ("persoonorganisatie", Company),
    ("persooneigenaar", Owner),
    ("persoonemail", Email),
    ("persoonemailwerk", Email),
    ("persoonemailthuis", Email),
    ("persoonemailprive", Email),
    ("persoonemailoverig", Email),
    ("persoonfunctie", JobTitle),
    ("organisatienaam", Company),
    ("organisatieplaats", Place),
    ("personemail", Email),
    ("personemailwork", Email),
    ("personjobtitle", JobTitle),
    ("organizationname", Company),
    ("organisationname", Company),
    ("leadorganization", Company),
    ("leadcontactperson", Person),
    ("organizationemployees", CompanySize),
    ("organizationcity", Place),
    ("leadcreated", CameIn),
    ("leadleadcreated", CameIn),
    ("dealdealcreated", CameIn),
    ("leadlastactivitydate", LastActivity),
    ("deallastactivitydate", LastActivity),
    ("dealstatus", Outcome),
    ("dealvalue", Amount),
    ("leadnote", Message),
    ("leadstatus", Status),
    ("leadcampaign", Campaign),
];

const COMMON: Table = &[
    ("externalid", ExternalId),
    ("crmid", ExternalId),
    ("leadnumber", ExternalId),
    ("company", Company),
    ("organization", Company),
    ("organisation", Company),
    ("account", Company),
    ("name", Person),
    ("fullname", Person),
    ("contact", Person),
    ("contactname", Person),
    ("contactperson", Person),
    ("person", Person),
    ("leadname", Person),
    ("firstname", FirstName),
    ("givenname", FirstName),
    ("forename", FirstName),
    ("middlename", Infix),
    ("prefix", Infix),
    ("lastname", LastName),
    ("surname", LastName),
    ("familyname", LastName),
    ("email", Email),
    ("emailaddress", Email),
    ("mail", Email),
    ("workemail", Email),
    ("businessemail", Email),
    ("jobtitle", JobTitle),
    ("title", JobTitle),
    ("role", JobTitle),
    ("function", JobTitle),
    ("position", JobTitle),
    ("companysize", CompanySize),
    ("headcount", CompanySize),
    ("city", Place),
    ("place", Place),
    ("town", Place),
    ("location", Place),
    ("campaign", Campaign),
    ("marketingcampaign", Campaign),
    ("utmcampaign", Campaign),
    ("activity", Activity),
    ("whattheydid", Activity),
    ("message", Message),
    ("notes", Message),
    ("note", Message),
    ("comments", Message),
    ("comment", Message),
    ("description", Message),
    ("remarks", Message),
    ("owner", Owner),
    ("owneremail", Owner),
    ("ownername", Owner),
    ("salesowner", Owner),
    ("salesrep", Owner),
    ("rep", Owner),
    ("assignedto", Owner),
    ("accountmanager", Owner),
    ("created", CameIn),
    ("createdat", CameIn),
    ("createdon", CameIn),
    ("creationdate", CameIn),
    ("datecreated", CameIn),
    ("date", CameIn),
    ("camein", CameIn),
    ("timestamp", CameIn),
    ("submittedat", CameIn),
    ("lastactivityat", LastActivity),
    ("lastcontact", LastActivity),
    ("lastcontactdate", LastActivity),
    ("status", Status),
    ("stage", Stage),
    ("outcome", Outcome),
    ("result", Outcome),
    ("amount", Amount),
    ("dealamount", Amount),
    ("link", Link),
    ("url", Link),
    ("leadurl", Link),
    ("leadlink", Link),
    ("crmlink", Link),
];

const DUTCH: Table = &[
    ("leadnummer", ExternalId),
    ("relatienummer", ExternalId),
    ("klantnummer", ExternalId),
    ("bedrijf", Company),
    ("bedrijfsnaam", Company),
    ("organisatie", Company),
    ("firma", Company),
    ("naambedrijf", Company),
    ("naam", Person),
    ("contactpersoon", Person),
    ("volledigenaam", Person),
    ("voornaam", FirstName),
    ("tussenvoegsel", Infix),
    ("tussenvoegsels", Infix),
    ("achternaam", LastName),
    ("eigenaarlead", Owner),
    ("eigenaarvanlead", Owner),
    ("contacteigenaar", Owner),
    ("eigenaarvancontact", Owner),
    ("eigenaarcontactpersoon", Owner),
    ("eigenaarvancontactpersoon", Owner),
    ("bedrijfaccount", Company),
    ("gekoppeldbedrijf", Company),
    ("levenscyclusfase", Stage),
    ("recentsteconversie", Activity),
    ("datumlaatsteactiviteit", LastActivity),
    ("laatsteactiviteitsdatum", LastActivity),
    ("datumaanmaak", CameIn),
    ("datumvanaanmaak", CameIn),
    ("gemaaktop", CameIn),
    ("emailadres", Email),
    ("mailadres", Email),
    ("functie", JobTitle),
    ("functietitel", JobTitle),
    ("rol", JobTitle),
    ("aantalmedewerkers", CompanySize),
    ("medewerkers", CompanySize),
    ("aantalwerknemers", CompanySize),
    ("bedrijfsgrootte", CompanySize),
    ("plaats", Place),
    ("woonplaats", Place),
    ("stad", Place),
    ("vestigingsplaats", Place),
    ("campagne", Campaign),
    ("campagnenaam", Campaign),
    ("actie", Activity),
    ("activiteit", Activity),
    ("opmerking", Message),
    ("opmerkingen", Message),
    ("bericht", Message),
    ("notitie", Message),
    ("notities", Message),
    ("toelichting", Message),
    ("eigenaar", Owner),
    ("verkoper", Owner),
    ("accountbeheerder", Owner),
    ("toegewezenaan", Owner),
    ("datum", CameIn),
    ("aanmaakdatum", CameIn),
    ("datumbinnen", CameIn),
    ("binnengekomen", CameIn),
    ("datumbinnenkomst", CameIn),
    ("aangemaaktop", CameIn),
    ("laatsteactiviteit", LastActivity),
    ("laatstecontact", LastActivity),
    ("leadstatus", Status),
    ("fase", Stage),
    ("uitkomst", Outcome),
    ("resultaat", Outcome),
    ("bedrag", Amount),
    ("waarde", Amount),
];

/// Taken only where the file has nothing better for the field. A source ("Web", "Organic search") is
/// what somebody came through, hardly ever a campaign that marketing runs.
const WEAKER: Table = &[
    ("id", ExternalId),
    ("leadsource", Activity),
    ("originalsource", Activity),
    ("source", Activity),
    ("latestsource", Activity),
    ("leadsourcename", Activity),
    ("bron", Activity),
    ("leadbron", Activity),
    ("leadleadbron", Activity),
    ("leadleadsource", Activity),
    ("herkomst", Activity),
    ("leadvalue", Amount),
    ("lastmodifieddate", LastActivity),
    ("country", Place),
    ("countryregion", Place),
    ("land", Place),
    ("organizationaddress", Place),
    ("leadnextactivity", Activity),
    ("leadsourceorigin", Activity),
];

/// A heading without case, spaces, punctuation and accents: "E-mail Adres" → "emailadres".
pub(super) fn normalised(heading: &str) -> String {
    folded(heading)
        .chars()
        .filter(|char| char.is_alphanumeric())
        .collect()
}

/// A text in lower case and without accents, for comparing words.
pub(super) fn folded(text: &str) -> String {
    let lower = text.chars().flat_map(char::to_lowercase);
    lower
        .filter(|char| !('\u{300}'..='\u{36F}').contains(char))
        .map(plain)
        .collect()
}

fn plain(char: char) -> char {
    match char {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' => 'i',
        'ñ' | 'ń' => 'n',
        'ò'..='ö' | 'ø' | 'ő' => 'o',
        'ś' | 'š' => 's',
        'ù'..='ü' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

/// What a heading means, and whether it is only a makeshift for the field. A remark in brackets
/// ("Create Date (CET)") and a number behind it ("Email 2") are passed over.
pub(super) fn meaning(heading: &str) -> Option<(Field, bool)> {
    let without_brackets = heading.split(['(', '[']).next().unwrap_or_default();
    let candidates = [normalised(heading), normalised(without_brackets)];
    candidates.iter().find_map(|word| {
        let word = word.trim_end_matches(|char: char| char.is_ascii_digit());
        let strong = [HUBSPOT, SALESFORCE, PIPEDRIVE, COMMON, DUTCH];
        let strong = strong.into_iter().find_map(|table| look_up(table, word));
        let weaker = || look_up(WEAKER, word).map(|field| (field, true));
        strong.map(|field| (field, false)).or_else(weaker)
    })
}

fn look_up(table: Table, word: &str) -> Option<Field> {
    let entry = table.iter().find(|(heading, _)| *heading == word);
    entry.map(|&(_, field)| field)
}

/// The program that the headings speak for: two of its own, and more than of any other.
pub(super) fn system(headings: &[String]) -> Option<System> {
    let count = |table: Table| {
        let of_table = |heading: &&String| look_up(table, &normalised(heading)).is_some();
        headings.iter().filter(of_table).count()
    };
    let counts = [
        (count(HUBSPOT), System::HubSpot),
        (count(SALESFORCE), System::Salesforce),
        (count(PIPEDRIVE), System::Pipedrive),
    ];
    let most = counts
        .iter()
        .map(|(count, _)| *count)
        .max()
        .filter(|&most| most >= 2)?;
    let mut leaders = counts.iter().filter(|(count, _)| *count == most);
    let (_, system) = leaders.next()?;
    leaders.next().is_none().then_some(*system)
}

/// Whether the headings are Dutch: decides how `3/11/2026` is read when nothing else does.
pub(super) fn is_dutch(headings: &[String]) -> bool {
    headings.iter().any(|heading| {
        look_up(DUTCH, &normalised(heading)).is_some_and(|_| normalised(heading) != "leadstatus")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_however_they_are_spelt() {
        for (heading, field) in [
            ("E-mail", Email),
            ("EMAIL ADDRESS", Email),
            ("Récord ID - Contact", ExternalId),
            ("Company / Account", Company),
            ("Person - Email", Email),
            ("Lead - Owner", Owner),
            ("Bedrijfsnaam:", Company),
            ("Create Date (Europe/Amsterdam)", CameIn),
            ("Aantal medewerkers", CompanySize),
            ("Email 2", Email),
            ("Lead Status", Status),
        ] {
            assert_eq!(meaning(heading), Some((field, false)), "{heading}");
        }
        assert_eq!(meaning("Original Source"), Some((Activity, true)));
        assert_eq!(meaning("Marketing consent"), None);
        assert_eq!(meaning(""), None);
    }
}
