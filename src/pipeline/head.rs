//! The date of publication, where the text itself gives it: a full date in its first lines.

use crate::model::code::Section;
use crate::model::mention::{MentionKind, Reading};
use crate::normalize::when::full_date;
use chrono::NaiveDate;

/// How many sentences from the start a line of metadata is looked for in.
const HEAD: usize = 12;

/// The first full date in a line of metadata at the head of the text.
pub fn published(readings: &[Reading]) -> Option<NaiveDate> {
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
