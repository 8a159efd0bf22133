//! What the words of a CRM's status say about a lead. Only what they say plainly: a wrong guess
//! would answer the rep's question for them.

use super::headings::folded;
use crate::domain::crm_words::{follow_up_from_crm, outcome_from_crm};
use crate::domain::rating::FollowUp;

/// What a status amounts to as follow-up; none when it does not tell.
#[must_use]
pub(super) fn follow_up(status: &str) -> Option<FollowUp> {
    if let Some(known) = follow_up_from_crm(status) {
        return Some(known);
    }
    let text = words(status);
    let has = |candidates: &[&str]| {
        candidates
            .iter()
            .any(|word| text.contains(&format!(" {word} ")))
    };
    let begins = |candidates: &[&str]| {
        candidates
            .iter()
            .any(|word| text.contains(&format!(" {word}")))
    };
    if text == " new "
        || text == " nieuw "
        || has(&[
            "not contacted",
            "nog niet",
            "not started",
            "to call",
            "te bellen",
            "niet benaderd",
            "uncontacted",
        ])
    {
        Some(FollowUp::Nothing)
    } else if has(&[
        "tried",
        "geprobeerd",
        "niet bereikt",
        "not reached",
        "unreached",
        "voicemail",
        "no answer",
        "geen gehoor",
        "left message",
        "mail sent",
        "email sent",
    ]) || begins(&["attempt", "poging"])
    {
        Some(FollowUp::Tried)
    } else if has(&["scheduled", "gepland", "booked", "ingepland"]) {
        Some(FollowUp::Other)
    } else if has(&["called", "gebeld", "phoned", "telefonisch gesproken"]) {
        Some(FollowUp::Called)
    } else if has(&["mailed", "gemaild", "emailed", "e mailed", "replied"]) {
        Some(FollowUp::Mailed)
    } else if text == " met "
        || has(&[
            "bezocht",
            "visited",
            "meeting held",
            "afspraak gehad",
            "demo gegeven",
            "demo given",
        ])
    {
        Some(FollowUp::Met)
    } else if has(&[
        "connected",
        "contacted",
        "contact gehad",
        "in contact",
        "in gesprek",
    ]) {
        Some(FollowUp::Other)
    } else {
        None
    }
}

/// Whether a status, stage or outcome says that the lead is over for sales: won, lost, a customer,
/// disqualified.
#[must_use]
pub(super) fn is_over(text: &str) -> bool {
    if outcome_from_crm(text).is_some() {
        return true;
    }
    if follow_up_from_crm(text).is_some() {
        // "Closed - Converted" is a deal under way: what marketing most wants to hear of.
        return false;
    }
    let text = words(text);
    let over = [
        "won",
        "lost",
        "gewonnen",
        "verloren",
        "converted",
        "disqualified",
        "unqualified",
        "gediskwalificeerd",
        "niet gekwalificeerd",
        "afgewezen",
        "afgevallen",
        "closed",
        "gesloten",
        "junk",
        "bad fit",
        "existing customer",
        "bestaande klant",
        "klant geworden",
    ];
    let whole = [" customer ", " klant ", " new customer ", " nieuwe klant "];
    let has = |word: &str| text.contains(&format!(" {word} "));
    whole.contains(&text.as_str()) || over.iter().any(|word| has(word))
}

/// Whether a lifecycle stage is worth keeping as an outcome: over, or a deal in the making.
pub(super) fn is_outcome(stage: &str) -> bool {
    let text = words(stage);
    is_over(stage)
        || text.contains(" opportunity ")
        || text.contains(" deal ")
        || text.contains(" offerte ")
}

/// Folded words with a space on each side.
fn words(text: &str) -> String {
    let folded = folded(text);
    let words = folded
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.fold(String::from(" "), |text, word| text + word + " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_say_what_they_plainly_say() {
        for (status, expected) in [
            ("New", Some(FollowUp::Nothing)),
            ("Open - Not Contacted", Some(FollowUp::Nothing)),
            ("ATTEMPTED_TO_CONTACT", Some(FollowUp::Tried)),
            ("Niet bereikt", Some(FollowUp::Tried)),
            ("Gebeld", Some(FollowUp::Called)),
            ("Working - Contacted", Some(FollowUp::Other)),
            ("Demo scheduled", Some(FollowUp::Other)),
            ("In progress", None),
            ("In overleg met inkoop", None),
            ("Met", Some(FollowUp::Met)),
        ] {
            assert_eq!(follow_up(status), expected, "{status}");
        }
    }

    #[test]
    fn some_leads_are_over() {
        for over in [
            "Closed Won",
            "Won",
            "Klant",
            "customer",
            "Unqualified",
            "Verloren",
        ] {
            assert!(is_over(over), "{over}");
        }
        for open in [
            "Closed - Converted",
            "Potential customer",
            "Open deal",
            "Working",
            "Potentiële klant",
            "",
        ] {
            assert!(!is_over(open), "{open}");
        }
        assert!(is_outcome("Opportunity") && !is_outcome("Marketing Qualified Lead"));
    }
}
