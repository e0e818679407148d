//! Trade and energy news into a table of figures, every value with its proof.
pub mod error;
pub mod grammar;
pub mod link;
pub mod model;
pub mod normalize;
pub mod pipeline;
pub mod read;
pub mod recognize;
pub mod segment;
