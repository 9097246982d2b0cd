//! Where everything of the drawing stands.

use super::{Page, about, cited_name, cited_text};
use chipgate_chronicle::actors::{Actor, Citation, Position, Side, Stance};
use chipgate_show::draw::count;
use chipgate_show::draw::tags::stacked;
use chipgate_show::draw::text::wrap;

/// Height of a line of text.
pub const LINE: f64 = 16.0;
const GAP: f64 = 12.0;
/// Widths of the columns in letters.
const LEFT: usize = 24;
const MIDDLE: usize = 72;
const RIGHT: usize = 40;

/// Something that an actor says: a position, or a citation outside any.
pub struct Item<'a> {
    /// The position; `None` for a citation outside any.
    pub position: Option<&'a Position>,
    /// Its citations.
    pub citations: Vec<&'a Citation>,
    /// The text, in lines.
    pub lines: Vec<String>,
    /// Upper edge.
    pub top: f64,
}

/// An actor with what it says.
pub struct Speaker<'a> {
    /// Who.
    pub actor: &'a Actor,
    /// The name, in lines.
    pub name: Vec<String>,
    /// Post or sort, in lines.
    pub about: Vec<String>,
    /// What it says.
    pub items: Vec<Item<'a>>,
}

/// Speakers on one side.
pub struct Group<'a> {
    /// The side; `None` for those who only cite.
    pub side: Option<Side>,
    /// Upper edge.
    pub top: f64,
    /// Who stands on it.
    pub speakers: Vec<Speaker<'a>>,
}

/// Someone or something cited.
pub struct Target<'a> {
    /// Id of the actor, else of the source.
    pub id: &'a str,
    /// The name, in lines.
    pub name: Vec<String>,
    /// Each citation with the height at which its line starts, the stance and the text in lines.
    pub ends: Vec<(End<'a>, Vec<String>)>,
    /// Upper edge.
    pub top: f64,
}

/// Where a line of citation starts.
#[derive(Clone, Copy)]
pub struct End<'a> {
    /// The id of the position, else of the actor.
    pub from: &'a str,
    /// Height of the start.
    pub y: f64,
    /// The stance of the position; `None` outside any.
    pub stance: Option<Stance>,
    /// The citation.
    pub citation: &'a Citation,
}

/// The whole drawing.
pub struct Layout<'a> {
    /// Speakers by side.
    pub groups: Vec<Group<'a>>,
    /// Whom they cite.
    pub targets: Vec<Target<'a>>,
    /// Height of the drawing.
    pub height: f64,
}

impl Item<'_> {
    /// Height of the box.
    pub fn height(&self) -> f64 {
        let head = if self.position.is_some() { 1.0 } else { 0.0 };
        (count(self.lines.len()) + head) * LINE + 10.0
    }

    /// Middle of the box.
    pub fn middle(&self) -> f64 {
        self.top + self.height() / 2.0
    }
}

impl Speaker<'_> {
    /// Middle of what it says.
    pub fn middle(&self) -> f64 {
        let ends = self.items.first().zip(self.items.last());
        ends.map_or(0.0, |(first, last)| f64::midpoint(first.top, last.top + last.height()))
    }

    fn height(&self) -> f64 {
        count(self.name.len() + self.about.len()) * LINE + 4.0
    }
}

impl Target<'_> {
    /// Height of the text.
    pub fn height(&self) -> f64 {
        let lines = self.name.len() + self.ends.iter().map(|(_, lines)| lines.len()).sum::<usize>();
        count(lines) * LINE + 8.0
    }
}

/// Places everything.
pub fn layout<'a>(page: &Page<'a>) -> Layout<'a> {
    let mut groups = groups(page);
    let mut y = 4.0;
    for group in &mut groups {
        group.top = y;
        y += 30.0;
        for speaker in &mut group.speakers {
            y = place(speaker, y);
        }
        y += 10.0;
    }
    let mut targets = targets(page, &groups);
    let end = settle(&mut targets);
    Layout { groups, targets, height: y.max(end) }
}

/// Places the items of a speaker from a height on; returns the height at which the next one begins.
fn place(speaker: &mut Speaker<'_>, from: f64) -> f64 {
    let own: f64 = speaker.items.iter().map(|item| item.height() + GAP).sum();
    let spare = (speaker.height() + GAP - own).max(0.0);
    let mut y = from + spare / 2.0;
    for item in &mut speaker.items {
        item.top = y;
        y += item.height() + GAP;
    }
    y + spare / 2.0
}

fn groups<'a>(page: &Page<'a>) -> Vec<Group<'a>> {
    let sides = Side::ALL.into_iter().map(|(side, _)| Some(side)).chain([None]);
    let group = |side: Option<Side>| Group { side, top: 0.0, speakers: speakers(page, side) };
    sides.map(group).filter(|group| !group.speakers.is_empty()).collect()
}

fn speakers<'a>(page: &Page<'a>, side: Option<Side>) -> Vec<Speaker<'a>> {
    let on_side = |actor: &&Actor| page.corpus.chronicle().side_of(&actor.id) == side;
    page.corpus
        .records
        .actors
        .iter()
        .filter(on_side)
        .map(|actor| Speaker {
            actor,
            name: wrap(&actor.label(page.lang), LEFT),
            about: wrap(&about(page, actor), LEFT),
            items: items(page, actor),
        })
        .filter(|speaker| !speaker.items.is_empty())
        .collect()
}

fn items<'a>(page: &Page<'a>, actor: &'a Actor) -> Vec<Item<'a>> {
    let positions = page.corpus.chronicle().positions_of(&actor.id).into_iter().map(|position| Item {
        position: Some(position),
        citations: position.citations.iter().collect(),
        lines: wrap(position.arguments.in_language(page.lang), MIDDLE),
        top: 0.0,
    });
    let beside = actor.citations.iter().map(|citation| Item {
        position: None,
        citations: vec![citation],
        lines: wrap(&cited_text(page, citation), MIDDLE),
        top: 0.0,
    });
    positions.chain(beside).collect()
}

fn targets<'a>(page: &Page<'a>, groups: &[Group<'a>]) -> Vec<Target<'a>> {
    let mut targets: Vec<Target<'a>> = Vec::new();
    for speaker in groups.iter().flat_map(|group| &group.speakers) {
        for item in &speaker.items {
            for citation in &item.citations {
                let from = item.position.map_or(&*speaker.actor.id, |position| &*position.id);
                let stance = item.position.map(|position| position.stance);
                add(page, &mut targets, End { from, y: item.middle(), stance, citation });
            }
        }
    }
    targets
}

fn add<'a>(page: &Page<'a>, targets: &mut Vec<Target<'a>>, end: End<'a>) {
    let citation = end.citation;
    let id = if citation.cites.is_empty() { &*citation.evidence } else { &*citation.cites };
    let text = if end.stance.is_some() { wrap(&cited_text(page, citation), RIGHT) } else { Vec::new() };
    if let Some(known) = targets.iter_mut().find(|target| target.id == id) {
        known.ends.push((end, text));
    } else {
        let name = wrap(&cited_name(page, citation), RIGHT - 6);
        targets.push(Target { id, name, ends: vec![(end, text)], top: 0.0 });
    }
}

/// Puts each target beside those who cite it and moves it down where another stands; returns the lower end.
fn settle(targets: &mut [Target<'_>]) -> f64 {
    let wanted = |target: &Target<'_>| {
        target.ends.iter().map(|(end, _)| end.y).sum::<f64>() / count(target.ends.len().max(1))
    };
    targets.sort_by(|a, b| wanted(a).total_cmp(&wanted(b)));
    let blocks: Vec<(f64, f64)> = targets.iter().map(|target| (wanted(target), target.height())).collect();
    let (tops, end) = stacked(&blocks, 4.0, 8.0);
    for (target, top) in targets.iter_mut().zip(tops) {
        target.top = top;
    }
    end
}
