//! Sentence → mentions: what each stretch of a sentence says, taken alone.

pub mod cursor;
pub mod time;
