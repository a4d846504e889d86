//! The tree that the parser builds: elements and texts in one list, linked by numbers.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::sync::LazyLock;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName, local_name, ns};

use crate::snapshot::{Attribute as Name, HIDDEN, Snapshot, Tag, Writer};
use crate::{Error, Limits};

const NONE: u32 = u32::MAX;
/// The document's number.
const DOCUMENT: u32 = 0;
/// The number of every comment. Comments are not kept, but where one would go shows how deep the parser is.
const COMMENT: u32 = 1;

/// The name of what has none.
static NOTHING: LazyLock<QualName> = LazyLock::new(|| QualName::new(None, ns!(), local_name!("")));

enum Content {
    Element(QualName, Vec<Attribute>),
    Text(StrTendril),
    /// The document, comments, or what is inside a template.
    Other,
}

struct Node {
    content: Content,
    parent: u32,
    before: u32,
    after: u32,
    first: u32,
    last: u32,
    /// Steps from the document, when it was put in its place.
    depth: u32,
}

/// Elements, texts, and what holds them together.
pub struct Tree {
    nodes: RefCell<Vec<Node>>,
    /// How deep the parser was when it last put a node in its place.
    depth: Cell<u32>,
    most: usize,
}

impl Tree {
    /// A tree that calls itself full at so many nodes.
    pub fn new(most: usize) -> Self {
        let tree = Self {
            nodes: RefCell::default(),
            depth: Cell::new(0),
            most,
        };
        tree.add(Content::Other); // the document
        tree.add(Content::Other); // all comments
        tree
    }

    /// How deep the parser was nested when it last put a node in its place, a comment included.
    pub fn depth(&self) -> u32 {
        self.depth.get()
    }

    /// Whether there are more nodes than are taken.
    pub fn is_full(&self) -> bool {
        self.count() > self.most
    }

    fn count(&self) -> usize {
        self.nodes.borrow().len().saturating_sub(2)
    }

    fn add(&self, content: Content) -> u32 {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            content,
            parent: NONE,
            before: NONE,
            after: NONE,
            first: NONE,
            last: NONE,
            depth: 0,
        });
        nodes.len() as u32 - 1
    }

    fn with<T>(&self, node: u32, change: impl FnOnce(&mut Node) -> T) -> Option<T> {
        self.nodes.borrow_mut().get_mut(node as usize).map(change)
    }

    fn get(&self, node: u32, read: impl FnOnce(&Node) -> u32) -> u32 {
        self.nodes.borrow().get(node as usize).map_or(NONE, read)
    }

    fn detach(&self, node: u32) {
        let links = self.with(node, |n| {
            let links = (n.parent, n.before, n.after);
            (n.parent, n.before, n.after) = (NONE, NONE, NONE);
            links
        });
        let Some((parent, before, after)) = links else {
            return;
        };
        let seen = self.with(before, |n| n.after = after);
        if seen.is_none() {
            self.with(parent, |p| p.first = after);
        }
        let seen = self.with(after, |n| n.before = before);
        if seen.is_none() {
            self.with(parent, |p| p.last = before);
        }
    }

    /// The child before another one, or the last.
    fn before(&self, parent: u32, after: u32) -> u32 {
        if after == NONE {
            self.get(parent, |p| p.last)
        } else {
            self.get(after, |n| n.before)
        }
    }

    /// Puts a node under a parent, before one of its children or, for [`NONE`], behind the last.
    fn insert(&self, node: u32, parent: u32, after: u32) {
        self.detach(node);
        let before = self.before(parent, after);
        let depth = self.get(parent, |p| p.depth).saturating_add(1);
        self.depth.set(depth);
        self.with(node, |n| {
            (n.parent, n.before, n.after, n.depth) = (parent, before, after, depth);
        });
        if self.with(before, |n| n.after = node).is_none() {
            self.with(parent, |p| p.first = node);
        }
        if self.with(after, |n| n.before = node).is_none() {
            self.with(parent, |p| p.last = node);
        }
    }

    fn place(&self, child: NodeOrText<u32>, parent: u32, after: u32) {
        self.depth.set(self.get(parent, |p| p.depth));
        let node = match child {
            NodeOrText::AppendNode(COMMENT) => return,
            NodeOrText::AppendNode(node) => node,
            NodeOrText::AppendText(text) => {
                let joined = self.with(self.before(parent, after), |n| match &mut n.content {
                    Content::Text(own) => {
                        own.push_tendril(&text);
                        true
                    }
                    _ => false,
                });
                if joined == Some(true) {
                    return;
                }
                self.add(Content::Text(text))
            }
        };
        self.insert(node, parent, after);
    }

    /// The document as a snapshot, by the rules given there.
    pub fn snapshot(&self, limits: Limits) -> Result<Snapshot, Error> {
        let nodes = self.nodes.borrow();
        limits.check_nodes(self.count())?;
        let mut writer = Writer::default();
        // Nodes to write, with the number of their parent in the snapshot.
        let mut next = vec![(nodes.first().map_or(NONE, |n| n.first), None)];
        while let Some((number, parent)) = next.pop() {
            let Some(node) = nodes.get(number as usize) else {
                continue;
            };
            next.push((node.after, parent));
            match &node.content {
                Content::Text(text) => writer.text(text, parent),
                Content::Element(name, attributes) if is_written(name, attributes) => {
                    let own = write(&mut writer, name, attributes, parent);
                    if name.local != local_name!("iframe") {
                        next.push((node.first, Some(own)));
                    }
                }
                _ => {}
            }
        }
        Ok(writer.finish())
    }
}

fn is_written(name: &QualName, attributes: &[Attribute]) -> bool {
    match name.local {
        local_name!("style")
        | local_name!("template")
        | local_name!("noembed")
        | local_name!("noframes") => false,
        local_name!("script") => attributes.iter().any(|a| {
            a.name.local == local_name!("type")
                && a.value.trim().eq_ignore_ascii_case("application/ld+json")
        }),
        _ => true,
    }
}

fn write(
    writer: &mut Writer,
    name: &QualName,
    attributes: &[Attribute],
    parent: Option<usize>,
) -> usize {
    let known = name.ns == ns!(html)
        || name.ns == ns!(svg) && name.local == local_name!("svg")
        || name.ns == ns!(mathml) && name.local == local_name!("math");
    let tag = if known {
        Tag::of(&name.local)
    } else {
        Tag::Other
    };
    let flags = if is_hidden(attributes) { HIDDEN } else { 0 };
    let number = writer.element(tag, flags, parent);
    if tag == Tag::Other {
        writer.string(Name::Name, &name.local);
    }
    for attribute in attributes.iter().filter(|a| a.name.ns == ns!()) {
        if let Some(known) = Name::of(&attribute.name.local) {
            writer.string(known, &attribute.value);
        }
    }
    number
}

fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|a| match &*a.name.local {
        "hidden" => !a.value.eq_ignore_ascii_case("until-found"),
        "style" => {
            let bare = a.value.bytes().filter(|b| !b.is_ascii_whitespace());
            let bare: Vec<u8> = bare.map(|b| b.to_ascii_lowercase()).collect();
            let has = |what: &[u8]| bare.windows(what.len()).any(|w| w == what);
            has(b"display:none") || has(b"visibility:hidden")
        }
        _ => false,
    })
}

impl TreeSink for Tree {
    type Handle = u32;
    type Output = Self;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> u32 {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a u32) -> Ref<'a, QualName> {
        let at = *target as usize;
        Ref::map(self.nodes.borrow(), |nodes| match nodes.get(at) {
            Some(Node {
                content: Content::Element(name, _),
                ..
            }) => name,
            _ => &NOTHING,
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> u32 {
        self.add(Content::Element(name, attributes))
    }

    fn create_comment(&self, _: StrTendril) -> u32 {
        COMMENT
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> u32 {
        COMMENT
    }

    fn append(&self, parent: &u32, child: NodeOrText<u32>) {
        self.place(child, *parent, NONE);
    }

    fn append_based_on_parent_node(&self, element: &u32, before: &u32, child: NodeOrText<u32>) {
        if self.get(*element, |n| n.parent) == NONE {
            self.append(before, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, _: &u32) -> u32 {
        // Nothing inside a template is written, so that each may have its own place for it.
        self.add(Content::Other)
    }

    fn same_node(&self, a: &u32, b: &u32) -> bool {
        a == b
    }

    fn is_mathml_annotation_xml_integration_point(&self, node: &u32) -> bool {
        let html = |a: &Attribute| {
            a.name.local == local_name!("encoding")
                && ["text/html", "application/xhtml+xml"]
                    .iter()
                    .any(|html| a.value.eq_ignore_ascii_case(html))
        };
        // The parser still holds the element's name.
        match self.nodes.borrow().get(*node as usize).map(|n| &n.content) {
            Some(Content::Element(_, attributes)) => attributes.iter().any(html),
            _ => false,
        }
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &u32, child: NodeOrText<u32>) {
        let parent = self.get(*sibling, |n| n.parent);
        self.place(child, parent, *sibling);
    }

    fn add_attrs_if_missing(&self, target: &u32, more: Vec<Attribute>) {
        self.with(*target, |node| {
            if let Content::Element(_, own) = &mut node.content {
                for attribute in more {
                    if !own.iter().any(|o| o.name == attribute.name) {
                        own.push(attribute);
                    }
                }
            }
        });
    }

    fn remove_from_parent(&self, target: &u32) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &u32, parent: &u32) {
        loop {
            let child = self.get(*node, |n| n.first);
            if child == NONE {
                return;
            }
            self.insert(child, *parent, NONE);
        }
    }
}
