//! What makes two sentences the same statement, and what does not.

use super::*;

const ONE: &str =
    "Kenya's tea exports rose 5 percent to 450,000 tonnes last year, the tea board of the country said on Monday.";

#[test]
fn a_changed_word_keeps_a_sentence_near() {
    let other = ONE.replace("on Monday", "Monday").replace("the country", "Kenya");
    assert!(is_near(sketch(ONE), sketch(&other)));
    assert!(is_near(sketch(ONE), sketch(&ONE.to_uppercase())));
}

#[test]
fn another_sentence_is_not_near() {
    assert!(!is_near(
        sketch(ONE),
        sketch("Coffee output of Uganda fell 5 percent in March as rain delayed the harvest in the west.")
    ));
}

#[test]
fn other_numbers_make_another_statement() {
    assert_ne!(numbers(ONE), numbers(&ONE.replace("450,000", "430,000")));
}

#[test]
fn times_differ_only_where_both_are_known() {
    assert!(is_same_time(0, 7) && is_same_time(7, 7) && !is_same_time(7, 9));
}
