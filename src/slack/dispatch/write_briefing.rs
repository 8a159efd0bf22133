//! The briefing form: opened, moved on, taken back. What is decided on its preview is in `decide_briefing`.

use serde_json::Value;

use super::decide_briefing::preview_view;
use super::saying::refused_instead;
use super::{Dispatch, Trouble, Visitor, update};
use crate::domain::briefing::{BriefingState, Page};
use crate::domain::briefing_page::{filled_up, first_incomplete};
use crate::domain::campaign::NAME_MAX;
use crate::domain::ids::CampaignId;
use crate::features::refusal::{CampaignFault, Refusal, Thing};
use crate::features::write_briefing::{self, Opened, PageSave, Saved, Written};
use crate::slack::ack::Ack;
use crate::slack::incoming::{Action, BlockActions, BlockSuggestion, View, ViewSubmission};
use crate::slack::views::briefing_form::{
    self, BriefingForm, FormError, FormPlace, PickedCampaign, TheirChange, WhenChosen,
};
use crate::slack::views::briefings::{Unfinished, UnfinishedBriefings};
use crate::slack::views::kit;

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
            Ok(view) => self.show(visitor, delivery, view).await,
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
            Ok(next) => self.replace(visitor, view, next).await,
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
            Ok(view) => update(view),
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
            Ok(next) => self.replace(visitor, view, next).await,
            Err(refusal) => self.refuse(visitor, delivery, &refusal).await,
        }
    }
}

pub(super) fn place(written: &Written, page: Option<Page>) -> FormPlace {
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
pub(super) fn form_of(delivery: &BlockActions) -> Result<(&View, FormPlace), Trouble> {
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
