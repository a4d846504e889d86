//! Keeps the parser from nesting too deep and from growing without end.
//!
//! The tree builder's time grows with the square of the depth, because many tags look through all open elements.
//! Browsers stop nesting at 512 elements; so do we, one step earlier: a start tag that would go deeper never
//! reaches the tree builder, and neither does its end tag. The text stays.

use std::cell::RefCell;
use std::collections::HashMap;

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;

use super::tree::Tree;

/// How deep elements are nested at most, as in browsers.
pub const DEEPEST: u32 = 512;

/// Stands between tokenizer and tree builder.
pub struct Guard {
    builder: TreeBuilder<u32, Tree>,
    /// Start tags of each name that were left out and whose end tags are still to come.
    left_out: RefCell<HashMap<LocalName, usize>>,
}

impl Guard {
    pub fn new(builder: TreeBuilder<u32, Tree>) -> Self {
        Self {
            builder,
            left_out: RefCell::default(),
        }
    }

    pub fn into_tree(self) -> Tree {
        self.builder.sink
    }

    /// How deep the parser is. The tree knows it only as of the last node, and the parser has closed elements since then,
    /// perhaps; where it would put a comment tells.
    fn is_deep(&self, line: u64) -> bool {
        let sink = &self.builder.sink;
        if sink.depth() >= DEEPEST {
            let _ = self
                .builder
                .process_token(Token::CommentToken(StrTendril::new()), line);
        }
        sink.depth() >= DEEPEST
    }

    fn passes(&self, tag: &Tag, line: u64) -> bool {
        let mut left_out = self.left_out.borrow_mut();
        match tag.kind {
            TagKind::StartTag => {
                let deep = !is_raw(&tag.name) && self.is_deep(line);
                if deep && !tag.self_closing {
                    *left_out.entry(tag.name.clone()).or_default() += 1;
                }
                !deep
            }
            TagKind::EndTag => match left_out.get_mut(&tag.name) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    false
                }
                _ => true,
            },
        }
    }
}

/// Elements whose content is no markup: left out, their scripts would become text.
fn is_raw(name: &LocalName) -> bool {
    matches!(
        &**name,
        "script" | "style" | "textarea" | "title" | "iframe" | "noembed" | "noframes" | "xmp"
    )
}

impl TokenSink for Guard {
    type Handle = u32;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<u32> {
        let passes = match &token {
            Token::TagToken(tag) => self.passes(tag, line) && !self.builder.sink.is_full(),
            Token::EOFToken => true,
            Token::CommentToken(_) | Token::ParseError(_) => false,
            _ => !self.builder.sink.is_full(),
        };
        if passes {
            self.builder.process_token(token, line)
        } else {
            TokenSinkResult::Continue
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}
