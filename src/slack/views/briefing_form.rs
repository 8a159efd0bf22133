//! The briefing form: three pages of questions and a preview, one window that moves on at every "Next".
//!
//! The window's private metadata says which campaign's page it shows and on which revision; the blocks' ids
//! carry the revision too, or Slack would show what was typed on an older one.

mod fields;
mod preview;
mod submission;

use serde_json::Value;

pub use preview::{BriefingPreview, PostWhen, WhenChosen, WhenField, when_error};
pub use submission::{FormError, PickedCampaign, decided, errors, picked, typed};

use super::briefing_words::{field, says};
use super::kit::{self, Choice, Modal};
use crate::domain::briefing::{BriefingContent, Field, Page};
use crate::domain::ids::CampaignId;
use crate::domain::language::Language;
use crate::slack::ids::{ActionId, CallbackId};
use crate::texts::t;

/// Where in the form a window is: its private metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormPlace {
    /// The campaign; while none is chosen, the id that a new one gets.
    pub campaign: CampaignId,
    /// The campaign is still to be chosen or named.
    pub is_open: bool,
    /// The page; none for the preview.
    pub page: Option<Page>,
    /// The revision that it shows.
    pub revision: i64,
}

impl FormPlace {
    /// As the window carries it.
    #[must_use]
    pub fn metadata(&self) -> String {
        let mark = if self.is_open { "+" } else { "" };
        let page = match self.page {
            Some(Page::Promise) => 1,
            Some(Page::Expectation) => 2,
            Some(Page::Request) => 3,
            None => 4,
        };
        format!("{mark}{}:{page}:{}", self.campaign, self.revision)
    }

    /// Reads what a window carried.
    #[must_use]
    pub fn parse(metadata: &str) -> Option<Self> {
        let mut parts = metadata.rsplitn(3, ':');
        let revision = parts.next()?.parse().ok()?;
        let page = match parts.next()? {
            "1" => Some(Page::Promise),
            "2" => Some(Page::Expectation),
            "3" => Some(Page::Request),
            "4" => None,
            _ => return None,
        };
        let campaign = parts.next()?;
        let is_open = campaign.starts_with('+');
        Some(Self {
            campaign: CampaignId::new(campaign.trim_start_matches('+')),
            is_open,
            page,
            revision,
        })
    }

    /// The id of a field's block.
    fn block(&self, field: Field) -> String {
        format!("{}:{}", field.code(), self.revision)
    }
}

/// What somebody else changed while this person wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TheirChange {
    /// Who.
    pub by: Option<String>,
    /// In which fields.
    pub fields: Vec<Field>,
    /// What they say now.
    pub content: BriefingContent,
    /// Whom questions go to now, by name.
    pub questions_to: Option<String>,
}

/// A page of questions.
#[derive(Debug, Clone)]
pub struct BriefingForm {
    /// Where it is; never the preview.
    pub place: FormPlace,
    /// The campaign's name; none while it is to be chosen or named.
    pub name: Option<String>,
    /// The campaigns to choose from, when it is to be chosen.
    pub campaigns: Vec<(CampaignId, String)>,
    /// What stands in the fields.
    pub content: BriefingContent,
    /// The briefing is posted: this is an edit.
    pub is_posted: bool,
    /// What somebody else changed meanwhile.
    pub theirs: Option<TheirChange>,
}

/// The value of the option that makes a new campaign.
const NEW: &str = "new";
/// Most campaigns in one list, beside the new one.
const LISTED_MAX: usize = 99;

impl BriefingForm {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let page = self.place.page.unwrap_or(Page::Promise);
        let (title, fields) = match page {
            Page::Promise => (
                t!(language, "brief-title-promise"),
                self.promise_fields(language),
            ),
            Page::Expectation => (
                t!(language, "brief-title-expectation"),
                self.expectation_fields(language),
            ),
            Page::Request => (
                t!(language, "brief-title-request"),
                self.request_fields(language),
            ),
        };
        let mut blocks = self.theirs_blocks(language);
        match &self.name {
            Some(name) => blocks.push(kit::header(name)),
            None => blocks.extend(self.campaign_fields(language)),
        }
        if self.is_posted {
            blocks.push(kit::context(&t!(language, "brief-is-posted")));
        }
        blocks.extend(fields);
        if page != Page::Promise {
            blocks.push(back(language));
        }
        Modal {
            callback: CallbackId::BriefingForm,
            metadata: self.place.metadata(),
            title,
            submit: Some(t!(language, "brief-next")),
            close: t!(language, "brief-stop"),
            notify_on_close: false,
            blocks,
        }
        .json()
    }

    /// What somebody else changed, field by field.
    fn theirs_blocks(&self, language: Language) -> Vec<Value> {
        let Some(theirs) = &self.theirs else {
            return Vec::new();
        };
        let heading = match &theirs.by {
            Some(name) => t!(language, "brief-theirs", name = name.as_str()),
            None => t!(language, "brief-theirs-somebody"),
        };
        let mut blocks = vec![kit::section(&heading)];
        blocks.extend(theirs.fields.iter().map(|it| {
            let text = says(
                language,
                &theirs.content,
                *it,
                theirs.questions_to.as_deref(),
            );
            let text = text.unwrap_or_else(|| t!(language, "brief-theirs-empty"));
            kit::lead_in(&changed_field(language, *it), &text)
        }));
        blocks.push(kit::context(&t!(language, "brief-theirs-what-now")));
        blocks.push(kit::divider());
        blocks
    }

    /// "New campaign" with its name, or one that is there.
    fn campaign_fields(&self, language: Language) -> Vec<Value> {
        let new: Choice = (NEW.to_owned(), t!(language, "brief-campaign-new"));
        let list = if self.campaigns.len() > LISTED_MAX {
            let placeholder = t!(language, "add-lead-campaign-placeholder");
            kit::external_select(ActionId::BriefingCampaign, &placeholder, Some(&new))
        } else {
            let choices = campaign_choices(language, &self.campaigns);
            kit::select(ActionId::BriefingCampaign, None, &choices, Some(NEW))
        };
        let label = t!(language, "brief-campaign");
        vec![
            kit::hinted(
                kit::dispatched(kit::input(submission::CAMPAIGN, &label, list)),
                &t!(language, "brief-campaign-hint"),
            ),
            kit::input(
                submission::NAME,
                &t!(language, "brief-campaign-name"),
                kit::text_input(crate::domain::campaign::NAME_MAX, false, None),
            ),
        ]
    }
}

/// "New campaign", and the campaigns that can be chosen.
#[must_use]
pub fn campaign_choices(language: Language, campaigns: &[(CampaignId, String)]) -> Vec<Choice> {
    let new = (NEW.to_owned(), t!(language, "brief-campaign-new"));
    let known = campaigns
        .iter()
        .take(LISTED_MAX)
        .map(|(id, name)| (id.to_string(), name.clone()));
    std::iter::once(new).chain(known).collect()
}

/// "The page before."
fn back(language: Language) -> Value {
    kit::actions(vec![kit::button(
        &t!(language, "brief-back"),
        ActionId::BriefingBack,
        "",
    )])
}

/// "Goal:".
fn changed_field(language: Language, it: Field) -> String {
    t!(
        language,
        "brief-changed-field",
        field = field(language, it).as_str()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_knows_where_it_is() {
        for page in [Some(Page::Promise), Some(Page::Request), None] {
            let place = FormPlace {
                campaign: CampaignId::new("c:1"),
                is_open: page == Some(Page::Promise),
                page,
                revision: 12,
            };
            assert_eq!(FormPlace::parse(&place.metadata()), Some(place));
        }
        assert_eq!(FormPlace::parse("c1:5:1"), None);
        assert_eq!(FormPlace::parse(""), None);
    }
}
