//! The proof of a claim's slots: for each the words, the grammar entry, and how far away they stood.

use crate::grammar::Grammar;
use crate::model::claim::{Claim, Said};
use crate::model::code::Code;
use crate::model::figure::{Distance, Evidence};
use crate::model::span::{RuleId, Span};

/// The words, the entry and the distance of one slot.
type Parts = (Option<Span>, Option<RuleId>, Distance);

/// The evidence of every filled slot, in the order of the table's columns.
pub fn evidence(claim: &Claim, text: &str, grammar: &Grammar) -> Vec<Evidence> {
    fn parts<T>(said: &Said<T>) -> Parts {
        (said.span, said.rule, said.distance)
    }
    let mut slots = Vec::with_capacity(16);
    slots.push(("value", (Some(claim.span), Some(claim.rule), Distance::Figure)));
    slots.extend(claim.unit.as_ref().map(|said| ("unit", parts(said))));
    slots.push(("role", parts(&claim.role)));
    slots.extend(claim.direction.as_ref().map(|said| ("direction", parts(said))));
    slots.extend(claim.basis.as_ref().map(|said| ("change_basis", parts(said))));
    slots.push(("status", parts(&claim.status)));
    slots.extend(claim.measure_text.as_ref().map(|said| ("measure_text", parts(said))));
    slots.extend(claim.measure.as_ref().map(|said| ("measure", parts(said))));
    slots.extend(claim.commodity.as_ref().map(|said| ("commodity", parts(said))));
    slots.extend(claim.benchmark.as_ref().map(|said| ("benchmark", parts(said))));
    slots.extend(claim.flow.as_ref().map(|said| ("flow", parts(said))));
    slots.extend(claim.places.iter().map(|said| ("countries", parts(said))));
    slots.extend(claim.time.as_ref().map(|time| ("time", parts(&time.said))));
    slots.extend(claim.attribution.as_ref().map(|said| ("attribution", parts(said))));
    let unnamed = Code::default();
    let proof = |(slot, (span, rule, distance)): (&'static str, Parts)| Evidence {
        slot,
        span,
        words: span.map(|span| span.of(text).to_string()).unwrap_or_default(),
        rule: rule.map_or_else(|| unnamed.clone(), |rule| grammar.entry(rule).rule_name.clone()),
        distance,
    };
    slots.into_iter().map(proof).collect()
}
