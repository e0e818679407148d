//! The one error: what failed, in which file, at which line, and what to do about it.

pub mod near;

use std::fmt;
use std::path::PathBuf;

/// Why something could not be done. Its message is a sentence that ends in what to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Error {
    /// The file concerned, where there is one.
    pub path: Option<PathBuf>,
    /// The line in it, from 1.
    pub line: Option<usize>,
    /// What failed, and what to do.
    pub message: String,
}

/// What most functions here return.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error that concerns no file.
    pub fn new(message: impl Into<String>) -> Error {
        Error { path: None, line: None, message: message.into() }
    }

    /// An error about a file.
    pub fn in_file(path: impl Into<PathBuf>, message: impl Into<String>) -> Error {
        Error { path: Some(path.into()), line: None, message: message.into() }
    }

    /// An error at a line of a file, counted from 1.
    pub fn at(path: impl Into<PathBuf>, line: usize, message: impl Into<String>) -> Error {
        Error { path: Some(path.into()), line: Some(line), message: message.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{}", path.display())?;
            if let Some(line) = self.line {
                write!(f, ":{line}")?;
            }
            write!(f, ": ")?;
        }
        write!(f, "{}", self.message)
    }
}

impl std::error::Error for Error {}
