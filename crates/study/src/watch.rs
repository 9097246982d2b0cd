//! How a study is run: who hears how far it is, who may stop it, and what ends it early.

use chipgate_race::experiment::{self, Found, NotFinite, Plan};
use chipgate_race::setup::SetupError;
use chipgate_race::summary::Summary;
use std::sync::atomic::Ordering;

/// Who hears how far a study is, and how it is stopped.
///
/// A study runs in parts: the race itself, the tests, the backcast. The progress of each counts from zero.
pub struct Watch<'a> {
    /// Progress of the part that runs, and the sign to stop; what is complete by then is kept.
    pub run: experiment::Watch<'a>,
    /// Told when a part is over or was cut short.
    pub said: &'a dyn Fn(Event),
}

/// What a study says while it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A part is over, whatever came of it.
    PartOver,
    /// The part that is over was stopped.
    Stopped {
        /// Cells that are complete and kept.
        done: usize,
        /// Cells that were asked for.
        asked: usize,
    },
}

/// What ends a study without an answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A part cannot be planned or asked.
    #[error(transparent)]
    Setup(#[from] SetupError),
    /// A draw gives a number that is not finite.
    #[error("{found}")]
    NotFinite {
        /// The seed that, with the draw, replays it.
        seed: u32,
        /// The draw and where in it.
        found: Box<NotFinite>,
    },
    /// A part that is of use only as a whole was stopped.
    #[error("stopped before the end")]
    Stopped,
}

impl Watch<'_> {
    /// Whether the study is to stop.
    #[must_use]
    pub fn stopped(&self) -> bool {
        self.run.stop.load(Ordering::Relaxed)
    }

    /// Runs one part.
    ///
    /// # Errors
    ///
    /// The first number that is not finite, with the seed.
    pub fn part<T>(
        &self,
        seed: u32,
        run: impl FnOnce(&experiment::Watch<'_>) -> Result<T, NotFinite>,
    ) -> Result<T, Error> {
        let found = run(&self.run);
        (self.said)(Event::PartOver);
        found.map_err(|found| Error::NotFinite { seed, found: Box::new(found) })
    }

    /// Runs a plan; keeps the draws of each complete cell.
    ///
    /// # Errors
    ///
    /// The first number that is not finite.
    pub fn cells(&self, plan: &Plan) -> Result<Vec<Found>, Error> {
        let found = self.part(plan.seed, |watch| plan.run(watch))?;
        self.kept(found.len(), plan.cells.len());
        Ok(found)
    }

    /// The draws of a plan with one cell.
    ///
    /// # Errors
    ///
    /// The first number that is not finite; [`Error::Stopped`] where it was stopped.
    pub fn only(&self, plan: &Plan) -> Result<Vec<Vec<f64>>, Error> {
        self.cells(plan)?.into_iter().next().map(|found| found.values).ok_or(Error::Stopped)
    }

    /// Runs a plan; keeps bands and effects alone.
    ///
    /// # Errors
    ///
    /// The first number that is not finite.
    pub fn summary(&self, plan: Plan, baseline: &str) -> Result<Summary, Error> {
        let summary = self.part(plan.seed, |watch| Summary::run(plan, baseline, watch))?;
        self.kept(summary.cells.len(), summary.asked);
        Ok(summary)
    }

    fn kept(&self, done: usize, asked: usize) {
        if done < asked {
            (self.said)(Event::Stopped { done, asked });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use std::sync::atomic::AtomicBool;

    /// What is said while something runs under a watch that says stop or not.
    fn heard(stop: bool, run: impl FnOnce(&Watch<'_>)) -> Vec<Event> {
        let (stop, said) = (AtomicBool::new(stop), RefCell::new(Vec::new()));
        let run_watch = experiment::Watch { progress: &|_, _| {}, stop: &stop };
        run(&Watch { run: run_watch, said: &|event| said.borrow_mut().push(event) });
        said.into_inner()
    }

    #[test]
    fn a_part_that_fails_is_over_all_the_same_and_names_the_seed_that_replays_it() {
        let found = NotFinite {
            draw: 3,
            scenario: "central".to_owned(),
            policy: "p".to_owned(),
            answer: String::new(),
            quantity: "q",
            month: "2026-01".to_owned(),
        };
        let said = heard(false, |watch| {
            let error = watch.part(7, |_| Err::<(), _>(found.clone())).unwrap_err();
            assert_eq!(error.to_string(), found.to_string());
            assert!(matches!(error, Error::NotFinite { seed: 7, .. }));
        });
        assert_eq!(said, [Event::PartOver]);
    }

    #[test]
    fn a_part_that_was_stopped_says_how_much_of_it_is_kept() {
        let said = heard(true, |watch| {
            assert!(watch.stopped());
            watch.kept(2, 5);
            watch.kept(5, 5);
        });
        assert_eq!(said, [Event::Stopped { done: 2, asked: 5 }]);
    }
}
