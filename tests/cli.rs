//! The command line, as a user sees it: every block of `tests/cli/*.trycmd` and of the pages in `docs` is run and its output compared.

#![cfg(feature = "cli")]

#[test]
fn commands_print_what_their_pages_show() {
    trycmd::TestCases::new().case("tests/cli/*.trycmd").case("docs/*.md");
}
