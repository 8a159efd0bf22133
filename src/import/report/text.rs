//! The report as an operator reads it.

use std::fmt;

use super::{ImportReport, SHOWN};

impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.counts(f)?;
        self.campaigns(f)?;
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
        self.rows_not_kept(f)?;
        if !self.remarks.is_empty() {
            writeln!(f, "\nRemarks on rows that were kept:")?;
        }
        for (line, note) in &self.remarks {
            writeln!(f, "  line {line}: {note}")?;
        }
        if self.remarks_beyond > 0 {
            let more = format!("{} more", self.remarks_beyond);
            self.rest(f, &more, "; --report FILE writes them all to a file")?;
        }
        Ok(())
    }
}

impl ImportReport {
    fn counts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            new,
            updated,
            unchanged,
            not_kept,
            ..
        } = self;
        let leads = counted(self.leads(), "lead");
        write!(
            f,
            "{file}: {leads} (new {new}, updated {updated}, unchanged {unchanged})"
        )?;
        if *not_kept > 0 {
            write!(f, ", {} not read", counted(*not_kept, "row"))?;
        }
        let end = if self.is_dry_run {
            ". A dry run: nothing was stored."
        } else {
            "."
        };
        writeln!(f, "{end}")
    }

    fn campaigns(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.new_campaigns == 0 {
            return Ok(());
        }
        write!(
            f,
            "New campaigns, as drafts: {}",
            self.campaign_names.join(", ")
        )?;
        match self.new_campaigns - self.campaign_names.len() {
            0 => writeln!(f)?,
            more => writeln!(f, " and {more} more")?,
        }
        writeln!(
            f,
            "  Marketing completes each on leadloop's Home tab (Edit): owner, goal and briefing, or \
             \"Merge into…\" where it is another spelling of one that is there."
        )
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
        let (shown, rest) = owners.split_at(owners.len().min(SHOWN));
        for (owner, leads) in shown {
            writeln!(f, "  {owner} ({})", counted(**leads, "lead"))?;
        }
        let leads = rest.iter().map(|(_, leads)| **leads).sum::<usize>() + self.of_other_owners;
        if leads > 0 {
            writeln!(f, "  … and others, with {}", counted(leads, "lead"))?;
        }
        Ok(())
    }

    /// The rows that were not kept, gathered by cause.
    fn rows_not_kept(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.not_kept > 0 {
            writeln!(f, "\nRows not read:")?;
        }
        for (cause, runs) in &self.runs {
            let word = match runs.as_slice() {
                [(first, last)] if first == last => "line",
                _ => "lines",
            };
            writeln!(f, "  {word} {}: {cause}", ranges(runs))?;
        }
        match self.not_listed {
            0 => Ok(()),
            more => self.rest(
                f,
                &format!("{} more", counted(more, "row")),
                ", each named above this report",
            ),
        }
    }

    /// What is not listed, and where it is; `hint` where it is nowhere.
    fn rest(&self, f: &mut fmt::Formatter<'_>, more: &str, hint: &str) -> fmt::Result {
        match &self.rest_is {
            Some(place) => writeln!(f, "  … and {more}, {place}"),
            None => writeln!(f, "  … and {more}{hint}"),
        }
    }
}

/// `4, 9–12, 88`.
fn ranges(runs: &[(u64, u64)]) -> String {
    let shown = runs.iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}–{last}"),
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn counted(count: usize, thing: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{plural}")
}
