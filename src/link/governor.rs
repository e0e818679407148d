//! Which verb or noun governs a figure: the walk to its left, and where that walk has to end.

use super::line::Line;
use crate::grammar::words::Entry;
use crate::model::code::Kind;
use crate::model::span::RuleId;

/// How many words of a noun phrase may stand between a noun and the preposition behind it.
const PHRASE: usize = 3;

/// What a cue to the left may still say of the figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scope {
    /// No finite verb stands between: any cue governs.
    Open,
    /// A finite verb stands between: only one that has the clause as its object governs.
    Finite,
    /// A copula stands between, at this step: what its subject is called governs too ("the target is").
    Copula(usize),
    /// Nothing further left governs.
    Closed,
}

impl Scope {
    /// The scope after the walk from `figure` has passed the step at `at`.
    pub fn past(self, line: &Line, at: usize, figure: usize) -> Scope {
        match self {
            Scope::Open if is_copula(line, at, figure) => Scope::Copula(at),
            Scope::Open if is_finite(line, at) => Scope::Finite,
            Scope::Open if line.is_cue(at, "scope.trait") && is_after_noun(line, at) => Scope::Closed,
            Scope::Finite if line.is_cue(at, "attribution.said") && at > 0 && is_noun(line, at - 1) => Scope::Finite,
            Scope::Finite | Scope::Copula(_) if is_finite(line, at) || is_relative(line, at) => Scope::Closed,
            Scope::Finite | Scope::Copula(_) if line.is_mark(at, ",") => Scope::Closed,
            scope => scope,
        }
    }
}

/// Whether a form of "be" with no verb and no change behind it stands at the step.
fn is_copula(line: &Line, at: usize, figure: usize) -> bool {
    line.is_cue(at, "auxiliary.be")
        && is_finite(line, at)
        && !(at + 1..figure).any(|step| line.is_verb(step) || line.change(step).is_some())
}

/// The steps to the left of a figure, nearest first, to the beginning of its clause; a clause that begins with an
/// infinitive or a participle goes on from the one before, and what stands between two dashes is passed over.
pub fn leftwards<'l>(line: &'l Line, figure: usize) -> impl Iterator<Item = usize> + 'l {
    let (mut done, mut bracketed) = (false, false);
    (0..figure).rev().take_while(move |at| {
        let ends = done;
        if begins_clause(line, *at, figure) {
            let goes_on = line.is_any_mark(*at) && ["party.to", "verb.ing"].iter().any(|id| line.is_cue(*at + 1, id));
            let closes = bracketed && line.is_any_mark(*at);
            bracketed = goes_on;
            done |= !goes_on && !closes;
        }
        !ends
    })
}

/// Whether a clause of its own begins at `at`.
fn begins_clause(line: &Line, at: usize, figure: usize) -> bool {
    let conjoins = line.is_cue(at, "clause.break") && line.cue(at, "pronoun").is_none();
    if conjoins && line.is_cue(at + 1, "verb.ing") {
        return false;
    }
    conjoins && (at + 1..figure).any(|step| line.is_verb(step))
        || at == 0
        || line.steps[at].clause != line.steps[at - 1].clause
}

/// Whether a finite verb, or the participle of a reduced relative clause, stands at the step.
pub fn is_finite(line: &Line, at: usize) -> bool {
    let sure = ["verb.finite", "auxiliary.be", "auxiliary.have", "auxiliary.do"].iter().any(|id| line.is_cue(at, id));
    if !(sure || line.is_cue(at, "verb.participle")) || status_cue(line, at).is_some() {
        return false;
    }
    let before = before_adverbs(line, at);
    let free = before.is_none_or(|step| !line.is_auxiliary(step) && !opens_infinitive(line, step));
    free && (sure || line.is_verb(at) && before.is_some_and(|step| !line.is_any_mark(step)))
}

/// Whether the step is a verb behind "to" or a modal.
pub fn is_infinitive(line: &Line, at: usize) -> bool {
    before_adverbs(line, at).is_some_and(|step| opens_infinitive(line, step))
}

/// "to", a modal, or a cue that ends in one ("plans to").
fn opens_infinitive(line: &Line, step: usize) -> bool {
    line.is_cue(step, "party.to")
        || line.is_cue(step, "auxiliary.modal")
        || status_cue(line, step)
            .is_some_and(|(_, entry)| entry.id.ends_with(".noun") || !line.is_cue(step, "verb.noun"))
}

/// The step before `at`, adverbs left out.
fn before_adverbs(line: &Line, at: usize) -> Option<usize> {
    (0..at).rev().find(|step| !line.is_cue(*step, "adverb.common"))
}

/// Whether a relative pronoun that a noun stands before is at the step.
fn is_relative(line: &Line, at: usize) -> bool {
    line.is_cue(at, "pronoun.relative") && is_after_noun(line, at)
}

/// Whether a word of a noun phrase, no verb and no mark, stands before the step.
fn is_after_noun(line: &Line, at: usize) -> bool {
    at > 0 && !line.is_any_mark(at - 1) && !line.is_verb(at - 1) && !line.is_function(at - 1)
}

/// Whether a figure hangs on the noun at `noun`: right behind its phrase, or by a preposition and an infinitive, no other
/// figure, comma or finite verb between; or the noun heads the whole clause ("under the contract", "the deal provides").
pub fn hangs_on(line: &Line, noun: usize, figure: usize) -> bool {
    let Some(before) = before_phrase(line, noun) else { return clear_between(line, noun, figure) };
    let against = line.is_cue(before, "scope.against") && !line.is_cue(before, "scope.frame");
    if against && !line.is_cue(last_link(line, noun, figure), "preposition.of") {
        return false;
    }
    line.is_cue(before, "scope.frame") || clear_between(line, noun, figure)
}

/// Whether the cue at `at` belongs to the subject of the copula at `verb`: "the target is", "planned output was".
pub fn is_subject(line: &Line, at: usize, verb: usize) -> bool {
    let noun = line.is_nominal(at + 1) || line.time(at + 1).is_some();
    (noun || at + 1 == verb || line.is_cue(at + 1, "preposition.all")) && clear_between(line, at, verb)
}

/// The noun that frames the clause of the modal at `modal`, before its subject: "under the plan, it will".
pub fn frame(line: &Line, modal: usize) -> Option<usize> {
    (0..modal).rev().find(|at| is_frame(line, *at))
}

/// The status cue that a step is, or the noun that a phrase of several words ends in ("output quota").
pub fn status_cue<'l>(line: &Line<'l>, at: usize) -> Option<(RuleId, &'l Entry)> {
    if let Some(whole) = line.cue(at, "status") {
        let split = whole.1.id.ends_with(".split");
        return (!split || late_infinitive(line, at).is_some()).then_some(whole);
    }
    let one = line.steps.get(at)?;
    if one.last - one.first < 2 || !line.is_thing(at) {
        return None;
    }
    let noun = |entry: &Entry| (entry.group() == "status" && entry.id.ends_with(".noun")).then_some(());
    let (_, rule, ()) = line.grammar.longest(line.text, &line.reading.tokens, one.last as usize - 1, noun)?;
    Some((rule, line.grammar.entry(rule)))
}

/// The "to" that times and adverbs part from the verb at `at`: "agreed on Thursday to cut".
pub fn late_infinitive(line: &Line, at: usize) -> Option<usize> {
    let between = |step: &usize| {
        line.time(*step).is_some()
            || line.cue(*step, "adverb").is_some()
            || line.is_cue(*step, "preposition.in") && line.time(*step + 1).is_some()
    };
    let to = (at + 1..line.len()).find(|step| !between(step)).filter(|to| *to > at + 1 && to + 1 < line.len())?;
    let verbal = !line.is_nominal(to + 1) || line.is_used_as_verb(to + 1);
    (verbal && line.is_cue(to, "party.to")).then_some(to)
}

/// Whether a noun that tells a status stands at the step.
pub fn is_noun(line: &Line, at: usize) -> bool {
    status_cue(line, at).is_some_and(|(_, entry)| entry.id.ends_with(".noun"))
}

/// Whether a word that is a verb of status too is a noun here, as the verb behind it shows: "the projects took".
pub fn is_plain_noun(line: &Line, at: usize, entry: &Entry) -> bool {
    let both = line.is_cue(at, "verb.noun") && !entry.id.ends_with(".noun");
    let behind = at + 1;
    let hangs = line.is_cue(behind, "preposition.all") && !line.is_cue(behind, "party.to");
    both && (is_finite(line, behind) || line.is_auxiliary(behind) || hangs)
}

/// Whether the noun at `at` stands in a phrase that opens the sentence and frames it: "under the plan, ...".
pub fn is_frame(line: &Line, at: usize) -> bool {
    let opens = |step: usize| {
        line.is_cue(step, "scope.frame")
            && (0..step).all(|other| line.is_any_mark(other) || line.is_cue(other, "scope.frame"))
    };
    is_noun(line, at) && before_phrase(line, at).is_some_and(opens)
}

/// The step before the noun phrase that ends at `noun`.
fn before_phrase(line: &Line, noun: usize) -> Option<usize> {
    let within = |step: &usize| {
        line.is_nominal(*step)
            || line.is_cue(*step, "determiner.all")
            || line.is_cue(*step, "scope.definite")
            || line.quantity(*step).is_some()
    };
    (0..noun).rev().take(PHRASE + 1).find(|step| !within(step))
}

/// Whether nothing between a noun and a figure parts them.
fn clear_between(line: &Line, noun: usize, figure: usize) -> bool {
    if line.is_cue(noun + 1, "scope.content") {
        return true;
    }
    let joined = |from: usize| (from + 1..figure).any(|step| line.is_cue(step, "clause.coordinate"));
    let clear = (noun + 1..figure).all(|step| {
        (line.quantity(step).is_none_or(|quantity| quantity.kind == Some(Kind::Multiple)) || joined(step))
            && !line.is_mark(step, ",")
            && !is_finite(line, step)
            && !line.is_cue(step, "clause.break")
    });
    let link = last_link(line, noun, figure);
    let supplies = line.is_cue(noun + 1, "party.to") && line.is_cue(link, "party.with");
    let opens = |step: &usize| line.is_cue(*step, "scope.definite") || line.is_cue(*step, "determiner.all");
    let revises = |start: usize| line.change(start - 1).is_some() && !line.is_cue(start - 1, "scope.against");
    let revised =
        line.is_cue(link, "amount.difference") && (1..noun).rev().take(PHRASE + 1).find(opens).is_some_and(revises);
    clear && (supplies || !line.is_cue(link, "scope.loose") || revised)
}

/// The last word between a noun and a figure that is no part of a noun phrase, or the noun.
fn last_link(line: &Line, noun: usize, figure: usize) -> usize {
    (noun + 1..figure)
        .rev()
        .find(|step| !line.is_nominal(*step) && !line.is_cue(*step, "determiner.all") && !line.is_bound(*step))
        .unwrap_or(noun)
}

/// Whether the text speaks of the figure as known: "its 14 plants", "the 96 percent it does not own", "two of the four".
pub fn is_presupposed(line: &Line, figure: usize) -> bool {
    let Some(quantity) = line.quantity(figure) else { return false };
    if matches!(quantity.kind, Some(Kind::Price | Kind::Money | Kind::Duration | Kind::Multiple | Kind::Points)) {
        return false;
    }
    if line.is_cue(figure + 1, "preposition.of") && line.is_cue(figure + 2, "scope.definite") {
        return quantity.unit.is_none();
    }
    let Some(before) = figure.checked_sub(1) else { return false };
    if line.is_cue(before, "preposition.of") {
        let owner = before_phrase(line, before - 1).map_or(0, |step| step + 1);
        return line.is_cue(owner, "scope.own") && !(owner..figure).any(|step| line.is_cue(step, "scope.goal"));
    }
    let at = if line.cue(before, "adjective").is_some() { before.checked_sub(1) } else { Some(before) };
    let goal = (figure + 1..line.len()).take(2).any(|step| line.is_cue(step, "scope.goal"));
    at.is_some_and(|at| line.is_cue(at, "scope.definite")) && !goal
}
