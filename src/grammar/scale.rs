//! Units whose zero is another's: degrees Fahrenheit are 9/5 of degrees Celsius, and 32.
//!
//! ```text
//! scale := ratio " " unit " + " number          "9/5 degC + 32"
//! ```

use super::source::Table;
use super::world::{World, exact_ratio};
use crate::error::Result;
use crate::model::ratio::Ratio;
use crate::model::unit::UnitId;
use rust_decimal::Decimal;

/// How many of a unit there are: `factor` times as many as of another, and `zero`.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// The unit.
    pub unit: UnitId,
    /// The other.
    pub of: UnitId,
    /// How many of the unit one step of the other is.
    pub factor: Ratio,
    /// How many of the unit none of the other are.
    pub zero: Ratio,
}

impl Scale {
    /// Reads the field `scale` of a dimension, whose canonical unit it is of.
    ///
    /// # Errors
    /// Fails where it is ill-formed, with file and line.
    pub(super) fn read(table: &Table, unit: UnitId, world: &World) -> Result<Option<Scale>> {
        let Some(text) = table.text("scale")? else { return Ok(None) };
        let wrong =
            || table.error(format!("`{text}` is no scale; write a ratio, a unit and a number: \"9/5 degC + 32\""));
        let [factor, of, "+", zero] = text.split(' ').collect::<Vec<_>>()[..] else { return Err(wrong()) };
        let (above, below) = exact_ratio(table, factor)?;
        let ratio = |above, below| Ratio::of(above)?.times(Ratio::of(below)?.inverse()?);
        let factor = ratio(above, below).filter(|factor| factor.above() > 0).ok_or_else(wrong)?;
        let zero = Decimal::from_str_exact(zero).ok().and_then(Ratio::of).ok_or_else(wrong)?;
        Ok(Some(Scale { unit, of: world.unit_id(of).ok_or_else(wrong)?, factor, zero }))
    }
}
