//! What holds for a whole document: its decimal mark, what a bare "$" means, the countries it speaks of.

use super::unit::UnitId;

/// What holds for a whole document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// Whether the comma is its decimal mark.
    pub decimal_comma: bool,
    /// The places it names, most often named first, as numbers of the grammar's list.
    pub places: Vec<u16>,
    /// What a bare shared sign or word of money ("$", "crowns") means, most likely first.
    pub currencies: Vec<UnitId>,
}
