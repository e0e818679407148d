//! A unit as a product of powers of named units; money is a unit like any other.

use smallvec::SmallVec;

/// The number of a unit or currency in the grammar's list of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitId(pub u16);

/// One factor of a unit: `(multiple × unit)^power`, as in `(1000 m3)⁻¹`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnitFactor {
    /// Which unit.
    pub unit: UnitId,
    /// 1 above the line, -1 below it.
    pub power: i8,
    /// How many of it: 1000 in "per 1,000 cubic metres", else 1.
    pub multiple: u32,
}

/// A product of powers of named units: barrel¹ day⁻¹, USD¹ (1000 m3)⁻¹, USD¹ share⁻¹.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Unit(pub SmallVec<[UnitFactor; 3]>);

impl Unit {
    /// A unit alone.
    pub fn simple(unit: UnitId) -> Unit {
        let mut factors = SmallVec::new();
        factors.push(UnitFactor { unit, power: 1, multiple: 1 });
        Unit(factors)
    }

    /// This unit per `multiple` of `unit`.
    pub fn per(mut self, unit: UnitId, multiple: u32) -> Unit {
        self.0.push(UnitFactor { unit, power: -1, multiple });
        self
    }

    /// The unit above the line.
    pub fn head(&self) -> Option<UnitId> {
        self.0.iter().find(|factor| factor.power > 0).map(|factor| factor.unit)
    }

    /// The units below the line, in order.
    pub fn denominators(&self) -> impl Iterator<Item = &UnitFactor> {
        self.0.iter().filter(|factor| factor.power < 0)
    }
}
