//! The application: the draft, its review, and the built application with the bytes that are signed.

pub mod attachment;
pub mod build;
pub mod canonical;
pub mod draft;
pub mod review;
pub mod verify;
