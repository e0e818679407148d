//! `figures find`: rows that answer words.

use super::answer::{Answer, COLUMNS};
use super::load::From;
use super::narrow::Narrow;
use super::output::{Ended, FAINT, Status, remark, stdout};
use crate::pipeline::Extractor;
use crate::table::cell::Cell;
use crate::table::figures::Figures;
use crate::table::json;
use crate::table::lookup::{Hit, Query, find};
use crate::table::schema::Table;
use clap::Args;
use std::io::{self, Write};

/// Look figures up by words
///
/// Ranks rows by how well the words match what is measured, the commodity, the countries, the status, who said it and
/// the sentence, and shows the best ten: the answer in one line, its sentence, and where it stands. A word finds what
/// means the same: "Ankara" finds figures of Türkiye, "crude" those of crude oil.
#[derive(Args)]
#[command(after_help = "\
Examples:
  figures find trade target Iran
  figures find gas contract 2026 --from articles
  figures find exports --country Iran --country Ankara --json")]
pub struct Find {
    /// What to look for.
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    #[command(flatten)]
    from: From,
    /// How many answers are shown at most.
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Write the rows as JSON Lines, with every column.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    narrow: Narrow,
}

impl Find {
    pub fn run(&self, extractor: &Extractor) -> Ended {
        let query = Query::new(&self.words, |word| extractor.synonyms(word));
        let filter = self.narrow.filter(extractor)?;
        let loaded = self.from.load(extractor)?;
        let hits = find(&loaded.source, &query, &filter)?;
        let rows: Vec<usize> = hits.iter().take(self.limit).map(|hit| hit.row).collect();
        let mut out = stdout();
        if self.json {
            let frame = loaded.source.rows(&rows, None)?;
            let heads = Figures::heads(true);
            for row in 0..frame.height() {
                writeln!(out, "{}", json::object(&heads, &frame.cells(row).collect::<Vec<_>>()))?;
            }
        } else {
            let frame = loaded.source.rows(&rows, Some(&COLUMNS))?;
            for (row, hit) in hits.iter().take(self.limit).enumerate() {
                write_hit(&mut out, &frame.cells(row).collect::<Vec<_>>(), hit)?;
            }
        }
        out.flush()?;
        if loaded.source.height() > 0 || !loaded.failed {
            self.comment(&query, &hits);
        }
        let status = if hits.is_empty() { Status::Nothing } else { Status::Done };
        Ok(status.unless(loaded.failed))
    }

    /// Says on standard error what the answers leave out.
    fn comment(&self, query: &Query, hits: &[Hit]) {
        match hits.first() {
            None if self.narrow.all => remark("No figure matches; try other words."),
            None => remark("No figure matches; try other words, or --all for other topics and teasers."),
            Some(best) if best.matched < query.len() => {
                remark(&format!("No figure matches all words; these match {} of {}.", best.matched, query.len()));
            }
            Some(_) => {}
        }
        if hits.len() > self.limit {
            let more = hits.len() - self.limit;
            remark(&format!("{more} more; add words to narrow them down, or --limit to see more."));
        }
    }
}

fn write_hit(out: &mut impl Write, cells: &[Cell<'_>], hit: &Hit) -> io::Result<()> {
    let answer = Answer::new(cells);
    let same = match hit.same {
        0 => String::new(),
        1 => " · 1 other row says the same".to_owned(),
        many => format!(" · {many} other rows say the same"),
    };
    let (mut source, document) = (answer.text("source"), answer.text("doc_id"));
    if !source.contains(&document) {
        source += &format!(" · document {document}");
    }
    writeln!(out, "{}", answer.line())?;
    writeln!(out, "  {}", answer.sentence())?;
    writeln!(out, "  {FAINT}{source} · id {}{same}{FAINT:#}\n", answer.text("figure_id"))
}
