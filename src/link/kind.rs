//! The kind and unit of a figure: of its own words, or of what stands beside it.

use super::anchor::Chain;
use super::context::Context;
use super::figure::Subject;
use super::line::Line;
use super::noun::Noun;
use super::{role, unit};
use crate::model::claim::Said;
use crate::model::code::{Flag, Flags, Kind};
use crate::model::figure::Distance;
use crate::model::mention::Quantity;
use crate::model::unit::Unit;
use rust_decimal::Decimal;

/// A bare number below this one with "of" behind it counts things: "three of the four tankers".
const FEW: i64 = 1000;

/// What a figure is an amount of: its kind, its unit, what a reader should check.
pub struct Worth {
    /// Its kind.
    pub kind: Kind,
    /// Its unit.
    pub unit: Option<Said<Unit>>,
    /// What a reader should check.
    pub flags: Flags,
}

/// A figure in its sentence, before its kind is known.
pub struct Scene<'a> {
    /// The sentence.
    pub line: &'a Line<'a>,
    /// Its noun phrases.
    pub nouns: &'a [Noun],
    /// The figures of the sentence that have units.
    pub neighbours: &'a [unit::Neighbour],
    /// The chains of noun phrases it may be of, best first.
    pub chains: &'a [Chain],
    /// What the document has said so far.
    pub context: &'a Context,
}

impl Scene<'_> {
    /// The kind and unit of a figure with this role.
    pub fn worth(&self, subject: &Subject, found: &role::RoleFound) -> Worth {
        let Some(quantity) = subject.quantity else {
            return Worth { kind: Kind::Date, unit: None, flags: Flags::default() };
        };
        let own = quantity.unit.as_ref().map(|unit| Said {
            value: unit.clone(),
            span: quantity.unit_span,
            rule: Some(subject.rule),
            distance: Distance::Figure,
        });
        let (kind, unit, inherited) = match (quantity.kind, own) {
            (None, None) => self.of_bare_number(subject.step, quantity, found),
            (Some(Kind::Money), Some(money)) => match unit::price(self, subject.step, quantity) {
                Some(price) => (Kind::Price, Some(price), true),
                None => (Kind::Money, Some(money), false),
            },
            (Some(Kind::Quantity), Some(own)) => {
                let tied = found.role.rule.is_some();
                let rate =
                    tied.then(|| unit::same_rate(self.line, subject.step, &own.value, self.neighbours)).flatten();
                (Kind::Quantity, Some(rate.unwrap_or(own)), false)
            }
            (kind, own) => (kind.unwrap_or(Kind::Quantity), own, false),
        };
        let mut flags = quantity.flags;
        if inherited {
            flags.set(Flag::UnitInherited);
        }
        Worth { kind, unit, flags }
    }

    /// Whether a bare number counts the noun behind it: "4 tankers", "four more tankers", "three of the four tankers".
    fn is_counting(&self, step: usize) -> bool {
        let line = self.line;
        let noun = |at: usize| self.nouns.iter().any(|noun| noun.first == at);
        let more = line.change(step + 1).is_some_and(|(rule, _)| line.grammar.entry(rule).id.ends_with(".after"));
        let few =
            line.quantity(step).and_then(|quantity| quantity.amount.value()).is_some_and(|value| value < FEW.into());
        noun(step + 1) || more && noun(step + 2) || few && line.is_cue(step + 1, "preposition.of")
    }

    /// A bare number: of the unit of the figure it goes with, of its flow's last unit, or a count.
    fn of_bare_number(
        &self,
        step: usize,
        quantity: &Quantity,
        found: &role::RoleFound,
    ) -> (Kind, Option<Said<Unit>>, bool) {
        if self.is_counting(step) {
            return (Kind::Count, None, false);
        }
        let tied = found.role.rule.is_some() || is_listed(self.line, step);
        let beside = tied.then(|| unit::inherited(self.line, step, &found.others, self.neighbours)).flatten();
        if let Some((unit, kind)) = beside {
            return (kind, Some(unit), true);
        }
        if is_fine(quantity)
            && let Some(rate) = unit::exchange(self.line, self.context)
        {
            return (Kind::Price, Some(rate), true);
        }
        match unit::of_flow(self, step, quantity) {
            Some(unit) => (Kind::Quantity, Some(unit), true),
            None => (Kind::Count, None, false),
        }
    }
}

/// Whether a number is written with digits after a point, as rates of exchange are, or stands for itself.
fn is_fine(quantity: &Quantity) -> bool {
    quantity.amount.value().is_some_and(|value| value.scale() > 0 || value >= Decimal::TEN)
}

/// Whether a bare number is the next of a list: "10 million, 20 million and 30 million tonnes", "1.1m b/d; Nigeria, 1.4m".
fn is_listed(line: &Line, step: usize) -> bool {
    let Some(before) = (0..step).rev().find(|other| line.quantity(*other).is_some()) else { return false };
    let joins = |other: usize| line.is_mark(other, ",") || line.is_mark(other, ";");
    let parts =
        |other: usize| joins(other) || line.is_cue(other, "clause.coordinate") || line.is_cue(other, "scope.contrast");
    let name = |other: usize| line.is_place(other) || line.is_name_or_body(other);
    let named = |other: usize| name(other) || line.is_cue(other, "preposition.in") && name(other + 1);
    let named_list = (before + 1..step).any(named)
        && (step + 1 == line.len() || !line.is_nominal(step + 1))
        && (joins(before + 1) || line.is_cue(step + 1, "preposition.in"));
    (before + 2 == step || named_list)
        && (before + 1..step).any(parts)
        && (before + 1..step).all(|at| parts(at) || named(at))
}
