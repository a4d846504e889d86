//! The edge to JavaScript: the only file that knows wasm-bindgen and its companions.
//!
//! Every export takes and gives plain data; the one function among the options is asked whether to
//! go on. Options come in through [`options`], articles go out through [`plain`], and every failure
//! becomes a JavaScript error in [`thrown`].

#[cfg(feature = "entities")]
use std::cell::RefCell;
use std::fmt::Display;

use js_sys::{Array, Function, JSON, JsString, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[cfg(feature = "entities")]
use crate::EntityModel;
use crate::utf16::verdicts_to_bytes;
use crate::{Article, EntityKind, Error, ErrorCode, Options, Snapshot, Term, Verdict, render};

#[cfg(feature = "console_error_panic_hook")]
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

/// The version of the crate.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// [`crate::clean_text_with_progress`], with offsets in UTF-16 code units both ways and the option
/// `onProgress`.
///
/// # Errors
///
/// Those of [`crate::clean_text_with_progress`], and `invalid-option`, which names the option. What
/// `onProgress` throws is the cause of `cancelled`.
#[wasm_bindgen(js_name = cleanText)]
pub fn clean_text(text: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let mut cause = JsValue::UNDEFINED;
    clean(text, options, &mut cause).map_err(|error| {
        let thrown = thrown(&error);
        if !cause.is_undefined() {
            let _ = Reflect::set(&thrown, &"cause".into(), &cause);
        }
        thrown
    })
}

/// What `onProgress` throws is left in `cause`.
fn clean(text: &JsValue, options: &JsValue, cause: &mut JsValue) -> Result<JsValue, Error> {
    let (mut options, on_progress) = self::options(options)?;
    let text = string(text, &options)?;
    verdicts_to_bytes(&mut options.verdicts, &text);
    let mut goes_on = |share: f32| {
        let Some(ask) = &on_progress else { return true };
        match ask.call1(&JsValue::UNDEFINED, &share.into()) {
            Ok(answer) => answer != JsValue::FALSE,
            Err(thrown) => {
                *cause = thrown;
                false
            }
        }
    };
    let article = crate::clean_text_with_progress(&text, &options, &mut goes_on)?;
    plain(&article.into_utf16(&text))
}

/// [`crate::clean_snapshot`], with spans in UTF-16 code units. `nodes`, `strings` and `text` are what
/// [`Snapshot::from_parts`] takes; `url` is the document's address, if it is known, and `rendered` says whether flags come
/// from computed style.
///
/// # Errors
///
/// Those of [`crate::clean_snapshot`] and [`Snapshot::from_parts`], and `invalid-option`, which names the option.
#[wasm_bindgen(js_name = cleanSnapshot)]
pub fn clean_snapshot(
    nodes: &[u32],
    strings: &[u32],
    text: String,
    url: Option<String>,
    rendered: bool,
    options: &JsValue,
) -> Result<JsValue, JsValue> {
    let clean = || {
        let (options, _) = self::options(options)?;
        let mut snapshot = Snapshot::from_parts(nodes, strings, text, options.limits)?;
        (snapshot.url, snapshot.rendered) = (url, rendered);
        plain(&crate::clean_snapshot(&snapshot, &options)?.with_utf16_spans())
    };
    clean().map_err(|error| thrown(&error))
}

/// Cleans a small article of its own and forgets it, so that what cleaning needs is compiled.
#[wasm_bindgen]
pub fn warm() {
    let cleaned = crate::warm::articles();
    let _ = cleaned.and_then(|articles| articles.iter().try_for_each(|a| plain(a).map(drop)));
}

/// The text, if it is one and not too long.
fn string(text: &JsValue, options: &Options) -> Result<String, Error> {
    let text = text
        .dyn_ref::<JsString>()
        .ok_or_else(|| Error::new(ErrorCode::NotText, "The text has to be a string."))?;
    // Before the copy: no code unit takes less than a byte.
    options.limits.check(text.length() as usize)?;
    Ok(String::from(text))
}

#[cfg(feature = "entities")]
thread_local! {
    static ENTITY_MODEL: RefCell<Option<EntityModel>> = const { RefCell::new(None) };
}

/// Reads the entity model, [`EntityModel::from_bytes`], for all later calls of `findEntities`.
///
/// # Errors
///
/// `invalid-model`
#[cfg(feature = "entities")]
#[wasm_bindgen(js_name = loadEntities)]
pub fn load_entities(bytes: &[u8]) -> Result<(), JsValue> {
    let model = EntityModel::from_bytes(bytes).map_err(|error| thrown(&error))?;
    ENTITY_MODEL.set(Some(model));
    Ok(())
}

/// [`EntityModel::find`], with mentions in UTF-16 code units.
///
/// # Errors
///
/// `not-text`, `too-many-bytes`, `invalid-option`, and `invalid-model` when none was loaded.
#[cfg(feature = "entities")]
#[wasm_bindgen(js_name = findEntities)]
pub fn find_entities(text: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let find = || {
        let (options, _) = self::options(options)?;
        let text = string(text, &options)?;
        ENTITY_MODEL.with_borrow(|model| {
            let model = model
                .as_ref()
                .ok_or_else(|| Error::new(ErrorCode::InvalidModel, "No entity model is loaded."))?;
            plain(&model.find(&text, &options)?.into_utf16(&text))
        })
    };
    find().map_err(|error: Error| thrown(&error))
}

/// [`render::to_text`] of an article as JavaScript has it.
///
/// # Errors
///
/// `invalid-article`
#[wasm_bindgen(js_name = toText)]
pub fn to_text(article: JsValue) -> Result<String, JsValue> {
    rendered(article, render::to_text)
}

/// [`render::to_markdown`] of an article as JavaScript has it.
///
/// # Errors
///
/// `invalid-article`
#[wasm_bindgen(js_name = toMarkdown)]
pub fn to_markdown(article: JsValue) -> Result<String, JsValue> {
    rendered(article, render::to_markdown)
}

/// [`render::entities_to_csv`] of an article, or of anything with `text` and `entities`.
///
/// # Errors
///
/// `invalid-article`
#[cfg(feature = "entities")]
#[wasm_bindgen(js_name = entitiesToCsv)]
pub fn entities_to_csv(article: JsValue) -> Result<String, JsValue> {
    rendered(article, |article| {
        render::entities_to_csv(&article.text, &article.entities)
    })
}

/// [`render::to_markdown`] of an article as JavaScript has it, with its names linked.
///
/// # Errors
///
/// `invalid-article`
#[cfg(feature = "entities")]
#[wasm_bindgen(js_name = toLinkedMarkdown)]
pub fn to_linked_markdown(article: JsValue) -> Result<String, JsValue> {
    rendered(article, |article| {
        render::to_markdown(&render::with_names_linked(article.clone()))
    })
}

/// [`render::to_html`] of an article as JavaScript has it.
///
/// # Errors
///
/// `invalid-article`
#[wasm_bindgen(js_name = toHtml)]
pub fn to_html(article: JsValue) -> Result<String, JsValue> {
    rendered(article, render::to_html)
}

fn rendered(article: JsValue, render: fn(&Article) -> String) -> Result<String, JsValue> {
    match serde_wasm_bindgen::from_value::<Article>(article) {
        Ok(article) => Ok(render(&article.with_byte_spans())),
        Err(error) => Err(thrown(&Error::new(
            ErrorCode::InvalidArticle,
            format!("This is not an article as cleanText gives it: {error}."),
        ))),
    }
}

/// The one place where an error becomes JavaScript's.
fn thrown(error: &Error) -> JsValue {
    let thrown = js_sys::Error::new(error.message());
    thrown.set_name("CopydeskError");
    // Setting a property of a new object cannot fail.
    let _ = Reflect::set(&thrown, &"code".into(), &error.code().as_str().into());
    thrown.into()
}

/// Plain objects and arrays, with `null` for what is unknown.
///
/// One string crosses, for `JSON.parse`: that takes a third of the time that it takes to make
/// every object and every string from here.
fn plain(value: &impl Serialize) -> Result<JsValue, Error> {
    let json = serde_json::to_string(value).map_err(|e| invalid(&e))?;
    JSON::parse(&json).map_err(|_| invalid(&"not JSON"))
}

const ON_PROGRESS: &str = "onProgress";

/// Reads the options; what is undefined or null has its default.
fn options(value: &JsValue) -> Result<(Options, Option<Function>), Error> {
    if value.is_null() || value.is_undefined() {
        return Ok((Options::default(), None));
    }
    // Serde's own check of names does not reach JavaScript's objects, and its messages do not say
    // which option is wrong: names and types are those of an example with every option set.
    let example = plain(&Options {
        url: Some(String::new()),
        published: Some(String::new()),
        language: Some(String::new()),
        lexicon: vec![Term {
            text: String::new(),
            kind: None,
        }],
        kinds: vec![EntityKind::Other],
        verdicts: vec![Verdict {
            start: 0,
            end: 0,
            keep: true,
        }],
        ..Options::default()
    })?;
    let any_function = Object::new().constructor();
    let _ = Reflect::set(&example, &ON_PROGRESS.into(), &any_function);
    let checked = checked(value, &example, "options")?;
    let on_progress = Reflect::get(&checked, &ON_PROGRESS.into()).unwrap_or_default();
    let data: &Object = checked.unchecked_ref();
    let _ = Reflect::delete_property(data, &ON_PROGRESS.into());
    let options = serde_wasm_bindgen::from_value(checked).map_err(|e| invalid(&e))?;
    Ok((options, on_progress.dyn_into().ok()))
}

/// A copy of `value` in which everything has the type that it has in `example`.
fn checked(value: &JsValue, example: &JsValue, path: &str) -> Result<JsValue, Error> {
    if let Some(example) = example.dyn_ref::<Array>() {
        let list = value
            .dyn_ref::<Array>()
            .ok_or_else(|| wrong(path, "a list"))?;
        let item = example.get(0);
        let items = list.iter().enumerate();
        let items: Result<Array, Error> = items
            .map(|(i, value)| checked(&value, &item, &format!("{path}[{i}]")))
            .collect();
        return items.map(Into::into);
    }
    if example.is_object() {
        if !value.is_object() || value.is_instance_of::<Array>() {
            return Err(wrong(path, "an object"));
        }
        return checked_fields(value.unchecked_ref(), example, path);
    }
    let whole = |v: &JsValue| js_sys::Number::is_safe_integer(v) && v.as_f64() >= Some(0.0);
    match value {
        v if example.as_f64().is_some() && !whole(v) => Err(wrong(path, "a whole number")),
        v if example.is_string() && !v.is_string() => Err(wrong(path, "a string")),
        v if example.is_function() && !v.is_function() => Err(wrong(path, "a function")),
        v if example.as_bool().is_some() && v.as_bool().is_none() => {
            Err(wrong(path, "true or false"))
        }
        v => Ok(v.clone()),
    }
}

fn checked_fields(value: &Object, example: &JsValue, path: &str) -> Result<JsValue, Error> {
    let copy = Object::new();
    for key in Object::keys(value) {
        let name = format!("{path}.{}", String::from(&JsString::from(key.clone())));
        let field = Reflect::get(value, &key).unwrap_or_default();
        if !Reflect::has(example, &key).unwrap_or_default() {
            let known: Vec<String> = Object::keys(example.unchecked_ref::<Object>())
                .iter()
                .filter_map(|k| k.as_string())
                .collect();
            let message = format!("There is no {name}; there is {}.", known.join(", "));
            return Err(Error::new(ErrorCode::InvalidOption, message));
        }
        if !field.is_null() && !field.is_undefined() {
            let example = Reflect::get(example, &key).unwrap_or_default();
            let _ = Reflect::set(&copy, &key, &checked(&field, &example, &name)?);
        }
    }
    Ok(copy.into())
}

fn wrong(path: &str, expected: &str) -> Error {
    Error::new(
        ErrorCode::InvalidOption,
        format!("{path} has to be {expected}."),
    )
}

fn invalid(error: &impl Display) -> Error {
    Error::new(
        ErrorCode::InvalidOption,
        format!("The options are wrong: {error}."),
    )
}
