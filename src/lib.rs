//! The tablet app: what an inspector carries. Logic that needs no browser
//! compiles everywhere; screens and browser access only for WebAssembly.
