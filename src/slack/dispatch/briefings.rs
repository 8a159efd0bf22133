//! A briefing in its channel and with colleagues who read the draft: read it, ask, remark, answer, post it now.

use super::saying::{refused_instead, said_instead};
use super::{Dispatch, Trouble, Visitor, trigger, update, value};
use crate::domain::briefing::Opinion;
use crate::domain::ids::CampaignId;
use crate::features::post_briefing::{Decided, post_now};
use crate::features::read_briefing::{self, Read};
use crate::features::refusal::{BriefingFault, Refusal, Thing};
use crate::features::review_briefing::{self, Reply, Word};
use crate::features::troubled_posts::seen_briefing;
use crate::slack::ack::Ack;
use crate::slack::ids::ActionId;
use crate::slack::incoming::{Action, BlockActions, ViewSubmission};
use crate::slack::views::briefing_draft::{self, RemarkView};
use crate::slack::views::briefing_owner::{self, ReplyView, Reviewed, not_read};
use crate::slack::views::briefing_question::{self, QuestionView};
use crate::slack::views::briefing_thread::BriefingDetails;
use crate::slack::views::rating::BriefingView;
use crate::store::SentPost;
use crate::texts::t;

impl Dispatch {
    /// "I've read it": the count in the message follows. Only who does not count is told anything.
    pub(super) async fn briefing_read(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let campaign = CampaignId::new(value(action)?);
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        self.learn_place_of_briefing(visitor, delivery, &campaign)
            .await;
        match read_briefing::read(&self.app, tenant, member, &campaign).await? {
            Read::Counted => Ok(()),
            Read::CountsNot => {
                self.say_done(visitor, delivery, &t!(visitor.language, "read-noted-not"))
                    .await;
                Ok(())
            }
            Read::StandsNowhere => {
                let refusal = BriefingFault::Closed.into();
                self.refuse(visitor, delivery, &refusal).await
            }
        }
    }

    /// Opens the modal for a question, asked in the thread of the message in which it was pressed.
    pub(super) async fn open_question(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let message = delivery
            .message
            .as_ref()
            .ok_or(Trouble::Lacks("a message"))?;
        let view = QuestionView {
            campaign: CampaignId::new(value(action)?),
            channel: message.channel.clone(),
        };
        self.show(visitor, delivery, view.view(visitor.language))
            .await?;
        self.learn_place_of_briefing(visitor, delivery, &view.campaign)
            .await;
        Ok(())
    }

    /// Whoever presses a button of a briefing has its message in front of them: it arrived, and stands there.
    async fn learn_place_of_briefing(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        campaign: &CampaignId,
    ) {
        let Some(message) = &delivery.message else {
            return;
        };
        let place = SentPost {
            channel: message.channel.to_string(),
            ts: message.ts.clone(),
        };
        if let Err(error) = seen_briefing(&self.app, &visitor.tenant, campaign, place).await {
            tracing::error!(%campaign, %error, "where a briefing stands could not be noted");
        }
    }

    pub(super) async fn ask_question(
        &self,
        visitor: &Visitor,
        submission: &ViewSubmission,
    ) -> Result<Ack, Trouble> {
        let view = &submission.view;
        let Some((campaign, channel)) = briefing_question::place(&view.private_metadata) else {
            return Ok(refused_instead(visitor, &Refusal::Unknown(Thing::Campaign)));
        };
        let text = briefing_question::parse(&view.values).unwrap_or_default();
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let asked = read_briefing::ask(
            &self.app, tenant, member, &campaign, &channel, &view.id, &text,
        )
        .await?;
        Ok(match asked {
            Ok(()) => said_instead(visitor, &t!(visitor.language, "question-asked")),
            Err(refusal) => refused_instead(visitor, &refusal),
        })
    }

    /// Objections with answers, and links.
    pub(super) async fn briefing_more(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let campaign = CampaignId::new(value(action)?);
        let told = read_briefing::told(&self.app, &visitor.tenant, &campaign).await?;
        let told = match told {
            Ok(told) => told,
            Err(refusal) => return self.refuse(visitor, delivery, &refusal).await,
        };
        let content = told.posted.unwrap_or_default();
        let details = BriefingDetails { content: &content };
        self.show(visitor, delivery, details.view(visitor.language))
            .await
    }

    /// A campaign's briefing, laid over the window; opened from a message. Who opens it has read it.
    pub(super) async fn see_briefing(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let campaign = CampaignId::new(value(action)?);
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let Ok(told) = read_briefing::told(&self.app, tenant, &campaign).await? else {
            return Ok(());
        };
        let view = BriefingView {
            metadata: told.campaign.id.to_string(),
            name: told.campaign.name,
            goal: told.campaign.goal,
            not_for: told.campaign.not_for,
            posted: told.posted,
            owner: told.questions_to.or(told.owner),
        };
        self.show(visitor, delivery, view.view(visitor.language))
            .await?;
        // It is on the screen whether or not that can be noted.
        if let Err(error) = read_briefing::read(&self.app, tenant, member, &campaign).await {
            tracing::error!(%campaign, %error, "that a briefing was read could not be noted");
        }
        Ok(())
    }

    /// One of the three buttons of a draft: a line may follow.
    pub(super) async fn think_of_draft(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        id: ActionId,
        action: &Action,
    ) -> Result<(), Trouble> {
        let campaign = CampaignId::new(value(action)?);
        let opinion = Opinion::ALL
            .iter()
            .copied()
            .find(|it| briefing_draft::action_of(*it) == id)
            .ok_or(Trouble::Lacks("an opinion"))?;
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let word = review_briefing::own_word(&self.app, tenant, member, &campaign).await?;
        let word = match word {
            Ok(word) => word,
            Err(refusal) => return self.refuse(visitor, delivery, &refusal).await,
        };
        let view = RemarkView {
            campaign: campaign.clone(),
            name: word.campaign,
            opinion,
            remark: word.review.remark,
        };
        let shown = self
            .api(tenant)
            .open_view(trigger(delivery)?, view.view(visitor.language))
            .await;
        if let Err(error) = shown {
            tracing::info!(%campaign, %error, "the form for a line could not be shown");
        }
        let app = &self.app;
        let kept =
            review_briefing::think(app, tenant, member, &campaign, opinion, action.at).await?;
        if let Err(refusal) = kept {
            tracing::info!(%campaign, ?refusal, "a draft was posted or closed while somebody answered");
        }
        Ok(())
    }

    pub(super) async fn save_remark(
        &self,
        visitor: &Visitor,
        submission: &ViewSubmission,
    ) -> Result<Ack, Trouble> {
        let campaign = CampaignId::new(submission.view.private_metadata.as_str());
        let text = briefing_draft::parse(&submission.view.values);
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let kept = review_briefing::remark(&self.app, tenant, member, &campaign, &text).await?;
        Ok(match kept {
            Ok(()) => Ack::Empty,
            Err(refusal) => refused_instead(visitor, &refusal),
        })
    }

    /// Opens the form in which the owner answers a colleague.
    pub(super) async fn open_reply(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let place = briefing_owner::place(value(action)?);
        let (campaign, colleague) = place.ok_or(Trouble::Lacks("the colleague"))?;
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let word =
            review_briefing::word_of(&self.app, tenant, member, &campaign, &colleague).await?;
        let word = match word {
            Ok(word) => word,
            Err(refusal) => return self.refuse(visitor, delivery, &refusal).await,
        };
        let view = reply_view(campaign, word).view(visitor.language);
        self.show(visitor, delivery, view).await
    }

    pub(super) async fn save_reply(
        &self,
        visitor: &Visitor,
        submission: &ViewSubmission,
    ) -> Result<Ack, Trouble> {
        let metadata = &submission.view.private_metadata;
        let Some((campaign, colleague, said_at)) = briefing_owner::reply_place(metadata) else {
            return Ok(refused_instead(visitor, &Refusal::Unknown(Thing::Campaign)));
        };
        let (text, is_taken_over) = briefing_owner::parse(&submission.view.values);
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let reply = Reply {
            text: text.clone(),
            is_taken_over,
            said_at,
        };
        let kept =
            review_briefing::reply(&self.app, tenant, member, &campaign, &colleague, reply).await?;
        match kept {
            Ok(()) => return Ok(Ack::Empty),
            Err(Refusal::Stale) => {}
            Err(refusal) => return Ok(refused_instead(visitor, &refusal)),
        }
        // The colleague said something else meanwhile: that is shown, with what was typed.
        let word =
            review_briefing::word_of(&self.app, tenant, member, &campaign, &colleague).await?;
        Ok(match word {
            Ok(mut word) => {
                word.review.reply = Some(text);
                word.review.is_taken_over = is_taken_over;
                update(reply_view(campaign, word).view(visitor.language))
            }
            Err(refusal) => refused_instead(visitor, &refusal),
        })
    }

    pub(super) async fn post_briefing_now(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let campaign = CampaignId::new(value(action)?);
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let decided = post_now(&self.app, tenant, member, &campaign).await?;
        let key = match decided {
            Err(refusal) => return self.refuse(visitor, delivery, &refusal).await,
            Ok(Decided::Edited(_)) => "desk-edited",
            Ok(Decided::Unchanged) => "desk-unchanged",
            Ok(
                Decided::Posted { .. }
                | Decided::InReview { .. }
                | Decided::Scheduled(_)
                | Decided::Kept,
            ) => "desk-done",
        };
        self.say_done(visitor, delivery, &t!(visitor.language, key))
            .await;
        Ok(())
    }

    /// Names, for the owner alone, in a window of their own.
    pub(super) async fn who_has_not_read(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let campaign = CampaignId::new(value(action)?);
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        match read_briefing::who_has_not(&self.app, tenant, member, &campaign).await? {
            Ok(names) => {
                let text = not_read(visitor.language, &names);
                self.say(visitor, delivery, &text).await
            }
            Err(refusal) => self.refuse(visitor, delivery, &refusal).await,
        }
    }
}

/// The form in which a colleague's word is answered.
fn reply_view(campaign: CampaignId, word: Word) -> ReplyView {
    let review = word.review;
    ReplyView {
        campaign,
        said_at: review.given_at,
        reviewed: Reviewed {
            member: review.member_id,
            name: word.colleague,
            opinion: review.opinion,
            remark: review.remark,
            reply: review.reply.map(|it| (it, review.is_taken_over)),
        },
    }
}
