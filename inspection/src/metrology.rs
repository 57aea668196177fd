//! Arithmetic of measuring: exact, and ignorant of forms, drafts and law.
//! Nothing is rounded before it is shown.

pub(crate) mod fuel;
pub(crate) mod gold;
pub(crate) mod lot;
pub(crate) mod prepackage;
pub(crate) mod ratio;
pub(crate) mod sampling;
pub(crate) mod weighing;
