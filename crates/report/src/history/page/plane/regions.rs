//! The regions of a day: rectangles with pattern, lines where the answer changes, names.

use super::super::model::Region;
use super::{View, edges, merge, names};
use crate::page::answers;
use chipgate_show::draw::px;
use chipgate_show::words::Words;
use maud::{Markup, html};

/// The corners of a rectangle within the frame, in pixels.
pub struct Corners {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Corners {
    pub fn of(region: &Region, view: &View) -> Corners {
        Corners {
            left: view.x(region.tpp.0),
            right: view.x(region.tpp.1.unwrap_or(f64::MAX)),
            top: view.y(region.density.1.unwrap_or(f64::MAX)),
            bottom: view.y(region.density.0),
        }
    }

    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }
}

/// The regions of one stretch of days for one kind of item.
pub fn draw(regions: &[Region], view: &View) -> Markup {
    let regions = merge::whole(regions);
    html! {
        @for region in &regions { (area(region, view)) }
        (edges::draw(&regions, view))
    }
}

/// Their names, and a note where one region fills the plane.
pub fn name(regions: &[Region], view: &View, dots: &[(f64, f64)], words: &Words) -> Markup {
    let regions = merge::whole(regions);
    html! {
        (names::draw(&regions, view, dots, words))
        @if regions.len() <= 1 { (note(view, words)) }
    }
}

fn area(region: &Region, view: &View) -> Markup {
    let at = Corners::of(region, view);
    html! {
        @if at.width() > 0.0 && at.height() > 0.0 {
            rect.area.(answers::class(&region.answer)) x=(px(at.left)) y=(px(at.top))
                width=(px(at.width())) height=(px(at.height())) {}
        }
    }
}

/// Whether two places of the plane differ in answer or class.
pub fn differ(a: Option<&Region>, b: Option<&Region>) -> bool {
    a.map(|r| (&r.answer, &r.eccn)) != b.map(|r| (&r.answer, &r.eccn))
}

fn note(view: &View, words: &Words) -> Markup {
    html! {
        text.note x=(px(view.frame.middle().0)) y=(px(view.frame.bottom - 14.0)) text-anchor="middle" {
            (words.get("plane_one_region"))
        }
    }
}
