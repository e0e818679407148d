//! `figures completions`: completion scripts for shells.

use super::Cli;
use super::output::{Ended, Status, raw_stdout};
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use std::io::Write;

/// Print a completion script for a shell
#[derive(Args)]
#[command(after_help = "\
Examples:
  figures completions bash > ~/.local/share/bash-completion/completions/figures
  figures completions zsh > ~/.zfunc/_figures")]
pub struct Completions {
    /// The shell.
    shell: Shell,
}

impl Completions {
    pub fn run(&self) -> Ended {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "figures", &mut script);
        let mut out = raw_stdout();
        out.write_all(&script)?;
        out.flush()?;
        Ok(Status::Done)
    }
}
