//! Which facts a question fixes, and what all gates answer together.
//!
//! A [`Question`] is what is asked, whoever asks it. [`fill`] looks every id up, adds what the catalogue knows, and says
//! what it assumed; [`determination::answer`] asks the gates. A [`Request`] is a question with the place of each of its
//! words in a command line or a file: only whoever reads those knows of places. What a question is answered from is a [`Ground`]: the
//! law, the catalogue and the frame; a reform is another law on the same ground.

pub mod cases;
pub mod determination;
mod fill;
pub mod gates;
mod ground;
mod known;
pub mod next;
mod number;
mod part;
mod passage;
pub mod promised;
mod question;
mod record;
pub mod reference;
mod request;
mod suggest;
mod values;

pub use fill::{Asked, Assumed, Implausible, Overridden, PartyHit, Passage, Screened, fill};
pub use ground::{Frame, Ground, Plausible};
pub use known::Known;
pub use number::plain_number;
pub use part::{Part, QuestionProblem};
pub use question::{Given, Inside, ItemSpec, PartySpec, Question, ROLES};
pub use request::{Places, Request, RequestProblem, Where};
pub use suggest::{chip_help, folded_word, party_help, place_help};
pub use values::show_value;
