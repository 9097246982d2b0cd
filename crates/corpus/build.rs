//! Rebuilds the crate when a data file changes.

fn main() {
    println!("cargo::rerun-if-changed=../../data");
}
