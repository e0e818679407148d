//! `figures schema`: the columns of every table, with their types, meanings and allowed values.

use super::output::{Ended, Status, raw_stdout};
use crate::error::Result;
use crate::grammar::Grammar;
use crate::pipeline::Extractor;
use crate::table::documents::{Documents, Mentions, UnreadNumbers};
use crate::table::figures::Figures;
use crate::table::schema::{Codes, Column, Table};
use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};
use std::io::Write;

/// Print the columns of every table: name, type, meaning, allowed values
#[derive(Args)]
#[command(after_help = "\
Examples:
  figures schema > columns.md
  figures schema --format json | jq '.figures.columns[].name'")]
pub struct Schema {
    /// How it is written.
    #[arg(long, value_enum, default_value = "md")]
    format: Form,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    /// Markdown.
    Md,
    /// JSON.
    Json,
}

impl Schema {
    pub fn run(&self, extractor: &Extractor) -> Ended {
        let grammar = extractor.grammar();
        let text = match self.format {
            Form::Md => [
                markdown::<Figures>(grammar),
                markdown::<Documents>(grammar),
                markdown::<UnreadNumbers>(grammar),
                markdown::<Mentions>(grammar),
            ]
            .join("\n"),
            Form::Json => whole_json(grammar)?,
        };
        let mut out = raw_stdout();
        out.write_all(text.as_bytes())?;
        out.flush()?;
        Ok(Status::Done)
    }
}

/// The values that a column's codes can take.
fn values<T: Table>(column: &Column<T>, grammar: &Grammar) -> Vec<String> {
    let world = &grammar.world;
    match column.kind.codes() {
        None => vec![],
        Some(Codes::Closed(list)) => list().into_iter().map(str::to_owned).collect(),
        Some(Codes::Grammar("measures.toml")) => world.measures.iter().map(|one| one.code.to_string()).collect(),
        Some(Codes::Grammar("commodities.toml")) => world.commodities.iter().map(|one| one.code.to_string()).collect(),
        Some(Codes::Grammar("places.toml")) => world.places.iter().map(|one| one.code.to_string()).collect(),
        Some(Codes::Grammar(_)) => vec![],
    }
}

fn markdown<T: Table>(grammar: &Grammar) -> String {
    let mut text = format!("## {}\n\n{}\n\n| column | type | meaning |\n| --- | --- | --- |\n", T::NAME, T::MEANING);
    for column in T::COLUMNS {
        let star = if column.starred { "★" } else { "" };
        let values = values(column, grammar).iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
        let values = if values.is_empty() { values } else { format!(": {values}") };
        text += &format!("| {star}{} | {} | {}{values} |\n", column.name, column.kind.name(), column.meaning);
    }
    text
}

fn whole_json(grammar: &Grammar) -> Result<String> {
    let tables = json!({
        Figures::NAME: table_json::<Figures>(grammar),
        Documents::NAME: table_json::<Documents>(grammar),
        UnreadNumbers::NAME: table_json::<UnreadNumbers>(grammar),
        Mentions::NAME: table_json::<Mentions>(grammar),
    });
    Ok(format!("{tables:#}\n"))
}

fn table_json<T: Table>(grammar: &Grammar) -> Value {
    let column = |column: &Column<T>| {
        let mut object = Map::new();
        object.insert("name".to_owned(), column.name.into());
        object.insert("type".to_owned(), column.kind.name().into());
        object.insert("meaning".to_owned(), column.meaning.into());
        object.insert("default".to_owned(), column.starred.into());
        let values = values(column, grammar);
        if !values.is_empty() {
            object.insert("values".to_owned(), values.into());
        }
        Value::Object(object)
    };
    json!({ "meaning": T::MEANING, "columns": T::COLUMNS.iter().map(column).collect::<Vec<_>>() })
}
