//! A study: which policies under which scenarios, with which outcomes.

use super::Policy;
use chipgate_base::Name;
use chipgate_base::text::Text;

/// A quantity that a study reports: a number for each year, or one for the whole span.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeAsked {
    /// Id of the quantity.
    pub quantity: Name,
    /// First year.
    pub from: i16,
    /// Last year.
    pub to: i16,
    /// One number for the whole span instead of one for each year: flows are summed draw by draw, rates are
    /// means, stocks stand at the end of the last year.
    pub total: bool,
}

/// What is run.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// The question, for the reader.
    pub question: Text,
    /// Chips whose dated answers of both gates the page draws; may be empty.
    pub chips: Vec<Name>,
    /// Chips whose worth the page compares, the first against the others; may be empty.
    pub worth: Vec<Name>,
    /// Workloads for which it does; may be empty.
    pub workloads: Vec<Name>,
    /// Whether the page checks the claims of the articles.
    pub claims: bool,
    /// Same seed, same bytes.
    pub seed: u32,
    /// How many draws.
    pub draws: u32,
    /// Ids of scenarios.
    pub scenarios: Vec<Name>,
    /// Ids of reforms that are laid over the law under every policy, before those of the policy; may be empty.
    pub reforms: Vec<Name>,
    /// Ids of policies of the United States, those of the file itself included.
    pub policies: Vec<Name>,
    /// Ids of Chinese answers.
    pub answers: Vec<Name>,
    /// Id of the policy with which the others are compared.
    pub baseline: Name,
    /// What is reported.
    pub outcomes: Vec<OutcomeAsked>,
    /// Policies that the file itself describes.
    pub own: Vec<Policy>,
}

/// Most draws; beyond them the points of the sequence repeat.
pub const MOST_DRAWS: u32 = 65_536;
