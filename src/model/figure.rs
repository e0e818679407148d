//! A figure: one row of the table, in canonical units and on the calendar, with the proof of every slot.

use super::amount::Amount;
use super::code::*;
use super::span::Span;
use super::time::Period;
use rust_decimal::Decimal;

codes! {
    /// How far from the figure the words stood that a slot was read from.
    Distance {
        /// In the figure's own words.
        Figure = "figure",
        /// In its clause.
        Clause = "clause",
        /// In its sentence.
        Sentence = "sentence",
        /// In a sentence before it.
        Earlier = "earlier sentence",
        /// In the headline.
        Headline = "headline",
        /// In what is known of the document.
        Document = "document",
    }
}

/// Why a slot holds what it holds: the words, the grammar entry, and how far away they stood.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The column it proves.
    pub slot: &'static str,
    /// The words' bytes in the document's text; `None` for what stands in the title or the metadata.
    pub span: Option<Span>,
    /// The words.
    pub words: String,
    /// Id of the grammar entry or link that read them, as `file:id`.
    pub rule: Code,
    /// How far from the figure they stood.
    pub distance: Distance,
}

/// One figure. A slot is `None` where the text is silent.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// A hash of (document id, start, end, kind), in code points: the same on every run.
    pub id: u64,
    /// Its bytes in the document's text.
    pub span: Span,
    /// First code point in the document's text.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The exact words of the span.
    pub quote: String,
    /// The number of its sentence, an index into the extraction's sentences.
    pub sentence: u32,
    /// What kind of figure it is.
    pub kind: Kind,
    /// What it is in its statement.
    pub role: Role,
    /// The amount as said; `None` for a date.
    pub amount: Option<Amount>,
    /// The writer's unit in canonical spelling.
    pub unit: Option<Code>,
    /// The unit as written.
    pub unit_text: Option<String>,
    /// The dimension of the unit.
    pub dimension: Option<Code>,
    /// The value in the dimension's canonical unit (exact conversions only), and that unit.
    pub normal: Option<(Decimal, Code)>,
    /// For "to X from Y": Y, in the figure's unit.
    pub previous_value: Option<Decimal>,
    /// Which way the change went.
    pub direction: Option<Direction>,
    /// What a change is measured against.
    pub change_basis: Option<ChangeBasis>,
    /// How sure the text is.
    pub status: Status,
    /// What is measured, in the text's words, lower case.
    pub measure_text: Option<String>,
    /// What is measured, from the grammar's closed list.
    pub measure: Option<Code>,
    /// The commodity.
    pub commodity: Option<Code>,
    /// The price benchmark, where named.
    pub benchmark: Option<Code>,
    /// The flow.
    pub flow: Option<Flow>,
    /// Everyone whose figure it is, reporter first.
    pub countries: Vec<Code>,
    /// Whether the first country is the partner, the reporter not named.
    pub far: bool,
    /// The company, pipeline, field or project.
    pub entity: Option<String>,
    /// When it holds.
    pub time: Option<Period>,
    /// The time as written.
    pub time_text: Option<String>,
    /// What the time rests on.
    pub time_basis: Option<TimeBasis>,
    /// Who said it.
    pub attribution: Option<String>,
    /// What a reader should check.
    pub flags: Flags,
    /// Measured share, in thousandths, of figures with the same evidence right in kind, value and unit.
    pub confidence_value: Option<u16>,
    /// The same of the other slots of a row.
    pub confidence_meaning: Option<u16>,
    /// The field it belongs to.
    pub topic: Topic,
    /// The section it stands in.
    pub section: Section,
    /// Shared by the figures of one statement: the id of the first of them.
    pub event: Option<u64>,
    /// The id of the first figure that says the same in another copy of the article.
    pub duplicate_of: Option<u64>,
    /// The proof, slot by slot.
    pub evidence: Vec<Evidence>,
    /// Ids of the grammar entries that read the value.
    pub rules: Vec<Code>,
}

impl Figure {
    /// The exporter, owner or actor.
    pub fn reporter(&self) -> Option<&Code> {
        self.countries.first().filter(|_| !self.far)
    }

    /// The other side: the importer, whom a loan or a tariff is for, the side of trade named second.
    pub fn partner(&self) -> Option<&Code> {
        self.countries.get(usize::from(!self.far))
    }

    /// Whether the default tables show it: trade, energy or finance, in title or body.
    pub fn in_scope(&self) -> bool {
        self.topic != Topic::Other && self.section.is_of_article()
    }
}

/// A number of the body that was seen and not understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Unread {
    /// Its bytes in the document's text.
    pub span: Span,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Its words.
    pub quote: String,
    /// The number of its sentence.
    pub sentence: u32,
}

/// All that one document gave.
#[derive(Clone, Debug)]
pub struct Extraction {
    /// The document, its publication date filled in where the text gave it.
    pub document: super::document::Document,
    /// What became of it.
    pub outcome: super::document::Outcome,
    /// A sentence on what went wrong or was assumed.
    pub message: Option<String>,
    /// Its sentences.
    pub sentences: Vec<super::sentence::Sentence>,
    /// Its figures, in the order of the text.
    pub figures: Vec<Figure>,
    /// Its numbers that were not understood.
    pub unread: Vec<Unread>,
}
