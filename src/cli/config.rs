//! `figures.toml`: what options are where the command line does not give them.
//!
//! ```toml
//! from = "tables"            # for every command that has --from
//! [extract]                  # for `figures extract`
//! out = "tables"
//! format = ["csv", "parquet", "xlsx"]
//! [list]
//! sort = "-published"
//! ```
//! The file is looked for in the working folder and in those above it, unless `--config` names one. Paths in it count
//! from its own folder.

use crate::error::near::nearest;
use crate::error::{Error, Result};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};
use std::any::TypeId;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// The file's name.
const NAME: &str = "figures.toml";

/// The arguments, with those of the configuration for what they leave out; `program` says what there is to give.
///
/// # Errors
/// Fails where the file cannot be read, or names a command or an option that there is none of.
pub fn completed(arguments: Vec<OsString>, program: &Command) -> Result<Vec<OsString>> {
    // What cannot be understood without the file is complained of where it is read again.
    let Ok(matches) = program.clone().try_get_matches_from(&arguments) else { return Ok(arguments) };
    let Some((name, given)) = matches.subcommand() else { return Ok(arguments) };
    let named = given.get_one::<PathBuf>("config").or_else(|| matches.get_one::<PathBuf>("config"));
    let Some(path) = named.cloned().or_else(found_upward) else { return Ok(arguments) };
    let text = std::fs::read_to_string(&path)
        .map_err(|error| Error::in_file(&path, format!("cannot be read ({error}); check --config")))?;
    let table: Table = text.parse().map_err(|error: toml::de::Error| {
        let line = error.span().map(|span| text[..span.start].matches('\n').count() + 1);
        let what = error.message();
        Error {
            line,
            ..Error::in_file(&path, format!("is no TOML ({what}); correct it, or name another file with --config"))
        }
    })?;
    let mut built = program.clone();
    built.build();
    check(&table, &built, &path)?;
    let Some(command) = built.find_subcommand(name) else { return Ok(arguments) };
    let own = table.get(name).and_then(Value::as_table);
    let general =
        table.iter().filter(|(key, value)| !value.is_table() && !own.is_some_and(|own| own.contains_key(*key)));
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut all = arguments;
    for (key, value) in general.chain(own.into_iter().flatten()) {
        if let Some(option) = option(command, key)
            && !is_given(given, option)
        {
            all.extend(words(option, value, folder).map_err(|message| Error::in_file(&path, message))?);
        }
    }
    Ok(all)
}

/// The file in the working folder or above it.
fn found_upward() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())
}

fn option<'c>(command: &'c Command, name: &str) -> Option<&'c Arg> {
    command.get_arguments().find(|argument| argument.get_long() == Some(name) && !matches!(name, "help" | "config"))
}

/// Whether the command line gives the option.
fn is_given(given: &ArgMatches, option: &Arg) -> bool {
    given.value_source(option.get_id().as_str()) == Some(ValueSource::CommandLine)
}

/// Fails where the file names what there is not.
fn check(table: &Table, program: &Command, path: &Path) -> Result<()> {
    let commands: Vec<&str> = program.get_subcommands().map(Command::get_name).collect();
    let options = |command: &Command| -> Vec<String> {
        command.get_arguments().filter_map(|argument| argument.get_long().map(str::to_owned)).collect()
    };
    let unknown = |what: &str, name: &str, known: &[&str]| {
        let near = nearest(name, known.iter().copied());
        let hint =
            near.first().map_or("`figures --help` lists all".to_owned(), |near| format!("did you mean `{near}`?"));
        Err(Error::in_file(path, format!("there is no {what} `{name}`; {hint}")))
    };
    let every: Vec<String> = program.get_subcommands().flat_map(options).collect();
    for (name, value) in table {
        let Some(own) = value.as_table() else {
            let every: Vec<&str> = every.iter().map(String::as_str).collect();
            if !every.contains(&&**name) {
                return unknown("option", name, &every);
            }
            continue;
        };
        let Some(command) = program.find_subcommand(name) else { return unknown("command", name, &commands) };
        if let Some(wrong) = own.keys().find(|key| option(command, key).is_none()) {
            let known = options(command);
            return unknown(
                &format!("option of `figures {name}`"),
                wrong,
                &known.iter().map(String::as_str).collect::<Vec<_>>(),
            );
        }
    }
    Ok(())
}

/// The option as it would be given on the command line.
fn words(option: &Arg, value: &Value, folder: &Path) -> std::result::Result<Vec<OsString>, String> {
    let name = format!("--{}", option.get_long().unwrap_or_default());
    let is_switch = matches!(option.get_action(), ArgAction::SetTrue | ArgAction::SetFalse);
    match value {
        Value::Boolean(true) if is_switch => Ok(vec![name.into()]),
        Value::Boolean(false) if is_switch => Ok(vec![]),
        _ if is_switch => Err(format!("`{name}` is a switch; write true or false")),
        Value::Array(values) => {
            let each: Vec<Vec<OsString>> =
                values.iter().map(|value| words(option, value, folder)).collect::<std::result::Result<_, _>>()?;
            Ok(each.into_iter().flatten().collect())
        }
        Value::Table(_) => Err(format!("`{name}` takes a value, not a table")),
        value => {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let is_path = option.get_value_parser().type_id() == TypeId::of::<PathBuf>();
            let text = if is_path && text != "-" { folder.join(text).into_os_string() } else { text.into() };
            let mut word = OsString::from(name + "=");
            word.push(text);
            Ok(vec![word])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn with(text: &str, arguments: &[&str]) -> Result<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        std::fs::write(&path, text).unwrap();
        let config = ["--config", path.to_str().unwrap()];
        let all: Vec<OsString> = ["figures"].iter().chain(&config).chain(arguments).map(OsString::from).collect();
        let completed = completed(all, &crate::cli::Cli::command())?;
        let added: Vec<_> = completed[3..].iter().map(|word| word.to_string_lossy().into_owned()).collect();
        Ok(added.join(" ").replace(folder.path().to_str().unwrap(), "HERE"))
    }

    #[test]
    fn what_the_command_line_leaves_out_is_filled_in() {
        let text = "from = \"tables\"\n[list]\nwide = true\nsort = \"-published\"\nstatus = [\"target\", \"plan\"]\n";
        assert_eq!(
            with(text, &["list", "--sort", "value"]).unwrap(),
            "list --sort value --from=HERE/tables --status=target --status=plan --wide"
        );
        assert_eq!(with(text, &["find", "gas"]).unwrap(), "find gas --from=HERE/tables");
        assert_eq!(with(text, &["schema"]).unwrap(), "schema");
    }

    #[test]
    fn what_there_is_not_is_named() {
        let message = |text: &str| with(text, &["list"]).unwrap_err().to_string();
        assert!(message("frm = \"x\"").ends_with("there is no option `frm`; did you mean `from`?"));
        assert!(message("[lst]\n").ends_with("there is no command `lst`; did you mean `list`?"));
        assert!(
            message("[list]\nwyde = true")
                .contains("there is no option of `figures list` `wyde`; did you mean `wide`?")
        );
        assert!(message("[list]\nwide = 3").ends_with("`--wide` is a switch; write true or false"));
        assert!(message("a = ").contains("figures.toml:1: is no TOML"));
    }
}
