//! The words with which CRMs say how far a lead is, read as follow-up and as "it is over".
//! A word that isn't known, or means different things in different CRMs, says nothing.

use super::lead::DoneReason;
use super::names::words;
use super::rating::FollowUp;

/// How a lead ended, by the CRM.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Is a customer.
    Customer,
    /// The deal was won.
    Won,
    /// The deal was lost.
    Lost,
    /// Turned down as a lead.
    Disqualified,
}

/// A status in [`words`] form (lower case, single spaces, no punctuation) and what it says.
type Row = (&'static str, Option<FollowUp>, Option<Outcome>);

const TABLE: &[Row] = &[
    // HubSpot. "Open" and "in progress" don't tell whether anybody was reached.
    ("new", Some(FollowUp::Nothing), None),
    ("open", None, None),
    ("in progress", None, None),
    ("open deal", Some(FollowUp::Other), None),
    ("unqualified", None, Some(Outcome::Disqualified)),
    ("attempted to contact", Some(FollowUp::Tried), None),
    ("connected", Some(FollowUp::Other), None),
    ("bad timing", None, None),
    // Salesforce. A converted lead is a deal under way: it is what marketing most wants to hear of.
    ("open not contacted", Some(FollowUp::Nothing), None),
    ("working contacted", Some(FollowUp::Other), None),
    ("closed converted", Some(FollowUp::Other), None),
    ("closed not converted", None, Some(Outcome::Disqualified)),
    ("qualified", Some(FollowUp::Other), None),
    ("closed won", Some(FollowUp::Other), Some(Outcome::Won)),
    ("closed lost", None, Some(Outcome::Lost)),
    // Pipedrive, and English at large.
    ("won", Some(FollowUp::Other), Some(Outcome::Won)),
    ("lost", None, Some(Outcome::Lost)),
    ("customer", Some(FollowUp::Other), Some(Outcome::Customer)),
    ("disqualified", None, Some(Outcome::Disqualified)),
    ("rejected", None, Some(Outcome::Disqualified)),
    ("not contacted", Some(FollowUp::Nothing), None),
    ("no answer", Some(FollowUp::Tried), None),
    ("contacted", Some(FollowUp::Other), None),
    ("called", Some(FollowUp::Called), None),
    ("mailed", Some(FollowUp::Mailed), None),
    ("emailed", Some(FollowUp::Mailed), None),
    ("met", Some(FollowUp::Met), None),
    // Dutch.
    ("nieuw", Some(FollowUp::Nothing), None),
    ("gebeld", Some(FollowUp::Called), None),
    ("gemaild", Some(FollowUp::Mailed), None),
    ("afspraak", Some(FollowUp::Met), None),
    ("gesproken", Some(FollowUp::Called), None),
    ("geen gehoor", Some(FollowUp::Tried), None),
    ("klant", Some(FollowUp::Other), Some(Outcome::Customer)),
    ("afgewezen", None, Some(Outcome::Disqualified)),
    ("gewonnen", Some(FollowUp::Other), Some(Outcome::Won)),
    ("verloren", None, Some(Outcome::Lost)),
];

/// What the status says about follow-up; none when it doesn't say.
#[must_use]
pub fn follow_up_from_crm(status: &str) -> Option<FollowUp> {
    row(status).and_then(|(_, follow_up, _)| *follow_up)
}

/// How the lead ended by its status or outcome; none while it hasn't.
#[must_use]
pub fn outcome_from_crm(status: &str) -> Option<Outcome> {
    row(status).and_then(|(_, _, outcome)| *outcome)
}

/// Why a lead is no longer asked about, going by what the CRM says: its status or its outcome.
#[must_use]
pub fn done_from_crm(status: Option<&str>, outcome: Option<&str>) -> Option<DoneReason> {
    [status, outcome]
        .into_iter()
        .flatten()
        .find_map(outcome_from_crm)
        .map(|_| DoneReason::Outcome)
}

fn row(status: &str) -> Option<&'static Row> {
    let said = words(status).join(" ");
    TABLE.iter().find(|(known, ..)| *known == said)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("NEW", Some(FollowUp::Nothing), None)]
    #[case("ATTEMPTED_TO_CONTACT", Some(FollowUp::Tried), None)]
    #[case("OPEN_DEAL", Some(FollowUp::Other), None)]
    #[case("Unqualified", None, Some(Outcome::Disqualified))]
    #[case("Open - Not Contacted", Some(FollowUp::Nothing), None)]
    #[case("Working - Contacted", Some(FollowUp::Other), None)]
    #[case("Closed - Converted", Some(FollowUp::Other), None)]
    #[case("Closed - Not Converted", None, Some(Outcome::Disqualified))]
    #[case("won", Some(FollowUp::Other), Some(Outcome::Won))]
    #[case("open", None, None)]
    #[case("Geen gehoor", Some(FollowUp::Tried), None)]
    #[case(" gebeld ", Some(FollowUp::Called), None)]
    #[case("Klant", Some(FollowUp::Other), Some(Outcome::Customer))]
    #[case("whatever", None, None)]
    #[case("", None, None)]
    fn a_status_is_read_as_its_crm_means_it(
        #[case] status: &str,
        #[case] follow_up: Option<FollowUp>,
        #[case] outcome: Option<Outcome>,
    ) {
        assert_eq!(follow_up_from_crm(status), follow_up);
        assert_eq!(outcome_from_crm(status), outcome);
    }

    #[test]
    fn every_row_of_the_table_can_be_found_and_only_once() {
        for entry in TABLE {
            assert_eq!(row(entry.0), Some(entry));
        }
    }

    #[test]
    fn a_lead_is_over_by_its_status_or_its_outcome() {
        assert_eq!(
            done_from_crm(Some("new"), Some("Lost")),
            Some(DoneReason::Outcome)
        );
        assert_eq!(done_from_crm(Some("new"), None), None);
    }
}
