//! `figures timeline`: one measure over time.

use super::answer::{Answer, COLUMNS, grouped};
use super::grid::id;
use super::load::From;
use super::narrow::Narrow;
use super::output::{Ended, FAINT, STRONG, remark, stdout};
use super::select::Selected;
use super::summary::counted;
use crate::model::code::Role;
use crate::pipeline::{Extractor, Grounds};
use chrono::NaiveDate;
use clap::Args;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Show a measure over time
///
/// Points are levels, unless --role asks for others, in order of the time for which they hold; where that is not known,
/// of the day of publication. The same amount in another unit and copies of an article are left out. Amounts are
/// converted exactly into the unit that most are in; those that do not convert stand apart.
#[derive(Args)]
#[command(after_help = "\
Examples:
  figures timeline --measure price --commodity crude_oil
  figures timeline --measure production --country Iran --when 2020..2026")]
pub struct Timeline {
    #[command(flatten)]
    from: From,
    /// Write JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    narrow: Narrow,
}

/// How long the longest bar is, in letters.
const LONGEST_BAR: f64 = 24.0;

/// One figure on the calendar.
struct Point {
    /// Since when it holds, and until when.
    time: String,
    first: NaiveDate,
    value: Decimal,
    unit: String,
    about: String,
    status: String,
    id: String,
}

impl Timeline {
    pub fn run(&self, extractor: &Extractor) -> Ended {
        let columns = ["role", "duplicate_of", "time_start", "published", "value"];
        let mut selected = Selected::new(&self.from, &self.narrow, &columns, extractor)?;
        let frame = &selected.frame;
        let levels: Vec<bool> = frame
            .strings("role")
            .map(|role| !self.narrow.role.is_empty() || role == Some(Role::Level.code()))
            .collect();
        let copies: Vec<bool> = frame.strings("duplicate_of").map(|id| id.is_some()).collect();
        let dated: Vec<bool> =
            frame.days("time_start").zip(frame.days("published")).map(|(one, other)| one.or(other).is_some()).collect();
        let worth: Vec<bool> = frame.numbers("value").map(|value| value.is_some()).collect();
        let wanted: Vec<usize> =
            selected.rows.iter().copied().filter(|row| levels[*row] && !copies[*row] && worth[*row]).collect();
        let rows: Vec<usize> = wanted.iter().copied().filter(|row| dated[*row]).collect();
        let undated = wanted.len() - rows.len();
        selected.rows = rows;
        let frame = selected.loaded.source.rows(&selected.rows, Some(&COLUMNS))?;
        let points: Vec<Point> = (0..frame.height())
            .filter_map(|row| Point::of(&Answer::new(&frame.cells(row).collect::<Vec<_>>())))
            .collect();
        let series = apart(points, extractor);
        let mut out = stdout();
        if self.json {
            let all: Vec<Value> = series.iter().map(|(unit, points)| as_json(unit, points)).collect();
            writeln!(out, "{:#}", Value::Array(all))?;
        } else {
            for (unit, points) in &series {
                write_series(&mut out, unit, points)?;
            }
        }
        out.flush()?;
        if series.len() > 1 {
            remark(&format!(
                "{} stand apart, because none converts exactly into another.",
                counted(series.len(), "unit")
            ));
        }
        if undated > 0 {
            remark(&format!(
                "{} left out: neither their time nor their publication is known.",
                counted(undated, "figure")
            ));
        }
        Ok(selected.status())
    }
}

impl Point {
    fn of(answer: &Answer<'_>) -> Option<Point> {
        let start = answer.text("time_start");
        let (time, first) = if start.is_empty() {
            let published = answer.text("published");
            (format!("({published})"), published)
        } else {
            (answer.text("time"), start)
        };
        let parts = [answer.measure(), answer.parties()];
        Some(Point {
            time,
            first: first.parse().ok()?,
            value: answer.text("value").parse().ok()?,
            unit: answer.text("unit"),
            about: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
            status: answer.text("status"),
            id: id(answer),
        })
    }
}

/// The points in as few units as exact conversions allow, each series in order of time.
fn apart(points: Vec<Point>, extractor: &Extractor) -> Vec<(String, Vec<Point>)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    points.iter().for_each(|point| *counts.entry(&point.unit).or_default() += 1);
    let mut units: Vec<(String, usize)> = counts.into_iter().map(|(unit, count)| (unit.to_owned(), count)).collect();
    units.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    let world = &extractor.grammar().world;
    let factor = |from: &str, to: &str| {
        let conversion =
            extractor.convert(&world.parse_unit(from)?, &world.parse_unit(to)?, Grounds::default()).ok()?;
        Some(conversion.factor.decimal()?.0)
    };
    let mut into: BTreeMap<String, (usize, Decimal)> = BTreeMap::new();
    let mut series: Vec<(String, Vec<Point>)> = Vec::new();
    for (unit, _) in units {
        let near = series.iter().enumerate().find_map(|(at, (to, _))| Some((at, factor(&unit, to)?)));
        let place = near.unwrap_or_else(|| {
            series.push((unit.clone(), vec![]));
            (series.len() - 1, Decimal::ONE)
        });
        into.insert(unit, place);
    }
    for mut point in points {
        let (at, factor) = into[&point.unit];
        point.value = point.value.checked_mul(factor).unwrap_or(point.value).normalize();
        series[at].1.push(point);
    }
    series.iter_mut().for_each(|(_, points)| points.sort_by_key(|point| point.first));
    series
}

fn write_series(out: &mut impl Write, unit: &str, points: &[Point]) -> io::Result<()> {
    let heading = if unit.is_empty() { "no unit" } else { unit };
    writeln!(out, "{STRONG}{heading}{STRONG:#}")?;
    let size = |point: &Point| rust_decimal::prelude::ToPrimitive::to_f64(&point.value).unwrap_or(0.0).abs();
    let most = points.iter().map(size).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let values: Vec<String> =
        points.iter().map(|point| grouped(&point.value.round_dp(4).normalize().to_string())).collect();
    let width = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0);
    let wide = width(&mut values.iter().map(|value| value.chars().count()));
    let long = width(&mut points.iter().map(|point| point.time.chars().count()));
    for (point, value) in points.iter().zip(&values) {
        let bar = "█".repeat((size(point) / most * LONGEST_BAR).round() as usize);
        let Point { time, about, status, id, .. } = point;
        let said = [status, about].into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" · ");
        writeln!(out, "  {time:<long$}  {value:>wide$}  {bar:<24}  {said} {FAINT}{id}{FAINT:#}")?;
    }
    writeln!(out)
}

fn as_json(unit: &str, points: &[Point]) -> Value {
    let point = |point: &Point| {
        json!({
            "time": point.time,
            "start": point.first.to_string(),
            "value": point.value.to_string(),
            "status": point.status,
            "figure_id": point.id,
        })
    };
    json!({ "unit": unit, "points": points.iter().map(point).collect::<Vec<_>>() })
}
