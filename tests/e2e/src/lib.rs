//! What the journeys are made of: the real receiver, a real browser that can be
//! killed, a person's hands on the page, and a line that fails. Holds no figures
//! and no verdicts.

mod browser;
mod exchange;
mod hands;
mod line;
mod office;
mod parts;
mod visit;

pub use browser::Browser;
pub use hands::Hands;
pub use line::{Line, Mode};
pub use office::{Kept, Office};
pub use parts::{Parts, alone};
pub use visit::{close, small_visit};
