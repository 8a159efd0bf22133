//! The Home tab: what this person can do now, most important first, and nothing about anybody else. It fits a
//! screen for somebody with one role; what has no room is behind buttons.

mod first;
mod loops;
mod marketer;
mod posts;
mod rep;

use jiff::Zoned;
use jiff::civil::{Date, Weekday};
use serde_json::{Value, json};

use self::first::First;
use super::kit;
use crate::domain::feedback_loop::{Cadence, LoopState};
use crate::domain::figures::TrendPoint;
use crate::domain::ids::{AskId, CampaignId, LeadId, LoopId, PostId, RoundId};
use crate::domain::language::Language;
use crate::domain::member::WorkingDays;
use crate::domain::rating::Judged;
use crate::slack::ids::ActionId;
use crate::texts::t;

pub use self::loops::LoopList;
pub use self::marketer::{HomeMarketer, MarketerTodo};
pub use self::rep::UnreadList;

/// An ask that waits.
#[derive(Debug, Clone)]
pub struct OpenAsk {
    /// The ask.
    pub ask: AskId,
    /// Its leads still open.
    pub open: usize,
    /// The deadline in the rep's zone.
    pub deadline: Zoned,
    /// The deadline has passed: answers are late, and taken until the next ask.
    pub is_late: bool,
}

/// What a rep said in their last ask with answers.
#[derive(Debug, Clone)]
pub struct LastAnswers {
    /// The ask.
    pub ask: AskId,
    /// The date of the last answer.
    pub on: Date,
    /// The leads, what each is called, and how it was judged.
    pub answers: Vec<(LeadId, String, Judged)>,
    /// They can be changed.
    pub can_change: bool,
}

/// A briefing that a rep has not read.
#[derive(Debug, Clone)]
pub struct UnreadBriefing {
    /// Its campaign.
    pub campaign: CampaignId,
    /// The campaign's name.
    pub name: String,
    /// Its goal.
    pub goal: String,
}

/// What marketing answered to a campaign that a rep rated.
#[derive(Debug, Clone)]
pub struct HeardAnswer {
    /// The campaign's name.
    pub campaign: String,
    /// Who answered; none for somebody unknown.
    pub owner: Option<String>,
    /// The line.
    pub answer: String,
    /// When it was done.
    pub done_on: Option<Date>,
}

/// What a rep sees of themselves.
#[derive(Debug, Clone)]
pub struct HomeRep {
    /// The open ask.
    pub open: Option<OpenAsk>,
    /// The date of the next round of a loop they are in.
    pub next_round: Option<Date>,
    /// Their last answers.
    pub last: Option<LastAnswers>,
    /// Briefings they have not read.
    pub unread: Vec<UnreadBriefing>,
    /// So many more of them.
    pub more_unread: usize,
    /// What came of their answers.
    pub heard: Vec<HeardAnswer>,
    /// They are away.
    pub away: Option<AwayNow>,
    /// The days they work.
    pub working_days: WorkingDays,
    /// They chose to be asked at most every four weeks.
    pub asks_less_often: bool,
}

/// That somebody is away, as they see it themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AwayNow {
    /// They paused until this date.
    Paused(Date),
    /// Their Slack status says so, until this date; none for as long as it stands.
    Status(Option<Date>),
}

/// A round that runs now.
#[derive(Debug, Clone)]
pub struct CurrentRound {
    /// Its number.
    pub number: u32,
    /// People asked.
    pub asked: u32,
    /// People who answered.
    pub answered: u32,
    /// Leads asked about.
    pub leads: u32,
    /// Leads rated so far.
    pub rated: u32,
    /// Its last deadline, in the home zone.
    pub until: Zoned,
}

/// A loop as its team lead sees it.
#[derive(Debug, Clone)]
pub struct HomeLoop {
    /// The loop.
    pub id: LoopId,
    /// Its name.
    pub name: String,
    /// Whether it runs.
    pub state: LoopState,
    /// How often.
    pub cadence: Cadence,
    /// Its reps.
    pub reps: u32,
    /// Its next round, and the date.
    pub next_round: Option<(RoundId, Date)>,
    /// The round that runs.
    pub current: Option<CurrentRound>,
    /// Leads that waited for a first contact when a round closed, and which round that was.
    pub waiting: Option<(RoundId, u32)>,
    /// The rounds that can be compared, oldest first.
    pub trend: Vec<TrendPoint>,
}

/// What went wrong with a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PostTrouble {
    /// Slack refused it.
    Failed,
    /// It may or may not have arrived.
    Unknown,
}

/// A post that an admin should look at.
#[derive(Debug, Clone)]
pub struct HomePost {
    /// The post.
    pub post: PostId,
    /// What it is, as [`super::tell::post_name`] says it.
    pub what: String,
    /// Whom or where it was for, by name.
    pub to: String,
    /// What went wrong.
    pub trouble: PostTrouble,
    /// How to mend it, as [`super::tell::mend`] says it.
    pub mend: Option<String>,
}

/// The Home tab of one person.
#[derive(Debug, Clone, Default)]
pub struct Home {
    /// May set loops up.
    pub can_set_up: bool,
    /// May add a lead.
    pub can_add_leads: bool,
    /// Is asked in some loop.
    pub rep: Option<HomeRep>,
    /// Loops they lead (admins: all), as many as have room.
    pub loops: Vec<HomeLoop>,
    /// So many more loops.
    pub more_loops: usize,
    /// Leads without an owner, for those who may give them one.
    pub without_owner: u32,
    /// What marketing sees.
    pub marketer: Option<HomeMarketer>,
    /// Admins, and team leads of their loops: posts in trouble, as many as have room.
    pub posts: Vec<HomePost>,
    /// So many more of them.
    pub more_posts: usize,
}

impl Home {
    /// The view for `views.publish`.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let mut blocks = Vec::new();
        let mut first = First::default();
        if self.can_set_up && self.loops.is_empty() {
            blocks.push(kit::section(&t!(language, "home-welcome")));
            blocks.push(kit::actions(vec![first.button(
                &t!(language, "home-set-up"),
                ActionId::SetUpLoop,
                "",
            )]));
        }
        if let Some(rep) = &self.rep {
            blocks.extend(rep::blocks(language, rep, &mut first));
        }
        blocks.extend(loops::section(language, self, &mut first));
        if let Some(marketer) = &self.marketer {
            blocks.extend(marketer::blocks(language, marketer, &mut first));
        }
        blocks.extend(posts::blocks(language, &self.posts, self.more_posts));
        blocks.extend(self.foot(language));
        json!({"type": "home", "blocks": blocks})
    }

    fn foot(&self, language: Language) -> Vec<Value> {
        let mut buttons = Vec::new();
        if self.can_add_leads {
            buttons.push(kit::button(
                &t!(language, "home-add-lead"),
                ActionId::AddLead,
                "",
            ));
        }
        buttons.push(kit::button(
            &t!(language, "home-settings"),
            ActionId::OpenSettings,
            "",
        ));
        buttons.push(kit::button(&t!(language, "home-why"), ActionId::AskWhy, ""));
        let mut blocks = Vec::new();
        let is_in_nothing = self.rep.is_none() && self.loops.is_empty() && !self.can_set_up;
        if is_in_nothing && self.marketer.is_none() {
            blocks.push(kit::section(&t!(language, "home-in-no-loop")));
        }
        blocks.push(kit::actions(buttons));
        blocks.push(kit::context(&t!(language, "purpose")));
        blocks
    }
}

/// Monday first.
pub(super) const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];
