//! Trade and energy news into a table of figures, every value with its proof.
#[cfg(feature = "cli")]
pub mod cli;
pub mod error;
pub mod grammar;
pub mod link;
pub mod model;
pub mod normalize;
pub mod pipeline;
pub mod read;
pub mod recognize;
pub mod relate;
pub mod segment;
#[cfg(feature = "table")]
pub mod table;
