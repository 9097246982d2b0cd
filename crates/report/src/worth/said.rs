//! What is said of a chip in one line of a comparison, for people and for programs.

use super::figures::{band, short};
use chipgate_worth::answer::Band;

/// One statement of a chip; empty where there is none.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    /// For people.
    pub text: String,
    /// For programs; empty where it is a number.
    pub code: String,
    /// The number with its ends; `None` where it is a word.
    pub band: Option<Band>,
}

impl Said {
    pub fn band(of: Band) -> Said {
        Said { text: band(of), band: Some(of), ..Said::default() }
    }

    /// One number without ends.
    pub fn number(number: f64) -> Said {
        Said::told(number, short(number))
    }

    /// A number in words of its own.
    pub fn told(number: f64, text: String) -> Said {
        Said { text, band: Some(Band { low: number, middle: number, high: number }), ..Said::default() }
    }

    /// A number of which the ends alone are known.
    pub fn ends(low: f64, high: f64) -> Said {
        if low == high {
            return Said::number(low);
        }
        let band = Band { low, middle: f64::NAN, high };
        Said { text: format!("{}–{}", short(low), short(high)), band: Some(band), ..Said::default() }
    }

    /// A code with its words.
    pub fn word(code: impl Into<String>, text: String) -> Said {
        Said { text, code: code.into(), band: None }
    }

    /// A code that people read too.
    pub fn same(code: String) -> Said {
        Said { text: code.clone(), code, band: None }
    }
}
