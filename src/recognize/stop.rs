//! Words with a number in them that state none: names, identifiers, ordinals, clause and page numbers, clock times, scores, ages.
//!
//! ```text
//! early := name-phrase | head-word [.:#]* label (joint label)*    "9/11", "Article 5", "No. 1"      before times are tried
//!        | letters digits | letters "-" digits                    "COP29", "G20", "A330-200", "COVID-19"
//!        | digits ordinal-ending | clock | age | url | ticker | telephone | money "1" "="
//!        | numbering at a sentence's start                        "4.39 The", "(2)", "3."
//! late  := digits after a name                                    "Boeing 737"                      after times have been tried
//!        | number "-" word                                        "two-state", not "10-day"
//!        | digits (("." | "-" | "/") digits){2,} | score | year
//! ```
//!
//! ```
//! # use trade_figures::recognize::said;
//! for (text, amounts) in [
//!     ("Article 5 of the treaty", ""),
//!     ("two decades after 9/11", "2 decade"),
//!     ("the 21st ship", ""),
//!     ("a 43-year-old minister", ""),
//!     ("two-state talks", ""),
//!     ("a Boeing 737 landed", ""),
//!     ("pages 3 and 4", ""),
//!     ("won 3-1", ""),
//!     ("4.39 The exports", ""),
//!     ("$1 = 6.5 yuan", "6.5 CNY/USD"),
//! ] {
//!     assert_eq!(said(text)?, amounts, "{text}");
//! }
//! # Ok::<(), trade_figures::error::Error>(())
//! ```

use super::address::{contact, telephone, ticker, url};
use super::cursor::{Cursor, Read, digits, glued, joint, mark, sense};
use super::number::{Form, Number, dash, number, word};
use super::scale::scale_word;
use super::{money, unit};
use crate::grammar::lexicon::{Kinds, Match};
use crate::grammar::number::NumberWord;
use crate::grammar::words::Entry;
use crate::model::sentence::Shape;
use crate::model::span::RuleId;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::{pair, preceded};
use rust_decimal::Decimal;

/// What is no figure, whatever else might be read here; `is_time` says whether a time is.
pub fn early(input: Cursor<'_>, is_time: impl FnOnce() -> bool) -> Read<'_, ()> {
    match input.shape() {
        Some(Shape::Digits) => alt((phrase, clock, ordinal, age, numbering)).parse(input),
        Some(Shape::Mark) => alt((phrase, head, ticker, telephone, rate_note, numbering)).parse(input),
        Some(_) => {
            let known = input.starts(Kinds::STOP);
            if known && let Ok(found) = alt((phrase, head, url)).parse(input) {
                return Ok(found);
            }
            if input.starts(Kinds::TIME.or(Kinds::TIME_JOINT)) && is_time() {
                input.fail()
            } else if input.ahead(1).is_some_and(|next| !next.spaced) {
                alt((age, code, rate_note)).parse(input)
            } else if input.starts(Kinds::NUMBER) {
                age(input)
            } else {
                input.fail()
            }
        }
        None => input.fail(),
    }
}

/// What is no figure where no time was read; `named` says that a name ends just before.
pub fn late<'a>(named: bool) -> impl Fn(Cursor<'a>) -> Read<'a, ()> {
    move |input: Cursor<'a>| match input.shape() {
        Some(Shape::Digits) => alt((tail_of_code, chain, hyphened, |at| numbered(at, named), year)).parse(input),
        Some(Shape::Lower | Shape::Capital) if input.starts(Kinds::NUMBER) => hyphened(input),
        _ => input.fail(),
    }
}

/// The grammar's entry that a stop from `input` to `rest` begins with; the first of all, which is no stop, where it is
/// known by its shape alone.
pub(super) fn rule(input: Cursor<'_>, rest: &Cursor<'_>) -> RuleId {
    let length = input.count_to(rest);
    let known = |found: &&Match| {
        found.length as usize <= length && matches!(input.grammar.entry(found.rule).group(), "name" | "head" | "url")
    };
    let mut stops = input.matches().filter(|found| found.kind.any(Kinds::STOP.or(Kinds::BESIDE_NAMES)));
    stops.find(known).map_or(RuleId::default(), |found| found.rule)
}

/// A phrase of a stop group.
pub(super) fn group<'a>(wanted: &'static str) -> impl Fn(Cursor<'a>) -> Read<'a, &'a Entry> {
    move |input: Cursor<'a>| {
        let is_wanted = |entry: &'a Entry| (entry.group() == wanted).then_some(entry);
        let (rest, found) = sense(Kinds::STOP.or(Kinds::BESIDE_NAMES), is_wanted)(input)?;
        Ok((rest, found.value))
    }
}

/// A name of the grammar with a number in it.
fn phrase(input: Cursor<'_>) -> Read<'_, ()> {
    let (rest, _) = group("name")(input)?;
    Ok((rest, ()))
}

/// "Article 5", "Nord Stream 2", "pages 3 and 4", "No. 1": a word that names by number, and the numbers.
fn head(input: Cursor<'_>) -> Read<'_, ()> {
    let (mut rest, entry) = group("head")(input)?;
    while rest.is_mark(0, ".")
        || rest.is_mark(0, ":")
        || rest.is_mark(0, "#")
        || rest.is_mark(0, "-") && rest.is_glued()
    {
        rest = rest.skip(1);
    }
    if entry.name() == "contact" {
        return contact(rest);
    }
    let counting = entry.name() != "rank" && input.shape() == Some(Shape::Lower);
    let label = |at| label(at, counting);
    let (mut rest, _) = label(rest)?;
    for _ in 0..6 {
        let separator = alt((
            dash.map(|_| ()),
            joint(NumberWord::And).map(|_| ()),
            mark(",").map(|_| ()),
            mark("/").map(|_| ()),
            mark(".").map(|_| ()),
        ));
        let Ok((after, _)) = preceded(separator, label).parse(rest) else { break };
        rest = after;
    }
    Ok((rest, ()))
}

/// A number that names: a short bare run of digits, or a numeral, with no unit behind; nor, where the word before it
/// may be a verb or a plain noun (`counting`), anything counted.
fn label(input: Cursor<'_>, counting: bool) -> Read<'_, ()> {
    let (rest, number) = number(false)(input)?;
    let short = number.form == Form::Plain && number.value < Decimal::from(100_000);
    let worded = matches!(number.form, Form::Words | Form::One) && number.value <= Decimal::from(20);
    let goes_on = unit::follows(rest) || scale_word(rest).is_ok() || rest.starts(Kinds::TIME) && worded;
    if (short || worded) && !goes_on && !(counting && counts(rest)) { Ok((rest, ())) } else { input.fail() }
}

/// Whether what follows a number looks like what it counts: a word in small letters that is no function word.
fn counts(input: Cursor<'_>) -> bool {
    input.shape() == Some(Shape::Lower)
        && !input.is_glued()
        && group("lead")(input).is_err()
        && group("connector")(input).is_err()
        && joint(NumberWord::To)(input).is_err()
}

/// "COP29", "G20", "A330-200", "COVID-19", "VC-10": capitals joined to digits, no code of money.
fn code(input: Cursor<'_>) -> Read<'_, ()> {
    if !matches!(input.shape(), Some(Shape::Upper | Shape::Capital | Shape::Mixed)) || money::sign(input).is_ok() {
        return input.fail();
    }
    let (mut rest, _) = preceded(opt(glued(mark("-"))), glued(digits)).parse(input.skip(1))?;
    loop {
        let more = match rest.first() {
            Some(token) if !token.spaced && token.shape != Shape::Mark => 1,
            Some(token) if !token.spaced && matches!(rest.words(token), "-" | "/" | ".") => {
                let digits = rest.ahead(1).is_some_and(|next| !next.spaced && next.shape == Shape::Digits);
                2 * usize::from(digits)
            }
            _ => 0,
        };
        if more == 0 {
            return Ok((rest, ()));
        }
        rest = rest.skip(more);
    }
}

/// Digits glued to letters before them, also over a point ("partner.63") or "=" or "/"; and digits that run on into
/// letters that are no unit ("2Gd1").
fn tail_of_code(input: Cursor<'_>) -> Read<'_, ()> {
    let letters =
        |back: usize| input.behind(back).is_some_and(|token| !matches!(token.shape, Shape::Mark | Shape::Digits));
    let linked =
        input.behind(1).is_some_and(|token| !token.spaced && matches!(input.words(token), "." | "=" | "/" | "_"));
    let tail = input.is_glued() && (letters(1) && !after_money(input) || linked && letters(2) && !after_money(input));
    let (rest, _) = digits(input)?;
    if tail {
        let taken = rest.tokens.iter().take_while(|token| !token.spaced && token.shape != Shape::Mark).count();
        return Ok((rest.skip(taken), ()));
    }
    let (after, found) = number(false)(input)?;
    let point = after.is_mark(0, ".") && after.is_glued();
    let runs_on = if point { after.skip(1) } else { after };
    let unread = runs_on.is_glued()
        && !matches!(runs_on.shape(), Some(Shape::Mark | Shape::Digits))
        && found.scale == Decimal::ONE;
    let known = unit::follows(after) || runs_on.starts(Kinds::NUMBER.or(Kinds::BOUND)) || decade(after);
    let bare = matches!(found.form, Form::Plain | Form::Digits);
    if unread && bare && !known && (!point || runs_on.shape() == Some(Shape::Upper)) {
        let taken = runs_on.tokens.iter().take_while(|token| !token.spaced && token.shape != Shape::Mark).count();
        return Ok((runs_on.skip(taken), ()));
    }
    input.fail()
}

/// One small letter glued to digits: "1990s".
fn decade(input: Cursor<'_>) -> bool {
    input.is_glued() && input.shape() == Some(Shape::Lower) && input.peek().len() == 1
}

/// Whether the word before is money or a bound.
fn after_money(input: Cursor<'_>) -> bool {
    input.behind(1).is_some_and(|token| {
        input.back(1).is_some_and(|back| back.starts(Kinds::MONEY))
            || input.words(token).len() == 4 && token.shape == Shape::Upper
    })
}

/// "21st".
fn ordinal(input: Cursor<'_>) -> Read<'_, ()> {
    let (rest, _) = digits(input)?;
    let (rest, entry) = glued(group("tail")).parse(rest)?;
    if entry.name() == "ordinal" { Ok((rest, ())) } else { input.fail() }
}

/// "18:00 UTC", "5 pm", "10.30 a.m.".
fn clock(input: Cursor<'_>) -> Read<'_, ()> {
    let (rest, _) = digits(input)?;
    let minutes = preceded(glued(mark(":")), glued(digits));
    let (rest, parts) = (opt(minutes), opt(preceded(glued(mark(":")), glued(digits)))).parse(rest)?;
    let rest = match preceded(glued(mark(".")), glued(digits)).parse(rest) {
        Ok((after, _)) if parts.0.is_none() && tail_of_clock(after).is_ok() => after,
        _ => rest,
    };
    match tail_of_clock(rest) {
        Ok((rest, ())) => Ok((rest, ())),
        Err(_) if parts.0.is_some() => Ok((rest, ())),
        Err(error) => Err(error),
    }
}

fn tail_of_clock(input: Cursor<'_>) -> Read<'_, ()> {
    let (rest, entry) = group("tail")(input)?;
    if entry.name() == "clock" { Ok((rest, ())) } else { input.fail() }
}

/// "a 43-year-old", "43 years old".
fn age(input: Cursor<'_>) -> Read<'_, ()> {
    if input.shape() != Some(Shape::Digits) && !input.starts(Kinds::NUMBER) {
        return input.fail();
    }
    let (rest, _) = number(false)(input)?;
    let (rest, entry) = preceded(opt(glued(dash)), group("tail")).parse(rest)?;
    if entry.name() == "age" { Ok((rest, ())) } else { input.fail() }
}

/// "$1 =": one side of a note on exchange rates.
pub fn rate_note(input: Cursor<'_>) -> Read<'_, ()> {
    let (rest, _) = money::sign(input)?;
    let (rest, one) = number(true)(rest)?;
    let (rest, _) = mark("=")(rest)?;
    if one.value == Decimal::ONE { Ok((rest, ())) } else { input.fail() }
}

/// Numbers that count paragraphs and items: "4.39 The ...", "(2)", "3.".
fn numbering(input: Cursor<'_>) -> Read<'_, ()> {
    let open = input.is_mark(0, "(");
    let start = input.at() == 0;
    if !start && !open {
        return input.fail();
    }
    let (rest, first) = preceded(opt(mark("(")), digits).parse(input)?;
    let (rest, _) = opt(pair(glued(mark(".")), glued(digits))).parse(rest)?;
    let (rest, closed) = opt(alt((glued(mark(")")), glued(mark("."))))).parse(rest)?;
    let capital =
        matches!(rest.shape(), Some(Shape::Capital | Shape::Upper)) && rest.first().is_some_and(|token| token.spaced);
    let dotted = input.count_to(&rest) > 1;
    let wide = rest.first().is_some_and(|token| token.span.start >= first.span.end + 2);
    let fits = match open {
        true => closed.is_some() && first.span.len() <= 2,
        false => capital && (dotted || wide) && !unit::follows(rest) || runs_on(input),
    };
    if fits && first.span.len() <= 3 { Ok((rest, ())) } else { input.fail() }
}

/// Whether the text before a sentence runs into it without white space: the mark of a footnote.
fn runs_on(input: Cursor<'_>) -> bool {
    let Some(first) = input.first().filter(|token| input.at() == 0 && !token.spaced) else { return false };
    let before = &input.text[..first.span.start as usize];
    before.ends_with(|c: char| c.is_alphabetic() || matches!(c, '.' | ',' | '\u{201d}'))
}

/// "192.168.1.2", "555-12-34", "12/2024": runs of digits that marks chain; and runs too long for a number.
fn chain(input: Cursor<'_>) -> Read<'_, ()> {
    let (mut rest, first) = digits(input)?;
    let mut links = 0;
    let mut slashes = 0;
    while let Some(token) = rest.first() {
        let link = matches!(rest.words(token), "." | "-" | "/" | ":" | "–");
        let next = rest.ahead(1).is_some_and(|next| !next.spaced && next.shape == Shape::Digits);
        if token.spaced || !link || !next {
            break;
        }
        slashes += usize::from(rest.words(token) == "/");
        links += 1;
        rest = rest.skip(2);
    }
    let is_number = number(false)(input).is_ok_and(|(after, number)| {
        after.tokens.len() <= rest.tokens.len() || number.form != Form::Plain && links < 2 || unit::follows(after)
    });
    let long = first.span.len() > 15;
    let dashed = rest.tokens.len() < input.tokens.len() - 1 && is_score(input);
    let chained = links > 1 && !is_number || slashes == 1 && links == 1 && !is_number;
    if (long || chained || dashed) && !unit::follows(rest) { Ok((rest, ())) } else { input.fail() }
}

/// "3-1": two short numbers that fall.
fn is_score(input: Cursor<'_>) -> bool {
    let Ok((rest, first)) = digits(input) else { return false };
    let Ok((rest, second)) = preceded(glued(dash), glued(digits)).parse(rest) else { return false };
    let value = |token: &crate::model::sentence::Token| input.words(token).parse::<u32>().ok();
    let falls = value(&first).zip(value(&second)).is_some_and(|(first, second)| first >= second);
    falls && first.span.len() <= 3 && second.span.len() <= 2 && !rest.is_mark(0, "/") && !unit::follows(rest)
}

/// "two-state", "27-nation": a number joined to a word that is no unit.
fn hyphened(input: Cursor<'_>) -> Read<'_, ()> {
    let (rest, found) = number(false)(input)?;
    let (rest, _) = glued(dash).parse(rest)?;
    let joined = rest.is_glued() && matches!(rest.shape(), Some(Shape::Lower | Shape::Capital));
    let number_goes_on =
        rest.starts(Kinds::NUMBER) && word(NumberWord::Numeral)(rest).is_ok() || joint(NumberWord::To)(rest).is_ok();
    let bound = super::comparator::after(input.skip(input.count_to(&rest) - 1)).is_ok();
    let part = found.form == Form::Part;
    if joined && !number_goes_on && !bound && !part && !unit::follows(rest) && scale_word(rest).is_err() {
        return Ok((rest.skip(1), ()));
    }
    input.fail()
}

/// "Boeing 737", "TEKNOFEST 2025": a short bare number behind a capitalized word, with no unit and nothing counted.
fn numbered(input: Cursor<'_>, named: bool) -> Read<'_, ()> {
    let before = input.behind(1);
    let capital = before.is_some_and(|token| matches!(token.shape, Shape::Capital | Shape::Upper | Shape::Mixed));
    let (rest, found) = number(false)(input)?;
    if !capital
        || input.is_glued()
        || found.form != Form::Plain
        || found.value >= Decimal::from(10_000)
        || unit::follows(rest)
    {
        return input.fail();
    }
    let Some(before) = input.back(1) else { return input.fail() };
    let function = input.behind(2).is_none() && !named;
    let elsewise = before.starts(Kinds::TIME.or(Kinds::MONEY).or(Kinds::BOUND).or(Kinds::NUMBER));
    let leads = group("lead")(before).is_ok();
    if function || elsewise || leads || counts(rest) && !named { input.fail() } else { Ok((rest, ())) }
}

/// A bare year that no time claimed.
pub fn year(input: Cursor<'_>) -> Read<'_, ()> {
    let (rest, found) = number(false)(input)?;
    let Number { form, value, .. } = found;
    let years = Decimal::from(1900)..=Decimal::from(2099);
    let (rest, _) = opt(pair(glued(dash), glued(digits))).parse(rest)?;
    let plural = rest.is_glued() && rest.shape() == Some(Shape::Lower);
    if form == Form::Plain && years.contains(&value) && !unit::follows(rest) && (!counts(rest) || plural) {
        Ok((rest.skip(usize::from(plural)), ()))
    } else {
        input.fail()
    }
}
