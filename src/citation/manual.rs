//! Citations as the manuals of style have them.

use super::{CslItem, Pinpoint, Run, Style};

/// The item in a style.
pub(super) fn runs(_style: Style, item: &CslItem, at: Option<&Pinpoint>) -> Vec<Run> {
    let mut parts: Vec<String> = Vec::new();
    for name in &item.author {
        parts.push(format!("{} {}{}", name.given, name.family, name.literal).trim().to_owned());
    }
    parts.extend(item.title.as_ref().map(|title| format!("“{title}”")));
    parts.extend(item.genre.clone());
    parts.extend(item.publisher.clone());
    parts.extend(at.map(|at| format!("para. {}", at.numbers())));
    parts.extend(item.medium.clone());
    parts.extend(item.archive_location.clone());
    parts.extend(item.archive.clone());
    parts.push(item.url.clone());
    vec![Run { text: format!("{}.", parts.join(", ")), italic: false }]
}
