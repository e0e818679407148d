//! The figures table: one row a figure; the declaration of its columns.

use super::article::Article;
use super::cell::Cell;
use super::schema::{Codes, Column, Link, Table, Type, closed, columns};
use crate::model::amount::Amount;
use crate::model::code::*;
use crate::model::document::Document;
use crate::model::figure::{Evidence, Figure};
use rust_decimal::prelude::ToPrimitive;
use serde_json::json;

/// The figures table.
pub struct Figures;

/// What one row of it is made from.
#[derive(Clone, Copy)]
pub struct FigureRow<'a> {
    /// The document it stands in.
    pub article: &'a Article<'a>,
    /// The figure.
    pub figure: &'a Figure,
}

#[rustfmt::skip]
impl Table for Figures {
    const NAME: &'static str = "figures";
    const MEANING: &'static str = "One row is one figure: a numeric statement, with what it measures, whose it is, when it holds and how sure the text is of it.";
    const KEY: &'static [&'static str] = &["figure_id"];
    const LINKS: &'static [Link] = &[
        Link { column: "doc_id", table: "documents", to: "doc_id" },
        Link { column: "duplicate_of", table: "figures", to: "figure_id" },
    ];
    const BATCH: usize = 20_000;
    const WIDE_TEXT: bool = true;
    type Row<'a> = FigureRow<'a>;
    const COLUMNS: &'static [Column<Figures>] = columns! {
        star quote: Type::Text, "the exact words of the figure; in CSV and on a terminal a line break is one space", |row| Cell::text(&row.figure.quote);
        star value: Type::Decimal, "the full worth as said, scale words multiplied in, changes unsigned; empty for a range, a vague amount and a date. The column to quote", |row| row.amount(Amount::value);
        star value_low: Type::Decimal, "low end of a range or of a vague plural", |row| row.amount(Amount::low);
        star value_high: Type::Decimal, "high end of a range", |row| row.amount(Amount::high);
        star comparator: Type::Code(closed!(Comparator)), "how the value is bounded", |row| Cell::text(row.figure.amount.as_ref().map_or("=", |amount| amount.comparator().code()));
        star unit: Type::Text, "the writer's unit in canonical spelling: USD, USD/bbl, %, pp, bbl/d, bcm/year", |row| Cell::maybe(row.figure.unit.as_deref());
        star normal_value: Type::Float, "the value in normal_unit, exact conversions only, negative for a change downwards (a multiple is never negative: halved is 0.5 x, down); empty for a range. The column to compute with", |row| row.normal_value().into();
        star normal_unit: Type::Text, "the canonical unit of the dimension: GJ, MW, m3, bbl, t, m, whole units of money, %, pp; times below the line stay as said", |row| Cell::maybe(row.figure.normal.as_ref().map(|(_, unit)| &**unit));
        star direction: Type::Code(closed!(Direction)), "which way a change went, or the move by which a level was reached", |row| Cell::maybe(row.figure.direction.map(|code| code.code()));
        star change_basis: Type::Code(closed!(ChangeBasis)), "what a change is measured against", |row| Cell::maybe(row.figure.change_basis.map(|code| code.code()));
        star status: Type::Code(closed!(Status)), "how sure the text is of it, and in what sense", |row| Cell::text(row.figure.status.code());
        star role: Type::Code(closed!(Role)), "what it is in its statement", |row| Cell::text(row.figure.role.code());
        star measure_text: Type::Text, "what is measured, in the text's own words", |row| Cell::maybe(row.figure.measure_text.as_deref());
        star measure: Type::Code(Codes::Grammar("measures.toml")), "what is measured, from a closed list", |row| Cell::maybe(row.figure.measure.as_deref());
        star commodity: Type::Code(Codes::Grammar("commodities.toml")), "of which commodity", |row| Cell::maybe(row.figure.commodity.as_deref());
        star benchmark: Type::Text, "the price benchmark, where named: Brent, WTI, TTF", |row| Cell::maybe(row.figure.benchmark.as_deref());
        star flow: Type::Code(closed!(Flow)), "which flow of goods or money it is an amount of", |row| Cell::maybe(row.figure.flow.map(|code| code.code()));
        star reporter: Type::Text, "whose figure it is: ISO 3166-1 alpha-3 or the name of a bloc; of a flow the exporter, of trade the side named first", |row| Cell::maybe(row.figure.reporter().map(|code| &**code));
        star partner: Type::Text, "the other side: the importer, or the side named second", |row| Cell::maybe(row.figure.partner().map(|code| &**code));
        wide countries: Type::List(Codes::Grammar("places.toml")), "everyone whose figure it is, reporter first", |row| Cell::list(row.figure.countries.iter().map(|code| &**code));
        wide entity: Type::Text, "the company, pipeline, field or project", |row| Cell::maybe(row.figure.entity.as_deref());
        star time: Type::Text, "when it holds, EDTF (ISO 8601-2): 2026, 2026-07, ../2030", |row| Cell::maybe(row.figure.time.as_ref().map(|time| &*time.edtf));
        star time_start: Type::Date, "the first day of it; empty for an open or unknown end", |row| row.figure.time.as_ref().and_then(|time| time.start).into();
        star time_end: Type::Date, "the last day of it, inclusive; empty for an open or unknown end", |row| row.figure.time.as_ref().and_then(|time| time.end).into();
        wide time_text: Type::Text, "the time as written", |row| Cell::maybe(row.figure.time_text.as_deref());
        wide time_basis: Type::Code(closed!(TimeBasis)), "what the time rests on; unanchored needs a date of publication that is not known", |row| Cell::maybe(row.figure.time_basis.map(|code| code.code()));
        star attribution: Type::Text, "who said it", |row| Cell::maybe(row.figure.attribution.as_deref());
        star published: Type::Date, "the day the document was published", |row| row.document().published.into();
        star publisher: Type::Text, "who published the document", |row| Cell::maybe(row.document().publisher.as_deref());
        star title: Type::Text, "the document's headline", |row| Cell::maybe(row.document().title.as_deref());
        star sentence: Type::Text, "the sentence it stands in, cut around it past 1,000 characters", |row| row.article.sentence(row.figure.sentence, row.figure.span).map_or(Cell::Null, Cell::Text);
        star flags: Type::List(closed!(Flag)), "what a reader should check", |row| Cell::list(row.figure.flags.iter().map(|flag| flag.code()));
        star confidence_value: Type::Float, "measured share, 0 to 1, of figures with the same evidence that are right in kind, value and unit", |row| share(row.figure.confidence_value);
        star confidence_meaning: Type::Float, "the same of the other slots of a row", |row| share(row.figure.confidence_meaning);
        star topic: Type::Code(closed!(Topic)), "the field it belongs to", |row| Cell::text(row.figure.topic.code());
        star section: Type::Code(closed!(Section)), "the part of the document it stands in", |row| Cell::text(row.figure.section.code());
        star kind: Type::Code(closed!(Kind)), "what kind of figure it is", |row| Cell::text(row.figure.kind.code());
        star event_id: Type::Text, "figures of one statement share it: a level, its change, the level before", |row| hex(row.figure.event);
        star duplicate_of: Type::Text, "figure_id of the first figure that says the same in another copy of the article", |row| hex(row.figure.duplicate_of);
        star source: Type::Text, "path or URL of the document", |row| Cell::text(&row.document().source);
        star doc_id: Type::Text, "the document's id: a record's own, else its path below the argument given, without .txt", |row| Cell::text(&row.document().id);
        star figure_id: Type::Text, "16 hex digits, a hash of doc_id, start, end and kind: the same on every run", |row| hex(Some(row.figure.id));
        wide start: Type::Integer, "its first code point in the document's text, from 0", |row| Cell::Integer(row.figure.start.into());
        wide end: Type::Integer, "one past its last code point", |row| Cell::Integer(row.figure.end.into());
        wide sentence_index: Type::Integer, "the number of its sentence in the document, from 0", |row| Cell::Integer(row.figure.sentence.into());
        wide dimension: Type::Code(Codes::Grammar("dimensions.toml")), "the dimension of the unit", |row| Cell::maybe(row.figure.dimension.as_deref());
        wide unit_text: Type::Text, "the unit as written", |row| Cell::maybe(row.figure.unit_text.as_deref());
        wide previous_value: Type::Decimal, "for \"to X from Y\": Y", |row| row.figure.previous_value.into();
        wide evidence: Type::Json, "for each filled column the words it was read from, where they stand, the grammar entry, and how far away they are", |row| row.evidence();
        wide rule: Type::Text, "ids of the grammar entries that read the value, joined by a space", |row| row.rules();
    };

    fn in_scope(cells: &[Cell<'_>]) -> bool {
        let code = |column| Figures::position(column).map_or("".into(), |at| cells[at].to_text());
        in_scope(&code("topic"), &code("section"))
    }
}

/// Whether tables show a figure of this topic in this section, by their codes, unless they are asked for all.
pub fn in_scope(topic: &str, section: &str) -> bool {
    topic != Topic::Other.code() && Section::from_code(section).is_none_or(Section::is_of_article)
}

impl<'a> FigureRow<'a> {
    fn document(&self) -> &'a Document {
        &self.article.extraction.document
    }

    fn amount(&self, part: fn(&Amount) -> Option<rust_decimal::Decimal>) -> Cell<'a> {
        self.figure.amount.as_ref().and_then(part).into()
    }

    /// The value to compute with, as a float; `normalize` has given it its sign.
    fn normal_value(&self) -> Option<f64> {
        self.figure.normal.as_ref()?.0.to_f64()
    }

    fn evidence(&self) -> Cell<'a> {
        if self.figure.evidence.is_empty() {
            return Cell::Null;
        }
        let proofs: Vec<_> = self.figure.evidence.iter().map(|proof| self.proof(proof)).collect();
        Cell::Json(serde_json::Value::Array(proofs).to_string().into())
    }

    fn proof(&self, proof: &Evidence) -> serde_json::Value {
        let mut value = json!({
            "slot": proof.slot,
            "words": proof.words,
            "rule": &*proof.rule,
            "distance": proof.distance.code(),
        });
        if let Some(span) = proof.span {
            value["start"] = self.article.code_point(span.start).into();
            value["end"] = self.article.code_point(span.end).into();
        }
        value
    }

    fn rules(&self) -> Cell<'a> {
        if self.figure.rules.is_empty() { Cell::Null } else { Cell::owned(self.figure.rules.join(" ")) }
    }
}

/// An id as 16 hex digits.
pub fn hex<'a>(id: Option<u64>) -> Cell<'a> {
    id.map_or(Cell::Null, |id| Cell::owned(format!("{id:016x}")))
}

/// Thousandths as a share from 0 to 1.
fn share<'a>(per_mille: Option<u16>) -> Cell<'a> {
    per_mille.map(|per_mille| f64::from(per_mille) / 1000.0).into()
}
