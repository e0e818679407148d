//! How a language says things: the entries of `grammar/en/`, each with its sense, its phrases and its examples.

use super::number::{NumberWord, number_word};
use super::source::{Source, Table};
use super::time::{self, TimeWord};
use super::world::{Index, World};
use crate::error::Result;
use crate::model::code::{ChangeBasis, Code, Comparator, Direction, Flow, Section, Status};
use crate::model::unit::{Unit, UnitId};
use rust_decimal::Decimal;

/// How a word is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// As a noun or adjective: "exports".
    Noun,
    /// As a verb: "exported".
    Verb,
}

/// Which name of a place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// The country's own name or demonym.
    Name,
    /// A capital or seat that stands for its government.
    Capital,
    /// A city or region in it.
    City,
}

/// What a phrase of the grammar means.
#[derive(Clone, Debug, PartialEq)]
pub enum Sense {
    /// A number word; which kind stands in the entry's id (`scale.million`).
    Number(NumberWord, Decimal),
    /// A word between or beside numbers ("to", "and", "point"), known by the entry's id.
    NumberJoint(NumberWord),
    /// A unit that is not money.
    Unit(Unit),
    /// A word for several units; context decides.
    SharedUnit(Vec<Unit>),
    /// A unit that only stands below the line: "a share", "per household".
    Denominator(UnitId),
    /// A currency or a sub-unit of one.
    Currency(UnitId),
    /// A word or sign for several currencies; the flag says whether the first may be assumed.
    SharedCurrency(Vec<UnitId>, bool),
    /// A commodity; `None` where the phrase names none though its words do ("oil and gas").
    Commodity(Option<Index>),
    /// A flow.
    Flow(Flow, Use),
    /// A measure.
    Measure(Index, Use),
    /// A country or bloc.
    Place(Index, Facet),
    /// A named body, the place it belongs to, its full name, and its kind.
    Organization(Option<Index>, String, String),
    /// A price benchmark, its commodity, and the unit its bare prices are in.
    Benchmark(Index, Option<Unit>),
    /// A word of time.
    Time(TimeWord),
    /// A cue.
    Cue(Cue),
    /// A name that holds a number but states none.
    Stop,
    /// A phrase that names no flow or measure though its words do ("trade minister").
    Nothing,
    /// A head or mark of a section.
    Section(Section),
    /// A word whose full stop ends no sentence.
    Abbreviation,
}

/// What a cue says of the figures in its scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// A change, and which way.
    Change(Direction),
    /// A status.
    Status(Status),
    /// A bound.
    Comparator(Comparator),
    /// What a change is measured against.
    Basis(ChangeBasis),
    /// A cue known by the rest of its id alone; see the entry.
    Named,
}

/// Which file an entry stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the file of the same name")]
pub enum Class {
    Numbers,
    Units,
    Currencies,
    Commodities,
    Flows,
    Measures,
    Places,
    Organizations,
    Benchmarks,
    Times,
    Cues,
    Stops,
    Words,
    Sections,
    Abbreviations,
}

impl Class {
    /// Every class with its file's name.
    pub const ALL: [(Class, &'static str); 15] = [
        (Class::Numbers, "numbers"),
        (Class::Units, "units"),
        (Class::Currencies, "currencies"),
        (Class::Commodities, "commodities"),
        (Class::Flows, "flows"),
        (Class::Measures, "measures"),
        (Class::Places, "places"),
        (Class::Organizations, "organizations"),
        (Class::Benchmarks, "benchmarks"),
        (Class::Times, "times"),
        (Class::Cues, "cues"),
        (Class::Stops, "stops"),
        (Class::Words, "words"),
        (Class::Sections, "sections"),
        (Class::Abbreviations, "abbreviations"),
    ];

    /// The name of its file, without folder and ending.
    pub fn name(&self) -> &'static str {
        Class::ALL[*self as usize].1
    }
}

/// An example of an entry: the text, and what must come of it (`slot=value; slot=value`), with its line.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The text.
    pub text: String,
    /// Pairs of column and value; empty: the entry must be found in the text.
    pub expected: Vec<(String, String)>,
    /// Line in the file, from 1.
    pub line: usize,
}

/// One entry of a language's grammar.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its id: the table's name.
    pub id: String,
    /// Where the first dot of its id stands, in bytes.
    group_end: usize,
    /// The name evidence gives it: `units/bbl`.
    pub rule_name: Code,
    /// Which file it stands in.
    pub class: Class,
    /// The file below the grammar folder: `en/units.toml`.
    pub path: String,
    /// The line of its name, from 1.
    pub line: usize,
    /// What it means.
    pub sense: Sense,
    /// Phrases matched in any case.
    pub words: Vec<String>,
    /// Phrases matched in this case only.
    pub exact: Vec<String>,
    /// Phrases that say it as a verb.
    pub verbs: Vec<String>,
    /// Patterns over mentions.
    pub patterns: Vec<(String, usize)>,
    /// Examples in which it must be found.
    pub yes: Vec<Example>,
    /// Examples in which it must not be found.
    pub no: Vec<Example>,
}

impl Entry {
    /// The part of the id before the first dot.
    pub fn group(&self) -> &str {
        &self.id[..self.group_end]
    }

    /// The part of the id after the first dot.
    pub fn name(&self) -> &str {
        self.id.get(self.group_end + 1..).unwrap_or_default()
    }
}

/// Reads a file of a language. An entry that has `verbs` for a flow or measure becomes two: noun and verb.
///
/// # Errors
/// Fails at the first table that is not well formed, with file and line.
pub fn read(source: &Source, class: Class, world: &World, out: &mut Vec<Entry>) -> Result<()> {
    for table in source.tables()? {
        let sense = sense(&table, class, world)?;
        let phrases = |name| Ok(table.list(name)?.into_iter().map(|(text, _)| text).collect::<Vec<_>>());
        let mut entry = Entry {
            id: table.id.clone(),
            group_end: table.id.find('.').unwrap_or(table.id.len()),
            rule_name: [class.name(), "/", &table.id].concat().into(),
            class,
            path: source.path.clone(),
            line: table.line(),
            words: phrases("words")?,
            exact: phrases("exact")?,
            verbs: phrases("verbs")?,
            patterns: table.list("patterns")?,
            yes: examples(table.list("yes")?),
            no: examples(table.list("no")?),
            sense,
        };
        table.ignore(&["note", "source", "label"]);
        table.finish()?;
        let verb = match &entry.sense {
            Sense::Flow(flow, _) => Some(Sense::Flow(*flow, Use::Verb)),
            Sense::Measure(measure, _) => Some(Sense::Measure(*measure, Use::Verb)),
            _ => None,
        };
        if let Some(verb) = verb.filter(|_| !entry.verbs.is_empty()) {
            let words = std::mem::take(&mut entry.verbs);
            out.push(Entry {
                sense: verb,
                words,
                exact: vec![],
                patterns: vec![],
                yes: vec![],
                no: vec![],
                ..entry.clone()
            });
        }
        out.push(entry);
    }
    Ok(())
}

fn examples(lines: Vec<(String, usize)>) -> Vec<Example> {
    let pair =
        |part: &str| part.split_once('=').map(|(slot, value)| (slot.trim().to_string(), value.trim().to_string()));
    lines
        .into_iter()
        .map(|(line_text, line)| match line_text.split_once("=>") {
            None => Example { text: line_text, expected: vec![], line },
            Some((text, right)) => {
                Example { text: text.trim().to_string(), expected: right.split(';').filter_map(pair).collect(), line }
            }
        })
        .collect()
}

/// What a table of this class means.
fn sense(table: &Table, class: Class, world: &World) -> Result<Sense> {
    let unknown = |what: &str| table.error(format!("no such {what} in world/; correct the id or add it there"));
    let (group, name) = table.id.split_once('.').unwrap_or((&table.id, ""));
    Ok(match class {
        Class::Numbers => match value(table)? {
            Some(value) => Sense::Number(number_word(table)?, value),
            None => Sense::NumberJoint(number_word(table)?),
        },
        Class::Times => Sense::Time(time::word(table, value(table)?, &world.calendars)?),
        Class::Units => unit_sense(table, world)?,
        Class::Currencies if group == "shared" => {
            let among = among(table, |code| world.unit_id(code))?;
            Sense::SharedCurrency(among, table.flag("default", true)?)
        }
        Class::Currencies => Sense::Currency(world.unit_id(&table.id).ok_or_else(|| unknown("currency"))?),
        Class::Commodities if group == "none" => Sense::Commodity(None),
        Class::Flows | Class::Measures | Class::Places if group == "none" => Sense::Nothing,
        Class::Commodities => Sense::Commodity(Some(world.commodity(group).ok_or_else(|| unknown("commodity"))?)),
        Class::Flows => Sense::Flow(Flow::from_code(group).ok_or_else(|| unknown("flow"))?, Use::Noun),
        Class::Measures => Sense::Measure(world.measure(group).ok_or_else(|| unknown("measure"))?, Use::Noun),
        Class::Places => {
            let facet = match name {
                "capital" => Facet::Capital,
                "city" => Facet::City,
                _ => Facet::Name,
            };
            Sense::Place(world.place(group).ok_or_else(|| unknown("place"))?, facet)
        }
        Class::Organizations => organization(table, world)?,
        Class::Benchmarks => benchmark(table, world)?,
        Class::Cues => Sense::Cue(cue(table, group, name)?),
        Class::Stops => Sense::Stop,
        Class::Words => Sense::Cue(Cue::Named),
        Class::Sections => Sense::Section(Section::from_code(group).ok_or_else(|| unknown("section"))?),
        Class::Abbreviations => Sense::Abbreviation,
    })
}

fn value(table: &Table) -> Result<Option<Decimal>> {
    let Some(text) = table.text("value")? else { return Ok(None) };
    let exact = match text.split_once('/') {
        None => Decimal::from_str_exact(&text).ok(),
        Some((above, below)) => Decimal::from_str_exact(above)
            .ok()
            .zip(Decimal::from_str_exact(below).ok())
            .and_then(|(a, b)| a.checked_div(b)),
    };
    exact.map(Some).ok_or_else(|| table.error(format!("value `{text}` is no number; write \"12\" or \"1/3\"")))
}

fn among<T>(table: &Table, find: impl Fn(&str) -> Option<T>) -> Result<Vec<T>> {
    table
        .list("among")?
        .iter()
        .map(|(code, _)| find(code).ok_or_else(|| table.error(format!("`among` names `{code}`, which world/ lacks"))))
        .collect()
}

fn unit_sense(table: &Table, world: &World) -> Result<Sense> {
    if table.id.starts_with("shared.") {
        return Ok(Sense::SharedUnit(among(table, |code| world.parse_unit(code))?));
    }
    let unit = world.parse_unit(&table.id);
    let unit = unit.ok_or_else(|| table.error("no such unit in world/units.toml; correct the id or add it there"))?;
    match table.text("only")?.as_deref() {
        None => Ok(Sense::Unit(unit)),
        Some("denominator") => {
            let head = unit.head().ok_or_else(|| table.error("a denominator needs a simple unit"))?;
            Ok(Sense::Denominator(head))
        }
        Some(other) => Err(table.error(format!("`only` can be \"denominator\", not `{other}`"))),
    }
}

fn organization(table: &Table, world: &World) -> Result<Sense> {
    let place = match table.text("place")? {
        None => None,
        Some(code) => {
            Some(world.place(&code).ok_or_else(|| table.error(format!("no place `{code}` in world/places.toml")))?)
        }
    };
    Ok(Sense::Organization(place, table.required("name")?, table.text("kind")?.unwrap_or_default()))
}

fn benchmark(table: &Table, world: &World) -> Result<Sense> {
    let code = table.required("commodity")?;
    let commodity = world
        .commodity(&code)
        .ok_or_else(|| table.error(format!("no commodity `{code}` in world/commodities.toml")))?;
    let unit = match table.text("unit")? {
        None => None,
        Some(spelling) => Some(
            world
                .parse_unit(&spelling)
                .ok_or_else(|| table.error(format!("no unit `{spelling}` in world/units.toml")))?,
        ),
    };
    Ok(Sense::Benchmark(commodity, unit))
}

fn cue(table: &Table, group: &str, name: &str) -> Result<Cue> {
    let unknown = || table.error(format!("no `{name}` among the codes of `{group}`"));
    let first = name.split('.').next().unwrap_or_default();
    Ok(match group {
        "change" => Cue::Change(Direction::from_code(first).ok_or_else(unknown)?),
        "status" => Cue::Status(Status::from_code(first).ok_or_else(unknown)?),
        "basis" => Cue::Basis(ChangeBasis::from_code(first).ok_or_else(unknown)?),
        "comparator" => Cue::Comparator(comparator(first).ok_or_else(unknown)?),
        _ => Cue::Named,
    })
}

/// The names of bounds in ids, where signs would need quotes.
fn comparator(name: &str) -> Option<Comparator> {
    Some(match name {
        "exactly" => Comparator::Equal,
        "about" => Comparator::About,
        "less" => Comparator::Less,
        "at_most" => Comparator::AtMost,
        "more" => Comparator::More,
        "at_least" => Comparator::AtLeast,
        _ => return None,
    })
}
