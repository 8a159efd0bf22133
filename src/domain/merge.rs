//! Two spellings of one campaign become one: what their leads are recognised by from then on, and which of two
//! that are the same lead is asked about.

use std::collections::HashMap;

use super::ids::{CampaignId, LeadId};
use super::lead_identity::moved_identity;

/// A lead of one of the two campaigns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergingLead {
    /// The lead.
    pub id: LeadId,
    /// What later imports recognise it by.
    pub identity: String,
    /// Somebody rated it.
    pub is_rated: bool,
    /// It stands aside for another lead.
    pub is_aside: bool,
}

/// What becomes of the leads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merge {
    /// Every lead that moves, with what it is recognised by from then on.
    pub moved: Vec<(LeadId, String)>,
    /// Leads of the campaign that stays, which give what they are recognised by to one that moves, and get that
    /// one's: it is no name of any row that can still come in.
    pub renamed: Vec<(LeadId, String)>,
    /// Leads that stand aside from then on, each with the one that is asked about instead.
    pub aside: Vec<(LeadId, LeadId)>,
}

/// Merges the leads of `from` into `into`. `known` are the leads of the campaign that stays which are recognised by
/// what the moved ones will be; see [`identities_after`].
///
/// Where both have the same lead, a rating decides which of them goes on, then the one that was there. No rating
/// is lost: it stays with its lead, and a lead that stands aside keeps its own.
#[must_use]
pub fn merge(
    from: &CampaignId,
    into: &CampaignId,
    moving: &[MergingLead],
    known: &[MergingLead],
) -> Merge {
    let known: HashMap<&str, &MergingLead> = known
        .iter()
        .map(|lead| (lead.identity.as_str(), lead))
        .collect();
    let mut merge = Merge::default();
    for lead in moving {
        let after = moved_identity(&lead.identity, from, into);
        let after = after.unwrap_or_else(|| lead.identity.clone());
        let same = known.get(after.as_str()).copied();
        match same.filter(|same| same.id != lead.id) {
            None => merge.moved.push((lead.id.clone(), after)),
            Some(same) if goes_on(lead, same) => {
                merge.renamed.push((same.id.clone(), lead.identity.clone()));
                merge.moved.push((lead.id.clone(), after));
                if !same.is_aside {
                    merge.aside.push((same.id.clone(), lead.id.clone()));
                }
            }
            Some(same) => {
                merge.moved.push((lead.id.clone(), lead.identity.clone()));
                if !lead.is_aside {
                    merge.aside.push((lead.id.clone(), same.id.clone()));
                }
            }
        }
    }
    merge
}

/// What the moved leads will be recognised by.
#[must_use]
pub fn identities_after(
    from: &CampaignId,
    into: &CampaignId,
    moving: &[MergingLead],
) -> Vec<String> {
    moving
        .iter()
        .filter_map(|lead| moved_identity(&lead.identity, from, into))
        .collect()
}

/// Whether the one that moves goes on, rather than the same lead that was there.
fn goes_on(moving: &MergingLead, known: &MergingLead) -> bool {
    match (moving.is_aside, known.is_aside) {
        (false, true) => true,
        (true, _) => false,
        (false, false) => moving.is_rated && !known.is_rated,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(id: &str, identity: &str) -> MergingLead {
        MergingLead {
            id: LeadId::new(id),
            identity: identity.to_owned(),
            is_rated: false,
            is_aside: false,
        }
    }

    fn merged(moving: &MergingLead, known: &MergingLead) -> Merge {
        let (from, into) = (CampaignId::new("old"), CampaignId::new("new"));
        merge(
            &from,
            &into,
            std::slice::from_ref(moving),
            std::slice::from_ref(known),
        )
    }

    fn pairs<T: ToString>(of: &[(LeadId, T)]) -> Vec<(String, String)> {
        of.iter()
            .map(|(id, it)| (id.to_string(), it.to_string()))
            .collect()
    }

    fn one(id: &str, it: &str) -> Vec<(String, String)> {
        vec![(id.to_owned(), it.to_owned())]
    }

    #[test]
    fn a_lead_of_one_spelling_moves_and_is_recognised_by_the_other() {
        let plan = merged(&lead("m", "email|a@x|old"), &lead("k", "email|b@x|new"));
        assert_eq!(pairs(&plan.moved), one("m", "email|a@x|new"));
        assert!(plan.aside.is_empty() && plan.renamed.is_empty());
        let plan = merged(&lead("m", "id|crm|old"), &lead("k", "email|b@x|new"));
        assert_eq!(pairs(&plan.moved), one("m", "id|crm|old"));
    }

    #[test]
    fn of_the_same_lead_in_both_the_one_that_was_there_goes_on() {
        let (m, k) = (lead("m", "email|a@x|old"), lead("k", "email|a@x|new"));
        let plan = merged(&m, &k);
        assert_eq!(pairs(&plan.moved), one("m", "email|a@x|old"));
        assert_eq!(pairs(&plan.aside), one("m", "k"));

        let both_rated = |it: &MergingLead| MergingLead {
            is_rated: true,
            ..it.clone()
        };
        let plan = merged(&both_rated(&m), &both_rated(&k));
        assert_eq!(pairs(&plan.aside), one("m", "k"));
    }

    #[test]
    fn unless_only_the_other_is_rated_or_it_stands_aside_already() {
        let (m, k) = (lead("m", "email|a@x|old"), lead("k", "email|a@x|new"));
        let rated = MergingLead {
            is_rated: true,
            ..m.clone()
        };
        let plan = merged(&rated, &k);
        assert_eq!(pairs(&plan.moved), one("m", "email|a@x|new"));
        assert_eq!(pairs(&plan.renamed), one("k", "email|a@x|old"));
        assert_eq!(pairs(&plan.aside), one("k", "m"));

        let aside = MergingLead {
            is_aside: true,
            ..k
        };
        let plan = merged(&m, &aside);
        assert_eq!(pairs(&plan.moved), one("m", "email|a@x|new"));
        assert!(plan.aside.is_empty(), "it stood aside before");
        let both = MergingLead {
            is_aside: true,
            ..m
        };
        let plan = merged(&both, &aside);
        assert!(plan.aside.is_empty() && plan.renamed.is_empty());
    }
}
