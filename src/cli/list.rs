//! `figures list`: the figures that meet conditions, in any format.

use super::answer::{Answer, COLUMNS};
use super::grid::{HEADS, grid, row};
use super::load::From;
use super::narrow::Narrow;
use super::output::{Ended, deliver, is_terminal, remark, stdout};
use super::schema::vocabulary;
use super::select::{Selected, column, columns};
use super::shape::Shape;
use super::units::{Units, Worth};
use crate::error::{Error, Result};
use crate::pipeline::Extractor;
use crate::table::cell::Cell;
use crate::table::documents::{Documents, Run};
use crate::table::figures::Figures;
use crate::table::format::{Dialect, Format};
use crate::table::schema::{Head, Table};
use crate::table::stream::Stream;
use crate::table::writer::writer;
use clap::Args;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};

/// List the figures that meet conditions, in any format
///
/// On a terminal it shows a table for reading, elsewhere CSV. The rows come in the order of the documents, unless --sort
/// says otherwise.
#[derive(Args)]
#[command(after_help = "\
Examples:
  figures list --status target --country Iran
  figures list --commodity natural_gas --out gas.xlsx
  figures list --role change --min 10% --columns value,unit,measure,reporter,sentence --format md
  figures list --units energy=TWh,gas=bcm --sort=-published")]
pub struct List {
    #[command(flatten)]
    from: From,
    /// The columns to show, divided by commas [default: those to read first].
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', conflicts_with = "wide")]
    columns: Vec<String>,
    /// The column to sort by; with a minus before it, the largest first.
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    sort: Option<String>,
    /// How many rows are shown at most.
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    /// How rows are written [default: a table on a terminal, else csv].
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// The file to write, its format named by its ending; `-` is standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write the rows as JSON Lines.
    #[arg(long, conflicts_with = "format")]
    json: bool,
    #[command(flatten)]
    shape: Shape,
    #[command(flatten)]
    units: Units,
    #[command(flatten)]
    narrow: Narrow,
}

/// How many rows a terminal shows.
const SHOWN: usize = 50;

impl List {
    pub fn run(&self, extractor: &Extractor) -> Ended {
        let shown = columns(&self.columns)?;
        let order = self.sort.as_deref().map(Order::read).transpose()?;
        let worth = self.units.read(extractor)?;
        let path = self.out.as_deref().filter(|path| *path != Path::new("-"));
        let format = match (self.format, path) {
            (Some(format), _) => Some(format),
            _ if self.json => Some(Format::Ndjson),
            (None, Some(path)) => Some(Format::of_path(path)?),
            (None, None) if self.out.is_none() && is_terminal() => None,
            (None, None) => Some(Format::Csv),
        };
        let sorted_by: Vec<&'static str> = order.iter().map(|order| order.column).collect();
        let mut selected = Selected::new(&self.from, &self.narrow, &sorted_by, extractor)?;
        if let Some(order) = &order {
            order.sort(&mut selected);
        }
        let found = selected.rows.len();
        let most = self.limit.unwrap_or(if format.is_none() { SHOWN } else { usize::MAX });
        selected.rows.truncate(most);
        match format {
            None => self.show(&selected)?,
            Some(format) => {
                let wide = self.shape.wide || !format.is_for_reading();
                let heads = match shown[..] {
                    [] => Figures::heads(wide),
                    _ => shown.iter().filter_map(|name| Figures::position(name)).map(Figures::head).collect(),
                };
                deliver(path, |sink| self.write(&selected, format, heads, worth.as_ref(), extractor, sink))?;
            }
        }
        if found > most {
            remark(&format!("{} more; --limit shows them.", found - most));
        }
        Ok(selected.status())
    }

    fn show(&self, selected: &Selected) -> std::result::Result<(), super::output::Stop> {
        let frame = selected.loaded.source.rows(&selected.rows, Some(&COLUMNS))?;
        let row = |at: usize| row(&Answer::new(&frame.cells(at).collect::<Vec<_>>()));
        let rows: Vec<Vec<String>> = (0..frame.height()).map(row).collect();
        let mut out = stdout();
        if !rows.is_empty() {
            writeln!(out, "{}", grid(&HEADS, &rows))?;
        }
        Ok(out.flush()?)
    }

    fn write(
        &self,
        selected: &Selected,
        format: Format,
        mut heads: Vec<Head>,
        worth: Option<&Worth<'_>>,
        extractor: &Extractor,
        sink: Box<dyn Write + Send + '_>,
    ) -> Result<()> {
        heads.extend(worth.iter().flat_map(|_| Worth::heads()));
        let mut stream = Stream::new(format, heads, self.shape.dialect(), || vocabulary(extractor.grammar()), sink)?;
        if format == Format::Xlsx {
            write_documents(selected, &mut stream)?;
        }
        selected.loaded.source.pages(&selected.rows, None, |frame| {
            (0..frame.height()).try_for_each(|row| {
                let mut cells: Vec<Cell<'_>> = frame.cells(row).collect();
                if let Some(worth) = worth {
                    let converted = worth.cells(&cells);
                    cells.extend(converted);
                }
                stream.figure(&cells)
            })
        })?;
        let mut about = Run::new(extractor.grammar_hash()).about();
        about.retain(|(name, _)| name != "conventions");
        about.push(("figures".to_owned(), selected.rows.len().to_string()));
        about.push(("conventions".to_owned(), self.units.about()));
        stream.finish(&about)
    }
}

/// Writes the documents of the rows into a workbook, before the rows.
fn write_documents(selected: &Selected, stream: &mut Stream<'_>) -> Result<()> {
    let source = &selected.loaded.source;
    let ids = source.rows(&selected.rows, Some(&["doc_id"]))?;
    let ids: HashSet<String> = ids.strings("doc_id").flatten().map(str::to_owned).collect();
    let columns: Vec<&str> = Documents::heads(false).iter().map(|head| Documents::COLUMNS[head.at].name).collect();
    let documents = selected.loaded.documents(&ids, Some(&columns))?;
    (0..documents.height()).try_for_each(|row| stream.document(&documents.cells(row).collect::<Vec<_>>()))
}

/// Writes every column of the rows in a format of one table.
///
/// # Errors
/// Fails where the sink cannot be written to.
pub fn write_rows(
    selected: &Selected,
    format: Format,
    dialect: Dialect,
    sink: Box<dyn Write + Send + '_>,
) -> Result<()> {
    let mut rows = writer(format, Figures::heads(true), dialect, Figures::BATCH, sink)?;
    selected.loaded.source.pages(&selected.rows, None, |frame| {
        (0..frame.height()).try_for_each(|row| rows.row(&frame.cells(row).collect::<Vec<_>>()))
    })?;
    rows.finish()
}

/// What rows are sorted by.
struct Order {
    column: &'static str,
    largest_first: bool,
}

impl Order {
    fn read(text: &str) -> Result<Order> {
        let (name, largest_first) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
        if name.is_empty() {
            return Err(Error::new("--sort names no column; give one, such as --sort published"));
        }
        Ok(Order { column: column(name)?, largest_first })
    }

    /// Sorts the rows; those that do not know come last.
    fn sort(&self, selected: &mut Selected) {
        let frame = &selected.frame;
        let numbers: Vec<Option<f64>> = frame.numbers(self.column).collect();
        let days: Vec<_> = frame.days(self.column).collect();
        let texts: Vec<Option<&str>> = frame.strings(self.column).collect();
        let known = |row: usize| numbers[row].is_some() || days[row].is_some() || texts[row].is_some();
        selected.rows.sort_by(|&one, &other| {
            let order = numbers[one]
                .partial_cmp(&numbers[other])
                .unwrap_or(Ordering::Equal)
                .then_with(|| days[one].cmp(&days[other]))
                .then_with(|| texts[one].cmp(&texts[other]));
            let order = if self.largest_first { order.reverse() } else { order };
            known(other).cmp(&known(one)).then(order)
        });
    }
}
