//! The interface's words, from Fluent files built into the program.
//!
//! In come a message's name and its particulars; out goes a sentence in the reader's language.
//! The room knows no other room but the languages that an address can ask for. A name without a message comes back as the name itself, which a
//! test excludes for every name that the program uses.

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
        match interface {
            // Until there are Korean words, the English ones stand for them.
            Interface::English | Interface::Korean => Self::english(),
        }
    }

    /// The English words.
    ///
    /// # Panics
    /// Never: the file is part of the program and a test reads it.
    #[must_use]
    pub fn english() -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![
            "en".parse::<LanguageIdentifier>().unwrap_or_default(),
        ]);
        bundle.set_use_isolating(false);
        // What cannot be read of the file is left out; the test below sees to it that all is read.
        let resource =
            match FluentResource::try_new(include_str!("../../locales/en.ftl").to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
        bundle.add_resource_overriding(resource);
        Self { bundle }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_english_file_is_read_whole() {
        let read = FluentResource::try_new(include_str!("../../locales/en.ftl").to_owned());
        assert!(read.is_ok(), "{:?}", read.err().map(|(_, errors)| errors));
    }
}
