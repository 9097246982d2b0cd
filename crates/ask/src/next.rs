//! What the person who asked does next, worked out from what an answer leaves open or requires.

use crate::determination::{AFTER_HORIZON, Determination};
use crate::gates::is_reported;
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_law::determine::{ExceptionReport, GateAnswer, GateReport, Missing};
use chipgate_law::gate::Gate;
use chipgate_law::rule::{Measure, Policy};
use jiff::civil::Date;

/// One thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Leave it: the gate prohibits it.
    DoNotProceed,
    /// Find out whether a party is the listed one that its name resembles.
    SettleName,
    /// Find out the facts that would settle the gate.
    Supply,
    /// Have somebody read what the program cannot settle.
    Examine,
    /// Apply for a license.
    Apply,
    /// Find out the facts on which an exception turns, else apply for a license.
    TryException,
    /// Keep the conditions of an exception, and proof of them.
    UseException,
    /// Have the approval of the authority shown.
    ObtainApproval,
    /// Ask the buyer what the authorities told it.
    AskBuyer,
    /// Read what was published since the last day that the sources cover.
    CheckNewerLaw,
    /// Name the parties, so that they can be screened.
    NameParties,
    /// Find out who owns a party and clear the red flag: its named parent is listed.
    LookIntoOwner,
    /// Screen the parties against the full lists.
    Screen,
    /// Screen the parties against newer lists than those loaded.
    ScreenAgain,
    /// Confirm the facts on which the answer rests.
    Confirm,
    /// Nothing more than to keep the record.
    KeepRecord,
}

impl Action {
    /// The word used in JSON and in the keys of messages `next_…`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Action::DoNotProceed => "do_not_proceed",
            Action::SettleName => "settle_name",
            Action::Supply => "supply_facts",
            Action::Examine => "examine",
            Action::Apply => "apply_for_license",
            Action::TryException => "try_exception",
            Action::UseException => "use_exception",
            Action::ObtainApproval => "obtain_approval",
            Action::AskBuyer => "ask_buyer",
            Action::CheckNewerLaw => "check_newer_law",
            Action::NameParties => "name_parties",
            Action::LookIntoOwner => "look_into_owner",
            Action::Screen => "screen",
            Action::ScreenAgain => "screen_again",
            Action::Confirm => "confirm_facts",
            Action::KeepRecord => "keep_record",
        }
    }
}

/// A next step with what it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Next {
    /// What to do.
    pub action: Action,
    /// The gate that asks for it; `None` where it is for the whole transaction.
    pub gate: Option<Gate>,
    /// The facts to find out or to confirm, in the words of a request.
    pub facts: Vec<Name>,
    /// How an application is reviewed; `None` where nothing is applied for or the review is open.
    pub review: Option<Policy>,
    /// Short name of an exception.
    pub exception: Option<Name>,
    /// Listed names that may be meant.
    pub entries: Vec<Name>,
    /// The last day that the lists or sources at hand cover.
    pub after: Option<Date>,
    /// Rests on press reports alone.
    pub reported: bool,
}

impl Next {
    fn to(action: Action, gate: Option<Gate>) -> Next {
        Next {
            action,
            gate,
            facts: Vec::new(),
            review: None,
            exception: None,
            entries: Vec::new(),
            after: None,
            reported: false,
        }
    }
}

/// What to do next, the most urgent first; never empty.
#[must_use]
pub fn next(found: &Determination) -> Vec<Next> {
    // What a text prohibits ends the matter; what the press reports does not take a license requirement away.
    if found.verdict == GateAnswer::Settled(Measure::Prohibited) && !found.is_reported() {
        return vec![do_not_proceed(found)];
    }
    let mut steps: Vec<(Option<Measure>, Next)> =
        found.gates.iter().flat_map(|(gate, report)| of_gate(found, gate, report)).collect();
    // An open verdict is settled first; else the stricter gate comes first, and what is open beside it last.
    steps.sort_by_key(|(measure, _)| std::cmp::Reverse(*measure));
    if found.verdict == GateAnswer::Unknown {
        steps.sort_by_key(|(measure, _)| measure.is_some());
    }
    let steps: Vec<Next> = steps.into_iter().map(|(_, step)| step).collect();
    if steps.is_empty() { nothing_found(found) } else { steps }
}

fn do_not_proceed(found: &Determination) -> Next {
    let by = found
        .gates
        .iter()
        .find(|(_, report)| report.answer == found.verdict && report.authority == found.verdict_authority);
    Next::to(Action::DoNotProceed, by.map(|(gate, _)| gate))
}

/// What one gate asks for, with the measure that asks; `None` where the gate is open.
fn of_gate(found: &Determination, gate: Gate, report: &GateReport) -> Option<(Option<Measure>, Next)> {
    let GateAnswer::Settled(measure) = report.answer else {
        return open(found, gate, report).map(|step| (None, step));
    };
    let reported = is_reported(report);
    let to = |action| Next { reported, ..Next::to(action, Some(gate)) };
    let step = match measure {
        Measure::NoLicenseRequired => return None,
        Measure::LicenseException => {
            let usable = report.exceptions.iter().find(|exception| exception.answer == Answer::Yes);
            Next { exception: usable.map(|exception| exception.id.clone()), ..to(Action::UseException) }
        }
        Measure::Discouraged => to(Action::AskBuyer),
        Measure::ApprovalRequired => to(Action::ObtainApproval),
        Measure::LicenseRequired => apply(to(Action::Apply), report),
        Measure::Prohibited => to(Action::DoNotProceed),
    };
    Some((Some(measure), step))
}

/// What settles an open gate. A gate waits for an earlier one where it turns on its answer alone.
fn open(found: &Determination, gate: Gate, report: &GateReport) -> Option<Next> {
    let asked = |missing: &&Missing| !found.worked_out.contains(&missing.fact);
    let missing: Vec<&Missing> = report.missing.iter().filter(asked).collect();
    if missing.is_empty() && !report.missing.is_empty() {
        return None;
    }
    let mut entries: Vec<Name> = Vec::new();
    for entry in missing.iter().flat_map(|one| &one.entries) {
        if !entries.contains(entry) {
            entries.push(entry.clone());
        }
    }
    let facts: Vec<Name> = missing.iter().map(|one| one.fact.clone()).collect();
    let dated = |fact: &Name| fact.starts_with("first_day_of.");
    let action = match () {
        () if !entries.is_empty() => Action::SettleName,
        () if facts.iter().all(dated) => Action::Examine,
        () => Action::Supply,
    };
    Some(Next { facts, entries, ..Next::to(action, Some(gate)) })
}

fn apply(step: Next, report: &GateReport) -> Next {
    let review = report.review.filter(|policy| *policy != Policy::NotApplicable);
    let Some(exception) = report.exceptions.iter().find(|exception| could_lift(exception)) else {
        return Next { review, ..step };
    };
    let facts = exception.needs.iter().map(|need| need.fact.clone()).collect();
    Next { action: Action::TryException, review, exception: Some(exception.id.clone()), facts, ..step }
}

/// Nothing that is known stands against the exception.
fn could_lift(exception: &ExceptionReport) -> bool {
    exception.answer == Answer::Unknown && exception.leaves.is_empty() && !exception.needs.is_empty()
}

/// Steps where neither gate found a requirement: the answer is only as good as what it rests on.
fn nothing_found(found: &Determination) -> Vec<Next> {
    let mut steps: Vec<Next> =
        [look_into_owner(found), check_newer_law(found), screen(found), confirm(found)]
            .into_iter()
            .flatten()
            .collect();
    if steps.is_empty() {
        steps.push(Next::to(Action::KeepRecord, None));
    }
    steps
}

fn look_into_owner(found: &Determination) -> Option<Next> {
    let is_flagged = found.asked.caveats.contains(&"parent_listed");
    is_flagged.then(|| Next::to(Action::LookIntoOwner, Some(found.gates.seller_gate())))
}

fn check_newer_law(found: &Determination) -> Option<Next> {
    let mut caveats = found.gates.values().flat_map(|report| &report.caveats);
    let is_late = caveats.any(|key| &**key == AFTER_HORIZON);
    is_late.then(|| Next::to(Action::CheckNewerLaw, None))
}

fn screen(found: &Determination) -> Option<Next> {
    let is_named = found.asked.inputs.parties.iter().any(|party| !party.name.is_empty());
    let oldest = found.asked.screened.iter().map(|list| list.dated).min();
    let step = match oldest {
        _ if !is_named => Next::to(Action::NameParties, None),
        None => Next::to(Action::Screen, None),
        Some(day) if day < found.asked.as_of => {
            Next { after: Some(day), ..Next::to(Action::ScreenAgain, None) }
        }
        Some(_) if found.asked.provided.contains(&"full_list_screening") => Next::to(Action::Screen, None),
        Some(_) => return None,
    };
    Some(step)
}

/// The facts that were presumed, each once.
fn confirm(found: &Determination) -> Option<Next> {
    let provided = found.gates.values().flat_map(|report| &report.provided_that);
    let by_rules = provided.filter(|provided| &*provided.rule != "request");
    let mut facts: Vec<Name> = Vec::new();
    for fact in by_rules.flat_map(|provided| &provided.needs) {
        if !facts.contains(fact) {
            facts.push(fact.clone());
        }
    }
    (!facts.is_empty()).then(|| Next { facts, ..Next::to(Action::Confirm, None) })
}
