//! The briefing's preview: when and where it is to be posted, or that an edit of it is.

use super::saying::{refused_instead, said_instead};
use super::write_briefing::{form_of, place};
use super::{Dispatch, Trouble, Visitor, update};
use crate::domain::briefing::changed;
use crate::features::post_briefing::{self, Decided, When};
use crate::features::refusal::{BriefingFault, Refusal, Thing};
use crate::features::write_briefing::{self, Previewed};
use crate::slack::ack::Ack;
use crate::slack::incoming::{BlockActions, ViewSubmission};
use crate::slack::refusal_text::refusal_text;
use crate::slack::views::briefing_form::{
    self, BriefingPreview, FormPlace, PostWhen, WhenChosen, WhenField,
};
use crate::slack::views::briefing_post::{BriefingPost, Heard, ReadCount};
use crate::slack::views::briefing_words::field;
use crate::texts::{commas, dates, t};

impl Dispatch {
    /// The preview's choice of when: its fields unfold.
    pub(super) async fn unfold_briefing_when(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
    ) -> Result<(), Trouble> {
        let (view, place) = form_of(delivery)?;
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let chosen = briefing_form::decided(&view.values).unwrap_or_default();
        let id = &place.campaign;
        let mut previewed = match write_briefing::preview(&self.app, tenant, member, id).await? {
            Ok(previewed) => previewed,
            Err(refusal) => return self.refuse(visitor, delivery, &refusal).await,
        };
        // What is decided is what this person has seen.
        previewed.written.revision = place.revision;
        let next = preview_view(visitor, previewed, Some(chosen));
        self.replace(visitor, view, next.view(visitor.language))
            .await
    }

    /// The preview's submission: to colleagues, now, later; or the change of what is posted.
    pub(super) async fn decide_briefing(
        &self,
        visitor: &Visitor,
        submission: &ViewSubmission,
    ) -> Result<Ack, Trouble> {
        let view = &submission.view;
        let Some(place) = FormPlace::parse(&view.private_metadata) else {
            return Ok(refused_instead(visitor, &Refusal::Unknown(Thing::Campaign)));
        };
        let (when, channels) = match briefing_form::decided(&view.values) {
            // An edit of what is posted, which stays where it stands.
            None => (When::Now, Vec::new()),
            Some(chosen) if chosen.channels.is_empty() => {
                return Ok(Self::not_decided(visitor, BriefingFault::NoChannel));
            }
            Some(chosen) => {
                let when = match (chosen.when, chosen.at) {
                    (PostWhen::Review, _) => When::AfterReview(chosen.reviewers),
                    (PostWhen::Now, _) => When::Now,
                    (PostWhen::NotYet, _) => When::NotYet,
                    (PostWhen::At, Some(at)) => When::At(at),
                    (PostWhen::At, None) => {
                        return Ok(Self::not_decided(visitor, BriefingFault::InThePast));
                    }
                };
                (when, chosen.channels)
            }
        };
        let decided = post_briefing::decide(
            &self.app,
            &visitor.tenant,
            &visitor.member,
            &place.campaign,
            place.revision,
            when,
            channels,
        )
        .await?;
        match decided {
            Ok(decided) => {
                let text = self.decided_text(visitor, &decided).await?;
                Ok(said_instead(visitor, &text))
            }
            Err(Refusal::Briefing(fault)) => Ok(Self::not_decided(visitor, fault)),
            // Somebody wrote on meanwhile: what would be posted now is shown, and decided upon anew.
            Err(Refusal::Stale) => self.preview_anew(visitor, &place).await,
            Err(refusal) => Ok(refused_instead(visitor, &refusal)),
        }
    }

    /// What is wrong with the choice is said at its field; the rest in place of the form: what was written is kept.
    fn not_decided(visitor: &Visitor, fault: BriefingFault) -> Ack {
        let field = match fault {
            BriefingFault::NobodyToAsk(_) => WhenField::Reviewers,
            BriefingFault::InThePast => WhenField::At,
            BriefingFault::NoChannel => WhenField::Channels,
            BriefingFault::AnswersOwed(_) => WhenField::When,
            _ => return refused_instead(visitor, &Refusal::Briefing(fault)),
        };
        let text = refusal_text(visitor.language, &Refusal::Briefing(fault));
        Ack::Json(briefing_form::when_error(field, &text))
    }

    async fn preview_anew(&self, visitor: &Visitor, place: &FormPlace) -> Result<Ack, Trouble> {
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let id = &place.campaign;
        Ok(
            match write_briefing::preview(&self.app, tenant, member, id).await? {
                Ok(previewed) => {
                    let view = preview_view(visitor, previewed, None);
                    update(view.view(visitor.language))
                }
                Err(refusal) => refused_instead(visitor, &refusal),
            },
        )
    }

    async fn decided_text(&self, visitor: &Visitor, decided: &Decided) -> Result<String, Trouble> {
        let language = visitor.language;
        Ok(match decided {
            Decided::InReview { asked, left_out } => {
                let text = t!(language, "brief-done-review", asked = *asked);
                if left_out.is_empty() {
                    return Ok(text);
                }
                let names = commas(left_out);
                let rest = t!(language, "brief-done-left-out", names = names);
                t!(language, "two-sentences", first = text, second = rest)
            }
            Decided::Posted { channels } => {
                t!(language, "brief-done-posted", channels = *channels)
            }
            Decided::Scheduled(at) => {
                let zone = self.zone_of(visitor).await?;
                let date = dates::moment(language, &at.to_zoned(zone));
                t!(language, "brief-done-scheduled", date = date)
            }
            Decided::Kept => t!(language, "brief-done-kept"),
            Decided::Edited(fields) => {
                let fields: Vec<String> = fields.iter().map(|it| field(language, *it)).collect();
                t!(language, "brief-done-edited", fields = commas(&fields))
            }
            Decided::Unchanged => t!(language, "brief-no-change"),
        })
    }
}

pub(super) fn preview_view(
    visitor: &Visitor,
    previewed: Previewed,
    chosen: Option<WhenChosen>,
) -> BriefingPreview {
    let written = previewed.written;
    let has_time = previewed.post_at.is_some();
    let edit = written
        .posted
        .as_ref()
        .map(|posted| changed(posted, &written.content));
    let chosen = chosen.unwrap_or_else(|| WhenChosen {
        // What was decided before stands there; once colleagues were asked, the next thing is to post it.
        when: match (previewed.post_at, previewed.shown_to.is_empty()) {
            (Some(_), _) => PostWhen::At,
            (None, false) => PostWhen::Now,
            (None, true) => PostWhen::Review,
        },
        reviewers: previewed.shown_to,
        at: previewed.post_at,
        channels: written.channels.clone(),
    });
    BriefingPreview {
        place: place(&written, None),
        has_time,
        post: BriefingPost {
            campaign: written.campaign_id,
            name: written.name,
            by: previewed.by,
            content: written.content,
            read: ReadCount {
                read: previewed.read.0,
                of: previewed.read.1,
            },
            heard: Heard {
                people: previewed.heard_from,
                changes: previewed.heard,
            },
            closed_on: None,
        },
        post_language: previewed.language.unwrap_or(visitor.language),
        edit,
        questions_to: previewed.questions_to,
        chosen,
    }
}
