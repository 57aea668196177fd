//! Mounts the tablet app.
fn main() {}
