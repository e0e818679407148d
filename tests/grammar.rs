//! The embedded grammar loads.
use trade_figures::grammar::Grammar;

#[test]
fn the_embedded_grammar_loads() {
    if let Err(error) = Grammar::embedded() {
        panic!("{error}");
    }
}
