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
pub mod grammar;
#[doc(hidden)]
pub mod lexicon;
#[doc(hidden)]
pub mod model;
mod names;
#[cfg(test)]
mod names_tests;
mod peoples;
mod roles;
#[doc(hidden)]
pub mod table;
#[doc(hidden)]
pub mod token;

use agree::agree;
use document::Document;
use grammar::Day;
use model::Model;

use crate::{Entity, Error, ErrorCode, Options};

/// The tagger's weights and lexicon, read once and used for any number of texts.
///
/// The file is `models/entities.bin`; it is not part of the crate's code, so that a page can
/// fetch it after the article shows.
#[derive(Clone, Debug)]
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
    /// [`ErrorCode::TooManyBytes`] when the text is longer than `options.limits.bytes`.
    pub fn find(&self, text: &str, options: &Options) -> Result<Vec<Entity>, Error> {
        options.limits.check(text.len())?;
        let document = Document::new(text, &self.0.lexicon);
        let mut tagged = self.0.tag(&document);
        agree(&document, &mut tagged);
        let published = options.published.as_deref().and_then(Day::parse);
        let phrases = grammar::find(&document, published, false);
        let spots = find::join(&document, &tagged, phrases);
        Ok(names::entities(&document, &spots))
    }
}
