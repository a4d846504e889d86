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

const NEWS: &str = "😀 Chancellor Maria Hofer flew to Vienna on Friday, 3 May 2024. Hofer paid =€5, \
    Peter \"Pit\" Novak said. Many of those who were there said that it was the best they had seen.\n";

/// What the spans of a document with entities slice out of the text, by name.
fn mentions(text: &str, found: &Value) -> Vec<(String, Vec<String>)> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let at = |m: &Value, key: &str| usize::try_from(m[key].as_u64().unwrap()).unwrap();
    let slice = |m: &Value| String::from_utf16(&units[at(m, "start")..at(m, "end")]).unwrap();
    let entities = found["entities"].as_array().unwrap().iter();
    entities
        .map(|e| {
            let mentions = e["mentions"].as_array().unwrap().iter().map(slice);
            (e["name"].as_str().unwrap().to_owned(), mentions.collect())
        })
        .collect()
}

fn has_line(output: &[u8], line: &str) -> bool {
    text(output).lines().any(|l| l == line)
}

#[test]
fn entities_of_the_whole_input() {
    let output = copydesk(&["entities", "--output", "json"], NEWS.as_bytes());
    assert!(output.status.success(), "{output:?}");
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = mentions(NEWS, &json);
    let hofer = found.iter().find(|f| f.0 == "Maria Hofer").unwrap();
    assert_eq!(hofer.1, ["Maria Hofer", "Hofer"]);
    assert_eq!(
        (&json["searched"], &json["language"]),
        (&"names".into(), &"en".into())
    );
    let text = copydesk(&["entities"], NEWS.as_bytes()).stdout;
    assert!(
        has_line(&text, "person\tMaria Hofer\t2\tChancellor"),
        "{text:?}"
    );
    assert!(has_line(&text, "date\tFriday, 3 May 2024\t1\t2024-05-03"));
    let dated = ["entities", "--published", "2024-03-18"];
    let text = copydesk(&dated, b"She left on Friday.").stdout;
    assert!(has_line(&text, "date\tFriday\t1\t2024-03-15"), "{text:?}");
}

#[test]
fn entities_as_csv_are_no_formulas() {
    let folder = Folder::new("csv");
    let files = ["a,b.txt", "c.txt"].map(|name| folder.file(name, NEWS));
    let files = files.each_ref().map(String::as_str);
    let output = copydesk(
        &[&["entities", "--output", "csv"][..], &files].concat(),
        b"",
    );
    assert!(output.status.success());
    let csv = text(&output.stdout);
    assert!(csv.ends_with("\r\n"));
    let lines: Vec<&str> = csv.split_terminator("\r\n").collect();
    assert_eq!(lines[0], "path,id,kind,name,value,role,text,start,end");
    assert_eq!(lines.iter().filter(|l| l.starts_with("path,")).count(), 1);
    let hofer = format!("{},0,person,Maria Hofer,,Chancellor,Hofer,64,69", files[1]);
    assert!(lines.contains(&hofer.as_str()), "{lines:#?}");
    let quoted = format!(
        "\"{}\",0,person,Maria Hofer,,Chancellor,Maria Hofer,14,25",
        files[0]
    );
    assert!(lines.contains(&quoted.as_str()), "{lines:#?}");
    assert!(
        !csv.split([',', '\n'])
            .any(|cell| cell.starts_with(['=', '+', '-', '@']))
    );
}

#[test]
fn entities_in_json_lines_go_on_after_a_failure() {
    let folder = Folder::new("entities");
    let good = folder.file("good.txt", NEWS);
    let empty = folder.file("empty.txt", "");
    let bad = folder.file("bad.txt", b"caf\xe9");
    let files = [&good, &bad, &empty].map(String::as_str);
    let output = copydesk(
        &[&["entities", "--output", "jsonl"][..], &files].concat(),
        b"",
    );
    assert_eq!(output.status.code(), Some(1));
    let lines = json_lines(&output);
    let paths: Vec<&str> = lines.iter().map(|l| l["path"].as_str().unwrap()).collect();
    assert_eq!(paths, files);
    assert!(mentions(NEWS, &lines[0]).len() > 3);
    assert_eq!(lines[1]["error"]["code"], "not-text");
    assert_eq!(lines[2]["entities"], serde_json::json!([]));
    assert!(output.stderr.is_empty());
    let output = copydesk(&["entities", &bad, &good, &good], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("bad.txt: It is not text"));
    assert_eq!(text(&output.stdout).matches("==> ").count(), 2);
}

#[test]
fn cleaning_gives_entities_unless_told_not_to() {
    let paste = format!("A day in May\n\n{}\n{NEWS}", PASTE.lines().last().unwrap());
    let clean = |more: &[&str]| -> Value {
        let arguments = [&["clean", "--output", "json"][..], more].concat();
        serde_json::from_slice(&copydesk(&arguments, paste.as_bytes()).stdout).unwrap()
    };
    let article = clean(&[]);
    let body = article["text"].as_str().unwrap();
    let found = mentions(body, &article);
    assert!(
        found.iter().any(|f| f.0 == "Maria Hofer" && f.1.len() == 2),
        "{found:?}"
    );
    assert_eq!(article["searched"], "names");
    let bare = clean(&["--no-entities"]);
    assert_eq!(bare["entities"], serde_json::json!([]));
    assert_eq!(
        (&bare["searched"], &bare["text"]),
        (&Value::Null, &article["text"])
    );
}
