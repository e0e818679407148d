//! Which steps of a sentence are verbs: by their form, or by what stands beside them.

use super::Line;
use crate::grammar::marks::Marks;
use crate::grammar::words::Entry;

impl Line<'_> {
    /// What `is_verb` asks, worked out.
    pub(super) fn reads_as_verb(&self, step: usize) -> bool {
        if self.rules(step).is_empty() {
            return false;
        }
        if self.has(
            step,
            &["verb.finite", "verb.ing", "verb.base", "function.verb", "attribution.said", "status.forecast.modal"],
        ) || self.is_auxiliary(step)
        {
            return true;
        }
        if self.has(step, &["verb.participle"]) {
            return !self.noun_follows(step);
        }
        if self.has(step, &["verb.noun"]) {
            return self.verb_expected(step) || self.infinitive_follows(step);
        }
        if self.has(step, &["verb.or_noun"]) {
            return self.verb_expected(step) || step > 0 && self.is_nominal(step - 1);
        }
        let changes = |entry: &Entry| (entry.group() == "change" && !entry.id.ends_with(".noun")).then_some(());
        self.marks(step).any(Marks::VERB)
            || self.marks(step).may_be_of("change") && self.find(step, changes).is_some()
            || self.cue(step, "status").is_some() && !self.marks(step).any(Marks::THING)
    }

    /// Whether a word of two uses is a verb here: after "to", a modal or a pronoun.
    pub(super) fn verb_expected(&self, step: usize) -> bool {
        step > 0
            && (self.has(
                step - 1,
                &["party.to", "auxiliary.modal", "auxiliary.do", "pronoun.personal", "status.forecast.modal"],
            ) || self.has(step - 1, &["adverb.common"])
                && step > 1
                && self.has(step - 2, &["auxiliary.modal", "pronoun.personal", "status.forecast.modal"]))
    }

    /// Whether "to" and a verb that is no noun follow: "companies plan to offer".
    fn infinitive_follows(&self, step: usize) -> bool {
        step > 0
            && step + 2 < self.steps.len()
            && self.has(step + 1, &["party.to"])
            && self.has(step + 2, &["verb.base"])
            && self.is_nominal(step - 1)
    }

    /// Whether a word that can go on a noun phrase stands right after the step.
    fn noun_follows(&self, step: usize) -> bool {
        step + 1 < self.steps.len() && self.is_nominal(step + 1)
    }
}
