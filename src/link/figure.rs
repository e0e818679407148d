//! One figure's claim: each slot by its link, in order, from the nearest words that fill it.

use super::anchor::{Chain, Tie, anchors, facts, near};
use super::attribution::{self, Source};
use super::context::Context;
use super::date::{DateFact, date_status};
use super::line::Line;
use super::noun::Noun;
use super::{commodity, entity, flow, kind, measure, party, role, side, status, time, topic, unit};
use crate::model::claim::{Claim, ClaimTime, Said};
use crate::model::code::{Flag, Flags, Flow, Kind, Role, Topic};
use crate::model::figure::Distance;
use crate::model::mention::{Item, MentionKind, Quantity};
use crate::model::span::{RuleId, Span};

/// A figure to be linked: where it stands, and its quantity; `None` for a date.
pub struct Subject<'a> {
    /// Its step; the step of the time that holds it, for a length of time inside one.
    pub step: usize,
    /// Its own words.
    pub span: Span,
    /// The entry that read it.
    pub rule: RuleId,
    /// The amount.
    pub quantity: Option<&'a Quantity>,
    /// The date that is the fact.
    pub date: Option<&'a DateFact>,
}

/// A sentence whose figures are linked, and what is known around it.
pub struct Passage<'a> {
    /// The sentence.
    pub line: &'a Line<'a>,
    /// Its noun phrases.
    pub nouns: &'a [Noun],
    /// Its dates that are facts.
    pub dates: &'a [DateFact],
    /// Who speaks in it.
    pub sources: &'a [Source],
    /// The field most of the article speaks of.
    pub topic: Topic,
    /// What the document has said so far.
    pub context: &'a Context,
}

impl<'a> Passage<'a> {
    /// Appends the claims of the sentence.
    pub fn claims(&self, out: &mut Vec<Claim>) {
        let mut neighbours = unit::neighbours(self.line);
        let mut last: Option<(usize, usize)> = None;
        for subject in self.subjects() {
            let before = last.map(|(step, index)| (step, &out[index]));
            let mut claim = self.claim(&subject, &neighbours, before);
            if let Some((step, index)) = last {
                role::continue_list(self.line, step, &out[index], subject.step, &mut claim);
            }
            let lends = matches!(claim.kind, Kind::Quantity | Kind::Price | Kind::Money);
            if let Some(unit) =
                claim.unit.as_ref().filter(|_| lends && neighbours.iter().all(|known| known.step != subject.step))
            {
                neighbours.push(unit::Neighbour { step: subject.step, unit: unit.value.clone(), kind: claim.kind });
                neighbours.sort_by_key(|known| known.step);
            }
            if !matches!(claim.kind, Kind::Duration | Kind::Date) {
                last = Some((subject.step, out.len()));
            }
            out.push(claim);
        }
    }

    /// The figures of the sentence in order: quantities, those inside time expressions, and dates that are facts.
    fn subjects(&self) -> Vec<Subject<'a>> {
        let line = self.line;
        let mut list: Vec<Subject> = Vec::new();
        for mention in &line.reading.mentions {
            if let MentionKind::Quantity(quantity) = &mention.value {
                let token = line.reading.tokens.partition_point(|token| token.span.end <= mention.span.start);
                let step = line.step_of_token(token.min(line.reading.tokens.len() - 1));
                list.push(Subject {
                    step,
                    span: mention.span,
                    rule: mention.rule,
                    quantity: Some(quantity),
                    date: None,
                });
            }
        }
        for date in self.dates {
            if let Item::Mention(index) = line.steps[date.step].item {
                let (span, rule) =
                    (line.reading.mentions[index as usize].span, line.reading.mentions[index as usize].rule);
                list.push(Subject { step: date.step, span, rule, quantity: None, date: Some(date) });
            }
        }
        list.sort_by_key(|subject| (subject.span.start, subject.span.end));
        list
    }

    /// The claim of one figure: first what it is worth and of what, then whose, for when and how sure.
    fn claim(&self, subject: &Subject, neighbours: &[unit::Neighbour], before: Option<(usize, &Claim)>) -> Claim {
        let said_kind = subject.quantity.and_then(|quantity| quantity.kind);
        let found = role::role(self.line, subject.step, said_kind);
        let chains = self.chains(subject.step, if subject.date.is_some() { Some(Kind::Date) } else { said_kind });
        let scene =
            kind::Scene { line: self.line, nouns: self.nouns, neighbours, chains: &chains, context: self.context };
        let worth = scene.worth(subject, &found);
        let beside = before.and_then(|(at, claim)| self.apposed(at, claim, subject.step));
        let mut claim = self.thing(subject, worth, &found, &chains, beside);
        self.circumstances(subject, found, &chains, &mut claim);
        claim
    }

    /// What the figure is an amount of: flow, measure, commodity, and the unit and role that these settle.
    fn thing(
        &self,
        subject: &Subject,
        worth: kind::Worth,
        found: &role::RoleFound,
        chains: &[Chain],
        beside: Option<&Said<Flow>>,
    ) -> Claim {
        let (line, step, kind, mut unit) = (self.line, subject.step, worth.kind, worth.unit);
        let moved = found.role.rule.is_some();
        let plain = unit.as_ref().map(|said| &said.value);
        let asked =
            flow::Asked { kind, role: found.role.value, moved, shares: self.context.shares, unit: plain, beside };
        let flow = flow::flow(line, step, &asked, chains);
        let code = flow.as_ref().map(|flow| flow.value);
        let rate = unit.as_ref().filter(|_| matches!(found.role.value, Role::Level | Role::Previous));
        if let Some(rate) = rate.and_then(|plain| Some(plain.with(unit::implied_rate(line, step, &plain.value, code)?)))
        {
            unit = Some(rate);
        }
        let measure = measure::measure(line, step, kind, subject.date, chains);
        let asked = commodity::Asked {
            kind,
            role: found.role.value,
            flow: code,
            measured: measure.as_ref().is_some_and(|said| !topic::is_stake(line.grammar, said.value)),
            unit: unit.as_ref(),
        };
        let commodity = commodity::commodity(line, self.nouns, step, &asked, chains, self.context);
        let named = measure.as_ref().map(|measure| measure.value);
        let role = role::settle(kind, found.role.clone(), flow.as_ref(), named, (line, step), chains);
        let words =
            measure::Asked { line, nouns: self.nouns, step, kind, role: role.value, chains, flow: flow.as_ref() };
        Claim {
            sentence: line.reading.sentence.index,
            span: subject.span,
            rule: subject.rule,
            kind,
            amount: subject
                .quantity
                .map(|quantity| role::uncrossed(line, step, quantity.amount).unwrap_or(quantity.amount))
                .map(|amount| flow::signed(line, amount, kind, role.value, flow.as_ref())),
            measure_text: words.text(),
            benchmark: near(chains)
                .find_map(|(facts, distance, _)| Some(Said::of(facts.benchmark.as_ref()?, *distance))),
            section: line.reading.sentence.section,
            status: Said::implied(crate::model::code::Status::Actual),
            flags: worth.flags,
            topic: Topic::Other,
            direction: None,
            basis: None,
            places: Vec::new(),
            far: false,
            entity: None,
            time: None,
            attribution: None,
            event: None,
            previous: None,
            unit,
            role,
            measure,
            flow,
            commodity,
        }
    }

    /// The flow of the level that stands just before a figure, no other subject or flow between: "5 million tonnes, 17
    /// percent more".
    fn apposed<'c>(&self, at: usize, level: &'c Claim, step: usize) -> Option<&'c Said<Flow>> {
        let own = if self.line.is_cue(at + 1, "preposition.of") { at + 3 } else { at };
        let parts = |noun: &Noun| noun.first > own && noun.last <= step && (noun.subject || noun.is_strong());
        let apposed = level.role.value == Role::Level
            && matches!(level.kind, Kind::Quantity | Kind::Money)
            && !self.nouns.iter().any(parts);
        level.flow.as_ref().filter(|_| apposed)
    }

    /// Whose the figure is, for when, how sure the text is of it, who says so, which way it went.
    fn circumstances(&self, subject: &Subject, found: role::RoleFound, chains: &[Chain], claim: &mut Claim) {
        let (line, step, kind, role) = (self.line, subject.step, claim.kind, claim.role.value);
        let status = status::status(line, step, role);
        claim.status = subject.date.map_or(status.clone(), |date| date_status(line, date, status));
        let scene = party::Scene { line, nouns: self.nouns, step, chains, context: self.context };
        claim.places = scene.places(&topic::Asked::of(claim));
        let flow = claim.flow.as_ref().map(|flow| flow.value);
        claim.far = side::order(line, self.nouns, flow, &mut claim.places);
        if claim.places.iter().any(|said| said.distance > Distance::Sentence) {
            claim.flags.set(Flag::CountriesByContext);
        }
        if let Some(unit) = unit::of_home(line, claim) {
            claim.unit = claim.unit.as_ref().map(|said| said.with(unit));
        }
        if unit::is_doubtful_money(line, claim) {
            claim.flags.set(Flag::CurrencyInferred);
        }
        let moves = found.direction.is_some() || claim.benchmark.is_some();
        let asked = time::Asked { step, kind, role, flow, status: claim.status.value, moves, dates: self.dates };
        claim.time = self.time(subject, &asked, &mut claim.flags);
        claim.direction =
            found.direction.filter(|_| role != Role::Previous).or_else(|| role::of_multiple(line, kind, step));
        claim.basis = (role == Role::Change).then(|| role::basis(line, step)).flatten();
        claim.attribution = attribution::source_at(self.sources, step);
        claim.entity = entity::entity(self.line, self.nouns, step, subject.quantity.and_then(|quantity| quantity.kind));
        claim.topic = topic::topic(line, step, &topic::Asked::of(claim), self.topic);
    }

    /// When it holds: the date that is the figure, the time inside it, its sentence's, its passage's.
    fn time(&self, subject: &Subject, asked: &time::Asked, flags: &mut Flags) -> Option<ClaimTime> {
        let line = self.line;
        let moment = subject.date.and_then(|date| Some((date.step, date.moment(line)?)));
        let within = || line.time(subject.step).map(|time| (subject.step, time.clone()));
        if let Some((step, value)) = moment.or_else(within) {
            let said = Said::read(value, line.steps[step].span, subject.rule, Distance::Figure);
            return Some(ClaimTime { said, reference: None, country: self.context.main });
        }
        time::time(line, asked, self.context).or_else(|| {
            let carried = time::from_passage(line, asked, self.context)?;
            flags.set(Flag::TimeInferred);
            Some(carried)
        })
    }

    /// The chains of noun phrases the figure may be of, best first; at last what the passage spoke of.
    fn chains(&self, step: usize, kind: Option<Kind>) -> Vec<Chain> {
        let tied = anchors(self.line, self.nouns, step, kind);
        let mut list: Vec<Chain> = tied
            .into_iter()
            .map(|anchor| (facts(self.nouns, anchor.noun, self.line), anchor.distance, anchor.tie))
            .collect();
        if self.context.imports() {
            list.iter_mut().for_each(|(facts, ..)| facts.brings("supply", self.line));
        }
        let earlier = self.context.subject.as_ref().map(|facts| (facts.clone(), Distance::Earlier, Tie::Far));
        let headline = self.context.headline.as_ref().map(|facts| (facts.clone(), Distance::Headline, Tie::Far));
        list.extend(earlier.into_iter().chain(headline));
        list
    }
}
