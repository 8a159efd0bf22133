//! What an import did, as the command line tells it. Counts what the caller tells it; decides nothing.

use std::collections::BTreeMap;
use std::fmt;

use super::notes::{RowFault, RowNote};

/// Remarks and owners shown; the rest is counted.
const SHOWN: usize = 20;

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// The file as the operator named it.
    pub file: String,
    /// Nothing was stored.
    pub is_dry_run: bool,
    /// Leads that were not known.
    pub new: usize,
    /// Leads whose facts or owner changed.
    pub updated: usize,
    /// Leads that were known as they are.
    pub unchanged: usize,
    /// Rows that were not kept, by line.
    pub unreadable: Vec<(u64, RowFault)>,
    /// Campaigns that became known, in the order of the file.
    pub new_campaigns: Vec<String>,
    /// Owners that are nobody in Slack, or could be several, as the export words them, with the number of their leads.
    pub unresolved_owners: BTreeMap<String, usize>,
    /// Leads whose row names no owner.
    pub without_owner: usize,
    /// Leads whose row names no campaign.
    pub without_campaign: usize,
    /// Leads recognised by company and name only, for they have neither id nor e-mail.
    pub by_company_and_name: usize,
    /// The first remarks about rows that were kept, by line.
    notes: Vec<(u64, RowNote)>,
    notes_beyond: usize,
}

impl ImportReport {
    /// Rows that were kept.
    #[must_use]
    pub fn leads(&self) -> usize {
        self.new + self.updated + self.unchanged
    }

    /// Adds the remarks of a row. Keeps the first ones and counts the rest, however long the file.
    pub fn note(&mut self, line: u64, notes: Vec<RowNote>) {
        for note in notes {
            if self.notes.len() < SHOWN {
                self.notes.push((line, note));
            } else {
                self.notes_beyond += 1;
            }
        }
    }

    /// Adds what a part of the file came to.
    pub fn absorb(&mut self, part: Self) {
        self.new += part.new;
        self.updated += part.updated;
        self.unchanged += part.unchanged;
        self.unreadable.extend(part.unreadable);
        for name in part.new_campaigns {
            if !self.new_campaigns.contains(&name) {
                self.new_campaigns.push(name);
            }
        }
        for (owner, leads) in part.unresolved_owners {
            *self.unresolved_owners.entry(owner).or_default() += leads;
        }
        self.without_owner += part.without_owner;
        self.without_campaign += part.without_campaign;
        self.by_company_and_name += part.by_company_and_name;
        for (line, note) in part.notes {
            self.note(line, vec![note]);
        }
        self.notes_beyond += part.notes_beyond;
    }

    /// Adds an owner that is nobody in Slack.
    pub fn unresolved_owner(&mut self, owner: &str) {
        *self.unresolved_owners.entry(owner.to_owned()).or_default() += 1;
    }

    /// Every line that was not read, gathered by cause: nothing is left out here.
    fn unreadable(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut by_cause: BTreeMap<RowFault, Vec<u64>> = BTreeMap::new();
        for (line, cause) in &self.unreadable {
            by_cause.entry(*cause).or_default().push(*line);
        }
        if !by_cause.is_empty() {
            writeln!(f, "\nRows not read:")?;
        }
        for (cause, lines) in by_cause {
            let word = if lines.len() == 1 { "line" } else { "lines" };
            writeln!(f, "  {word} {}: {cause}", ranges(&lines))?;
        }
        Ok(())
    }

    fn owners(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.unresolved_owners.is_empty() {
            return Ok(());
        }
        writeln!(
            f,
            "\nOwners who are nobody in Slack, or could be several people; their leads are kept without owner.\n\
             Give them one on leadloop's Home tab, or import again once name or e-mail are as in Slack:"
        )?;
        let mut owners: Vec<_> = self.unresolved_owners.iter().collect();
        owners.sort_by(|one, other| other.1.cmp(one.1).then(one.0.cmp(other.0)));
        for (owner, leads) in owners.iter().take(SHOWN) {
            writeln!(f, "  {owner} ({})", counted(**leads, "lead"))?;
        }
        more(f, owners.len().saturating_sub(SHOWN))
    }
}

impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            new,
            updated,
            unchanged,
            ..
        } = self;
        write!(
            f,
            "{}: {} (new {new}, updated {updated}, unchanged {unchanged})",
            self.file,
            counted(self.leads(), "lead")
        )?;
        if !self.unreadable.is_empty() {
            write!(f, ", {} not read", counted(self.unreadable.len(), "row"))?;
        }
        writeln!(
            f,
            "{}",
            if self.is_dry_run {
                ". A dry run: nothing was stored."
            } else {
                "."
            }
        )?;
        if !self.new_campaigns.is_empty() {
            writeln!(
                f,
                "New campaigns, as drafts: {}\n  \
                 Marketing completes each on leadloop's Home tab (Edit): owner, goal and briefing, or \"Merge into…\" \
                 where it is another spelling of one that is there.",
                self.new_campaigns.join(", ")
            )?;
        }
        let hints = [
            (
                self.without_campaign,
                "without a campaign: asked about, and listed for marketing",
            ),
            (
                self.without_owner,
                "without an owner in the file: to be given one on leadloop's Home tab",
            ),
            (
                self.by_company_and_name,
                "with neither id nor e-mail: recognised by company and name",
            ),
        ];
        for (count, hint) in hints {
            if count > 0 {
                writeln!(f, "{} {hint}", counted(count, "lead"))?;
            }
        }
        self.owners(f)?;
        self.unreadable(f)?;
        if !self.notes.is_empty() {
            writeln!(f, "\nRemarks on rows that were kept:")?;
        }
        for (line, note) in &self.notes {
            writeln!(f, "  line {line}: {note}")?;
        }
        more(f, self.notes_beyond)
    }
}

fn more(f: &mut fmt::Formatter<'_>, rest: usize) -> fmt::Result {
    if rest > 0 {
        writeln!(f, "  … and {rest} more")?;
    }
    Ok(())
}

/// `4, 9–12, 88`.
fn ranges(lines: &[u64]) -> String {
    let mut ranges: Vec<(u64, u64)> = Vec::new();
    for &line in lines {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == line => *last = line,
            _ => ranges.push((line, line)),
        }
    }
    let shown = ranges.iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}–{last}"),
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn counted(count: usize, thing: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_reads_well() {
        let mut report = ImportReport {
            file: "leads.csv".into(),
            new: 21,
            updated: 1,
            unreadable: vec![
                (4, RowFault::Nobody),
                (5, RowFault::Nobody),
                (9, RowFault::NoRow),
            ],
            new_campaigns: vec!["Autumn webinar".into(), "Pricing guide".into()],
            by_company_and_name: 2,
            ..ImportReport::default()
        };
        report.unresolved_owner("lena@fabrikam.example");
        report.note(7, vec![RowNote::Email("none yet".into())]);
        assert_eq!(
            report.to_string(),
            "leads.csv: 22 leads (new 21, updated 1, unchanged 0), 3 rows not read.\n\
             New campaigns, as drafts: Autumn webinar, Pricing guide\n  \
             Marketing completes each on leadloop's Home tab (Edit): owner, goal and briefing, or \"Merge into…\" where \
             it is another spelling of one that is there.\n\
             2 leads with neither id nor e-mail: recognised by company and name\n\n\
             Owners who are nobody in Slack, or could be several people; their leads are kept without owner.\n\
             Give them one on leadloop's Home tab, or import again once name or e-mail are as in Slack:\n  lena@fabrikam.example (1 lead)\n\n\
             Rows not read:\n  lines 4–5: no company, no person and no e-mail address\n  \
             line 9: a single cell: a footer, or a piece of another row\n\n\
             Remarks on rows that were kept:\n  line 7: \"none yet\" is not an e-mail address; left out\n"
        );
    }

    #[test]
    fn a_long_file_makes_no_long_report() {
        let mut report = ImportReport {
            is_dry_run: true,
            ..ImportReport::default()
        };
        for line in 0..100 {
            report.note(line, vec![RowNote::LoneQuote]);
        }
        let text = report.to_string();
        assert!(
            text.contains("A dry run: nothing was stored.") && text.ends_with("… and 80 more\n"),
            "{text}"
        );
    }
}
