//! The Home tab.

use futures_util::FutureExt as _;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Dispatch, Trouble, Visitor};
use crate::domain::language::Language;
use crate::domain::post::Destination;
use crate::domain::working_time::local_date;
use crate::features::home::{self, home};
use crate::slack::views::home::{
    CurrentRound, Home, HomeCampaign, HomeLoop, HomePost, HomeRep, OpenAsk, PostTrouble,
};
use crate::slack::views::tell::{mend, post_name};
use crate::store::{OutboxRow, OutboxState, Tenant};

impl Dispatch {
    /// Shows somebody their Home tab as it now is, after their click was acknowledged: what they did is
    /// stored whether or not Slack takes the view.
    pub(super) fn refresh_home(&self, visitor: Visitor) {
        let dispatch = self.clone();
        self.app.bells.afterwards.spawn(async move {
            let refreshed = async {
                // What they did may have been to choose another language.
                let language = dispatch
                    .language_of(&visitor.tenant, &visitor.member)
                    .await?;
                dispatch.publish_home(&visitor.speaking(language)).await
            };
            if let Err(error) = refreshed.await {
                tracing::warn!(member = %visitor.member, %error, "a Home tab could not be shown anew");
            }
        });
    }

    /// Shows somebody their Home tab as it now is.
    pub(super) async fn publish_home(&self, visitor: &Visitor) -> Result<(), Trouble> {
        let found = home(&self.app, &visitor.tenant, &visitor.member).await?;
        let view = match found {
            Ok(found) => {
                let language = visitor.language;
                let mut posts = Vec::new();
                for row in &found.posts {
                    posts.push(self.home_post(&visitor.tenant, row, language).await?);
                }
                shown(found, posts, self.app.now()).view(language)
            }
            // Somebody whom leadloop does not know (yet): an empty tab says what it is for.
            Err(_) => Home::default().view(visitor.language),
        };
        self.api(&visitor.tenant)
            .publish_home(&visitor.member, None, &view)
            .await?;
        Ok(())
    }

    async fn home_post(
        &self,
        tenant: &Tenant,
        row: &OutboxRow,
        language: Language,
    ) -> Result<HomePost, Trouble> {
        let to = match &row.destination {
            Destination::Member(member) => {
                let input = (tenant.clone(), member.clone());
                let known = self
                    .app
                    .store
                    .read(input, |tx, (tenant, member)| {
                        tx.member(tenant, member).boxed()
                    })
                    .await?;
                known.map_or_else(|| member.to_string(), |member| member.name)
            }
            Destination::Channel(channel) => self
                .api(tenant)
                .conversation(channel)
                .await
                .ok()
                .and_then(|it| it.name)
                .map_or_else(|| channel.to_string(), |name| format!("#{name}")),
        };
        let reason = row.reason.as_deref().unwrap_or_default();
        Ok(HomePost {
            post: row.id.clone(),
            what: post_name(language, &row.post),
            trouble: match row.state {
                OutboxState::Unknown => PostTrouble::Unknown,
                _ => PostTrouble::Failed,
            },
            mend: mend(language, reason, Some(&to)),
            to,
        })
    }
}

fn shown(found: home::Home, posts: Vec<HomePost>, now: Timestamp) -> Home {
    let zone = TimeZone::get(&found.settings.zone).unwrap_or(TimeZone::UTC);
    let without_owner = found.leads_without_owner.unwrap_or(0);
    let settings = found.settings;
    Home {
        can_set_up: found.can_set_up,
        can_edit_campaigns: found.can_edit_campaigns,
        can_add_leads: found.can_add_leads,
        rep: found.rep.map(|rep| HomeRep {
            open: rep.open.map(|open| OpenAsk {
                ask: open.ask_id,
                open: open.open as usize,
                deadline: open.deadline_at.to_zoned(zone.clone()),
                is_late: open.deadline_at <= now,
            }),
            next_round: rep.next_round,
            last: rep
                .last
                .first()
                .map(|last| (last.rated as usize, local_date(last.at, &zone))),
            away_until: settings.away_until.map(|until| local_date(until, &zone)),
            working_days: settings.working_days,
            asks_less_often: settings.asks_less_often,
        }),
        loops: found
            .loops
            .into_iter()
            .map(|it| loop_shown(it, without_owner))
            .collect(),
        campaigns: found
            .campaigns
            .into_iter()
            .map(|it| HomeCampaign {
                id: it.line.campaign.id,
                name: it.line.campaign.name,
                owner: it.owner,
                has_goal: it.line.campaign.goal.is_some(),
                leads: it.line.leads,
            })
            .collect(),
        without_campaign: found.leads_without_campaign,
        more_campaigns: found.more_campaigns as usize,
        posts,
    }
}

fn loop_shown(it: home::HomeLoop, without_owner: u32) -> HomeLoop {
    let zone = TimeZone::get(&it.zone).unwrap_or(TimeZone::UTC);
    let waiting = it.waiting.map_or(0, |(_, count)| count);
    HomeLoop {
        id: it.loop_id,
        name: it.name,
        state: it.state,
        cadence: it.cadence,
        reps: it.reps,
        next_round: it.next_round.map(|(_, date)| date),
        current: it.current.and_then(|current| {
            Some(CurrentRound {
                round: current.round_id,
                number: current.number,
                asked: current.asked,
                answered: current.answered,
                until: current.until?.to_zoned(zone),
                waiting,
            })
        }),
        without_owner,
    }
}
