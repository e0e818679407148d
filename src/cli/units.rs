//! `--units`: what figures are worth in other units, in columns of their own.

use crate::error::near::nearest;
use crate::error::{Error, Result};
use crate::grammar::convention::Convention;
use crate::model::ratio::Ratio;
use crate::model::unit::Unit;
use crate::pipeline::{Extractor, Grounds};
use crate::table::cell::Cell;
use crate::table::figures::Figures;
use crate::table::schema::{Head, Table, Type};
use clap::Args;
use rust_decimal::Decimal;
use std::cell::RefCell;
use std::collections::HashMap;

/// Other units, and what conversions into them may rest on.
#[derive(Args)]
pub struct Units {
    /// Add columns with the worth in other units, by dimension or commodity: energy=TWh,gas=bcm,oil=mb/d.
    #[arg(long, value_name = "WHAT=UNIT", value_delimiter = ',')]
    units: Vec<String>,
    /// A convention that conversions may rest on where no definition leads there; named in a column.
    #[arg(long, value_name = "ID", requires = "units")]
    basis: Vec<String>,
}

/// Conversions of rows.
pub struct Worth<'e> {
    extractor: &'e Extractor,
    wishes: Vec<Wish>,
    bases: Vec<&'e Convention>,
    /// What is known of each unit, by the wish's number and the unit's spelling.
    known: RefCell<HashMap<(usize, String), Option<Way>>>,
}

/// How many of a unit one of another is, and what that rests on.
type Way = (Ratio, String);

/// One `WHAT=UNIT`.
struct Wish {
    dimension: Option<String>,
    commodities: Vec<String>,
    unit: Unit,
    spelling: String,
}

/// What the basis of a conversion is called where it is so by definition.
const DEFINITION: &str = "definition";

impl Units {
    /// The conversions that are asked for, if any.
    ///
    /// # Errors
    /// Fails where a dimension, commodity, unit or convention is none, with those spelt alike.
    pub fn read<'e>(&self, extractor: &'e Extractor) -> Result<Option<Worth<'e>>> {
        if self.units.is_empty() {
            return Ok(None);
        }
        let wishes = self.units.iter().map(|wish| Wish::read(wish, extractor)).collect::<Result<_>>()?;
        let bases = extractor.conventions(&self.basis)?;
        Ok(Some(Worth { extractor, wishes, bases, known: RefCell::default() }))
    }

    /// What a workbook says of them.
    pub fn about(&self) -> String {
        match self.basis[..] {
            [] => "none: conversions are exact definitions alone".to_owned(),
            _ => self.basis.join(", "),
        }
    }
}

impl Wish {
    fn read(text: &str, extractor: &Extractor) -> Result<Wish> {
        let (what, unit) = text
            .split_once('=')
            .ok_or_else(|| Error::new(format!("`{text}` is no WHAT=UNIT; write one, such as energy=TWh")))?;
        let world = &extractor.grammar().world;
        let unit = extractor.unit(unit.trim())?;
        let what = what.trim().to_lowercase();
        let dimensions =
            || world.symbols().filter_map(|symbol| world.unit_id(symbol)).map(|id| &*world.unit(id).dimension);
        let dimension = dimensions().find(|dimension| *dimension == what).map(str::to_owned);
        // "gas" and "oil" are natural_gas and crude_oil, whatever else they may be.
        let named =
            |code: &str| code == what || code.rsplit('_').next() == Some(&*what) && code.starts_with(['n', 'c']);
        let synonyms = extractor.synonyms(&what);
        let codes = world.commodities.iter().map(|one| &*one.code);
        let commodities: Vec<String> =
            codes.filter(|code| named(code) || synonyms.iter().any(|one| one == code)).map(str::to_owned).collect();
        if dimension.is_none() && commodities.is_empty() {
            let near = nearest(&what, dimensions().chain(world.commodities.iter().map(|one| &*one.code)));
            let hint = near
                .first()
                .map_or("write one, such as energy or gas".to_owned(), |near| format!("did you mean {near}?"));
            return Err(Error::new(format!("there is no dimension or commodity `{what}`; {hint}")));
        }
        Ok(Wish { dimension, commodities, spelling: world.spell(&unit).to_string(), unit })
    }

    fn is_of(&self, dimension: &str, commodity: &str) -> bool {
        self.dimension.as_deref() == Some(dimension) || self.commodities.iter().any(|one| one == commodity)
    }
}

impl Worth<'_> {
    /// The columns that conversions fill, after those of the table.
    pub fn heads() -> Vec<Head> {
        let columns = [
            ("converted_value", Type::Decimal, "value in converted_unit; rounded to ten decimals where it has no end"),
            ("converted_low", Type::Decimal, "value_low in converted_unit"),
            ("converted_high", Type::Decimal, "value_high in converted_unit"),
            ("converted_unit", Type::Text, "the unit asked for, where the figure converts into it"),
            ("converted_basis", Type::Text, "what the conversion rests on: definition, or the ids of conventions"),
        ];
        let head = |(number, (name, kind, meaning)): (usize, (&'static str, Type, &'static str))| Head {
            name: name.into(),
            kind,
            meaning: meaning.into(),
            at: Figures::COLUMNS.len() + number,
        };
        columns.into_iter().enumerate().map(head).collect()
    }

    /// The cells of a row in those columns.
    pub fn cells(&self, cells: &[Cell<'_>]) -> Vec<Cell<'static>> {
        let at = |name: &str| Figures::position(name).map_or(&Cell::Null, |at| &cells[at]);
        let text = |name: &str| at(name).to_text();
        let (unit, dimension, commodity) = (text("unit"), text("dimension"), text("commodity"));
        let wishes = self.wishes.iter().enumerate().filter(|(_, wish)| wish.is_of(&dimension, &commodity));
        let found = wishes.filter_map(|(number, wish)| Some((wish, self.factor(number, &unit, &commodity)?))).next();
        let Some((wish, (factor, basis))) = found else { return vec![Cell::Null; 5] };
        let converted = |name: &str| match at(name) {
            Cell::Decimal(value) => worth(*value, factor).into(),
            _ => Cell::Null,
        };
        let values = ["value", "value_low", "value_high"].map(converted);
        if values.iter().all(Cell::is_null) {
            return vec![Cell::Null; 5];
        }
        values.into_iter().chain([Cell::owned(wish.spelling.clone()), Cell::owned(basis)]).collect()
    }

    /// How many of the unit wished for one of the unit of this spelling is, and what that rests on.
    fn factor(&self, number: usize, unit: &str, commodity: &str) -> Option<Way> {
        let wish = &self.wishes[number];
        let of_commodity = wish.commodities.iter().any(|one| one == commodity);
        let key = (number, format!("{unit} {of_commodity}"));
        let mut known = self.known.borrow_mut();
        known.entry(key).or_insert_with(|| self.convert(unit, wish, of_commodity)).clone()
    }

    fn convert(&self, unit: &str, wish: &Wish, of_commodity: bool) -> Option<Way> {
        let from = self.extractor.grammar().world.parse_unit(unit)?;
        let with = |bases: &[&Convention]| {
            let grounds = Grounds { bases, rates: &[] };
            self.extractor.convert(&from, &wish.unit, grounds).ok().map(|conversion| conversion.factor)
        };
        if let Some(factor) = with(&[]) {
            return Some((factor, DEFINITION.to_owned()));
        }
        // A convention of one thing serves a wish for a commodity, which names that thing; one of no thing serves any.
        let fits = |basis: &&&Convention| of_commodity || (basis.from.of.is_none() && basis.to.of.is_none());
        let bases: Vec<&Convention> = self.bases.iter().filter(fits).copied().collect();
        let alone = bases.iter().find_map(|basis| Some((with(&[basis])?, basis.id.to_string())));
        let ids = || bases.iter().map(|basis| basis.id.to_string()).collect::<Vec<_>>().join(" ");
        alone.or_else(|| (bases.len() > 1).then(|| with(&bases)).flatten().map(|factor| (factor, ids())))
    }
}

fn worth(value: Decimal, factor: Ratio) -> Option<Decimal> {
    Some(Ratio::of(value)?.times(factor)?.decimal()?.0)
}
