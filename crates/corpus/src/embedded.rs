//! The data that is built into the program.

use crate::files::Files;
use include_dir::{Dir, include_dir};
use std::borrow::Cow;

static DATA: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../data");

/// The names of the embedded lists and parties, packed when the program was built.
static NAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.bin"));

/// The hash of the embedded data, worked out when the program was built.
static SHA256: &str = include_str!(concat!(env!("OUT_DIR"), "/sha256.txt"));

/// The embedded data files.
#[must_use]
pub fn files() -> Files {
    let mut pairs = Vec::new();
    collect(&DATA, &mut pairs);
    Files::embedded(pairs, NAMES, SHA256)
}

fn collect(dir: &'static Dir<'static>, pairs: &mut Vec<(String, Cow<'static, [u8]>)>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        pairs.push((path, Cow::Borrowed(file.contents())));
    }
    for below in dir.dirs() {
        collect(below, pairs);
    }
}
