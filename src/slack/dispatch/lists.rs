//! Lists of leads in a window: those that wait for a first contact, and those to be given an owner.

use futures_util::FutureExt as _;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::{Dispatch, Trouble, Visitor, value};
use crate::domain::ids::{LeadId, LoopId, MemberId, RoundId};
use crate::domain::working_time::local_date;
use crate::features::refusal::{Refusal, Thing};
use crate::features::waiting_leads;
use crate::slack::incoming::{Action, BlockActions};
use crate::slack::views::leads::{OwnerlessLead, OwnerlessLeads, WaitingLeads};

/// Which leads a list shows; the view's metadata names it.
#[derive(Debug, Clone)]
pub(super) enum Listed {
    /// Those without owner; the loop from which it was opened.
    WithoutOwner(LoopId),
    /// Those of a loop's reps who are away.
    OfAway(LoopId),
}

impl Listed {
    pub(super) fn parse(metadata: &str) -> Option<Self> {
        let (kind, id) = metadata.split_once(':')?;
        let id = LoopId::new(id);
        match kind {
            "loop" => Some(Self::WithoutOwner(id)),
            "away" => Some(Self::OfAway(id)),
            _ => None,
        }
    }

    fn metadata(&self) -> String {
        match self {
            Self::WithoutOwner(id) => format!("loop:{id}"),
            Self::OfAway(id) => format!("away:{id}"),
        }
    }
}

impl Dispatch {
    /// Leads that wait for a first contact.
    pub(super) async fn see_waiting(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let round = RoundId::new(value(action)?);
        let waiting =
            waiting_leads::waiting_for_contact(&self.app, &visitor.tenant, &visitor.member, &round)
                .await?;
        match waiting {
            Ok(waiting) => {
                let view = WaitingLeads {
                    leads: waiting.leads,
                    names: waiting.names.into_iter().collect(),
                    more: waiting.more as usize,
                };
                self.show(visitor, delivery, &view.view(visitor.language))
                    .await
            }
            Err(refusal) => self.refuse(visitor, delivery, &refusal).await,
        }
    }

    /// Leads without owner, each with a list of people.
    pub(super) async fn give_owners(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let list = Listed::WithoutOwner(LoopId::new(value(action)?));
        self.show_list(visitor, delivery, &list).await
    }

    /// Leads of colleagues who are away, likewise.
    pub(super) async fn pass_on_away(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let input = (visitor.tenant.clone(), RoundId::new(value(action)?));
        let round = self
            .app
            .store
            .read(input, |tx, (tenant, id)| tx.round(tenant, id).boxed())
            .await?;
        match round {
            Some(round) => {
                let list = Listed::OfAway(round.loop_id);
                self.show_list(visitor, delivery, &list).await
            }
            None => {
                let refusal = Refusal::Unknown(Thing::Round);
                self.refuse(visitor, delivery, &refusal).await
            }
        }
    }

    async fn show_list(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        list: &Listed,
    ) -> Result<(), Trouble> {
        match self.list(visitor, list, None).await? {
            Ok(view) => self.show(visitor, delivery, &view).await,
            Err(refusal) => self.refuse(visitor, delivery, &refusal).await,
        }
    }

    /// A list as it now is; on top of it the lead that was just given an owner.
    pub(super) async fn list(
        &self,
        visitor: &Visitor,
        list: &Listed,
        given: Option<OwnerlessLead>,
    ) -> Result<Result<Value, Refusal>, Trouble> {
        let (app, tenant, actor) = (&self.app, &visitor.tenant, &visitor.member);
        let found = match list {
            Listed::WithoutOwner(_) => {
                waiting_leads::leads_without_owner(app, tenant, actor).await?
            }
            Listed::OfAway(id) => waiting_leads::leads_of_away(app, tenant, actor, id).await?,
        };
        let found = match found {
            Ok(found) => found,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let zone = self.zone_of(visitor).await?;
        let leads = found.leads.into_iter().map(|it| OwnerlessLead {
            lead: it.lead_id,
            title: it.title,
            campaign: it.campaign,
            came_in: local_date(it.came_in_at, &zone),
            import_owner: it.import_owner,
            passed_on_as: it.passed_on_as,
            given_to: None,
        });
        let gone = given.as_ref().map(|it| it.lead.clone());
        let leads = leads.filter(|it| Some(&it.lead) != gone.as_ref());
        let view = OwnerlessLeads {
            metadata: list.metadata(),
            is_of_away: matches!(list, Listed::OfAway(_)),
            leads: given.clone().into_iter().chain(leads).collect(),
            more: found.more as usize,
        };
        Ok(Ok(view.view(visitor.language)))
    }

    pub(super) async fn zone_of(&self, visitor: &Visitor) -> Result<TimeZone, Trouble> {
        let input = (visitor.tenant.clone(), visitor.member.clone());
        let member = self
            .app
            .store
            .read(input, |tx, (tenant, id)| tx.member(tenant, id).boxed())
            .await?;
        Ok(member.map_or(TimeZone::UTC, |it| it.time_zone()))
    }

    /// A lead as its list says that somebody got it.
    pub(super) async fn row_of(
        &self,
        visitor: &Visitor,
        lead_id: &LeadId,
        to: &MemberId,
    ) -> Result<Option<OwnerlessLead>, Trouble> {
        let input = (visitor.tenant.clone(), lead_id.clone(), to.clone());
        let found = self
            .app
            .store
            .read(input, |tx, (tenant, lead_id, to)| {
                async move {
                    let Some(row) = tx.lead(tenant, lead_id).await? else {
                        return Ok(None);
                    };
                    let campaign = match &row.lead.campaign_id {
                        Some(id) => tx.campaign(tenant, id).await?,
                        None => None,
                    };
                    let owner = tx.member(tenant, to).await?;
                    Ok(Some((row.lead, campaign, owner)))
                }
                .boxed()
            })
            .await?;
        let zone = self.zone_of(visitor).await?;
        Ok(found.map(|(lead, campaign, owner)| OwnerlessLead {
            title: lead.facts.title().to_owned(),
            campaign: campaign.map(|it| it.name),
            came_in: local_date(lead.came_in_at, &zone),
            import_owner: None,
            passed_on_as: None,
            given_to: Some(owner.map_or_else(|| to.to_string(), |it| it.name)),
            lead: lead.id,
        }))
    }
}
