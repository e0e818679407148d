//! What a number word is, read once from its entry's id (`scale.million`, `joint.to`) when the grammar is loaded.

use super::source::Table;
use crate::error::Result;

/// How a word of numbers.toml is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the id, or the group, of its entry")]
pub enum NumberWord {
    /// A number from nought to ninety.
    Numeral,
    /// A word that multiplies the number before it.
    Scale,
    /// A scale of one or two letters.
    Letter,
    /// A part of one.
    Fraction,
    /// A plural that says no number.
    Vague,
    /// A small number left open.
    Few,
    /// "Times as much" in one word.
    Multiple,
    /// The same, only before a comparison.
    GuardedMultiple,
    /// A plural that is an amount without a number; its entry's name is the unit.
    Bare,
    /// Digits.
    Digits,
    /// After a number, so often in a time; its entry's name is the unit.
    Rate,
    And,
    Point,
    Minus,
    Plus,
    To,
    Or,
    Dash,
    Between,
    From,
    A,
    Of,
    In,
    Per,
    StrictPer,
    Ago,
    More,
    Times,
    /// The same, where it may say that so many times are added.
    TimesMore,
    /// Between a number and a unit of time.
    InARow,
    AfterFraction,
    BeforeHalf,
}

/// What stands behind `joint.` in ids.
const JOINTS: [(&str, NumberWord); 22] = [
    ("and", NumberWord::And),
    ("point", NumberWord::Point),
    ("minus", NumberWord::Minus),
    ("plus", NumberWord::Plus),
    ("to", NumberWord::To),
    ("or", NumberWord::Or),
    ("dash", NumberWord::Dash),
    ("between", NumberWord::Between),
    ("from", NumberWord::From),
    ("a", NumberWord::A),
    ("of", NumberWord::Of),
    ("in", NumberWord::In),
    ("per", NumberWord::Per),
    ("strict_per", NumberWord::StrictPer),
    ("ago", NumberWord::Ago),
    ("more", NumberWord::More),
    ("times", NumberWord::Times),
    ("in_a_row", NumberWord::InARow),
    ("times_more", NumberWord::TimesMore),
    ("after_fraction", NumberWord::AfterFraction),
    ("before_half", NumberWord::BeforeHalf),
    ("rate", NumberWord::Rate),
];

/// What an entry of numbers.toml is.
///
/// # Errors
/// Fails where its id names nothing that the parsers know.
pub fn number_word(table: &Table) -> Result<NumberWord> {
    let (group, name) = table.id.split_once('.').unwrap_or((&table.id, ""));
    let name = name.split('.').next().unwrap_or_default();
    Ok(match group {
        "numeral" => NumberWord::Numeral,
        "scale" => NumberWord::Scale,
        "letter" => NumberWord::Letter,
        "fraction" => NumberWord::Fraction,
        "vague" => NumberWord::Vague,
        "few" => NumberWord::Few,
        "multiple" if table.id.ends_with(".guarded") => NumberWord::GuardedMultiple,
        "multiple" => NumberWord::Multiple,
        "bare" => NumberWord::Bare,
        "digits" => NumberWord::Digits,
        "joint" => {
            let joint = JOINTS.iter().find(|(known, _)| *known == name).map(|(_, word)| *word);
            joint
                .ok_or_else(|| table.error(format!("no parser knows the joint `{name}`; see src/grammar/number.rs")))?
        }
        _ => return Err(table.error(format!("no parser knows the group `{group}`; see grammar/README.md"))),
    })
}
