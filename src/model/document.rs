//! A document as it is extracted from: its text and what is known of it beside the text.

use super::code::codes;
use chrono::NaiveDate;

/// One article. Offsets of everything found in it are bytes of `text`; tables show code points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// A record's own id, else the path below the argument given, without a `.txt` ending.
    pub id: String,
    /// Path or URL the text came from.
    pub source: String,
    /// Its headline: context for linking, never a place where figures are found.
    pub title: Option<String>,
    /// The day it was published: "now" for every relative time.
    pub published: Option<NaiveDate>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// ISO 639-3 code of its language, where it was determined.
    pub language: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// What went wrong in reading it that did not stop the reading, and what to do: a sentence.
    pub remark: Option<String>,
    /// The clean text: the input, decoded, unchanged.
    pub text: String,
}

codes! {
    /// What became of a document.
    Outcome {
        /// Read and extracted from.
        Ok = "ok",
        /// Not extracted from: its language has no grammar, or it holds no text.
        Skipped = "skipped",
        /// It could not be read.
        Error = "error",
    }
}
