//! What a lead is recognised by when it comes in again, and which leads are the same person or company.

use super::ids::CampaignId;
use super::lead::LeadFacts;
use super::names::{folded, plain, words};

/// What an identity rests on, strongest first. The import reports leads that have only the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IdentityKind {
    /// The source and the lead's id in it.
    ExternalId,
    /// E-mail and campaign.
    Email,
    /// Company, name and campaign: a typing error makes another lead of it.
    CompanyAndName,
}

/// What a lead is recognised by in later imports.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Identity {
    /// The key as stored; equal exactly for the same lead.
    pub key: String,
    /// What it rests on.
    pub kind: IdentityKind,
}

/// The identity of a lead: source + external id; else e-mail + campaign; else company + name +
/// campaign. None when it has neither id, e-mail, company nor name: such a row can't be kept.
///
/// Case, spaces and Unicode forms don't count, except in an external id: some CRMs tell ids apart by
/// case alone.
#[must_use]
pub fn identity(
    source: &str,
    external_id: Option<&str>,
    campaign_id: Option<&CampaignId>,
    facts: &LeadFacts,
) -> Option<Identity> {
    let campaign = campaign_id.map_or("", CampaignId::as_str);
    if let Some(id) = external_id.map(str::trim).filter(|id| !id.is_empty()) {
        return Some(Identity {
            key: encoded("id", &[&folded(source), id]),
            kind: IdentityKind::ExternalId,
        });
    }
    if let Some(email) = text_of(facts.email.as_deref()) {
        return Some(Identity {
            key: encoded("email", &[&email, campaign]),
            kind: IdentityKind::Email,
        });
    }
    let company = text_of(facts.company.as_deref());
    let person = text_of(facts.person.as_deref());
    if company.is_none() && person.is_none() {
        return None;
    }
    Some(Identity {
        key: encoded(
            "name",
            &[
                &company.unwrap_or_default(),
                &person.unwrap_or_default(),
                campaign,
            ],
        ),
        kind: IdentityKind::CompanyAndName,
    })
}

/// The identity of the same lead in another campaign; none where the campaign is no part of it.
#[must_use]
pub fn moved_identity(key: &str, from: &CampaignId, into: &CampaignId) -> Option<String> {
    let (kind, _) = key.split_once('|')?;
    if !matches!(kind, "email" | "name") {
        return None;
    }
    let rest = key.strip_suffix(&encoded("", &[from.as_str()]))?;
    Some(encoded(rest, &[into.as_str()]))
}

/// The keys under which a lead is a duplicate of another: it is when one key of each is the same.
/// Same e-mail, or same company and name; the campaign doesn't matter.
#[must_use]
pub fn duplicate_keys(facts: &LeadFacts) -> Vec<String> {
    let mut keys = Vec::new();
    if let Some(email) = text_of(facts.email.as_deref()) {
        keys.push(encoded("email", &[&email]));
    }
    if let (Some(company), Some(person)) = (
        text_of(facts.company.as_deref()),
        text_of(facts.person.as_deref()),
    ) {
        keys.push(encoded("name", &[&company_key(&company), &plain(&person)]));
    }
    keys
}

/// Legal forms that end a company's name, without dots.
const LEGAL_FORMS: &[&str] = &[
    "ab", "ag", "aps", "as", "bv", "bvba", "co", "corp", "cv", "gmbh", "inc", "kft", "kg",
    "limited", "llc", "llp", "lp", "ltd", "nv", "oy", "oyj", "plc", "pte", "pty", "sa", "sarl",
    "sas", "se", "sl", "spa", "sprl", "srl", "ug", "vof",
];

/// A company's name as companies are compared: lower case, without accents, punctuation and the legal
/// forms at its end. "Nova Bouw B.V." and "nova bouw" are the same. A name that is nothing else keeps
/// its last word.
#[must_use]
pub fn company_key(name: &str) -> String {
    // Dots and apostrophes join ("B.V.", "Kwik's"); other punctuation parts.
    let joined: String = plain(name)
        .chars()
        .filter(|character| !matches!(character, '.' | '\'' | '’'))
        .collect();
    let mut parts = words(&joined);
    while let Some(rest) = without_legal_form(&parts) {
        parts.truncate(rest);
    }
    if parts.is_empty() {
        plain(name)
    } else {
        parts.join(" ")
    }
}

/// How many words are left when the legal form at the end is taken off; none if there is no such form
/// or nothing else.
fn without_legal_form(parts: &[String]) -> Option<usize> {
    // "B V", "V O F": single letters that spell one.
    for letters in (2..=3).rev() {
        if let Some(rest) = parts.len().checked_sub(letters).filter(|rest| *rest > 0) {
            let end = &parts[rest..];
            if end.iter().all(|part| part.chars().count() == 1)
                && LEGAL_FORMS.contains(&end.concat().as_str())
            {
                return Some(rest);
            }
        }
    }
    let (last, rest) = parts.split_last()?;
    (!rest.is_empty() && LEGAL_FORMS.contains(&last.as_str())).then_some(rest.len())
}

/// A text in comparable form; none when there is nothing in it.
fn text_of(text: Option<&str>) -> Option<String> {
    text.map(folded).filter(|text| !text.is_empty())
}

/// One text of several, so that different parts never give the same text.
fn encoded(kind: &str, parts: &[&str]) -> String {
    let mut key = kind.to_owned();
    for part in parts {
        key.push('|');
        key.push_str(&part.replace('\\', "\\\\").replace('|', "\\p"));
    }
    key
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn facts(company: &str, person: &str, email: &str) -> LeadFacts {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        LeadFacts {
            company: some(company),
            person: some(person),
            email: some(email),
            ..LeadFacts::default()
        }
    }

    #[test]
    fn the_strongest_mark_a_row_has_is_its_identity() {
        let webinar = CampaignId::new("webinar");
        let full = facts("Nova Bouw", "Sanne de Wit", "sanne@nova.example");
        let kind = |id, facts: &LeadFacts| {
            identity("csv", id, Some(&webinar), facts).map(|identity| identity.kind)
        };
        assert_eq!(kind(Some("00Q1"), &full), Some(IdentityKind::ExternalId));
        assert_eq!(kind(Some("  "), &full), Some(IdentityKind::Email));
        let nameless = facts("Nova Bouw", "Sanne", " ");
        assert_eq!(kind(None, &nameless), Some(IdentityKind::CompanyAndName));
        assert_eq!(kind(None, &facts("", " ", "")), None);
    }

    #[test]
    fn the_same_row_typed_differently_is_the_same_lead_and_another_campaign_is_another() {
        let (one, two) = (CampaignId::new("1"), CampaignId::new("2"));
        let typed = facts("", "", "  Sanne@Nova.example");
        let stored = facts("", "", "sanne@nova.example");
        assert_eq!(
            identity("csv", None, Some(&one), &typed),
            identity("CRM", None, Some(&one), &stored)
        );
        assert_ne!(
            identity("csv", None, Some(&one), &stored),
            identity("csv", None, Some(&two), &stored)
        );
    }

    #[test]
    fn a_lead_that_moves_is_known_as_if_it_had_come_in_there() {
        let (one, two) = (CampaignId::new("a|1"), CampaignId::new("2"));
        for facts in [
            facts("", "", "sanne@nova.example"),
            facts("Nova | Bouw", "Sanne", ""),
        ] {
            let before = identity("csv", None, Some(&one), &facts).unwrap();
            let after = identity("csv", None, Some(&two), &facts).unwrap();
            assert_eq!(moved_identity(&before.key, &one, &two), Some(after.key));
            assert_eq!(moved_identity(&before.key, &two, &one), None);
        }
        let by_id = identity("csv", Some("2"), Some(&two), &facts("", "", "")).unwrap();
        assert_eq!(moved_identity(&by_id.key, &two, &one), None);
    }

    #[test]
    fn duplicates_share_an_email_or_company_and_name() {
        let one = duplicate_keys(&facts("Nova Bouw B.V.", "José Kok", ""));
        let two = duplicate_keys(&facts("nova bouw", "Jose  Kok", "j@nova.example"));
        assert!(one.iter().any(|key| two.contains(key)));
        assert!(duplicate_keys(&facts("Nova Bouw", "", "")).is_empty());
    }

    #[rstest]
    #[case("Nova Bouw B.V.", "nova bouw")]
    #[case("NOVA-BOUW bv", "nova bouw")]
    #[case("Nova Bouw B. V.", "nova bouw")]
    #[case("Müller GmbH & Co. KG", "muller")]
    #[case("Jansen V.O.F.", "jansen")]
    #[case("Acme, Inc.", "acme")]
    #[case("BV", "bv")]
    #[case("SAP", "sap")]
    #[case("Kwik's Ltd", "kwiks")]
    #[case("!!!", "!!!")]
    fn a_company_is_known_by_its_name_without_its_legal_form(
        #[case] name: &str,
        #[case] key: &str,
    ) {
        assert_eq!(company_key(name), key);
    }

    proptest! {
        #[test]
        fn different_parts_never_give_the_same_key(
            one in prop::collection::vec("[a|\\\\p]{0,4}", 3),
            two in prop::collection::vec("[a|\\\\p]{0,4}", 3),
        ) {
            let key = |parts: &[String]| {
                encoded("k", &parts.iter().map(String::as_str).collect::<Vec<_>>())
            };
            prop_assert_eq!(key(&one) == key(&two), one == two);
        }

        #[test]
        fn a_company_key_of_a_key_is_itself(name in "[A-Za-zé .,&-]{0,20}( B\\.?V\\.?| GmbH| s a)?") {
            let key = company_key(&name);
            prop_assert_eq!(company_key(&key), key);
        }
    }
}
