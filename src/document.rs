//! What the ledger says in words and documents; pure. Must not write files or draw.

pub mod words;
