//! The tablet app's entry in the page. On any other machine there is nothing
//! to start.

fn main() {
    #[cfg(target_arch = "wasm32")]
    tablet::app::start();
}
