//! What a policy does to computing power, dependence and money.
//!
//! Monthly from 2018 to 2035. Rules come in as arrays that were compiled once
//! ([`rules`]); what nobody knows comes in as draws ([`draws`]). [`oracle`] says
//! slowly what a draw gives, [`kernel`] says it fast, and tests hold the two
//! together. [`experiment`] runs policies over scenarios on common draws.
//! Nothing here is calibrated yet: results show prior uncertainty.

pub mod arithmetic;
pub mod backcast;
pub mod data;
pub mod draws;
pub mod experiment;
pub mod formula;
pub mod kernel;
// Its arrays have the fixed lengths of rulers, segments and options, and its loops run over those very lengths;
// indexing lets each equation read as it is written in the sources.
#[allow(clippy::indexing_slicing, clippy::needless_range_loop)]
pub mod oracle;
pub mod outcomes;
pub mod paired;
pub mod parameters;
pub mod quantities;
pub mod reproduce;
pub mod rests;
pub mod rules;
pub mod score;
pub mod setup;
pub mod summary;
pub mod theses;
pub mod time;
pub mod unsettled;
pub mod world;
