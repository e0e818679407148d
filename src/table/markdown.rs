//! Rows as a table in Markdown, for reading: every text in one line, and nothing in it taken for markup.

use super::cell::{Cell, printable};
use super::schema::{Head, Type};
use super::writer::{Writer, sink_error};
use crate::error::Result;
use std::io::Write;

/// Writes rows as Markdown.
pub struct Markdown<W: Write> {
    sink: W,
    heads: Vec<Head>,
}

impl<W: Write> Markdown<W> {
    /// Writes the header; numbers stand at the right.
    ///
    /// # Errors
    /// Fails where `sink` cannot be written to.
    pub fn new(mut sink: W, heads: Vec<Head>) -> Result<Markdown<W>> {
        let names: Vec<&str> = heads.iter().map(|head| &*head.name).collect();
        let rule = |head: &Head| match head.kind {
            Type::Decimal | Type::Float | Type::Integer => "---:",
            _ => "---",
        };
        let rules: Vec<&str> = heads.iter().map(rule).collect();
        writeln!(sink, "| {} |\n| {} |", names.join(" | "), rules.join(" | ")).map_err(sink_error)?;
        Ok(Markdown { sink, heads })
    }
}

impl<W: Write> Writer for Markdown<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        let texts: Vec<String> = self.heads.iter().map(|head| escaped(&cells[head.at].to_text())).collect();
        writeln!(self.sink, "| {} |", texts.join(" | ")).map_err(sink_error)
    }

    fn finish(&mut self) -> Result<()> {
        self.sink.flush().map_err(sink_error)
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in printable(text).chars() {
        if matches!(char, '\\' | '|' | '<' | '*' | '[' | ']' | '`' | '~') {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_markup() {
        assert_eq!(escaped("a|b\n<i>*c* trade_value"), r"a\|b \<i>\*c\* trade_value");
    }
}
