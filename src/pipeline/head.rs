//! The date of publication, where the text itself gives it: a full date in its first lines.

use crate::grammar::Grammar;
use crate::model::code::Section;
use crate::model::document::Document;
use crate::model::mention::{MentionKind, Reading};
use crate::normalize::when::full_date;
use chrono::NaiveDate;

/// How many sentences from the start a line of metadata is looked for in.
const HEAD: usize = 12;

/// The first full date in a line of metadata at the head of the text.
pub fn published(document: &Document, readings: &[Reading], grammar: &Grammar) -> Option<NaiveDate> {
    let _ = (document, grammar);
    readings
        .iter()
        .take(HEAD)
        .filter(|reading| reading.sentence.section == Section::Metadata)
        .flat_map(|reading| &reading.mentions)
        .find_map(|mention| match &mention.value {
            MentionKind::Time(time) => full_date(time),
            _ => None,
        })
}
