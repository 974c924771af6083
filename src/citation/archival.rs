//! The note that readers of archives use.

use super::{Pinpoint, Record, Run};

/// Title, date, archive and place in it, who translated it for whom, paragraph, address.
pub(super) fn note(record: &Record, at: Option<&Pinpoint>) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut rest: Vec<String> = Vec::new();
    if let Some(title) = &record.title {
        runs.push(Run { text: title.clone(), italic: true });
    }
    rest.extend(record.date.map(|date| date.to_string()));
    rest.extend(record.archive.clone());
    rest.extend(record.shelfmark.clone());
    for translator in super::csl::credited(record, at) {
        let project = translator.project.as_ref().map(|project| format!(" for {project}"));
        rest.push(format!("trans. {}{}", translator.name.spoken(), project.unwrap_or_default()));
    }
    rest.extend(at.map(|at| {
        format!("{} {}", if at.is_several() { "paras." } else { "para." }, at.numbers())
    }));
    rest.push(at.map_or(&record.address, |at| &at.address).clone());
    let joint = if runs.is_empty() { "" } else { ", " };
    runs.push(Run { text: format!("{joint}{}.", rest.join(", ")), italic: false });
    runs
}
