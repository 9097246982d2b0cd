//! Nothing of its own; see the files in `benches/`.
