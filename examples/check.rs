use trade_figures::pipeline::Extractor;
fn main() { let (n, e) = Extractor::embedded().unwrap().check_grammar(); println!("{n}"); for x in e { println!("{x}"); } }
