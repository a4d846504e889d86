//! Entities: who, where, when and how much, marked and named.
//!
//! The way of the data: text → tokens and sentences → features → labels → names, and beside it a
//! grammar for dates, times, sums and quantities. The tagger's weights are a file of their own.

#[doc(hidden)]
pub mod agree;
#[doc(hidden)]
pub mod code;
#[doc(hidden)]
pub mod document;
#[doc(hidden)]
pub mod features;
#[doc(hidden)]
pub mod find;
#[doc(hidden)]
pub mod gloss;
#[doc(hidden)]
pub mod grammar;
#[doc(hidden)]
pub mod lexicon;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod names;
#[cfg(test)]
mod names_tests;
mod nouns;
mod peoples;
mod reader;
mod roles;
#[doc(hidden)]
pub mod table;
#[doc(hidden)]
pub mod token;

use agree::{agree, spread};
use document::Document;
use grammar::{Day, Setting};
use model::Model;
use reader::Reader;
use token::{Apostrophe, is_one_of, tokenize_as};

use crate::{Article, Entity, Error, ErrorCode, Found, Options, Searched, language};

/// The tagger's weights and lexicon, read once and used for any number of texts.
///
/// The file is `models/entities.bin`; it is not part of the crate's code, so that a page can
/// fetch it after the article shows.
#[derive(Clone, Debug, Default)]
pub struct EntityModel(Model);

impl EntityModel {
    /// Reads a model's file. Costs some milliseconds.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::InvalidModel`] when the bytes are not a model's.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Model::from_bytes(bytes).map(Self).ok_or_else(|| {
            Error::new(
                ErrorCode::InvalidModel,
                "The bytes are no entity model. Load models/entities.bin of the same version.",
            )
        })
    }

    /// Finds the entities of a text; spans are bytes of `text`. With `options.published`,
    /// weekdays and dates without a year have a value. Linear in the text.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::TooManyBytes`] when the text is longer than `options.limits.bytes`, and
    /// [`ErrorCode::InvalidOption`] for a term of `options.lexicon` without letter or digit.
    pub fn find(&self, text: &str, options: &Options) -> Result<Found, Error> {
        options.limits.check(text.len())?;
        let language = options.language.clone();
        let language = language.or_else(|| language::detect(text).map(str::to_owned));
        let primary = language.as_deref().map(primary);
        let primary = primary.as_deref();
        let apostrophe = primary.map_or(Apostrophe::Inside, gloss::apostrophe);
        let reader = Reader::new(&options.lexicon, apostrophe)?;
        let tongue = primary.and_then(|language| self.0.glosses.of(language));
        let searched = what_to_search(primary, text);
        let tokens = tokenize_as(text, apostrophe);
        let document = Document::of_tokens(text, tokens, &self.0.lexicon, tongue);
        let mut tagged = match searched {
            Searched::Names => self.0.tag(&document),
            Searched::Values => Vec::new(),
        };
        if tongue.is_some() {
            spread(&document, &mut tagged);
        }
        agree(&document, &mut tagged);
        let setting = Setting {
            published: options.published.as_deref().and_then(Day::parse),
            comma: primary.is_some_and(|language| is_one_of(language, COMMA)),
        };
        let phrases = if primary.is_none_or(|language| language == "en") {
            grammar::find(&document, setting)
        } else {
            grammar::find_in_any_language(&document, setting)
        };
        let spots = find::join(&document, &tagged, phrases);
        let spots = reader.overrule(&document, spots);
        Ok(Found {
            entities: wanted(names::entities(&document, &spots, &self.0.peoples), options),
            searched,
            language,
        })
    }

    /// The article with the entities of its `text`. Its own language and date of publication
    /// count where the options give none.
    ///
    /// # Errors
    ///
    /// Those of [`find`](Self::find).
    pub fn with_entities(&self, mut article: Article, options: &Options) -> Result<Article, Error> {
        let options = Options {
            language: options
                .language
                .clone()
                .or_else(|| article.language.clone()),
            published: options
                .published
                .clone()
                .or_else(|| article.published.clone()),
            ..options.clone()
        };
        let found = self.find(&article.text, &options)?;
        article.entities = found.entities;
        article.searched = Some(found.searched);
        Ok(article)
    }

    /// The model that is compiled in; read at the first call.
    #[cfg(feature = "entity-model")]
    #[must_use]
    pub fn built_in() -> &'static Self {
        use std::sync::OnceLock;
        static MODEL: OnceLock<EntityModel> = OnceLock::new();
        // The tests read the same bytes; an empty model would still find dates and sums.
        MODEL.get_or_init(|| {
            Self::from_bytes(include_bytes!("../models/entities.bin")).unwrap_or_default()
        })
    }
}

/// Finds the entities of a text with the model that is compiled in, as [`EntityModel::find`].
///
/// # Errors
///
/// Those of [`EntityModel::find`].
#[cfg(feature = "entity-model")]
pub fn find_entities(text: &str, options: &Options) -> Result<Found, Error> {
    EntityModel::built_in().find(text, options)
}

/// Languages whose decimal mark is a comma.
const COMMA: &str = "az bg ca cs da de el es fi fr hu id it nl no pl pt ro ru sk sv tr uk vi";

/// The language of a tag, whatever its region.
fn primary(tag: &str) -> String {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    primary.to_ascii_lowercase()
}

/// A text of no known language counts as one with names when most of its letters are plain
/// Latin, so that a single sentence is searched.
fn what_to_search(language: Option<&str>, text: &str) -> Searched {
    let known = language.map_or_else(
        || {
            let plain = text.bytes().filter(u8::is_ascii_alphabetic).count();
            let others = text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic());
            plain > others.count()
        },
        |language| language == "en" || gloss::LANGUAGES.contains(&language),
    );
    if known {
        Searched::Names
    } else {
        Searched::Values
    }
}

/// The entities of the kinds that are wanted, numbered anew.
fn wanted(mut entities: Vec<Entity>, options: &Options) -> Vec<Entity> {
    if options.kinds.is_empty() {
        return entities;
    }
    entities.retain(|e| options.kinds.contains(&e.kind));
    let old: Vec<u32> = entities.iter().map(|e| e.id).collect();
    for (entity, id) in entities.iter_mut().zip(0..) {
        entity.id = id;
        let place = entity.related.and_then(|r| old.binary_search(&r).ok());
        entity.related = place.map(|at| at as u32);
    }
    entities
}
