//! One record of an export made into a lead, with remarks about what was left out or changed.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::dates;
use super::field::Field;
use super::mapping::Mapping;
use super::notes::{RowFault, RowNote};
use super::records::Record;
use super::{encoding, headings, status, values};
use crate::domain::campaign::NAME_MAX;
use crate::domain::lead::LeadFacts;

/// A row that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedRow {
    /// The line of the file it starts on, as an editor shows it.
    pub line: u64,
    /// What it says about the lead; status and outcome are in it as the CRM words them.
    pub facts: LeadFacts,
    /// Its id in the source.
    pub external_id: Option<String>,
    /// The campaign's name.
    pub campaign: Option<String>,
    /// The owner as the export words it: an e-mail in lower case, or a name.
    pub owner: Option<String>,
    /// When it came in; none when the row does not say or is not understood: take today.
    pub came_in_at: Option<Timestamp>,
    /// Status or outcome say that it is over: won, lost, a customer, disqualified.
    pub is_over: bool,
    /// What was left out or changed.
    pub notes: Vec<RowNote>,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowOutcome {
    /// A lead.
    Lead(Box<ImportedRow>),
    /// Not a lead.
    Unreadable {
        /// The line of the file it starts on.
        line: u64,
        /// Why.
        cause: RowFault,
    },
}

/// Reads one record. None for an empty one.
pub(super) fn read(record: &Record, mapping: &Mapping, zone: &TimeZone) -> Option<RowOutcome> {
    let line = record.line;
    if record.cells.iter().all(|cell| cell.trim().is_empty()) {
        return None;
    }
    let unreadable = |cause| Some(RowOutcome::Unreadable { line, cause });
    let headings = mapping.headings.len();
    let same = |(cell, heading): (&String, &String)| cell.trim() == heading.trim();
    if record.cells.len() == headings && record.cells.iter().zip(&mapping.headings).all(same) {
        return unreadable(RowFault::HeadingsAgain);
    }
    if record.cells.len() == 1 && headings >= 3 {
        return unreadable(RowFault::NoRow);
    }
    if is_footer(record) {
        return unreadable(RowFault::Footer);
    }
    let mut row = Row {
        record,
        mapping,
        notes: Vec::new(),
    };
    row.note_shape();
    let lead = row.lead(zone);
    let facts = &lead.facts;
    if facts.company.is_none() && facts.person.is_none() && facts.email.is_none() {
        return unreadable(RowFault::Nobody);
    }
    Some(RowOutcome::Lead(Box::new(ImportedRow {
        notes: row.notes,
        ..lead
    })))
}

/// Whether nothing stands in the row but the words of a total or footer and, at most, numbers.
fn is_footer(record: &Record) -> bool {
    let mut filled = record.cells.iter().filter(|cell| !cell.trim().is_empty());
    filled.next().is_some_and(|cell| values::is_footer(cell))
        && filled.all(|cell| values::number(cell).is_some())
}

struct Row<'a> {
    record: &'a Record,
    mapping: &'a Mapping,
    notes: Vec<RowNote>,
}

impl Row<'_> {
    fn lead(&mut self, zone: &TimeZone) -> ImportedRow {
        let person = self.text(Field::Person).map(values::given_name_first);
        let person = person.or_else(|| self.joined_name());
        let mut company = self.text(Field::Company);
        if company.is_none() && person.is_none() {
            company = self.text(Field::Title);
            if company.is_some() {
                self.notes.push(RowNote::TitleForCompany);
            }
        }
        let status = self.text(Field::Status);
        let stage = self
            .text(Field::Stage)
            .filter(|stage| status::is_outcome(stage));
        let outcome = self.text(Field::Outcome).or(stage);
        let is_over = [&status, &outcome]
            .into_iter()
            .flatten()
            .any(|text| status::is_over(text));
        let facts = LeadFacts {
            company,
            person,
            job_title: self.text(Field::JobTitle),
            email: self.email(),
            company_size: self
                .text(Field::CompanySize)
                .map(|size| values::number(&size).unwrap_or(size)),
            place: self.text(Field::Place),
            activity: self.text(Field::Activity),
            message: self.message(),
            link: self.link(),
            follow_up: status.as_deref().and_then(status::follow_up),
            status,
            outcome: self.with_amount(outcome),
            last_activity_at: self.moment(Field::LastActivity, zone),
        };
        ImportedRow {
            line: self.record.line,
            facts,
            external_id: self.external_id(),
            campaign: self.within(Field::Campaign, NAME_MAX),
            owner: self
                .text(Field::Owner)
                .map(|owner| match values::email(&owner) {
                    Some((email, _)) => email,
                    None => owner,
                }),
            came_in_at: self.moment(Field::CameIn, zone),
            is_over,
            notes: Vec::new(),
        }
    }

    /// The first column of a field whose cell says something.
    fn first(
        &mut self,
        field: Field,
        clean: fn(&str) -> Option<String>,
    ) -> Option<(usize, String)> {
        let (record, mapping) = (self.record, self.mapping);
        let mut filled = mapping.columns(field).iter().filter_map(|&column| {
            let cell = record.cells.get(column)?;
            let reread = encoding::reread(cell);
            let text = clean(reread.as_deref().unwrap_or(cell))?;
            Some((column, cell, text, reread.is_some()))
        });
        let (column, cell, text, is_reread) = filled.next()?;
        let heading = headings::normalised(mapping.heading(column));
        let differs = filled.any(|(other, _, value, _)| {
            value != text && headings::normalised(mapping.heading(other)) == heading
        });
        if differs {
            self.notes
                .push(RowNote::SecondValue(mapping.heading(column).to_owned()));
        }
        let (lost, stray) = values::damage(cell);
        for (is_so, note) in [
            (lost, RowNote::LostCharacters),
            (stray, RowNote::StrayBytes),
            (is_reread, RowNote::MisreadBefore),
        ] {
            if is_so && !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
        Some((column, text))
    }

    fn within(&mut self, field: Field, max: usize) -> Option<String> {
        let (_, text) = self.first(field, values::line)?;
        Some(self.cut(field, text, max))
    }

    fn text(&mut self, field: Field) -> Option<String> {
        self.within(field, values::TEXT_MAX)
    }

    fn cut(&mut self, field: Field, text: String, max: usize) -> String {
        let characters = text.chars().count();
        let (text, is_cut) = values::cut(text, max);
        if is_cut {
            self.notes.push(RowNote::Cut {
                field,
                characters,
                kept: max,
            });
        }
        text
    }

    fn joined_name(&mut self) -> Option<String> {
        let parts = [Field::FirstName, Field::Infix, Field::LastName];
        let parts: Vec<_> = parts.into_iter().map(|field| self.text(field)).collect();
        let has_name =
            matches!(parts.as_slice(), [first, _, last] if first.is_some() || last.is_some());
        let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        has_name.then(|| self.cut(Field::Person, name, values::TEXT_MAX))
    }

    fn email(&mut self) -> Option<String> {
        let (_, text) = self.first(Field::Email, values::line)?;
        let Some((email, more)) = values::email(&text) else {
            self.notes.push(RowNote::Email(short(&text)));
            return None;
        };
        if more {
            self.notes.push(RowNote::SeveralEmails(email.clone()));
        }
        Some(email)
    }

    fn message(&mut self) -> Option<String> {
        let (_, text) = self.first(Field::Message, values::paragraphs)?;
        Some(self.cut(Field::Message, text, values::MESSAGE_MAX))
    }

    fn link(&mut self) -> Option<String> {
        let (_, text) = self.first(Field::Link, values::line)?;
        let link = values::link(&text);
        if link.is_none() {
            self.notes.push(RowNote::Link(short(&text)));
        }
        link
    }

    fn external_id(&mut self) -> Option<String> {
        let (_, id) = self.first(Field::ExternalId, values::line)?;
        if values::is_rounded(&id) {
            self.notes.push(RowNote::RoundedId(short(&id)));
            return None;
        }
        let fits = id.chars().count() <= values::EXTERNAL_ID_MAX;
        if !fits {
            self.notes.push(RowNote::LongId);
        }
        fits.then_some(id)
    }

    /// The outcome with its amount: "Won (12500)". An amount alone is no outcome.
    fn with_amount(&mut self, outcome: Option<String>) -> Option<String> {
        let outcome = outcome?;
        let Some(amount) = self.text(Field::Amount) else {
            return Some(outcome);
        };
        let number = values::number(&amount);
        if number.is_none() {
            self.notes.push(RowNote::Amount(short(&amount)));
        }
        Some(format!("{outcome} ({})", number.unwrap_or(amount)))
    }

    fn moment(&mut self, field: Field, zone: &TimeZone) -> Option<Timestamp> {
        let (column, text) = self.first(field, values::line)?;
        let heading = || self.mapping.heading(column).to_owned();
        match dates::read(&text, self.mapping.order(column), zone) {
            Some(moment) => {
                if moment.is_swapped {
                    let note = RowNote::DateOtherWay {
                        heading: heading(),
                        text: short(&text),
                    };
                    self.notes.push(note);
                }
                Some(moment.at)
            }
            None => {
                let note = RowNote::Date {
                    heading: heading(),
                    text: short(&text),
                };
                self.notes.push(note);
                None
            }
        }
    }

    fn note_shape(&mut self) {
        let (cells, headings) = (self.record.cells.len(), self.mapping.headings.len());
        if self.record.lone_quote {
            self.notes.push(RowNote::LoneQuote);
        }
        if let Some(to) = self.record.doubtful_to {
            self.notes.push(RowNote::SeveralLines { to });
        }
        let beyond = self.record.cells.iter().skip(headings);
        if beyond.into_iter().any(|cell| !cell.trim().is_empty()) {
            self.notes.push(RowNote::MoreCells { cells, headings });
        } else if cells < headings {
            self.notes.push(RowNote::FewerCells { cells, headings });
        }
    }
}

/// A cell as a remark shows it.
fn short(text: &str) -> String {
    values::cut(text.to_owned(), 40).0
}
