//! What the linker is told where the app is built in several files: to keep the notes of
//! what stands where, by which `xtask` takes the program apart.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
