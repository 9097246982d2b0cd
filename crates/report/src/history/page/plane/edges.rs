//! Lines where the answer or the class changes, with their figures at the edge of the frame.

use super::super::model::Region;
use super::regions::differ;
use super::{DENSITY, TPP, View, figure};
use chipgate_show::draw::axis::{level, upright};
use chipgate_show::draw::px;
use chipgate_show::draw::tags::with_room;
use chipgate_show::draw::text::text_width;
use maud::{Markup, html};

/// The bounds of the regions along one axis, within what is drawn, in order.
fn cuts(bounds: impl Iterator<Item = f64>, (low, high): (f64, f64)) -> Vec<f64> {
    let inside = bounds.filter(|bound| (low..high).contains(bound));
    let mut all: Vec<f64> = inside.chain([low, high]).collect();
    all.sort_by(f64::total_cmp);
    all.dedup();
    all
}

fn tpp_cuts(regions: &[Region]) -> Vec<f64> {
    cuts(regions.iter().flat_map(|r| [Some(r.tpp.0), r.tpp.1]).flatten(), TPP)
}

fn density_cuts(regions: &[Region]) -> Vec<f64> {
    cuts(regions.iter().flat_map(|r| [Some(r.density.0), r.density.1]).flatten(), DENSITY)
}

fn intervals(cuts: &[f64]) -> impl Iterator<Item = (f64, f64)> + Clone {
    cuts.iter().copied().zip(cuts.iter().copied().skip(1))
}

fn at(regions: &[Region], tpp: f64, density: f64) -> Option<&Region> {
    regions.iter().find(|r| holds(r.tpp, tpp) && holds(r.density, density))
}

fn holds((low, high): (f64, Option<f64>), figure: f64) -> bool {
    low <= figure && high.is_none_or(|high| figure < high)
}

/// Lines between regions that differ, each with its figure at the edge of the frame.
pub fn draw(regions: &[Region], view: &View) -> Markup {
    let (across, up) = (tpp_cuts(regions), density_cuts(regions));
    let upright = across.iter().filter_map(|tpp| {
        let parts: Vec<(f64, f64)> = intervals(&up)
            .filter(|(low, high)| {
                let middle = (low * high).sqrt();
                differ(at(regions, tpp * 0.999, middle), at(regions, tpp * 1.001, middle))
            })
            .collect();
        (inner(*tpp, TPP) && !parts.is_empty()).then_some((*tpp, parts))
    });
    let level = up.iter().filter_map(|density| {
        let parts: Vec<(f64, f64)> = intervals(&across)
            .filter(|(low, high)| {
                let middle = (low * high).sqrt();
                differ(at(regions, middle, density * 0.999), at(regions, middle, density * 1.001))
            })
            .collect();
        (inner(*density, DENSITY) && !parts.is_empty()).then_some((*density, parts))
    });
    html! {
        (upright_lines(&upright.collect::<Vec<_>>(), view))
        (level_lines(&level.collect::<Vec<_>>(), view))
    }
}

fn inner(figure: f64, (low, high): (f64, f64)) -> bool {
    low < figure && figure < high
}

/// A bound, and the parts of the other axis on which it divides two answers.
type Edge = (f64, Vec<(f64, f64)>);

fn upright_lines(edges: &[Edge], view: &View) -> Markup {
    html! {
        @for (tpp, parts) in edges {
            @let x = view.x(*tpp);
            @for (low, high) in parts {
                (upright("edge", px(x), (px(view.y(*low)), px(view.y(*high)))))
            }
        }
        @for (tpp, x) in with_room(edges.iter().map(|(tpp, _)| (*tpp, view.x(*tpp), text_width(&figure(*tpp), 10.0)))) {
            text.bound x=(px(x)) y=(px(view.frame.top - 7.0)) text-anchor="middle" { (figure(tpp)) }
        }
    }
}

fn level_lines(edges: &[Edge], view: &View) -> Markup {
    html! {
        @for (density, parts) in edges {
            @let y = view.y(*density);
            @for (low, high) in parts {
                (level("edge", px(y), (px(view.x(*low)), px(view.x(*high)))))
            }
            text.bound x=(px(view.frame.right + 6.0)) y=(px(y + 4.0)) { (figure(*density)) }
        }
    }
}
