//! A claim: an amount with all that its sentence, the headline or the sentences before say of it.

use super::amount::Amount;
use super::code::*;
use super::figure::Distance;
use super::span::{RuleId, Span, Spanned};
use super::time::TimeExpression;
use super::unit::Unit;

/// A slot's value, the words it was read from, the entry that read them, and how far from the figure they stood.
#[derive(Clone, Debug, PartialEq)]
pub struct Said<T> {
    /// The value.
    pub value: T,
    /// The words; `None` where they stand in the title or follow from the figure itself.
    pub span: Option<Span>,
    /// The grammar entry.
    pub rule: Option<RuleId>,
    /// How far away.
    pub distance: Distance,
}

impl<T> Said<T> {
    /// A value that follows from the figure itself.
    pub fn implied(value: T) -> Said<T> {
        Said { value, span: None, rule: None, distance: Distance::Figure }
    }

    /// A value read from `span` by `rule`, so far away; words of the headline have no place in the text.
    pub fn read(value: T, span: Span, rule: RuleId, distance: Distance) -> Said<T> {
        let span = Some(span).filter(|_| distance < Distance::Headline);
        Said { value, span, rule: Some(rule), distance }
    }

    /// What words name, so far away.
    pub fn of(named: &Spanned<T>, distance: Distance) -> Said<T>
    where
        T: Clone,
    {
        Said::read(named.value.clone(), named.span, named.rule, distance)
    }

    /// The same proof for another value.
    pub fn with<U>(&self, value: U) -> Said<U> {
        Said { value, span: self.span, rule: self.rule, distance: self.distance }
    }

    /// The same, from at least so far away.
    pub fn from_afar(mut self, distance: Distance) -> Said<T> {
        self.distance = self.distance.max(distance);
        self
    }
}

/// The time a claim holds for, as said.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimTime {
    /// The expression.
    pub said: Said<TimeExpression>,
    /// The expression it leans on, for "a year earlier", "the same period", "the quarter".
    pub reference: Option<TimeExpression>,
    /// The place whose fiscal years are meant where the claim names none: a number in the grammar's list.
    pub country: Option<u16>,
}

/// What the text says of one amount; a part is `None` where the text is silent.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The number of its sentence.
    pub sentence: u32,
    /// The figure's own words.
    pub span: Span,
    /// The grammar entry that read the amount.
    pub rule: RuleId,
    /// What kind of figure it is.
    pub kind: Kind,
    /// The amount; `None` for a date.
    pub amount: Option<Amount>,
    /// The unit, from its own words or its context.
    pub unit: Option<Said<Unit>>,
    /// What it is in its statement.
    pub role: Said<Role>,
    /// Which way a change went.
    pub direction: Option<Said<Direction>>,
    /// What a change is measured against.
    pub basis: Option<Said<ChangeBasis>>,
    /// How sure the text is.
    pub status: Said<Status>,
    /// What is measured, as written.
    pub measure_text: Option<Said<String>>,
    /// A measure the grammar knows, where a word names one.
    pub measure: Option<Said<u16>>,
    /// The flow.
    pub flow: Option<Said<Flow>>,
    /// The commodity: a number in the grammar's list.
    pub commodity: Option<Said<u16>>,
    /// The benchmark's name.
    pub benchmark: Option<Said<String>>,
    /// Countries and blocs, reporter first: numbers in the grammar's list.
    pub places: Vec<Said<u16>>,
    /// Whether the first place is the far side, the reporter not named.
    pub far: bool,
    /// The company, pipeline, field or project.
    pub entity: Option<Said<String>>,
    /// When it holds.
    pub time: Option<ClaimTime>,
    /// Who said it.
    pub attribution: Option<Said<String>>,
    /// The field it belongs to.
    pub topic: Topic,
    /// The section it stands in.
    pub section: Section,
    /// What a reader should check.
    pub flags: Flags,
    /// The claim (an index into the document's claims) whose statement it belongs to.
    pub event: Option<u32>,
    /// The claim (an index) that holds its previous level.
    pub previous: Option<u32>,
}

impl Claim {
    /// Its places with the one whose books it stands in first: the importer of imports, else the reporter.
    pub fn actors(&self) -> impl Iterator<Item = &Said<u16>> {
        let imports = self.flow.as_ref().is_some_and(|flow| matches!(flow.value, Flow::Import | Flow::ReImport));
        let first = usize::from(imports && self.places.len() > 1);
        self.places[first..].iter().chain(&self.places[..first])
    }
}
