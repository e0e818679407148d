//! Properties of times: a date is read back from every way to write it, the days of named years are the official ones,
//! and no sequence of words makes reading or resolving fail.

mod common;

use chrono::{Datelike, Days, NaiveDate};
use common::times;
use trade_figures::grammar::Grammar;
use trade_figures::model::time::{Edge, Period};
use trade_figures::normalize::time::{Anchor, Resolved, resolve, shift_years};

fn grammar() -> Grammar {
    Grammar::embedded().expect("the embedded grammar loads")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The only time of a text, resolved.
fn only(grammar: &Grammar, text: &str, anchor: &Anchor) -> Resolved {
    let found = times(grammar, text);
    assert_eq!(found.len(), 1, "{text}");
    resolve(&found[0].value, anchor, grammar)
}

#[test]
fn a_date_is_read_back_from_every_way_to_write_it() {
    let grammar = grammar();
    let first = date("2024-01-01");
    for day in (0..366).filter_map(|days| first.checked_add_days(Days::new(days))) {
        let anchor = Anchor { published: day.checked_add_days(Days::new(10)), ..Anchor::default() };
        for format in
            ["%Y-%m-%d", "%d %B %Y", "%B %-d, %Y", "%b %-d, %Y", "%A, %-d %B %Y", "%d/%m/%Y", "%B %-d", "%-d %b"]
        {
            let written = day.format(format).to_string();
            let text = format!("The ministry met on {written} in Ankara.");
            let days = only(&grammar, &text, &anchor).period;
            assert_eq!((days.start, days.end), (Some(day), Some(day)), "{text}");
            assert_eq!(days.edtf, day.to_string());
        }
        let month = only(&grammar, &day.format("output in %B %Y").to_string(), &anchor).period;
        assert_eq!(month.edtf, day.format("%Y-%m").to_string());
        assert_eq!(month.start.map(|first| first.day()), Some(1));
    }
}

#[test]
fn named_years_begin_on_their_official_days() {
    let grammar = grammar();
    let place = |code: &str| grammar.world.place(code);
    let india = Anchor { country: place("IND"), ..Anchor::default() };
    let japan = Anchor { country: place("JPN"), ..Anchor::default() };
    let wheat = Anchor { commodity: Some("wheat".into()), ..Anchor::default() };
    let none = Anchor::default();
    for (text, anchor, first, last) in [
        ("in FY24", &india, "2023-04-01", "2024-03-31"),
        ("in H1 of FY25", &india, "2024-04-01", "2024-09-30"),
        ("in fiscal 1986", &japan, "1986-04-01", "1987-03-31"),
        ("in FY2024", &none, "2023-10-01", "2024-09-30"),
        ("in fiscal year 2023-24", &none, "2023-04-01", "2024-03-31"),
        ("the 2024/25 marketing year", &wheat, "2024-06-01", "2025-05-31"),
        ("gas year 2024/25", &none, "2024-10-01", "2025-09-30"),
        ("the Iranian year 1395", &none, "2016-03-20", "2017-03-20"),
        ("the Iranian year 1399", &none, "2020-03-20", "2021-03-20"),
        ("the Iranian year 1402", &none, "2023-03-21", "2024-03-19"),
        ("the first nine months of the Iranian year 1402", &none, "2023-03-21", "2023-12-21"),
        ("in 1445 AH", &none, "2023-07-19", "2024-07-07"),
    ] {
        let days = only(&grammar, text, anchor).period;
        assert_eq!((days.start, days.end), (Some(date(first)), Some(date(last))), "{text}");
    }
}

#[test]
fn comparisons_shift_the_time_spoken_of() {
    let grammar = grammar();
    let reference =
        Period { start: Some(date("2024-02-01")), end: Some(date("2024-02-29")), edtf: "2024-02".to_string() };
    let anchor =
        Anchor { published: Some(date("2024-03-15")), reference: Some(reference.clone()), ..Anchor::default() };
    for (text, edtf) in [
        ("a year earlier", "2023-02"),
        ("the same month of 2022", "2022-02"),
        ("the same period last year", "2023-02"),
        ("the previous month", "2024-01"),
        ("the month", "2024-02"),
    ] {
        assert_eq!(only(&grammar, text, &anchor).period.edtf, edtf, "{text}");
    }
    let earlier = shift_years(&reference, Edge::None, -1).expect("a year before");
    assert_eq!((earlier.end, earlier.edtf.as_str()), (Some(date("2023-02-28")), "2023-02"));
}

#[test]
fn without_a_day_of_publication_only_what_the_text_fixes_has_days() {
    let grammar = grammar();
    let anchor = Anchor::default();
    for (text, start) in [("in March", None), ("last year", None), ("in March 2024", Some(date("2024-03-01")))] {
        assert_eq!(only(&grammar, text, &anchor).period.start, start, "{text}");
    }
    assert_eq!(only(&grammar, "on Monday", &anchor).basis.code(), "unanchored");
}

#[test]
fn no_words_make_it_fail() {
    let grammar = grammar();
    let words: Vec<&str> = "the a of in to and or last next first second March May Monday 2024 1403 31 2 , - / . ' s th \
        Q H FY M fiscal year Iranian years week months quarter half decade century ago earlier same period early mid end \
        until by between 999999999 every summer few several annually now today morning é\u{301} 🙂 \u{a0}"
        .split(' ')
        .collect();
    let anchor = Anchor { published: Some(date("2024-02-29")), ..Anchor::default() };
    let mut state = 7u64;
    let mut next = |bound: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize % bound
    };
    for _ in 0..3000 {
        let text: String = (0..12).map(|_| [words[next(words.len())], ["", " ", "\n"][next(3)]].concat()).collect();
        for time in times(&grammar, &text) {
            let resolved = resolve(&time.value, &anchor, &grammar);
            assert!(resolved.period.start.is_none() || !resolved.period.edtf.is_empty(), "{text}");
            assert!(!time.span.of(&text).is_empty());
        }
    }
}
