//! Names of things as newtypes, so that a lead's id can't be handed over where a member's is meant.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes a text that is already such an id: one that Slack sent or the store kept.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The id as text, as Slack or the store writes it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A Slack team (`T…`) in which leadloop is installed.
    WorkspaceId,
    /// A Slack user (`U…` or `W…`).
    MemberId,
    /// A Slack conversation (`C…`, `G…` or `D…`).
    ChannelId,
    /// A Slack user group (`S…`).
    UserGroupId,
    /// A loop. UUID v7, as all ids below.
    LoopId,
    /// A round of a loop.
    RoundId,
    /// One rep's part of one round.
    AskId,
    /// A campaign of marketing's.
    CampaignId,
    /// A lead.
    LeadId,
    /// An open rating window of one person.
    WindowId,
    /// A row of the outbox.
    PostId,
}
