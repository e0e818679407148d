//! One figure's claim: each slot by its link, in order, from the nearest words that fill it.

use super::anchor::{Facts, Tie, anchors, facts};
use super::attribution::{self, Source};
use super::context::Context;
use super::date::{DateFact, date_status, dates};
use super::line::Line;
use super::noun::Noun;
use super::{commodity, entity, flow, party, role, status, time, topic, unit};
use crate::grammar::words::Sense;
use crate::model::amount::Amount;
use crate::model::claim::{Claim, ClaimTime, Said};
use crate::model::code::*;
use crate::model::figure::Distance;
use crate::model::mention::{Item, MentionKind, Quantity};
use crate::model::span::{RuleId, Span};

/// A figure to be linked: where it stands, and its quantity; `None` for a date.
struct Subject<'a> {
    step: usize,
    span: Span,
    rule: RuleId,
    quantity: Option<&'a Quantity>,
    date: Option<DateFact>,
}

/// Appends the claims of a sentence.
pub fn claims(line: &Line, nouns: &[Noun], sources: &[Source], passage: Topic, context: &Context, out: &mut Vec<Claim>) {
    let mut neighbours = unit::neighbours(line);
    let mut last: Option<(usize, Claim)> = None;
    for subject in subjects(line) {
        let mut claim = claim(line, nouns, &subject, sources, passage, context, &neighbours);
        if let Some((step, before)) = &last {
            role::continue_list(line, *step, before, subject.step, &mut claim);
        }
        if let (Some(unit), Kind::Quantity | Kind::Price | Kind::Money) = (&claim.unit, claim.kind) {
            if neighbours.iter().all(|known| known.step != subject.step) {
                neighbours.push(unit::Neighbour { step: subject.step, unit: unit.value.clone(), kind: claim.kind });
                neighbours.sort_by_key(|known| known.step);
            }
        }
        if !matches!(claim.kind, Kind::Duration | Kind::Date) {
            last = Some((subject.step, claim.clone()));
        }
        out.push(claim);
    }
}

/// The figures of a sentence in order: quantities, those inside time expressions, and dates that are facts.
fn subjects<'a>(line: &Line<'a>) -> Vec<Subject<'a>> {
    let mut list: Vec<Subject> = Vec::new();
    for mention in &line.reading.mentions {
        if let MentionKind::Quantity(quantity) = &mention.value {
            let token = line.reading.tokens.partition_point(|token| token.span.end <= mention.span.start);
            let step = line.step_of_token(token.min(line.reading.tokens.len() - 1));
            list.push(Subject { step, span: mention.span, rule: mention.rule, quantity: Some(quantity), date: None });
        }
    }
    for date in dates(line) {
        if let Item::Mention(index) = line.steps[date.step].item {
            let mention = &line.reading.mentions[index as usize];
            list.push(Subject {
                step: date.step,
                span: mention.span,
                rule: mention.rule,
                quantity: None,
                date: Some(date),
            });
        }
    }
    list.sort_by_key(|subject| (subject.span.start, subject.span.end));
    list
}

/// The claim of one figure.
fn claim(
    line: &Line,
    nouns: &[Noun],
    subject: &Subject,
    sources: &[Source],
    passage: Topic,
    context: &Context,
    neighbours: &[unit::Neighbour],
) -> Claim {
    let step = subject.step;
    let said_kind = subject.quantity.and_then(|quantity| quantity.kind);
    let found_role = role::role(line, step, said_kind);
    let chains = chains(line, nouns, step, if subject.date.is_some() { Some(Kind::Date) } else { said_kind }, context);
    let (kind, mut unit, mut flags) = kind_and_unit(line, subject, &found_role, &chains, nouns, context, neighbours);
    let moved = found_role.role.rule.is_some();
    let flow = flow::flow(line, step, &flow::Asked { kind, role: found_role.role.value, moved, shares: context.shares, unit: unit.as_ref().map(|said| &said.value) }, &chains);
    if let (Some(plain), Role::Level | Role::Previous) = (&unit, found_role.role.value) {
        if let Some(rate) = unit::implied_rate(line, step, &plain.value, flow.as_ref().map(|flow| flow.value)) {
            unit = Some(plain.with(rate));
        }
    }
    let benchmark = slot(&chains, |facts| facts.benchmark.clone());
    let measure = measure(line, step, kind, subject.date.as_ref(), &chains);
    let asked = commodity::Asked {
        kind,
        role: found_role.role.value,
        flow: flow.as_ref().map(|flow| flow.value),
        measured: measure.is_some(),
        unit: unit.as_ref(),
    };
    let commodity = commodity::commodity(line, nouns, step, &asked, &chains, context);
    let role = settle_role(
        kind,
        found_role.role,
        flow.as_ref(),
        measure.as_ref().map(|measure| measure.value),
        line,
        &chains,
    );
    let mut said_status = status::status(line, step, role.value);
    if let Some(date) = &subject.date {
        said_status = date_status(line, date, said_status);
    }
    let asked = party::Asked {
        kind,
        unit: unit.as_ref().map(|said| &said.value),
        flow: flow.as_ref(),
        measure: measure.as_ref().map(|said| said.value),
        commodity: commodity.as_ref().map(|said| said.value),
        benchmark: benchmark.is_some(),
    };
    let places = party::Scene { line, nouns, step, chains: &chains, context }.places(&asked);
    if places.iter().any(|said| said.distance > Distance::Sentence) {
        flags.set(Flag::CountriesByContext);
    }
    let moves = found_role.direction.is_some() || benchmark.is_some();
    let flow_code = flow.as_ref().map(|flow| flow.value);
    let asked_time = time::Asked { step, kind, role: role.value, flow: flow_code, status: said_status.value, moves };
    let time = time_of(line, subject, &asked_time, context, &mut flags);
    let direction = found_role
        .direction
        .filter(|_| role.value != Role::Previous);
    let direction = direction.or_else(|| multiple_direction(line, kind, step));
    let topic = topic::Asked {
        kind,
        unit: asked.unit,
        flow: flow.as_ref().map(|said| said.value),
        commodity: asked.commodity,
        measure: asked.measure,
        article: passage,
    };
    Claim {
        sentence: line.reading.sentence.index,
        span: subject.span,
        rule: subject.rule,
        kind,
        amount: subject
            .quantity
            .map(|quantity| balance_sign(quantity.amount, flow.as_ref(), role.value, kind, &chains, line)),
        basis: (role.value == Role::Change).then(|| role::basis(line, step)).flatten(),
        measure_text: measure_text(line, nouns, step, kind, role.value, &chains),
        topic: topic::topic(line, step, &topic),
        section: line.reading.sentence.section,
        attribution: attribution::source_at(sources, step),
        entity: entity::entity(line, nouns, step, said_kind),
        event: None,
        previous: None,
        unit,
        role,
        direction,
        status: said_status,
        measure,
        flow,
        commodity,
        benchmark,
        places,
        time,
        flags,
    }
}

/// The chains of noun phrases the figure may be of, best first; at last what the passage spoke of.
fn chains(
    line: &Line,
    nouns: &[Noun],
    step: usize,
    kind: Option<Kind>,
    context: &Context,
) -> Vec<(Facts, Distance, Tie)> {
    let mut list: Vec<(Facts, Distance, Tie)> = anchors(line, nouns, step, kind)
        .into_iter()
        .map(|anchor| (facts(nouns, anchor.noun, line), anchor.distance, anchor.tie))
        .collect();
    if let Some((facts, _)) = context.subject.as_ref() {
        list.push((facts.clone(), Distance::Earlier, Tie::Far));
    }
    if let Some((facts, _)) = context.headline.as_ref() {
        list.push((facts.clone(), Distance::Headline, Tie::Far));
    }
    list
}

/// A slot from the first chain that has it.
fn slot<T>(
    chains: &[(Facts, Distance, Tie)],
    pick: impl Fn(&Facts) -> Option<super::noun::Named<T>>,
) -> Option<Said<T>> {
    chains.iter().filter(|(_, distance, _)| *distance <= Distance::Sentence).find_map(|(facts, distance, _)| {
        pick(facts).map(|named| Said::read(named.value, named.span, named.rule, *distance))
    })
}

/// The kind and unit of a figure, from its own words or from what stands beside it.
fn kind_and_unit(
    line: &Line,
    subject: &Subject,
    found: &role::RoleFound,
    chains: &[(Facts, Distance, Tie)],
    nouns: &[Noun],
    context: &Context,
    neighbours: &[unit::Neighbour],
) -> (Kind, Option<Said<crate::model::unit::Unit>>, Flags) {
    let Some(quantity) = subject.quantity else { return (Kind::Date, None, Flags::default()) };
    let mut flags = quantity.flags;
    let own = quantity.unit.as_ref().map(|unit| Said {
        value: unit.clone(),
        span: quantity.unit_span,
        rule: Some(subject.rule),
        distance: Distance::Figure,
    });
    match (quantity.kind, own) {
        (None, None) => {
            let counted = nouns.iter().any(|noun| noun.first == subject.step + 1);
            let tied = found.role.rule.is_some() || is_listed(line, subject.step);
            if !counted && tied {
                if let Some((unit, kind)) = unit::inherited(line, subject.step, &found.others, neighbours) {
                    flags.set(Flag::UnitInherited);
                    return (kind, Some(unit), flags);
                }
            }
            if let Some(unit) = (!counted).then(|| unit::of_flow(quantity, chains, context)).flatten() {
                flags.set(Flag::UnitInherited);
                return (Kind::Quantity, Some(unit), flags);
            }
            (Kind::Count, None, flags)
        }
        (Some(Kind::Money), Some(money)) => {
            match unit::price(line, subject.step, quantity, chains, neighbours, context) {
                Some(price) => {
                    flags.set(Flag::UnitInherited);
                    (Kind::Price, Some(price), flags)
                }
                None => (Kind::Money, Some(money), flags),
            }
        }
        (Some(Kind::Quantity), Some(own)) => {
            let rate = (found.role.rule.is_some())
                .then(|| unit::same_rate(line, subject.step, &own.value, neighbours))
                .flatten();
            (Kind::Quantity, Some(rate.unwrap_or(own)), flags)
        }
        (kind, own) => (kind.unwrap_or(Kind::Quantity), own, flags),
    }
}

/// Whether a bare number is the next of a list: "10 million, 20 million and 30 million tonnes".
fn is_listed(line: &Line, step: usize) -> bool {
    step >= 2
        && line.quantity(step - 2).is_some()
        && (line.is_mark(step - 1, ",") || line.is_cue(step - 1, "clause.coordinate"))
}

/// The measure that a word names; for a date that is a fact, what its cue says of a contract.
fn measure(line: &Line, step: usize, kind: Kind, date: Option<&DateFact>, chains: &[(Facts, Distance, Tie)]) -> Option<Said<u16>> {
    if let Some(date) = date {
        let name = match line.grammar.entry(date.rule).name() {
            "expiry" => "contract_expiry",
            "start" => "contract_start",
            _ => return None,
        };
        let index = line.grammar.world.measure(name)?;
        return Some(Said::read(index, line.steps[date.cue].span, date.rule, Distance::Clause));
    }
    if matches!(kind, Kind::Count | Kind::Duration | Kind::Price) {
        return None;
    }
    if let Some(verb) = flow::measure_verb(line, step) {
        return Some(verb);
    }
    let strong = chains.iter().find(|(facts, distance, _)| {
        *distance <= Distance::Sentence && (facts.flow.is_some() || facts.measure.is_some())
    })?;
    let named = strong.0.measure.as_ref()?;
    Some(Said::read(named.value, named.span, named.rule, strong.1))
}

/// A percentage of a whole is a share where nothing calls it a level or change; a length of time is a level.
fn settle_role(
    kind: Kind,
    found: Said<Role>,
    flow: Option<&Said<Flow>>,
    measure: Option<u16>,
    line: &Line,
    chains: &[(Facts, Distance, Tie)],
) -> Said<Role> {
    if kind == Kind::Date {
        return Said::implied(Role::Event);
    }
    if kind == Kind::Duration {
        let term = chains.first().is_some_and(|(_, _, tie)| *tie == Tie::After) && found.rule.is_none();
        if term {
            return Said::implied(Role::Term);
        }
        return if found.value == Role::Term { found } else { Said { value: Role::Level, ..found } };
    }
    if kind == Kind::Count && found.value == Role::Change && found.rule.is_some() {
        return found;
    }
    if kind != Kind::Percent {
        return if found.value == Role::Share { Said { value: Role::Level, ..found } } else { found };
    }
    let rate = role::is_rate(line, &found)
        || matches!(flow.map(|flow| flow.value), Some(Flow::Tariff | Flow::Capacity | Flow::Refining))
        || measure.is_some_and(|index| {
            let dimensions = &line.grammar.world.measures[index as usize].dimensions;
            dimensions.iter().any(|dimension| &**dimension == "ratio")
        });
    match found.value {
        Role::Level if !rate => Said { value: Role::Share, ..found },
        Role::Share if matches!(flow.map(|flow| flow.value), Some(Flow::Capacity | Flow::Refining)) => {
            Said { value: Role::Level, ..found }
        }
        _ => found,
    }
}

/// When it holds: the date that is the figure, the time inside it, its sentence's, its passage's.
fn time_of(line: &Line, subject: &Subject, asked: &time::Asked, context: &Context, flags: &mut Flags) -> Option<ClaimTime> {
    let moment = subject.date.as_ref().and_then(|date| Some((date.step, date.moment(line)?)));
    let within = || line.time(subject.step).map(|time| (subject.step, time.clone()));
    if let Some((step, value)) = moment.or_else(within) {
        let said = Said::read(value, line.steps[step].span, subject.rule, Distance::Figure);
        return Some(ClaimTime { said, reference: None, country: context.main });
    }
    time::time(line, asked, context).or_else(|| {
        let carried = time::from_passage(line, asked, context)?;
        flags.set(Flag::TimeInferred);
        Some(carried)
    })
}

/// "doubled" says its own direction.
fn multiple_direction(line: &Line, kind: Kind, step: usize) -> Option<Said<Direction>> {
    if kind != Kind::Multiple {
        return None;
    }
    let quantity = line.quantity(step)?;
    let direction = if quantity.amount.value()? < rust_decimal::Decimal::ONE { Direction::Down } else { Direction::Up };
    Some(Said::implied(direction))
}

/// A deficit is negative.
fn balance_sign(
    amount: Amount,
    flow: Option<&Said<Flow>>,
    role: Role,
    kind: Kind,
    chains: &[(Facts, Distance, Tie)],
    line: &Line,
) -> Amount {
    let deficit = flow
        .filter(|flow| flow.value == Flow::Balance)
        .and_then(|flow| flow.rule)
        .is_some_and(|rule| line.grammar.entry(rule).name() == "deficit");
    let _ = chains;
    if deficit && kind == Kind::Money && matches!(role, Role::Level | Role::Previous | Role::Alternate) {
        return amount.map(|value| Some(-value.abs())).unwrap_or(amount);
    }
    amount
}

/// What is measured, in the text's words: the noun phrase the figure counts or stands before, the best chain's, or the
/// nearest plain subject of its clause.
fn measure_text(
    line: &Line,
    nouns: &[Noun],
    step: usize,
    kind: Kind,
    role: Role,
    chains: &[(Facts, Distance, Tie)],
) -> Option<Said<String>> {
    let plain = |noun: &Noun, distance| said_text(line, super::anchor::text(line, noun), distance);
    let directly =
        nouns.iter().find(|noun| noun.first == step + 1 || (noun.first == step + 2 && line.is_mark(step + 1, "-")));
    let bare_commodity = |noun: &Noun| noun.commodity.is_some() && !noun.is_strong() && chains.iter().any(|(_, _, tie)| matches!(tie, Tie::Of | Tie::Subject));
    if let Some(noun) = directly.filter(|noun| line.change(noun.first).is_none() && !noun.subject && !bare_commodity(noun)) {
        return Some(plain(noun, Distance::Clause));
    }
    let of = nouns
        .iter()
        .find(|noun| noun.first > step + 1 && noun.first <= step + 3 && line.is_cue(step + 1, "preposition.of"));
    if let Some(noun) = of.filter(|noun| {
        matches!(kind, Kind::Count | Kind::Percent | Kind::Multiple)
            && (kind == Kind::Count || role == Role::Share)
            && !noun.is_strong()
    }) {
        return Some(plain(noun, Distance::Clause));
    }
    let near = || chains.iter().filter(|(_, distance, _)| *distance <= Distance::Sentence);
    let strong =
        near().find(|(facts, ..)| facts.flow.is_some() || facts.measure.is_some() || facts.benchmark.is_some());
    if let Some((facts, distance, _)) = strong
        .filter(|(_, distance, _)| *distance <= Distance::Clause)
        .or_else(|| near().find(|(_, distance, _)| *distance <= Distance::Clause))
    {
        return Some(said_text(line, facts.text, *distance));
    }
    let clause = line.steps[step].clause;
    let subject = nouns.iter().rev().find(|noun| {
        noun.last <= step && line.steps[noun.first].clause == clause && noun.subject && !is_person(line, noun)
    });
    if let Some(noun) = subject {
        return Some(plain(noun, Distance::Clause));
    }
    if let Some((facts, distance, _)) = strong.or_else(|| near().next()) {
        return Some(said_text(line, facts.text, *distance));
    }
    let inside = nouns.iter().find(|noun| noun.first > step + 1 && noun.first <= step + 3 && line.is_cue(step + 1, "preposition.in"));
    let carried = || chains.iter().find(|(facts, distance, _)| *distance == Distance::Earlier && facts.flow.is_some());
    inside.map(|noun| plain(noun, Distance::Clause)).or_else(|| {
        let (facts, distance, _) = carried().filter(|_| matches!(kind, Kind::Quantity | Kind::Percent))?;
        Some(said_text(line, facts.text, *distance))
    })
}

/// Whether a noun phrase is only a name, place or organization.
fn is_person(line: &Line, noun: &Noun) -> bool {
    (noun.first..noun.last).all(|step| {
        line.is_name(step)
            || line.is_any_mark(step)
            || line
                .find(step, |entry| matches!(entry.sense, Sense::Place(..) | Sense::Organization(..)).then_some(()))
                .is_some()
    })
}

fn said_text(line: &Line, span: Span, distance: Distance) -> Said<String> {
    let words: Vec<&str> = line.words(span).split_whitespace().collect();
    Said { value: words.join(" ").to_lowercase(), span: Some(span), rule: None, distance }
}
