//! `figures man`: the manual as a man page.

use super::Cli;
use super::output::{Ended, Status, raw_stdout};
use crate::error::Error;
use clap::{Args, CommandFactory};
use std::io::Write;
use std::path::PathBuf;

/// Print the man page of the program or of one of its commands
#[derive(Args)]
#[command(after_help = "\
Examples:
  figures man extract | man -l -
  figures man --out ~/.local/share/man/man1")]
pub struct Man {
    /// The command; left out, the program.
    command: Option<String>,
    /// A folder into which the pages of the program and of all commands are written.
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    out: Option<PathBuf>,
}

impl Man {
    pub fn run(&self) -> Ended {
        let mut program = Cli::command();
        if let Some(folder) = &self.out {
            let written = std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(program, folder));
            let failed = |error| Error::in_file(folder, format!("cannot be written ({error}); name another folder"));
            return Ok(written.map(|()| Status::Done).map_err(failed)?);
        }
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
