//! Where each event stands: its lane, its row in the lane, and the label for which there is room.

use super::model::{EventRow, TimelinePage};
use crate::page::time::WIDTH;
use chipgate_chronicle::events::PRIVATE;
use chipgate_show::Words;
use chipgate_show::draw::tags::Rows;
use chipgate_show::draw::text::text_width;
use chipgate_show::draw::{Scale, count};

/// The lane of acts of several governments.
const BOTH: &str = "both";
/// Size of a label, in pixels.
const SIZE: f64 = 11.0;
/// Space kept free between two marks of a row, in pixels.
const GAP: f64 = 6.0;
/// With more events than this, labels would crowd out marks, so they are kept to one word.
const FEW: usize = 40;
/// Widest title that is used as a label, in pixels.
const WIDEST: f64 = 640.0;

/// The lane of an event with these sides: that of the first, or that of several governments.
#[must_use]
pub fn lane_of(sides: &[impl AsRef<str>]) -> String {
    let governments = sides.iter().filter(|side| !PRIVATE.contains(&side.as_ref())).count();
    let first = sides.first().map_or("voice", AsRef::as_ref);
    if governments > 1 { BOTH.to_owned() } else { first.to_lowercase() }
}

/// The lanes from the top: one side each, and between the governments one for what several of them do.
#[must_use]
pub fn order(sides: &[&str]) -> Vec<String> {
    let mut lanes: Vec<String> = sides.iter().map(|side| side.to_lowercase()).collect();
    lanes.insert(lanes.len().min(1), BOTH.to_owned());
    lanes
}

/// A mark with its place.
pub struct Mark<'p> {
    /// The event.
    pub event: &'p EventRow,
    /// Place of its first day, in pixels.
    pub x: f64,
    /// Place where its last day ends, in pixels.
    pub end: f64,
    /// Row in the lane, from 0.
    pub row: usize,
    /// The words beside it, and whether they stand to its left; `None` where there is no room.
    pub label: Option<(String, bool)>,
}

/// The marks of one lane.
pub struct Lane<'p> {
    /// One of those of [`order`].
    pub code: &'p str,
    /// Its marks, by date.
    pub marks: Vec<Mark<'p>>,
    /// How many rows they take.
    pub rows: usize,
}

/// The lanes that hold events, from the top.
pub fn lanes<'p>(page: &'p TimelinePage, scale: &Scale, words: &Words) -> Vec<Lane<'p>> {
    let few = page.events.len() <= FEW;
    let lane = |code: &'p String| {
        let events = page.events.iter().filter(|event| event.lane == *code);
        let (marks, rows) = placed(events, scale, words, few);
        Lane { code, marks, rows }
    };
    page.lanes.iter().map(lane).filter(|lane| !lane.marks.is_empty()).collect()
}

fn placed<'p>(
    events: impl Iterator<Item = &'p EventRow>,
    scale: &Scale,
    words: &Words,
    few: bool,
) -> (Vec<Mark<'p>>, usize) {
    let mut rows = Rows::apart(GAP);
    let mut marks = Vec::new();
    let most = if few { 8 } else { 4 };
    for event in events {
        let x = scale.day_of_text(&event.earliest).unwrap_or(0.0);
        let end = scale.day_of_text(&event.latest).unwrap_or(x) + scale.step();
        let (row, label) = place(event, x, &labels(event, words, few), &rows, most);
        rows.take(row, extent(event, x, label.as_ref()));
        marks.push(Mark { event, x, end, row, label });
    }
    (marks, rows.count())
}

/// The words that may stand beside a mark, the most telling first.
fn labels(event: &EventRow, words: &Words, few: bool) -> Vec<String> {
    let title = Some(event.title.clone()).filter(|title| few && text_width(title, SIZE) <= WIDEST);
    title.into_iter().chain([words.code("event_kind", &event.kind)]).collect()
}

/// The first row with room, with a label where one fits; a mark alone may open a new row.
fn place(
    event: &EventRow,
    x: f64,
    labels: &[String],
    rows: &Rows,
    most: usize,
) -> (usize, Option<(String, bool)>) {
    for text in labels {
        for left in [false, true] {
            let label = Some((text.clone(), left));
            let span = extent(event, x, label.as_ref());
            let inside = span.0 >= -4.0 && span.1 <= WIDTH + 4.0;
            if let Some(row) = rows.first(most, span).filter(|_| inside) {
                return (row, label);
            }
        }
    }
    (rows.first_of_any(extent(event, x, None)), None)
}

/// The width of the pill with the number, in pixels.
pub fn pill(event: &EventRow) -> f64 {
    text_width(&event.number.to_string(), 10.5) + 5.0
}

/// What a mark with its label covers, in pixels.
fn extent(event: &EventRow, x: f64, label: Option<&(String, bool)>) -> (f64, f64) {
    let half = pill(event) / 2.0;
    match label {
        None => (x - half, x + half),
        Some((text, true)) => (x - half - 4.0 - text_width(text, SIZE), x + half),
        Some((text, false)) => (x - half, x + half + 4.0 + text_width(text, SIZE)),
    }
}

/// Pixels from the top of a lane to the middle of a row.
pub fn middle(row: usize) -> f64 {
    14.0 + 20.0 * count(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::page::model::Link;

    fn event(number: usize, day: &str) -> EventRow {
        EventRow {
            number,
            id: format!("ev-{number}"),
            earliest: day.to_owned(),
            latest: day.to_owned(),
            precision: "day".to_owned(),
            lane: "us".to_owned(),
            kind: "rule".to_owned(),
            title: "A title that is long enough to get in the way of its neighbours".to_owned(),
            actors: Vec::new(),
            instruments: Vec::new(),
            chips: Vec::new(),
            sources: vec![Link { text: "source".to_owned(), url: String::new() }],
            confidence: "high".to_owned(),
        }
    }

    #[test]
    fn no_two_marks_of_a_row_overlap_however_many_share_a_week() {
        let scale = Scale::days_of_text("2025-01-01", "2026-12-31", (0.0, WIDTH));
        for few in [true, false] {
            let events: Vec<EventRow> =
                (0..60).map(|n| event(n + 1, &format!("2025-0{}-{:02}", 1 + n / 20, 1 + n % 20))).collect();
            let (marks, rows) = placed(events.iter(), &scale, &Words::default(), few);
            assert_eq!(marks.len(), 60);
            for (at, a) in marks.iter().enumerate() {
                assert!(a.row < rows);
                let (from, to) = extent(a.event, a.x, a.label.as_ref());
                for b in marks.iter().skip(at + 1).filter(|b| b.row == a.row) {
                    let (start, end) = extent(b.event, b.x, b.label.as_ref());
                    assert!(to <= start || end <= from, "{} and {}", a.event.number, b.event.number);
                }
            }
        }
    }

    #[test]
    fn an_act_of_both_governments_has_its_own_lane_and_any_other_that_of_its_first_side() {
        assert_eq!(lane_of(&["CN", "US"]), "both");
        assert_eq!(lane_of(&["court", "US"]), "court");
        assert_eq!(lane_of(&["US", "court"]), "us");
        assert_eq!(lane_of(&["CN"]), "cn");
        assert_eq!(lane_of(&["company"]), "company");
        assert_eq!(lane_of(&["voice"]), "voice");
    }
}
