//! Conversions that are no definitions: what one unit of a thing is worth in another, by whom and for what.
//!
//! ```text
//! side := unit (" " thing)?          "t crude", "bcm gas", "USD/1000m3", "m3 at 15 C"
//! ```
//! The unit is in canonical spelling; what follows it says of what.

use super::source::Table;
use super::world::{World, exact_ratio};
use crate::error::Result;
use crate::model::code::Code;
use crate::model::ratio::Ratio;
use crate::model::unit::Unit;

/// One side of a convention: a unit, and what it is a unit of.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The unit.
    pub unit: Unit,
    /// The thing measured, where the convention holds for one alone.
    pub of: Option<Code>,
}

impl Side {
    /// A unit of whatever it may be.
    pub fn of_anything(unit: Unit) -> Side {
        Side { unit, of: None }
    }

    /// Reads `"t crude"`; `None` where it does not begin with a unit.
    pub fn parse(text: &str, world: &World) -> Option<Side> {
        let (unit, of) = text.split_once(' ').map_or((text, None), |(unit, of)| (unit, Some(of.trim().into())));
        Some(Side { unit: world.parse_unit(unit)?, of })
    }

    /// The side as it is written.
    pub fn spell(&self, world: &World) -> String {
        let unit = world.spell(&self.unit);
        self.of.as_ref().map_or(unit.to_string(), |of| format!("{unit} {of}"))
    }
}

/// One `from` is `factor` times one `to`.
#[derive(Clone, Debug, PartialEq)]
pub struct Convention {
    /// Its name: `EI:crude_t_bbl`.
    pub id: Code,
    /// What one of is converted.
    pub from: Side,
    /// What it is converted into.
    pub to: Side,
    /// How many of `to` one of `from` is.
    pub factor: Ratio,
    /// Where it holds: a grade, a year, conditions.
    pub applies: Option<String>,
    /// Who says so.
    pub source: String,
}

impl Convention {
    /// Reads a table of `world/conventions.toml`.
    ///
    /// # Errors
    /// Fails where a field is missing or ill-formed, with file and line.
    pub(super) fn read(table: &Table, world: &World) -> Result<Convention> {
        table.ignore(&["note"]);
        let side = |name: &str| {
            let text = table.required(name)?;
            Side::parse(&text, world).ok_or_else(|| {
                let message = format!("`{name} = \"{text}\"` does not begin with a unit of world/units.toml");
                table.error(message + "; write the unit, a space and what it is of, as in \"t crude\"")
            })
        };
        let factor = exact_ratio(table, &table.required("factor")?)?;
        let factor = positive(factor).ok_or_else(|| table.error("`factor` must be above 0 and have fewer digits"))?;
        Ok(Convention {
            id: table.id.as_str().into(),
            from: side("from")?,
            to: side("to")?,
            factor,
            applies: table.text("applies")?,
            source: table.required("source")?,
        })
    }
}

/// A factor as a ratio above 0.
fn positive((above, below): (rust_decimal::Decimal, rust_decimal::Decimal)) -> Option<Ratio> {
    Ratio::of(above)?.times(Ratio::of(below)?.inverse()?).filter(|ratio| ratio.above() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::source::Source;

    const UNITS: &str = "[t]\ndimension = \"mass\"\nfactor = \"1\"\nsource = \"SI\"\n";
    const MASS: &str = "[mass]\ncanonical = \"t\"\n";

    fn load(conventions: &str) -> Result<World> {
        let files = [("dimensions", MASS), ("units", UNITS), ("conventions", conventions)];
        World::load(&files.map(|(name, text)| Source::new(format!("world/{name}.toml"), text.to_owned())))
    }

    #[test]
    fn sides_are_a_unit_and_a_thing() {
        let world = load("['A:b']\nfrom = 't steam coal'\nto = 'USD/1000t'\nfactor = '44/12'\nsource = 'x'\n").unwrap();
        let one = &world.conventions[0];
        assert_eq!((&*one.id, one.factor), ("A:b", Ratio::new(11, 3).unwrap()));
        assert_eq!(one.from.spell(&world), "t steam coal");
        assert_eq!((one.to.of.as_deref(), &*world.spell(&one.to.unit)), (None, "USD/1000t"));
        assert_eq!(world.convention("A:b"), Some(one));
    }

    #[test]
    fn what_is_no_side_or_factor_is_named_with_its_line() {
        let cases = [
            ("from = 'tonne'\nto = 't'\nfactor = '1'\nsource = 'x'", "does not begin with a unit"),
            ("from = 't'\nto = 't'\nfactor = '-1'\nsource = 'x'", "must be above 0"),
            ("from = 't'\nto = 't'\nfactor = '1'", "lacks the field `source`"),
            ("from = 't'\nto = 't'\nfactor = '1'\nsource = 'x'\nsauce = 'y'", "has no field `sauce`"),
        ];
        for (fields, message) in cases {
            let error = load(&format!("\n['A:b']\n{fields}\n")).unwrap_err().to_string();
            assert!(error.starts_with("grammar/world/conventions.toml:"), "{error}");
            assert!(error.contains(message), "{error}");
        }
    }
}
