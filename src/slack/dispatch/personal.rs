//! What people decide for themselves: pause, working days, language, how often; and why they were asked.

use jiff::ToSpan as _;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::saying::{refused_instead, said_instead};
use super::{Dispatch, Trouble, Visitor, value};
use crate::domain::language::Language;
use crate::domain::working_time::local_date;
use crate::features::refusal::Refusal;
use crate::features::{pause, settings};
use crate::slack::ack::Ack;
use crate::slack::ids::MenuChoice;
use crate::slack::incoming::{Action, BlockActions, ViewSubmission};
use crate::slack::views::help::Answer;
use crate::slack::views::pause::{self as pause_view, PauseView};
use crate::slack::views::refusals::CannotNow;
use crate::slack::views::settings::{self as settings_view, Settings};

/// Days after today that the pause modal suggests.
const SUGGESTED_PAUSE: i64 = 7;

impl Dispatch {
    /// The overflow menu of an ask.
    pub(super) async fn ask_menu(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        match action.value.choice().and_then(MenuChoice::parse) {
            Some(MenuChoice::Pause) => self.open_pause(visitor, delivery).await,
            Some(MenuChoice::Settings) => self.open_settings(visitor, delivery).await,
            Some(MenuChoice::Why) => self.show_why(visitor, delivery).await,
            None => {
                let text = CannotNow::OutOfDate.text(visitor.language);
                self.say(visitor, delivery, &text).await
            }
        }
    }

    pub(super) async fn open_pause(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
    ) -> Result<(), Trouble> {
        match self.pause_modal(visitor).await? {
            Ok(view) => self.show(visitor, delivery, view).await,
            Err(refusal) => self.refuse(visitor, delivery, &refusal).await,
        }
    }

    /// The pause modal, with the pause there is or a week suggested.
    pub(super) async fn pause_modal(
        &self,
        visitor: &Visitor,
    ) -> Result<Result<Value, Refusal>, Trouble> {
        let now = settings::settings(&self.app, &visitor.tenant, &visitor.member).await?;
        Ok(now.map(|now| {
            let zone = TimeZone::get(&now.zone).unwrap_or(TimeZone::UTC);
            let until = now.leave.and_then(|leave| leave.until).map_or_else(
                || local_date(self.app.now(), &zone).saturating_add(SUGGESTED_PAUSE.days()),
                |until| local_date(until, &zone),
            );
            PauseView { until }.view(visitor.language)
        }))
    }

    pub(super) async fn save_pause(
        &self,
        visitor: &Visitor,
        submission: &ViewSubmission,
    ) -> Result<Ack, Trouble> {
        let language = visitor.language;
        let Some(date) = pause_view::parse(&submission.view.values) else {
            return Ok(Ack::Json(pause_view::error(language)));
        };
        let paused = pause::pause_until(&self.app, &visitor.tenant, &visitor.member, date).await?;
        Ok(match paused {
            Ok(_) => {
                let message = pause_view::confirmed(language, Some(date));
                said_instead(visitor, &message.text)
            }
            Err(Refusal::NotWithinAYear) => Ack::Json(pause_view::error(language)),
            Err(refusal) => refused_instead(visitor, &refusal),
        })
    }

    pub(super) async fn end_pause(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
    ) -> Result<(), Trouble> {
        match pause::end_pause(&self.app, &visitor.tenant, &visitor.member).await? {
            Ok(()) => {
                let message = pause_view::confirmed(visitor.language, None);
                self.say_done(visitor, delivery, &message.text).await;
                Ok(())
            }
            Err(refusal) => self.refuse(visitor, delivery, &refusal).await,
        }
    }

    pub(super) async fn open_settings(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
    ) -> Result<(), Trouble> {
        match self.settings_modal(visitor).await? {
            Ok(view) => self.show(visitor, delivery, view).await,
            Err(refusal) => self.refuse(visitor, delivery, &refusal).await,
        }
    }

    pub(super) async fn settings_modal(
        &self,
        visitor: &Visitor,
    ) -> Result<Result<Value, Refusal>, Trouble> {
        let now = settings::settings(&self.app, &visitor.tenant, &visitor.member).await?;
        Ok(now.map(|now| {
            Settings {
                working_days: now.working_days,
                holidays: now.holidays,
                language: now.language,
                asks_less_often: now.asks_less_often,
                can_edit_away_words: now.is_admin,
            }
            .view(visitor.language)
        }))
    }

    pub(super) async fn save_settings(
        &self,
        visitor: &Visitor,
        submission: &ViewSubmission,
    ) -> Result<Ack, Trouble> {
        let Some(chosen) = settings_view::parse(&submission.view.values) else {
            return Ok(refused_instead(visitor, &Refusal::NoWorkingDay));
        };
        let saved = settings::save(
            &self.app,
            &visitor.tenant,
            &visitor.member,
            settings::Chosen {
                working_days: chosen.working_days,
                holidays: chosen.holidays,
                language: chosen.language,
                asks_less_often: chosen.asks_less_often,
            },
        )
        .await?;
        Ok(match saved {
            Ok(_) => {
                let language = self.language_of(&visitor.tenant, &visitor.member).await?;
                let spoken = visitor.speaking(language);
                said_instead(&spoken, &Answer::SettingsSaved.text(language))
            }
            Err(refusal) => refused_instead(visitor, &refusal),
        })
    }

    /// The button in the first ask: from now on in that language, the ask's message too.
    pub(super) async fn speak_language(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let Some(language) = Language::from_locale(value(action)?) else {
            let text = CannotNow::OutOfDate.text(visitor.language);
            return self.say(visitor, delivery, &text).await;
        };
        let set =
            settings::set_language(&self.app, &visitor.tenant, &visitor.member, Some(language))
                .await?;
        match set {
            Ok(_) => Ok(()),
            Err(refusal) => self.refuse(visitor, delivery, &refusal).await,
        }
    }
}
