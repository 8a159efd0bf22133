//! Merging two spellings of one campaign: what it would do, and doing it.

use super::saying::{refused_instead, said_instead};
use super::{Dispatch, Trouble, Visitor, value};
use crate::domain::ids::CampaignId;
use crate::features::merge_campaigns;
use crate::features::refusal::{Refusal, Thing};
use crate::slack::ack::Ack;
use crate::slack::incoming::{Action, BlockActions, BlockSuggestion, ViewSubmission};
use crate::slack::views::kit;
use crate::slack::views::merge::{self, MergeTold, MergeView};
use crate::texts::t;

impl Dispatch {
    /// Opens the list of campaigns that this one may be another spelling of.
    pub(super) async fn open_merge(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let from = CampaignId::new(value(action)?);
        match self.merge_view(visitor, from, None).await? {
            Ok(view) => {
                let view = view.view(visitor.language);
                self.show(visitor, delivery, view).await
            }
            Err(refusal) => self.refuse(visitor, delivery, &refusal).await,
        }
    }

    /// One was chosen: how many leads would move.
    pub(super) async fn show_merge(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let view = delivery.view.as_ref().ok_or(Trouble::Lacks("a view"))?;
        let Some(into) = action.value.choice().map(CampaignId::new) else {
            return Ok(());
        };
        let from = CampaignId::new(&view.private_metadata);
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let told = merge_campaigns::preview(&self.app, tenant, member, &from, &into).await?;
        let told = match told {
            Ok(told) => MergeTold {
                into: (into, told.into),
                leads: told.leads,
                in_both: told.in_both,
                answers: told.answers,
                closes_briefing: told.closes_briefing,
            },
            Err(refusal) => return self.refuse(visitor, delivery, &refusal).await,
        };
        match self.merge_view(visitor, from, Some(told)).await? {
            Ok(next) => {
                self.replace(visitor, view, next.view(visitor.language))
                    .await
            }
            Err(refusal) => self.refuse(visitor, delivery, &refusal).await,
        }
    }

    async fn merge_view(
        &self,
        visitor: &Visitor,
        from: CampaignId,
        told: Option<MergeTold>,
    ) -> Result<Result<MergeView, Refusal>, Trouble> {
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let found = merge_campaigns::choices(&self.app, tenant, member, &from).await?;
        Ok(found.map(|choice| MergeView {
            from: (from, choice.name),
            others: choice.others,
            told,
        }))
    }

    /// The options of the list, where there are too many for one.
    pub(super) async fn suggest_merge(
        &self,
        visitor: &Visitor,
        suggestion: &BlockSuggestion,
    ) -> Result<Ack, Trouble> {
        let from = suggestion.view.as_ref();
        let from = CampaignId::new(from.map_or("", |view| view.private_metadata.as_str()));
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let found = merge_campaigns::choices(&self.app, tenant, member, &from).await?;
        let mut others = found.map_or_else(|_| Vec::new(), |it| it.others);
        let typed = suggestion.value.trim().to_lowercase();
        others.retain(|(_, name)| name.to_lowercase().contains(&typed));
        Ok(Ack::Options(kit::suggestions(&merge::choices(&others))))
    }

    /// "Merge": leads and ratings move, and the old name stays known.
    pub(super) async fn merge_campaigns(
        &self,
        visitor: &Visitor,
        submission: &ViewSubmission,
    ) -> Result<Ack, Trouble> {
        let view = &submission.view;
        let from = CampaignId::new(&view.private_metadata);
        let Some(into) = merge::parse(&view.values) else {
            let refusal = Refusal::Unknown(Thing::Campaign);
            return Ok(refused_instead(visitor, &refusal));
        };
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let merged = merge_campaigns::merge(&self.app, tenant, member, &from, &into).await?;
        Ok(match merged {
            Ok(it) => {
                let text = t!(
                    visitor.language,
                    "merge-done",
                    from = it.from,
                    into = it.into
                );
                said_instead(visitor, &text)
            }
            Err(refusal) => refused_instead(visitor, &refusal),
        })
    }
}
