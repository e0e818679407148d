//! `figures targets`: what is aimed at, pledged and contracted, by when it is due.

use super::answer::{Answer, COLUMNS};
use super::grid::{grid, id, shortened};
use super::list::write_rows;
use super::load::{From, day};
use super::narrow::Narrow;
use super::output::{Ended, deliver, remark, stdout};
use super::select::Selected;
use crate::model::code::{Role, Status};
use crate::pipeline::Extractor;
use crate::table::format::{Dialect, Format};
use chrono::NaiveDate;
use clap::Args;
use std::io::Write;

/// List targets, plans, pledges, quotas and contracts by when they are due, the nearest first
///
/// A deadline is the last day of the time for which a figure holds; an expiry is a date that is the figure itself. What
/// has no date comes last.
#[derive(Args)]
#[command(after_help = "\
Examples:
  figures targets --country Iran
  figures targets --on 2024-01-24 --when ..2030")]
pub struct Targets {
    #[command(flatten)]
    from: From,
    /// The day from which deadlines count; those before it are left out.
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Option<NaiveDate>,
    /// How many rows are shown at most.
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    /// Write the rows as JSON Lines, with every column.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    narrow: Narrow,
}

/// What says that something is still to come.
const STATUSES: [Status; 5] = [Status::Target, Status::Plan, Status::Pledge, Status::Quota, Status::Contract];

impl Targets {
    pub fn run(&self, extractor: &Extractor) -> Ended {
        let columns = ["status", "role", "measure", "time_end", "duplicate_of"];
        let mut selected = Selected::new(&self.from, &self.narrow, &columns, extractor)?;
        let frame = &selected.frame;
        let aims = frame.strings("status").zip(frame.strings("role")).zip(frame.strings("measure"));
        let aims: Vec<bool> = aims.map(|((status, role), measure)| is_aim(status, role, measure)).collect();
        let copies: Vec<bool> = frame.strings("duplicate_of").map(|id| id.is_some()).collect();
        let ends: Vec<Option<NaiveDate>> = frame.days("time_end").collect();
        let due = |row: &usize| self.on.is_none_or(|on| ends[*row].is_none_or(|end| end >= on));
        let mut rows: Vec<usize> =
            selected.rows.iter().copied().filter(|row| aims[*row] && !copies[*row]).filter(due).collect();
        rows.sort_by_key(|row| (ends[*row].is_none(), ends[*row], *row));
        let left_out = rows.len().saturating_sub(self.limit.unwrap_or(rows.len()));
        rows.truncate(self.limit.unwrap_or(rows.len()));
        selected.rows = rows;
        if self.json {
            deliver(None, |sink| write_rows(&selected, Format::Ndjson, Dialect::default(), sink))?;
        } else {
            let frame = selected.loaded.source.rows(&selected.rows, Some(&COLUMNS))?;
            let row = |at: usize| {
                let cells: Vec<_> = frame.cells(at).collect();
                let answer = Answer::new(&cells);
                let cells = [
                    answer.text("time_end"),
                    answer.value(),
                    answer.text("status"),
                    answer.measure(),
                    answer.parties(),
                    answer.text("attribution"),
                    id(&answer),
                ];
                cells.into_iter().map(shortened).collect::<Vec<_>>()
            };
            let rows: Vec<Vec<String>> = (0..frame.height()).map(row).collect();
            let mut out = stdout();
            if !rows.is_empty() {
                let heads = ["due", "value", "status", "measure", "parties", "said by", "id"];
                writeln!(out, "{}", grid(&heads, &rows))?;
            }
            out.flush()?;
        }
        if left_out > 0 {
            remark(&format!("{left_out} more; --limit shows them."));
        }
        Ok(selected.status())
    }
}

/// Whether a figure is aimed at, or the end of something agreed.
fn is_aim(status: Option<&str>, role: Option<&str>, measure: Option<&str>) -> bool {
    let aimed = STATUSES.iter().any(|one| status == Some(one.code()));
    aimed || (role == Some(Role::Event.code()) && measure == Some("contract_expiry"))
}
