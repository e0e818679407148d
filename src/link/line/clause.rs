//! Where the clauses of a sentence begin and end.

use super::Line;

impl Line<'_> {
    /// Numbers the clauses: a semicolon, a colon, a dash, or a clause word that something verbal follows begins one; after
    /// a relative clause between commas the clause it interrupts goes on.
    pub(super) fn cut_clauses(&mut self) {
        let (mut clause, mut next) = (0, 0);
        let mut outer: Option<u16> = None;
        for step in 0..self.steps.len() {
            if step > 0 && outer.is_some() && self.is_mark(step - 1, ",") && self.is_verb(step) {
                clause = outer.take().unwrap_or(clause);
            } else if step > 0 && self.begins_clause(step) {
                let relative = self.is_mark(step - 1, ",") && self.has(step, &["pronoun.relative"]);
                outer = relative.then_some(clause);
                next += 1;
                clause = next;
            }
            self.steps[step].clause = clause;
        }
    }

    fn begins_clause(&self, step: usize) -> bool {
        if self.is_any_mark(step) {
            let mark = self.words(self.steps[step].span);
            return matches!(mark, ";" | ":" | "\u{2014}" | "\u{2013}" | "\u{2022}")
                || (mark == "-" && self.token(step).spaced && self.next_is_spaced(step));
        }
        if self.is_cue(step, "clause.break") {
            return self.verb_before_break(step + 1);
        }
        let joined = self.is_mark(step - 1, ",")
            || (self.is_cue(step - 1, "clause.coordinate") && step > 1 && self.verb_stands_before(step));
        joined && self.subject_follows(step)
    }

    /// Whether the clause that ends at the step has a verb already.
    fn verb_stands_before(&self, step: usize) -> bool {
        self.before_in_clause(step - 1).any(|other| self.is_verb(other))
    }

    fn next_is_spaced(&self, step: usize) -> bool {
        step + 1 < self.steps.len() && self.token(step + 1).spaced
    }

    /// Whether a verb comes before the next mark.
    fn verb_before_break(&self, from: usize) -> bool {
        (from..self.steps.len()).take_while(|step| !self.is_any_mark(*step)).any(|step| self.is_verb(step))
    }

    /// Whether a noun phrase with a thing in it stands here, and a verb right after it.
    fn subject_follows(&self, from: usize) -> bool {
        let mut things = false;
        for step in from..self.steps.len().min(from + 9) {
            if self.is_any_mark(step) && !self.is_mark(step, "'s") && !self.is_mark(step, "\u{2019}s") {
                return false;
            }
            if things && self.is_verb(step) && !self.is_thing(step) {
                return true;
            }
            if self.quantity(step).is_some() {
                return false;
            }
            things |= self.is_thing(step) || self.is_name(step);
        }
        false
    }
}
