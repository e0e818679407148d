//! The nouns: plain data and arithmetic. No text is read here and no file opened.
//!
//! ```text
//! Document ─ Sentence ─ Token
//!               └ Reading ─ Mention (a span with what it says, taken alone)
//!                              └ Claim (a mention with all its context says of it)
//!                                    └ Figure (a claim in canonical units, on the calendar: one row)
//! ```

pub mod amount;
pub mod claim;
pub mod code;
pub mod document;
pub mod figure;
pub mod mention;
pub mod profile;
pub mod rate;
pub mod ratio;
pub mod sentence;
pub mod slot;
pub mod span;
pub mod time;
pub mod unit;
