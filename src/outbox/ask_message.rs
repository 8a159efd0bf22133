//! The messages of an ask: the ask itself, its reminder, and what both turn into.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::render::{language_of, name_of};
use super::results_message::{change, own_words};
use crate::app::fresh_id;
use crate::domain::ask::{AskState, AskedForm, AskedState, LessOften};
use crate::domain::feedback_loop::LoopState;
use crate::domain::figures::RoundFigures;
use crate::domain::ids::{AskId, CampaignId, LeadId, PostId};
use crate::domain::language::Language;
use crate::domain::lead_state::ASKS_MAX;
use crate::domain::member::Member;
use crate::domain::post::{Destination, Post};
use crate::domain::round::{Round, RoundState};
use crate::domain::working_time::{digest_instant, local_date};
use crate::slack::views::ask::{
    AskDeclined, AskLessOften, AskMessage, AskOutcome, AskShrunken, AskStopped, AskedCampaign,
    Introduction, NewBriefing,
};
use crate::slack::views::kit::Message;
use crate::slack::views::record::{Record, RecordedLead, RecordedOutcome, ThisRound};
use crate::slack::views::reminder::Reminder;
use crate::slack::views::words::LeadTitle;
use crate::store::{
    AskRow, AskedRow, LeadRow, LoopRow, OutboxState, RatingRow, StoreError, Tenant, Tx,
};
use crate::texts::t;

/// Rounds that are looked back through for the last digest.
const ROUNDS_BACK: u32 = 8;
/// New briefings in an ask.
const NEW_BRIEFINGS: usize = 3;
/// Asks of a rep that are looked through for newer ones, and for that of the last digest.
const RECENT_ASKS: u32 = 12;

/// An ask with all that its messages need.
struct Scene {
    row: AskRow,
    member: Member,
    language: Language,
    round: Round,
    feedback_loop: LoopRow,
    asked: Vec<AskedRow>,
    leads: HashMap<LeadId, LeadRow>,
    ratings: HashMap<LeadId, RatingRow>,
    /// Answers and edits are asked for.
    takes_answers: bool,
    /// Its loop has ended, and its deadline passed: nothing comes back.
    is_over: bool,
}

impl Scene {
    async fn load(
        tx: &mut Tx,
        tenant: &Tenant,
        id: &AskId,
        now: Timestamp,
    ) -> Result<Option<Self>, StoreError> {
        let Some(row) = tx.ask(tenant, id).await? else {
            return Ok(None);
        };
        let Some(member) = tx.member(tenant, &row.ask.member_id).await? else {
            return Ok(None);
        };
        let Some(round) = tx.round(tenant, &row.ask.round_id).await? else {
            return Ok(None);
        };
        let Some(feedback_loop) = tx.feedback_loop(tenant, &round.loop_id).await? else {
            return Ok(None);
        };
        let asked = tx.asked_leads(tenant, id).await?;
        let ids: Vec<LeadId> = asked.iter().map(|it| it.asked.lead_id.clone()).collect();
        let leads = tx.leads_by_id(tenant, &ids).await?;
        let ratings = tx.ratings_of_ask(tenant, id).await?;
        let recent = tx
            .asks_of_member(tenant, &row.ask.member_id, RECENT_ASKS)
            .await?;
        let has_ended = feedback_loop.settings.state == LoopState::Ended;
        let is_over = has_ended && row.ask.deadline_at <= now;
        let sent = recent.iter().filter_map(|it| it.ask.sent_at);
        Ok(Some(Self {
            takes_answers: !is_over && row.ask.takes_answers(sent, now),
            is_over,
            language: language_of(&member, Some(feedback_loop.settings.language)),
            leads: leads
                .into_iter()
                .map(|it| (it.lead.id.clone(), it))
                .collect(),
            ratings: ratings
                .into_iter()
                .map(|it| (it.lead_id.clone(), it))
                .collect(),
            row,
            member,
            round,
            feedback_loop,
            asked,
        }))
    }

    fn zone(&self) -> TimeZone {
        self.member.time_zone()
    }

    fn title(&self, lead: &LeadId) -> LeadTitle {
        self.leads.get(lead).map_or_else(
            || LeadTitle::Person("–".to_owned()),
            |row| (&row.lead.facts).into(),
        )
    }

    /// What the record calls a lead: with the person where another lead of the ask is of the same company.
    fn distinct_title(&self, lead: &LeadId) -> String {
        let title = self.title(lead);
        let is_one_of_several = self
            .asked
            .iter()
            .any(|it| it.asked.lead_id != *lead && self.title(&it.asked.lead_id) == title);
        let facts = self.leads.get(lead).map(|row| &row.lead.facts);
        match facts.and_then(|facts| facts.person.as_deref()) {
            Some(person) if is_one_of_several => t!(
                self.language,
                "lead-of-company",
                company = title.inside(),
                person = person
            ),
            _ => title.inside().to_owned(),
        }
    }

    fn open(&self) -> Vec<LeadTitle> {
        self.asked
            .iter()
            .filter(|it| it.asked.state == AskedState::Open)
            .map(|it| self.title(&it.asked.lead_id))
            .collect()
    }

    /// Leads that were not answered, here or freed when the next ask went out, and are asked about again.
    fn coming_back(&self) -> usize {
        self.asked
            .iter()
            .filter(|it| matches!(it.asked.state, AskedState::Open | AskedState::Withdrawn))
            .filter_map(|it| self.leads.get(&it.asked.lead_id))
            .filter(|row| row.lead.done.is_none() && row.lead.times_asked < ASKS_MAX)
            .filter(|_| !self.is_over)
            .count()
    }

    fn rated(&self) -> usize {
        self.asked
            .iter()
            .filter(|it| matches!(it.asked.state, AskedState::Rated | AskedState::PassedOn))
            .count()
    }

    /// A lead that this rep still owns and that is not done: taken out of this ask alone.
    fn is_still_theirs(&self, lead: &LeadId) -> bool {
        self.leads.get(lead).is_some_and(|row| {
            row.lead.owner_id.as_ref() == Some(&self.member.id) && row.lead.done.is_none()
        })
    }

    /// The answers that can be changed now.
    fn changeable(&self) -> Vec<(LeadId, String)> {
        self.asked
            .iter()
            .filter(|it| self.takes_answers && it.asked.state == AskedState::Rated)
            .map(|it| {
                let lead = it.asked.lead_id.clone();
                let title = self.distinct_title(&lead);
                (lead, title)
            })
            .collect()
    }

    fn deadline(&self) -> jiff::Zoned {
        self.row.ask.deadline_at.to_zoned(self.zone())
    }
}

/// The ask; none when it was withdrawn, declined or closed before it could be posted.
pub(super) async fn ask(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &AskId,
    now: Timestamp,
) -> Result<Option<Message>, StoreError> {
    let Some(scene) = Scene::load(tx, tenant, id, now).await? else {
        return Ok(None);
    };
    let is_wanted = matches!(scene.row.ask.state, AskState::Sent | AskState::Partial)
        && now < scene.row.ask.deadline_at
        && scene.member.can_be_asked();
    if !is_wanted || scene.open().is_empty() {
        return Ok(None);
    }
    let mut campaigns: Vec<(Option<_>, AskedCampaign)> = Vec::new();
    let zone = scene.zone();
    let mut came_in = Vec::new();
    for asked in &scene.asked {
        let Some(lead) = scene.leads.get(&asked.asked.lead_id) else {
            continue;
        };
        came_in.push(local_date(lead.lead.came_in_at, &zone));
        let title: LeadTitle = (&lead.lead.facts).into();
        let campaign_id = lead.lead.campaign_id.clone();
        match campaigns.iter_mut().find(|(id, _)| *id == campaign_id) {
            Some((_, campaign)) => campaign.leads.push(title),
            None => {
                let name = match &campaign_id {
                    Some(id) => tx.campaign(tenant, id).await?.map(|it| it.name),
                    None => None,
                };
                campaigns.push((
                    campaign_id,
                    AskedCampaign {
                        name,
                        leads: vec![title],
                    },
                ));
            }
        }
    }
    let (Some(first), Some(last)) = (came_in.iter().min(), came_in.iter().max()) else {
        return Ok(None);
    };
    // Also when its message is written anew: in another language, or without a lead that went elsewhere.
    let is_first = !scene.member.is_introduced || tx.is_first_ask(tenant, &scene.row.ask).await?;
    let introduction = match is_first {
        true => Some(Introduction {
            set_up_by: name_of(tx, tenant, &scene.feedback_loop.created_by)
                .await?
                .unwrap_or_else(|| scene.feedback_loop.settings.name.clone()),
            cadence: scene.feedback_loop.settings.cadence,
        }),
        false => None,
    };
    let other = Language::ALL.into_iter().find(|it| *it != scene.language);
    let message = AskMessage {
        ask: id.clone(),
        name: scene.member.name.clone(),
        came_in: (*first, *last),
        campaigns: campaigns
            .into_iter()
            .map(|(_, campaign)| campaign)
            .collect(),
        introduction,
        outcomes: outcomes(tx, tenant, &scene).await?,
        briefings: new_briefings(tx, tenant, &scene).await?,
        deadline: scene.deadline(),
        shows_names: scene.feedback_loop.settings.shows_names,
        other_language: other.filter(|_| is_first),
    };
    Ok(Some(message.message(scene.language)))
}

/// Posted briefings that the rep has not read: those of campaigns that they are asked about first.
async fn new_briefings(
    tx: &mut Tx,
    tenant: &Tenant,
    scene: &Scene,
) -> Result<Vec<NewBriefing>, StoreError> {
    let asked: Vec<&CampaignId> = scene
        .asked
        .iter()
        .filter_map(|it| scene.leads.get(&it.asked.lead_id))
        .filter_map(|row| row.lead.campaign_id.as_ref())
        .collect();
    let mut unread = tx.unread_briefings(tenant, &scene.member.id).await?;
    unread.sort_by_key(|it| !asked.contains(&&it.campaign_id));
    let mut briefings = Vec::new();
    for briefing in unread.into_iter().take(NEW_BRIEFINGS) {
        if let Some(campaign) = tx.campaign(tenant, &briefing.campaign_id).await? {
            briefings.push(NewBriefing {
                campaign: campaign.id,
                name: campaign.name,
            });
        }
    }
    Ok(briefings)
}

/// What marketing answered to the rep's last answers: to campaigns that they rated in the loop's last digest.
async fn outcomes(
    tx: &mut Tx,
    tenant: &Tenant,
    scene: &Scene,
) -> Result<Vec<AskOutcome>, StoreError> {
    let rounds = tx
        .rounds_of_loop(tenant, &scene.round.loop_id, ROUNDS_BACK)
        .await?;
    let published = rounds.iter().find(|it| it.state == RoundState::Published);
    let Some(round) = published else {
        return Ok(Vec::new());
    };
    let asks = tx
        .asks_of_member(tenant, &scene.member.id, RECENT_ASKS)
        .await?;
    let Some(ask) = asks.iter().find(|it| it.ask.round_id == round.id) else {
        return Ok(Vec::new());
    };
    let Some(figures) = tx.figures(tenant, &round.id).await? else {
        return Ok(Vec::new());
    };
    let ratings = tx.ratings_of_ask(tenant, &ask.ask.id).await?;
    let rated: Vec<LeadId> = ratings.into_iter().map(|it| it.lead_id).collect();
    let rated = tx.leads_by_id(tenant, &rated).await?;
    let mut outcomes = Vec::new();
    for row in &figures.campaigns {
        let Some(campaign) = &row.campaign_id else {
            continue;
        };
        let rated = rated
            .iter()
            .filter(|it| it.lead.campaign_id == row.campaign_id)
            .count();
        let answer = tx.owner_answer(tenant, &round.id, campaign).await?;
        let Some(answer) = answer.filter(|_| rated > 0) else {
            continue;
        };
        outcomes.push(AskOutcome {
            campaign: row.name.clone(),
            rated,
            said: own_words(tx, tenant, &answer, &scene.member.id).await?,
            owner: name_of(tx, tenant, &answer.member_id).await?,
            change: change(&answer, &scene.zone()),
        });
    }
    Ok(outcomes)
}

/// The reminder; none when nothing is open any more, or the deadline has passed.
pub(super) async fn reminder(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &AskId,
    now: Timestamp,
) -> Result<Option<Message>, StoreError> {
    let Some(scene) = Scene::load(tx, tenant, id, now).await? else {
        return Ok(None);
    };
    let open = scene.open();
    let is_open = matches!(scene.row.ask.state, AskState::Sent | AskState::Partial)
        && now < scene.row.ask.deadline_at;
    if open.is_empty() || !is_open || !scene.member.can_be_asked() {
        return Ok(None);
    }
    let reminder = Reminder {
        ask: id.clone(),
        open,
        deadline: scene.deadline(),
    };
    Ok(Some(reminder.message(scene.language)))
}

/// What the ask's own message has become.
pub(super) async fn changed(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &AskId,
    now: Timestamp,
) -> Result<Option<Message>, StoreError> {
    let Some(scene) = Scene::load(tx, tenant, id, now).await? else {
        return Ok(None);
    };
    let ask = &scene.row.ask;
    let (language, open) = (scene.language, scene.open());
    let is_reminded = ask.reminded_at.is_some() && has_reminder(tx, tenant, id).await?;
    let message = match ask.state {
        AskState::Declined => declined(&scene),
        AskState::Answered => return record(tx, tenant, &scene, now).await.map(Some),
        AskState::Missed => AskShrunken::Closed {
            open: scene.coming_back(),
            rate: (scene.takes_answers && !open.is_empty()).then(|| (id.clone(), open.len())),
            less_often: less_often(&scene),
        }
        .message(language),
        AskState::Partial if now >= ask.deadline_at => {
            return record(tx, tenant, &scene, now).await.map(Some);
        }
        AskState::Sent | AskState::Partial if is_reminded => {
            AskShrunken::SeeBelow { open: open.len() }.message(language)
        }
        AskState::Partial => stopped(&scene).message(language),
        AskState::Sent => return self::ask(tx, tenant, id, now).await,
        AskState::Pending | AskState::Away | AskState::Empty | AskState::Dropped => {
            AskShrunken::Withdrawn.message(language)
        }
    };
    Ok(Some(message))
}

/// Whether the reminder is the place to answer. Until it certainly stands there, the ask's own message is.
async fn has_reminder(tx: &mut Tx, tenant: &Tenant, id: &AskId) -> Result<bool, StoreError> {
    let reminder = Post::Reminder { ask_id: id.clone() };
    Ok(tx.post_state(tenant, &reminder).await? == Some(OutboxState::Sent))
}

/// Has the ask's own message say that there is a reminder now.
pub(super) async fn after_reminder(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &AskId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(row) = tx.ask(tenant, id).await? else {
        return Ok(());
    };
    let post = Post::AskChanged { ask_id: id.clone() };
    let to = Destination::Member(row.ask.member_id);
    tx.post(tenant, &PostId::new(fresh_id(now)), &post, &to, now)
        .await
}

/// What the reminder has become: the place to go on while the ask is open, one line afterwards.
pub(super) async fn reminder_changed(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &AskId,
    now: Timestamp,
) -> Result<Option<Message>, StoreError> {
    let Some(scene) = Scene::load(tx, tenant, id, now).await? else {
        return Ok(None);
    };
    let language = scene.language;
    let is_open = now < scene.row.ask.deadline_at;
    let message = match scene.row.ask.state {
        AskState::Partial if is_open => stopped(&scene).message(language),
        AskState::Sent if is_open => return reminder(tx, tenant, id, now).await,
        AskState::Answered => AskShrunken::Answered {
            rated: scene.rated(),
        }
        .message(language),
        _ => AskShrunken::Closed {
            open: scene.coming_back(),
            rate: None,
            less_often: None,
        }
        .message(language),
    };
    Ok(Some(message))
}

fn stopped(scene: &Scene) -> AskStopped {
    AskStopped {
        ask: scene.row.ask.id.clone(),
        rated: scene.rated(),
        total: scene.asked.len(),
        open: scene.open(),
        deadline: scene.deadline(),
    }
}

fn declined(scene: &Scene) -> Message {
    AskDeclined {
        ask: scene.row.ask.id.clone(),
        rated: scene.rated(),
        has_reason: scene.row.ask.decline_reason.is_some(),
        less_often: less_often(scene),
        changeable: scene.changeable(),
    }
    .message(scene.language)
}

/// "Shall I ask less often?" and its answer stand in the ask in which it was put, until the next one.
fn less_often(scene: &Scene) -> Option<AskLessOften> {
    let ask = &scene.row.ask;
    let less_often = ask.less_often.filter(|_| scene.takes_answers)?;
    Some(match less_often {
        LessOften::Asked => AskLessOften::Asked(ask.id.clone()),
        LessOften::Less => AskLessOften::Less,
        LessOften::Kept => AskLessOften::Kept,
    })
}

async fn record(
    tx: &mut Tx,
    tenant: &Tenant,
    scene: &Scene,
    now: Timestamp,
) -> Result<Message, StoreError> {
    let zone = scene.zone();
    let mut leads = Vec::new();
    for asked in &scene.asked {
        let lead = asked.asked.lead_id.clone();
        let outcome = match (asked.asked.state, scene.ratings.get(&lead)) {
            (AskedState::PassedOn, _) => {
                let to = match &asked.passed_to {
                    Some(colleague) => name_of(tx, tenant, colleague).await?,
                    None => None,
                };
                RecordedOutcome::PassedOn(to)
            }
            (_, Some(rating)) => RecordedOutcome::Rated(rating.judged.clone()),
            (AskedState::Withdrawn, None) if !scene.is_still_theirs(&lead) => {
                RecordedOutcome::Withdrawn
            }
            _ => RecordedOutcome::Open,
        };
        let comes_back = scene
            .leads
            .get(&lead)
            .is_some_and(|it| it.lead.done.is_none() && it.lead.rests_until.is_none());
        let is_mine = !matches!(
            outcome,
            RecordedOutcome::PassedOn(_) | RecordedOutcome::Withdrawn
        );
        leads.push(RecordedLead {
            title: scene.distinct_title(&lead),
            comes_back: is_mine && comes_back && asked.asked.form == AskedForm::Full,
            lead,
            outcome,
        });
    }
    let home = scene.feedback_loop.settings.time_zone();
    let digest_on = match scene.round.state {
        RoundState::Open if scene.round.only_rep.is_none() => {
            let closes = scene.row.ask.deadline_at;
            Some(local_date(
                digest_instant(closes, &home, scene.feedback_loop.settings.calendar()),
                &zone,
            ))
        }
        _ => None,
    };
    let last_answer = scene.ratings.values().map(|it| it.rated_at).max();
    let finished_at = scene.row.ask.finished_at.or(last_answer).unwrap_or(now);
    let record = Record {
        ask: scene.row.ask.id.clone(),
        answered_on: local_date(finished_at, &zone),
        leads,
        digest_on,
        this_round: this_round(tx, tenant, scene).await?,
        can_change: scene.takes_answers,
    };
    Ok(record.message(scene.language))
}

async fn this_round(
    tx: &mut Tx,
    tenant: &Tenant,
    scene: &Scene,
) -> Result<Option<ThisRound>, StoreError> {
    if scene.round.state != RoundState::Published {
        return Ok(None);
    }
    let figures: Option<RoundFigures> = tx.figures(tenant, &scene.round.id).await?;
    // A late answer alone is not in its round's figures.
    let counted = figures.filter(|figures| figures.verdicts.rated() > 0);
    Ok(counted.map(|figures| ThisRound::of(scene.language, &figures)))
}
