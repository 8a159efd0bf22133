//! Rows of several tables, read by one statement that gives one row: a column for each table, which holds its rows as
//! JSON arrays. What a statement costs on SQLite is its way to the connection's thread and back, and each row's.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, Visitor};
use serde::{Deserialize, de};
use sqlx::{AssertSqlSafe, Row as _, SqlSafeStr as _, SqlStr, query};

use super::{Kind, StoreError, Tx};

/// Several reads that bind the same values.
#[derive(Debug)]
pub(super) struct Reads<const N: usize> {
    pub(super) sqlite: SqlStr,
    postgres: SqlStr,
    names: [Vec<&'static str>; N],
}

/// What is read of one table: its columns, and all that stands after them in a SELECT. In no order.
pub(super) type Read = (&'static str, String);

impl<const N: usize> Reads<N> {
    pub(super) fn new(reads: &[Read; N]) -> Self {
        let one_row = |one: &dyn Fn(&Read) -> String| {
            let tables: Vec<String> = reads.iter().map(|it| format!("({})", one(it))).collect();
            AssertSqlSafe(format!("SELECT {}", tables.join(", "))).into_sql_str()
        };
        Self {
            sqlite: one_row(&|(columns, from)| {
                format!("SELECT json_group_array(json_array({columns})) {from}")
            }),
            postgres: one_row(&|(columns, from)| {
                let rows = format!("json_agg(json_build_array({columns}))");
                format!("SELECT CAST(COALESCE({rows}, '[]') AS TEXT) {from}")
            }),
            names: std::array::from_fn(|at| reads.get(at).map_or_else(Vec::new, |it| names(it.0))),
        }
    }
}

/// The names in a list of columns, without the table before them.
fn names(columns: &'static str) -> Vec<&'static str> {
    let columns = columns.split(',').map(str::trim);
    columns
        .map(|column| column.split_once('.').map_or(column, |(_, name)| name))
        .collect()
}

/// What reads together gave.
#[derive(Debug)]
pub(super) struct Tables<'n, const N: usize> {
    rows: [String; N],
    names: &'n [Vec<&'static str>; N],
}

impl<const N: usize> Tables<'_, N> {
    /// The rows of each table, in no order.
    pub(super) fn rows(&self) -> Result<[Vec<Fields<'_>>; N], StoreError> {
        let mut tables = [const { Vec::new() }; N];
        for ((table, json), names) in tables.iter_mut().zip(&self.rows).zip(self.names) {
            let rows: Vec<Vec<Field<'_>>> = serde_json::from_str(json)?;
            let fields = |values| Fields { names, values };
            *table = rows.into_iter().map(fields).collect();
        }
        Ok(tables)
    }
}

/// A row that came together with others.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    names: &'a [&'static str],
    values: Vec<Field<'a>>,
}

impl Fields<'_> {
    fn field(&self, column: &str) -> Option<&Field<'_>> {
        let at = self.names.iter().position(|name| *name == column)?;
        self.values.get(at)
    }

    pub(super) fn is_null(&self, column: &str) -> bool {
        matches!(self.field(column), Some(Field::Null))
    }

    pub(super) fn text(&self, column: &str) -> Option<&str> {
        match self.field(column)? {
            Field::Text(text) => Some(text),
            Field::Null | Field::Int(_) => None,
        }
    }

    pub(super) fn int(&self, column: &str) -> Option<i64> {
        match self.field(column)? {
            Field::Int(number) => Some(*number),
            Field::Null | Field::Text(_) => None,
        }
    }
}

/// A value of one of the types that the columns have.
#[derive(Debug, PartialEq)]
enum Field<'a> {
    Null,
    Int(i64),
    Text(Cow<'a, str>),
}

impl<'de: 'a, 'a> Deserialize<'de> for Field<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OfField;
        impl<'de> Visitor<'de> for OfField {
            type Value = Field<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a whole number or null")
            }

            fn visit_unit<E>(self) -> Result<Field<'de>, E> {
                Ok(Field::Null)
            }

            fn visit_i64<E>(self, value: i64) -> Result<Field<'de>, E> {
                Ok(Field::Int(value))
            }

            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Field<'de>, E> {
                i64::try_from(value).map(Field::Int).map_err(E::custom)
            }

            fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Field<'de>, E> {
                Ok(Field::Text(Cow::Borrowed(value)))
            }

            fn visit_str<E>(self, value: &str) -> Result<Field<'de>, E> {
                Ok(Field::Text(Cow::Owned(value.to_owned())))
            }
        }
        deserializer.deserialize_any(OfField)
    }
}

impl Tx {
    /// Reads of several tables at once.
    pub(super) async fn fetch_together<'n, const N: usize>(
        &mut self,
        reads: &'n Reads<N>,
        values: &[&str],
    ) -> Result<Tables<'n, N>, StoreError> {
        let text = match self.kind() {
            Kind::Sqlite => &reads.sqlite,
            Kind::Postgres => &reads.postgres,
        };
        let mut select = query(text.clone());
        for value in values {
            select = select.bind(*value);
        }
        let row = select.fetch_one(self.connection()).await?;
        let mut rows = [const { String::new() }; N];
        for (at, rows) in rows.iter_mut().enumerate() {
            *rows = row.try_get(at)?;
        }
        Ok(Tables {
            rows,
            names: &reads.names,
        })
    }
}
