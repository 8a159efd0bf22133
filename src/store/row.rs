//! Reading rows: the few column types that both databases share, by name.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::StoreError;
use super::together::Fields;

/// A row being read; names the table in errors.
pub(super) struct Reader<'r> {
    table: &'static str,
    row: Row<'r>,
}

/// How a row came.
enum Row<'r> {
    /// By itself.
    Alone(&'r AnyRow),
    /// Together with rows of other tables.
    Together(&'r Fields<'r>),
}

impl<'r> Reader<'r> {
    pub(super) fn new(table: &'static str, row: &'r AnyRow) -> Self {
        let row = Row::Alone(row);
        Self { table, row }
    }

    pub(super) fn of(table: &'static str, row: &'r Fields<'r>) -> Self {
        let row = Row::Together(row);
        Self { table, row }
    }

    pub(super) fn text(&self, column: &'static str) -> Result<String, StoreError> {
        match self.row {
            Row::Alone(row) => Ok(row.try_get(column)?),
            Row::Together(row) => {
                let text = row.text(column).map(str::to_owned);
                text.ok_or_else(|| self.lacks(column))
            }
        }
    }

    pub(super) fn maybe_text(&self, column: &'static str) -> Result<Option<String>, StoreError> {
        match self.row {
            Row::Alone(row) => Ok(row.try_get(column)?),
            Row::Together(row) if row.is_null(column) => Ok(None),
            Row::Together(_) => self.text(column).map(Some),
        }
    }

    /// An optional id or other text newtype.
    pub(super) fn maybe<T>(
        &self,
        column: &'static str,
        new: impl Fn(String) -> T,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.maybe_text(column)?.map(new))
    }

    pub(super) fn int(&self, column: &'static str) -> Result<i64, StoreError> {
        match self.row {
            Row::Alone(row) => Ok(row.try_get(column)?),
            Row::Together(row) => row.int(column).ok_or_else(|| self.lacks(column)),
        }
    }

    pub(super) fn maybe_int(&self, column: &'static str) -> Result<Option<i64>, StoreError> {
        match self.row {
            Row::Alone(row) => Ok(row.try_get(column)?),
            Row::Together(row) if row.is_null(column) => Ok(None),
            Row::Together(_) => self.int(column).map(Some),
        }
    }

    /// A number of a smaller type.
    pub(super) fn number<T: TryFrom<i64>>(&self, column: &'static str) -> Result<T, StoreError> {
        let value = self.int(column)?;
        T::try_from(value).map_err(|_| self.unreadable(column, value.to_string()))
    }

    pub(super) fn maybe_number<T: TryFrom<i64>>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, StoreError> {
        self.maybe_int(column)?
            .map(|value| T::try_from(value).map_err(|_| self.unreadable(column, value.to_string())))
            .transpose()
    }

    pub(super) fn truth(&self, column: &'static str) -> Result<bool, StoreError> {
        Ok(self.int(column)? != 0)
    }

    pub(super) fn instant(&self, column: &'static str) -> Result<Timestamp, StoreError> {
        let ms = self.int(column)?;
        Timestamp::from_millisecond(ms).map_err(|_| self.unreadable(column, ms.to_string()))
    }

    pub(super) fn maybe_instant(
        &self,
        column: &'static str,
    ) -> Result<Option<Timestamp>, StoreError> {
        self.maybe_int(column)?
            .map(|ms| {
                Timestamp::from_millisecond(ms).map_err(|_| self.unreadable(column, ms.to_string()))
            })
            .transpose()
    }

    /// A value with a code, or anything else that is parsed from a text.
    pub(super) fn parsed<T>(
        &self,
        column: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<T, StoreError> {
        let text = self.text(column)?;
        parse(&text).ok_or_else(|| self.unreadable(column, text))
    }

    pub(super) fn maybe_parsed<T>(
        &self,
        column: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, StoreError> {
        self.maybe_text(column)?
            .map(|text| parse(&text).ok_or_else(|| self.unreadable(column, text)))
            .transpose()
    }

    pub(super) fn json<T: DeserializeOwned>(&self, column: &'static str) -> Result<T, StoreError> {
        Ok(serde_json::from_str(&self.text(column)?)?)
    }

    pub(super) fn maybe_json<T: DeserializeOwned>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, StoreError> {
        self.maybe_text(column)?
            .map(|text| Ok(serde_json::from_str(&text)?))
            .transpose()
    }

    fn lacks(&self, column: &'static str) -> StoreError {
        self.unreadable(column, "nothing of its type".to_owned())
    }

    fn unreadable(&self, column: &'static str, value: String) -> StoreError {
        StoreError::Unreadable {
            table: self.table,
            column,
            value,
        }
    }
}

pub(super) fn date(text: &str) -> Option<Date> {
    text.parse().ok()
}

pub(super) fn time(text: &str) -> Option<Time> {
    text.parse().ok()
}

pub(super) fn to_json(value: &impl Serialize) -> Result<String, StoreError> {
    Ok(serde_json::to_string(value)?)
}

pub(super) fn ms(at: Option<Timestamp>) -> Option<i64> {
    at.map(Timestamp::as_millisecond)
}

/// `$from, $from+1, …`: placeholders for a list of `count` values.
pub(super) fn placeholders(from: usize, count: usize) -> String {
    (from..from + count)
        .map(|n| format!("${n}"))
        .collect::<Vec<_>>()
        .join(", ")
}
