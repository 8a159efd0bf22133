//! The ratings of a round with names, in a window: for those who may read them, a page at a time.

use serde_json::Value;

use super::kit::{self, Modal};
use super::pages;
use super::record::{RecordedLead, RecordedOutcome};
use crate::domain::ids::{CampaignId, LeadId, RoundId};
use crate::domain::language::Language;
use crate::domain::rating::Judged;
use crate::slack::ids::{ActionId, CallbackId};
use crate::texts::t;

/// Which page of which ratings; what the button that shows it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingsPage {
    /// The round whose digest counted them.
    pub round: RoundId,
    /// One campaign's; none for those of the whole loop.
    pub campaign: Option<CampaignId>,
    /// From 0 on.
    pub page: usize,
}

impl RatingsPage {
    /// The button's value.
    #[must_use]
    pub fn value(&self) -> String {
        let campaign = self.campaign.as_ref().map_or("", CampaignId::as_str);
        format!("{}:{campaign}:{}", self.round, self.page)
    }

    /// Reads a button's value.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        let (round, rest) = value.split_once(':')?;
        let (campaign, page) = rest.rsplit_once(':')?;
        Some(Self {
            round: RoundId::new(round),
            campaign: (!campaign.is_empty()).then(|| CampaignId::new(campaign)),
            page: page.parse().ok()?,
        })
    }

    /// The button in a message that opens the first page.
    #[must_use]
    pub fn button(round: &RoundId, campaign: Option<&CampaignId>, language: Language) -> Value {
        let first = Self {
            round: round.clone(),
            campaign: campaign.cloned(),
            page: 0,
        };
        let text = t!(language, "ratings-see");
        kit::button(&text, ActionId::SeeRatings, &first.value())
    }
}

/// A rating with the name of who gave it.
#[derive(Debug, Clone)]
pub struct RatingLine {
    /// What the lead is called.
    pub title: String,
    /// Its campaign, where the window is about several.
    pub campaign: Option<String>,
    /// Who rated it.
    pub rep: String,
    /// The judgement.
    pub judged: Judged,
}

/// The window.
#[derive(Debug, Clone)]
pub struct RatingsView {
    /// Which page it is.
    pub page: RatingsPage,
    /// The loop's name.
    pub loop_name: String,
    /// The round's number.
    pub number: u32,
    /// The campaign's name, when it is about one.
    pub campaign: Option<String>,
    /// The ratings, at most 80.
    pub ratings: Vec<RatingLine>,
    /// So many more come after these.
    pub more: usize,
}

impl RatingsView {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let heading = match &self.campaign {
            Some(campaign) => t!(
                language,
                "owner-heading",
                campaign = campaign.as_str(),
                loop_name = self.loop_name.as_str(),
                number = self.number
            ),
            None => t!(
                language,
                "digest-round",
                loop_name = self.loop_name.as_str(),
                number = self.number
            ),
        };
        let mut blocks = vec![
            kit::header(&heading),
            kit::context(&t!(language, "ratings-what-for")),
        ];
        if self.ratings.is_empty() {
            blocks.push(kit::section(&t!(language, "ratings-none")));
        }
        let lines = self.ratings.iter().map(|it| self.line(language, it));
        blocks.extend(lines.map(|line| kit::section(&line)));
        blocks.extend(self.turn(language));
        Modal {
            callback: CallbackId::Ratings,
            metadata: String::new(),
            title: t!(language, "ratings-title"),
            submit: None,
            close: t!(language, "button-close"),
            notify_on_close: false,
            blocks,
        }
        .json()
    }

    fn line(&self, language: Language, rating: &RatingLine) -> String {
        let title = match (&self.campaign, &rating.campaign) {
            (Some(_), _) => t!(
                language,
                "ratings-lead",
                lead = rating.title.as_str(),
                rep = rating.rep.as_str()
            ),
            (None, campaign) => t!(
                language,
                "ratings-lead-of",
                lead = rating.title.as_str(),
                rep = rating.rep.as_str(),
                campaign = campaign
                    .clone()
                    .unwrap_or_else(|| t!(language, "campaign-none"))
            ),
        };
        let said = RecordedLead {
            lead: LeadId::new(""),
            title,
            outcome: RecordedOutcome::Rated(rating.judged.clone()),
            comes_back: false,
        };
        let line = said.line(language);
        match &rating.judged.comment {
            Some(comment) => {
                let quote = t!(language, "quote", text = comment.as_str());
                format!("{line}\n{quote}")
            }
            None => line,
        }
    }

    fn turn(&self, language: Language) -> Option<Value> {
        let value = |page| {
            RatingsPage {
                page,
                ..self.page.clone()
            }
            .value()
        };
        let list = ActionId::SeeRatings;
        pages::turn(language, list, self.page.page, self.more, value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_reads_back() {
        for campaign in [None, Some(CampaignId::new("c2"))] {
            let page = RatingsPage {
                round: RoundId::new("r14"),
                campaign,
                page: 3,
            };
            assert_eq!(RatingsPage::parse(&page.value()), Some(page));
        }
        assert_eq!(RatingsPage::parse("r14"), None);
        assert_eq!(RatingsPage::parse("r14:c2:x"), None);
    }
}
