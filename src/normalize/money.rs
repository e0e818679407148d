//! Money that changed its worth and kept its name: which of two is meant, by the day of publication.
//!
//! | a figure in | published | is |
//! | --- | --- | --- |
//! | lira, `TRY` | before 2005 | old lira, `TRL` |
//! | rials or tomans | since the new rial of 2026 | as said, flagged `rial_old_or_new` |

use crate::grammar::world::World;
use crate::model::unit::{Unit, UnitFactor, UnitId};
use chrono::NaiveDate;

/// A unit with the money that went by its name on that day.
pub fn as_of(unit: &Unit, published: Option<NaiveDate>, world: &World) -> Unit {
    let old = |id: UnitId| {
        let published = published?;
        let was_it = |other: &&crate::grammar::money::Namesake| {
            other.from.is_none_or(|from| from <= published) && other.gave_way.is_some_and(|day| published < day)
        };
        world.namesakes(&world.unit(id).symbol).iter().find(was_it).map(|other| other.unit)
    };
    let meant = |factor: &UnitFactor| UnitFactor { unit: old(factor.unit).unwrap_or(factor.unit), ..*factor };
    Unit(unit.0.iter().map(meant).collect())
}

/// Whether other money of its name, or of the name of what it is reckoned in, was in use beside it on that day.
pub fn is_doubtful(unit: &Unit, published: Option<NaiveDate>, world: &World) -> bool {
    let Some((published, head)) = published.zip(unit.head()) else { return false };
    let beside = world.namesakes(&world.unit(head).canonical);
    beside.iter().any(|other| other.unit != head && other.joined.is_some_and(|day| day <= published))
}
