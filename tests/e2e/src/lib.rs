//! What the journeys are made of: the real receiver, a real browser that can be
//! killed, and a person's hands on the page. Holds no figures and no verdicts.

mod browser;
mod hands;
mod office;
mod parts;

pub use browser::Browser;
pub use hands::Hands;
pub use office::Office;
pub use parts::{Parts, alone};
