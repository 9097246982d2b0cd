//! Nothing of its own; see `benches/determine.rs`.
