//! The parts screens are made of: values in, callbacks out. They import Leptos
//! only, hold no words of their own and know no inspection.

pub mod banner;
pub mod button;
pub mod choice_group;
pub mod element;
pub mod file_button;
pub mod record_row;
pub mod save_mark;
pub mod select_field;
pub mod text_field;
pub mod verdict;

pub use banner::banner;
pub use button::{bare_button, button, main_link};
pub use choice_group::{Choice, ChoiceGroup, choice_group};
pub use element::{Element, Fragment, all, drawn, el, live, nothing, show};
pub use file_button::{Takes, file_button};
pub use record_row::{RecordRow, record_row};
pub use save_mark::{Said, save_mark};
pub use select_field::{SelectField, select_field};
pub use text_field::{Entry, Message, TextField, text_field};
pub use verdict::{Ruling, still_verdict, verdict};
