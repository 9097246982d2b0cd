//! What changes when one thing moves: the day, the law, or the figures of a chip.
//!
//! * [`history`]: how did the answer for a chip change, and what began each stretch?
//! * [`compare`]: what differs between two days, or between the law and a reform of it?
//! * [`terms`]: what the books let through to every segment of buyers, and the best part that needs no license.
//! * [`plane`]: which region of two figures has which answer?
//!
//! None of them has law of its own: each asks the same question many times.

pub mod compare;
pub mod history;
pub mod plane;
pub mod terms;
