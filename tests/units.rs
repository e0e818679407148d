//! Every unit's factor against its definition, as an exact ratio: the definitions stand here as products of base ones.

mod shared;

use std::collections::BTreeMap;
use trade_figures::grammar::Grammar;
use trade_figures::model::ratio::Ratio;

/// A unit, how many, and products of powers of others: those named before it, or base units.
type Row = (&'static str, &'static str, &'static [(&'static str, i32)]);

/// Definitions in order: each is a decimal times powers of those above it. Base units: m, kg, s, byte, and counted things.
const DEFINITIONS: &[Row] = &[
    // Length, area, speed.
    ("mm", "0.001", &[("metre", 1)]),
    ("cm", "0.01", &[("metre", 1)]),
    ("m", "1", &[("metre", 1)]),
    ("km", "1000", &[("metre", 1)]),
    ("inch", "0.0254", &[("metre", 1)]),
    ("ft", "12", &[("inch", 1)]),
    ("yard", "3", &[("ft", 1)]),
    ("mile", "1760", &[("yard", 1)]),
    ("nmi", "1852", &[("metre", 1)]),
    ("m2", "1", &[("metre", 2)]),
    ("ha", "10000", &[("metre", 2)]),
    ("km2", "1", &[("km", 2)]),
    ("acre", "4840", &[("yard", 2)]),
    ("sq_ft", "1", &[("ft", 2)]),
    ("sq_mile", "1", &[("mile", 2)]),
    // Time: of fixed length, and of the calendar.
    ("second", "1", &[("s", 1)]),
    ("minute", "60", &[("s", 1)]),
    ("hour", "60", &[("minute", 1)]),
    ("d", "24", &[("hour", 1)]),
    ("week", "7", &[("d", 1)]),
    ("fortnight", "2", &[("week", 1)]),
    ("month", "1", &[("calendar month", 1)]),
    ("quarter", "3", &[("month", 1)]),
    ("year", "4", &[("quarter", 1)]),
    ("decade", "10", &[("year", 1)]),
    ("century", "10", &[("decade", 1)]),
    ("kn", "1", &[("nmi", 1), ("hour", -1)]),
    // Volume.
    ("m3", "1", &[("metre", 3)]),
    ("1000m3", "1000", &[("m3", 1)]),
    ("mcm", "1000000", &[("m3", 1)]),
    ("bcm", "1", &[("km", 3)]),
    ("tcm", "1000", &[("bcm", 1)]),
    ("mL", "1", &[("cm", 3)]),
    ("L", "1000", &[("cm", 3)]),
    ("hL", "100", &[("L", 1)]),
    ("kL", "1000", &[("L", 1)]),
    ("ft3", "1", &[("ft", 3)]),
    ("Ccf", "100", &[("ft", 3)]),
    ("Mcf", "1000", &[("ft", 3)]),
    ("MMcf", "1000", &[("Mcf", 1)]),
    ("Bcf", "1000", &[("MMcf", 1)]),
    ("Tcf", "1000", &[("Bcf", 1)]),
    ("gal", "231", &[("inch", 3)]),
    ("gal_imp", "4.54609", &[("L", 1)]),
    ("bbl", "42", &[("gal", 1)]),
    ("kbbl", "1000", &[("bbl", 1)]),
    ("MMbbl", "1000", &[("kbbl", 1)]),
    ("mb", "1000000", &[("bbl", 1)]),
    // Mass.
    ("kg", "1", &[("kilogram", 1)]),
    ("g", "0.001", &[("kg", 1)]),
    ("mg", "0.001", &[("g", 1)]),
    ("ug", "0.001", &[("mg", 1)]),
    ("t", "1000", &[("kg", 1)]),
    ("kt", "1000", &[("t", 1)]),
    ("Mt", "1000", &[("kt", 1)]),
    ("Gt", "1000", &[("Mt", 1)]),
    ("lb", "0.45359237", &[("kg", 1)]),
    ("short_ton", "2000", &[("lb", 1)]),
    ("long_ton", "2240", &[("lb", 1)]),
    ("cwt", "100", &[("lb", 1)]),
    ("oz_av", "0.0625", &[("lb", 1)]),
    ("grain", "1", &[("lb per 7000", 1)]),
    ("ozt", "480", &[("grain", 1)]),
    ("carat", "200", &[("mg", 1)]),
    ("bale", "480", &[("lb", 1)]),
    ("bag60", "60", &[("kg", 1)]),
    // Energy and power.
    ("J", "1", &[("kg", 1), ("metre", 2), ("s", -2)]),
    ("kJ", "1000", &[("J", 1)]),
    ("MJ", "1000", &[("kJ", 1)]),
    ("GJ", "1000", &[("MJ", 1)]),
    ("TJ", "1000", &[("GJ", 1)]),
    ("PJ", "1000", &[("TJ", 1)]),
    ("EJ", "1000", &[("PJ", 1)]),
    ("W", "1", &[("J", 1), ("s", -1)]),
    ("kW", "1000", &[("W", 1)]),
    ("MW", "1000", &[("kW", 1)]),
    ("GW", "1000", &[("MW", 1)]),
    ("TW", "1000", &[("GW", 1)]),
    ("hp", "550", &[("ft", 1), ("lb", 1), ("standard gravity", 1), ("s", -1)]),
    ("kWh", "1", &[("kW", 1), ("hour", 1)]),
    ("MWh", "1", &[("MW", 1), ("hour", 1)]),
    ("GWh", "1", &[("GW", 1), ("hour", 1)]),
    ("TWh", "1", &[("TW", 1), ("hour", 1)]),
    ("PWh", "1000", &[("TWh", 1)]),
    ("cal", "4.1868", &[("J", 1)]),
    ("kcal", "1000", &[("cal", 1)]),
    ("Gcal", "1000000000", &[("cal", 1)]),
    ("Btu", "1", &[("cal", 1), ("lb", 1), ("g", -1), ("degree Fahrenheit in degrees Celsius", 1)]),
    ("MBtu", "1000", &[("Btu", 1)]),
    ("MMBtu", "1000000", &[("Btu", 1)]),
    ("TBtu", "1000000", &[("MMBtu", 1)]),
    ("quad", "1000", &[("TBtu", 1)]),
    ("therm", "100000", &[("Btu", 1)]),
    ("toe", "10", &[("Gcal", 1)]),
    ("ktoe", "1000", &[("toe", 1)]),
    ("Mtoe", "1000", &[("ktoe", 1)]),
    ("tce", "7", &[("Gcal", 1)]),
    ("Mtce", "1000000", &[("tce", 1)]),
    ("boe", "1", &[("barrel of oil equivalent", 1)]),
    ("kboe", "1000", &[("boe", 1)]),
    ("MMboe", "1000", &[("kboe", 1)]),
    // Emissions.
    ("tCO2", "1", &[("tonne of CO2", 1)]),
    ("MtCO2", "1000000", &[("tCO2", 1)]),
    ("GtCO2", "1000", &[("MtCO2", 1)]),
    ("tCO2e", "1", &[("tonne of CO2 equivalent", 1)]),
    ("MtCO2e", "1000000", &[("tCO2e", 1)]),
    ("GtCO2e", "1000", &[("MtCO2e", 1)]),
    // Ratios, ships, data.
    ("%", "1", &[("per cent", 1)]),
    ("permille", "0.1", &[("%", 1)]),
    ("pp", "1", &[("point", 1)]),
    ("bp", "0.01", &[("pp", 1)]),
    ("TEU", "1", &[("container of 20 feet", 1)]),
    ("FEU", "2", &[("TEU", 1)]),
    ("byte", "1", &[("octet", 1)]),
    ("MB", "1000000", &[("byte", 1)]),
    ("GB", "1000", &[("MB", 1)]),
    ("TB", "1000", &[("GB", 1)]),
    ("PB", "1000", &[("TB", 1)]),
];

/// What is not a decimal times others.
fn bases() -> BTreeMap<&'static str, Ratio> {
    let ratio = |above, below| Ratio::new(above, below).unwrap();
    BTreeMap::from([
        ("lb per 7000", ratio(45_359_237, 100_000_000 * 7000)),
        ("standard gravity", ratio(980_665, 100_000)),
        ("degree Fahrenheit in degrees Celsius", ratio(5, 9)),
    ])
}

/// Every definition's worth in base units.
fn worths() -> BTreeMap<&'static str, Ratio> {
    let mut worths = bases();
    for (unit, number, factors) in DEFINITIONS {
        let number = Ratio::of(number.parse().unwrap()).unwrap();
        let worth = factors.iter().fold(number, |product, (name, power)| {
            let one = worths.get(name).copied().unwrap_or(Ratio::ONE);
            product.times(one.power(*power).unwrap()).unwrap()
        });
        worths.insert(unit, worth);
    }
    worths
}

#[test]
fn every_factor_is_its_definition() {
    let world = Grammar::embedded().unwrap().world;
    let worths = worths();
    let mut wrong = Vec::new();
    for symbol in world.symbols() {
        let info = world.unit(world.unit_id(symbol).unwrap());
        let factor =
            Ratio::of(info.factor.0).unwrap().times(Ratio::of(info.factor.1).unwrap().inverse().unwrap()).unwrap();
        let expected = match (worths.get(symbol), worths.get(&*info.canonical)) {
            _ if *info.canonical == *symbol => Ratio::ONE,
            (Some(unit), Some(canonical)) => unit.times(canonical.inverse().unwrap()).unwrap(),
            // Units of money are hundredths, tenths and the like; their table says by which law.
            _ if &*info.dimension == "money" => factor,
            _ => {
                wrong.push(format!("{symbol} has no definition here; add it"));
                continue;
            }
        };
        if factor != expected {
            wrong.push(format!("{symbol}: {factor} {}, by definition {expected}", info.canonical));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_equality_of_dimensions_is_its_definition() {
    let world = Grammar::embedded().unwrap().world;
    let worths = worths();
    for symbol in ["bbl", "kn", "MW"] {
        let (worth, unit) = world.equal(world.unit_id(symbol).unwrap()).unwrap_or_else(|| panic!("{symbol} equals"));
        let product = unit.0.iter().fold(worth, |product, factor| {
            let one = worths[&*world.unit(factor.unit).symbol].power(factor.power.into()).unwrap();
            product.times(one).unwrap()
        });
        assert_eq!(product, worths[symbol], "{symbol}");
    }
}

#[test]
fn grains_weigh_what_their_pounds_do() {
    let world = Grammar::embedded().unwrap().world;
    let pound = worths()["lb"].times(worths()["t"].inverse().unwrap()).unwrap();
    let pounds = [("wheat", 60), ("corn", 56), ("barley", 48), ("oats", 32), ("canola", 50)];
    for (grain, number) in pounds {
        let convention = world.convention(&format!("US:bu_{grain}_t")).unwrap();
        assert_eq!(Some(convention.factor), pound.times(Ratio::new(number, 1).unwrap()), "{grain}");
    }
}

/// Where the reference list of units is at hand: each of its units is known, and its exact factors are ours.
#[test]
fn the_reference_list_agrees() {
    let Some(folder) = shared::folder() else { return };
    let list = std::fs::read_to_string(folder.join("reference/units.tsv")).unwrap();
    let world = Grammar::embedded().unwrap().world;
    // Rates, scale words and grains that a bushel is of are no units of their own here.
    let composed = |kind: &str, code: &str| kind == "scale" || kind == "mass_rate" || code.starts_with("bu_");
    let mut wrong = Vec::new();
    for row in list.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>()) {
        let [code, kind, _, _, canonical, factor, status, ..] = row[..] else { continue };
        let code = if code == "gal_us" { "gal" } else { code };
        let Some(info) = world.unit_id(code).map(|id| world.unit(id)) else {
            wrong.extend((!composed(kind, code)).then(|| format!("{code} is unknown")));
            continue;
        };
        let ratio = |text: &str| text.parse().ok().and_then(Ratio::of);
        let ours = Ratio::of(info.factor.0).unwrap().times(Ratio::of(info.factor.1).unwrap().inverse().unwrap());
        if status == "exact" && *info.canonical == *canonical && ratio(factor).is_some() && ratio(factor) != ours {
            wrong.push(format!("{code}: {factor} {canonical} there, {} here", info.factor.0));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
