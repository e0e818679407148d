//! `figures count`: how many figures there are of each kind.

use super::load::From;
use super::narrow::Narrow;
use super::output::{Ended, STRONG, stdout};
use super::select::{Selected, columns};
use crate::pipeline::Extractor;
use crate::table::cell::printable;
use crate::table::tally::{Group, tally};
use clap::Args;
use serde_json::{Map, Value};
use std::io::Write;

/// Count figures by the values of a column, or of several
///
/// The largest group comes first. A figure with several flags or countries counts in the group of each.
#[derive(Args)]
#[command(after_help = "\
Examples:
  figures count --by status
  figures count --by reporter,commodity --flow export
  figures count --by flags --json")]
pub struct Count {
    /// The columns, divided by commas.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', required = true)]
    by: Vec<String>,
    #[command(flatten)]
    from: From,
    /// How many groups are shown at most.
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    /// Write JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    narrow: Narrow,
}

impl Count {
    pub fn run(&self, extractor: &Extractor) -> Ended {
        let by = columns(&self.by)?;
        let selected = Selected::new(&self.from, &self.narrow, &by, extractor)?;
        let groups = tally(&selected.frame, &selected.rows, &by);
        let shown = &groups[..self.limit.unwrap_or(groups.len()).min(groups.len())];
        let mut out = stdout();
        if self.json {
            let rows: Vec<Value> = shown.iter().map(|group| object(&by, group)).collect();
            writeln!(out, "{:#}", Value::Array(rows))?;
        } else {
            let width = shown.iter().map(|group| group.rows.to_string().len()).max().unwrap_or(0);
            for group in shown {
                let values: Vec<&str> = group.values.iter().map(|value| named(value)).collect();
                writeln!(out, "{STRONG}{:>width$}{STRONG:#}  {}", group.rows, printable(&values.join("  ")))?;
            }
        }
        out.flush()?;
        Ok(selected.status())
    }
}

fn named(value: &str) -> &str {
    if value.is_empty() { "(not said)" } else { value }
}

fn object(by: &[&str], group: &Group) -> Value {
    let value = |text: &String| if text.is_empty() { Value::Null } else { Value::from(text.as_str()) };
    let mut object: Map<String, Value> =
        by.iter().zip(&group.values).map(|(name, text)| ((*name).to_owned(), value(text))).collect();
    object.insert("figures".to_owned(), group.rows.into());
    Value::Object(object)
}
