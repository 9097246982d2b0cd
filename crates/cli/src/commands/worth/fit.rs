//! `chipgate worth fit`.

use crate::common::Common;
use crate::context::{Failure, corpus, emit};
use chipgate_corpus::Corpus;
use chipgate_worth::assume::PhaseFit;
use chipgate_worth::fit::{fit, leave_one_chip_out};
use chipgate_worth::points::Group;
use chipgate_worth::quantile;
use clap::Args;

/// Fit the efficiencies again on the stored points, and print the file that keeps them
///
/// The result is `worth/fit.toml`: at most three efficiencies for
/// serving and three for training, with method, points and residuals.
///
///   chipgate worth fit -o data/worth/fit.toml
#[derive(Args, Debug)]
pub struct Fit {}

impl Fit {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let worths = &corpus.worths;
        let found = fit(&worths.points, worths, &corpus.catalogue.chips);
        let mut out =
            "# Made by `chipgate worth fit` from worth/measurements/points.csv; do not edit by hand.\n"
                .to_owned();
        out.push_str(&phase("serving", "balance", &found.serving, &guard(&corpus, Group::Serving)));
        out.push_str(&phase("training", "exposed", &found.training, &guard(&corpus, Group::Training)));
        out.push_str("\n# Measured over predicted (median) by software stack. Reported beside the headline, never in it.\n");
        for stack in &found.stacks {
            out.push_str(&format!(
                "\n[[stack]]\ngroup = \"{}\"\nstack = \"{}\"\nfactor = {:?}\npoints = {}\n",
                stack.group, stack.stack, stack.factor, stack.points
            ));
        }
        emit(common, &out)
    }
}

fn phase(name: &str, third: &str, fit: &PhaseFit, guard: &str) -> String {
    let shares = fit.efficiencies;
    let mut out = format!(
        "\n# {guard}\n[{name}]\nmethod = \"{}\"\narithmetic = {:?}\nmemory = {:?}\n{third} = {:?}\npoints = [\n",
        fit.method, shares.arithmetic, shares.memory, shares.third
    );
    for id in &fit.points {
        out.push_str(&format!("  \"{id}\",\n"));
    }
    out.push_str("]\nresiduals = [\n");
    for error in &fit.residuals {
        out.push_str(&format!("  {error:.3},\n"));
    }
    out.push_str("]\n");
    out
}

/// What the fit says of chips that it did not see.
fn guard(corpus: &Corpus, group: Group) -> String {
    let errors: Vec<f64> =
        leave_one_chip_out(&corpus.worths.points, &corpus.worths, &corpus.catalogue.chips, group)
            .iter()
            .map(|(_, error)| error.abs())
            .collect();
    let at = |share: f64| quantile(&errors, share).unwrap_or(f64::NAN);
    format!(
        "Each chip predicted by a fit without it: median of |ln error| {:.3}, 90th percentile {:.3}.",
        at(0.5),
        at(0.9)
    )
}
