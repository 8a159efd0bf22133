//! The form's last page: the post as it will be, and when and where it goes.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{FormPlace, back, changed_field};
use crate::domain::briefing::Field;
use crate::domain::ids::{ChannelId, MemberId};
use crate::domain::language::Language;
use crate::slack::ids::{ActionId, CallbackId};
use crate::slack::views::briefing_post::BriefingPost;
use crate::slack::views::briefing_words::says;
use crate::slack::views::kit::{self, Choice, Modal};
use crate::texts::t;

pub(super) const WHEN: &str = "when";
pub(super) const REVIEWERS: &str = "reviewers";
pub(super) const WHEN_AT: &str = "when_at";
pub(super) const CHANNELS: &str = "channels";

/// Most colleagues who can be asked.
const REVIEWERS_MAX: usize = 10;
/// Most channels in which a briefing stands.
const CHANNELS_MAX: usize = 10;

/// When it is to be posted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PostWhen {
    /// After a few colleagues have seen it.
    #[default]
    Review,
    /// Now.
    Now,
    /// At a time.
    At,
    /// Not for now.
    NotYet,
}

/// What is chosen on the preview.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WhenChosen {
    /// When.
    pub when: PostWhen,
    /// The colleagues who are asked first.
    pub reviewers: Vec<MemberId>,
    /// The instant.
    pub at: Option<Timestamp>,
    /// Where.
    pub channels: Vec<ChannelId>,
}

/// The preview.
#[derive(Debug, Clone)]
pub struct BriefingPreview {
    /// Where it is.
    pub place: FormPlace,
    /// The post.
    pub post: BriefingPost,
    /// The language in which it is posted.
    pub post_language: Language,
    /// A time is set, which can be taken back.
    pub has_time: bool,
    /// It is posted already: what would change, instead of when and where.
    pub edit: Option<Vec<Field>>,
    /// Whom questions go to, by name.
    pub questions_to: Option<String>,
    /// What is chosen.
    pub chosen: WhenChosen,
}

impl BriefingPreview {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let mut blocks = vec![kit::context(&t!(language, "brief-preview-note"))];
        blocks.extend(self.post.preview(self.post_language));
        blocks.push(kit::divider());
        let submit = match &self.edit {
            None => {
                blocks.extend(self.when_fields(language));
                Some(t!(language, "brief-ready"))
            }
            Some(fields) => {
                blocks.extend(self.change_blocks(language, fields));
                (!fields.is_empty()).then(|| t!(language, "brief-post-change"))
            }
        };
        blocks.push(back(language));
        Modal {
            callback: CallbackId::BriefingPreview,
            metadata: self.place.metadata(),
            title: t!(language, "brief-title-preview"),
            submit,
            close: t!(language, "brief-stop"),
            notify_on_close: false,
            blocks,
        }
        .json()
    }

    /// What an edit changes in the post, field by field.
    fn change_blocks(&self, language: Language, fields: &[Field]) -> Vec<Value> {
        if fields.is_empty() {
            return vec![kit::section(&t!(language, "brief-no-change"))];
        }
        let mut blocks = vec![kit::section(&t!(language, "brief-changes"))];
        blocks.extend(fields.iter().map(|it| {
            let questions_to = self.questions_to.as_deref();
            let text = says(language, &self.post.content, *it, questions_to);
            let text = text.unwrap_or_else(|| t!(language, "brief-theirs-empty"));
            kit::lead_in(&changed_field(language, *it), &text)
        }));
        blocks.push(kit::context(&t!(language, "brief-changes-note")));
        blocks
    }

    fn when_fields(&self, language: Language) -> Vec<Value> {
        let mut choices: Vec<Choice> = vec![
            ("review".to_owned(), t!(language, "brief-when-review")),
            ("now".to_owned(), t!(language, "brief-when-now")),
            ("at".to_owned(), t!(language, "brief-when-at")),
        ];
        if self.has_time {
            choices.push(("not_yet".to_owned(), t!(language, "brief-when-not-yet")));
        }
        let chosen = match self.chosen.when {
            PostWhen::Review => "review",
            PostWhen::Now => "now",
            PostWhen::At => "at",
            PostWhen::NotYet => "not_yet",
        };
        let mut blocks = vec![kit::dispatched(kit::input(
            WHEN,
            &t!(language, "brief-when"),
            kit::radio(ActionId::BriefingWhen, &choices, Some(chosen)),
        ))];
        match self.chosen.when {
            PostWhen::Review => {
                let ids: Vec<&str> = self.chosen.reviewers.iter().map(MemberId::as_str).collect();
                let initial = (!ids.is_empty()).then(|| ("initial_users", json!(ids)));
                let mut users = kit::element("multi_users_select", ActionId::Field, initial);
                users["max_selected_items"] = json!(REVIEWERS_MAX);
                blocks.push(kit::hinted(
                    kit::input(REVIEWERS, &t!(language, "brief-reviewers"), users),
                    &t!(language, "brief-reviewers-hint"),
                ));
            }
            PostWhen::Now | PostWhen::NotYet => {}
            PostWhen::At => {
                let at = self.chosen.at.map(Timestamp::as_second);
                let initial = at.map(|seconds| ("initial_date_time", json!(seconds)));
                let picker = kit::element("datetimepicker", ActionId::Field, initial);
                blocks.push(kit::input(WHEN_AT, &t!(language, "brief-at"), picker));
            }
        }
        blocks.push(self.channels_field(language));
        blocks
    }

    fn channels_field(&self, language: Language) -> Value {
        let ids: Vec<&str> = self.chosen.channels.iter().map(ChannelId::as_str).collect();
        let initial = (!ids.is_empty()).then(|| ("initial_conversations", json!(ids)));
        let mut select = kit::element("multi_conversations_select", ActionId::Field, initial);
        select["filter"] = json!({
            "include": ["public", "private"],
            "exclude_bot_users": true,
            "exclude_external_shared_channels": true,
        });
        select["max_selected_items"] = json!(CHANNELS_MAX);
        kit::hinted(
            kit::input(CHANNELS, &t!(language, "brief-channels"), select),
            &t!(language, "brief-channels-hint"),
        )
    }
}

/// A field of the preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenField {
    /// When it is posted.
    When,
    /// The colleagues who are asked first.
    Reviewers,
    /// The instant.
    At,
    /// Where.
    Channels,
}

/// The answer that points at what is wrong with the choice.
#[must_use]
pub fn when_error(field: WhenField, text: &str) -> Value {
    let block = match field {
        WhenField::When => WHEN,
        WhenField::Reviewers => REVIEWERS,
        WhenField::At => WHEN_AT,
        WhenField::Channels => CHANNELS,
    };
    kit::answer_errors(&[(block.to_owned(), text.to_owned())])
}
