//! Every message, modal and Home tab, as people see it in both languages, and within Slack's limits with the
//! longest texts they can type.

mod gallery;
mod limits;
mod plain;
mod snapshots;
mod submissions;
