//! Numbers in digits, with every grouping that news uses.
//!
//! ```text
//! digits := run ("," run3)* ("." run)?       1,234.5        | run ("," run2)+ "," run3 ("." run)?   1,25,000
//!         | run (space run3)* ([.,] run)?     1 234          | run ("'" run3)+ ("." run)?            1'250
//!         | run ("." run3)+ ("," run)?        1.250,75       where a comma follows, or the document's mark is the comma
//!         | run "," run                       4,5            the same, or one or two digits alone (flagged)
//!         | "." run                           .77
//! ```
//!
//! ```
//! # use trade_figures::recognize::said;
//! for (text, amounts) in [
//!     ("1,234.5 tonnes", "1234.5 t"),
//!     ("1,25,000 tonnes", "125000 t"),
//!     ("816 000 tonnes", "816000 t"),
//!     ("1.250,75 tonnes", "1250.75 t"),
//!     ("1'250 tonnes", "1250 t"),
//!     ("4,5 percent", "4.5 %"),
//!     ("1.3e6 tonnes", "1300000 t"),
//!     ("rose .75 percent", "0.75 %"),
//! ] {
//!     assert_eq!(said(text)?, amounts, "{text}");
//! }
//! # Ok::<(), trade_figures::error::Error>(())
//! ```

use super::cursor::{Cursor, Read, digits};
use super::unit;
use crate::model::code::{Flag, Flags};
use crate::model::sentence::Shape;
use rust_decimal::Decimal;
use smallvec::{SmallVec, smallvec};

/// A run of digits with its separators.
pub(super) struct Written {
    /// Its worth.
    pub value: Decimal,
    /// How many digits stand behind the decimal mark.
    pub decimals: u32,
    /// The power of ten written behind them: of "14e6" a million.
    pub scale: Decimal,
    /// Whether it is one run without marks.
    pub plain: bool,
    /// What a reader should check.
    pub flags: Flags,
}

/// A group of digits after a separator; `' '` stands for spaces that never break, `'_'` for plain ones.
type Group<'a> = (char, &'a str);

/// Most groups that are looked at: more than a number can hold.
const MOST_GROUPS: usize = 10;

/// Digits with their separators, at the next token.
pub(super) fn written(input: Cursor<'_>) -> Read<'_, Written> {
    if input.is_mark(0, ".") {
        return bare_decimals(input);
    }
    let (_, run) = run(input)?;
    let decimals = if run.layout.decimal { run.parts.last().map_or(0, |part| part.len()) } else { 0 };
    let Some(value) = exact(&run.parts, decimals) else { return input.fail() };
    let mut flags = Flags::default();
    if run.layout.comma {
        flags.set(Flag::DecimalComma);
    }
    let plain = run.layout.taken == 0;
    let decimals = decimals as u32;
    let rest = input.skip(run.tokens);
    if let Ok((rest, scaled)) = power(rest, value) {
        let scale = scaled.checked_div(value).unwrap_or(Decimal::ONE);
        return Ok((rest, Written { value: scaled, decimals, scale, plain: false, flags }));
    }
    Ok((rest, Written { value, decimals, scale: Decimal::ONE, plain, flags }))
}

/// The runs of digits that are one number, and how they are parted.
pub(super) struct Run<'a> {
    /// The runs.
    pub parts: SmallVec<[&'a str; 10]>,
    layout: Layout,
    /// How many tokens they take.
    pub tokens: usize,
}

/// Reads them, at the next token.
pub(super) fn run<'a>(input: Cursor<'a>) -> Read<'a, Run<'a>> {
    let (rest, first) = digits(input)?;
    let first = input.words(&first);
    let groups = groups(input);
    let mut layout = layout(first, &groups, input.profile.decimal_comma);
    if layout.taken > 0 && groups[0].0 == '_' && !plain_space_fits(input, first, &groups[..layout.taken]) {
        layout = Layout::default();
    }
    let taken = &groups[..layout.taken];
    let mut parts: SmallVec<[&str; 10]> = smallvec![first];
    parts.extend(taken.iter().map(|(_, digits)| *digits));
    let tokens = 1 + taken.iter().map(|(mark, _)| if matches!(mark, ' ' | '_') { 1 } else { 2 }).sum::<usize>();
    Ok((rest, Run { parts, layout, tokens }))
}

/// "e6", "E-3", "x10^6" behind the digits of `value`.
fn power<'a>(input: Cursor<'a>, value: Decimal) -> Read<'a, Decimal> {
    let letter = input.is_glued() && matches!(input.peek(), "e" | "E" | "x" | "×" | "·");
    if !letter {
        return input.fail();
    }
    let rest = input.skip(1);
    let tens = !matches!(input.peek(), "e" | "E");
    let rest = if !tens {
        rest
    } else if rest.peek() == "10" && rest.is_mark(1, "^") {
        rest.skip(2)
    } else {
        return input.fail();
    };
    let minus = rest.is_mark(0, "-");
    let rest = if minus || rest.is_mark(0, "+") { rest.skip(1) } else { rest };
    let (after, exponent) = digits(rest)?;
    let exponent = input.words(&exponent).parse::<u32>().ok().filter(|exponent| *exponent <= 20 && rest.is_glued());
    let Some(power) = exponent.map(|exponent| Decimal::from(10u128.pow(exponent))) else { return input.fail() };
    let value = if minus { value.checked_div(power) } else { value.checked_mul(power) };
    value.map_or_else(|| input.fail(), |value| Ok((after, value)))
}

/// ".77", where the mark ends no word before it.
fn bare_decimals(input: Cursor<'_>) -> Read<'_, Written> {
    let apart = input.behind(1).is_none_or(|token| token.shape == Shape::Mark) || !input.is_glued();
    match input.ahead(1) {
        Some(after) if apart && after.shape == Shape::Digits && !after.spaced => {
            let fraction = input.words(after);
            let Some(value) = exact(&[fraction], fraction.len()) else { return input.fail() };
            let decimals = fraction.len() as u32;
            Ok((input.skip(2), Written { value, decimals, scale: Decimal::ONE, plain: false, flags: Flags::default() }))
        }
        _ => input.fail(),
    }
}

/// Digits in `parts`, the last `decimals` of them after the mark; `None` where they are too many.
pub(super) fn exact(parts: &[&str], decimals: usize) -> Option<Decimal> {
    if parts.iter().map(|part| part.len()).sum::<usize>() > 28 {
        return None;
    }
    let digits = parts.iter().flat_map(|part| part.bytes());
    let mantissa = digits.fold(0i128, |sum, digit| sum * 10 + i128::from(digit - b'0'));
    Decimal::try_from_i128_with_scale(mantissa, decimals as u32).ok()
}

/// The groups of digits that follow the first run.
fn groups<'a>(input: Cursor<'a>) -> SmallVec<[Group<'a>; 6]> {
    let mut found = SmallVec::new();
    let mut at = 1;
    while found.len() < MOST_GROUPS {
        let Some(token) = input.ahead(at) else { break };
        if token.shape == Shape::Digits {
            let before = input.tokens[at - 1].span.end as usize;
            let gap = &input.text[before..token.span.start as usize];
            let separator = match gap {
                "\u{a0}" | "\u{2009}" | "\u{202f}" | "\u{2007}" | "\u{2008}" => ' ',
                " " => '_',
                _ => break,
            };
            if token.span.len() != 3 {
                break;
            }
            found.push((separator, input.words(token)));
            at += 1;
        } else {
            let separator = match input.words(token) {
                "," => ',',
                "." => '.',
                "'" | "\u{2019}" => '\'',
                _ => break,
            };
            let Some(after) = input.ahead(at + 1) else { break };
            if token.spaced || after.spaced || after.shape != Shape::Digits {
                break;
            }
            found.push((separator, input.words(after)));
            at += 2;
        }
    }
    found
}

/// How a number's groups are to be read: how many, whether the last is after the decimal mark, and whether that is a comma.
#[derive(Clone, Copy, Default)]
struct Layout {
    taken: usize,
    decimal: bool,
    comma: bool,
}

fn layout(first: &str, groups: &[Group<'_>], decimal_comma: bool) -> Layout {
    let Some(&(separator, digits)) = groups.first() else { return Layout::default() };
    let threes = |mark: char| {
        let fits = first.len() <= 3 && !(first.len() > 1 && first.starts_with('0'));
        if fits { groups.iter().take_while(|(next, digits)| *next == mark && digits.len() == 3).count() } else { 0 }
    };
    let then = |taken: usize, marks: &[char]| match groups.get(taken) {
        Some((mark, _)) if marks.contains(mark) => Layout { taken: taken + 1, decimal: true, comma: *mark == ',' },
        _ => Layout { taken, decimal: false, comma: false },
    };
    match separator {
        ',' => {
            let indian = indian(first, groups);
            let taken = threes(',');
            match (indian, taken) {
                (1.., _) => then(indian, &['.']),
                (0, 1) if decimal_comma && groups.len() == 1 => Layout { taken: 1, decimal: true, comma: true },
                (0, 1..) => then(taken, &['.']),
                _ if decimal_comma || (digits.len() <= 2 && first.len() <= 3 && groups.len() == 1) => {
                    Layout { taken: 1, decimal: true, comma: true }
                }
                _ => Layout::default(),
            }
        }
        '.' => match (threes('.'), first) {
            (2.., _) => then(threes('.'), &[',']),
            (1, "0") => Layout { taken: 1, decimal: true, comma: false },
            (1, _) if groups.get(1).is_some_and(|(mark, digits)| *mark == ',' && digits.len() <= 2) => then(1, &[',']),
            (1, _) if decimal_comma => then(1, &[',']),
            _ => Layout { taken: 1, decimal: true, comma: false },
        },
        '\'' => then(threes('\''), &['.']),
        ' ' | '_' => match threes(separator) {
            0 => Layout::default(),
            taken => then(taken, &['.', ',']),
        },
        _ => Layout::default(),
    }
}

/// How many groups are grouped the Indian way: pairs, then three.
fn indian(first: &str, groups: &[Group<'_>]) -> usize {
    let pairs = groups.iter().take_while(|(mark, digits)| *mark == ',' && digits.len() == 2).count();
    match groups.get(pairs) {
        Some((',', digits)) if pairs > 0 && digits.len() == 3 && first.len() <= 2 => pairs + 1,
        _ => 0,
    }
}

/// A plain space groups digits only in round numbers, in long ones and before a unit; else it parts two numbers.
fn plain_space_fits(input: Cursor<'_>, first: &str, groups: &[Group<'_>]) -> bool {
    let spaces = groups.iter().filter(|(mark, _)| *mark == '_').count();
    let after = input.skip(1 + spaces);
    !first.starts_with('0') && (spaces > 1 || groups[0].1 == "000" || unit::follows(after))
}
