//! What leadloop posts, in its meaning. Wording and layout are made when a post is sent.

use serde::{Deserialize, Serialize};

use super::briefing::{BriefingContent, Field};
use super::ids::{AskId, CampaignId, ChannelId, LoopId, MemberId, PostId, RoundId};

/// Who or which channel gets a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    /// A direct message.
    Member(MemberId),
    /// A channel.
    Channel(ChannelId),
}

impl Destination {
    /// The id that Slack takes as `channel`.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Member(id) => id.as_str(),
            Self::Channel(id) => id.as_str(),
        }
    }
}

/// Something to be posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Post {
    /// The ask, to its rep.
    Ask {
        /// The ask.
        ask_id: AskId,
    },
    /// The one reminder of an ask.
    Reminder {
        /// The ask.
        ask_id: AskId,
    },
    /// An edit that brings the ask's message (and its reminder) in line with the ask as it now is.
    AskChanged {
        /// The ask.
        ask_id: AskId,
    },
    /// An edit of the reminder, likewise.
    ReminderChanged {
        /// The ask.
        ask_id: AskId,
    },
    /// A campaign's numbers, to its owner, when a round closes.
    OwnerNumbers {
        /// The round.
        round_id: RoundId,
        /// The campaign.
        campaign_id: CampaignId,
    },
    /// An edit of those numbers: they now show what their owner answered.
    OwnerNumbersChanged {
        /// The round.
        round_id: RoundId,
        /// The campaign.
        campaign_id: CampaignId,
    },
    /// The digest of a round, as a team lead or the channel gets it.
    Digest {
        /// The round.
        round_id: RoundId,
        /// The team lead; none for the channel.
        team_lead: Option<MemberId>,
    },
    /// What stands in the digest's thread: comments, waiting leads.
    DigestDetails {
        /// The round.
        round_id: RoundId,
        /// The team lead; none for the channel.
        team_lead: Option<MemberId>,
    },
    /// No new leads for the next round, two working days ahead, to somebody in marketing.
    NoNewLeads {
        /// The round.
        round_id: RoundId,
        /// Whom it tells.
        member_id: MemberId,
    },
    /// Two empty rounds, to a team lead.
    EmptyRounds {
        /// The second of them.
        round_id: RoundId,
        /// Whom it tells.
        member_id: MemberId,
    },
    /// A round was left out, for leadloop was down when its asks were due: to the digest's channel in the loop's
    /// language, or to a team lead where there is none.
    RoundMissed {
        /// The round.
        round_id: RoundId,
        /// The team lead; none for the channel.
        team_lead: Option<MemberId>,
    },
    /// The loop was set up: tells its team leads and marketing what will happen, in one line.
    LoopStarted {
        /// The loop.
        loop_id: LoopId,
        /// Whom it tells.
        member_id: MemberId,
    },
    /// A campaign's briefing, in a channel.
    Briefing {
        /// The campaign.
        campaign_id: CampaignId,
        /// The channel.
        channel_id: ChannelId,
    },
    /// An edit that brings the briefing in its channel in line with what it now says, and who has read it.
    BriefingChanged {
        /// The campaign.
        campaign_id: CampaignId,
        /// The channel.
        channel_id: ChannelId,
    },
    /// What stands in the briefing's thread from the start: objections with answers, links.
    BriefingDetails {
        /// The campaign.
        campaign_id: CampaignId,
        /// The channel.
        channel_id: ChannelId,
    },
    /// An edit of it.
    BriefingDetailsChanged {
        /// The campaign.
        campaign_id: CampaignId,
        /// The channel.
        channel_id: ChannelId,
    },
    /// One line in the briefing's thread: what an edit changed.
    BriefingEdited {
        /// The campaign.
        campaign_id: CampaignId,
        /// The channel.
        channel_id: ChannelId,
        /// The briefing's revision.
        revision: i64,
        /// What differs.
        fields: Vec<Field>,
        /// What it says since.
        content: Box<BriefingContent>,
    },
    /// A question in the briefing's thread, with its asker's name, to whoever answers questions.
    BriefingQuestion {
        /// The campaign.
        campaign_id: CampaignId,
        /// The channel.
        channel_id: ChannelId,
        /// Names the question: the same one is posted once.
        question_id: String,
        /// Who asks.
        asked_by: MemberId,
        /// What.
        question: String,
    },
    /// A draft, to a colleague who is asked what they think of it.
    BriefingDraft {
        /// The campaign.
        campaign_id: CampaignId,
        /// The colleague.
        member_id: MemberId,
    },
    /// An edit of that message: what the colleague said, and what was answered.
    BriefingDraftChanged {
        /// The campaign.
        campaign_id: CampaignId,
        /// The colleague.
        member_id: MemberId,
    },
    /// Where its briefing is, to the campaign's owner: what colleagues say of the draft, who has read it.
    BriefingOwner {
        /// The campaign.
        campaign_id: CampaignId,
        /// The owner.
        member_id: MemberId,
    },
    /// An edit of that message.
    BriefingOwnerChanged {
        /// The campaign.
        campaign_id: CampaignId,
        /// The owner.
        member_id: MemberId,
    },
    /// What a round found of a campaign, in the thread of its briefing.
    CampaignResults {
        /// The round.
        round_id: RoundId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The briefing's channel.
        channel_id: ChannelId,
    },
    /// An edit of those results: they now show what marketing changes, and that it is done.
    CampaignResultsChanged {
        /// The round.
        round_id: RoundId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The briefing's channel.
        channel_id: ChannelId,
    },
    /// You said → we did: to a rep on whose answers it rests.
    YouSaid {
        /// The round.
        round_id: RoundId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The rep.
        member_id: MemberId,
    },
    /// An edit of that message: another answer, or it is done.
    YouSaidChanged {
        /// The round.
        round_id: RoundId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The rep.
        member_id: MemberId,
    },
    /// Nothing came back from marketing two rounds in a row: asks somebody in marketing what they will do.
    NothingCameBack {
        /// The second of them.
        round_id: RoundId,
        /// Whom it asks.
        member_id: MemberId,
    },
    /// A briefing was not posted when its time had come, for it is not complete; to its owner.
    BriefingHeldBack {
        /// The campaign.
        campaign_id: CampaignId,
        /// The owner.
        member_id: MemberId,
        /// The briefing's revision.
        revision: i64,
    },
    /// A post that Slack refused, to somebody who can mend it.
    Undelivered {
        /// The post that failed.
        post_id: PostId,
        /// Whom it tells.
        member_id: MemberId,
    },
}

impl Post {
    /// Its key: the same thing is never posted twice.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Ask { ask_id } => ask_key(ask_id),
            Self::Reminder { ask_id } => reminder_key(ask_id),
            Self::AskChanged { ask_id } => format!("ask-changed:{ask_id}"),
            Self::ReminderChanged { ask_id } => format!("reminder-changed:{ask_id}"),
            Self::OwnerNumbers {
                round_id,
                campaign_id,
            } => numbers_key(round_id, campaign_id),
            Self::OwnerNumbersChanged {
                round_id,
                campaign_id,
            } => format!("numbers-changed:{round_id}:{campaign_id}"),
            Self::Digest {
                round_id,
                team_lead,
            } => digest_key(round_id, team_lead.as_ref()),
            Self::DigestDetails {
                round_id,
                team_lead,
            } => {
                format!("details-{}", digest_key(round_id, team_lead.as_ref()))
            }
            Self::NoNewLeads {
                round_id,
                member_id,
            } => format!("no-leads:{round_id}:{member_id}"),
            Self::EmptyRounds {
                round_id,
                member_id,
            } => {
                format!("empty-rounds:{round_id}:{member_id}")
            }
            Self::RoundMissed {
                round_id,
                team_lead,
            } => {
                let to = team_lead.as_ref().map_or("channel", MemberId::as_str);
                format!("round-missed:{round_id}:{to}")
            }
            Self::LoopStarted { loop_id, member_id } => format!("started:{loop_id}:{member_id}"),
            Self::Briefing {
                campaign_id,
                channel_id,
            } => briefing_key(campaign_id, channel_id),
            Self::BriefingChanged {
                campaign_id,
                channel_id,
            } => format!("briefing-changed:{campaign_id}:{channel_id}"),
            Self::BriefingDetails {
                campaign_id,
                channel_id,
            } => details_key(campaign_id, channel_id),
            Self::BriefingDetailsChanged {
                campaign_id,
                channel_id,
            } => format!("briefing-details-changed:{campaign_id}:{channel_id}"),
            Self::BriefingEdited {
                campaign_id,
                channel_id,
                revision,
                ..
            } => format!("briefing-edited:{campaign_id}:{channel_id}:{revision}"),
            Self::BriefingQuestion { question_id, .. } => format!("question:{question_id}"),
            Self::BriefingDraft {
                campaign_id,
                member_id,
            } => draft_key(campaign_id, member_id),
            Self::BriefingDraftChanged {
                campaign_id,
                member_id,
            } => format!("draft-changed:{campaign_id}:{member_id}"),
            Self::BriefingOwner {
                campaign_id,
                member_id,
            } => briefing_owner_key(campaign_id, member_id),
            Self::BriefingOwnerChanged {
                campaign_id,
                member_id,
            } => format!("briefing-owner-changed:{campaign_id}:{member_id}"),
            Self::CampaignResults {
                round_id,
                campaign_id,
                channel_id,
            } => results_key(round_id, campaign_id, channel_id),
            Self::CampaignResultsChanged {
                round_id,
                campaign_id,
                channel_id,
            } => format!("changed-{}", results_key(round_id, campaign_id, channel_id)),
            Self::YouSaid {
                round_id,
                campaign_id,
                member_id,
            } => you_said_key(round_id, campaign_id, member_id),
            Self::YouSaidChanged {
                round_id,
                campaign_id,
                member_id,
            } => format!("changed-{}", you_said_key(round_id, campaign_id, member_id)),
            Self::NothingCameBack {
                round_id,
                member_id,
            } => format!("nothing-came-back:{round_id}:{member_id}"),
            Self::BriefingHeldBack {
                campaign_id,
                revision,
                ..
            } => format!("briefing-held-back:{campaign_id}:{revision}"),
            Self::Undelivered { post_id, member_id } => {
                format!("undelivered:{post_id}:{member_id}")
            }
        }
    }

    /// The key of the post whose message it edits; none for a message of its own.
    #[must_use]
    pub fn edits(&self) -> Option<String> {
        match self {
            Self::AskChanged { ask_id } => Some(ask_key(ask_id)),
            Self::ReminderChanged { ask_id } => Some(reminder_key(ask_id)),
            Self::OwnerNumbersChanged {
                round_id,
                campaign_id,
            } => Some(numbers_key(round_id, campaign_id)),
            Self::CampaignResultsChanged {
                round_id,
                campaign_id,
                channel_id,
            } => Some(results_key(round_id, campaign_id, channel_id)),
            Self::YouSaidChanged {
                round_id,
                campaign_id,
                member_id,
            } => Some(you_said_key(round_id, campaign_id, member_id)),
            Self::BriefingChanged {
                campaign_id,
                channel_id,
            } => Some(briefing_key(campaign_id, channel_id)),
            Self::BriefingDetailsChanged {
                campaign_id,
                channel_id,
            } => Some(details_key(campaign_id, channel_id)),
            Self::BriefingDraftChanged {
                campaign_id,
                member_id,
            } => Some(draft_key(campaign_id, member_id)),
            Self::BriefingOwnerChanged {
                campaign_id,
                member_id,
            } => Some(briefing_owner_key(campaign_id, member_id)),
            _ => None,
        }
    }

    /// The key of the post in whose thread it stands.
    #[must_use]
    pub fn in_thread_of(&self) -> Option<String> {
        match self {
            Self::DigestDetails {
                round_id,
                team_lead,
            } => Some(digest_key(round_id, team_lead.as_ref())),
            Self::BriefingDetails {
                campaign_id,
                channel_id,
            }
            | Self::BriefingEdited {
                campaign_id,
                channel_id,
                ..
            }
            | Self::BriefingQuestion {
                campaign_id,
                channel_id,
                ..
            }
            | Self::CampaignResults {
                campaign_id,
                channel_id,
                ..
            } => Some(briefing_key(campaign_id, channel_id)),
            _ => None,
        }
    }

    /// The campaign whose briefing it is, or is about; none for every other post.
    #[must_use]
    pub fn of_briefing(&self) -> Option<&CampaignId> {
        match self {
            Self::Briefing { campaign_id, .. }
            | Self::BriefingChanged { campaign_id, .. }
            | Self::BriefingDetails { campaign_id, .. }
            | Self::BriefingDetailsChanged { campaign_id, .. }
            | Self::BriefingEdited { campaign_id, .. }
            | Self::BriefingQuestion { campaign_id, .. }
            | Self::BriefingDraft { campaign_id, .. }
            | Self::BriefingDraftChanged { campaign_id, .. }
            | Self::BriefingOwner { campaign_id, .. }
            | Self::BriefingOwnerChanged { campaign_id, .. }
            | Self::BriefingHeldBack { campaign_id, .. } => Some(campaign_id),
            _ => None,
        }
    }
}

/// The key of a campaign's briefing in a channel: what stands in its thread names it.
#[must_use]
pub fn briefing_key(campaign_id: &CampaignId, channel_id: &ChannelId) -> String {
    format!("briefing:{campaign_id}:{channel_id}")
}

fn details_key(campaign_id: &CampaignId, channel_id: &ChannelId) -> String {
    format!("briefing-details:{campaign_id}:{channel_id}")
}

fn draft_key(campaign_id: &CampaignId, member_id: &MemberId) -> String {
    format!("draft:{campaign_id}:{member_id}")
}

fn briefing_owner_key(campaign_id: &CampaignId, member_id: &MemberId) -> String {
    format!("briefing-owner:{campaign_id}:{member_id}")
}

fn results_key(round_id: &RoundId, campaign_id: &CampaignId, channel_id: &ChannelId) -> String {
    format!("results:{round_id}:{campaign_id}:{channel_id}")
}

fn you_said_key(round_id: &RoundId, campaign_id: &CampaignId, member_id: &MemberId) -> String {
    format!("you-said:{round_id}:{campaign_id}:{member_id}")
}

fn ask_key(ask_id: &AskId) -> String {
    format!("ask:{ask_id}")
}

fn reminder_key(ask_id: &AskId) -> String {
    format!("reminder:{ask_id}")
}

fn numbers_key(round_id: &RoundId, campaign_id: &CampaignId) -> String {
    format!("numbers:{round_id}:{campaign_id}")
}

fn digest_key(round_id: &RoundId, team_lead: Option<&MemberId>) -> String {
    match team_lead {
        Some(member_id) => format!("digest:{round_id}:{member_id}"),
        None => format!("digest:{round_id}"),
    }
}
