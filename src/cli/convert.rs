//! `figures convert`: an amount in another unit, with the factor and the source of each step.

use super::answer::grouped;
use super::load::day;
use super::output::{Ended, FAINT, STRONG, Status, complain, remark, stdout};
use crate::error::Error;
use crate::grammar::convention::Convention;
use crate::grammar::world::World;
use crate::model::amount::Amount;
use crate::model::code::Comparator;
use crate::model::mention::Quantity;
use crate::model::ratio::Ratio;
use crate::pipeline::{Choice, Conversion, Extractor, Grounds, Refusal, Step};
use chrono::NaiveDate;
use clap::Args;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

/// Convert an amount into another unit, with the factor and the source of each step
///
/// What is so by definition is converted exactly. What is so by convention alone (tonnes of crude into barrels, gas into
/// energy, years into days) takes a convention named with --basis; without one, those that fit are listed and none is
/// chosen. Money turns into other money at the rate of a day alone, from a table of rates.
#[derive(Args)]
#[command(after_help = "\
Examples:
  figures convert '16 bcm' --to PJ --basis EI:bcm_PJ
  figures convert '1.2 mb/d' --to t/year --basis EI:crude_t_bbl --basis TIME:year_days
  figures convert '450 TL' --to USD --rates rates.csv --on 2024-01-24")]
pub struct Convert {
    /// The amount with its unit, as news writes it.
    #[arg(value_name = "AMOUNT", allow_hyphen_values = true)]
    amount: String,
    /// The unit to convert it into.
    #[arg(long, value_name = "UNIT")]
    to: String,
    /// A convention to use; may be given several times.
    #[arg(long, value_name = "ID")]
    basis: Vec<String>,
    /// A table of exchange rates: CSV with the columns date,from,to,rate,source.
    #[arg(long, value_name = "FILE", requires = "on")]
    rates: Option<PathBuf>,
    /// The day whose exchange rates are used, or the last before it within a week: YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = day, requires = "rates")]
    on: Option<NaiveDate>,
    /// Write JSON.
    #[arg(long)]
    json: bool,
}

/// How many digits of a number are shown that has no end.
const SHOWN_DIGITS: u32 = 10;
/// From here on a number makes a ratio too long to be read.
const LONG_RATIO: i128 = 100_000;

impl Convert {
    pub fn run(&self, extractor: &Extractor) -> Ended {
        let quantity = extractor.quantity(&self.amount)?;
        let from = quantity.unit.clone().unwrap_or_default();
        let to = extractor.unit(&self.to)?;
        let bases = extractor.conventions_for(&self.amount, &self.basis)?;
        let rates = match (&self.rates, self.on) {
            (Some(path), Some(on)) => extractor.rates(path, on)?,
            _ => vec![],
        };
        let world = &extractor.grammar().world;
        match extractor.convert(&from, &to, Grounds { bases: &bases, rates: &rates }) {
            Ok(conversion) => self.answer(&quantity, &conversion, &[&world.spell(&from), &world.spell(&to)]),
            Err(refusal) => self.refuse(&refusal, world),
        }
    }

    fn answer(&self, quantity: &Quantity, conversion: &Conversion, [from, to]: &[&str; 2]) -> Ended {
        let mut out = stdout();
        let result = Converted::of(quantity.amount, conversion)?;
        let flags: Vec<&str> = quantity.flags.iter().map(|flag| flag.code()).collect();
        if self.json {
            let steps: Vec<Value> = conversion.steps.iter().map(step_json).collect();
            let answer = json!({
                "value": result.amount.value().map(|value| value.to_string()),
                "value_low": result.amount.low().map(|value| value.to_string()),
                "value_high": result.amount.high().map(|value| value.to_string()),
                "comparator": result.amount.comparator().code(),
                "unit": to,
                "exact": result.exact,
                "from_unit": from,
                "factor": conversion.factor.to_string(),
                "offset": conversion.offset.to_string(),
                "flags": flags,
                "steps": steps,
            });
            writeln!(out, "{answer:#}")?;
        } else {
            writeln!(out, "{STRONG}{} {to}{STRONG:#}\n", result.text())?;
            if conversion.offset == Ratio::ZERO {
                writeln!(out, "  {}", equation(from, conversion.factor, to))?;
            }
            for step in &conversion.steps {
                write_step(&mut out, step)?;
            }
            if !flags.is_empty() {
                out.flush()?;
                remark(&format!("To check in how the amount was read: {}", flags.join(", ")));
            }
        }
        out.flush()?;
        Ok(Status::Done)
    }

    fn refuse(&self, refusal: &Refusal, world: &World) -> Ended {
        let message = match refusal {
            Refusal::Rate(from, to) if self.rates.is_some() => {
                format!(
                    "the table has no rate of {from} and {to} of that day or the week before; add one, or change --on"
                )
            }
            other => other.to_string(),
        };
        let Refusal::Convention { choices, .. } = refusal else {
            complain(&message);
            return Ok(if matches!(refusal, Refusal::Rate(..)) { Status::Nothing } else { Status::Failed });
        };
        let mut out = stdout();
        if self.json {
            let choices: Vec<Value> = choices.iter().map(|choice| choice_json(choice, world)).collect();
            writeln!(out, "{:#}", json!({ "choices": choices }))?;
        } else {
            choices.iter().try_for_each(|choice| write_choice(&mut out, choice, world))?;
        }
        out.flush()?;
        complain(&message);
        Ok(Status::Nothing)
    }
}

/// An amount in its new unit.
struct Converted {
    amount: Amount,
    /// Whether every digit of it is given.
    exact: bool,
}

impl Converted {
    fn of(amount: Amount, conversion: &Conversion) -> Result<Converted, Error> {
        let worth = |value: Decimal| conversion.of(value)?.decimal();
        let large = || Error::new("the result has too many digits; ask for a larger unit");
        let converted = amount.map(|value| Some(worth(value)?.0)).ok_or_else(large)?;
        let ends = [amount.value(), amount.low(), amount.high()];
        let exact = ends.into_iter().flatten().all(|value| worth(value).is_some_and(|(_, exact)| exact));
        Ok(Converted { amount: converted, exact })
    }

    fn text(&self) -> String {
        let about = if self.exact { "" } else { "≈ " };
        let text = |value: Decimal| grouped(&if self.exact { value } else { rounded(value) }.to_string());
        match self.amount {
            Amount::Exact(value) | Amount::Bounded(Comparator::Equal, value) => format!("{about}{}", text(value)),
            Amount::Bounded(Comparator::About, value) => format!("{} {}", Comparator::About.code(), text(value)),
            Amount::Bounded(comparator, value) => format!("{} {about}{}", comparator.code(), text(value)),
            Amount::Range(low, high) => format!("{about}{} to {}", text(low), text(high)),
            Amount::Vague(low) => format!("{about}{}+", text(low)),
        }
    }
}

fn rounded(value: Decimal) -> Decimal {
    value.round_sf(SHOWN_DIGITS).unwrap_or(value).normalize()
}

/// `1 t crude = 7.33 bbl`; where the factor has no end, as a ratio too if that is short.
fn equation(from: &str, factor: Ratio, to: &str) -> String {
    let short = factor.below() < LONG_RATIO && factor.above() < LONG_RATIO;
    match factor.decimal() {
        Some((value, true)) => format!("1 {from} = {} {to}", grouped(&value.to_string())),
        Some((value, false)) if short => {
            format!("1 {from} = {factor} {to} ≈ {} {to}", grouped(&rounded(value).to_string()))
        }
        Some((value, false)) => format!("1 {from} ≈ {} {to}", grouped(&rounded(value).to_string())),
        None => format!("1 {from} = {factor} {to}"),
    }
}

fn write_step(out: &mut impl Write, step: &Step) -> io::Result<()> {
    let said: Vec<&str> =
        [step.id.as_deref(), step.applies.as_deref(), Some(&step.source)].into_iter().flatten().collect();
    let equation = match step.offset {
        Ratio::ZERO => equation(&step.from, step.factor, &step.to),
        offset => format!("{} = {} × {} + {offset}", step.to, step.factor, step.from).replace("+ -", "- "),
    };
    writeln!(out, "  {equation:<28} {FAINT}{}{FAINT:#}", said.join(" · "))
}

/// The ways over one gap, each as the options that take it, then what the conventions say.
fn write_choice(out: &mut impl Write, choice: &Choice, world: &World) -> io::Result<()> {
    let instead = if choice.whole { ", in place of the others" } else { "" };
    writeln!(out, "{STRONG}{} and {}{STRONG:#}{instead}", choice.from, choice.to)?;
    if choice.routes.iter().any(|route| route.len() > 1) {
        for route in &choice.routes {
            let options: Vec<String> = route.iter().map(|convention| format!("--basis {}", convention.id)).collect();
            writeln!(out, "  {}", options.join(" "))?;
        }
        writeln!(out)?;
    }
    let conventions: BTreeMap<&str, &Convention> =
        choice.routes.iter().flatten().map(|convention| (&*convention.id, *convention)).collect();
    for convention in conventions.values() {
        let equation = equation(&convention.from.spell(world), convention.factor, &convention.to.spell(world));
        let said: Vec<&str> =
            [convention.applies.as_deref(), Some(&*convention.source)].into_iter().flatten().collect();
        writeln!(out, "  {:<25} {equation:<34} {FAINT}{}{FAINT:#}", convention.id, said.join(" · "))?;
    }
    writeln!(out)
}

fn step_json(step: &Step) -> Value {
    json!({
        "id": step.id,
        "from": step.from,
        "to": step.to,
        "factor": step.factor.to_string(),
        "applies": step.applies,
        "source": step.source,
    })
}

fn choice_json(choice: &Choice, world: &World) -> Value {
    let convention = |one: &&Convention| step_json(&Step::by(one, world));
    let routes: Vec<Vec<Value>> = choice.routes.iter().map(|route| route.iter().map(convention).collect()).collect();
    json!({ "from": choice.from, "to": choice.to, "whole": choice.whole, "routes": routes })
}
