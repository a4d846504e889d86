//! The numbers that stand for names of elements and attributes in a snapshot.
//!
//! `js/snapshot.js` has the same lists in the same order; a test compares them.

macro_rules! names {
    ($(#[$doc:meta])* $type:ident { $($name:ident $text:literal)* }) => {
        $(#[$doc])*
        #[allow(missing_docs, reason = "each is named after what it stands for")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $type { $($name,)* }

        impl $type {
            /// All of them, in the order of their numbers, with their names.
            pub const ALL: &[(Self, &str)] = &[$((Self::$name, $text),)*];

            /// The one with a number.
            #[must_use]
            pub fn from_number(number: u32) -> Option<Self> {
                Self::ALL.get(number as usize).map(|(own, _)| *own)
            }

            /// Its name.
            #[must_use]
            pub fn name(self) -> &'static str {
                Self::ALL.get(self as usize).map_or("", |(_, name)| *name)
            }
        }
    };
}

names! {
    /// What a node is: text, or an element of HTML. The names behind the first two are sorted.
    Tag {
        Text "#text" Other "#other"
        A "a" Abbr "abbr" Address "address" Area "area" Article "article" Aside "aside" Audio "audio" B "b"
        Base "base" Bdi "bdi" Bdo "bdo" Big "big" Blockquote "blockquote" Body "body" Br "br" Button "button"
        Canvas "canvas" Caption "caption" Center "center" Cite "cite" Code "code" Col "col" Colgroup "colgroup"
        Data "data" Datalist "datalist" Dd "dd" Del "del" Details "details" Dfn "dfn" Dialog "dialog" Dir "dir"
        Div "div" Dl "dl" Dt "dt" Em "em" Embed "embed" Fieldset "fieldset" Figcaption "figcaption"
        Figure "figure" Font "font" Footer "footer" Form "form" Frame "frame" Frameset "frameset" H1 "h1" H2 "h2"
        H3 "h3" H4 "h4" H5 "h5" H6 "h6" Head "head" Header "header" Hgroup "hgroup" Hr "hr" Html "html" I "i"
        Iframe "iframe" Img "img" Input "input" Ins "ins" Kbd "kbd" Label "label" Legend "legend" Li "li"
        Link "link" Main "main" Map "map" Mark "mark" Marquee "marquee" Math "math" Menu "menu" Meta "meta"
        Meter "meter" Nav "nav" Nobr "nobr" Noscript "noscript" Object "object" Ol "ol" Optgroup "optgroup"
        Option "option" Output "output" P "p" Param "param" Picture "picture" Plaintext "plaintext" Pre "pre"
        Progress "progress" Q "q" Rp "rp" Rt "rt" Ruby "ruby" S "s" Samp "samp" Script "script" Search "search"
        Section "section" Select "select" Slot "slot" Small "small" Source "source" Span "span" Strike "strike"
        Strong "strong" Sub "sub" Summary "summary" Sup "sup" Svg "svg" Table "table" Tbody "tbody" Td "td"
        Textarea "textarea" Tfoot "tfoot" Th "th" Thead "thead" Time "time" Title "title" Tr "tr" Track "track"
        Tt "tt" U "u" Ul "ul" Var "var" Video "video" Wbr "wbr" Xmp "xmp"
    }
}

names! {
    /// What a string of a node is: the text of a text node, the name of an element that has no number, or the value of
    /// an attribute. The names behind the first two are sorted.
    Attribute {
        Text "#text" Name "#name"
        Allowfullscreen "allowfullscreen" Alt "alt" AriaExpanded "aria-expanded" AriaHidden "aria-hidden"
        AriaLabel "aria-label" Cite "cite" Class "class" Colspan "colspan" Content "content" DataLang "data-lang"
        DataLanguage "data-language" DataLazySrc "data-lazy-src" DataLazySrcset "data-lazy-srcset"
        DataOriginal "data-original" DataSrc "data-src" DataSrcset "data-srcset" Datetime "datetime" Dir "dir"
        Height "height" Href "href" Id "id" Itemprop "itemprop" Itemscope "itemscope" Itemtype "itemtype"
        Lang "lang" Name_ "name" Poster "poster" Property "property" Rel "rel" Role "role" Rowspan "rowspan"
        Src "src" Srcset "srcset" Start "start" Title "title" Type "type" Width "width"
    }
}

impl Tag {
    /// The element of HTML with a name in small letters; [`Tag::Other`] when it has no number.
    #[must_use]
    pub fn of(name: &str) -> Self {
        find(Self::ALL, name).unwrap_or(Self::Other)
    }
}

impl Attribute {
    /// The attribute with a name in small letters, if it belongs into a snapshot.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        find(Self::ALL, name)
    }
}

fn find<T: Copy>(all: &[(T, &str)], name: &str) -> Option<T> {
    let named = all.get(2..)?;
    let at = named.binary_search_by(|(_, own)| (*own).cmp(name)).ok()?;
    named.get(at).map(|(own, _)| *own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found() {
        for (tag, name) in &Tag::ALL[2..] {
            assert_eq!(Tag::of(name), *tag);
        }
        for (attribute, name) in &Attribute::ALL[2..] {
            assert_eq!(Attribute::of(name), Some(*attribute));
        }
        assert_eq!(Tag::of("x-card"), Tag::Other);
        assert_eq!(Attribute::of("onclick"), None);
        assert_eq!(Tag::from_number(2), Some(Tag::A));
        assert_eq!(Tag::from_number(999), None);
    }
}
