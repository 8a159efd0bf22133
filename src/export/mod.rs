//! Writes ratings, leads and rounds as CSV or JSON, a row at a time, to any writer. Decides nothing:
//! whether a rep goes by name or [`pseudonym`] is the caller's answer. Never writes a figure about a
//! person.
//!
//! - Every kind of row has a fixed list of columns ([`Exported::COLUMNS`]); JSON objects have the same
//!   keys in the same order. A change to the list is a change for whoever reads it.
//! - Instants come twice: in UTC (`…_utc`, `2026-11-03T09:15:00Z`) and with the offset of the chosen
//!   zone (`…_local`, `2026-11-03T10:15:00+01:00`).
//! - In CSV a text that a spreadsheet would run as a formula has an apostrophe before it; JSON has it
//!   as it is. CSV is UTF-8 without a mark, lines end in LF.

mod pseudonym;
mod rows;
#[cfg(test)]
mod tests;
mod writer;

pub use self::pseudonym::pseudonym;
pub use self::rows::{ExportedLead, ExportedRating, ExportedRound};
pub use self::writer::{Cell, Column, ExportFormat, ExportWriter, Exported};
