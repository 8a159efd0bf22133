//! Lists of leads in a window: those that wait for a first contact, and those to be given an owner.

use futures_util::FutureExt as _;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::{Dispatch, Trouble, Visitor, value};
use crate::domain::ids::{LeadId, LoopId, MemberId, RoundId};
use crate::domain::working_time::local_date;
use crate::features::refusal::{Refusal, Thing};
use crate::features::waiting_leads;
use crate::slack::ids::{ActionId, pair};
use crate::slack::incoming::{Action, BlockActions};
use crate::slack::views::leads::{OwnerlessLead, OwnerlessLeads, WaitingLeads};
use crate::slack::views::pages::{page_value, parse_page, parse_turn};
use crate::slack::views::refusals::CannotNow;

/// Which leads a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Leads {
    /// Those without owner; the loop from which it was opened.
    WithoutOwner(LoopId),
    /// Those of a loop's reps who are away.
    OfAway(RoundId, LoopId),
}

/// A page of a list of leads; the view's metadata names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    leads: Leads,
    page: usize,
}

impl Listed {
    pub(super) fn parse(metadata: &str) -> Option<Self> {
        let (kind, rest) = metadata.split_once(':')?;
        let (about, page) = parse_page(rest);
        let leads = match kind {
            "loop" => Leads::WithoutOwner(LoopId::new(about)),
            "away" => {
                let (round, of) = about.split_once(':')?;
                Leads::OfAway(RoundId::new(round), LoopId::new(of))
            }
            _ => return None,
        };
        Some(Self { leads, page })
    }

    fn metadata(&self) -> String {
        let (kind, about) = match &self.leads {
            Leads::WithoutOwner(id) => ("loop", id.to_string()),
            Leads::OfAway(round, id) => ("away", pair(round, id)),
        };
        format!("{kind}:{}", page_value(&about, self.page))
    }

    /// What its button holds, but for the page.
    fn about(&self) -> &str {
        match &self.leads {
            Leads::WithoutOwner(id) => id.as_str(),
            Leads::OfAway(round, _) => round.as_str(),
        }
    }
}

impl Dispatch {
    /// A button below a list: another page of it, in the same window.
    pub(super) async fn turn_page(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let Some((list, about)) = parse_turn(value(action)?) else {
            let text = CannotNow::OutOfDate.text(visitor.language);
            return self.say(visitor, delivery, &text).await;
        };
        let mut turned = action.clone();
        turned.value.value = Some(about.to_owned());
        match list {
            ActionId::SeeWaiting => self.see_waiting(visitor, delivery, &turned).await,
            ActionId::GiveOwners => self.give_owners(visitor, delivery, &turned).await,
            ActionId::PassOnAway => self.pass_on_away(visitor, delivery, &turned).await,
            ActionId::SeeWithoutCampaign => {
                self.see_without_campaign(visitor, delivery, &turned).await
            }
            ActionId::SeeRatings => self.show_ratings(visitor, delivery, &turned).await,
            ActionId::SeeCampaigns => self.see_campaigns(visitor, delivery, &turned).await,
            ActionId::SeeLoops => self.see_loops(visitor, delivery, &turned).await,
            ActionId::SeeUnread => self.see_unread(visitor, delivery, &turned).await,
            _ => Ok(()),
        }
    }

    /// Shows a page of a list: in the place of the page whose button was pressed, else as any view.
    pub(super) async fn show_page(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
        view: Value,
    ) -> Result<(), Trouble> {
        let button = ActionId::parse(&action.action_id);
        let is_turn = matches!(button, Some(ActionId::PageBefore | ActionId::PageAfter));
        match delivery.view.as_ref().filter(|_| is_turn) {
            Some(shown) => self.replace(visitor, shown, view).await,
            None => self.show(visitor, delivery, view).await,
        }
    }

    /// Leads that wait for a first contact.
    pub(super) async fn see_waiting(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let (round, page) = parse_page(value(action)?);
        let round = RoundId::new(round);
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let waiting =
            waiting_leads::waiting_for_contact(&self.app, tenant, member, &round, page).await?;
        match waiting {
            Ok(waiting) => {
                let view = WaitingLeads {
                    round,
                    page: waiting.page,
                    leads: waiting.leads,
                    names: waiting.names.into_iter().collect(),
                    more: waiting.more as usize,
                };
                let view = view.view(visitor.language);
                self.show_page(visitor, delivery, action, view).await
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
        let (of, page) = parse_page(value(action)?);
        let leads = Leads::WithoutOwner(LoopId::new(of));
        let list = Listed { leads, page };
        self.show_list(visitor, delivery, action, &list).await
    }

    /// Leads of colleagues who are away, likewise.
    pub(super) async fn pass_on_away(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let (round, page) = parse_page(value(action)?);
        let input = (visitor.tenant.clone(), RoundId::new(round));
        let round = self
            .app
            .store
            .read(input, |tx, (tenant, id)| tx.round(tenant, id).boxed())
            .await?;
        match round {
            Some(round) => {
                let leads = Leads::OfAway(round.id, round.loop_id);
                let list = Listed { leads, page };
                self.show_list(visitor, delivery, action, &list).await
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
        action: &Action,
        list: &Listed,
    ) -> Result<(), Trouble> {
        match self.list(visitor, list, None).await? {
            Ok(view) => self.show_page(visitor, delivery, action, view).await,
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
        let wanted = list.page;
        let found = match &list.leads {
            Leads::WithoutOwner(_) => {
                waiting_leads::leads_without_owner(app, tenant, actor, wanted).await?
            }
            Leads::OfAway(_, id) => {
                waiting_leads::leads_of_away(app, tenant, actor, id, wanted).await?
            }
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
            metadata: Listed {
                leads: list.leads.clone(),
                page: found.page,
            }
            .metadata(),
            is_of_away: matches!(list.leads, Leads::OfAway(..)),
            about: list.about().to_owned(),
            page: found.page,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_back() {
        let (of, round) = (LoopId::new("l1"), RoundId::new("r14"));
        for leads in [Leads::WithoutOwner(of.clone()), Leads::OfAway(round, of)] {
            let list = Listed { leads, page: 3 };
            assert_eq!(Listed::parse(&list.metadata()), Some(list));
        }
        assert_eq!(Listed::parse("nothing"), None);
    }
}
