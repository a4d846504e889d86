//! The command, as a shell runs it.
#![cfg(all(feature = "cli", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const PASTE: &str = "The harbour reopens in May 😀\n\n\
    The ferry <will> sail twice a day from the first of May, the port authority said on Monday.\n";

/// A folder of files that is gone at the end of the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("copydesk-cli-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

fn copydesk(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its arguments may end before it has read what it is given.
    if let Err(error) = child.stdin.take().unwrap().write_all(input) {
        assert_eq!(error.kind(), std::io::ErrorKind::BrokenPipe);
    }
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn json_lines(output: &Output) -> Vec<Value> {
    let lines = text(&output.stdout).lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn standard_input_becomes_plain_text() {
    for arguments in [
        &["clean"][..],
        &["clean", "-"],
        &["clean", "--output", "text", "--no-entities"],
    ] {
        let output = copydesk(arguments, PASTE.as_bytes());
        assert!(output.status.success());
        assert!(
            text(&output.stdout).contains("The ferry <will> sail"),
            "{output:?}"
        );
        assert!(output.stderr.is_empty());
    }
}

#[test]
fn every_form_comes_out() {
    let form = |name| copydesk(&["clean", "--output", name], PASTE.as_bytes()).stdout;
    assert!(text(&form("markdown")).contains(r"The ferry \<will> sail"));
    let html = form("html");
    assert!(text(&html).starts_with("<article"));
    assert!(text(&html).contains("The ferry &lt;will&gt; sail"));
    let json: Value = serde_json::from_slice(&form("json")).unwrap();
    assert!(json["text"].as_str().unwrap().contains("The ferry <will>"));
}

#[test]
fn json_counts_in_utf16() {
    let output = copydesk(&["clean", "--output", "json"], PASTE.as_bytes());
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let units: Vec<u16> = PASTE.encode_utf16().collect();
    let mut pieces = 0;
    for list in ["blocks", "removed", "parts"] {
        for piece in json[list].as_array().unwrap() {
            let at = |key| usize::try_from(piece[key].as_u64().unwrap()).unwrap();
            let slice = String::from_utf16(&units[at("start")..at("end")]).unwrap();
            assert_eq!(slice.trim(), piece["text"].as_str().unwrap());
            pieces += 1;
        }
    }
    assert!(pieces > 0);
}

#[test]
fn the_address_is_copied() {
    let output = copydesk(
        &[
            "clean",
            "--url",
            "https://example.com/a",
            "--output",
            "json",
        ],
        PASTE.as_bytes(),
    );
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["url"], "https://example.com/a");
}

#[test]
fn json_lines_go_on_after_a_failure() {
    let folder = Folder::new("jsonl");
    let good = folder.file("good.txt", PASTE);
    let blank = folder.file("blank.txt", " \n");
    let bad = folder.file("bad.txt", b"caf\xe9");
    let missing = folder.0.join("missing.txt").to_str().unwrap().to_owned();
    let files = [&good, &blank, &bad, &missing, &good].map(String::as_str);
    let output = copydesk(&[&["clean", "--output", "jsonl"][..], &files].concat(), b"");
    assert_eq!(output.status.code(), Some(1));
    let lines = json_lines(&output);
    let paths: Vec<&str> = lines
        .iter()
        .map(|line| line["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, files);
    let codes: Vec<Option<&str>> = lines
        .iter()
        .map(|line| line["error"]["code"].as_str())
        .collect();
    let expected = [
        None,
        Some("empty-input"),
        Some("not-text"),
        Some("not-found"),
        None,
    ];
    assert_eq!(codes, expected);
    assert_eq!(lines[0]["article"], lines[4]["article"]);
    assert!(lines[0]["article"]["blocks"].is_array());
    assert!(
        lines[3]["error"]["message"]
            .as_str()
            .unwrap()
            .contains("no such file")
    );
    assert!(output.stderr.is_empty());
}

#[test]
fn a_failed_file_is_named_and_the_others_come_out() {
    let folder = Folder::new("named");
    let good = folder.file("good.txt", PASTE);
    let output = copydesk(&["clean", "nowhere/a.txt", &good, &good], b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        text(&output.stderr),
        "copydesk: nowhere/a.txt: There is no such file.\n"
    );
    let heading = format!("==> {good} <==\n\n");
    assert_eq!(text(&output.stdout).matches(&heading).count(), 2);
    let output = copydesk(&["clean", "--output", "markdown", &good, &good], b"");
    assert_eq!(text(&output.stdout).matches("\n\n---\n\n").count(), 1);
    let output = copydesk(&["clean", folder.0.to_str().unwrap()], b"");
    assert!(text(&output.stderr).contains("It is a folder."));
}

const HTML: &str = "<!DOCTYPE html>\n<title>The harbour reopens</title><nav><a href=/>Home</a></nav><h1>The harbour reopens</h1>\
    <p>The ferry will sail <a href='/plan'>twice a day</a> from the first of May, the port authority said on Monday, after a \
    winter in which the quay was rebuilt from the ground up.\
    <p>Tickets cost as much as last year, and residents of the islands, who waited for seven months, may cross for nothing.\
    <footer>Privacy policy</footer>";

#[test]
fn html_is_told_by_name_or_beginning() {
    let folder = Folder::new("html");
    let file = folder.file("page.HTM", HTML.replace("<!DOCTYPE html>", ""));
    let wide: Vec<u8> = HTML.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xff\xfe".to_vec(), wide].concat();
    for (arguments, input) in [
        (&["clean"][..], HTML.as_bytes()),
        (&["clean"], &marked),
        (&["clean", "--input", "html"], &HTML.as_bytes()[15..]),
        (&["clean", &file], b""),
    ] {
        let output = copydesk(arguments, input);
        assert!(output.status.success(), "{arguments:?}");
        let out = text(&output.stdout);
        assert!(out.contains("The ferry will sail twice a day"), "{out}");
        assert!(!out.contains("<p>") && !out.contains("Home"), "{out}");
    }
    let output = copydesk(&["clean", "--input", "text"], HTML.as_bytes());
    assert!(text(&output.stdout).contains("<p>"));
}

#[test]
fn links_of_html_are_absolute() {
    let arguments = [
        "clean",
        "--output",
        "json",
        "--url",
        "https://example.org/a/b",
    ];
    let output = copydesk(&arguments, HTML.as_bytes());
    let article: Value = serde_json::from_slice(&output.stdout).unwrap();
    let span = &article["blocks"][0]["spans"][0];
    assert_eq!(span["href"], "https://example.org/plan");
    assert_eq!(article["url"], "https://example.org/a/b");
    assert_eq!(article["title"], "The harbour reopens");
}

#[test]
fn utf16_gives_the_same_as_utf8() {
    let plain = copydesk(&["clean", "--output", "json"], PASTE.as_bytes());
    let bytes: Vec<u8> = format!("\u{feff}{PASTE}")
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let wide = copydesk(&["clean", "--output", "json"], &bytes);
    assert_eq!(text(&plain.stdout), text(&wide.stdout));
}

#[test]
fn wrong_arguments_exit_with_2() {
    for arguments in [
        &[][..],
        &["clean", "--output", "pdf"],
        &["clean", "--nonsense"],
        &["tidy"],
    ] {
        assert_eq!(
            copydesk(arguments, b"").status.code(),
            Some(2),
            "{arguments:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = Folder::new("pipe");
    let file = folder.file("long.txt", PASTE.repeat(2000));
    let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["clean", "--output", "json"])
        .args([&file; 5])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
}
