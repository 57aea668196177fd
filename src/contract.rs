//! What every store and every journal must do.
