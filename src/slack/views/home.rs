//! The Home tab: what this person can do now, most important first, and nothing about anybody else.

mod loops;
mod rep;

use jiff::Zoned;
use jiff::civil::{Date, Weekday};
use serde_json::{Value, json};

use super::kit;
use crate::domain::feedback_loop::{Cadence, LoopState};
use crate::domain::ids::{AskId, CampaignId, LoopId, PostId, RoundId};
use crate::domain::language::Language;
use crate::domain::member::WorkingDays;
use crate::slack::ids::ActionId;
use crate::texts::t;

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

/// What a rep sees of themselves.
#[derive(Debug, Clone)]
pub struct HomeRep {
    /// The open ask.
    pub open: Option<OpenAsk>,
    /// The date of the next round of a loop they are in.
    pub next_round: Option<Date>,
    /// Their last answers: how many, when.
    pub last: Option<(usize, Date)>,
    /// Away until this date.
    pub away_until: Option<Date>,
    /// The days they work.
    pub working_days: WorkingDays,
    /// They chose to be asked at most every four weeks.
    pub asks_less_often: bool,
}

/// A round that runs now.
#[derive(Debug, Clone)]
pub struct CurrentRound {
    /// The round.
    pub round: RoundId,
    /// Its number.
    pub number: u32,
    /// People asked.
    pub asked: u32,
    /// People who answered.
    pub answered: u32,
    /// Its last deadline, in the home zone.
    pub until: Zoned,
    /// Leads that wait for a first contact.
    pub waiting: u32,
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
    /// The date of its next round.
    pub next_round: Option<Date>,
    /// The round that runs.
    pub current: Option<CurrentRound>,
    /// Leads without an owner in it.
    pub without_owner: u32,
}

/// A campaign as marketing sees it.
#[derive(Debug, Clone)]
pub struct HomeCampaign {
    /// The campaign.
    pub id: CampaignId,
    /// Its name.
    pub name: String,
    /// Its owner's name.
    pub owner: Option<String>,
    /// It has a goal.
    pub has_goal: bool,
    /// Leads that came in.
    pub leads: u32,
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
    /// Is marketing somewhere, or may edit campaigns.
    pub can_edit_campaigns: bool,
    /// May add a lead.
    pub can_add_leads: bool,
    /// Is asked in some loop.
    pub rep: Option<HomeRep>,
    /// Loops they lead (admins: all).
    pub loops: Vec<HomeLoop>,
    /// Campaigns, the latest first.
    pub campaigns: Vec<HomeCampaign>,
    /// Leads that name no campaign, for those who may edit campaigns.
    pub without_campaign: u32,
    /// So many more campaigns, older ones.
    pub more_campaigns: usize,
    /// Admins, and team leads of their loops: posts in trouble.
    pub posts: Vec<HomePost>,
}

const LOOPS_MAX: usize = 10;
const CAMPAIGNS_MAX: usize = 10;
const POSTS_MAX: usize = 5;

impl Home {
    /// The view for `views.publish`.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let mut blocks = Vec::new();
        if self.can_set_up && self.loops.is_empty() {
            blocks.push(kit::section(&t!(language, "home-welcome")));
            blocks.push(set_up_button(language, true));
        }
        if let Some(rep) = &self.rep {
            blocks.extend(rep::blocks(language, rep));
        }
        blocks.extend(self.loop_blocks(language));
        blocks.extend(self.campaign_blocks(language));
        blocks.extend(self.post_blocks(language));
        blocks.extend(self.foot(language));
        json!({"type": "home", "blocks": blocks})
    }

    fn loop_blocks(&self, language: Language) -> Vec<Value> {
        if self.loops.is_empty() {
            return Vec::new();
        }
        let mut blocks = vec![kit::header(&t!(language, "home-loops"))];
        for one in self.loops.iter().take(LOOPS_MAX) {
            blocks.extend(loops::blocks(language, one));
        }
        if let more @ 1.. = self.loops.len().saturating_sub(LOOPS_MAX) {
            blocks.push(kit::context(&t!(
                language,
                "digest-more-leads",
                count = more
            )));
        }
        if self.can_set_up {
            blocks.push(set_up_button(language, false));
        }
        blocks
    }

    fn campaign_blocks(&self, language: Language) -> Vec<Value> {
        if !self.can_edit_campaigns {
            return Vec::new();
        }
        let mut blocks = vec![kit::header(&t!(language, "home-campaigns"))];
        if self.campaigns.is_empty() {
            blocks.push(kit::section(&t!(language, "home-no-campaigns")));
        }
        for campaign in self.campaigns.iter().take(CAMPAIGNS_MAX) {
            let owner = match &campaign.owner {
                Some(owner) => t!(language, "home-campaign-owner", owner = owner.as_str()),
                None => t!(language, "home-campaign-no-owner"),
            };
            let goal = if campaign.has_goal {
                t!(language, "home-campaign-goal")
            } else {
                t!(language, "home-campaign-no-goal")
            };
            let text = t!(
                language,
                "home-campaign",
                name = campaign.name.as_str(),
                leads = campaign.leads,
                owner = owner,
                goal = goal
            );
            blocks.push(kit::section_with(
                &text,
                kit::button(
                    &t!(language, "home-edit"),
                    ActionId::EditCampaign,
                    campaign.id.as_str(),
                ),
            ));
        }
        let not_shown = self.campaigns.len().saturating_sub(CAMPAIGNS_MAX);
        if let more @ 1.. = self.more_campaigns + not_shown {
            let text = t!(language, "digest-more-campaigns", count = more);
            blocks.push(kit::context(&text));
        }
        if self.without_campaign > 0 {
            blocks.push(kit::section_with(
                &t!(
                    language,
                    "home-without-campaign",
                    count = self.without_campaign
                ),
                kit::button(
                    &t!(language, "digest-show"),
                    ActionId::SeeWithoutCampaign,
                    "",
                ),
            ));
        }
        blocks.push(kit::actions(vec![kit::button(
            &t!(language, "home-add-campaign"),
            ActionId::EditCampaign,
            "",
        )]));
        blocks
    }

    fn post_blocks(&self, language: Language) -> Vec<Value> {
        if self.posts.is_empty() {
            return Vec::new();
        }
        let mut blocks = vec![kit::header(&t!(language, "home-posts"))];
        for post in self.posts.iter().take(POSTS_MAX) {
            let key = match post.trouble {
                PostTrouble::Failed => "home-post-failed",
                PostTrouble::Unknown => "home-post-unknown",
            };
            let mut text = t!(
                language,
                key,
                what = post.what.as_str(),
                to = post.to.as_str()
            );
            if let Some(mend) = &post.mend {
                text = t!(
                    language,
                    "two-sentences",
                    first = text,
                    second = mend.as_str()
                );
            }
            blocks.push(kit::section(&text));
            let mut buttons = vec![kit::button(
                &t!(language, "home-send-again"),
                ActionId::SendAgain,
                post.post.as_str(),
            )];
            if post.trouble == PostTrouble::Unknown {
                buttons.push(kit::button(
                    &t!(language, "home-it-arrived"),
                    ActionId::ItArrived,
                    post.post.as_str(),
                ));
            }
            blocks.push(kit::actions(buttons));
        }
        if let more @ 1.. = self.posts.len().saturating_sub(POSTS_MAX) {
            blocks.push(kit::context(&t!(
                language,
                "digest-more-leads",
                count = more
            )));
        }
        blocks
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
        if is_in_nothing && !self.can_edit_campaigns {
            blocks.push(kit::section(&t!(language, "home-in-no-loop")));
        }
        blocks.push(kit::actions(buttons));
        blocks.push(kit::context(&t!(language, "purpose")));
        blocks
    }
}

fn set_up_button(language: Language, is_first: bool) -> Value {
    let text = t!(language, "home-set-up");
    kit::actions(vec![if is_first {
        kit::primary(&text, ActionId::SetUpLoop, "")
    } else {
        kit::button(&text, ActionId::SetUpLoop, "")
    }])
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
