//! JSON Lines → one document a line: `{"id", "text", "title", "published", "publisher", "author", "url"}`.

use super::decode::{Broken, Decoded, NoText, decode};
use super::{Input, LARGEST_TEXT, date, text};
use crate::error::{Error, Result};
use crate::model::document::Document;
use serde::Deserialize;
use serde_json::Value;
use std::io::{BufRead, Cursor, Read};
use std::path::{Path, PathBuf};

/// One line. Fields that are not named here are passed over.
#[derive(Deserialize)]
struct Record {
    id: Option<Value>,
    text: Option<String>,
    title: Option<String>,
    published: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    url: Option<String>,
}

/// Whether the first line is a JSON object; with the input, from its beginning.
///
/// # Errors
/// Fails where the input cannot be read.
pub fn sniff(mut input: Input) -> std::io::Result<(bool, Input)> {
    let mut line = Vec::new();
    while line.trim_ascii_start().is_empty() {
        let before = line.len();
        (&mut input).take(LARGEST_TEXT as u64).read_until(b'\n', &mut line)?;
        if line.len() == before || line.len() >= LARGEST_TEXT {
            break;
        }
    }
    let is_object = line.trim_ascii_start().starts_with(b"{") && serde_json::from_slice::<Value>(&line).is_ok();
    Ok((is_object, Box::new(Cursor::new(line).chain(input))))
}

/// The documents of a file of records, one line at a time.
pub struct Records {
    input: Input,
    path: PathBuf,
    id: String,
    line: usize,
}

impl Records {
    /// The records of `input`; `id` stands in the ids of those that have none.
    pub fn new(input: Input, path: &Path, id: &str) -> Records {
        Records { input, path: path.to_path_buf(), id: id.to_string(), line: 0 }
    }

    fn error(&self, message: impl Into<String>) -> Error {
        Error::at(&self.path, self.line, message)
    }

    /// The next line that holds more than white space, without its end; `None` at the end of the file.
    fn next_line(&mut self) -> Option<Result<Vec<u8>>> {
        loop {
            let mut line = Vec::new();
            self.line += 1;
            match (&mut self.input).take(LARGEST_TEXT as u64).read_until(b'\n', &mut line) {
                Err(error) => {
                    self.input = Box::new(Cursor::new([]));
                    return Some(Err(text::unreadable(&self.path, &error)));
                }
                Ok(0) => return None,
                Ok(length) if length == LARGEST_TEXT && !line.ends_with(b"\n") => return Some(Err(self.skip_line())),
                Ok(_) => {}
            }
            if !line.trim_ascii().is_empty() {
                line.truncate(line.trim_ascii_end().len());
                return Some(Ok(line));
            }
        }
    }

    /// Passes over the rest of a line that is too long to keep.
    fn skip_line(&mut self) -> Error {
        if let Err(error) = self.input.skip_until(b'\n') {
            self.input = Box::new(Cursor::new([]));
            return text::unreadable(&self.path, &error);
        }
        let most = LARGEST_TEXT >> 20;
        self.error(format!("is longer than {most} MB, too much for one record; put one article on each line"))
    }

    fn document(&self, line: Vec<u8>) -> Result<Document> {
        let Decoded { text: line, broken } = decode(line).map_err(|none| match none {
            NoText::Binary | NoText::Wide => {
                self.error("is no line of text; convert the file to UTF-8, with one JSON record a line")
            }
            NoText::Empty => self.error("holds no record; give one JSON object a line"),
        })?;
        let record: Record = serde_json::from_str(&line).map_err(|error| self.invalid(&line, &error))?;
        let text = record.text.filter(|text| !text.trim().is_empty());
        let text = text.ok_or_else(|| self.error("has no text; give the article in the field \"text\""))?;
        let published = match record.published.filter(|written| !written.trim().is_empty()) {
            None => None,
            Some(written) => Some(date::day(&written).ok_or_else(|| {
                self.error(format!("`{written}` in \"published\" is no date; write it as 2024-01-31, or leave it out"))
            })?),
        };
        let given = |field: Option<String>| field.filter(|text| !text.trim().is_empty());
        Ok(Document {
            id: self.id(record.id)?,
            source: text::shown(&self.path),
            title: given(record.title),
            published,
            publisher: given(record.publisher),
            author: given(record.author),
            language: None,
            url: given(record.url),
            remark: broken.map(|broken| Broken { line: self.line, ..broken }.message()),
            text,
        })
    }

    fn id(&self, given: Option<Value>) -> Result<String> {
        match given {
            Some(Value::String(id)) if !id.is_empty() => Ok(id),
            Some(Value::Number(id)) => Ok(id.to_string()),
            None | Some(Value::Null | Value::String(_)) => Ok(format!("{}:{}", self.id, self.line)),
            Some(_) => Err(self.error("its \"id\" is neither text nor a number; write it as \"id\": \"name\"")),
        }
    }

    fn invalid(&self, line: &str, error: &serde_json::Error) -> Error {
        let column = error.column();
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default();
        if line.trim_start().starts_with('{') {
            self.error(format!("is no valid record ({reason}, column {column}); correct the line"))
        } else {
            self.error("is no JSON object; give one record a line: {\"id\": ..., \"text\": ...}")
        }
    }
}

impl Iterator for Records {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Result<Document>> {
        Some(self.next_line()?.and_then(|line| self.document(line)))
    }
}
