//! The interface's words, from Fluent files built into the program.
//!
//! In come a message's name and its particulars; out goes a sentence in the reader's language.
//! The room knows no other room but the languages that an address can ask for. A name without a
//! message comes back as the name itself, which a test excludes for every name that the program
//! uses. Every language has the same messages; how one is added stands in `docs/languages.md`.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::address::Interface;

/// The words of one interface language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The words of a language of the interface.
    #[must_use]
    pub fn of(interface: Interface) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![
            interface.tag().parse::<LanguageIdentifier>().unwrap_or_default(),
        ]);
        bundle.set_use_isolating(false);
        // What cannot be read of a file is left out; a test sees to it that all is read.
        let resource = match FluentResource::try_new(file(interface).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
        Self { bundle }
    }

    /// The English words, in which exports and answers to programs are written.
    #[must_use]
    pub fn english() -> Self {
        Self::of(Interface::English)
    }

    /// The message `name`, or the name itself where there is none.
    #[must_use]
    pub fn say(&self, name: &str) -> String {
        self.say_with(name, &[])
    }

    /// The message `name` with its particulars. `name.attribute` is an attribute of a message.
    #[must_use]
    pub fn say_with(&self, name: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        let (message, attribute) = match name.split_once('.') {
            Some((message, attribute)) => (message, Some(attribute)),
            None => (name, None),
        };
        let pattern = self.bundle.get_message(message).and_then(|message| match attribute {
            Some(attribute) => message.get_attribute(attribute).map(|a| a.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else { return name.to_owned() };
        let args: FluentArgs<'_> =
            args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// The message `name` with particulars that are plain text.
    pub fn say_of<'a, I>(&self, name: &str, args: I) -> String
    where
        I: IntoIterator<Item = (&'a String, &'a String)>,
    {
        let args: Vec<(&str, FluentValue<'_>)> = args
            .into_iter()
            .map(|(name, value)| (name.as_str(), FluentValue::from(value.as_str())))
            .collect();
        self.say_with(name, &args)
    }

    /// Whether there is a message `name`.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.bundle.has_message(name)
    }
}

/// The file of a language's words.
fn file(interface: Interface) -> &'static str {
    match interface {
        Interface::English => include_str!("../../locales/en.ftl"),
        Interface::Korean => include_str!("../../locales/ko.ftl"),
    }
}

#[cfg(test)]
mod tests;
