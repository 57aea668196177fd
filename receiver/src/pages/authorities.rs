//! What an authority may choose from and see: the own one, and what is below it.

use chrono::{NaiveDate, Utc};
use inspection::DocumentId;

use super::field::Fault;
use super::spoken::say;
use super::{Failure, unavailable};
use crate::office::Office;
use crate::people::{Authority, Seat};
use crate::wording::{self, people as words};

/// An authority of the day that is the asker's own or below it.
pub(super) fn authority(seat: &Seat, code: &str) -> Result<Authority, Fault> {
    let found = Authority::on(code, today()).ok();
    let own = found.filter(|authority| seat.authority().is_over(authority, today()));
    own.ok_or_else(|| Fault::at("authority", say(words::BAD_AUTHORITY)))
}

/// The authorities that the asker may choose from.
pub(super) fn authorities(seat: &Seat) -> Vec<(String, String)> {
    let own = seat.authority();
    let units = Authority::all_on(today());
    let units = units.filter(|unit| {
        let one = Authority::on(&unit.code, today());
        one.is_ok_and(|one| own.is_over(&one, today()))
    });
    units
        .map(|unit| (unit.code.clone(), unit.vi.clone()))
        .collect()
}

pub(super) fn today() -> NaiveDate {
    wording::wall_time(Utc::now()).date_naive()
}

/// Whether a document is the asker's to see; else it is not found, and not
/// forbidden: whether it exists is not his to know.
pub(super) async fn see(office: &Office, seat: &Seat, id: DocumentId) -> Result<(), Failure> {
    let seen = office.store.sees(id, &seat.sight(today())).await;
    if seen.map_err(unavailable(office))? {
        Ok(())
    } else {
        Err(Failure::NotFound(office.clone()))
    }
}
