//! `figures man`: the manual as a man page.

use super::Cli;
use super::output::{Ended, Status, raw_stdout};
use crate::error::Error;
use clap::{Args, CommandFactory};
use std::io::Write;

/// Print the man page of the program or of one of its commands
#[derive(Args)]
#[command(after_help = "\
Examples:
  figures man > ~/.local/share/man/man1/figures.1
  figures man extract | man -l -")]
pub struct Man {
    /// The command; left out, the program.
    command: Option<String>,
}

impl Man {
    pub fn run(&self) -> Ended {
        let mut program = Cli::command();
        program.build();
        let page = match &self.command {
            None => program,
            Some(name) => program.find_subcommand(name).cloned().ok_or_else(|| {
                Error::new(format!("there is no command {name}; `figures --help` lists the commands"))
            })?,
        };
        let mut out = raw_stdout();
        clap_mangen::Man::new(page).render(&mut out)?;
        out.flush()?;
        Ok(Status::Done)
    }
}
