//! The command line, as a user sees it: every block of `tests/cli/*.trycmd` is run and its output compared.

#![cfg(feature = "cli")]

#[test]
fn commands_print_what_their_pages_show() {
    trycmd::TestCases::new().case("tests/cli/*.trycmd");
}
