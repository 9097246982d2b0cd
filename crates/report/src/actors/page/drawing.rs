//! The drawing: who argues on the left, what in the middle, on whose evidence on the right.

use super::layout::{End, Group, Item, LINE, Layout, Speaker, Target, layout};
use super::{Page, line};
use chipgate_chronicle::actors::{Position, Side, Stance};
use chipgate_show::draw::axis::level;
use maud::{Markup, html};

/// Left edges of the columns and the width of the whole.
const NAMES: f64 = 200.0;
const MIDDLE: f64 = 270.0;
const MIDDLE_END: f64 = 800.0;
const RIGHT: f64 = 900.0;
const WIDTH: f64 = 1180.0;

/// The drawing as an SVG that needs no script.
pub fn drawing(page: &Page<'_>) -> Markup {
    let layout = layout(page);
    html! {
        svg.drawing role="group" aria-label=(page.words.get("actors_argument_title"))
            viewBox=(format!("0 0 {WIDTH} {:.0}", layout.height)) {
            @for group in &layout.groups { (heading(page, group)) }
            (lines(&layout))
            @for speaker in layout.groups.iter().flat_map(|group| &group.speakers) { (speaker_of(page, speaker)) }
            @for target in &layout.targets { (target_of(target)) }
        }
    }
}

fn heading(page: &Page<'_>, group: &Group<'_>) -> Markup {
    let code = Side::ALL.iter().find(|(side, _)| Some(*side) == group.side).map(|(_, code)| *code);
    let text = code.map_or_else(
        || page.words.get("actors_writers").to_owned(),
        |code| page.words.code("actors_side", code),
    );
    html! {
        (level("rule", group.top, (0, MIDDLE_END)))
        text.side x="0" y=(group.top + 19.0) { (text) }
    }
}

fn lines(layout: &Layout<'_>) -> Markup {
    html! {
        @for speaker in layout.groups.iter().flat_map(|group| &group.speakers) {
            @for item in &speaker.items {
                (between(item.position.map(|position| position.stance), (NAMES + 8.0, speaker.middle()), (MIDDLE, item.middle())))
            }
        }
        @for target in &layout.targets {
            @for (end, y) in ends(target) { (citation_line(target, end, y)) }
        }
    }
}

/// Each end of a target with the height at which its text stands.
fn ends<'t, 'a>(target: &'t Target<'a>) -> Vec<(&'t End<'a>, f64)> {
    let mut y = target.top + name_height(target);
    let mut found = Vec::new();
    for (end, text) in &target.ends {
        let at = if text.is_empty() { target.top + LINE * 0.6 } else { y + LINE * 0.6 };
        found.push((end, at));
        y += height(text);
    }
    found
}

fn height(text: &[String]) -> f64 {
    text.iter().map(|_| LINE).sum()
}

fn name_height(target: &Target<'_>) -> f64 {
    height(&target.name)
}

fn citation_line(target: &Target<'_>, end: &End<'_>, y: f64) -> Markup {
    html! {
        g.cites data-from=(end.from) data-to=(target.id) { (between(end.stance, (MIDDLE_END, end.y), (RIGHT - 8.0, y))) }
    }
}

/// A line with two soft bends; thin where there is no stance.
fn between(stance: Option<Stance>, from: (f64, f64), to: (f64, f64)) -> Markup {
    let half = f64::midpoint(from.0, to.0);
    let path = format!(
        "M{:.0} {:.1}C{half:.0} {:.1} {half:.0} {:.1} {:.0} {:.1}",
        from.0, from.1, from.1, to.1, to.0, to.1
    );
    html! { @match stance { Some(stance) => (line(stance, &path)), None => path.line.st-none d=(path) {} } }
}

fn speaker_of(page: &Page<'_>, speaker: &Speaker<'_>) -> Markup {
    let top = speaker.middle() - (height(&speaker.name) + height(&speaker.about)) / 2.0;
    html! {
        a.speaker href=(format!("#{}", speaker.actor.id)) data-actor=(speaker.actor.id) {
            (text("name", NAMES, top, &speaker.name))
            (text("about", NAMES, top + height(&speaker.name), &speaker.about))
        }
        @for item in &speaker.items { (item_of(page, item)) }
    }
}

fn item_of(page: &Page<'_>, item: &Item<'_>) -> Markup {
    html! {
        @match item.position {
            Some(position) => a.position href=(format!("#{}", position.id)) data-position=(position.id) {
                rect.box x=(MIDDLE) y=(item.top) width=(MIDDLE_END - MIDDLE) height=(item.height()) rx="4" {}
                (head(page, position, item.top))
                (text("said", MIDDLE + 12.0, item.top + 5.0 + LINE, &item.lines))
            },
            None => g {
                rect.box.plain x=(MIDDLE) y=(item.top) width=(MIDDLE_END - MIDDLE) height=(item.height()) rx="4" {}
                (text("said", MIDDLE + 12.0, item.top + 5.0, &item.lines))
            },
        }
    }
}

/// The subject, and at the right the stance with the day.
fn head(page: &Page<'_>, position: &Position, top: f64) -> Markup {
    let stance = page.words.code("actors_stance", position.stance.code());
    html! {
        text.subject x=(MIDDLE + 12.0) y=(top + 17.5) { (position.subjects.in_language(page.lang)) }
        text.when x=(MIDDLE_END - 10.0) y=(top + 17.5) { tspan.word { (stance) } " · " (position.from) }
    }
}

fn target_of(target: &Target<'_>) -> Markup {
    let mut y = target.top + name_height(target);
    html! {
        g.target data-target=(target.id) {
            (text("name", RIGHT, target.top, &target.name))
            @for (_, lines) in &target.ends {
                (text("what", RIGHT, y, lines))
                ({ y += height(lines); "" })
            }
        }
    }
}

fn text(class: &str, x: f64, top: f64, lines: &[String]) -> Markup {
    chipgate_show::draw::text::lines(class, (x, top), LINE, lines)
}
