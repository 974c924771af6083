//! How everyone can use the room: what was tested, what is known not to work, and whom to tell.

use askama::Template;

use super::about::contact;
use super::{Head, Room};

/// The page.
#[derive(Template)]
#[template(path = "accessibility.html")]
pub struct AccessibilityPage {
    room: Room,
    head: Head,
    /// Where errors are reported: the link, and the address as readers know it.
    contact: Option<(String, String)>,
}

impl AccessibilityPage {
    /// The page.
    #[must_use]
    pub fn new(room: &Room) -> Self {
        let head = Head {
            title: Some(room.say("access-title")),
            description: Some(room.say("access-what")),
            canonical: Some(room.lasting.absolute(&room.lasting.accessibility())),
            own: Some(room.lasting.accessibility()),
            ..Head::default()
        };
        Self { head, contact: contact(room), room: room.clone() }
    }
}
