//! Reading gives back what was written: numbers in every dress, units and currencies in every spelling, ranges and money.

use proptest::prelude::*;
use rust_decimal::Decimal;
use std::sync::LazyLock;
use trade_figures::grammar::Grammar;
use trade_figures::grammar::words::{Class, Sense};
use trade_figures::recognize::said;

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::embedded().unwrap_or_else(|error| panic!("{error}")));

/// The amounts of a text, as `said` writes them.
fn read(text: &str) -> String {
    said(text).unwrap_or_else(|error| panic!("{error}"))
}

/// A whole number with a separator between its groups of three.
fn grouped(value: u64, separator: &str) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}

/// The Indian way: three digits, then pairs.
fn indian(value: u64) -> String {
    let digits = value.to_string();
    let (head, tail) = digits.split_at(digits.len().saturating_sub(3));
    let pairs: Vec<&str> = head.as_bytes().rchunks(2).rev().map(|pair| std::str::from_utf8(pair).unwrap()).collect();
    if pairs.is_empty() { tail.to_string() } else { format!("{},{tail}", pairs.join(",")) }
}

/// A number in words, as newspapers spell it.
fn words(value: u64) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let joined = |size: u64, name: &str| {
        let rest = value % size;
        let tail = match rest {
            0 => String::new(),
            1..100 => format!(" and {}", words(rest)),
            _ => format!(" {}", words(rest)),
        };
        format!("{} {name}{tail}", words(value / size))
    };
    match value {
        0..20 => SMALL[value as usize].to_string(),
        20..100 if value.is_multiple_of(10) => TENS[value as usize / 10].to_string(),
        20..100 => format!("{}-{}", TENS[value as usize / 10], SMALL[value as usize % 10]),
        100..1_000 => joined(100, "hundred"),
        1_000..1_000_000 => joined(1_000, "thousand"),
        1_000_000..1_000_000_000 => joined(1_000_000, "million"),
        _ => joined(1_000_000_000, "billion"),
    }
}

/// Spaces that group digits without breaking a line.
const SPACES: [&str; 5] = ["\u{a0}", "\u{2009}", "\u{202f}", "\u{2007}", "\u{2008}"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn grouped_digits(value in 1u64..999_999_999_999, decimals in 0u32..1_000) {
        let fraction = format!("{decimals:03}");
        let number = Decimal::new((value * 1_000 + u64::from(decimals)) as i64, 3).normalize();
        for separator in ["", ",", "'", "\u{2019}"].into_iter().chain(SPACES) {
            let text = format!("The port took {}.{fraction} tonnes.", grouped(value, separator));
            prop_assert_eq!(read(&text), format!("{number} t"), "{}", text);
        }
        let text = format!("The port took {} tonnes.", indian(value));
        prop_assert_eq!(read(&text), format!("{value} t"), "{}", text);
    }

    #[test]
    fn points_between_groups_and_a_comma_before_decimals(value in 1_000u64..999_999_999, decimals in 10u32..100) {
        let text = format!("The port took {},{decimals} tonnes.", grouped(value, "."));
        let number = Decimal::new((value * 100 + u64::from(decimals)) as i64, 2).normalize();
        prop_assert_eq!(read(&text), format!("{number} t"), "{}", text);
    }

    #[test]
    fn numbers_in_words(value in prop_oneof![2u64..100, 2u64..100_000, 2u64..999_999_999_999]) {
        let text = format!("The port took {} tonnes.", words(value));
        prop_assert_eq!(read(&text), format!("{value} t"), "{}", text);
    }

    #[test]
    fn money_with_every_scale(value in 1u32..99_999, currency in prop::sample::select(vec![
        ("$", "USD"), ("US$", "USD"), ("€", "EUR"), ("£", "GBP"), ("A$", "AUD"), ("C$", "CAD"), ("R$", "BRL"), ("₹", "INR"),
        ("₺", "TRY"), ("NT$", "TWD"), ("EUR ", "EUR"), ("SEK ", "SEK"),
    ])) {
        let (sign, code) = currency;
        let number = Decimal::new(value.into(), 2);
        for (scale, times) in [
            ("k", 1_000i64), (" thousand", 1_000), ("m", 1_000_000), (" million", 1_000_000), ("mln", 1_000_000),
            (" mn", 1_000_000), ("bn", 1_000_000_000), (" billion", 1_000_000_000), ("B", 1_000_000_000),
            (" bln", 1_000_000_000), ("tn", 1_000_000_000_000), (" trillion", 1_000_000_000_000),
        ] {
            let text = format!("They paid {sign}{number}{scale} for it.");
            let worth = (number * Decimal::from(times)).normalize();
            prop_assert_eq!(read(&text), format!("{worth} {code}"), "{}", text);
        }
    }

    #[test]
    fn ranges(low in 1u32..400, more in 1u32..400) {
        let high = low + more;
        for text in [
            format!("It will grow {low}-{high}%."),
            format!("It will grow {low}\u{2013}{high} percent."),
            format!("It will grow {low}%-{high}%."),
            format!("It is between {low} and {high} percent."),
            format!("It is {low} to {high} pct."),
            format!("It is {low} percent to {high} percent."),
        ] {
            prop_assert_eq!(read(&text), format!("{low}..{high} %"), "{}", text);
        }
        let text = format!("It needs ${low} million to ${high} million.");
        prop_assert_eq!(read(&text), format!("{low}000000..{high}000000 USD"), "{}", text);
    }

    #[test]
    fn bounds(value in 2u32..90_000) {
        for (before, sign) in [
            ("about", "~"), ("nearly", "~"), ("more than", ">"), ("over", ">"), ("less than", "<"), ("under", "<"),
            ("at least", ">="), ("up to", "<="), ("a minimum of", ">="), ("no more than", "<="), ("~", "~"), (">", ">"),
        ] {
            let text = format!("They need {before} {value} tonnes of it.");
            prop_assert_eq!(read(&text), format!("{sign} {value} t"), "{}", text);
        }
    }

    /// Whatever stands around it, of whatever script.
    #[test]
    fn any_neighbourhood(
        before in prop::sample::select(vec!["", "İ ", "é e\u{301} ", "🛢 ", "👩\u{200d}🏭 ", "نفت ", "石油 ", "\u{202e}", "\u{feff}"]),
        after in prop::sample::select(vec!["", " İ", " e\u{301}", " 🛢", " نفت", " 石油", "\u{200b}"]),
        value in 10_000u64..9_999_999,
    ) {
        let text = format!("{before}The port took {} tonnes{after}", grouped(value, "\u{202f}"));
        prop_assert_eq!(read(&text), format!("{value} t"), "{}", text);
    }
}

/// Spellings that mean something else behind a bare number: occasions ("times"), the Romanian leu, a scale of tomans.
const NOT_ALONE: &[&str] = &["times", "fold", "RON", "hemmat", "hemmats"];

#[test]
fn every_spelling_of_every_unit() {
    let world = &GRAMMAR.world;
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in GRAMMAR.entries_of(Class::Units) {
        let Sense::Unit(unit) = &entry.sense else { continue };
        for phrase in entry.words.iter().chain(&entry.exact).filter(|phrase| !NOT_ALONE.contains(&phrase.as_str())) {
            let text = format!("The port took 37,250 {phrase} again.");
            let expected = format!("37250 {}", world.spell(unit));
            count += 1;
            if read(&text) != expected {
                wrong.push(format!("{text} gives `{}`, not `{expected}`", read(&text)));
            }
        }
    }
    assert!(count > 600, "only {count} spellings");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_spelling_of_every_currency() {
    let world = &GRAMMAR.world;
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in GRAMMAR.entries_of(Class::Currencies) {
        let Sense::Currency(unit) = &entry.sense else { continue };
        let symbol = &world.unit(*unit).symbol;
        for phrase in entry.words.iter().chain(&entry.exact).filter(|phrase| !NOT_ALONE[3..].contains(&phrase.as_str()))
        {
            let text = format!("It cost 37,250 {phrase} again.");
            count += 1;
            if read(&text) != format!("37250 {symbol}") {
                wrong.push(format!("{text} gives `{}`, not `37250 {symbol}`", read(&text)));
            }
        }
        let is_code = symbol.len() == 3 && symbol.chars().all(|letter| letter.is_ascii_uppercase());
        for text in [format!("It cost {symbol} 37,250 again."), format!("It cost {symbol}37,250 again.")] {
            if is_code && entry.exact.iter().any(|code| **code == **symbol) && read(&text) != format!("37250 {symbol}")
            {
                wrong.push(format!("{text} gives `{}`", read(&text)));
            }
        }
    }
    assert!(count > 500, "only {count} spellings");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_price_of_every_unit_it_may_stand_over() {
    let world = &GRAMMAR.world;
    for unit in ["bbl", "t", "MMBtu", "MWh", "therm", "bu", "ozt", "gal", "lb", "L", "kg", "share", "m3", "TEU", "ha"] {
        let id = world.unit_id(unit).unwrap_or_else(|| panic!("{unit}"));
        let entry = GRAMMAR.entries_of(Class::Units).find(|entry| match &entry.sense {
            Sense::Unit(one) => one.0.len() == 1 && one.head() == Some(id),
            Sense::Denominator(one) => *one == id,
            _ => false,
        });
        let Some(phrase) = entry.and_then(|entry| entry.words.first()) else { continue };
        for text in [format!("It sells at $71.50 per {phrase} now."), format!("It sells at 71.5 dollars per {phrase}.")]
        {
            assert_eq!(read(&text), format!("71.5 USD/{unit}"), "{text}");
        }
    }
}
