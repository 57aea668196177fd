//! The parts screens are made of: values in, callbacks out. They import Leptos
//! only, hold no words of their own and know no inspection.

mod banner;
mod choice_group;
mod record_row;
mod save_mark;
mod select_field;
mod text_field;
mod verdict;

pub(crate) use banner::Banner;
pub(crate) use choice_group::{Choice, ChoiceGroup};
pub(crate) use record_row::RecordRow;
pub(crate) use save_mark::SaveMark;
pub(crate) use select_field::SelectField;
pub(crate) use text_field::{Entry, TextField};
pub(crate) use verdict::Verdict;
