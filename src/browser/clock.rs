//! Time and new ids, from the browser.

use chrono::Utc;
use inspection::Stamp;
use js_sys::{Array, Date, Intl, Object, Reflect};
use uuid::Uuid;

use crate::acts::Clock;

/// The zone written where the browser names none.
const UNKNOWN_ZONE: &str = "Etc/Unknown";

/// The tablet's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> Stamp {
        Stamp {
            at: Utc::now(),
            offset_minutes: offset_minutes(),
            zone: zone().unwrap_or_else(|| UNKNOWN_ZONE.to_owned()),
        }
    }

    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }
}

/// Minutes that local time is ahead of UTC. JavaScript counts the other way.
fn offset_minutes() -> i16 {
    let behind = Date::new_0().get_timezone_offset();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "offsets are whole minutes within a day"
    )]
    let behind = behind as i16;
    behind.saturating_neg()
}

/// The name of the zone, for example `Asia/Ho_Chi_Minh`.
fn zone() -> Option<String> {
    let format = Intl::DateTimeFormat::new(&Array::new(), &Object::new());
    let options = format.resolved_options();
    Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
}
