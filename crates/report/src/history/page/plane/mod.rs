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

use super::model::{HistoryPage, Region};
use chipgate_show::draw::axis::{label, level, upright, upright_name};
use chipgate_show::draw::ticks::decades;
use chipgate_show::draw::{Frame, Scale, days, px};
use chipgate_show::words::Words;
use chipgate_show::words::number::number as figure;
use maud::{Markup, html};

/// Total processing performance that is drawn.
pub const TPP: (f64, f64) = (400.0, 200_000.0);
/// Performance density that is drawn, in TPP per mm².
pub const DENSITY: (f64, f64) = (0.3, 100.0);

/// The plane in one width of the screen.
pub struct View {
    /// Class of the drawing in the style sheet.
    pub class: &'static str,
    /// The drawing area.
    pub frame: Frame,
    /// Size of the names of regions, in pixels.
    pub name_size: f64,
}

const WIDE: View = View {
    class: "wide",
    frame: Frame { size: (1160.0, 640.0), left: 62.0, right: 1112.0, top: 26.0, bottom: 590.0 },
    name_size: 13.5,
};
const NARROW: View = View {
    class: "narrow",
    frame: Frame { size: (358.0, 440.0), left: 34.0, right: 326.0, top: 22.0, bottom: 398.0 },
    name_size: 10.5,
};
/// The figures of an axis are these times a power of ten.
const FIGURES: [f64; 3] = [1.0, 2.0, 5.0];

impl View {
    /// The place of a TPP, held within the frame.
    pub fn x(&self, tpp: f64) -> f64 {
        Scale::log(TPP, self.frame.across()).at(tpp)
    }

    /// The place of a performance density, held within the frame.
    pub fn y(&self, density: f64) -> f64 {
        Scale::log(DENSITY, self.frame.up()).at(density)
    }
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

fn drawing(page: &HistoryPage, view: &View, words: &Words) -> Markup {
    let places = labels::dots(page, view);
    html! {
        svg.plane.(view.class) viewBox=(view.frame.view()) role="group" aria-label=(words.get("plane_title")) {
            (by_day(page, |areas| regions::draw(areas, view)))
            (axes(view, words))
            (dots::all(page, view))
            (by_day(page, |areas| regions::name(areas, view, &places, words)))
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

fn axes(view: &View, words: &Words) -> Markup {
    let frame = &view.frame;
    html! {
        (frame.outline("frame"))
        // The end itself has no figure; it is no more than where the drawing stops.
        @for tpp in decades(TPP, &FIGURES).into_iter().filter(|tpp| *tpp < TPP.1) {
            @let x = view.x(tpp);
            (upright("tick", px(x), (px(frame.bottom), px(frame.bottom + 5.0))))
            (label(if is_decade(tpp) { "num" } else { "num minor" }, (px(x), px(frame.bottom + 17.0)), "middle", figure(tpp)))
        }
        @for density in decades(DENSITY, &FIGURES) {
            @let y = view.y(density);
            (level("tick", px(y), (px(frame.left - 5.0), px(frame.left))))
            (label("num", (px(frame.left - 8.0), px(y + 4.0)), "end", figure(density)))
        }
        (label("name", (px(frame.right), px(frame.bottom + 35.0)), "end", words.get("axis_tpp")))
        (upright_name(11, frame, words.get("axis_density")))
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
        assert!((WIDE.x(1.0) - WIDE.frame.left).abs() < 1e-9);
        assert!((WIDE.y(1e9) - WIDE.frame.top).abs() < 1e-9);
    }
}
