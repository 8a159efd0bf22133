//! Which column means what: found from the headings, overridden by `--map`, printed before a row is
//! read.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::dates::DateOrder;
use super::field::Field;
use super::headings::{self, System};

/// Headings shown of columns that mean nothing; a CRM can export hundreds.
const NOT_USED_SHOWN: usize = 10;

/// One `--map "Heading=field"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapRule {
    /// The heading, compared without case, spaces, punctuation and accents.
    pub heading: String,
    /// What its columns mean; none to leave them out (`Heading=none`).
    pub field: Option<Field>,
}

/// Why a `--map` can't be followed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MapFault {
    /// Not of the form `Heading=field`.
    #[error("--map \"{0}\" has no \"=\" between heading and field; write it as \"Heading=field\"")]
    Form(String),
    /// No such field.
    #[error(
        "--map \"{heading}={word}\": there is no field \"{word}\"; the fields are {}, and none (leaves the column out)",
        Field::words()
    )]
    Field {
        /// The heading as given.
        heading: String,
        /// What stood for the field.
        word: String,
    },
    /// No such heading in this file.
    #[error("--map \"{heading}=…\": the file has no heading \"{heading}\"; its headings are {}", quoted(.headings))]
    Heading {
        /// The heading as given.
        heading: String,
        /// The file's headings.
        headings: Vec<String>,
    },
}

impl FromStr for MapRule {
    type Err = MapFault;

    fn from_str(text: &str) -> Result<Self, MapFault> {
        let (heading, word) = text
            .rsplit_once('=')
            .ok_or_else(|| MapFault::Form(text.into()))?;
        let heading = heading.trim().to_owned();
        if heading.is_empty() {
            return Err(MapFault::Form(text.into()));
        }
        let plain = word.trim().to_lowercase().replace(['-', ' '], "_");
        if plain == "none" {
            return Ok(Self {
                heading,
                field: None,
            });
        }
        match Field::from_word(&plain) {
            Some(field) => Ok(Self {
                heading,
                field: Some(field),
            }),
            None => Err(MapFault::Field {
                heading,
                word: word.trim().into(),
            }),
        }
    }
}

/// How the dates of one column are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateReading {
    /// The column, from 0.
    pub column: usize,
    /// Whether 3/11 is 3 November or 11 March.
    pub order: DateOrder,
    /// False when nothing in the first rows decided and the order was assumed.
    pub is_sure: bool,
}

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The encoding, as far as the first rows tell.
    pub encoding: &'static str,
    /// What separates cells.
    pub delimiter: char,
    /// The line of the headings.
    pub headings_line: u64,
    /// The headings as the file has them.
    pub headings: Vec<String>,
    /// The program that the export looks like.
    pub system: Option<System>,
    /// How dates such as 3/11/2026 are read, for the columns that have them.
    pub dates: Vec<DateReading>,
    columns: BTreeMap<Field, Vec<usize>>,
}

impl Mapping {
    /// Finds out what the headings mean. A rule takes a field over: what the headings would have
    /// given it is left out.
    pub(super) fn new(headings: Vec<String>, rules: &[MapRule]) -> Result<Self, MapFault> {
        let plain: Vec<_> = headings
            .iter()
            .map(|heading| headings::normalised(heading))
            .collect();
        let mut ruled: BTreeMap<usize, Option<Field>> = BTreeMap::new();
        let mut columns: BTreeMap<Field, Vec<usize>> = BTreeMap::new();
        for rule in rules {
            let exact = |at: &usize| {
                headings
                    .get(*at)
                    .is_some_and(|heading| heading.trim() == rule.heading)
            };
            let wanted = headings::normalised(&rule.heading);
            let alike = |at: &usize| !wanted.is_empty() && plain.get(*at) == Some(&wanted);
            let mut found: Vec<_> = (0..headings.len()).filter(exact).collect();
            if found.is_empty() {
                found = (0..headings.len()).filter(alike).collect();
            }
            if found.is_empty() {
                let heading = rule.heading.clone();
                return Err(MapFault::Heading { heading, headings });
            }
            for column in found {
                if ruled.insert(column, rule.field).is_none()
                    && let Some(field) = rule.field
                {
                    columns.entry(field).or_default().push(column);
                }
            }
        }
        let by_rule: Vec<_> = columns.keys().copied().collect();
        for pass_weak in [false, true] {
            for (column, heading) in headings.iter().enumerate() {
                if let Some((field, is_weak)) = headings::meaning(heading)
                    && is_weak == pass_weak
                    && !ruled.contains_key(&column)
                    && !by_rule.contains(&field)
                {
                    columns.entry(field).or_default().push(column);
                }
            }
        }
        Ok(Self {
            encoding: "UTF-8",
            delimiter: ',',
            headings_line: 1,
            system: headings::system(&headings),
            dates: Vec::new(),
            headings,
            columns,
        })
    }

    /// The columns of a field, the preferred one first; the first that is not empty in a row counts.
    #[must_use]
    pub fn columns(&self, field: Field) -> &[usize] {
        self.columns.get(&field).map_or(&[], Vec::as_slice)
    }

    /// A column's heading.
    #[must_use]
    pub fn heading(&self, column: usize) -> &str {
        self.headings
            .get(column)
            .map_or("", |heading| heading.trim())
    }

    /// The headings that mean nothing to leadloop.
    pub fn not_used(&self) -> impl Iterator<Item = &str> {
        let used: Vec<usize> = self.columns.values().flatten().copied().collect();
        let rest = (0..self.headings.len()).filter(move |column| !used.contains(column));
        rest.map(|column| self.heading(column))
            .filter(|heading| !heading.is_empty())
    }

    /// Whether a lead could be told from another at all: a column for company, person or e-mail.
    pub(super) fn says_who(&self) -> bool {
        use Field::{Company, Email, FirstName, LastName, Person, Title};
        let who = [Company, Person, FirstName, LastName, Email, Title];
        who.iter().any(|field| !self.columns(*field).is_empty())
    }

    pub(super) fn order(&self, column: usize) -> DateOrder {
        let reading = self.dates.iter().find(|reading| reading.column == column);
        reading.map_or(DateOrder::DayFirst, |reading| reading.order)
    }
}

impl fmt::Display for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let delimiter = match self.delimiter {
            '\t' => "tabs".into(),
            other => format!("\"{other}\""),
        };
        write!(
            f,
            "{}, cells separated by {delimiter}, headings on line {}",
            self.encoding, self.headings_line
        )?;
        if let Some(system) = self.system {
            write!(f, "; looks like an export of {system}")?;
        }
        writeln!(f)?;
        for (field, columns) in &self.columns {
            let headings: Vec<_> = columns
                .iter()
                .map(|column| format!("\"{}\"", self.heading(*column)))
                .collect();
            writeln!(
                f,
                "  {:<14} from {}",
                field.word(),
                headings.join(", else ")
            )?;
        }
        for reading in &self.dates {
            let heading = self.heading(reading.column);
            let order = reading.order;
            let why = if reading.is_sure {
                ""
            } else {
                " (assumed: the first rows don't tell; --dates says otherwise)"
            };
            writeln!(f, "  dates of \"{heading}\" are read as {order}{why}")?;
        }
        let not_used: Vec<_> = self.not_used().collect();
        if !not_used.is_empty() {
            let shown: Vec<_> = not_used.iter().take(NOT_USED_SHOWN).copied().collect();
            write!(f, "  not used: {}", shown.join(", "))?;
            match not_used.len().saturating_sub(NOT_USED_SHOWN) {
                0 => writeln!(f)?,
                more => writeln!(f, " and {more} more")?,
            }
        }
        if self.columns(Field::Campaign).is_empty() {
            writeln!(
                f,
                "  no column for the campaign; if one has it, say --map \"Heading=campaign\""
            )?;
        }
        Ok(())
    }
}

pub(super) fn quoted(texts: &[String]) -> String {
    let quoted: Vec<_> = texts
        .iter()
        .map(|text| format!("\"{}\"", text.trim()))
        .collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| text.to_owned()).collect()
    }

    #[test]
    fn of_many_columns_without_a_meaning_some_are_shown() {
        let headings: Vec<String> = (1..=12).map(|it| format!("Property {it}")).collect();
        let file = format!("Company,{}\nNova,{}\n", headings.join(","), ",".repeat(11));
        let options = crate::import::ReadOptions::new(jiff::tz::TimeZone::UTC);
        let file = crate::import::LeadFile::open(file.as_bytes(), options).unwrap();
        let text = file.mapping().to_string();
        assert!(text.contains("Property 10 and 2 more\n"), "{text}");
    }

    #[test]
    fn a_rule_takes_the_field_over() {
        let rules = [
            "lead source=campaign".parse().unwrap(),
            "Company=none".parse().unwrap(),
        ];
        let mapping = Mapping::new(
            headings(&["Campaign", "Lead Source", "Company", "Email"]),
            &rules,
        )
        .unwrap();
        assert_eq!(mapping.columns(Field::Campaign), [1]);
        assert_eq!(mapping.columns(Field::Company), [0_usize; 0]);
        assert_eq!(
            mapping.not_used().collect::<Vec<_>>(),
            ["Campaign", "Company"]
        );
    }

    #[test]
    fn of_two_columns_for_a_field_the_stronger_comes_first() {
        let mapping = Mapping::new(headings(&["Country", "City", "Email", "E-mail"]), &[]).unwrap();
        assert_eq!(mapping.columns(Field::Place), [1, 0]);
        assert_eq!(mapping.columns(Field::Email), [2, 3]);
        assert!(
            mapping
                .to_string()
                .contains("email          from \"Email\", else \"E-mail\"")
        );
    }

    #[test]
    fn a_wrong_rule_says_what_would_be_right() {
        let fault = "Lead source".parse::<MapRule>().unwrap_err().to_string();
        assert!(fault.contains("Heading=field"), "{fault}");
        let fault = "Bron=kampanje".parse::<MapRule>().unwrap_err().to_string();
        assert!(
            fault.contains("no field \"kampanje\"") && fault.contains("came_in"),
            "{fault}"
        );
        let rules = ["Bronn=campaign".parse().unwrap()];
        let fault = Mapping::new(headings(&["Bron", "Bedrijf"]), &rules)
            .unwrap_err()
            .to_string();
        assert!(
            fault.contains("no heading \"Bronn\"") && fault.contains("\"Bron\", \"Bedrijf\""),
            "{fault}"
        );
    }
}
