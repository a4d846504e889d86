//! Entities: who, where, when and how much, marked and named.
//!
//! The way of the data: text → tokens and sentences → features → labels → names, and beside it a
//! grammar for dates, times, sums and quantities. The tagger's weights are a file of their own.

#[doc(hidden)]
pub mod code;
#[doc(hidden)]
pub mod document;
#[doc(hidden)]
pub mod features;
#[doc(hidden)]
pub mod lexicon;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod table;
#[doc(hidden)]
pub mod token;
#[doc(hidden)]
pub mod grammar;
#[doc(hidden)]
pub mod agree;
