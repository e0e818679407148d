//! `figures find`: rows that answer words.

use super::answer::Answer;
use super::load::From;
use super::output::{Ended, FAINT, Status, remark, stdout};
use crate::pipeline::Extractor;
use crate::table::figures::Figures;
use crate::table::frame::Frame;
use crate::table::lookup::{Hit, Query};
use clap::Args;
use std::io::{self, Write};

/// Look figures up by words
///
/// Ranks rows by how well the words match what is measured, the commodity, the countries, the status, who said it and
/// the sentence, and shows the best ten: the answer in one line, its sentence, and where it stands.
#[derive(Args)]
#[command(after_help = "\
Examples:
  figures find trade target Iran
  figures find gas contract 2026 --from articles")]
pub struct Find {
    /// What to look for.
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    #[command(flatten)]
    from: From,
    /// Look in other topics, teasers and boilerplate too.
    #[arg(long)]
    all: bool,
}

/// How many answers are shown at most.
const SHOWN: usize = 10;

impl Find {
    pub fn run(&self, extractor: &Extractor) -> Ended {
        let loaded = self.from.load(extractor)?;
        let query = Query::new(&self.words, |word| extractor.synonyms(word));
        let hits = query.find(&loaded.frame, self.all);
        let mut out = stdout();
        for hit in hits.iter().take(SHOWN) {
            write_hit(&mut out, &loaded.frame, hit)?;
        }
        out.flush()?;
        if loaded.frame.height() > 0 || !loaded.failed {
            self.comment(&query, &hits);
        }
        let status = if hits.is_empty() { Status::Nothing } else { Status::Done };
        Ok(status.unless(loaded.failed))
    }

    /// Says on standard error what the answers leave out.
    fn comment(&self, query: &Query, hits: &[Hit]) {
        match hits.first() {
            None if self.all => remark("No figure matches; try other words."),
            None => remark("No figure matches; try other words, or --all for other topics and teasers."),
            Some(best) if best.matched < query.len() => {
                remark(&format!("No figure matches all words; these match {} of {}.", best.matched, query.len()));
            }
            Some(_) => {}
        }
        if hits.len() > SHOWN {
            remark(&format!("{} more; add words to narrow them down.", hits.len() - SHOWN));
        }
    }
}

fn write_hit(out: &mut impl Write, frame: &Frame<Figures>, hit: &Hit) -> io::Result<()> {
    let cells: Vec<_> = frame.cells(hit.row).collect();
    let answer = Answer::new(&cells);
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
