use super::*;
use crate::grammar::Grammar;
use crate::grammar::convention::Side;

fn world() -> World {
    Grammar::embedded().unwrap().world
}

/// The factor between two units, with the conventions named.
fn factor(from: &str, to: &str, bases: &[&str], world: &World) -> Result<String, String> {
    let unit = |text: &str| world.parse_unit(text).unwrap_or_else(|| panic!("{text} is a unit"));
    let bases: Vec<&Convention> = bases.iter().map(|id| world.convention(id).unwrap()).collect();
    let grounds = Grounds { bases: &bases, rates: &[] };
    match convert(&unit(from), &unit(to), grounds, world) {
        Ok(conversion) => Ok(conversion.factor.to_string()),
        Err(refusal) => Err(refusal.to_string()),
    }
}

#[test]
fn exact_factors() {
    let world = &world();
    for (from, to, expected) in [
        ("bcm", "m3", "1000000000"),
        ("GWh", "PJ", "9/2500"),
        ("mb/d", "kbbl/d", "1000"),
        ("t/year", "Mt/year", "1/1000000"),
        ("t/month", "t/year", "12"),
        ("kg/hour", "t/d", "3/125"),
        ("USD/MMBtu", "USD/GJ", "50000000000/52752792631"),
        ("USD/1000m3", "USD/bcm", "1000000"),
        ("USd/gal", "USD/bbl", "21/50"),
        ("bbl", "gal", "42"),
        ("GW", "TWh/d", "3/125"),
        ("kn", "km/hour", "463/250"),
        ("%", "permille", "10"),
    ] {
        assert_eq!(factor(from, to, &[], world), Ok(expected.to_owned()), "{from} to {to}");
    }
}

#[test]
fn temperatures_have_zeros_of_their_own() {
    let world = &world();
    let unit = |text: &str| world.parse_unit(text).unwrap();
    for (from, to, value, expected) in [
        ("degC", "degF", 41, "529/5"),
        ("degC", "degF", -40, "-40"),
        ("degF", "degC", 212, "100"),
        ("degF", "degC", 0, "-160/9"),
    ] {
        let conversion = convert(&unit(from), &unit(to), Grounds::default(), world).unwrap();
        assert_eq!(conversion.of(value.into()).unwrap().to_string(), expected, "{value} {from}");
        let [step] = &conversion.steps[..] else { panic!("{conversion:?}") };
        assert_eq!((step.factor, step.offset), (conversion.factor, conversion.offset));
    }
    assert!(factor("degC", "km", &[], world).is_err() && factor("USD/degC", "USD/degF", &[], world).is_err());
    assert_eq!(factor("Bcf/d", "bcm/year", &["TIME:year_days"], world), Ok("4037362893/390625000".to_owned()));
    assert_eq!(offered("Bcf/d", "bcm/year", world), [["TIME:year_days"]]);
}

#[test]
fn conventions_by_name() {
    let world = &world();
    for (from, to, bases, expected) in [
        ("bcm", "PJ", &["EI:bcm_PJ"][..], "36"),
        ("bcm", "GWh", &["EI:bcm_PJ"], "10000"),
        ("USD/bbl", "USD/t", &["EI:crude_t_bbl"], "733/100"),
        ("mb/d", "t/year", &["EI:crude_t_bbl", "TIME:year_days"], "36500000000/733"),
        ("mb/d", "t/year", &["TIME:year_days", "EI:crude_t_bbl"], "36500000000/733"),
        ("mb/d", "Mt/year", &["TIME:mbd_Mta"], "249/5"),
        ("t/d", "t/year", &["TIME:year_days"], "365"),
        ("GW", "TWh/year", &["TIME:year_days"], "219/25"),
        ("MWh", "tce", &["UN:elec_MWh_tce"], "123/1000"),
        ("tce", "MWh", &["UN:elec_MWh_tce"], "1000/123"),
        ("USD/bu", "USD/t", &["US:bu_corn_t"], "12500000000/317514659"),
        ("tC", "tCO2", &["MOLAR:tC_tCO2"], "11/3"),
        ("m3", "m3", &["RU:m3_20C"], "1017/1000"),
        ("bbl", "t", &["EI:crude_t_kL"], "9936705933/72812500000"),
    ] {
        assert_eq!(factor(from, to, bases, world), Ok(expected.to_owned()), "{from} to {to}");
    }
}

#[test]
fn there_and_back_is_one() {
    let world = &world();
    let symbols: Vec<&str> = world.symbols().collect();
    let info = |symbol: &str| world.unit(world.unit_id(symbol).unwrap());
    let unit = |symbol| Unit::simple(world.unit_id(symbol).unwrap());
    let mut pairs = 0;
    for (at, from) in symbols.iter().enumerate() {
        for to in symbols[at + 1..].iter().filter(|to| info(to).canonical == info(from).canonical) {
            let there = convert(&unit(from), &unit(to), Grounds::default(), world).unwrap();
            let back = convert(&unit(to), &unit(from), Grounds::default(), world).unwrap();
            assert_eq!(there.factor.times(back.factor), Some(Ratio::ONE), "{from} {to}");
            pairs += 1;
        }
    }
    assert!(pairs > 500, "{pairs}");
}

#[test]
fn steps_name_factor_and_source() {
    let world = &world();
    let unit = |text: &str| world.parse_unit(text).unwrap();
    let bases = [world.convention("EI:bcm_PJ").unwrap()];
    let conversion = convert(&unit("bcm"), &unit("GWh"), Grounds { bases: &bases, rates: &[] }, world).unwrap();
    let said: Vec<String> = conversion
        .steps
        .iter()
        .map(|step| format!("{:?} {} = {} {}", step.id.as_deref(), step.from, step.factor, step.to))
        .collect();
    assert_eq!(said, ["Some(\"EI:bcm_PJ\") bcm gas = 36 PJ", "None PJ = 1000000 GJ", "None GWh = 3600 GJ"]);
    assert!(conversion.steps.iter().all(|step| !step.source.is_empty()));
}

#[test]
fn refusals_name_dimensions_and_choices() {
    let world = &world();
    let apart = factor("bcm", "km", &[], world).unwrap_err();
    assert!(apart.starts_with("volume does not turn into length"), "{apart}");
    let money = factor("TRY", "USD", &[], world).unwrap_err();
    assert!(money.starts_with("TRY turns into USD at the rate of a day only"), "{money}");
    assert!(factor("USD/bbl", "t", &[], world).unwrap_err().starts_with("money/oil_volume does not turn into mass"));
    assert_eq!(
        factor("bcm", "m3", &["EI:bcm_PJ"], world),
        Err("EI:bcm_PJ has no part in this conversion; leave it out".into())
    );
}

/// The ids offered for a conversion, a list for each choice.
fn offered(from: &str, to: &str, world: &World) -> Vec<Vec<String>> {
    let unit = |text: &str| world.parse_unit(text).unwrap();
    let Err(Refusal::Convention { choices, .. }) = convert(&unit(from), &unit(to), Grounds::default(), world) else {
        panic!("{from} to {to} is refused");
    };
    let ids = |route: &Vec<&Convention>| route.iter().map(|one| &*one.id).collect::<Vec<_>>().join("+");
    choices.iter().map(|choice| choice.routes.iter().map(ids).collect()).collect()
}

#[test]
fn choices_are_those_that_fit() {
    let world = &world();
    let gas = &offered("bcm", "PJ", world)[..];
    let [gas] = gas else { panic!("{gas:?}") };
    assert!(gas.contains(&"EI:bcm_PJ".to_owned()) && gas.contains(&"CEDIGAZ:bcm_PJ".to_owned()), "{gas:?}");
    assert!(!gas.iter().any(|id| id.starts_with("PRICE") || id.contains("crude")), "{gas:?}");
    let oil = &offered("mb/d", "t/year", world)[..];
    let [mass, time, both] = oil else { panic!("{oil:?}") };
    assert!(mass.contains(&"EI:crude_t_bbl".to_owned()), "{mass:?}");
    assert_eq!((&time[..], &both[..]), (&["TIME:year_days".to_owned()][..], &["TIME:mbd_Mta".to_owned()][..]));
    assert_eq!(offered("t/d", "t/year", world), [["TIME:year_days"]]);
    assert!(offered("USD/MMBtu", "USD/1000m3", world)[0].contains(&"PRICE:USD_MMBtu_1000m3".to_owned()));
}

#[test]
fn every_convention_converts_its_own_sides() {
    let world = &world();
    for convention in &world.conventions {
        let grounds = Grounds { bases: &[convention], rates: &[] };
        let conversion = convert(&convention.from.unit, &convention.to.unit, grounds, world).unwrap();
        assert_eq!(conversion.factor, convention.factor, "{}", convention.id);
    }
}

#[test]
fn rates_forwards_backwards_and_across() {
    let world = &world();
    let side = |code: &str| Side::of_anything(world.parse_unit(code).unwrap());
    let rate = |from: &str, to: &str, number: i128| Convention {
        id: "2024-01-24".into(),
        from: side(from),
        to: side(to),
        factor: Ratio::new(number, 100).unwrap(),
        applies: None,
        source: "a bank".to_owned(),
    };
    let rates = [rate("USD", "TRY", 3025), rate("EUR", "USD", 108)];
    let bases = [world.convention("EI:crude_t_bbl").unwrap()];
    for (from, to, bases, expected) in [
        ("USD", "TRY", &[][..], "121/4"),
        ("TRY", "USD", &[], "4/121"),
        ("EUR", "TRY", &[], "3267/100"),
        ("TRY", "USd", &[], "400/121"),
        ("EUR/bbl", "USD/t", &bases, "19791/2500"),
    ] {
        let unit = |text: &str| world.parse_unit(text).unwrap();
        let conversion = convert(&unit(from), &unit(to), Grounds { bases, rates: &rates }, world).unwrap();
        assert_eq!(conversion.factor.to_string(), expected, "{from} to {to}");
    }
}
