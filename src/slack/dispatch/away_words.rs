//! The words of a Slack status that mean "away": shown to admins, and saved.

use super::saying::{refused_instead, said_instead};
use super::{Dispatch, Trouble, Visitor};
use crate::features::away_words;
use crate::slack::ack::Ack;
use crate::slack::incoming::{BlockActions, ViewSubmission};
use crate::slack::views::away_words as view;
use crate::slack::views::help::Answer;

impl Dispatch {
    pub(super) async fn open_away_words(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
    ) -> Result<(), Trouble> {
        match away_words::away_words(&self.app, &visitor.tenant, &visitor.member).await? {
            Ok(words) => {
                let view = view::view(visitor.language, &words);
                self.show(visitor, delivery, view).await
            }
            Err(refusal) => self.refuse(visitor, delivery, &refusal).await,
        }
    }

    pub(super) async fn save_away_words(
        &self,
        visitor: &Visitor,
        submission: &ViewSubmission,
    ) -> Result<Ack, Trouble> {
        let words = view::parse(&submission.view.values);
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let set = away_words::set_away_words(&self.app, tenant, member, &words).await?;
        Ok(match set {
            Ok(()) => said_instead(visitor, &Answer::AwayWordsSaved.text(visitor.language)),
            Err(refusal) => refused_instead(visitor, &refusal),
        })
    }
}
