//! Which page a path names. What the path says is not looked up here.

use inspection::{CheckId, InspectionId};

/// A page of the app; an id that cannot be read is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Today.
    Home,
    /// A part of a draft.
    Draft(Option<InspectionId>, Draft),
    /// Every record.
    Records,
    /// One record.
    Record(Option<InspectionId>),
    /// The minutes of one record; which form, the path says.
    Minutes(Option<InspectionId>),
    /// The settings.
    Settings,
    /// Enrolling by a link.
    Enrol,
    /// No page has this path.
    Nowhere,
}

/// A part of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Draft {
    /// The visit's own fields.
    Visit,
    /// Choosing whom to visit.
    Establishment,
    /// One check.
    Check(Option<CheckId>),
    /// Closing.
    Closing,
}

impl Place {
    /// The page of a path.
    pub(crate) fn of(path: &str) -> Self {
        let id = |text: &str| text.parse().ok();
        let number = |text: &str| text.parse().ok().map(CheckId);
        let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
        match *names {
            [] => Self::Home,
            ["drafts", draft] => Self::Draft(id(draft), Draft::Visit),
            ["drafts", draft, "establishment"] => Self::Draft(id(draft), Draft::Establishment),
            ["drafts", draft, "checks", check] => {
                Self::Draft(id(draft), Draft::Check(number(check)))
            }
            ["drafts", draft, "closing"] => Self::Draft(id(draft), Draft::Closing),
            ["records"] => Self::Records,
            ["records", record] => Self::Record(id(record)),
            ["records", record, "minutes", _] => Self::Minutes(id(record)),
            ["settings"] => Self::Settings,
            ["enrol"] => Self::Enrol,
            _ => Self::Nowhere,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01a20454-eee1-70e3-afa0-4502abaff0ca";

    #[test]
    fn every_path_of_the_contract_names_its_page() {
        let id = ID.parse().ok();
        let draft = |part| Place::Draft(id, part);
        let cases = [
            ("/", Place::Home),
            ("/drafts/ID", draft(Draft::Visit)),
            ("/drafts/ID/", draft(Draft::Visit)),
            ("/drafts/ID/establishment", draft(Draft::Establishment)),
            ("/drafts/ID/checks/2", draft(Draft::Check(Some(CheckId(2))))),
            ("/drafts/ID/closing", draft(Draft::Closing)),
            ("/records", Place::Records),
            ("/records/ID", Place::Record(id)),
            ("/records/ID/minutes/bblm", Place::Minutes(id)),
            ("/settings", Place::Settings),
            ("/enrol", Place::Enrol),
        ];
        assert!(id.is_some());
        for (path, place) in cases {
            assert_eq!(Place::of(&path.replace("ID", ID)), place, "{path}");
        }
    }

    #[test]
    fn an_id_that_cannot_be_read_keeps_its_page_and_another_path_has_none() {
        let cases = [
            ("/drafts/7", Place::Draft(None, Draft::Visit)),
            ("/drafts/7/checks/x", Place::Draft(None, Draft::Check(None))),
            ("/records/x", Place::Record(None)),
            ("/drafts", Place::Nowhere),
            ("/drafts/7/checks", Place::Nowhere),
            ("/records/x/y", Place::Nowhere),
            ("/records/x/minutes", Place::Nowhere),
            ("/office", Place::Nowhere),
        ];
        for (path, place) in cases {
            assert_eq!(Place::of(path), place, "{path}");
        }
    }
}
