//! What happened, who said it, and whether the figures bear it out.
//!
//! * [`events`]: acts of governments, companies and courts, by day.
//! * [`series`]: figures over time, each with its period, kind and source.
//! * [`actors`]: who held which post, who argued what, and whom do they cite?
//! * [`claims`]: what do the articles claim, which formula over the data checks it, and what is the verdict?
//!
//! [`Records`] are the data; a [`Chronicle`] reads them on a ground, so that a claim can ask the law.

pub mod actors;
pub mod claims;
pub mod events;
pub mod series;

use actors::{Actor, Position};
use chipgate_ask::Ground;
use claims::{Article, Claim, Tolerance};
use events::Event;
use series::Series;

/// What happened and what was said.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// Actors with their roles, sorted by id.
    pub actors: Vec<Actor>,
    /// Positions with their citations, sorted by id.
    pub positions: Vec<Position>,
    /// Events of both sides, companies and courts, sorted by date.
    pub events: Vec<Event>,
    /// Figures over time, sorted by id.
    pub series: Vec<Series>,
    /// How near a value must come, by class of figure, in the order of the data.
    pub tolerances: Vec<Tolerance>,
    /// Articles whose claims are checked, in the order of their files.
    pub articles: Vec<Article>,
    /// Claims of the articles, sorted by id.
    pub claims: Vec<Claim>,
}

/// The records on the ground of law and catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Chronicle<'c> {
    /// The law, the catalogue and the frame of questions.
    pub ground: Ground<'c>,
    /// What happened and what was said.
    pub records: &'c Records,
}
