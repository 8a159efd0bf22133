//! A lead: a person or company that came in through a campaign, and who owns it in sales.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::coded::coded;
use super::ids::{CampaignId, LeadId, MemberId};
use super::rating::FollowUp;

coded! {
    /// How the present owner came to own a lead.
    OwnerFrom {
        /// The CRM's owner, from an import.
        Import => "import",
        /// Handed over in Slack; wins over imports until the CRM's owner itself changes.
        HandOver => "hand_over",
        /// Added by the rep.
        Added => "added",
    }
}

coded! {
    /// Whose a lead is that is not its rep's, as far as that rep knows.
    Whose {
        /// A colleague's.
        Colleague => "colleague",
        /// Nobody's.
        Nobody => "nobody",
        /// The company already has an account manager.
        AccountManager => "account_manager",
    }
}

coded! {
    /// Why a lead is no longer asked about.
    DoneReason {
        /// A final verdict and, if accepted, a first contact.
        Rated => "rated",
        /// Asked three times.
        AskedOut => "asked_out",
        /// Not reached in two rounds.
        NotReached => "not_reached",
        /// The same person or company as a later lead, which is asked instead.
        Duplicate => "duplicate",
        /// The import says that it is over (won, lost, customer, disqualified).
        Outcome => "outcome",
    }
}

/// What an import or a form says about a lead. Importing again updates these, never ratings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadFacts {
    /// The company.
    pub company: Option<String>,
    /// The person's name.
    pub person: Option<String>,
    /// The person's role or job title.
    pub job_title: Option<String>,
    /// E-mail, lower case.
    pub email: Option<String>,
    /// The company's size, as the export words it ("180", "50-200").
    pub company_size: Option<String>,
    /// The place.
    pub place: Option<String>,
    /// What they did: "Webinar sign-up", "Downloaded the pricing guide".
    pub activity: Option<String>,
    /// What they wrote, in their own words.
    pub message: Option<String>,
    /// An https link into the CRM.
    pub link: Option<String>,
    /// The status as the CRM words it.
    pub status: Option<String>,
    /// The outcome as the CRM words it (won, lost, amount), for the export.
    pub outcome: Option<String>,
    /// When somebody in sales last did something with it, by the CRM.
    pub last_activity_at: Option<Timestamp>,
    /// What that amounts to as follow-up, where the status or activity tells.
    pub follow_up: Option<FollowUp>,
}

impl LeadFacts {
    /// What a card, list or record calls the lead: the company, else the person, else the e-mail.
    #[must_use]
    pub fn title(&self) -> &str {
        [&self.company, &self.person, &self.email]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .find(|text| !text.trim().is_empty())
            .unwrap_or("–")
    }
}

/// A lead as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// Its id.
    pub id: LeadId,
    /// Where it came from: `csv`, a name given with `--source`, or `sales` (added by a rep: never in
    /// marketing's numbers).
    pub source: String,
    /// Its id in the source, if it has one.
    pub external_id: Option<String>,
    /// What it is recognised by in later imports; see the identity rules.
    pub identity: String,
    /// The campaign; none for leads without one.
    pub campaign_id: Option<CampaignId>,
    /// What is known about it.
    pub facts: LeadFacts,
    /// When it came in.
    pub came_in_at: Timestamp,
    /// Its owner in sales; none for a lead without owner.
    pub owner_id: Option<MemberId>,
    /// How the owner came to own it.
    pub owner_from: OwnerFrom,
    /// The owner as the import last worded it (e-mail or name), matched or not.
    pub import_owner: Option<String>,
    /// How many asks it has stood in that were sent; not those from which it was passed on or taken.
    pub times_asked: u16,
    /// Rounds in a row in which it was rated without having been reached.
    pub rounds_not_reached: u16,
    /// Not asked before this instant (`not_yet` comes back once after 60 days).
    pub rests_until: Option<Timestamp>,
    /// Has come back after `not_yet` once already.
    pub has_rested: bool,
    /// Why it is no longer asked about; none while it is.
    pub done: Option<DoneReason>,
}

/// The `source` of a lead that a rep added.
pub const SOURCE_SALES: &str = "sales";
