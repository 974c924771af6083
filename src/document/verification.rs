//! What a full check of the room came to.

use super::{Event, EventKind};

/// A full check: when, what was compared, and how much of it was wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// When it came to its end: RFC 3339, UTC.
    pub at: String,
    /// Sources that were compared: files, kept ones and stored ones.
    pub sources: u64,
    /// Stored texts that were compared.
    pub texts: u64,
    /// What was not as it had been.
    pub problems: u64,
}

impl Verification {
    /// The check that an event tells of.
    #[must_use]
    pub fn of(event: &Event) -> Option<Self> {
        if event.event != EventKind::Verified {
            return None;
        }
        let mut counts = event.detail.as_deref()?.split(", ").map(|part| {
            let (count, _) = part.split_once(' ')?;
            count.parse::<u64>().ok()
        });
        let mut next = || counts.next().flatten();
        Some(Self { sources: next()?, texts: next()?, problems: next()?, at: event.at.clone() })
    }

    /// The event that tells of the check.
    #[must_use]
    pub fn event(&self) -> Event {
        let Self { at, sources, texts, problems } = self;
        Event {
            at: at.clone(),
            event: EventKind::Verified,
            id: String::new(),
            file: String::new(),
            sha256: None,
            detail: Some(format!("{sources} sources, {texts} texts, {problems} problems")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_comes_back_out_of_its_event() {
        let at = "2026-11-22T10:00:00.000Z".to_owned();
        let check = Verification { at, sources: 12, texts: 5, problems: 1 };
        let event = check.event();
        assert_eq!(event.detail.as_deref(), Some("12 sources, 5 texts, 1 problems"));
        assert_eq!(Verification::of(&event), Some(check));
        let other = Event { detail: Some("none".to_owned()), ..event };
        assert_eq!(Verification::of(&other), None);
    }
}
