//! The program `figures`: all it does stands in the library's `cli`.

fn main() -> std::process::ExitCode {
    trade_figures::cli::run()
}
