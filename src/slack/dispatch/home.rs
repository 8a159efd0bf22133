//! The Home tab.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use futures_util::FutureExt as _;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::{Mutex, MutexGuard};

use super::{Dispatch, Trouble, Visitor};
use crate::domain::ids::{CampaignId, MemberId};
use crate::domain::language::Language;
use crate::domain::member::Leave;
use crate::domain::post::Destination;
use crate::domain::working_time::local_date;
use crate::features::campaign_overview::{self, CampaignLine};
use crate::features::home::{self, home};
use crate::features::settings::Settings;
use crate::features::unread_briefings;
use crate::slack::incoming::{Action, BlockActions};
use crate::slack::views::campaign_list::{BriefingNow, CampaignList, ListedCampaign};
use crate::slack::views::home::{
    AwayNow, CurrentRound, HeardAnswer, Home, HomeLoop, HomeMarketer, HomePost, HomeRep,
    LastAnswers, LoopList, MarketerTodo, OpenAsk, PostTrouble, UnreadBriefing, UnreadList,
};
use crate::slack::views::pages::parse_page;
use crate::slack::views::tell::{mend, post_name};
use crate::store::{OutboxRow, OutboxState, Tenant};

/// People whose Home tabs can be shown at the same time.
const TURNS: usize = 64;

/// A Home tab is read and shown by one at a time for each person: else what was read before a click could
/// be shown over what was read after it.
#[derive(Debug, Clone)]
pub(super) struct Turns(Arc<[Mutex<()>; TURNS]>);

impl Default for Turns {
    fn default() -> Self {
        Self(Arc::new(std::array::from_fn(|_| Mutex::new(()))))
    }
}

impl Turns {
    async fn of(&self, member: &MemberId) -> MutexGuard<'_, ()> {
        let mut hasher = DefaultHasher::new();
        member.hash(&mut hasher);
        let turn = hasher.finish() % TURNS as u64;
        self.0[usize::try_from(turn).unwrap_or_default()]
            .lock()
            .await
    }
}

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
        let _turn = self.homes.of(&visitor.member).await;
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
            .publish_home(&visitor.member, None, view)
            .await?;
        Ok(())
    }

    /// All campaigns, for those who may edit them.
    pub(super) async fn see_campaigns(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let number = u32::try_from(page(action)).unwrap_or(u32::MAX);
        let found = campaign_overview::see_campaigns(&self.app, tenant, member, number).await?;
        let found = match found {
            Ok(found) => found,
            Err(refusal) => return self.refuse(visitor, delivery, &refusal).await,
        };
        let view = CampaignList {
            campaigns: found.campaigns.into_iter().map(campaign_shown).collect(),
            page: found.page as usize,
            more: found.more as usize,
        };
        let view = view.view(visitor.language);
        self.show_page(visitor, delivery, action, view).await
    }

    /// All loops that somebody leads.
    pub(super) async fn see_loops(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let (tenant, member, page) = (&visitor.tenant, &visitor.member, page(action));
        let found = match home::see_loops(&self.app, tenant, member, page).await? {
            Ok(found) => found,
            Err(refusal) => return self.refuse(visitor, delivery, &refusal).await,
        };
        let view = LoopList {
            loops: found.loops.into_iter().map(loop_shown).collect(),
            page,
            more: found.more as usize,
        };
        let view = view.view(visitor.language);
        self.show_page(visitor, delivery, action, view).await
    }

    /// All briefings that somebody has not read.
    pub(super) async fn see_unread(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let found = unread_briefings::unread_briefings(&self.app, tenant, member).await?;
        let found = match found {
            Ok(found) => found,
            Err(refusal) => return self.refuse(visitor, delivery, &refusal).await,
        };
        let view = UnreadList {
            briefings: found.into_iter().map(unread_shown).collect(),
            page: page(action),
        };
        let view = view.view(visitor.language);
        self.show_page(visitor, delivery, action, view).await
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
    let settings = &found.settings;
    Home {
        can_set_up: found.can_set_up,
        can_add_leads: found.can_add_leads,
        rep: found.rep.map(|rep| rep_shown(rep, settings, &zone, now)),
        loops: found.loops.into_iter().map(loop_shown).collect(),
        more_loops: found.more_loops as usize,
        without_owner: found.leads_without_owner.unwrap_or(0),
        marketer: found.marketer.map(marketer_shown),
        posts,
        more_posts: found.more_posts,
    }
}

fn rep_shown(rep: home::HomeRep, settings: &Settings, zone: &TimeZone, now: Timestamp) -> HomeRep {
    let last = rep.last.map(|last| LastAnswers {
        ask: last.ask_id,
        on: local_date(last.at, zone),
        answers: last
            .answers
            .into_iter()
            .map(|it| (it.lead_id, it.title, it.judged))
            .collect(),
        can_change: last.can_change,
    });
    let heard = rep.heard.into_iter().map(|it| HeardAnswer {
        campaign: it.campaign,
        owner: it.owner,
        answer: it.answer,
        done_on: it.done_at.map(|at| local_date(at, zone)),
    });
    let next_ask = rep.next_ask_at.map(|at| local_date(at, zone));
    HomeRep {
        open: rep.open.map(|open| OpenAsk {
            ask: open.ask_id,
            open: open.open as usize,
            deadline: open.deadline_at.to_zoned(zone.clone()),
            is_late: open.deadline_at <= now,
        }),
        next_round: next_ask.into_iter().chain(rep.next_round).min(),
        last,
        unread: rep.unread.into_iter().map(unread_shown).collect(),
        more_unread: rep.more_unread as usize,
        heard: heard.collect(),
        away: settings.leave.map(|leave| away_shown(leave, zone)),
        working_days: settings.working_days,
        asks_less_often: settings.asks_less_often,
    }
}

fn away_shown(leave: Leave, zone: &TimeZone) -> AwayNow {
    let date = leave.until.map(|until| local_date(until, zone));
    match date {
        Some(date) if !leave.by_status => AwayNow::Paused(date),
        date => AwayNow::Status(date),
    }
}

fn unread_shown(it: unread_briefings::UnreadBriefing) -> UnreadBriefing {
    UnreadBriefing {
        campaign: it.campaign_id,
        name: it.name,
        goal: it.goal,
    }
}

fn marketer_shown(it: home::HomeMarketer) -> HomeMarketer {
    HomeMarketer {
        waiting: it.waiting.into_iter().map(todo_shown).collect(),
        more_waiting: it.more_waiting as usize,
        campaigns: it.campaigns.into_iter().map(campaign_shown).collect(),
        more_campaigns: it.more_campaigns as usize,
        without_campaign: it.leads_without_campaign,
    }
}

fn todo_shown(todo: home::MarketerTodo) -> (CampaignId, String, MarketerTodo) {
    use home::MarketerTodo as Todo;
    match todo {
        Todo::AnswerNumbers {
            round_id,
            campaign_id,
            name,
        } => (campaign_id, name, MarketerTodo::AnswerNumbers(round_id)),
        Todo::ReplyToColleagues {
            campaign_id,
            name,
            count,
            first,
        } => {
            let todo = MarketerTodo::ReplyToColleagues(count, first);
            (campaign_id, name, todo)
        }
        Todo::WriteBriefing {
            campaign_id,
            name,
            leads,
        } => (campaign_id, name, MarketerTodo::WriteBriefing(leads)),
        Todo::FinishBriefing { campaign_id, name } => {
            (campaign_id, name, MarketerTodo::FinishBriefing)
        }
        Todo::CompleteCampaign { campaign_id, name } => {
            (campaign_id, name, MarketerTodo::CompleteCampaign)
        }
    }
}

fn campaign_shown(it: CampaignLine) -> ListedCampaign {
    ListedCampaign {
        id: it.campaign.id,
        name: it.campaign.name,
        owner: it.owner,
        state: it.campaign.state,
        briefing: match it.briefing {
            campaign_overview::BriefingNow::None => BriefingNow::None,
            campaign_overview::BriefingNow::Draft => BriefingNow::Draft,
            campaign_overview::BriefingNow::WithColleagues => BriefingNow::WithColleagues,
            campaign_overview::BriefingNow::Posted { read, of } => BriefingNow::Posted { read, of },
            campaign_overview::BriefingNow::Closed => BriefingNow::Closed,
        },
        leads: it.leads,
        rated: it.rated,
        figures: it.figures,
    }
}

fn loop_shown(it: home::HomeLoop) -> HomeLoop {
    let zone = TimeZone::get(&it.zone).unwrap_or(TimeZone::UTC);
    HomeLoop {
        id: it.loop_id,
        name: it.name,
        state: it.state,
        cadence: it.cadence,
        reps: it.reps,
        next_round: it.next_round,
        current: it.current.and_then(|current| {
            Some(CurrentRound {
                number: current.number,
                asked: current.asked,
                answered: current.answered,
                leads: current.leads,
                rated: current.rated,
                until: current.until?.to_zoned(zone),
            })
        }),
        waiting: it.waiting,
        trend: it.trend,
    }
}

/// The page that a button names; the first where it names none.
fn page(action: &Action) -> usize {
    parse_page(action.value.value.as_deref().unwrap_or_default()).1
}
