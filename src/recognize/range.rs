//! Two amounts that make one, and lists that share a unit.
//!
//! ```text
//! between := "between" term "and" term                        span from the first number to the end of the second's unit
//! from-to := "from" term "to" term                            a range, unless a word of change stands before: then two amounts
//! joined  := term ("-" | "to" | "or") term                    rising, units that agree; not years, scores, "rose 5 to 480",
//!                                                            "raise by 5 tonnes to 9 tonnes"
//! list    := term (("," | "and" | "or") term)+                the last has the unit, the others take it (flagged)
//! ```
//! A scale on the second number alone holds for both where the first is the smaller ("$4-5 billion"), flagged.
//!
//! ```
//! # use trade_figures::recognize::said;
//! for (text, amounts) in [
//!     ("10-12 pct", "10..12 %"),
//!     ("12-14e6 t", "12000000..14000000 t"),
//!     ("$4 to $5 billion", "4000000000..5000000000 USD"),
//!     ("between $10 and $15 billion", "10000000000..15000000000 USD"),
//!     ("rose from 20 to 25 percent", "20 %; 25 %"),
//!     ("from 20 to 25 percent", "20..25 %"),
//!     ("2 or 3 percent", "2..3 %"),
//!     ("9 and 10 tonnes", "9 t; 10 t"),
//!     ("rigs rose 5 to 480", "5; 480"),
//!     ("to raise output by 5 tonnes to 9 tonnes", "5 t; 9 t"),
//!     ("cut the levy from 5% to 9%", "5 %; 9 %"),
//! ] {
//!     assert_eq!(said(text)?, amounts, "{text}");
//! }
//! # Ok::<(), trade_figures::error::Error>(())
//! ```

use super::comparator::Bound;
use super::cursor::{Cursor, Read, joint, mark};
use super::number::Form;
use super::quantity::{Found, Setting, Term, after, bounded, quantity, rule, term};
use super::unit::Measure;
use crate::grammar::lexicon::Kinds;
use crate::grammar::number::NumberWord;
use crate::model::amount::Amount;
use crate::model::code::Flag;
use crate::model::sentence::Shape;
use crate::model::span::Spanned;
use crate::model::unit::Unit;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::{pair, preceded};
use rust_decimal::Decimal;
use smallvec::smallvec;

/// "between $10 and $15 billion".
pub fn between(input: Cursor<'_>) -> Read<'_, Found> {
    let (rest, _) = joint(NumberWord::Between)(input)?;
    let (rest, first) = term(rest)?;
    let (rest, second) =
        preceded(pair(alt((joint(NumberWord::And), joint(NumberWord::To))), opt(super::comparator::before)), term)
            .parse(rest)?;
    match range(rest, &first, &second) {
        Some(found) => Ok((rest, smallvec![found])),
        None => input.fail(),
    }
}

/// "from 20 to 25 percent".
pub fn from_to(input: Cursor<'_>, setting: Setting) -> Read<'_, Found> {
    let (rest, _) = joint(NumberWord::From)(input)?;
    let (rest, first) = term(rest)?;
    let (rest, second) = preceded(pair(joint(NumberWord::To), opt(super::comparator::before)), term).parse(rest)?;
    let rising = first.value() < second.value();
    if !setting.changed && rising && !is_year(&first) {
        return match range(rest, &first, &second) {
            Some(found) => Ok((rest, smallvec![found])),
            None => input.fail(),
        };
    }
    match shared(rest, &[first], &second) {
        Some(found) => Ok((rest, found)),
        None => input.fail(),
    }
}

/// What goes on behind a first term: the other end of a range, or a list.
pub fn joined<'a>(input: Cursor<'a>, first: &Term, setting: Setting, bound: Option<Bound>) -> Read<'a, Found> {
    let mark_or_joint = input.starts(Kinds::JOINT) || input.shape() == Some(Shape::Mark);
    if !mark_or_joint || is_year(first) || matches!(first.number.form, Form::Vague | Form::Few | Form::Part) {
        return input.fail();
    }
    let ends = alt((dashed, worded)).parse(input);
    if let Ok((rest, (second, joint))) = ends
        && fits(rest, first, &second, joint, setting)
        && let Some(found) = range(rest, first, &second)
    {
        return Ok(after(rest, bounded(found, bound)));
    }
    list(input, first, bound)
}

/// What stands between the ends of a range.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Dash,
    To,
    Or,
}

/// A dash with the second end: glued on both sides, or spaced on both.
fn dashed(input: Cursor<'_>) -> Read<'_, (Term, Joint)> {
    let glued = input.is_glued();
    let (rest, _) = joint(NumberWord::Dash)(input)?;
    if rest.is_glued() != glued {
        return input.fail();
    }
    let (rest, _) = opt(super::comparator::before).parse(rest)?;
    let (rest, second) = term(rest)?;
    let goes_on =
        rest.is_glued() && joint(NumberWord::Dash)(rest).is_ok_and(|(rest, _)| rest.shape() == Some(Shape::Digits));
    if second.signed || goes_on { input.fail() } else { Ok((rest, (second, Joint::Dash))) }
}

fn worded(input: Cursor<'_>) -> Read<'_, (Term, Joint)> {
    let (rest, joint) =
        alt((joint(NumberWord::To).map(|_| Joint::To), joint(NumberWord::Or).map(|_| Joint::Or))).parse(input)?;
    let (rest, bound) = opt(super::comparator::before).parse(rest)?;
    if joint == Joint::Or && bound.is_some() {
        return input.fail();
    }
    let (rest, second) = term(rest)?;
    Ok((rest, (second, joint)))
}

/// Whether two terms are the ends of one range.
fn fits(input: Cursor<'_>, first: &Term, second: &Term, joint: Joint, setting: Setting) -> bool {
    let coefficient = second.number.value / second.number.scale;
    let alone = first.number.scale == Decimal::ONE && second.number.scale > Decimal::ONE;
    let (low, high) = if alone && first.value() < coefficient {
        (first.value(), coefficient)
    } else {
        (first.value(), second.value())
    };
    let near = high <= low * Decimal::from(5);
    let own = first.measure.is_some() && !first.before || second.before && first.before;
    match joint {
        _ if low >= high || matches!(second.number.form, Form::Vague | Form::Few | Form::Part) => false,
        Joint::Dash => !is_year(second) || second.measure.is_some(),
        Joint::To if setting.from || setting.by && own && !is_part(input, first) => false,
        Joint::To if setting.changed_here && !(setting.by && is_part(input, first)) => {
            near && !own && second.measure.is_some()
        }
        Joint::To => !(is_year(second) && second.measure.is_none()),
        Joint::Or => {
            near && !own
                && (second.measure.is_some() || first.number.form == second.number.form)
                && !input.starts(Kinds::NUMBER)
        }
    }
}

/// Whether a term is a percentage.
fn is_part(input: Cursor<'_>, term: &Term) -> bool {
    let head = term.measure.as_ref().and_then(|measure| measure.unit.as_ref()).and_then(Unit::head);
    head.is_some_and(|head| &*input.grammar.world.unit(head).dimension == "ratio")
}

/// Whether a term is a bare number that may be a year.
fn is_year(term: &Term) -> bool {
    let years = Decimal::from(1900)..=Decimal::from(2100);
    term.number.form == Form::Plain && term.measure.is_none() && years.contains(&term.number.value)
}

/// One range of two terms whose units agree.
fn range(input: Cursor<'_>, first: &Term, second: &Term) -> Option<Spanned<crate::model::mention::Quantity>> {
    let measure = agreed(first, second)?;
    let (low, high) = (first.value(), second.value());
    let coefficient = second.value() / second.number.scale;
    let distributed = first.number.scale == Decimal::ONE && second.number.scale > Decimal::ONE && low < coefficient;
    let low = if distributed { low.checked_mul(second.number.scale)? } else { low };
    if low > high {
        return None;
    }
    let mut found = super::quantity::plain(input, Amount::Range(low, high), measure);
    found.flags = found.flags.union(first.number.flags).union(second.number.flags);
    if distributed {
        found.flags.set(Flag::ScaleDistributed);
    }
    found.signed = first.signed || second.signed;
    let rule = rule(input, &second.number, measure);
    Some(Spanned::new(found, first.span.joined(second.span), rule))
}

/// The unit of both ends: the one that has one, or the fuller of two that agree.
fn agreed<'t>(first: &'t Term, second: &'t Term) -> Option<Option<&'t Measure>> {
    let (Some(one), Some(two)) = (first.measure.as_ref(), second.measure.as_ref()) else {
        let after_first = first.measure.is_some() && !first.before;
        let measure = first.measure.as_ref().or(second.measure.as_ref());
        return (!after_first).then_some(measure);
    };
    match (&one.unit, &two.unit) {
        (Some(a), Some(b)) if a == b => Some(Some(two)),
        (Some(a), Some(b)) if a.0.len() == 1 && a.head() == b.head() => Some(Some(two)),
        (Some(a), Some(b)) if b.0.len() == 1 && a.head() == b.head() => Some(Some(one)),
        (None, None) => Some(Some(two)),
        _ => None,
    }
}

/// Most members of a list.
const MOST_MEMBERS: usize = 10;

/// "30, 40 and 60 percent": the last has the unit.
fn list<'a>(input: Cursor<'a>, first: &Term, bound: Option<Bound>) -> Read<'a, Found> {
    if first.measure.is_some() || first.number.form == Form::One {
        return input.fail();
    }
    let mut members = vec![first.clone()];
    let mut rest = input;
    while members.len() < MOST_MEMBERS {
        let comma = pair(mark(","), opt(joint(NumberWord::And))).map(|_| ());
        let separator = alt((comma, joint(NumberWord::And).map(|_| ()), joint(NumberWord::Or).map(|_| ())));
        let (next, member) = preceded(separator, term).parse(rest)?;
        rest = next;
        if member.before
            || is_year(&member)
            || matches!(member.number.form, Form::One | Form::Part | Form::Vague | Form::Few)
        {
            break;
        }
        if member.measure.is_some() {
            let Some(mut found) = shared(rest, &members, &member) else { break };
            let head = found.remove(0);
            found.insert(0, bounded(head, bound));
            return Ok((rest, found));
        }
        members.push(member);
    }
    input.fail()
}

/// Amounts that take the unit of the last.
fn shared(input: Cursor<'_>, members: &[Term], last: &Term) -> Option<Found> {
    let measure = last.measure.as_ref()?;
    if members.iter().any(|member| member.measure.is_some()) || last.before {
        return None;
    }
    let mut found = Found::new();
    for member in members {
        let mut member = member.clone();
        let coefficient = last.number.value / last.number.scale;
        let scaled = member.number.scale == Decimal::ONE && last.number.scale > Decimal::ONE;
        let distributed =
            scaled && member.number.value < Decimal::ONE_THOUSAND && member.number.value < coefficient * Decimal::TEN;
        if distributed {
            member.number.value = member.number.value.checked_mul(last.number.scale)?;
        }
        member.measure = Some(measure.clone());
        let mut one = quantity(input, &member, None)?;
        one.value.flags.set(Flag::UnitInherited);
        if distributed {
            one.value.flags.set(Flag::ScaleDistributed);
        }
        found.push(one);
    }
    found.push(quantity(input, last, None)?);
    Some(found)
}
