use super::*;

/// `<p class="é">a<b>😀</b></p>`, and a text behind it.
fn small() -> Snapshot {
    let mut writer = Writer::default();
    let p = writer.element(Tag::P, HIDDEN, None);
    writer.string(Attribute::Class, "é");
    writer.text("a", Some(p));
    let b = writer.element(Tag::B, 0, Some(p));
    writer.text("😀", Some(b));
    writer.text("", Some(b));
    writer.text("c", None);
    writer.text("d", None);
    writer.finish()
}

#[test]
fn nodes_know_their_place_and_strings() {
    let snapshot = small();
    assert_eq!(snapshot.len(), 5);
    let ends: Vec<_> = (0..6).map(|n| snapshot.end(n)).collect();
    assert_eq!(ends, [4, 2, 4, 4, 5, 5]);
    assert_eq!(snapshot.parent(3), Some(2));
    assert_eq!(snapshot.parent(4), None);
    assert_eq!(snapshot.attribute(0, Attribute::Class), Some("é"));
    assert_eq!(snapshot.text_of(3), "😀");
    assert_eq!(snapshot.text_of(4), "cd");
    assert!(snapshot.is_hidden(0) && !snapshot.is_hidden(2));
    assert_eq!(snapshot.tag(99), Tag::Other);
}

#[test]
fn parts_read_back_as_the_same() {
    let snapshot = small();
    let (nodes, strings, text) = snapshot.to_parts();
    assert_eq!(strings, [8, 1, 0, 1, 0, 2, 0, 2]);
    let again = Snapshot::from_parts(&nodes, &strings, text.to_owned(), Limits::default());
    assert_eq!(again.as_ref(), Ok(&snapshot));
}

#[test]
fn parts_that_do_not_fit_are_refused() {
    let limits = Limits::default();
    let code = |nodes: &[u32], strings: &[u32], text: &str| {
        Snapshot::from_parts(nodes, strings, text.to_owned(), limits)
            .map_err(|e| e.code())
            .unwrap_err()
    };
    let text = 1 << 16;
    let cases: [(&[u32], &[u32], &str); 10] = [
        (&[text], &[0, 1], "a"),
        (&[text, ROOT], &[0], "a"),
        (&[text, ROOT], &[0, 2], "a"),
        (&[text, ROOT], &[0, 1], "ab"),
        (&[text, ROOT], &[0, 1], "😀"),
        (&[text, ROOT], &[250, 1], "a"),
        (&[text + 250, ROOT], &[0, 1], "a"),
        (&[2 * text, ROOT], &[0, 1], "a"),
        (&[text, 0], &[0, 1], "a"),
        (&[text, ROOT, 2, 0], &[0, 1], "a"),
    ];
    for (nodes, strings, content) in cases {
        assert_eq!(
            code(nodes, strings, content),
            ErrorCode::InvalidSnapshot,
            "{nodes:?} {strings:?}"
        );
    }
    // Back under a parent that was left.
    assert_eq!(
        code(&[2, ROOT, 2, ROOT, 2, 0], &[], ""),
        ErrorCode::InvalidSnapshot
    );
    let few = Limits { nodes: 1, ..limits };
    let error = Snapshot::from_parts(&[2, ROOT, 2, 0], &[], String::new(), few).unwrap_err();
    assert_eq!(error.code(), ErrorCode::TooManyNodes);
    assert!(error.message().contains("limits.nodes"));
}
