//! How commands end, and how they write: colour only on a terminal, a closed pipe ends them quietly.

use crate::error::Error;
use crate::table::cell::printable;
use crate::table::write::{Aside, Noted};
use anstyle::{AnsiColor, Style};
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Found, or done.
    Done,
    /// Nothing found, or a check failed.
    Nothing,
    /// Some input could not be read.
    Failed,
}

impl Status {
    /// `Failed` where something went wrong, else this.
    pub fn unless(self, failed: bool) -> Status {
        if failed { Status::Failed } else { self }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(match status {
            Status::Done => 0,
            Status::Nothing => 1,
            Status::Failed => 2,
        })
    }
}

/// Why a command stopped before its end.
#[derive(Debug)]
pub enum Stop {
    /// The reader of standard output has gone away: no fault of anyone.
    NobodyListens,
    /// Something failed.
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        Stop::Failed(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        match error.kind() {
            ErrorKind::BrokenPipe => Stop::NobodyListens,
            _ => Stop::Failed(Error::new(format!("standard output cannot be written ({error}); write to a file"))),
        }
    }
}

/// What a command's `run` returns.
pub type Ended = Result<Status, Stop>;

/// A figure's own words in its sentence, and the value of an answer.
pub const STRONG: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));
/// What is less important: sources and ids.
pub const FAINT: Style = Style::new().dimmed();
const TROUBLE: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));

/// How wide text is written where no terminal says so, in columns.
pub const WIDTH: u16 = 120;

/// Standard output, buffered; styles are dropped where it is no terminal.
pub fn stdout() -> impl Write {
    BufWriter::new(anstream::stdout())
}

/// Standard output for bytes that must arrive as they are.
pub fn raw_stdout() -> impl Write {
    BufWriter::new(io::stdout())
}

/// Hands `write` a sink: standard output, or the file at `path`, which is then written whole or not at all.
///
/// # Errors
/// Fails where `write` does, and where the sink cannot be written to.
pub fn deliver<T>(
    path: Option<&Path>,
    write: impl FnOnce(Box<dyn Write + Send>) -> crate::error::Result<T>,
) -> Result<T, Stop> {
    let Some(path) = path else {
        let (sink, trouble) = Noted::new(BufWriter::new(io::stdout()));
        return write(Box::new(sink)).map_err(|error| match trouble.get() {
            Some(kind) => io::Error::from(*kind).into(),
            None => Stop::Failed(error),
        });
    };
    let aside = Aside::new(path)?;
    let done = write(Box::new(aside.writer()?)).map_err(|error| aside.error(error))?;
    aside.sync()?;
    aside.put_in_place()?;
    Ok(done)
}

/// Whether a person reads standard output.
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Says on standard error that something went wrong.
pub fn complain(message: &str) {
    // When standard error is gone there is nobody left to tell.
    let _ = writeln!(anstream::stderr(), "{TROUBLE}figures:{TROUBLE:#} {}", printable(message));
}

/// Says on standard error what an answer leaves out.
pub fn remark(message: &str) {
    let _ = writeln!(anstream::stderr(), "{message}");
}
