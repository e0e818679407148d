//! The command line: one file a command, its manual at the top of the file.
//!
//! Every command writes its answer to standard output and what it has to say about it to standard error, and ends with
//! 0 (found, done), 1 (nothing found, a check failed) or 2 (unusable arguments, or input that could not be read).

mod answer;
mod check;
mod completions;
mod config;
mod convert;
mod count;
mod explain;
mod extract;
mod find;
mod grid;
mod list;
mod load;
mod man;
mod mentions;
mod narrow;
mod output;
mod progress;
mod prune;
mod schema;
mod select;
mod shape;
mod show;
mod summary;
mod targets;
mod timeline;
mod units;

use crate::error::Result;
use crate::pipeline::Extractor;
use clap::{CommandFactory, Parser, Subcommand};
use output::{Status, Stop};
use std::path::PathBuf;
use std::process::ExitCode;

/// Turns trade and energy news into a table of figures, every value with its proof.
#[derive(Parser)]
#[command(name = "figures", version, after_help = EXAMPLES, max_term_width = 100)]
pub struct Cli {
    /// A folder of grammar files that replace those built in, or add to them.
    #[arg(long, value_name = "DIR", global = true)]
    grammar: Option<PathBuf>,
    /// A file of defaults for options; without it, figures.toml in this folder or in one above it.
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  figures extract articles                   write output/figures.csv and more
  figures find trade target                  look rows up in what was extracted
  figures find gas contract --from articles  look rows up straight in articles

Exit status: 0 found or done, 1 nothing found or a check failed, 2 unusable arguments or unreadable input.";

#[derive(Subcommand)]
enum Command {
    Extract(extract::Extract),
    Find(Box<find::Find>),
    List(Box<list::List>),
    Show(show::Show),
    Count(count::Count),
    Timeline(timeline::Timeline),
    Targets(targets::Targets),
    Prune(prune::Prune),
    Mentions(mentions::Mentions),
    Explain(explain::Explain),
    Convert(convert::Convert),
    #[command(subcommand)]
    Grammar(check::Grammar),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

impl Cli {
    /// The extractor that the options ask for.
    fn extractor(&self) -> Result<Extractor> {
        match &self.grammar {
            Some(folder) => Extractor::with_grammar(folder),
            None => Extractor::embedded(),
        }
    }

    fn run(&self) -> std::result::Result<Status, Stop> {
        match &self.command {
            Command::Extract(command) => command.run(&self.extractor()?),
            Command::Find(command) => command.run(&self.extractor()?),
            Command::List(command) => command.run(&self.extractor()?),
            Command::Show(command) => command.run(&self.extractor()?),
            Command::Count(command) => command.run(&self.extractor()?),
            Command::Timeline(command) => command.run(&self.extractor()?),
            Command::Targets(command) => command.run(&self.extractor()?),
            Command::Prune(command) => command.run(&self.extractor()?),
            Command::Mentions(command) => command.run(&self.extractor()?),
            Command::Explain(command) => command.run(&self.extractor()?),
            Command::Convert(command) => command.run(&self.extractor()?),
            Command::Grammar(check::Grammar::Check) => check::run(&self.extractor()?),
            Command::Schema(command) => command.run(&self.extractor()?),
            Command::Completions(command) => command.run(),
            Command::Man(command) => command.run(),
        }
    }
}

/// Reads the arguments, does what they ask for, and says how it went.
pub fn run() -> ExitCode {
    let arguments = std::env::args_os().collect();
    let ended = config::completed(arguments, &Cli::command()).map_err(Stop::from);
    match ended.and_then(|arguments| Cli::parse_from(arguments).run()) {
        Ok(status) => status.into(),
        Err(Stop::NobodyListens) => Status::Done.into(),
        Err(Stop::Failed(error)) => {
            output::complain(&error.to_string());
            Status::Failed.into()
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::Cli;
    use clap::CommandFactory;

    /// A command that does something says how it is used, in two examples at least.
    fn without_examples(command: &clap::Command, path: &str, wrong: &mut Vec<String>) {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let examples = help.lines().filter(|line| line.starts_with("  ") && line.contains(&format!("figures{path}")));
        if !command.has_subcommands() && examples.count() < 2 {
            wrong.push(format!("figures{path}"));
        }
        for command in command.get_subcommands() {
            without_examples(command, &format!("{path} {}", command.get_name()), wrong);
        }
    }

    #[test]
    fn every_command_has_two_examples() {
        Cli::command().debug_assert();
        let mut wrong = Vec::new();
        without_examples(&Cli::command(), "", &mut wrong);
        assert_eq!(wrong, Vec::<String>::new());
    }
}
