//! One file → one document.

use super::decode::{NoText, decode};
use super::{Input, LARGEST_TEXT};
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
    let text = decode(bytes).map_err(|none| no_text(path, none))?;
    Ok(Document { id: id.to_string(), source: shown(path), text, ..Document::default() })
}

/// The id that a file's name, or its path below the folder given, gives its document.
pub fn id_of(name: &str) -> String {
    let name = if std::path::MAIN_SEPARATOR == '\\' { name.replace('\\', "/") } else { name.to_string() };
    name.strip_suffix(".txt").map(str::to_string).unwrap_or(name)
}

/// A path as tables show it.
pub fn shown(path: &Path) -> String {
    path.display().to_string()
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
        NoText::Binary => "is no text file; give the article as plain text (UTF-8) or as a JSON Lines record",
    };
    Error::in_file(path, message)
}
