//! Claim → figure: canonical units, the calendar, the measure from the table, and the proof of every slot.

pub mod convert;
pub mod evidence;
pub mod measure;
pub mod money;
pub mod time;
pub mod unit;
pub mod when;

use crate::grammar::Grammar;
use crate::model::claim::Claim;
use crate::model::code::{Code, Direction, Flag, Kind, Role, Status};
use crate::model::document::Document;
use crate::model::figure::{Distance, Figure};
use crate::model::span::Span;
use crate::model::time::Edge;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};
use time::Resolved;

/// Turns bytes of a text into code points.
pub struct CodePoints {
    /// The bytes that begin no code point, in order.
    inner: Vec<u32>,
}

impl CodePoints {
    /// Counts from the start of `text`.
    pub fn new(text: &str) -> CodePoints {
        let is_inner = |byte: &u8| byte & 0xc0 == 0x80;
        let mut inner = Vec::new();
        for (index, part) in text.as_bytes().chunks(PART).enumerate().filter(|(_, part)| !part.is_ascii()) {
            let places = part.iter().enumerate().filter(|(_, byte)| is_inner(byte));
            inner.extend(places.map(|(at, _)| (index * PART + at) as u32));
        }
        CodePoints { inner }
    }

    /// First code point of a span, and one past its last.
    pub fn of(&self, span: Span) -> (u32, u32) {
        let point = |byte: u32| byte - self.inner.partition_point(|inner| *inner < byte) as u32;
        (point(span.start), point(span.end))
    }
}

/// How many bytes are seen at once to be ASCII.
const PART: usize = 64;

/// The figures of a document's claims, in the same order.
pub fn normalize(document: &Document, claims: &[Claim], grammar: &Grammar) -> Vec<Figure> {
    let points = CodePoints::new(&document.text);
    let mut figures: Vec<Figure> = claims.iter().map(|claim| figure(document, claim, &points, grammar)).collect();
    for (index, claim) in claims.iter().enumerate() {
        figures[index].event = claim.event.map(|first| figures[first as usize].id);
        let previous = claim.previous.filter(|previous| {
            claims[*previous as usize].unit.as_ref().map(|unit| &unit.value)
                == claim.unit.as_ref().map(|unit| &unit.value)
        });
        figures[index].previous_value = previous.and_then(|previous| claims[previous as usize].amount?.value());
    }
    figures
}

/// One figure.
fn figure(document: &Document, claim: &Claim, points: &CodePoints, grammar: &Grammar) -> Figure {
    let world = &grammar.world;
    let (start, end) = points.of(claim.span);
    let unit = claim.unit.as_ref().map(|said| money::as_of(&said.value, document.published, world));
    let unit = unit.as_ref();
    let resolved = claim.time.as_ref().and_then(|time| when::resolve_claim(time, claim, document, grammar));
    let mut flags = claim.flags;
    if claim.amount.is_some_and(|amount| amount.value().is_some_and(|value| value.abs() > Decimal::from(10_000)))
        && claim.kind == Kind::Percent
    {
        flags.set(Flag::Implausible);
    }
    if unit.is_some_and(|unit| money::is_doubtful(unit, document.published, world)) {
        flags.set(Flag::RialOldOrNew);
    }
    let measure = measure::measure(claim, unit, world);
    let of_rate =
        measure.as_ref().and_then(|code| world.measure(code)).is_some_and(|at| world.measures[at as usize].is_rate);
    if of_rate && claim.kind == Kind::Percent && claim.role.value == Role::Change {
        flags.set(Flag::PercentOfPercent);
    }
    if claim.time.as_ref().is_some_and(|time| when::assumes_fiscal_year(time, claim, grammar)) {
        flags.set(Flag::FiscalAssumed);
    }
    let place = |index: u16| world.places[index as usize].code.clone();
    let quote = claim.span.of(&document.text).to_string();
    Figure {
        id: identity(&document.id, start, end, claim.kind),
        span: claim.span,
        start,
        end,
        sentence: claim.sentence,
        kind: claim.kind,
        role: claim.role.value,
        amount: claim.amount,
        unit: unit.map(|unit| world.spell(unit)),
        unit_text: claim.unit.as_ref().and_then(|said| said.span).map(|span| span.of(&document.text).to_string()),
        dimension: unit::dimension(claim.kind, unit, world),
        normal: unit
            .and_then(|unit| unit::normal(claim.amount?.value()?, unit, world))
            .map(|(value, unit)| (signed(value, claim), unit)),
        previous_value: None,
        direction: claim.direction.as_ref().map(|said| said.value),
        change_basis: claim.basis.as_ref().map(|said| said.value),
        status: status(claim, resolved.as_ref(), document),
        measure_text: claim.measure_text.as_ref().map(|said| said.value.clone()),
        measure,
        commodity: claim.commodity.as_ref().map(|said| world.commodities[said.value as usize].code.clone()),
        benchmark: claim.benchmark.as_ref().map(|said| Code::from(said.value.as_str())),
        flow: claim.flow.as_ref().map(|said| said.value),
        far: claim.far,
        countries: claim.places.iter().map(|said| place(said.value)).collect(),
        entity: claim.entity.as_ref().map(|said| said.value.clone()),
        time_text: claim.time.as_ref().and_then(|time| time.said.span).map(|span| span.of(&document.text).to_string()),
        time_basis: resolved.as_ref().map(|resolved| resolved.basis),
        time: resolved.map(|resolved| resolved.period),
        attribution: claim.attribution.as_ref().map(|said| said.value.clone()),
        flags,
        confidence_value: None,
        confidence_meaning: None,
        topic: claim.topic,
        section: claim.section,
        event: None,
        duplicate_of: None,
        evidence: evidence::evidence(claim, &document.text, grammar),
        rules: vec![grammar.entry(claim.rule).rule_name.clone()],
        quote,
    }
}

/// How sure the text is; what it tells plainly of days after its publication is a forecast.
fn status(claim: &Claim, time: Option<&Resolved>, document: &Document) -> Status {
    let said = claim.status.value;
    let plain = said == Status::Actual && claim.status.rule.is_none() && claim.role.value != Role::Previous;
    let amount = !matches!(claim.kind, Kind::Date | Kind::Duration | Kind::Price);
    let Some(own) = claim.time.as_ref().filter(|time| plain && amount && time.said.distance <= Distance::Clause) else {
        return said;
    };
    let due = own.said.value.edge == Edge::By;
    let ahead = time.zip(document.published).is_some_and(|(time, published)| match time.period.start {
        Some(start) => start > published,
        None => due && time.period.end.is_some_and(|end| end > published),
    });
    if ahead { Status::Forecast } else { said }
}

/// A change downwards is negative in the column to compute with.
fn signed(value: Decimal, claim: &Claim) -> Decimal {
    let down = claim.direction.as_ref().is_some_and(|said| said.value == Direction::Down);
    if down && claim.role.value == Role::Change && claim.kind != Kind::Multiple { -value.abs() } else { value }
}

/// The first 64 bits of the SHA-256 of document id, code points and kind.
fn identity(doc: &str, start: u32, end: u32, kind: Kind) -> u64 {
    let mut hasher = Sha256::new();
    hasher.update(format!("{doc}\0{start}\0{end}\0{}", kind.code()).as_bytes());
    let digest = hasher.finalize();
    digest.iter().take(8).fold(0, |value, byte| value << 8 | u64::from(*byte))
}
