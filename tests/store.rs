//! A store that grows, through the program itself: what is added, dropped and kept, and runs that are killed.
//!
//! How often a run is killed is set by `KILLS`: a few times here, 200 times before a release.

#![cfg(feature = "cli")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

fn figures(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_figures"));
    command.current_dir(folder).args(arguments);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let output = figures(folder, arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn article(folder: &Path, number: usize, value: usize) {
    let text = format!(
        "Country number {number} news.\n\nIran exported {value} million barrels of crude in May 2023, up 5%.\n"
    );
    fs::create_dir_all(folder.join("news")).unwrap();
    fs::write(folder.join(format!("news/{number:04}.txt")), text).unwrap();
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder.join("output")).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap_or_default()))
        .collect()
}

const ADD: [&str; 5] = ["extract", "news", "--add", "--format", "csv,parquet,xlsx"];

#[test]
fn what_is_new_is_added_what_changed_replaced_and_what_is_gone_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    (0..3).for_each(|number| article(folder, number, 10 + number));
    run(folder, &ADD);
    let before = files(folder);
    let times = |folder: &Path| fs::metadata(folder.join("output/figures.parquet")).unwrap().modified().unwrap();
    let written = times(folder);
    let output = run(folder, &ADD);
    assert!(String::from_utf8_lossy(&output.stdout).contains("3 unchanged"));
    assert_eq!((files(folder), times(folder)), (before, written), "what is unchanged is not written");
    article(folder, 1, 99);
    article(folder, 3, 13);
    run(folder, &ADD);
    let added = files(folder);
    run(folder, &["extract", "news", "--fresh", "--format", "csv,parquet,xlsx"]);
    assert_eq!(files(folder), added, "as one run over all");
    fs::remove_file(folder.join("news/0000.txt")).unwrap();
    let gone = run(folder, &["prune"]);
    assert!(String::from_utf8_lossy(&gone.stdout).contains("news/0000.txt\n1 document dropped"));
    let pruned = files(folder);
    run(folder, &["extract", "news", "--fresh", "--format", "csv,parquet,xlsx"]);
    assert_eq!(files(folder), pruned);
}

#[test]
fn a_run_that_is_killed_leaves_the_old_tables_or_the_new() {
    let kills: u32 = std::env::var("KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(8);
    let (killed, calm) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (killed, calm) = (killed.path(), calm.path());
    for folder in [killed, calm] {
        (0..40).for_each(|number| article(folder, number, 10 + number));
        run(folder, &ADD);
    }
    let mut length = Duration::from_millis(600);
    for round in 0..kills {
        for folder in [killed, calm] {
            article(folder, (round % 40) as usize, 100 + round as usize);
            article(folder, 40 + round as usize, 7);
        }
        let old = files(killed).remove("manifest.json");
        let mut child = figures(killed, &ADD).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Moments spread over the run without a clock's help: the golden ratio leaves no gap for long.
        std::thread::sleep(length.mul_f64(f64::from(round) * 0.618_034 % 1.0));
        child.kill().unwrap();
        child.wait().unwrap();
        let count = run(killed, &["count", "--by", "doc_id", "--json", "--all"]);
        assert!(count.stdout.starts_with(b"["), "the tables can be read whenever a run was killed");
        let start = Instant::now();
        run(calm, &ADD);
        length = start.elapsed();
        run(killed, &ADD);
        assert_ne!(files(killed).get("manifest.json"), old.as_ref());
        assert_eq!(files(killed), files(calm), "round {round}");
    }
}

#[test]
fn a_second_writer_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    article(folder, 0, 10);
    fs::create_dir_all(folder.join("output")).unwrap();
    let held = fs::File::open(folder.join("output")).unwrap();
    held.lock().unwrap();
    let output = figures(folder, &ADD).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("is being written by another run. Wait for it to end"), "{said}");
}
