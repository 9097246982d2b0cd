//! Careers: posts on lanes of sectors over time, moves between them, and all posts as a table.

use super::{Page, confidence, sources};
use chipgate_chronicle::actors::{Actor, Move, Role, When};
use chipgate_show::draw::axis::{level, rule, upright};
use chipgate_show::draw::days::in_years;
use chipgate_show::draw::tags::Rows;
use chipgate_show::draw::{Axis, Scale, count, px};
use jiff::civil::Date;
use maud::{Markup, html};

/// Sectors that every chart has; others are added where a person had a post there.
const SECTORS: [&str; 5] = ["government", "think_tank", "company", "investor", "press"];
/// Years that the charts show before the first position.
const YEARS: i16 = 10;
/// Width of the names of lanes, of the place for posts without a day, and of the whole.
const NAMES: f64 = 92.0;
const GUTTER: f64 = 28.0;
const WIDTH: f64 = 370.0;
const ROW: f64 = 15.0;

/// A post on its lane.
struct Bar<'a> {
    number: usize,
    role: &'a Role,
    left: f64,
    right: f64,
    row: usize,
    /// It began before the axis, or is over before it.
    earlier: bool,
}

/// A sector with its posts.
struct Lane<'a> {
    sector: &'a str,
    bars: Vec<Bar<'a>>,
    top: f64,
}

impl Lane<'_> {
    fn rows(&self) -> usize {
        self.bars.iter().map(|bar| bar.row + 1).max().unwrap_or(1)
    }
}

/// Left end of the time that is drawn.
const START: f64 = NAMES + GUTTER;

/// The time that all charts have in common, in years: from some years before the first position to the next new year.
fn axis(page: &Page<'_>) -> Axis {
    let said: Vec<Date> = page.corpus.records.positions.iter().map(|own| own.from.days.earliest).collect();
    let first = said.iter().min().map_or(0, |day| day.year());
    let roles = page.corpus.records.actors.iter().flat_map(|actor| &actor.roles);
    let last = roles.flat_map(times).chain(said).max().map_or(first, |day| day.year());
    let (from, until) = (first - YEARS, last + 1);
    let every_other = (from..=until).step_by(2).map(f64::from).collect();
    let scale = Scale::linear((f64::from(from), f64::from(until)), (START, WIDTH));
    Axis::new(scale, every_other, |year| year.to_string())
}

/// The place of a day.
fn place(scale: &Scale, day: Date) -> f64 {
    scale.at(in_years(day))
}

fn times(role: &Role) -> Vec<Date> {
    let ends = role.from.iter().chain(&role.until).chain(&role.seen_on);
    ends.map(|when| when.days.earliest).collect()
}

/// The career of an actor: the chart where there are moves, and every post and move in words.
pub fn career(page: &Page<'_>, actor: &Actor) -> Markup {
    let moves = actor.moves();
    html! {
        @if !moves.is_empty() && !actor.roles.is_empty() { (chart(page, actor, &moves)) }
        @if !actor.roles.is_empty() {
            ol.roles { @for role in &actor.roles { li { (post(page, role)) } } }
        }
        @if !moves.is_empty() {
            ul.moves aria-label=(page.words.get("actors_moves")) { @for one in &moves { li { (move_of(page, one)) } } }
        }
    }
}

fn chart(page: &Page<'_>, actor: &Actor, moves: &[Move]) -> Markup {
    let axis = axis(page);
    let scale = &axis.scale;
    let lanes = lanes(scale, actor, moves);
    let end = lanes.last().map_or(0.0, |lane| lane.top + ROW * count(lane.rows()) + 3.0);
    html! {
        svg.career viewBox=(format!("0 0 {WIDTH} {:.0}", end + 16.0)) role="img" aria-label=(page.words.get("actors_career_title")) {
            (years(&axis, end))
            @for lane in &lanes { (lane_of(page, lane)) }
            @for (at, one) in moves.iter().enumerate() { (arrow(scale, &lanes, one, at)) }
            @for lane in &lanes { @for bar in &lane.bars { (number(lane, bar)) (rings(scale, lane, bar)) } }
        }
    }
}

fn lanes<'a>(scale: &Scale, actor: &'a Actor, moves: &'a [Move]) -> Vec<Lane<'a>> {
    let mut sectors = SECTORS.to_vec();
    let others = moves.iter().flat_map(|one| [&*one.from_sector, &*one.to_sector]);
    for sector in actor.roles.iter().map(|role| &*role.sector).chain(others) {
        if !sectors.contains(&sector) {
            sectors.push(sector);
        }
    }
    let mut top = 2.0;
    let mut lanes = Vec::new();
    for sector in sectors {
        let lane = Lane { sector, bars: bars(scale, actor, sector), top };
        top += ROW * count(lane.rows()) + 3.0;
        lanes.push(lane);
    }
    lanes
}

/// The posts of a sector, each in the first row where it has room.
fn bars<'a>(scale: &Scale, actor: &'a Actor, sector: &str) -> Vec<Bar<'a>> {
    let mut bars: Vec<Bar<'a>> = Vec::new();
    let mut rows = Rows::apart(1.0);
    for (at, role) in actor.roles.iter().enumerate().filter(|(_, role)| &*role.sector == sector) {
        let (left, right) = extent(scale, role);
        let row = rows.first_of_any((left, right));
        rows.take(row, (left, right));
        let before = |when: Option<When>| when.is_some_and(|when| is_before(scale, when));
        let earlier = before(role.from) || before(role.until);
        bars.push(Bar { number: at + 1, role, left, right, row, earlier });
    }
    bars
}

/// Whether a time lies before the first year that is drawn.
fn is_before(scale: &Scale, when: When) -> bool {
    f64::from(when.days.latest.year()) < scale.ends().0
}

/// From where to where a post is drawn; one without any day stands before the axis.
fn extent(scale: &Scale, role: &Role) -> (f64, f64) {
    if role.until.is_some_and(|until| is_before(scale, until)) {
        return (NAMES + 2.0, NAMES + 22.0);
    }
    let seen = role.seen_on.first();
    let begin = role.from.as_ref().or(seen).map(|when| place(scale, when.days.earliest));
    let until = role.until.map(|when| place(scale, when.days.latest));
    let last = role.seen_on.last().map(|when| place(scale, when.days.latest));
    let end = until.or(if role.ended { last } else { Some(WIDTH - 1.0) });
    match (begin, end) {
        (Some(begin), end) => {
            (begin.min(WIDTH - 15.0), end.unwrap_or(begin).max(begin + 14.0).min(WIDTH - 1.0))
        }
        (None, Some(end)) if until.is_some() => ((end - 24.0).max(NAMES + 2.0), end.max(NAMES + 18.0)),
        _ => (NAMES + 2.0, NAMES + 16.0),
    }
}

fn years(axis: &Axis, end: f64) -> Markup {
    let until = axis.scale.ends().1;
    html! {
        @for tick in &axis.ticks {
            (upright("year", px(tick.at), (0, end)))
            @if tick.number < until { text.year x=(px(tick.at)) y=(end + 12.0) { (tick.text) } }
        }
        text.year x=(NAMES + 9.0) y=(end + 12.0) { "?" }
    }
}

fn lane_of(page: &Page<'_>, lane: &Lane<'_>) -> Markup {
    let bottom = lane.top + ROW * count(lane.rows()) + 1.5;
    html! {
        text.lane.(if lane.bars.is_empty() { "none" } else { "some" }) x="0" y=(lane.top + 11.0) { (page.words.code("actors_sector", lane.sector)) }
        (level("lane", bottom, (0, WIDTH)))
        @for bar in &lane.bars { (bar_of(page, lane, bar)) }
    }
}

fn bar_of(page: &Page<'_>, lane: &Lane<'_>, bar: &Bar<'_>) -> Markup {
    let (top, role) = (lane.top + ROW * count(bar.row), bar.role);
    let title = role.titles.in_language(page.lang);
    let edge =
        |x: f64, known: bool| upright(if known { "edge" } else { "edge unknown" }, px(x), (top, top + 13.0));
    html! {
        g.bar {
            title { (bar.number) ". " (title) ", " (span(page, role)) }
            rect x=(px(bar.left)) y=(top) width=(px(bar.right - bar.left)) height="13" {}
            @if !bar.earlier { (edge(bar.left, role.from.is_some())) }
            @if bar.right > START || !bar.earlier { (edge(bar.right, role.until.is_some())) }
        }
    }
}

fn number(lane: &Lane<'_>, bar: &Bar<'_>) -> Markup {
    html! { text.number x=(px(bar.left + 3.5)) y=(lane.top + ROW * count(bar.row) + 10.0) { @if bar.earlier { "‹ " } (bar.number) } }
}

fn rings(scale: &Scale, lane: &Lane<'_>, bar: &Bar<'_>) -> Markup {
    let y = lane.top + ROW * count(bar.row) + 12.5;
    html! {
        @for seen in &bar.role.seen_on { circle.seen cx=(px(place(scale, seen.days.earliest).min(WIDTH - 3.0))) cy=(y) r="2.4" {} }
    }
}

/// An arrow from the lane of the former post to that of the next one; those without a day stand side by side.
fn arrow(scale: &Scale, lanes: &[Lane<'_>], one: &Move, at: usize) -> Markup {
    let lane = |sector: &str| lanes.iter().find(|lane| lane.sector == sector);
    let (Some(from), Some(to)) = (lane(&one.from_sector), lane(&one.to_sector)) else { return html! {} };
    let x = one
        .when
        .or(one.by)
        .or(one.after)
        .map_or(NAMES + 5.0 + 8.0 * count(at % 3), |when| place(scale, when.days.earliest));
    let middle = |lane: &Lane<'_>| lane.top + ROW * count(lane.rows());
    let (y1, y2) = if from.top < to.top {
        (middle(from) - 10.0, to.top + 1.0)
    } else {
        (from.top + 10.0, middle(to) - 1.0)
    };
    let dashed = one.when.is_none() || one.beside;
    let back = if y1 < y2 { y2 - 6.0 } else { y2 + 6.0 };
    html! {
        (rule(if dashed { "move unsure" } else { "move sure" }, px(x), (px(y1), px(back))))
        path.tip d=(format!("M{x:.1} {y2:.1}L{:.1} {back:.1}H{:.1}Z", x - 3.5, x + 3.5)) {}
    }
}

/// A post in one line.
fn post(page: &Page<'_>, role: &Role) -> Markup {
    html! {
        (role.titles.in_language(page.lang)) ", " b { (organization(page, role)) }
        " " span.when { (span(page, role)) }
        @if &*role.confidence == "low" { " " (confidence(page, &role.confidence)) }
    }
}

fn organization(page: &Page<'_>, role: &Role) -> String {
    if role.organization.is_empty() {
        return page.words.get("actors_organization_unnamed").to_owned();
    }
    page.corpus.chronicle().actor_short(&role.organization, page.lang)
}

/// The days of a post in words: no more than is known.
fn span(page: &Page<'_>, role: &Role) -> String {
    let word = |key: &str, name: &str, when: &When| page.words.fill(key, &[(name, &when.to_string())]);
    let said = match (role.from, role.until) {
        (Some(from), Some(until)) => Some(format!("{from} – {until}")),
        (Some(from), None) => Some(word("actors_since", "from", &from)),
        (None, Some(until)) => Some(word("actors_until", "until", &until)),
        (None, None) => role.seen_on.last().map(|seen| word("actors_seen", "day", seen)),
    };
    let ended = (role.ended && role.until.is_none()).then(|| page.words.get("actors_ended").to_owned());
    let known: Vec<String> = said.into_iter().chain(ended).collect();
    if known.is_empty() { page.words.get("actors_dates_unknown").to_owned() } else { known.join(", ") }
}

fn move_of(page: &Page<'_>, one: &Move) -> Markup {
    let sector = |code: &str| page.words.code("actors_sector", code);
    html! {
        (sector(&one.from_sector)) " → " (sector(&one.to_sector)) " "
        span.when { (moment(page, one)) @if one.beside { "; " (page.words.get("actors_beside")) } @if one.stated { "; " (page.words.get("actors_stated")) } }
    }
}

fn moment(page: &Page<'_>, one: &Move) -> String {
    let text = |when: Option<When>| when.map(|when| when.to_string());
    match (text(one.when), text(one.after), text(one.by)) {
        (Some(when), _, _) => when,
        (None, Some(after), Some(by)) => page.words.fill("actors_between", &[("after", &after), ("by", &by)]),
        (None, None, Some(by)) => page.words.fill("actors_by", &[("by", &by)]),
        _ => page.words.get("actors_when_unknown").to_owned(),
    }
}

/// Every post with its sources as a table, closed at first.
pub fn table(page: &Page<'_>) -> Markup {
    let columns =
        ["person", "role", "organization", "sector", "from", "until", "seen", "confidence", "sources"];
    html! {
        section.all aria-labelledby="roles-title" {
            h2 #roles-title { (page.words.get("actors_all_roles")) }
            details {
                summary { (page.words.get("actors_all_roles_open")) }
                div.scroll { table {
                    thead { tr { @for column in columns { th scope="col" { (page.words.code("actors_col", column)) } } } }
                    tbody { @for actor in &page.corpus.records.actors { @for role in &actor.roles { (row(page, actor, role)) } } }
                } }
            }
        }
    }
}

fn row(page: &Page<'_>, actor: &Actor, role: &Role) -> Markup {
    let text = |when: Option<When>| when.map(|when| when.to_string()).unwrap_or_default();
    let seen: Vec<String> = role.seen_on.iter().map(ToString::to_string).collect();
    html! {
        tr {
            th scope="row" { (actor.label(page.lang)) }
            td { (role.titles.in_language(page.lang)) }
            td { (organization(page, role)) }
            td { (page.words.code("actors_sector", &role.sector)) }
            td { (text(role.from)) }
            td { @if role.until.is_none() && !role.ended { span.soft { (page.words.get("actors_not_ended")) } } @else if role.until.is_none() { span.soft { (page.words.get("actors_ended")) } } @else { (text(role.until)) } }
            td { (seen.join(", ")) }
            td { (page.words.code("actors_confidence", &role.confidence)) }
            td { (sources(page, &role.sources)) }
        }
    }
}
