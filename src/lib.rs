//! Trade and energy news into a table of figures, every value with its proof.
pub mod error;
pub mod model;
pub mod pipeline;
#[cfg(feature = "table")]
pub mod table;
