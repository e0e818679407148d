use trade_figures::pipeline::Extractor;
use trade_figures::model::document::Document;
fn main() {
    let ex = Extractor::embedded().unwrap();
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    for part in text.split("\n\n") {
        let e = ex.extract(Document { id: "x".into(), text: part.into(), ..Document::default() });
        println!("{part}");
        for f in &e.figures { println!("    {:<24} {:?}  entity {:?} dup {:?}", f.quote.replace('\n', " "), f.attribution, f.entity, f.duplicate_of); }
    }
}
