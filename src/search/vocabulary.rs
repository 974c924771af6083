//! The words of a text as readers are offered them.

use std::borrow::Cow;

use super::{Column, Kind, Tokens};

/// The words of `text`, whose tokens are given, as they are printed.
pub fn vocabulary<'t>(text: &'t str, tokens: &'t Tokens) -> impl Iterator<Item = Cow<'t, str>> {
    tokens
        .iter()
        .filter(|token| token.column == Column::Main && token.kind == Kind::Word)
        .filter_map(|token| text.get(token.start as usize..token.end as usize))
        .map(Cow::Borrowed)
}
