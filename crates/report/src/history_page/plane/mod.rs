//! The plane TPP × performance density: frame, axes, regions of a day, chips as dots.
//!
//! The plane is drawn twice, in a wide frame and in a narrow one, and the style sheet shows the
//! one that fits, so that its text keeps its size on a small screen.

mod dots;
mod edges;
mod labels;
mod merge;
mod names;
mod regions;

use super::axis::px;
use super::days;
use super::model::{HistoryPage, Region};
use super::words::Words;
use crate::words::number::number as figure;
use maud::{Markup, html};

/// Total processing performance that is drawn.
pub const TPP: (f64, f64) = (400.0, 200_000.0);
/// Performance density that is drawn, in TPP per mm².
pub const DENSITY: (f64, f64) = (0.3, 100.0);

/// A drawing area in pixels.
pub struct Frame {
    /// Class of the drawing in the style sheet.
    pub class: &'static str,
    width: f64,
    height: f64,
    /// Left edge of the plane.
    pub left: f64,
    /// Right edge of the plane.
    pub right: f64,
    /// Upper edge of the plane.
    pub top: f64,
    /// Lower edge of the plane.
    pub bottom: f64,
    /// Size of the names of regions, in pixels.
    pub name_size: f64,
}

const WIDE: Frame = Frame {
    class: "wide",
    width: 1160.0,
    height: 640.0,
    left: 62.0,
    right: 1112.0,
    top: 26.0,
    bottom: 590.0,
    name_size: 13.5,
};
const NARROW: Frame = Frame {
    class: "narrow",
    width: 358.0,
    height: 440.0,
    left: 34.0,
    right: 326.0,
    top: 22.0,
    bottom: 398.0,
    name_size: 10.5,
};

impl Frame {
    /// The place of a TPP, held within the frame.
    pub fn x(&self, tpp: f64) -> f64 {
        self.left + share(tpp, TPP) * (self.right - self.left)
    }

    /// The place of a performance density, held within the frame.
    pub fn y(&self, density: f64) -> f64 {
        self.bottom - share(density, DENSITY) * (self.bottom - self.top)
    }
}

/// How far a figure lies within bounds on a logarithmic scale, from 0 to 1.
fn share(figure: f64, (low, high): (f64, f64)) -> f64 {
    ((figure.max(low) / low).ln() / (high / low).ln()).clamp(0.0, 1.0)
}

/// The day the plane opens on: the last one that the sources cover, within the page.
pub fn first_day(page: &HistoryPage) -> &str {
    let wanted = page.covers_to.as_str().min(page.today.as_str());
    wanted.clamp(page.from.as_str(), page.until.as_str().max(page.from.as_str()))
}

/// The whole plane with the note on chips that have no place in it.
pub fn chart(page: &HistoryPage, words: &Words) -> Markup {
    let unplaced = page.chips.iter().filter(|chip| dots::figures(chip).is_none()).count();
    html! {
        div.planes {
            (drawing(page, &WIDE, words))
            (drawing(page, &NARROW, words))
        }
        ul.signs.marks {
            li { (dots::sample(true)) span { (words.get("kind_datacenter")) } }
            li { (dots::sample(false)) span { (words.get("kind_other")) } }
            li { (dots::sample_range()) span { (words.get("range_legend")) } }
            li { (dots::sample_ring()) span { (words.get("ring_legend")) } }
        }
        p.hint { (words.fill("unplaced", &[("count", &unplaced.to_string())])) }
    }
}

fn drawing(page: &HistoryPage, frame: &Frame, words: &Words) -> Markup {
    let view = format!("0 0 {} {}", frame.width, frame.height);
    let places = labels::dots(page, frame);
    html! {
        svg.plane.(frame.class) viewBox=(view) role="group" aria-label=(words.get("plane_title")) {
            (by_day(page, |areas| regions::draw(areas, frame)))
            (axes(frame, words))
            (dots::all(page, frame))
            (by_day(page, |areas| regions::name(areas, frame, &places, words)))
        }
    }
}

/// One layer of the plane: a group for each stretch of days and kind of item.
fn by_day(page: &HistoryPage, layer: impl Fn(&[Region]) -> Markup) -> Markup {
    html! {
        @for plane in &page.planes {
            @let today = days::within(first_day(page), &plane.from, &plane.until);
            @for (kind, regions) in [("datacenter", &plane.datacenter), ("other", &plane.other)] {
                g.regions.off[!(today && kind == "datacenter")]
                    data-kind=(kind) data-from=(plane.from) data-until=(plane.until) {
                    (layer(regions))
                }
            }
        }
    }
}

fn axes(frame: &Frame, words: &Words) -> Markup {
    let middle = (frame.top + frame.bottom) / 2.0;
    html! {
        rect.frame x=(px(frame.left)) y=(px(frame.top))
            width=(px(frame.right - frame.left)) height=(px(frame.bottom - frame.top)) {}
        @for tpp in [500.0, 1_000.0, 2_000.0, 5_000.0, 10_000.0, 20_000.0, 50_000.0, 100_000.0] {
            @let x = frame.x(tpp);
            line.tick x1=(px(x)) x2=(px(x)) y1=(px(frame.bottom)) y2=(px(frame.bottom + 5.0)) {}
            text.num.minor[!is_decade(tpp)] x=(px(x)) y=(px(frame.bottom + 17.0)) text-anchor="middle" { (figure(tpp)) }
        }
        @for density in [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0] {
            @let y = frame.y(density);
            line.tick x1=(px(frame.left - 5.0)) x2=(px(frame.left)) y1=(px(y)) y2=(px(y)) {}
            text.num x=(px(frame.left - 8.0)) y=(px(y + 4.0)) text-anchor="end" { (figure(density)) }
        }
        text.name x=(px(frame.right)) y=(px(frame.bottom + 35.0)) text-anchor="end" { (words.get("axis_tpp")) }
        text.name transform=(format!("translate(11 {}) rotate(-90)", px(middle))) text-anchor="middle" {
            (words.get("axis_density"))
        }
    }
}

fn is_decade(figure: f64) -> bool {
    [1_000.0, 10_000.0, 100_000.0].contains(&figure)
}

#[cfg(test)]
mod tests {
    use super::WIDE;

    #[test]
    fn figures_outside_the_frame_lie_on_its_edge() {
        assert!((WIDE.x(1.0) - WIDE.left).abs() < 1e-9);
        assert!((WIDE.y(1e9) - WIDE.top).abs() < 1e-9);
    }
}
