//! Arithmetic of measuring: exact, and ignorant of forms, drafts and law.
//! Nothing is rounded before it is shown.

pub(crate) mod fuel;
pub(crate) mod ratio;
pub mod weighing;
