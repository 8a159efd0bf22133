//! Messages for later.

use jiff::Timestamp;

use super::Message;

/// A message that is to be posted at a time.
#[derive(Clone, Debug)]
pub(crate) struct Scheduled {
    pub(crate) channel: String,
    pub(crate) post_at: Timestamp,
    pub(crate) created: Timestamp,
    pub(crate) message: Message,
}
