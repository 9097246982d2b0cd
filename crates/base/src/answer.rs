//! The answer to a legal condition: yes, no, or not known.
//!
//! A missing fact must never read as "no". [`Answer`] therefore follows the
//! strong three-valued logic of Kleene, the table that SQL uses for NULL.
//!
//! ```
//! use chipgate_base::answer::Answer::{No, Unknown, Yes};
//!
//! // One limb is met, so it does not matter that the other is open.
//! assert_eq!(Unknown.or(Yes), Yes);
//! // Neither limb is met for certain, so the answer stays open.
//! assert_eq!(Unknown.or(No), Unknown);
//! ```

/// Whether a condition holds on the facts supplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// The facts fail the condition.
    No,
    /// A fact that decides the condition is not known.
    Unknown,
    /// The facts meet the condition.
    Yes,
}

impl Answer {
    /// Holds if both conditions hold.
    #[must_use]
    pub fn and(self, other: Answer) -> Answer {
        self.min(other)
    }

    /// Holds if either condition holds.
    #[must_use]
    pub fn or(self, other: Answer) -> Answer {
        self.max(other)
    }

    /// Holds if the condition fails.
    #[must_use]
    pub fn negate(self) -> Answer {
        match self {
            Answer::No => Answer::Yes,
            Answer::Unknown => Answer::Unknown,
            Answer::Yes => Answer::No,
        }
    }

    /// Is settled one way or the other.
    #[must_use]
    pub fn is_settled(self) -> bool {
        self != Answer::Unknown
    }

    /// The word used in JSON, CSV and rule cases.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Answer::No => "no",
            Answer::Unknown => "unknown",
            Answer::Yes => "yes",
        }
    }
}

impl From<bool> for Answer {
    fn from(holds: bool) -> Answer {
        if holds { Answer::Yes } else { Answer::No }
    }
}

#[cfg(test)]
mod tests {
    use super::Answer::{self, No, Unknown, Yes};

    #[test]
    fn learning_a_fact_never_reverses_a_settled_answer() {
        for other in [Yes, No, Unknown] {
            for learned in [Yes, No] {
                check(Unknown.or(other), learned.or(other));
                check(Unknown.and(other), learned.and(other));
                check(Unknown.negate(), learned.negate());
            }
        }
    }

    #[track_caller]
    fn check(before: Answer, after: Answer) {
        assert!(before == Unknown || before == after, "{before:?} became {after:?}");
    }
}
