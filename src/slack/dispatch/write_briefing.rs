//! The briefing form: opened, moved on, taken back, and decided upon.

use serde_json::Value;

use super::saying::{refused_instead, said_instead};
use super::{Dispatch, Trouble, Visitor, update};
use crate::domain::briefing::{BriefingState, Page, changed};
use crate::domain::briefing_page::{filled_up, first_incomplete};
use crate::domain::campaign::NAME_MAX;
use crate::domain::ids::{CampaignId, ChannelId};
use crate::features::post_briefing::{self, Decided, When};
use crate::features::refusal::{BriefingFault, CampaignFault, Refusal, Thing};
use crate::features::write_briefing::{self, Opened, PageSave, Previewed, Saved, Written};
use crate::slack::ack::Ack;
use crate::slack::incoming::{Action, BlockActions, BlockSuggestion, View, ViewSubmission};
use crate::slack::refusal_text::refusal_text;
use crate::slack::views::briefing_form::{
    self, BriefingForm, BriefingPreview, FormError, FormPlace, PickedCampaign, PostWhen,
    TheirChange, WhenChosen, WhenField,
};
use crate::slack::views::briefing_post::{BriefingPost, Heard, ReadCount};
use crate::slack::views::briefing_words::field;
use crate::slack::views::briefings::{Unfinished, UnfinishedBriefings};
use crate::slack::views::kit;
use crate::texts::{commas, dates, t};

impl Dispatch {
    /// The form: of the campaign that the button names, or of one that is still to be chosen.
    pub(super) async fn open_briefing_form(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let named = action.value.value.as_deref();
        let id = named.filter(|id| !id.is_empty()).map(CampaignId::new);
        match self.briefing_form(visitor, id.as_ref()).await? {
            Ok(view) => self.show(visitor, delivery, &view).await,
            Err(refusal) => self.refuse(visitor, delivery, &refusal).await,
        }
    }

    /// `/leadloop briefing`: what is begun and not posted; the form where nothing is.
    pub(super) async fn briefings_modal(
        &self,
        visitor: &Visitor,
    ) -> Result<Result<Value, Refusal>, Trouble> {
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let found = match write_briefing::unfinished(&self.app, tenant, member).await? {
            Ok(found) if found.is_empty() => return self.briefing_form(visitor, None).await,
            Ok(found) => found,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let briefings = found.into_iter().map(|it| {
            let how_far = match it.state {
                BriefingState::InReview => Unfinished::WithColleagues,
                _ if first_incomplete(&it.content).is_none() => Unfinished::Ready,
                _ => Unfinished::BeingWritten,
            };
            (it.campaign_id, it.name, how_far)
        });
        let list = UnfinishedBriefings {
            briefings: briefings.collect(),
        };
        Ok(Ok(list.view(visitor.language)))
    }

    /// The form at its first incomplete page.
    async fn briefing_form(
        &self,
        visitor: &Visitor,
        id: Option<&CampaignId>,
    ) -> Result<Result<Value, Refusal>, Trouble> {
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let opened = match write_briefing::open(&self.app, tenant, member, id).await? {
            Ok(opened) => opened,
            Err(refusal) => return Ok(Err(refusal)),
        };
        match opened {
            Opened::New {
                id,
                campaigns,
                content,
            } => {
                let form = BriefingForm {
                    place: FormPlace {
                        campaign: id,
                        is_open: true,
                        page: Some(Page::Promise),
                        revision: 0,
                    },
                    name: None,
                    campaigns,
                    content: *content,
                    is_posted: false,
                    theirs: None,
                };
                Ok(Ok(form.view(visitor.language)))
            }
            Opened::Of(written) => {
                // An edit of what is posted begins at the beginning.
                let page = match written.state {
                    BriefingState::Posted => Some(Page::Promise),
                    _ if written.revision == 0 => Some(Page::Promise),
                    _ => first_incomplete(&written.content),
                };
                self.page_of(visitor, &written, page, None).await
            }
        }
    }

    /// A page of a campaign's form; the preview where it is none.
    async fn page_of(
        &self,
        visitor: &Visitor,
        written: &Written,
        page: Option<Page>,
        theirs: Option<TheirChange>,
    ) -> Result<Result<Value, Refusal>, Trouble> {
        if page.is_none() {
            return self.briefing_preview(visitor, written, None).await;
        }
        let form = BriefingForm {
            place: place(written, page),
            name: Some(written.name.clone()),
            campaigns: Vec::new(),
            content: written.content.clone(),
            is_posted: written.state == BriefingState::Posted,
            theirs,
        };
        Ok(Ok(form.view(visitor.language)))
    }

    async fn briefing_preview(
        &self,
        visitor: &Visitor,
        written: &Written,
        chosen: Option<WhenChosen>,
    ) -> Result<Result<Value, Refusal>, Trouble> {
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let id = &written.campaign_id;
        let previewed = match write_briefing::preview(&self.app, tenant, member, id).await? {
            Ok(previewed) => previewed,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let view = preview_view(visitor, previewed, chosen);
        Ok(Ok(view.view(visitor.language)))
    }

    /// The campaign was chosen on the first page: what is known of it, with what was typed so far.
    pub(super) async fn pick_briefing_campaign(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
    ) -> Result<(), Trouble> {
        let (view, place) = form_of(delivery)?;
        let PickedCampaign::Known(id) = briefing_form::picked(&view.values) else {
            return Ok(());
        };
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let opened = write_briefing::open(&self.app, tenant, member, Some(&id)).await?;
        let mut written = match opened {
            Ok(Opened::Of(written)) => written,
            Ok(Opened::New { .. }) => return Ok(()),
            Err(refusal) => return self.refuse(visitor, delivery, &refusal).await,
        };
        let page = match written.revision {
            0 => Some(Page::Promise),
            _ => first_incomplete(&written.content),
        };
        if page == Some(Page::Promise) {
            let typed = briefing_form::typed(&place, &view.values);
            written.content = filled_up(&written.content, Page::Promise, &typed);
        }
        match self.page_of(visitor, &written, page, None).await? {
            Ok(next) => self.replace(visitor, view, &next).await,
            Err(refusal) => self.refuse(visitor, delivery, &refusal).await,
        }
    }

    /// The options of the campaign's list, where there are too many for one.
    pub(super) async fn suggest_briefing_campaigns(
        &self,
        visitor: &Visitor,
        suggestion: &BlockSuggestion,
    ) -> Result<Ack, Trouble> {
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let found = write_briefing::to_choose(&self.app, tenant, member).await?;
        let typed = suggestion.value.trim().to_lowercase();
        let mut fitting = found.unwrap_or_default();
        fitting.retain(|(_, name)| name.to_lowercase().contains(&typed));
        let choices = briefing_form::campaign_choices(visitor.language, &fitting);
        Ok(Ack::Options(kit::suggestions(&choices)))
    }

    /// "Next": the page is stored, and the next one shown.
    pub(super) async fn save_briefing_page(
        &self,
        visitor: &Visitor,
        submission: &ViewSubmission,
    ) -> Result<Ack, Trouble> {
        let view = &submission.view;
        let Some((place, page)) = page_in(&view.private_metadata) else {
            return Ok(refused_instead(visitor, &Refusal::Unknown(Thing::Campaign)));
        };
        let wrong = |errors: &[FormError]| {
            Ok(Ack::Json(briefing_form::errors(
                visitor.language,
                &place,
                errors,
            )))
        };
        let mut save = page_save(&place, page, view, true);
        if place.is_open {
            match briefing_form::picked(&view.values) {
                PickedCampaign::Known(id) => save.campaign_id = id,
                PickedCampaign::New(None) => return wrong(&[FormError::NoName]),
                PickedCampaign::New(name) => save.new_name = name,
            }
        }
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let saved = match write_briefing::save(&self.app, tenant, member, &save).await? {
            Ok(saved) => saved,
            Err(Refusal::Campaign(faults)) => return wrong(&name_errors(&faults)),
            Err(refusal) => return Ok(refused_instead(visitor, &refusal)),
        };
        let next = match saved {
            Saved::Faults(faults) => {
                let errors = faults
                    .into_iter()
                    .map(|(field, it)| FormError::Field(field, it));
                return wrong(&errors.collect::<Vec<_>>());
            }
            Saved::Stored(written) => self.page_of(visitor, &written, page.next(), None).await?,
            conflict @ Saved::Conflict { .. } => self.conflict(visitor, page, conflict).await?,
        };
        Ok(match next {
            Ok(view) => update(&view),
            Err(refusal) => refused_instead(visitor, &refusal),
        })
    }

    /// The same page, with what somebody else changed above it.
    async fn conflict(
        &self,
        visitor: &Visitor,
        page: Page,
        conflict: Saved,
    ) -> Result<Result<Value, Refusal>, Trouble> {
        let Saved::Conflict {
            written,
            theirs,
            changed,
            by,
            questions_to,
        } = conflict
        else {
            return Err(Trouble::Lacks("a conflict"));
        };
        let theirs = TheirChange {
            by,
            fields: changed,
            content: *theirs,
            questions_to,
        };
        self.page_of(visitor, &written, Some(page), Some(theirs))
            .await
    }

    /// "Back": what was typed is kept as it is, and the page before is shown.
    pub(super) async fn back_in_briefing(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
    ) -> Result<(), Trouble> {
        let (view, place) = form_of(delivery)?;
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let next = match place.page {
            None => {
                let campaign = Some(&place.campaign);
                match write_briefing::open(&self.app, tenant, member, campaign).await? {
                    Ok(Opened::Of(written)) => {
                        self.page_of(visitor, &written, Some(Page::Request), None)
                            .await?
                    }
                    Ok(Opened::New { .. }) => return Ok(()),
                    Err(refusal) => Err(refusal),
                }
            }
            Some(page) => {
                let save = page_save(&place, page, view, false);
                match write_briefing::save(&self.app, tenant, member, &save).await? {
                    Ok(Saved::Stored(written)) => {
                        self.page_of(visitor, &written, Some(before(page)), None)
                            .await?
                    }
                    Ok(Saved::Faults(_)) => return Ok(()),
                    Ok(conflict) => self.conflict(visitor, page, conflict).await?,
                    Err(refusal) => Err(refusal),
                }
            }
        };
        match next {
            Ok(next) => self.replace(visitor, view, &next).await,
            Err(refusal) => self.refuse(visitor, delivery, &refusal).await,
        }
    }

    /// The preview's choice of when: its fields unfold.
    pub(super) async fn unfold_briefing_when(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
    ) -> Result<(), Trouble> {
        let (view, place) = form_of(delivery)?;
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let chosen = briefing_form::decided(&view.values);
        let id = &place.campaign;
        let mut previewed = match write_briefing::preview(&self.app, tenant, member, id).await? {
            Ok(previewed) => previewed,
            Err(refusal) => return self.refuse(visitor, delivery, &refusal).await,
        };
        // What is decided is what this person has seen.
        previewed.written.revision = place.revision;
        let next = preview_view(visitor, previewed, Some(chosen));
        self.replace(visitor, view, &next.view(visitor.language))
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
        let chosen = briefing_form::decided(&view.values);
        // Without fields it is an edit of what is posted, which stays where it stands.
        let is_edit = chosen.channels.is_empty();
        let channels = if is_edit {
            self.channels_of(visitor, &place.campaign).await?
        } else {
            chosen.channels
        };
        let when = match (chosen.when, chosen.at) {
            _ if is_edit => When::Now,
            (PostWhen::Review, _) => When::AfterReview(chosen.reviewers),
            (PostWhen::Now, _) => When::Now,
            (PostWhen::NotYet, _) => When::NotYet,
            (PostWhen::At, Some(at)) => When::At(at),
            (PostWhen::At, None) => {
                return Ok(Self::not_decided(visitor, BriefingFault::InThePast));
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

    /// Where a briefing stands.
    async fn channels_of(
        &self,
        visitor: &Visitor,
        id: &CampaignId,
    ) -> Result<Vec<ChannelId>, Trouble> {
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let opened = write_briefing::open(&self.app, tenant, member, Some(id)).await?;
        Ok(match opened {
            Ok(Opened::Of(written)) => written.channels,
            Ok(Opened::New { .. }) | Err(_) => Vec::new(),
        })
    }

    async fn preview_anew(&self, visitor: &Visitor, place: &FormPlace) -> Result<Ack, Trouble> {
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let id = &place.campaign;
        Ok(
            match write_briefing::preview(&self.app, tenant, member, id).await? {
                Ok(previewed) => {
                    let view = preview_view(visitor, previewed, None);
                    update(&view.view(visitor.language))
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

fn place(written: &Written, page: Option<Page>) -> FormPlace {
    FormPlace {
        campaign: written.campaign_id.clone(),
        is_open: false,
        page,
        revision: written.revision,
    }
}

fn page_in(metadata: &str) -> Option<(FormPlace, Page)> {
    let place = FormPlace::parse(metadata)?;
    let page = place.page?;
    Some((place, page))
}

/// The form in which something was pressed, and where it is.
fn form_of(delivery: &BlockActions) -> Result<(&View, FormPlace), Trouble> {
    let view = delivery.view.as_ref().ok_or(Trouble::Lacks("a view"))?;
    let place = FormPlace::parse(&view.private_metadata);
    Ok((view, place.ok_or(Trouble::Lacks("the form's place"))?))
}

fn page_save(place: &FormPlace, page: Page, view: &View, must_be_complete: bool) -> PageSave {
    PageSave {
        campaign_id: place.campaign.clone(),
        new_name: None,
        page,
        typed: briefing_form::typed(place, &view.values),
        revision: place.revision,
        must_be_complete,
    }
}

fn before(page: Page) -> Page {
    match page {
        Page::Promise | Page::Expectation => Page::Promise,
        Page::Request => Page::Expectation,
    }
}

fn name_errors(faults: &[CampaignFault]) -> Vec<FormError> {
    let error = |fault: &CampaignFault| match fault {
        CampaignFault::NameMissing => FormError::NoName,
        CampaignFault::NameTooLong => FormError::NameTooLong(NAME_MAX),
        _ => FormError::NameTaken,
    };
    faults.iter().map(error).collect()
}

fn preview_view(
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
