//! `figures schema`: the columns of every table, with their types, meanings and allowed values.

use super::output::{Ended, Status, raw_stdout};
use crate::grammar::Grammar;
use crate::model::code::Kind;
use crate::pipeline::Extractor;
use crate::table::manual::{Description, Vocabulary};
use clap::{Args, ValueEnum};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
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
        let tables = Description::all(&vocabulary(extractor.grammar()));
        let text = match self.format {
            Form::Md => tables.iter().map(Description::markdown).collect::<Vec<_>>().join("\n"),
            Form::Json => {
                let tables: Map<String, Value> =
                    tables.iter().map(|table| (table.name.to_owned(), table.json())).collect();
                format!("{:#}\n", Value::Object(tables))
            }
        };
        let mut out = raw_stdout();
        out.write_all(text.as_bytes())?;
        out.flush()?;
        Ok(Status::Done)
    }
}

/// The codes that the grammar's lists hold.
pub fn vocabulary(grammar: &Grammar) -> Vocabulary {
    let world = &grammar.world;
    let units = world.symbols().filter_map(|symbol| world.unit_id(symbol));
    let mut dimensions: BTreeSet<String> = units.map(|unit| world.unit(unit).dimension.to_string()).collect();
    // A figure without a unit has its kind for a dimension.
    dimensions.extend(Kind::ALL.iter().filter(|kind| **kind != Kind::Date).map(|kind| kind.code().to_owned()));
    Vocabulary(BTreeMap::from([
        ("measures.toml", world.measures.iter().map(|one| one.code.to_string()).collect()),
        ("commodities.toml", world.commodities.iter().map(|one| one.code.to_string()).collect()),
        ("places.toml", world.places.iter().map(|one| one.code.to_string()).collect()),
        ("dimensions.toml", dimensions.into_iter().collect()),
    ]))
}
