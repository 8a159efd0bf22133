//! What a round taught, in counts: frozen when the round closes, kept as JSON, rendered by the digest.
//!
//! Never a figure per rep. "Can't say yet" is never in an n. A split shows only from three answers of
//! three people.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::figures_briefing::{FrozenBriefing, Said};
use super::figures_teams::TeamFigures;
use super::ids::{CampaignId, LeadId, MemberId};
use super::rating::{Axis, Judged, Reason, Verdict};

/// Answers, and people who gave them, below which a split isn't shown.
pub const SPLIT_MIN: u32 = 3;
/// Ratings on both sides from which a change is called one, and per cents are written.
pub const CHANGE_MIN: u32 = 10;
/// Reps below which a digest is a plain list instead of statistics.
pub const STATISTICS_MIN_REPS: u32 = 4;
/// Campaigns, and leads, that a digest shows before "n more".
pub const ROWS_MAX: usize = 10;
/// Comments of one campaign that a channel quotes.
pub const COMMENTS_PER_CAMPAIGN: usize = 3;
/// Comments that a digest quotes.
pub const COMMENTS_MAX: usize = 5;
/// Longest line with which a campaign's owner answers, in characters.
pub const ANSWER_MAX: usize = 200;
/// Rounds in the trend.
pub const TREND_ROUNDS: usize = 6;

/// "12 of 17": how many of the n answers on an axis were 4 or 5.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HighOf {
    /// Answers of 4 or 5.
    pub high: u32,
    /// Answers with a level; "can't say yet" is not among them.
    pub n: u32,
}

/// People who answered with a level on each axis: relevance, timing, intent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AxisRaters(pub [u32; 3]);

/// What became of leads, by verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdicts {
    /// Accepted.
    pub accepted: u32,
    /// Not yet.
    pub not_yet: u32,
    /// Rejected.
    pub rejected: u32,
    /// Can't say yet.
    pub open: u32,
}

impl Verdicts {
    /// How many got a verdict: accepted, not yet or rejected.
    #[must_use]
    pub fn decided(self) -> u32 {
        self.accepted + self.not_yet + self.rejected
    }

    /// How many were rated, "can't say yet" included.
    #[must_use]
    pub fn rated(self) -> u32 {
        self.decided() + self.open
    }
}

/// How warm leads were, as timing and intent tell; those not known are in none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarmthCounts {
    /// Warm.
    pub warm: u32,
    /// Lukewarm.
    pub lukewarm: u32,
    /// Cold.
    pub cold: u32,
    /// People who judged them.
    pub raters: u32,
}

impl WarmthCounts {
    /// Of how many leads the warmth is known.
    #[must_use]
    pub fn known(self) -> u32 {
        self.warm + self.lukewarm + self.cold
    }

    /// Whether it may be shown: from three leads of three people.
    #[must_use]
    pub fn can_be_shown(self) -> bool {
        self.known() >= SPLIT_MIN && self.raters >= SPLIT_MIN
    }
}

/// What the relevance of a campaign is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Before {
    /// The campaign's first round.
    FirstRound,
    /// The round of the rhythm before, whatever its n; only with both n from [`CHANGE_MIN`] on is a change
    /// called one. Without an n in an extra round, which is compared with none, and where only extra ones
    /// came before.
    Round(HighOf),
}

/// One campaign's part of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignFigures {
    /// The campaign; none for the leads without one, taken together.
    pub campaign_id: Option<CampaignId>,
    /// Its name as it was when the round closed; empty for the leads without a campaign.
    pub name: String,
    /// Its owner.
    pub owner_id: Option<MemberId>,
    /// What became of its leads.
    pub verdicts: Verdicts,
    /// People who rated.
    pub raters: u32,
    /// People who gave a verdict.
    #[serde(default)]
    pub decided_raters: u32,
    /// Relevance 4 or 5.
    pub relevance: HighOf,
    /// Timing 4 or 5.
    pub timing: HighOf,
    /// Intent 4 or 5.
    pub intent: HighOf,
    /// People behind the three.
    #[serde(default)]
    pub axis_raters: AxisRaters,
    /// How warm they were.
    pub warmth: WarmthCounts,
    /// The relevance of the round before.
    pub relevance_before: Before,
    /// Timing and intent of that round, where it says anything; none in figures of an older version.
    #[serde(default)]
    pub timing_intent_before: Option<[HighOf; 2]>,
    /// The three axes over all rounds up to this one (relevance, timing, intent), each lead as it was last
    /// judged; shown instead of the round's while the round has fewer than [`CHANGE_MIN`].
    pub since_start: [HighOf; 3],
    /// Reasons of its rejected leads, most frequent first; none from fewer than [`SPLIT_MIN`] rejections by
    /// as many people.
    pub reasons: Vec<(Reason, u32)>,
    /// Comments without names of people, at most [`COMMENTS_PER_CAMPAIGN`].
    pub comments: Vec<String>,
    /// Leads of it that wait for a first contact longer than the campaign asks for.
    pub waiting_too_long: u32,
    /// The one line its owner answered before the digest went out; filled in when publishing.
    pub owner_answer: Option<String>,
    /// Its briefing; none while none is posted.
    #[serde(default)]
    pub briefing: Option<FrozenBriefing>,
}

impl CampaignFigures {
    /// Whether it may be shown by itself: from three answers of three people.
    #[must_use]
    pub fn can_be_shown(&self) -> bool {
        self.verdicts.rated() >= SPLIT_MIN && self.raters >= SPLIT_MIN
    }

    /// "12 of 17" on an axis, if it may be shown: none from one or two people, or of one or two leads, for
    /// who spoke to them is known to their colleagues. An axis on which nobody could say is shown as that.
    #[must_use]
    pub fn shown(&self, axis: Axis) -> Option<HighOf> {
        let [relevance, timing, intent] = self.axis_raters.0;
        let (of, raters) = match axis {
            Axis::Relevance => (self.relevance, relevance),
            Axis::Timing => (self.timing, timing),
            Axis::Intent => (self.intent, intent),
        };
        let is_split = of.n > 0;
        (!is_split || (of.n >= SPLIT_MIN && raters >= SPLIT_MIN)).then_some(of)
    }
}

/// A lead that waits for a first contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingLead {
    /// The lead.
    pub lead_id: LeadId,
    /// Its company, as lists call it (never a person's name in a channel).
    pub title: String,
    /// Its campaign's name, if it has one.
    pub campaign: Option<String>,
    /// Working days since it came in.
    pub age_working_days: u32,
    /// Whether that is more than its campaign asks for.
    pub is_too_long: bool,
    /// Its owner; for team leads only.
    pub owner_id: Option<MemberId>,
}

/// A lead in the plain list that stands in for statistics under four reps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedLead {
    /// Its company.
    pub title: String,
    /// Its campaign's name, if it has one.
    pub campaign: Option<String>,
    /// How it was judged, without the comment.
    pub judged: Judged,
}

/// A rejection reason over all campaigns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonCount {
    /// The reason.
    pub reason: Reason,
    /// How often it was given.
    pub count: u32,
    /// The campaign when all of them are of one (and that one can be shown by itself).
    pub all_of: Option<String>,
}

/// One round of the trend; only rounds with at least [`CHANGE_MIN`] answers by [`SPLIT_MIN`] people on every
/// axis are drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrendPoint {
    /// The round's date.
    pub date: Date,
    /// Relevance.
    pub relevance: HighOf,
    /// Timing.
    pub timing: HighOf,
    /// Intent.
    pub intent: HighOf,
    /// People behind the three.
    #[serde(default)]
    pub raters: AxisRaters,
}

impl TrendPoint {
    /// Whether the round has enough answers of enough people to be drawn.
    #[must_use]
    pub fn can_be_drawn(&self) -> bool {
        let axes = [self.relevance, self.timing, self.intent];
        axes.iter().all(|of| of.n >= CHANGE_MIN) && self.raters.0.iter().all(|it| *it >= SPLIT_MIN)
    }
}

/// The quarter's goal of accepted leads, and how far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// Leads accepted in this quarter so far, this round included.
    pub accepted: u32,
    /// The goal, set by both teams.
    pub goal: u32,
}

/// A campaign of which a round asked about a part of the leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampledCampaign {
    /// Its name.
    pub name: String,
    /// Leads asked about.
    pub asked: u32,
    /// Leads that keep their turn for a later round.
    pub held_back: u32,
}

/// Everything a digest says, frozen when the round closes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundFigures {
    /// The loop's name.
    pub loop_name: String,
    /// The round's number.
    pub number: u32,
    /// The round's date.
    pub date: Date,
    /// An extra round: compared with none, and none is compared with it.
    #[serde(default)]
    pub is_extra: bool,
    /// When the figures were frozen.
    pub frozen_at: Timestamp,
    /// The dates on which the first and the last of the leads asked about came in.
    pub leads_came_in: Option<(Date, Date)>,
    /// New leads that came in since the round before for this loop's reps.
    pub came_in: u32,
    /// Leads asked about: in this round, or in an earlier one if the answer is counted here.
    pub asked: u32,
    /// What became of them; `rated()` and `decided()` are the next steps of the funnel.
    pub verdicts: Verdicts,
    /// Accepted in the round of the rhythm before; none in the first, and in an extra one.
    pub accepted_before: Option<u32>,
    /// Reps in the loop who can be asked: who left is not among them.
    pub reps: u32,
    /// Reps asked: in this round, or in an earlier one if an answer of theirs is counted here.
    pub reps_asked: u32,
    /// Reps who answered at least one lead.
    pub reps_answered: u32,
    /// Reps away.
    pub reps_away: u32,
    /// Campaigns, most rated first, the leads without one last.
    pub campaigns: Vec<CampaignFigures>,
    /// Rejection reasons over all, most frequent first; none from fewer than [`SPLIT_MIN`] rejections by as
    /// many people.
    pub reasons: Vec<ReasonCount>,
    /// This round's own point of the trend, however few answers it has.
    #[serde(default)]
    pub point: Option<TrendPoint>,
    /// The trend up to this round, oldest first: the points that are drawn.
    pub trend: Vec<TrendPoint>,
    /// Rounds left out of the trend because they have too few ratings.
    pub trend_left_out: u32,
    /// Leads waiting for a first contact, longest first (all of them).
    pub waiting: Vec<WaitingLead>,
    /// Open leads of reps who are away now: for team leads only.
    pub leads_of_away: u32,
    /// The date on which the rep with those leads is back at work, if it is one rep who said so.
    pub away_until: Option<Date>,
    /// Leads without owner.
    pub leads_without_owner: u32,
    /// Reps who left leads open, and how many: for team leads only.
    pub open: Vec<(MemberId, u32)>,
    /// Leads asked three times without a final verdict that left the queue in this round.
    pub asked_out: u32,
    /// Leads that left the queue because nobody reached them in two rounds.
    pub not_reached: u32,
    /// Answers that came after the digest of an earlier round: its number and how many.
    pub late: Vec<(u32, u32)>,
    /// Answers that were changed after the digest of an earlier round had counted them, since the last one:
    /// its number and how many. Not counted again here; since start, and the goal, hold the newer one.
    #[serde(default)]
    pub changed: Vec<(u32, u32)>,
    /// The quarter's goal.
    pub goal: Option<Goal>,
    /// Rated leads one by one, for the plain list under four reps; empty where statistics are shown.
    pub list: Vec<ListedLead>,
    /// Some asks were dropped because the bot was down.
    pub missed_by_downtime: bool,
    /// Campaigns of which not all leads were asked about, because so many are enough to know.
    #[serde(default)]
    pub sampled: Vec<SampledCampaign>,
    /// Its teams, in the loop's order. For team leads only.
    #[serde(default)]
    pub teams: Vec<TeamFigures>,
    /// You said → we did, of earlier rounds, and what is still open of this one; filled in when publishing.
    #[serde(default)]
    pub said: Vec<Said>,
}

impl RoundFigures {
    /// Whether statistics are shown; with fewer reps the digest is a plain list.
    #[must_use]
    pub fn shows_statistics(&self) -> bool {
        self.reps >= STATISTICS_MIN_REPS
    }

    /// The comments that may be quoted, campaign by campaign, without names of people.
    pub fn quoted(&self) -> impl Iterator<Item = (&CampaignFigures, &str)> {
        let shown = self.campaigns.iter().filter(|row| row.can_be_shown());
        shown.flat_map(|row| row.comments.iter().map(move |it| (row, it.as_str())))
    }

    /// Whether there is nothing to tell: nothing rated in time or late.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.verdicts.rated() == 0 && self.late.is_empty()
    }
}

/// A rating as the figures count it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedRating {
    /// The lead.
    pub lead_id: LeadId,
    /// Its company, as lists call it.
    pub title: String,
    /// Its campaign.
    pub campaign_id: Option<CampaignId>,
    /// Who rated: counted, never shown.
    pub member_id: MemberId,
    /// Added by a rep: never in marketing's numbers, so in no campaign's figures.
    pub is_from_sales: bool,
    /// The judgement.
    pub judged: Judged,
}

impl CountedRating {
    /// Whether the rating ends as a sales accepted lead.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.judged.verdict == Verdict::Accepted
    }
}
