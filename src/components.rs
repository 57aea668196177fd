//! The parts screens are made of: values in, callbacks out. They import Leptos
//! only, hold no words of their own and know no inspection.

#![expect(
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    reason = "the macro of a component calls it, with values"
)]

pub mod banner;
pub mod choice_group;
pub mod live;
pub mod record_row;
pub mod save_mark;
pub mod select_field;
pub mod text_field;
pub mod verdict;

pub use banner::Banner;
pub use choice_group::{Choice, ChoiceGroup};
pub use live::{Live, live};
pub use record_row::RecordRow;
pub use save_mark::SaveMark;
pub use select_field::SelectField;
pub use text_field::{Entry, TextField};
pub use verdict::Verdict;
