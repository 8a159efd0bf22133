//! What is told unasked to those who can do something about it: no new leads, empty rounds, a post that failed.

use jiff::Zoned;
use jiff::civil::Date;

use super::kit::{self, Message};
use crate::domain::feedback_loop::Cadence;
use crate::domain::ids::{ChannelId, PostId};
use crate::domain::language::Language;
use crate::domain::post::Post;
use crate::slack::ids::ActionId;
use crate::texts::{dates, t};

/// What a post is, inside a sentence: "the digest of a round".
#[must_use]
pub fn post_name(language: Language, post: &Post) -> String {
    let key = match post {
        Post::Ask { .. } | Post::AskChanged { .. } => "post-ask",
        Post::Reminder { .. } | Post::ReminderChanged { .. } => "post-reminder",
        Post::OwnerNumbers { .. } | Post::OwnerNumbersChanged { .. } => "post-owner-numbers",
        Post::Digest { .. } => "post-digest",
        Post::DigestDetails { .. } => "post-digest-details",
        Post::NoNewLeads { .. } | Post::EmptyRounds { .. } => "post-no-leads",
        Post::RoundMissed { .. } => "post-round-missed",
        Post::CampaignResults { .. } | Post::CampaignResultsChanged { .. } => "post-results",
        Post::YouSaid { .. } | Post::YouSaidChanged { .. } => "post-you-said",
        Post::NothingCameBack { .. } => "post-nothing-came-back",
        Post::LoopStarted { .. } => "post-loop-started",
        Post::Undelivered { .. } => "post-undelivered",
        Post::Briefing { .. } | Post::BriefingChanged { .. } => "post-briefing",
        Post::BriefingDetails { .. }
        | Post::BriefingDetailsChanged { .. }
        | Post::BriefingEdited { .. }
        | Post::BriefingQuestion { .. } => "post-briefing-thread",
        Post::BriefingDraft { .. } | Post::BriefingDraftChanged { .. } => "post-briefing-draft",
        Post::BriefingOwner { .. }
        | Post::BriefingOwnerChanged { .. }
        | Post::BriefingHeldBack { .. } => "post-briefing-owner",
    };
    t!(language, key)
}

/// How a refusal by Slack is mended; none for a code that people can do nothing about.
#[must_use]
pub fn mend(language: Language, slack_error: &str, channel_name: Option<&str>) -> Option<String> {
    let channel = channel_name.unwrap_or("–");
    let key = match slack_error {
        "not_in_channel" => {
            return Some(t!(language, "mend-invite", channel = channel));
        }
        "channel_not_found" => {
            return Some(t!(language, "mend-not-found", channel = channel));
        }
        "is_archived" => {
            return Some(t!(language, "mend-archived", channel = channel));
        }
        "restricted_action" | "restricted_action_read_only_channel" => "mend-restricted",
        "user_disabled" | "user_not_found" | "account_inactive" => "mend-person-gone",
        "message_not_found" | "thread_not_found" => "mend-deleted",
        "messages_tab_disabled" => "mend-messages-tab",
        "token_revoked" | "invalid_auth" | "missing_scope" => "mend-token",
        _ => return None,
    };
    Some(t!(language, key))
}

/// A briefing was not posted when its time had come, to its owner.
#[must_use]
pub fn briefing_held_back(language: Language, campaign: &str) -> Message {
    Message::plain(&t!(language, "tell-held-back", campaign = campaign))
}

/// Something told.
#[derive(Debug, Clone)]
pub enum Tell {
    /// To marketing: no new leads for the next round.
    NoNewLeads {
        /// The loop's name.
        loop_name: String,
        /// The round's date.
        date: Date,
    },
    /// To a team lead: two empty rounds.
    EmptyRounds {
        /// The loop's name.
        loop_name: String,
    },
    /// To the digest's channel: a round was left out, for leadloop was down.
    RoundMissed {
        /// The loop's name.
        loop_name: String,
        /// The round's date.
        date: Date,
        /// The next round's date.
        next: Option<Date>,
    },
    /// To team leads and marketing: the loop was set up.
    LoopStarted {
        /// The loop's name.
        loop_name: String,
        /// Who set it up.
        by: String,
        /// How often.
        cadence: Cadence,
        /// The first round.
        first: Zoned,
    },
    /// To somebody who can mend it: a post failed.
    Undelivered {
        /// The post that failed.
        post: PostId,
        /// What it is, as [`post_name`] says it.
        what: String,
        /// Whom or where it was for, by name.
        to: String,
        /// The channel it was for.
        channel: Option<ChannelId>,
        /// How to mend it, as [`mend`] says it.
        mend: Option<String>,
        /// Slack's own word for it.
        slack_error: String,
    },
    /// To somebody who can look: a post may or may not have arrived.
    Uncertain {
        /// The post.
        post: PostId,
        /// What it is, as [`post_name`] says it.
        what: String,
        /// Whom or where it was for, by name.
        to: String,
    },
}

impl Tell {
    /// The message.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        match self {
            Self::NoNewLeads { loop_name, date } => Message::plain(&t!(
                language,
                "tell-no-new-leads",
                loop_name = loop_name.as_str(),
                date = dates::day(language, *date)
            )),
            Self::EmptyRounds { loop_name } => Message::plain(&t!(
                language,
                "tell-empty-rounds",
                loop_name = loop_name.as_str()
            )),
            Self::RoundMissed {
                loop_name,
                date,
                next,
            } => {
                let first = t!(
                    language,
                    "tell-round-missed",
                    loop_name = loop_name.as_str(),
                    date = dates::day(language, *date)
                );
                let text = match next {
                    Some(next) => {
                        let next = dates::day(language, *next);
                        let second = t!(language, "tell-round-missed-next", date = next);
                        t!(language, "two-sentences", first = first, second = second)
                    }
                    None => first,
                };
                Message::plain(&text)
            }
            Self::LoopStarted {
                loop_name,
                by,
                cadence,
                first,
            } => Message::plain(&t!(
                language,
                "tell-loop-started",
                loop_name = loop_name.as_str(),
                name = by.as_str(),
                cadence = dates::cadence(language, *cadence),
                first = dates::moment(language, first)
            )),
            Self::Uncertain { post, what, to } => {
                let text = t!(
                    language,
                    "tell-uncertain",
                    what = what.as_str(),
                    to = to.as_str()
                );
                let button =
                    |key: &str, action| kit::button(&t!(language, key), action, post.as_str());
                Message::new(
                    &text,
                    vec![
                        kit::section(&text),
                        kit::actions(vec![
                            button("home-send-again", ActionId::SendAgain),
                            button("home-it-arrived", ActionId::ItArrived),
                        ]),
                    ],
                )
            }
            Self::Undelivered {
                post,
                what,
                to,
                channel,
                mend,
                slack_error,
            } => {
                let failed = t!(
                    language,
                    "tell-undelivered",
                    what = what.as_str(),
                    to = to.as_str()
                );
                let second = match mend {
                    Some(mend) => mend.clone(),
                    None => t!(language, "tell-slack-said", error = slack_error.as_str()),
                };
                let text = t!(language, "two-sentences", first = failed, second = second);
                let mut blocks = vec![kit::section(&text)];
                if let Some(channel) = channel {
                    let place = kit::run(&format!("{} ", t!(language, "tell-where")));
                    let place = kit::line(vec![place, kit::channel(channel)]);
                    blocks.push(kit::rich(vec![place]));
                }
                let again = t!(language, "home-send-again");
                let again = kit::button(&again, ActionId::SendAgain, post.as_str());
                blocks.push(kit::actions(vec![again]));
                Message::new(&text, blocks)
            }
        }
    }
}
