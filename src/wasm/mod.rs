//! The boundary: a call brings its arguments as bytes in the module's memory and gets its answer as words there. The
//! only folder that knows JavaScript; `www/package/codec.ts` is its only caller. It holds no logic of its own.
//!
//! Of it, only the codec belongs to this crate. The functions beside it are the crate of the module: see `Cargo.toml` at
//! the root.

pub mod codec;
