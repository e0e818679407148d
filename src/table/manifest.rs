//! What a folder of tables was made from: `manifest.json`, by which a run knows its own folder again.

use super::article::sha256;
use super::files::Layout;
use crate::error::{Error, Result};
use crate::model::document::Document;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The manifest's file name.
pub const NAME: &str = "manifest.json";

/// What a folder of tables was made from. It holds no clock, so that two runs on the same input agree.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the program.
    pub program: String,
    /// The hash of the grammar.
    pub grammar: String,
    /// How the tables look.
    pub layout: Layout,
    /// The names of the files written, beside this one.
    pub files: Vec<String>,
    /// The documents, in the order of the tables.
    pub documents: Vec<Input>,
}

/// A document as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Its id.
    pub doc_id: String,
    /// Path or URL it came from.
    pub source: String,
    /// The SHA-256 hash of its text and of what was known of it beside the text.
    pub sha256: String,
}

impl Input {
    /// The document before anything was read from it.
    pub fn of(document: &Document) -> Input {
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        let known = [
            document.id.clone(),
            document.source.clone(),
            optional(&document.title),
            document.published.map(|day| day.to_string()).unwrap_or_default(),
            optional(&document.publisher),
            optional(&document.author),
            optional(&document.language),
            optional(&document.url),
        ];
        let sha256 = sha256(known.iter().map(String::as_str).chain([document.text.as_str()]));
        Input { doc_id: document.id.clone(), source: document.source.clone(), sha256 }
    }

    /// What names the document, changed or not: its id and its source.
    pub fn name(&self) -> (&str, &str) {
        (&self.doc_id, &self.source)
    }
}

impl Manifest {
    /// The manifest of a folder, where it has one.
    ///
    /// # Errors
    /// Fails where it is there and cannot be read.
    pub fn read(folder: &Path) -> Result<Option<Manifest>> {
        let path = folder.join(NAME);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(Error::in_file(path, format!("cannot be read ({error}). Start over with --fresh")));
            }
        };
        serde_json::from_str(&text).map(Some).map_err(|error| {
            Error::at(path, error.line(), format!("is no manifest of this program ({error}). Start over with --fresh"))
        })
    }

    /// The manifest as its file holds it.
    pub fn text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("a manifest is plain data");
        text.push('\n');
        text
    }
}
