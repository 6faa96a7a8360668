//! The boundary: a call brings its arguments as bytes in the module's memory and gets its answer as words there. The
//! only folder that knows JavaScript; `www/package/codec.ts` is its only caller. It holds no logic of its own.

#[cfg(all(target_arch = "wasm32", feature = "application"))]
mod applying;
pub mod codec;
#[cfg(target_arch = "wasm32")]
mod functions;
