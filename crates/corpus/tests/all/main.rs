//! Every test of the crate in one program, on the embedded data alone.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod actors;
mod against_second_reading;
mod bad_requests;
mod cases;
mod china;
mod claims;
mod damage;
mod damage_actors;
mod damage_claims;
mod damage_events;
mod damage_race;
mod damage_series;
mod dependencies;
mod edges;
mod events;
mod hardest;
mod house;
mod invariant;
mod listed_actors;
mod lists;
mod names;
mod next;
mod no_panic;
mod official_lists;
mod plane;
mod properties;
mod published_tpp;
mod race_terms;
// Its comparisons stand as the instruments write them.
#[allow(clippy::manual_range_contains)]
mod second_reading;
mod series;
mod space;
mod support;
mod terms;
mod world;
mod worth;
