//! Claims as plain records.

use super::value::Range;
use chipgate_base::Name;
use chipgate_base::day::DaySpan;
use chipgate_base::formula::Expr;
use chipgate_base::text::Text;

/// An article whose claims are checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Name of its file, which identifies it.
    pub id: Name,
    /// What it is, in our words.
    pub about: Text,
    /// Source id.
    pub source: Name,
    /// Ids of the sources of the report that it retells: they say what it says, so they do not prove it.
    pub retells: Vec<Name>,
}

/// How near a value must come to what is claimed; one for each way in which an article can put a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Tolerance {
    /// Its id.
    pub id: Name,
    /// When it applies and why it is as wide as it is.
    pub meaning: Text,
    /// Share of the claimed figure within which the claim is true.
    pub true_within: f64,
    /// Share of the claimed figure within which it is approximately true; not below `true_within`.
    pub approximately_within: f64,
}

/// What an article says of the value of a formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Claimed {
    /// That the statement of the formula holds.
    Yes,
    /// A figure or a range; an infinite end is no bound.
    Figure {
        /// The figure; both ends are included unless `strictly`.
        range: Range,
        /// The ends themselves are outside: more than, less than.
        strictly: bool,
    },
    /// A day, or the days of a month or a year.
    Days(DaySpan),
}

/// How the parts of a claim belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// There is only one.
    One,
    /// The claim says all of them. Where some hold, it is approximately true, of those.
    Parts,
    /// The claim leaves open of which of them it is meant: which chip, which year, which use. One quantity
    /// for all. Where some hold, it is approximately true, of those.
    Cases,
    /// The claim leaves open what is measured. Where some meanings hold and others do not, it is contested.
    Meanings,
}

impl Join {
    /// The ways to join with the word used in data; a claim without a list of parts has none.
    pub const ALL: [(Join, &'static str); 3] =
        [(Join::Parts, "parts"), (Join::Cases, "cases"), (Join::Meanings, "meanings")];

    /// The word used in data and JSON; `one` for a claim without a list of parts.
    #[must_use]
    pub fn code(self) -> &'static str {
        Join::ALL.iter().find(|(join, _)| *join == self).map_or("one", |(_, code)| code)
    }
}

/// How a part of a claim is checked.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// By a formula.
    Formula {
        /// As written.
        text: Name,
        /// As read.
        expr: Expr,
    },
    /// Not by us: an argument, a speech, a role, or something nobody measures.
    Stated {
        /// The verdict.
        verdict: Verdict,
        /// Why.
        because: Text,
    },
}

/// One thing that a claim says, or one thing that it can mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Of what; empty for a claim with one part.
    pub of: Text,
    /// How it is checked.
    pub said: Said,
    /// What the article says of the value.
    pub claimed: Claimed,
    /// Unit of the value; empty for days and statements.
    pub unit: Name,
}

/// What a source outside says.
#[derive(Clone, Debug, PartialEq)]
pub enum Rests {
    /// A figure, a range or a day, to be compared with the claim.
    On(Claimed),
    /// That the claim is so, or is not so.
    Word(Stance),
}

/// One source outside our data, and what it says of the same thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Outside {
    /// What it says, in our words.
    pub says: Text,
    /// In a form that can be compared.
    pub value: Rests,
    /// It said so before the outcome was known. A forecast cannot contest a measurement, so it does not count.
    pub forecast: bool,
    /// Source id.
    pub source: Name,
}

/// One claim of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Stable id, such as `CL-033`.
    pub id: Name,
    /// The article's id.
    pub article: Name,
    /// The few words of the article that identify it.
    pub phrase_ja: Name,
    /// What it says.
    pub reading: Text,
    /// Id of its tolerance.
    pub tolerance: Name,
    /// How its parts belong together.
    pub join: Join,
    /// Its parts; at least one.
    pub parts: Vec<Part>,
    /// Values that a reader wants beside it and that do not count.
    pub asides: Vec<Part>,
    /// What sources outside say.
    pub outside: Vec<Outside>,
    /// Source ids on which it rests beside those of figures.
    pub rests_on: Vec<Name>,
    /// `high`, `medium` or `low`.
    pub confidence: Name,
    /// What a reader should know; may be empty.
    pub note: Text,
}

impl Claim {
    /// How many formulas it has, with those of its asides.
    #[must_use]
    pub fn formulas(&self) -> usize {
        let all = self.parts.iter().chain(&self.asides);
        all.filter(|part| matches!(part.said, Said::Formula { .. })).count()
    }
}

/// What becomes of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is so.
    True,
    /// It is nearly so, or so of a part that is named.
    Approximately,
    /// Sources, estimates or meanings fall on both sides.
    Contested,
    /// It is not so.
    False,
    /// Nothing at hand decides it.
    NotCheckable,
}

chipgate_base::codes!(Verdict {
    True => "true",
    Approximately => "approximately",
    Contested => "contested",
    False => "false",
    NotCheckable => "not_checkable",
});

impl Verdict {
    pub(super) fn holds(self) -> bool {
        matches!(self, Verdict::True | Verdict::Approximately)
    }
}

/// On which side a source outside stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// It says the same.
    Agrees,
    /// It says nearly the same.
    Nearly,
    /// It says something else.
    Disagrees,
}

chipgate_base::codes!(Stance {
    Agrees => "agrees",
    Nearly => "nearly",
    Disagrees => "disagrees",
});
