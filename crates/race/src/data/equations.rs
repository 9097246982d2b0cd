//! The blocks of equations, as a reader sees them.

use super::RaceData;
use chipgate_base::Name;
use chipgate_base::text::Text;
use chipgate_catalogue::find;

/// A block of equations: what the program computes there, in plain text.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Number, such as `2.7`; assumptions name it in `equation`.
    pub id: Name,
    /// Text.
    pub title: Text,
    /// What the block says and what its symbols mean, in our words.
    pub about: Text,
    /// One formula a line, in the order in which a month computes them.
    pub formula: Vec<Name>,
    /// Ids of the quantities of the race that the block gives.
    pub quantities: Vec<Name>,
    /// Ids of the tests of the theses that rest on it most.
    pub tests: Vec<Name>,
    /// Source ids.
    pub sources: Vec<Name>,
}

impl RaceData {
    /// The block of equations with this number.
    #[must_use]
    pub fn block(&self, id: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| *block.id == *id)
    }

    /// The block that gives a quantity; `None` where no block names it.
    #[must_use]
    pub fn block_of_quantity(&self, quantity: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| block.quantities.iter().any(|id| **id == *quantity))
    }

    /// The block on which a test of the theses rests; `None` where no block names it.
    #[must_use]
    pub fn block_of_test(&self, test: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| block.tests.iter().any(|id| **id == *test))
    }

    /// The reason of a scenario for its prior of an assumption; `None` where it has no own prior.
    #[must_use]
    pub fn reason(&self, scenario: &str, assumption: &str) -> Option<&Text> {
        let scenario = find(&self.scenarios, scenario, |scenario| &scenario.id)?;
        scenario.reasons.iter().find(|(id, _)| **id == *assumption).map(|(_, reason)| reason)
    }
}
