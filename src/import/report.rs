//! What an import did, as the command line tells it. Counts what the caller tells it; decides nothing, and
//! stays as small for a file of a million rows as for one of ten.

mod text;

use std::collections::BTreeMap;
use std::io;

use super::notes::{RowFault, RowNote};

/// Remarks, owners and campaigns shown; the rest is counted.
const SHOWN: usize = 20;
/// Different owners that are counted apart.
const OWNERS_APART: usize = 1_000;
/// Runs of rows that were not kept, "lines 4–9" being one, that a report lists; a [`Ledger`] has them all.
const RUNS_LISTED: usize = 1_000;

/// What is said about one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// It was not kept.
    NotKept(RowFault),
    /// It was kept, with a remark.
    Remark(RowNote),
}

/// Takes down what is said about each row, once it is sure what became of the row, in the order of the file.
///
/// A report lists so many rows and counts the rest, or a large file would fill the memory with it. So that
/// no row is lost, whoever imports a file gives it a ledger of its own; `()` is one that keeps nothing.
pub trait Ledger: Send {
    /// Takes one thing down. `is_listed` says that the report lists it too.
    ///
    /// # Errors
    /// When it can't be written; the import stops then.
    fn take(&mut self, line: u64, told: &Told, is_listed: bool) -> io::Result<()>;

    /// That was all so far: what was taken down is to last now. Told after each transaction.
    ///
    /// # Errors
    /// When it can't be written; the import stops then.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Ledger for () {
    fn take(&mut self, _line: u64, _told: &Told, _is_listed: bool) -> io::Result<()> {
        Ok(())
    }
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// The file as the operator named it.
    pub file: String,
    /// Nothing was stored.
    pub is_dry_run: bool,
    /// Where the rows and remarks are that the report does not list, such as "in rows.csv".
    pub rest_is: Option<String>,
    /// Leads that were not known.
    pub new: usize,
    /// Leads whose facts or owner changed.
    pub updated: usize,
    /// Leads that were known as they are.
    pub unchanged: usize,
    /// Rows that were not kept.
    pub not_kept: usize,
    /// Campaigns that became known.
    pub new_campaigns: usize,
    /// The first of their names, in the order of the file.
    pub campaign_names: Vec<String>,
    /// Owners that are nobody in Slack, or could be several, as the export words them, with the number of
    /// their leads.
    pub unresolved_owners: BTreeMap<String, usize>,
    /// Leads of yet more such owners.
    pub of_other_owners: usize,
    /// Leads whose row names no owner.
    pub without_owner: usize,
    /// Leads whose row names no campaign.
    pub without_campaign: usize,
    /// Leads recognised by company and name only, for they have neither id nor e-mail.
    pub by_company_and_name: usize,
    /// The line of the last row of which it is sure what became of it; 0 when there is none.
    pub through_line: u64,
    /// The first runs of rows that were not kept, by cause, first and last line of each.
    runs: BTreeMap<RowFault, Vec<(u64, u64)>>,
    not_listed: usize,
    /// The first remarks about rows that were kept, by line.
    remarks: Vec<(u64, RowNote)>,
    remarks_beyond: usize,
}

impl ImportReport {
    /// Rows that were kept.
    #[must_use]
    pub fn leads(&self) -> usize {
        self.new + self.updated + self.unchanged
    }

    /// Takes in what is said about a row, rows in the order of the file. False when there was no room to
    /// list it, and it was only counted.
    pub fn tell(&mut self, line: u64, told: &Told) -> bool {
        match told {
            Told::NotKept(cause) => {
                self.not_kept += 1;
                let is_listed = self.list(line, *cause);
                self.not_listed += usize::from(!is_listed);
                is_listed
            }
            Told::Remark(note) => {
                let is_listed = self.remarks.len() < SHOWN;
                if is_listed {
                    self.remarks.push((line, note.clone()));
                } else {
                    self.remarks_beyond += 1;
                }
                is_listed
            }
        }
    }

    fn list(&mut self, line: u64, cause: RowFault) -> bool {
        // Once there was no room nothing more is listed: the list ends at a line, and the rest is elsewhere.
        if self.not_listed > 0 {
            return false;
        }
        let listed: usize = self.runs.values().map(Vec::len).sum();
        let last = self.runs.get_mut(&cause).and_then(|runs| runs.last_mut());
        match last {
            Some((_, last)) if *last + 1 == line => *last = line,
            _ if listed < RUNS_LISTED => {
                self.runs.entry(cause).or_default().push((line, line));
            }
            _ => return false,
        }
        true
    }

    /// The rows that were not kept and are listed, by line.
    #[must_use]
    pub fn listed(&self) -> Vec<(u64, RowFault)> {
        let runs = self.runs.iter();
        let mut listed: Vec<(u64, RowFault)> = runs
            .flat_map(|(cause, runs)| runs.iter().map(move |run| (*cause, *run)))
            .flat_map(|(cause, (first, last))| (first..=last).map(move |line| (line, cause)))
            .collect();
        listed.sort_unstable();
        listed
    }

    /// Adds a campaign that became known.
    pub fn new_campaign(&mut self, name: String) {
        self.new_campaigns += 1;
        if self.campaign_names.len() < SHOWN {
            self.campaign_names.push(name);
        }
    }

    /// Adds a lead of an owner that is nobody in Slack.
    pub fn unresolved_owner(&mut self, owner: &str) {
        if let Some(leads) = self.unresolved_owners.get_mut(owner) {
            *leads += 1;
        } else if self.unresolved_owners.len() < OWNERS_APART {
            self.unresolved_owners.insert(owner.to_owned(), 1);
        } else {
            self.of_other_owners += 1;
        }
    }
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
            by_company_and_name: 2,
            ..ImportReport::default()
        };
        for name in ["Autumn webinar", "Pricing guide"] {
            report.new_campaign(name.into());
        }
        for (line, cause) in [
            (4, RowFault::Nobody),
            (5, RowFault::Nobody),
            (9, RowFault::NoRow),
        ] {
            assert!(report.tell(line, &Told::NotKept(cause)));
        }
        report.unresolved_owner("lena@fabrikam.example");
        report.tell(7, &Told::Remark(RowNote::Email("none yet".into())));
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
    fn a_long_file_makes_no_long_report_and_counts_what_it_leaves_out() {
        let mut report = ImportReport {
            is_dry_run: true,
            rest_is: Some("in rows.csv".into()),
            ..ImportReport::default()
        };
        let told = |line| match line % 2 {
            0 => Told::NotKept(RowFault::Nobody),
            _ => Told::Remark(RowNote::LoneQuote),
        };
        let listed = (0..1_000_000).filter(|&line| report.tell(line, &told(line)));
        assert_eq!(listed.count(), RUNS_LISTED + SHOWN);
        for name in 0..100 {
            report.new_campaign(format!("Campaign {name}"));
        }
        for owner in 0..2_000 {
            report.unresolved_owner(&format!("Owner {owner}"));
        }
        assert_eq!(report.listed().len(), RUNS_LISTED);
        let text = report.to_string();
        assert!(text.len() < 20_000, "{}", text.len());
        for part in [
            "500000 rows not read. A dry run: nothing was stored.",
            "Campaign 19 and 80 more\n",
            "  … and others, with 1980 leads\n",
            ", 1996, 1998: no company",
            "  … and 499000 rows more, in rows.csv\n",
            "  … and 499980 more, in rows.csv\n",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }

    #[test]
    fn rows_that_follow_each_other_take_one_place() {
        let mut report = ImportReport::default();
        for line in 2..500_002 {
            report.tell(line, &Told::NotKept(RowFault::TooLong));
        }
        assert_eq!(report.listed().len(), 500_000);
        assert!(
            report
                .to_string()
                .contains("  lines 2–500001: longer than 1 MiB\n")
        );
    }
}
