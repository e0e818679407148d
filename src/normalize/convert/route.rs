//! Which conventions, or exchange rates, would lead from one dimension to another: what a refusal offers.

use super::product::{Depth, Powers, Product};
use crate::grammar::convention::Convention;
use crate::grammar::world::World;
use crate::model::unit::{Unit, UnitId};
use std::collections::BTreeSet;

/// Conventions that lead over one gap between dimensions.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice<'w> {
    /// The dimensions on one side: `oil_volume`.
    pub from: String,
    /// Those on the other.
    pub to: String,
    /// The ways over it, each of one convention or several together.
    pub routes: Vec<Vec<&'w Convention>>,
    /// Whether it leads over all gaps at once, in place of the other choices.
    pub whole: bool,
}

/// A convention with the units that it turns into others, and all that it names.
struct Link<'w> {
    convention: &'w Convention,
    net: Powers,
    named: BTreeSet<UnitId>,
}

/// Ways over what is `left`: one choice for the units of time, one for the others, one for both together.
pub fn choices<'w>(from: &Unit, to: &Unit, left: &Powers, world: &'w World) -> Vec<Choice<'w>> {
    let near = links(Depth::Canonical, world);
    let far = links(Depth::Base, world);
    let about: BTreeSet<UnitId> = [from, to].into_iter().flat_map(|unit| named(unit, world)).collect();
    let (time, other): (Powers, Powers) = left.iter().partition(|(unit, _)| world.is_time(**unit));
    let mut choices = Vec::new();
    for gap in [&other, &time].into_iter().filter(|gap| !gap.is_empty()) {
        let found = [singles(gap, &near, &about), pairs(gap, &near), pairs(gap, &far)];
        let Some(routes) = found.into_iter().find(|routes| !routes.is_empty()) else {
            choices.clear();
            break;
        };
        choices.push(choice(gap, routes, false, world));
    }
    if !other.is_empty() && !time.is_empty() {
        let routes = singles(left, &near, &about);
        choices.extend(Some(choice(left, routes, true, world)).filter(|choice| !choice.routes.is_empty()));
    }
    choices
}

fn choice<'w>(gap: &Powers, routes: Vec<Vec<&'w Convention>>, whole: bool, world: &World) -> Choice<'w> {
    let (from, to) = sides(gap, |unit| world.unit(unit).dimension.to_string());
    Choice { from, to, routes, whole }
}

/// What stands above the line, and what below it.
pub fn sides(powers: &Powers, name: impl Fn(UnitId) -> String) -> (String, String) {
    let side = |above: bool| {
        let on_it = powers.iter().filter(|(_, power)| (**power > 0) == above);
        on_it.map(|(unit, _)| name(*unit)).collect::<Vec<_>>().join("·")
    };
    (side(true), side(false))
}

fn links(depth: Depth, world: &World) -> Vec<Link<'_>> {
    let link = |convention| {
        let (net, _) = Product::one().by(convention, 1)?.defined(depth, world)?;
        let named = [&convention.from, &convention.to].into_iter().flat_map(|side| named(&side.unit, world)).collect();
        Some(Link { convention, net: net.powers, named })
    };
    world.conventions.iter().filter_map(link).collect()
}

/// The canonical units of all that a unit is made of.
fn named(unit: &Unit, world: &World) -> Vec<UnitId> {
    unit.0.iter().filter_map(|factor| world.unit_id(&world.unit(factor.unit).canonical)).collect()
}

/// The conventions that close a gap alone, and name nothing that the question does not.
fn singles<'w>(gap: &Powers, links: &[Link<'w>], about: &BTreeSet<UnitId>) -> Vec<Vec<&'w Convention>> {
    let fits =
        |link: &&Link| link.named.is_subset(about) && [1, -1].iter().any(|sign| closes(gap, &[(&link.net, *sign)]));
    links.iter().filter(fits).map(|link| vec![link.convention]).collect()
}

/// The conventions that close a gap alone or two together, none of which says anything of rates or prices.
fn pairs<'w>(gap: &Powers, links: &[Link<'w>]) -> Vec<Vec<&'w Convention>> {
    let links: Vec<&Link> = links.iter().filter(|link| link.convention.from.unit.0.len() == 1).collect();
    let mut routes = Vec::new();
    for (at, first) in links.iter().enumerate() {
        if [1, -1].iter().any(|sign| closes(gap, &[(&first.net, *sign)])) {
            routes.push(vec![first.convention]);
        }
        for second in &links[at + 1..] {
            let signs = [(1, 1), (1, -1), (-1, 1), (-1, -1)];
            if signs.iter().any(|(one, other)| closes(gap, &[(&first.net, *one), (&second.net, *other)])) {
                routes.push(vec![first.convention, second.convention]);
            }
        }
    }
    let shortest = routes.iter().map(Vec::len).min();
    routes.retain(|route| Some(route.len()) == shortest);
    routes
}

/// Whether a gap and these products cancel.
fn closes(gap: &Powers, products: &[(&Powers, i32)]) -> bool {
    if products.iter().any(|(net, _)| net.is_empty()) {
        return false;
    }
    let units: BTreeSet<&UnitId> = gap.keys().chain(products.iter().flat_map(|(net, _)| net.keys())).collect();
    let power = |powers: &Powers, unit| powers.get(unit).copied().unwrap_or_default();
    units
        .into_iter()
        .all(|unit| power(gap, unit) + products.iter().map(|(net, sign)| sign * power(net, unit)).sum::<i32>() == 0)
}

/// The rate, or the two rates, that lead from one currency to another, each forwards (1) or backwards (-1).
pub fn rates<'a>(gap: &Powers, rates: &'a [Convention]) -> Option<Vec<(&'a Convention, i32)>> {
    let net = |rate: &Convention| Product::one().by(rate, 1).map(|product| product.powers);
    let steps: Vec<(&Convention, i32, Powers)> =
        rates.iter().flat_map(|rate| [1, -1].map(|sign| (rate, sign, net(rate).unwrap_or_default()))).collect();
    let one = steps.iter().find(|(_, sign, net)| closes(gap, &[(net, *sign)]));
    if let Some((rate, sign, _)) = one {
        return Some(vec![(rate, *sign)]);
    }
    steps.iter().find_map(|(first, one, net)| {
        let (second, other, _) =
            steps.iter().find(|(_, other, second)| closes(gap, &[(net, *one), (second, *other)]))?;
        Some(vec![(*first, *one), (*second, *other)])
    })
}
