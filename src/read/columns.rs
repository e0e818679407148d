//! What the tables that are read beside articles share: their text, the place of a column, the line of a record, broken CSV.

use super::text;
use crate::error::{Error, Result};
use csv::{Position, StringRecord};
use std::path::Path;

/// All of a table; empty where the file holds nothing.
///
/// # Errors
/// Fails where it cannot be read, is no text, has broken characters, or opens a quotation mark without closing it.
pub fn content(path: &Path) -> Result<String> {
    let Some(decoded) = text::of_file(path)? else { return Ok(String::new()) };
    if let Some(broken) = decoded.broken {
        return Err(Error::in_file(path, broken.message()));
    }
    match unclosed(&decoded.text) {
        Some(line) => Err(Error::at(
            path,
            line,
            "opens a field with a quotation mark that does not close before the next comma or line; close it, or write a mark inside a field twice",
        )),
        None => Ok(decoded.text),
    }
}

/// Where the column of this name stands, in any case of its letters.
pub fn column(headers: &StringRecord, name: &str) -> Option<usize> {
    headers.iter().position(|header| header.eq_ignore_ascii_case(name))
}

/// The line of a position, from 1.
pub fn line(position: Option<&Position>) -> usize {
    position.map_or(1, |position| position.line() as usize)
}

/// What is said of a file that is no valid CSV.
pub fn invalid(path: &Path, error: &csv::Error) -> Error {
    Error::at(path, line(error.position()), format!("is no valid CSV ({error}); correct the line"))
}

/// The line of the first field whose quotation mark is not closed, or is closed in the middle of the field.
fn unclosed(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut line, mut begins) = (0, 1, true);
    while at < bytes.len() {
        if !(begins && bytes[at] == b'"') {
            begins = matches!(bytes[at], b',' | b'\n');
            line += usize::from(bytes[at] == b'\n');
            at += 1;
            continue;
        }
        let opened = line;
        at += 1;
        loop {
            match (bytes.get(at), bytes.get(at + 1)) {
                (None, _) => return Some(opened),
                (Some(b'"'), Some(b'"')) => at += 2,
                (Some(b'"'), _) => break,
                (Some(byte), _) => {
                    line += usize::from(*byte == b'\n');
                    at += 1;
                }
            }
        }
        at += 1;
        at += bytes[at..].iter().take_while(|byte| **byte == b' ').count();
        if !matches!(bytes.get(at), None | Some(b',' | b'\r' | b'\n')) {
            return Some(opened);
        }
        begins = false;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::unclosed;

    #[test]
    fn quotation_marks_close() {
        for text in ["", "a,b\n\"x, y\",\"say \"\"so\"\"\"\r\n\"two\nlines\" ,z", "a \"word\" in it,b\n", "\"\",\"\"\n"]
        {
            assert_eq!(unclosed(text), None, "{text}");
        }
        assert_eq!(unclosed("a,b\n\"x,y\nz,w\n"), Some(2));
        assert_eq!(unclosed("a,b\n\"x\ny\",\"z,w\nc,\"d\"\n"), Some(3));
        assert_eq!(unclosed("a,b\nc,\"d"), Some(2));
    }
}
