//! Sentences and sections of whole texts; and, where the annotated articles are at hand, how often both agree with them.

use super::*;
use crate::grammar::phrases::Phrases;
use crate::model::code::Section;
use crate::model::profile::Profile;
use std::sync::LazyLock;

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::embedded().unwrap());
static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(|| Segmenter::new(&GRAMMAR));

fn segmented(text: &str) -> (Document, Vec<Sentence>) {
    let document = Document { text: text.to_string(), ..Document::default() };
    let sentences = SEGMENTER.segment(&document);
    (document, sentences)
}

fn profiled(document: &Document, sentences: &[Sentence]) -> Profile {
    let spans = sentences.iter().map(|sentence| sentence.span);
    profile(document, &Phrases::of(&document.text, spans, &GRAMMAR.lexicon), &GRAMMAR)
}

fn sentences(text: &str) -> Vec<String> {
    let (document, sentences) = segmented(text);
    sentences.iter().map(|sentence| sentence.span.of(&document.text).to_string()).collect()
}

fn sections(text: &str) -> Vec<(Section, String)> {
    let (document, sentences) = segmented(text);
    let first_words = |sentence: &Sentence| sentence.span.of(&document.text).chars().take(12).collect();
    sentences.iter().map(|sentence| (sentence.section, first_words(sentence))).collect()
}

/// The text is split exactly at the bars.
#[track_caller]
fn splits(marked: &str) {
    let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
    assert_eq!(sentences(&marked.replace('|', "")), expected);
}

#[test]
fn ordinary_stops() {
    splits("Exports rose 5.3 percent. |Imports fell! |Did stocks change? |No.");
    splits("“We will sell more gas.” |The minister said so. |\"It is cheap.\" |Buyers agreed.");
    splits("Output fell.. |Prices rose… |Traders waited... and sold.");
    splits("It fell to 3 bcm in 2017. |25 cargoes followed. |$5 was paid.");
}

#[test]
fn abbreviations_go_on() {
    splits("Mr. Green of St. Austell Ltd. bought approx. 5 cargoes, i.e. 300 kt, vs. two in Jan. 2020.");
    splits("U.S. Crude fell, said J. D. Moss of the U.S. Energy Department. |It was No. 3.");
    splits("Prices fell in the U.S. The dollar rose. ".replace("U.S. The", "U.S. |The").as_str());
    splits("Calls at 9 a.m. EDT and 5 p.m. |Talks end.");
    splits("So said J. P. Moss, see p. 5, and V. Li.");
    splits("They hold ore. |Brazil ships it. |The mine is in Portland, Ore. as before.");
}

#[test]
fn glued_sentences() {
    splits("There is rampant inflation.|While output falls, prices rise by 3%.|Then all ends in 2017.|A year passes.");
    splits("He wrote for Example.com on N.Sea gas and shares of ABC.DE today.");
    splits("They said “it is 107%.”|Norway agreed.");
    splits("By Jo Park for Example.com|More Top Reads From Example.com:");
}

#[test]
fn brackets_and_marks() {
    splits("(Adds details) |Oil rose. |(Reporting by Jo Park)");
    splits("Stocks fell (by 3 mln barrels. or so) in May. |(See below) |Then they rose.");
    assert_eq!(
        sentences("- Coal rose. -- Gas fell.\n## Next\n**Oil:** up."),
        ["Coal rose.", "Gas fell.", "Next", "Oil:** up."]
    );
}

#[test]
fn parts_of_a_page() {
    use Section::*;
    let text = "Gas exports climb to a record\nBy Jo Park\nMarch 3, 2020\n3 MIN READ\n\nGas exports climbed to 5 bcm in February, the ministry said on Monday.\n\nRelated: Coal exports drop\n\nThe minister expects 6 bcm in March, a record for the country. (1 euro = 1.1 dollars) (Reporting by Jo Park; editing by Kim Lee)\n\nCopyright 2020 Example News. All rights reserved.\nRecent Posts\nCoal exports drop\nThey fell to 3 million tonnes.\n9 hours ago\n\nLeave a Reply\nYour email address will not be published.";
    let found: Vec<Section> = sections(text).into_iter().map(|(section, _)| section).collect();
    assert_eq!(
        found,
        [
            Title,
            Metadata,
            Metadata,
            Metadata,
            Body,
            Related,
            Body,
            Boilerplate,
            Boilerplate,
            Boilerplate,
            Boilerplate,
            Related,
            Related,
            Related,
            Related,
            Boilerplate,
            Boilerplate
        ]
    );
}

#[test]
fn heads_of_the_article_itself() {
    let found = sections(
        "Explained: why gas doubled\n\nGas doubled to 30 euros in January, data showed on Monday.\n\nIt has:\n\n- risen 5%",
    );
    let found: Vec<Section> = found.into_iter().map(|(section, _)| section).collect();
    assert_eq!(found, [Section::Title, Section::Body, Section::Body, Section::Body]);
}

#[test]
fn one_line_is_body() {
    assert_eq!(sections("Trade is to reach 5 billion dollars")[0].0, Section::Body);
    assert_eq!(sections("- Trade of $5 bn\n- Debt of $3 bn")[1].0, Section::Body);
}

#[test]
fn a_list_of_links_before_the_article_does_not_swallow_it() {
    let text = "Latest news\nCoal drops\nOil climbs\nGas exports climbed to 5 bcm in February, the ministry said on Monday.\nThe minister expects 6 bcm in March.";
    let found = sections(text);
    assert_eq!(found[1].0, Section::Related);
    assert_eq!(found[3].0, Section::Body);
    assert_eq!(found[4].0, Section::Body);
}

#[test]
fn a_headline_glued_to_a_dateline() {
    let found =
        sections("OIL OUTPUT SEEN AT 9 MLN BPD PARIS, June\n1 - Output rose to 9 mln bpd, a\nreport said on Monday.");
    assert_eq!(found[0], (Section::Title, "OIL OUTPUT S".into()));
    assert_eq!(found[1], (Section::Body, "PARIS, June\n".into()));
}

#[test]
fn a_link_inside_a_paragraph() {
    let text = "Stocks are short on food and medicine.  Related: A Game Changer For Big GasMeanwhile, at the meeting, quotas rose by 5%. They hold until May.";
    let found: Vec<Section> = sections(text).into_iter().map(|(section, _)| section).collect();
    assert_eq!(found, [Section::Body, Section::Related, Section::Body, Section::Body]);
}

/// Sentences lie in order, without overlaps, on characters, and hold every letter and digit that is no mark of layout.
#[track_caller]
fn is_sound(document: &Document, sentences: &[Sentence]) {
    let mut end = 0;
    for (index, sentence) in sentences.iter().enumerate() {
        let Span { start, end: next } = sentence.span;
        assert!(start >= end && next > start && sentence.index == index as u32);
        let between = &document.text[end as usize..start as usize];
        assert!(!between.contains(|c: char| c.is_alphabetic() && !c.is_ascii()), "{between:?} lost");
        assert_eq!(sentence.span.of(&document.text).trim(), sentence.span.of(&document.text));
        end = next;
    }
}

#[test]
fn any_text_at_all() {
    let parts = [
        "é",
        "Ö",
        "“",
        "”",
        "\"",
        "'",
        "(",
        ")",
        ".",
        "..",
        "…",
        "?",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\u{a0}",
        "- ",
        "• ",
        "# ",
        "**",
        "1. ",
        "(a) ",
        "$",
        "5",
        "2,3",
        "U.S.",
        "No.",
        "J. ",
        "Related",
        "Read more",
        ": ",
        "Recent Posts",
        "Copyright",
        "By ",
        "Ökö",
        "Ann",
        "aB",
        "May 3",
        "OSLO",
        " - ",
        "(Reuters)",
        "=",
        "Reporting by",
        "min read",
        "2020-05-06",
        "the",
        "日本",
    ];
    let mut state = 7u64;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..30 {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            text += parts[(state >> 33) as usize % parts.len()];
        }
        let (document, found) = segmented(&text);
        is_sound(&document, &found);
        let _ = profiled(&document, &found);
    }
}

#[test]
fn nothing_takes_forever() {
    let units = [
        ".",
        "(",
        ")",
        "\n",
        "* ",
        "\"",
        ". ",
        "(A) ",
        "Read: aB ",
        ".\"",
        "a.B",
        "…",
        "aB",
        "1. ",
        "- ",
        "U.S. ",
        " ",
        "#",
        "Related\n",
        "x\n",
        "é",
    ];
    for unit in units {
        let text = unit.repeat((1 << 18) / unit.len());
        let started = std::time::Instant::now();
        let (document, found) = segmented(&text);
        assert!(started.elapsed().as_secs() < 5, "{unit:?} took {:?}", started.elapsed());
        let _ = profiled(&document, &found);
        is_sound(&document, &found);
    }
}

mod annotated;
