//! The drawing kit of all pages: numbers and strings go in, markup comes out.
//!
//! It knows nothing of law, chips, words or pages. A drawing is made in four steps: a [`frame::Frame`] says where
//! it lies, a [`scale::Scale`] gives each number or day its place, an [`axis::Axis`] names some of the places, and
//! the signs are drawn: fans over the years, strips of days, bars with their whiskers, and tags that keep apart.
//!
//! Lengths are pixels of the drawing and grow to the right and downwards.

pub mod axis;
pub mod bar;
pub mod days;
pub mod fan;
pub mod frame;
pub mod length;
pub mod scale;
pub mod strip;
pub mod tags;
pub mod text;
pub mod ticks;

pub use axis::{Axis, Tick};
pub use frame::Frame;
pub use length::{count, percent, px, whole};
pub use scale::Scale;

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn the_kit_uses_nothing_of_the_pages_and_of_the_house_only_days() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/draw");
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let used = text.lines().filter(|line| line.trim_start().starts_with("use "));
            for line in used.filter(|line| line.contains("crate::") || line.contains("chipgate_")) {
                assert!(line.contains("chipgate_base::day"), "{}: {line}", path.display());
            }
        }
    }
}
