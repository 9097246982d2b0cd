//! The names of the best-known chips on the plane, placed so that none covers another.

use super::super::model::HistoryPage;
use super::dots::{answer_on, figures, middle};
use super::{DENSITY, TPP, View, first_day};
use chipgate_corpus::WellKnown;
use chipgate_show::draw::px;
use chipgate_show::draw::tags::{Tag, Tags};
use chipgate_show::draw::text::text_width;
use maud::{Markup, html};

const SIZE: f64 = 12.0;
const HEIGHT: f64 = 15.0;
/// A leader is drawn to a name farther away than this.
const NEAR: f64 = 16.0;

/// Chips that share one place, and so one name tag.
struct Group<'p> {
    x: f64,
    y: f64,
    chips: Vec<(usize, &'p str)>,
}

/// The names, each with a line to its dot where it stands apart.
pub fn draw(page: &HistoryPage, view: &View) -> Markup {
    let day = first_day(page);
    html! {
        @for (group, tag) in placed(groups(page, view), &dots(page, view), view) {
            @let shown = shown_on(&group, page, day);
            g.label.off[shown.is_empty()] data-names=(names(&group)) {
                (leader(&group, &tag))
                (written(&group, &tag, &shown))
            }
        }
    }
}

fn names(group: &Group<'_>) -> String {
    let pairs: Vec<String> = group.chips.iter().map(|(i, name)| format!("{i}:{name}")).collect();
    pairs.join("|")
}

fn shown_on(group: &Group<'_>, page: &HistoryPage, day: &str) -> String {
    let there = |index: usize| page.chips.get(index).and_then(|chip| answer_on(chip, day));
    let shown: Vec<&str> =
        group.chips.iter().filter(|(i, _)| there(*i).is_some()).map(|(_, name)| *name).collect();
    shown.join(" · ")
}

/// The places of all dots.
pub fn dots(page: &HistoryPage, view: &View) -> Vec<(f64, f64)> {
    let known = page.chips.iter().filter_map(figures);
    known.map(|(tpp, density)| (view.x(middle(tpp, TPP)), view.y(middle(density, DENSITY)))).collect()
}

fn groups<'p>(page: &'p HistoryPage, view: &View) -> Vec<Group<'p>> {
    let mut groups: Vec<Group<'p>> = Vec::new();
    for WellKnown { chip: id, name } in &page.well_known {
        let found = page.chips.iter().enumerate().find(|(_, chip)| chip.id == **id);
        let Some((index, (tpp, density))) = found.and_then(|(i, c)| Some((i, figures(c)?))) else {
            continue;
        };
        let (x, y) = (view.x(middle(tpp, TPP)), view.y(middle(density, DENSITY)));
        match groups.iter_mut().find(|g| (g.x - x).hypot(g.y - y) < 3.0) {
            Some(group) => group.chips.push((index, name)),
            None => groups.push(Group { x, y, chips: vec![(index, name)] }),
        }
    }
    groups
}

/// Gives each group the nearest free place: off all tags, and off dots where that can be had.
fn placed<'p>(groups: Vec<Group<'p>>, dots: &[(f64, f64)], view: &View) -> Vec<(Group<'p>, Tag)> {
    let mut tags = Tags::new(&view.frame, dots);
    let size = |group: &Group<'_>| (text_width(&text(group), SIZE), HEIGHT);
    let tagged = |group: Group<'p>| {
        let tag = tags.place((group.x, group.y), size(&group))?;
        Some((group, tag))
    };
    groups.into_iter().filter_map(tagged).collect()
}

fn text(group: &Group<'_>) -> String {
    let names: Vec<&str> = group.chips.iter().map(|(_, name)| *name).collect();
    names.join(" · ")
}

/// The text, held at the end of its tag that lies nearest to the dot.
fn written(group: &Group<'_>, tag: &Tag, shown: &str) -> Markup {
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

fn leader(group: &Group<'_>, tag: &Tag) -> Markup {
    let (x, y) = tag.nearest((group.x, group.y));
    html! {
        @if (x - group.x).hypot(y - group.y) > NEAR {
            line x1=(px(group.x)) y1=(px(group.y)) x2=(px(x)) y2=(px(y)) {}
        }
    }
}
