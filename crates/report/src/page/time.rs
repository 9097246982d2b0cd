//! The line of time that the pages of histories and of events share.

use chipgate_show::draw::{Axis, Scale};

/// Width of the drawn time, in pixels; the style sheet counts on it.
pub(crate) const WIDTH: f64 = 940.0;

/// The days between two, both included, with their years and quarters.
pub(crate) fn axis(from: &str, until: &str) -> Axis {
    Axis::of_days(Scale::days_of_text(from, until, (0.0, WIDTH)))
}
