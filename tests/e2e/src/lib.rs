//! What the journeys are made of: the real receiver, a real browser that can be
//! killed, a person's hands on the page, and a line that fails. Holds no figures
//! and no verdicts.

mod browser;
mod dice;
mod exchange;
mod gallery;
mod hands;
mod journey;
mod line;
mod office;
mod paper;
mod parts;
mod patience;
mod scene;
mod visit;
mod webkit;

pub use browser::Browser;
pub use dice::Dice;
pub use gallery::{Closely, Gallery};
pub use hands::{Effort, Hands, Noted};
pub use journey::{Answers, Journey, Record};
pub use line::{Line, Mode};
pub use office::{Kept, Office};
pub use paper::Paper;
pub use parts::{Parts, alone};
pub use scene::Scene;
pub use visit::{close, received_once, small_visit};
pub use webkit::WebKit;
