//! What a claim means: canonical units and days on the calendar.

pub mod time;
