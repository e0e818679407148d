//! One file → one document.

use super::decode::{Broken, Decoded, NoText, decode};
use super::{Input, LARGEST_TEXT, mark};
use crate::error::{Error, Result};
use crate::model::document::Document;
use std::io::Read;
use std::path::Path;

/// The document whose text is all of `input`.
///
/// # Errors
/// Fails where the input cannot be read, is too large for an article, is empty, or is no text.
pub fn read(input: Input, path: &Path, id: &str) -> Result<Document> {
    let mut bytes = Vec::new();
    input.take(LARGEST_TEXT as u64 + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    if bytes.len() > LARGEST_TEXT {
        let most = LARGEST_TEXT >> 20;
        return Err(Error::in_file(
            path,
            format!(
                "has more than {most} MB, too much for one article; split it into files, or into JSON Lines with one article a line"
            ),
        ));
    }
    let Decoded { text, broken } = decode(bytes).map_err(|none| no_text(path, none))?;
    let remark = broken.map(Broken::message);
    Ok(Document { id: id.to_string(), source: shown(path), text, remark, ..Document::default() })
}

/// All that a file holds; `None` where that is nothing.
///
/// # Errors
/// Fails where it cannot be read, or is no text.
pub fn of_file(path: &Path) -> Result<Option<Decoded>> {
    let mut bytes = Vec::new();
    unmarked(open(path)?, path)?.read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    match decode(bytes) {
        Ok(decoded) => Ok(Some(decoded)),
        Err(NoText::Empty) => Ok(None),
        Err(none) => Err(no_text(path, none)),
    }
}

/// A file's bytes.
///
/// # Errors
/// Fails where it cannot be opened.
pub fn open(path: &Path) -> Result<Input> {
    let file = std::fs::File::open(path).map_err(|error| unreadable(path, &error))?;
    Ok(Box::new(std::io::BufReader::with_capacity(1 << 16, file)))
}

/// What stands behind the mark that says how an input is to be read, in UTF-8 where there is one.
///
/// # Errors
/// Fails where the input cannot be read, or is UTF-32.
pub fn unmarked(input: Input, path: &Path) -> Result<Input> {
    let input = mark::taken(input).map_err(|error| unreadable(path, &error))?;
    input.ok_or_else(|| no_text(path, NoText::Wide))
}

/// The id that a file's name, or its path below the folder given, gives its document.
pub fn id_of(name: &Path) -> String {
    let name = shown(name);
    let name = if std::path::MAIN_SEPARATOR == '\\' { name.replace('\\', "/") } else { name };
    name.strip_suffix(".txt").map(str::to_string).unwrap_or(name)
}

/// A path as tables show it: bytes that are no UTF-8 are written as "%FF", so that two paths never look the same for
/// having lost them.
pub fn shown(path: &Path) -> String {
    let mut shown = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        shown.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|byte| shown.push_str(&format!("%{byte:02X}")));
    }
    shown
}

/// The error for a file or folder that cannot be opened or read.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    let message = match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder; check the path".to_string(),
        std::io::ErrorKind::PermissionDenied => "may not be read; ask for the right to read it".to_string(),
        _ => format!("cannot be read ({error}); check the file and its disk"),
    };
    Error::in_file(path, message)
}

fn no_text(path: &Path, none: NoText) -> Error {
    let message = match none {
        NoText::Empty => "is empty; give a file that holds an article",
        NoText::Wide => "is UTF-32, which is not read; save it as UTF-8",
        NoText::Binary => "is no text file; give the article as plain text (UTF-8) or as a JSON Lines record",
    };
    Error::in_file(path, message)
}
