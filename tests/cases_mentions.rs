//! The mention layer against developers' cases of other projects: how many it agrees with, which count may only grow.
//! Passes over quietly where the cases are not beside the project.

mod shared;

use rust_decimal::Decimal;
use serde_json::Value;
use trade_figures::grammar::Grammar;
use trade_figures::model::amount::Amount;
use trade_figures::model::code::{Comparator, Kind, Section};
use trade_figures::model::mention::{MentionKind, Quantity};
use trade_figures::model::profile::Profile;
use trade_figures::recognize::alone;

fn cases(name: &str) -> Vec<Value> {
    let path = shared::folder().map(|folder| folder.join("cases").join(name));
    let text = path.and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).expect("cases are JSON")).collect()
}

/// The quantities of a text, each with its code points.
fn quantities(grammar: &Grammar, text: &str) -> Vec<(usize, usize, Quantity)> {
    let point = |byte: u32| text[..byte as usize].chars().count();
    let mentions = alone(text, Section::Body, &Profile::default(), grammar).mentions;
    let quantities = mentions.into_iter().filter_map(|mention| match mention.value {
        MentionKind::Quantity(quantity) => Some((point(mention.span.start), point(mention.span.end), quantity)),
        _ => None,
    });
    quantities.collect()
}

fn decimal(value: &Value) -> Option<Decimal> {
    let text = value.as_str().map(String::from).unwrap_or_else(|| value.to_string());
    let text = text.trim_end_matches('%');
    text.parse().ok().or_else(|| Decimal::from_scientific(text).ok())
}

fn close(a: Decimal, b: Decimal) -> bool {
    a == b || (a - b).abs() <= a.abs() * Decimal::new(1, 6)
}

/// Codes of ours for the names that other projects give to units, and how many of theirs one of ours is.
const UNITS: &[(&str, &[&str])] = &[
    ("Dollar", &["USD"]),
    ("Pound", &["GBP", "lb"]),
    ("Cent", &["USd"]),
    ("Penny", &["GBp", "USd"]),
    ("Franc", &["FRF", "CHF", "XOF", "XAF"]),
    ("Finnish markka", &["FIM"]),
    ("Netherlands guilder", &["NLG"]),
    ("Riyal", &["SAR", "QAR"]),
    ("Rial", &["IRR", "OMR", "YER"]),
    ("Mile", &["mile"]),
    ("Barrel", &["bbl", "bbl/d"]),
    ("Foot", &["ft"]),
    ("Acre", &["acre"]),
    ("Gallon", &["gal", "gal/year"]),
    ("Cubic foot", &["ft3"]),
    ("Square meter", &["m2"]),
    ("Metric ton", &["t"]),
    ("Ton", &["t"]),
    ("Kilometer", &["km"]),
    ("Kilometre", &["km"]),
    ("Inch", &["inch"]),
    ("Meter", &["m"]),
    ("Metre", &["m", "km"]),
    ("M", &["m"]),
    ("Centimetre", &["cm", "m"]),
    ("Millimeter", &["mm"]),
    ("Kilogram", &["kg"]),
    ("Gram", &["g", "kg", "mg"]),
    ("Ounce", &["ozt"]),
    ("Litre", &["L"]),
    ("Millilitre", &["mL"]),
    ("Degree", &["degree"]),
    ("Microgram", &["ug"]),
    ("Hectolitre", &["hL"]),
    ("C", &["degC"]),
    ("F", &["degF"]),
    ("Celsius", &["degC"]),
    ("Fahrenheit", &["degF"]),
    ("Second", &["second", "hour", "minute"]),
    ("Minute", &["minute", "hour"]),
    ("Hour", &["hour", "d"]),
    ("Day", &["d"]),
    ("Week", &["week"]),
    ("Month", &["month", "year"]),
    ("Quarter", &["quarter"]),
    ("Year", &["year"]),
];

/// How many of `to` one of `from` is, where both have one dimension.
fn conversion(grammar: &Grammar, from: &str, to: &str) -> Option<Decimal> {
    let world = &grammar.world;
    let (from, to) = (world.unit(world.unit_id(from)?), world.unit(world.unit_id(to)?));
    (from.dimension == to.dimension).then(|| from.factor.0 * to.factor.1 / from.factor.1 / to.factor.0)
}

/// What our number is to be multiplied by before it is compared; `None` where the units have nothing in common.
fn unit_factor(grammar: &Grammar, wanted: &Value, found: &Quantity) -> Option<Decimal> {
    let Some(wanted) = wanted.as_str() else { return Some(Decimal::ONE) };
    let spelled = found.unit.as_ref().map(|unit| grammar.world.spell(unit));
    let Some(spelled) = spelled else { return (wanted == "Unnamed").then_some(Decimal::ONE) };
    let simple = spelled.split('/').next().unwrap_or_default();
    if simple == wanted {
        return Some(Decimal::ONE);
    }
    let known = UNITS.iter().find(|(name, _)| *name == wanted)?.1;
    let money = grammar.world.unit_id(simple).is_some_and(|unit| grammar.world.is_money(unit));
    match known.contains(&simple) || known.contains(&&*spelled) {
        true if money => Some(Decimal::ONE),
        true => conversion(grammar, simple, known[0]).or(Some(Decimal::ONE)),
        false => conversion(grammar, simple, known[0]),
    }
}

/// Whether an amount says what a case wants: a number, or `[1,5)`, `(30,)` and the like.
fn same_amount(wanted: &Value, wanted_high: Option<Decimal>, kind: &str, found: &Amount, factor: Decimal) -> bool {
    let close = |wanted: Option<Decimal>, found: Option<Decimal>| match (wanted, found) {
        (Some(wanted), Some(found)) => close(wanted, found * factor),
        _ => false,
    };
    if let Some(range) = wanted.as_str().filter(|text| text.contains(',') && text.starts_with(['[', '('])) {
        let (low, high) = range[1..range.len() - 1].split_once(',').unwrap_or_default();
        let (low, high): (Option<Decimal>, Option<Decimal>) = (low.parse().ok(), high.parse().ok());
        return match (low, high) {
            (Some(low), Some(high)) if low == high => close(Some(low), found.value()),
            (Some(_), Some(_)) => close(low, found.low()) && close(high, found.high()),
            (Some(_), None) => {
                close(low, found.value()) && matches!(found.comparator(), Comparator::More | Comparator::AtLeast)
            }
            _ => close(high, found.value()) && matches!(found.comparator(), Comparator::Less | Comparator::AtMost),
        };
    }
    match kind {
        "between" => close(decimal(wanted), found.low()) && close(wanted_high, found.high()),
        "under" => {
            close(decimal(wanted), found.value()) && matches!(found.comparator(), Comparator::Less | Comparator::AtMost)
        }
        "above" => {
            close(decimal(wanted), found.value())
                && matches!(found.comparator(), Comparator::More | Comparator::AtLeast)
        }
        _ => close(decimal(wanted), found.value()) || close(decimal(wanted), found.low()),
    }
}

/// Whether one of the quantities is what a case expects.
fn is_found(grammar: &Grammar, expected: &Value, found: &[(usize, usize, Quantity)]) -> bool {
    let (start, end) =
        (expected["start"].as_u64().unwrap_or(0) as usize, expected["end"].as_u64().unwrap_or(0) as usize);
    let kind = expected["kind"].as_str().unwrap_or_default();
    found.iter().filter(|(from, to, _)| *from < end && start < *to).any(|(_, _, quantity)| {
        let factor = unit_factor(grammar, &expected["unit"], quantity);
        let percent = quantity.unit.as_ref().is_some_and(|unit| &*grammar.world.spell(unit) == "%");
        let share = if percent && kind != "percent" { Decimal::new(1, 2) } else { Decimal::ONE };
        factor.is_some_and(|factor| {
            let high = decimal(&expected["value_to"]);
            same_amount(&expected["value"], high, kind, &quantity.amount, factor * share)
        })
    })
}

/// Whether nothing is found where a case expects nothing of its dimension.
fn is_empty(grammar: &Grammar, dimension: &str, found: &[(usize, usize, Quantity)]) -> bool {
    let of_dimension = |quantity: &Quantity| match dimension {
        "currency" | "amountofmoney" => {
            quantity.unit.as_ref().and_then(|unit| unit.head()).is_some_and(|head| grammar.world.is_money(head))
        }
        "number" => true,
        "numberrange" => quantity.amount.comparator() != Comparator::Equal,
        _ => !matches!(quantity.kind, None | Some(Kind::Money | Kind::Price | Kind::Multiple)),
    };
    !found.iter().any(|(_, _, quantity)| of_dimension(quantity))
}

/// A reason, and the cases that our own rules decide otherwise for it.
type Difference = (&'static str, &'static [&'static str]);

/// Runs a file: how many cases agree, and of how many; those in `different` are left out.
fn agreements(name: &str, different: &[Difference]) -> (usize, usize) {
    let grammar = Grammar::embedded().expect("the grammar is well formed");
    let (mut agreed, mut total) = (0, 0);
    for case in cases(name) {
        let text = case["text"].as_str().unwrap_or_default();
        let id = case["id"].as_str().unwrap_or_default();
        if different.iter().any(|(_, ids)| ids.contains(&id)) {
            continue;
        }
        total += 1;
        let found = quantities(&grammar, text);
        let expected = case["expect"].as_array().cloned().unwrap_or_default();
        let valued = expected.iter().filter(|one| !one["value"].is_null() && one["value"] != "null");
        let dimension = case["dimension"].as_str().unwrap_or_default();
        let agrees = valued.clone().all(|one| is_found(&grammar, one, &found))
            && (!expected.is_empty() || is_empty(&grammar, dimension, &found));
        agreed += usize::from(agrees);
        if !agrees {
            let wanted: Vec<String> = valued
                .map(|one| format!("{} {} {} {}", one["quote"], one["value"], one["value_to"], one["unit"]))
                .collect();
            let got: Vec<String> = found
                .iter()
                .map(|(start, end, one)| {
                    let words: String = text.chars().skip(*start).take(end - start).collect();
                    format!("[{words}] {:?} {:?}", one.amount, one.unit.as_ref().map(|unit| grammar.world.spell(unit)))
                })
                .collect();
            let short: String = text.chars().take(90).collect();
            println!("~ {id} {short:?} wants {wanted:?} got {got:?}");
        }
    }
    println!(
        "{name}: {agreed} of {total} agree; {} known differences",
        different.iter().map(|(_, ids)| ids.len()).sum::<usize>()
    );
    (agreed, total)
}

/// Cases of recognizers that our own rules decide otherwise, each with the reason.
const RECOGNIZERS: &[Difference] = &[
    (
        "the case's text is in small letters throughout; codes and signs of money are told by their capitals",
        &["CurrencyModel0004", "CurrencyModel0059", "CurrencyModel0101", "CurrencyModel0148", "CurrencyModel0149"],
    ),
    ("a spoken part of a currency that no trade news uses", &["CurrencyModel0102"]),
    (
        "money of no state has no ISO 4217 code",
        &["CurrencyModel0141", "CurrencyModel0142", "CurrencyModel0143", "CurrencyModel0144"],
    ),
    ("in energy news mb is million barrels", &["DimensionModel0049"]),
    (
        "a kitchen's or a watchmaker's unit, which no trade news uses",
        &["DimensionModel0065", "DimensionModel0070", "DimensionModel0090", "DimensionModel0092"],
    ),
    ("the coin of Greece, not the weight", &["DimensionModel0068"]),
    (
        "the case leaves temperatures to another of its files",
        &["DimensionModel0093", "DimensionModel0094", "TemperatureModel0034"],
    ),
    ("an address of the network states no number", &["NumberModel0001"]),
    (
        "the case leaves numbers with units to another of its files",
        &["NumberModel0002", "NumberModel0003", "NumberModel0006"],
    ),
    (
        "ordinal words as denominators of large numbers are no usage of news",
        &[
            "NumberModel0019",
            "NumberModel0071",
            "NumberModel0078",
            "NumberModel0096",
            "NumberModel0097",
            "NumberModel0098",
            "NumberModel0103",
            "NumberModel0105",
            "NumberModel0107",
            "NumberModel0109",
            "NumberModel0121",
            "NumberModel0123",
            "NumberModel0126",
            "NumberModel0133",
        ],
    ),
    ("one without a unit is no amount", &["NumberModel0216"]),
    ("two bounds are two figures", &["NumberRangeModel0001", "NumberRangeModel0084"]),
    ("a person's age is no figure", &["NumberRangeModel0017"]),
    ("the case wants no range where one is said", &["NumberRangeModel0069"]),
    (
        "ordinals and words such as last and next are no amounts",
        &[
            "OrdinalModel0000",
            "OrdinalModel0002",
            "OrdinalModel0003",
            "OrdinalModel0005",
            "OrdinalModel0010",
            "OrdinalModel0011",
            "OrdinalModel0013",
            "OrdinalModel0014",
            "OrdinalModel0015",
            "OrdinalModel0017",
            "OrdinalModel0018",
            "OrdinalModel0020",
            "OrdinalModel0022",
            "OrdinalModel0024",
            "OrdinalModel0028",
            "OrdinalModel0029",
            "OrdinalModel0034",
            "OrdinalModel0037",
            "OrdinalModel0040",
            "OrdinalModel0041",
            "OrdinalModel0042",
            "OrdinalModel0045",
            "OrdinalModel0046",
            "OrdinalModel0048",
            "OrdinalModel0049",
            "OrdinalModel0052",
        ],
    ),
];

/// Cases of duckling that our own rules decide otherwise, each with the reason.
const DUCKLING: &[Difference] = &[
    (
        "an article before a unit alone states no amount",
        &["dk_amountofmoney_0008", "dk_quantity_0012", "dk_quantity_0017", "dk_volume_0003"],
    ),
    ("a misread sign, of no currency", &["dk_amountofmoney_0034"]),
    (
        "a bare number behind an amount is not read as its hundredths or its minutes",
        &["dk_amountofmoney_0042", "dk_amountofmoney_0048", "dk_duration_0034", "dk_duration_0042", "dk_duration_0043"],
    ),
    ("bucks are US dollars", &["dk_amountofmoney_0064"]),
    ("two words written as one", &["dk_amountofmoney_0072", "dk_amountofmoney_0082"]),
    (
        "a word that English trade news does not use for the currency",
        &["dk_amountofmoney_0074", "dk_amountofmoney_0076", "dk_amountofmoney_0077"],
    ),
    (
        "names of places and of money before a number are told by their capitals",
        &["dk_amountofmoney_0092", "dk_amountofmoney_0098", "dk_amountofmoney_0099"],
    ),
    ("two numbers joined by and are two figures", &["dk_amountofmoney_0122"]),
    ("a scale behind a range holds for both ends", &["dk_amountofmoney_0135"]),
    (
        "a kitchen's unit, which no trade news uses",
        &["dk_quantity_0023", "dk_quantity_0024", "dk_quantity_0025", "dk_quantity_0046", "dk_quantity_0049"],
    ),
    (
        "a fraction's word without a count is a part or a quarter of a year",
        &["dk_volume_0012", "dk_duration_0044", "dk_duration_0047"],
    ),
    ("3k is three thousand", &["dk_distance_0003"]),
    (
        "primes are quotation marks far more often than inches, feet or minutes",
        &["dk_distance_0014", "dk_distance_0027", "dk_duration_0007", "dk_duration_0010"],
    ),
    ("in for inches is a preposition first", &["dk_distance_0024"]),
    ("feet more than a yard are no remainder of it", &["dk_distance_0026"]),
    ("a mile is no remainder of a kilometre", &["dk_distance_0032"]),
    (
        "one, single and pair without a unit are no amounts",
        &["dk_numeral_0006", "dk_numeral_0007", "dk_numeral_0010", "dk_numeral_0012"],
    ),
    ("l is the litre, Kr the crown", &["dk_numeral_0062", "dk_numeral_0102"]),
    ("a dash and a space at a line's start mark an item of a list", &["dk_numeral_0074", "dk_temperature_0017"]),
    ("m behind a number is the metre", &["dk_duration_0016", "dk_duration_0017"]),
    ("a month and a half is a month and a half, not 45 days", &["dk_duration_0054"]),
    ("years of days and seconds are not added up", &["dk_duration_0060"]),
];

#[test]
fn recognizers() {
    let (agreed, total) = agreements("recognizers.jsonl", RECOGNIZERS);
    assert!(total == 0 || agreed * 100 >= total * 92, "{agreed} of {total}");
}

#[test]
fn duckling() {
    let (agreed, total) = agreements("duckling.jsonl", DUCKLING);
    assert!(total == 0 || agreed * 100 >= total * 92, "{agreed} of {total}");
}

#[test]
fn meantime_values() {
    let grammar = Grammar::embedded().expect("the grammar is well formed");
    let mut kinds: std::collections::BTreeMap<String, (usize, usize)> = std::collections::BTreeMap::new();
    for case in cases("meantime_values.jsonl") {
        let text = case["text"].as_str().unwrap_or_default();
        let found = quantities(&grammar, text);
        for expected in case["expect"].as_array().into_iter().flatten() {
            let (start, end) =
                (expected["start"].as_u64().unwrap_or(0) as usize, expected["end"].as_u64().unwrap_or(0) as usize);
            let hit = found.iter().any(|(from, to, _)| *from < end && start < *to);
            let kind = expected["type"].as_str().unwrap_or_default();
            let count = kinds.entry(kind.to_string()).or_default();
            count.1 += 1;
            count.0 += usize::from(hit);
            if !hit {
                let around: String = text.chars().skip(start.saturating_sub(30)).take(end - start + 60).collect();
                println!("- {kind} {} in {around:?}", expected["text"]);
            }
        }
    }
    println!("{kinds:?}");
    let share = |kind: &str| kinds.get(kind).map_or(1000, |(hit, all)| hit * 1000 / all);
    assert!(share("MONEY") >= 970 && share("PERCENT") >= 970 && share("QUANTITY") >= 900, "{kinds:?}");
}
