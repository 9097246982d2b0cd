//! The names of the best-known chips on the plane, placed so that none covers another.

use super::super::axis::{as_f64, px, text_width};
use super::super::model::HistoryPage;
use super::dots::{answer_on, figures, middle};
use super::{DENSITY, Frame, TPP, first_day};
use maud::{Markup, html};

/// The chips that are named, by catalogue id, with the name people use.
const NAMED: [(&str, &str); 12] = [
    ("nvidia-a100-sxm4-80gb", "A100"),
    ("nvidia-a800-sxm4-80gb", "A800"),
    ("nvidia-h100-sxm5-80gb", "H100"),
    ("nvidia-h800-sxm5-80gb", "H800"),
    ("nvidia-h200-sxm-141gb", "H200"),
    ("nvidia-h20-96gb", "H20"),
    ("nvidia-b200-sxm", "B200"),
    ("nvidia-rtx-4090", "RTX 4090"),
    ("nvidia-rtx-4090-d", "4090 D"),
    ("nvidia-l40s", "L40S"),
    ("nvidia-l20", "L20"),
    ("amd-mi325x", "MI325X"),
];
const SIZE: f64 = 12.0;
const HEIGHT: f64 = 15.0;
/// Distances from the dot that are tried, in pixels.
const REACH: [f64; 6] = [12.0, 22.0, 34.0, 48.0, 64.0, 84.0];
const TURNS: usize = 16;
/// A leader is drawn to a name farther away than this.
const NEAR: f64 = 16.0;

/// Chips that share one place, and so one name tag.
struct Group {
    x: f64,
    y: f64,
    chips: Vec<(usize, &'static str)>,
}

#[derive(Clone, Copy)]
struct Tag {
    left: f64,
    top: f64,
    right: f64,
}

impl Tag {
    fn meets(&self, other: &Tag) -> bool {
        self.left < other.right && other.left < self.right && (self.top - other.top).abs() < HEIGHT
    }

    fn covers(&self, (x, y): (f64, f64)) -> bool {
        (self.left - 5.0..self.right + 5.0).contains(&x)
            && (self.top - 4.0..self.top + HEIGHT + 4.0).contains(&y)
    }

    fn inside(&self, frame: &Frame) -> bool {
        self.left > frame.left + 2.0
            && self.right < frame.right - 2.0
            && self.top > frame.top + 2.0
            && self.top + HEIGHT < frame.bottom - 2.0
    }
}

/// The names, each with a line to its dot where it stands apart.
pub fn draw(page: &HistoryPage, frame: &Frame) -> Markup {
    let day = first_day(page);
    html! {
        @for (group, tag) in placed(groups(page, frame), &dots(page, frame), frame) {
            @let shown = shown_on(&group, page, day);
            g.label.off[shown.is_empty()] data-names=(names(&group)) {
                (leader(&group, &tag))
                (written(&group, &tag, &shown))
            }
        }
    }
}

fn names(group: &Group) -> String {
    let pairs: Vec<String> = group.chips.iter().map(|(i, name)| format!("{i}:{name}")).collect();
    pairs.join("|")
}

fn shown_on(group: &Group, page: &HistoryPage, day: &str) -> String {
    let there = |index: usize| page.chips.get(index).and_then(|chip| answer_on(chip, day));
    let shown: Vec<&str> =
        group.chips.iter().filter(|(i, _)| there(*i).is_some()).map(|(_, name)| *name).collect();
    shown.join(" · ")
}

/// The places of all dots.
pub fn dots(page: &HistoryPage, frame: &Frame) -> Vec<(f64, f64)> {
    let known = page.chips.iter().filter_map(figures);
    known.map(|(tpp, density)| (frame.x(middle(tpp, TPP)), frame.y(middle(density, DENSITY)))).collect()
}

fn groups(page: &HistoryPage, frame: &Frame) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (id, name) in NAMED {
        let found = page.chips.iter().enumerate().find(|(_, chip)| chip.id == id);
        let Some((index, (tpp, density))) = found.and_then(|(i, c)| Some((i, figures(c)?))) else {
            continue;
        };
        let (x, y) = (frame.x(middle(tpp, TPP)), frame.y(middle(density, DENSITY)));
        match groups.iter_mut().find(|g| (g.x - x).hypot(g.y - y) < 3.0) {
            Some(group) => group.chips.push((index, name)),
            None => groups.push(Group { x, y, chips: vec![(index, name)] }),
        }
    }
    groups
}

/// Gives each group the nearest free place: off all tags, and off dots where that can be had.
fn placed(groups: Vec<Group>, dots: &[(f64, f64)], frame: &Frame) -> Vec<(Group, Tag)> {
    let mut done: Vec<(Group, Tag)> = Vec::new();
    for group in groups {
        let free = |tag: &Tag| tag.inside(frame) && done.iter().all(|(_, other)| !tag.meets(other));
        let bare = |tag: &Tag| dots.iter().filter(|dot| tag.covers(**dot)).count();
        let best = candidates(&group).filter(free).min_by_key(bare);
        if let Some(tag) = best {
            done.push((group, tag));
        }
    }
    done
}

/// Places for a tag, the nearest first.
fn candidates(group: &Group) -> impl Iterator<Item = Tag> {
    let text: Vec<&str> = group.chips.iter().map(|(_, name)| *name).collect();
    let width = text_width(&text.join(" · "), SIZE);
    let (x, y) = (group.x, group.y);
    REACH.into_iter().flat_map(move |reach| (0..TURNS).map(move |turn| tag(x, y, width, reach, turn)))
}

fn tag(x: f64, y: f64, width: f64, reach: f64, turn: usize) -> Tag {
    let angle = std::f64::consts::TAU * as_f64(turn) / as_f64(TURNS);
    let middle_x = x + angle.cos() * (reach + width / 2.0);
    let middle_y = y - angle.sin() * (reach + HEIGHT / 2.0);
    Tag { left: middle_x - width / 2.0, right: middle_x + width / 2.0, top: middle_y - HEIGHT / 2.0 }
}

/// The text, held at the end of its tag that lies nearest to the dot.
fn written(group: &Group, tag: &Tag, shown: &str) -> Markup {
    let (x, anchor) = if tag.left > group.x {
        (tag.left + 3.0, "start")
    } else if tag.right < group.x {
        (tag.right - 3.0, "end")
    } else {
        ((tag.left + tag.right) / 2.0, "middle")
    };
    html! {
        text x=(px(x)) y=(px(tag.top + 11.5)) text-anchor=(anchor) { (shown) }
    }
}

fn leader(group: &Group, tag: &Tag) -> Markup {
    let x = group.x.clamp(tag.left, tag.right);
    let y = group.y.clamp(tag.top, tag.top + HEIGHT);
    html! {
        @if (x - group.x).hypot(y - group.y) > NEAR {
            line x1=(px(group.x)) y1=(px(group.y)) x2=(px(x)) y2=(px(y)) {}
        }
    }
}
