//! What the JSON of this room looks like, told by the types that it is written from.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::archives::UnitOut;
use super::authority::{PeopleOut, PersonOut, TermsOut};
use super::document::DocumentOut;
use super::excerpt::ExcerptOut;
use super::history::{EventLogOut, HistoryOut};
use super::listing::ListingOut;
use super::problem::ProblemOut;
use super::report::ReportOut;
use super::search::SearchOut;
use super::timeline::TimelineOut;

/// What a file of this room holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A document.
    Document,
    /// A paragraph or a note.
    Excerpt,
    /// A page of the listing.
    Listing,
    /// A page of results.
    Search,
    /// A place in the archives.
    ArchivePlace,
    /// The documents over time.
    Timeline,
    /// A page of the persons.
    People,
    /// A person.
    Person,
    /// Abbreviations, terms and places.
    Terms,
    /// The report of the last ingest.
    IngestReport,
    /// A document's history.
    History,
    /// A page of the room's events.
    EventLog,
    /// What went wrong.
    Problem,
}

impl Shape {
    /// Every shape.
    pub const ALL: [Self; 13] = [
        Self::Document,
        Self::Excerpt,
        Self::Listing,
        Self::Search,
        Self::ArchivePlace,
        Self::Timeline,
        Self::People,
        Self::Person,
        Self::Terms,
        Self::IngestReport,
        Self::History,
        Self::EventLog,
        Self::Problem,
    ];

    /// A reference to it among the components of an `OpenAPI` description.
    #[must_use]
    pub fn reference(self) -> Value {
        json!({ "$ref": format!("{PREFIX}/{self:?}") })
    }

    fn of<T: JsonSchema>(generator: &mut SchemaGenerator) {
        generator.subschema_for::<T>();
    }

    fn add_to(self, generator: &mut SchemaGenerator) {
        match self {
            Self::Document => Self::of::<DocumentOut<'_>>(generator),
            Self::Excerpt => Self::of::<ExcerptOut<'_>>(generator),
            Self::Listing => Self::of::<ListingOut<'_>>(generator),
            Self::Search => Self::of::<SearchOut<'_>>(generator),
            Self::ArchivePlace => Self::of::<UnitOut<'_>>(generator),
            Self::Timeline => Self::of::<TimelineOut<'_>>(generator),
            Self::People => Self::of::<PeopleOut<'_>>(generator),
            Self::Person => Self::of::<PersonOut<'_>>(generator),
            Self::Terms => Self::of::<TermsOut<'_>>(generator),
            Self::IngestReport => Self::of::<ReportOut<'_>>(generator),
            Self::History => Self::of::<HistoryOut<'_>>(generator),
            Self::EventLog => Self::of::<EventLogOut<'_>>(generator),
            Self::Problem => Self::of::<ProblemOut<'_>>(generator),
        }
    }
}

/// Where `OpenAPI` keeps schemas.
const PREFIX: &str = "#/components/schemas";

/// The schemas (JSON Schema 2020-12) of all shapes and of their parts, by name.
#[must_use]
pub fn schemas() -> Map<String, Value> {
    let settings = SchemaSettings::draft2020_12()
        .for_serialize()
        .with(|settings| settings.definitions_path = PREFIX.into());
    let mut generator = settings.into_generator();
    for shape in Shape::ALL {
        shape.add_to(&mut generator);
    }
    generator.take_definitions(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_has_its_schema_under_its_own_name() {
        let schemas = schemas();
        for shape in Shape::ALL {
            let schema = &schemas[&format!("{shape:?}")];
            assert_eq!(schema["type"], "object", "{shape:?}");
        }
        assert!(schemas.keys().all(|name| !name.ends_with("Out")), "{:?}", schemas.keys());
        let required = schemas["Document"]["required"].as_array().unwrap();
        for name in ["id", "title", "summary", "bodies", "fond"] {
            assert!(required.contains(&json!(name)), "unknown is null, never left out: {name}");
        }
    }
}
