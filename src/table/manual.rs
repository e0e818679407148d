//! The tables described for people and programs: what `figures schema`, the workbook and `datapackage.json` say of them.

use super::documents::{Documents, Mentions, UnreadNumbers};
use super::figures::Figures;
use super::schema::{Codes, Column, Link, Table, Type};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The codes that the grammar's lists hold, by the list's file.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary(pub BTreeMap<&'static str, Vec<String>>);

impl Vocabulary {
    /// The values that a column of this type can take, where they come from a list.
    pub fn values(&self, kind: &Type) -> Vec<String> {
        match kind.codes() {
            None => vec![],
            Some(Codes::Closed(list)) => list().into_iter().map(str::to_owned).collect(),
            Some(Codes::Grammar(file)) => self.0.get(file).cloned().unwrap_or_default(),
        }
    }
}

/// A table as it is described.
#[derive(Clone, Debug)]
pub struct Description {
    /// Its name.
    pub name: &'static str,
    /// What one row is.
    pub meaning: &'static str,
    /// The columns that together name a row.
    pub key: &'static [&'static str],
    /// The columns that name rows of a table.
    pub links: &'static [Link],
    /// Its columns, in order.
    pub columns: Vec<Described>,
}

/// A column as it is described.
#[derive(Clone, Debug)]
pub struct Described {
    /// Its name.
    pub name: &'static str,
    /// The type of its cells.
    pub kind: Type,
    /// Whether the default CSV shows it.
    pub starred: bool,
    /// What it means.
    pub meaning: &'static str,
    /// The values it can take, where they come from a list.
    pub values: Vec<String>,
}

impl Description {
    /// The description of a table.
    pub fn of<T: Table>(vocabulary: &Vocabulary) -> Description {
        let described = |column: &Column<T>| Described {
            name: column.name,
            kind: column.kind,
            starred: column.starred,
            meaning: column.meaning,
            values: vocabulary.values(&column.kind),
        };
        Description {
            name: T::NAME,
            meaning: T::MEANING,
            key: T::KEY,
            links: T::LINKS,
            columns: T::COLUMNS.iter().map(described).collect(),
        }
    }

    /// The descriptions of every table.
    pub fn all(vocabulary: &Vocabulary) -> [Description; 4] {
        [
            Description::of::<Figures>(vocabulary),
            Description::of::<Documents>(vocabulary),
            Description::of::<UnreadNumbers>(vocabulary),
            Description::of::<Mentions>(vocabulary),
        ]
    }

    /// The table's columns as a table in Markdown.
    pub fn markdown(&self) -> String {
        let mut text =
            format!("## {}\n\n{}\n\n| column | type | meaning |\n| --- | --- | --- |\n", self.name, self.meaning);
        for column in &self.columns {
            let star = if column.starred { "★" } else { "" };
            let values = column.values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
            let values = if values.is_empty() { values } else { format!(": {values}") };
            text += &format!("| {star}{} | {} | {}{values} |\n", column.name, column.kind.name(), column.meaning);
        }
        text
    }

    /// The table's columns as JSON.
    pub fn json(&self) -> Value {
        let column = |column: &Described| {
            let mut object = Map::new();
            object.insert("name".to_owned(), column.name.into());
            object.insert("type".to_owned(), column.kind.name().into());
            object.insert("meaning".to_owned(), column.meaning.into());
            object.insert("default".to_owned(), column.starred.into());
            if !column.values.is_empty() {
                object.insert("values".to_owned(), column.values.clone().into());
            }
            Value::Object(object)
        };
        json!({
            "meaning": self.meaning,
            "key": self.key,
            "columns": self.columns.iter().map(column).collect::<Vec<_>>(),
        })
    }
}
