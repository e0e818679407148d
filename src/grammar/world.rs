//! What things are: units, currencies, commodities, flows, measures and places, from `grammar/world/`.

use super::calendar::Calendar;
use super::convention::Convention;
use super::money::{Namesake, day};
use super::scale::Scale;
use super::source::{Source, Table};
use crate::error::Result;
use crate::model::code::{Code, Flow, Topic};
use crate::model::ratio::Ratio;
use crate::model::unit::{Unit, UnitId};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// A unit or currency.
#[derive(Clone, Debug)]
pub struct UnitInfo {
    /// Canonical spelling, the one tables show: `bbl`, `USD`.
    pub symbol: Code,
    /// Its dimension: `oil_volume`, `money`.
    pub dimension: Code,
    /// Its worth in the dimension's canonical unit is `factor.0 / factor.1`; for money, in `main`.
    pub factor: (Decimal, Decimal),
    /// What it is a unit of, where it measures one commodity alone.
    pub commodity: Option<Code>,
    /// The unit its normal value is shown in: the dimension's canonical unit; for money the ISO 4217 currency.
    pub canonical: Code,
    /// Who says what it is worth.
    pub source: String,
    /// A country whose producers mean it by a word that several units share, and for which commodities.
    pub home: Option<(Code, Vec<Code>)>,
}

/// A commodity.
#[derive(Clone, Debug)]
pub struct CommodityInfo {
    /// Its code: `crude_oil`.
    pub code: Code,
    /// Its name for readers.
    pub label: String,
    /// The field its figures belong to.
    pub topic: Topic,
    /// The wider code it belongs to.
    pub within: Option<Code>,
}

/// A measure.
#[derive(Clone, Debug)]
pub struct MeasureInfo {
    /// Its code: `trade_value`.
    pub code: Code,
    /// Its name for readers.
    pub label: String,
    /// The flow it is a measure of.
    pub flow: Option<Flow>,
    /// The dimensions it can take; empty: any.
    pub dimensions: Vec<Code>,
    /// The field its figures belong to.
    pub topic: Option<Topic>,
    /// Whether it is a rate, of which a percentage is a percentage of a percentage.
    pub is_rate: bool,
}

/// Membership of a bloc.
#[derive(Clone, Debug)]
pub struct Member {
    /// ISO 3166-1 alpha-3.
    pub code: Code,
    /// First day, where known.
    pub from: Option<NaiveDate>,
    /// Last day, where it ended.
    pub to: Option<NaiveDate>,
}

/// A country or bloc.
#[derive(Clone, Debug)]
pub struct PlaceInfo {
    /// ISO 3166-1 alpha-3, or the bloc's name.
    pub code: Code,
    /// Its name for readers.
    pub label: String,
    /// Whether it is a bloc.
    pub bloc: bool,
    /// A bloc's members.
    pub members: Vec<Member>,
    /// First month and day of its fiscal year, where news speaks of one.
    pub fiscal_year: Option<(u32, u32)>,
    /// Its currency.
    pub currency: Option<UnitId>,
}

/// The number of a commodity, measure or place in its list.
pub type Index = u16;

/// Everything in `grammar/world/`.
#[derive(Clone, Debug, Default)]
pub struct World {
    units: Vec<UnitInfo>,
    unit_ids: FxHashMap<Code, UnitId>,
    /// All commodities.
    pub commodities: Vec<CommodityInfo>,
    /// All measures.
    pub measures: Vec<MeasureInfo>,
    /// All places.
    pub places: Vec<PlaceInfo>,
    /// All named kinds of year.
    pub calendars: Vec<Calendar>,
    /// All conversions that are no definitions.
    pub conventions: Vec<Convention>,
    /// What canonical units are worth in units of other dimensions, exactly.
    equals: FxHashMap<UnitId, (Ratio, Unit)>,
    /// Units whose zero is another's.
    pub scales: Vec<Scale>,
    dimensions: FxHashMap<String, Code>,
    /// By ISO 4217 code, the other money of its name.
    pub(super) namesakes: FxHashMap<Code, Vec<Namesake>>,
}

impl World {
    /// Reads the files of `world/`, dimensions and currencies before what refers to them.
    ///
    /// # Errors
    /// Fails at the first table that is not well formed, with file and line.
    pub fn load(sources: &[Source]) -> Result<World> {
        let mut world = World::default();
        world.add_iso_currencies();
        type Reader = fn(&mut World, &Table) -> Result<()>;
        let readers: [(&str, Reader); 9] = [
            ("world/dimensions.toml", World::read_dimension),
            ("world/units.toml", World::read_unit),
            ("world/currencies.toml", World::read_currency),
            ("world/dimensions.toml", World::read_equal),
            ("world/conventions.toml", World::read_convention),
            ("world/commodities.toml", World::read_commodity),
            ("world/measures.toml", World::read_measure),
            ("world/places.toml", World::read_place),
            ("world/calendars.toml", World::read_calendar),
        ];
        for (path, read) in readers {
            for source in sources.iter().filter(|source| source.path == path) {
                for table in source.tables()? {
                    read(&mut world, &table)?;
                    table.finish()?;
                }
            }
        }
        Ok(world)
    }

    /// A unit.
    pub fn unit(&self, id: UnitId) -> &UnitInfo {
        &self.units[id.0 as usize]
    }

    /// The unit or currency of this canonical spelling.
    pub fn unit_id(&self, symbol: &str) -> Option<UnitId> {
        self.unit_ids.get(symbol).copied()
    }

    /// The number of a place by its code.
    pub fn place(&self, code: &str) -> Option<Index> {
        self.places.iter().position(|place| &*place.code == code).map(|index| index as Index)
    }

    /// The number of a commodity by its code.
    pub fn commodity(&self, code: &str) -> Option<Index> {
        self.commodities.iter().position(|one| &*one.code == code).map(|index| index as Index)
    }

    /// The number of a measure by its code.
    pub fn measure(&self, code: &str) -> Option<Index> {
        self.measures.iter().position(|one| &*one.code == code).map(|index| index as Index)
    }

    /// The convention of this id.
    pub fn convention(&self, id: &str) -> Option<&Convention> {
        self.conventions.iter().find(|one| &*one.id == id)
    }

    /// What a dimension's canonical unit is exactly worth in units of other dimensions: a barrel is 42 gallons.
    pub fn equal(&self, canonical: UnitId) -> Option<(Ratio, &Unit)> {
        self.equals.get(&canonical).map(|(worth, unit)| (*worth, unit))
    }

    /// The canonical spellings of all units and currencies.
    pub fn symbols(&self) -> impl Iterator<Item = &str> {
        self.units.iter().map(|unit| &*unit.symbol)
    }

    /// Reads a unit in canonical spelling: `bbl/d`, `USD/1000m3`, `USD/share`.
    pub fn parse_unit(&self, spelling: &str) -> Option<Unit> {
        if let Some(id) = self.unit_id(spelling) {
            return Some(Unit::simple(id));
        }
        let mut parts = spelling.split('/');
        let mut unit = Unit::simple(self.unit_id(parts.next()?)?);
        for part in parts {
            let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (id, multiple) = match self.unit_id(part) {
                Some(id) if digits == 0 => (id, 1),
                _ => (self.unit_id(&part[digits..])?, part[..digits].parse().ok()?),
            };
            unit = unit.per(id, multiple);
        }
        Some(unit)
    }

    /// A unit in canonical spelling.
    pub fn spell(&self, unit: &Unit) -> Code {
        let mut factors = unit.0.iter();
        let Some(head) = factors.next() else { return "".into() };
        let head = &self.unit(head.unit).symbol;
        if unit.0.len() == 1 {
            return head.clone();
        }
        let mut spelling = head.to_string();
        for factor in factors {
            spelling.push('/');
            if factor.multiple != 1 {
                spelling.push_str(&factor.multiple.to_string());
            }
            spelling.push_str(&self.unit(factor.unit).symbol);
        }
        spelling.into()
    }

    /// Whether the unit counts time: day, year ...
    pub fn is_time(&self, id: UnitId) -> bool {
        matches!(&*self.unit(id).dimension, "duration" | "calendar_duration")
    }

    /// Whether the unit is money.
    pub fn is_money(&self, id: UnitId) -> bool {
        &*self.unit(id).dimension == "money"
    }

    /// The canonical unit that a country's producers of these commodities do not mean, and the unit that they do.
    pub fn home_unit(&self, country: &Code, goods: &[Option<&Code>]) -> Option<(UnitId, UnitId)> {
        let is_home = |info: &&UnitInfo| {
            let (home, list) = info.home.as_ref()?;
            (home == country && list.iter().any(|code| goods.contains(&Some(code)))).then_some(())
        };
        let info = self.units.iter().find(|info| is_home(info).is_some())?;
        self.unit_id(&info.canonical).zip(self.unit_id(&info.symbol))
    }

    pub(super) fn add_unit(&mut self, info: UnitInfo) {
        let id = UnitId(self.units.len() as u16);
        self.unit_ids.insert(info.symbol.clone(), id);
        self.units.push(info);
    }

    fn read_dimension(&mut self, table: &Table) -> Result<()> {
        table.ignore(&["label", "note", "source", "equals", "scale"]);
        self.dimensions.insert(table.id.clone(), table.required("canonical")?.into());
        Ok(())
    }

    fn read_unit(&mut self, table: &Table) -> Result<()> {
        table.ignore(&["label", "note", "status"]);
        let dimension = table.required("dimension")?;
        let canonical = self.dimensions.get(&dimension).cloned().ok_or_else(|| {
            table.error(format!("no dimension `{dimension}` in world/dimensions.toml; add it there or correct it"))
        })?;
        let factor = exact_ratio(table, &table.required("factor")?)?;
        let goods = table.list("goods")?.into_iter().map(|(code, _)| code.as_str().into()).collect();
        let home = table.text("country")?.map(|country| (country.as_str().into(), goods));
        self.add_unit(UnitInfo {
            symbol: table.id.as_str().into(),
            dimension: dimension.into(),
            factor,
            canonical,
            commodity: table.text("commodity")?.map(Code::from),
            source: table.required("source")?,
            home,
        });
        Ok(())
    }

    /// Reads what a dimension's canonical unit equals, `"42 gal"`, or what other unit it is a scale of.
    fn read_equal(&mut self, table: &Table) -> Result<()> {
        table.ignore(&["label", "note", "source"]);
        let canonical = table.required("canonical")?;
        let canonical = self.unit_id(&canonical).ok_or_else(|| {
            table.error(format!("no unit `{canonical}` in world/units.toml; add it there or correct `canonical`"))
        })?;
        let scale = Scale::read(table, canonical, self)?;
        self.scales.extend(scale);
        let Some(text) = table.text("equals")? else { return Ok(()) };
        let unknown = || table.error(format!("`{text}` is no number and unit; write \"42 gal\""));
        let (number, unit) = text.split_once(' ').ok_or_else(unknown)?;
        let worth = Decimal::from_str_exact(number).ok().and_then(Ratio::of).ok_or_else(unknown)?;
        let unit = self.parse_unit(unit).ok_or_else(unknown)?;
        self.equals.insert(canonical, (worth, unit));
        Ok(())
    }

    fn read_convention(&mut self, table: &Table) -> Result<()> {
        let convention = Convention::read(table, self)?;
        self.conventions.push(convention);
        Ok(())
    }

    fn read_commodity(&mut self, table: &Table) -> Result<()> {
        table.ignore(&["hs", "sitc", "siec", "jodi", "note", "source"]);
        self.commodities.push(CommodityInfo {
            code: table.id.as_str().into(),
            label: table.required("label")?,
            topic: topic(table)?.unwrap_or(Topic::Other),
            within: table.text("within")?.map(Code::from),
        });
        Ok(())
    }

    fn read_measure(&mut self, table: &Table) -> Result<()> {
        table.ignore(&["note", "source"]);
        let flow = match table.text("flow")? {
            None => None,
            Some(code) => Some(
                Flow::from_code(&code).ok_or_else(|| table.error(format!("no flow `{code}`; see world/flows.toml")))?,
            ),
        };
        self.measures.push(MeasureInfo {
            code: table.id.as_str().into(),
            label: table.required("label")?,
            flow,
            dimensions: table.list("dimensions")?.into_iter().map(|(text, _)| text.into()).collect(),
            is_rate: table.flag("rate", false)?,
            topic: topic(table)?,
        });
        Ok(())
    }

    fn read_calendar(&mut self, table: &Table) -> Result<()> {
        self.calendars.push(Calendar::read(table)?);
        Ok(())
    }

    fn read_place(&mut self, table: &Table) -> Result<()> {
        table.ignore(&["note", "source"]);
        let bloc = table.required("kind")? == "bloc";
        let currency = self.currency_of(&table.id);
        self.places.push(PlaceInfo {
            code: table.id.as_str().into(),
            label: table.required("label")?,
            bloc,
            members: members(table)?,
            fiscal_year: month_and_day(table)?,
            currency,
        });
        Ok(())
    }
}

/// Reads `"0.158987294928"` or `"5/9"`.
pub(super) fn exact_ratio(table: &Table, text: &str) -> Result<(Decimal, Decimal)> {
    let (above, below) = text.split_once('/').unwrap_or((text, "1"));
    match (Decimal::from_str_exact(above.trim()), Decimal::from_str_exact(below.trim())) {
        (Ok(above), Ok(below)) if !below.is_zero() => Ok((above, below)),
        _ => Err(table.error(format!("factor `{text}` is no exact decimal or ratio; write \"0.5\" or \"1/3\""))),
    }
}

fn topic(table: &Table) -> Result<Option<Topic>> {
    match table.text("topic")? {
        None => Ok(None),
        Some(code) => Topic::from_code(&code)
            .map(Some)
            .ok_or_else(|| table.error(format!("no topic `{code}`; use trade, energy, finance or other"))),
    }
}

fn members(table: &Table) -> Result<Vec<Member>> {
    let mut list = Vec::new();
    for record in table.records("members")? {
        let mut member = Member { code: "".into(), from: None, to: None };
        for (key, text) in record {
            let date = || day(table, &text);
            match key.as_str() {
                "code" => member.code = text.as_str().into(),
                "from" => member.from = Some(date()?),
                "to" => member.to = Some(date()?),
                other => return Err(table.error(format!("a member has no field `{other}`"))),
            }
        }
        list.push(member);
    }
    Ok(list)
}

fn month_and_day(table: &Table) -> Result<Option<(u32, u32)>> {
    let Some(text) = table.text("fiscal_year")? else { return Ok(None) };
    let parts = text.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
    parts.map(Some).ok_or_else(|| table.error(format!("`{text}` is no first day of a year; write 04-01")))
}
