//! The story of a study: everything that its page, CSV, JSON and Markdown tell.

use crate::Findings;
use chipgate_chronicle::claims::Checked;
use chipgate_corpus::Corpus;
use chipgate_race::backcast::Answer;
use chipgate_race::data::{Policy, Study};
use chipgate_race::experiment::Cell;
use chipgate_race::rests::Rest;
use chipgate_race::summary::{Number, Summary};
use chipgate_race::theses::Tested;
use chipgate_race::theses::gates::Gated;
use chipgate_race::theses::separation::Separated;
use chipgate_race::theses::when::When;
use chipgate_race::unsettled::Unsettled;
use chipgate_show::Words;
use chipgate_survey::history::History;
use chipgate_worth::answer::Worth;
use chipgate_worth::workload::Workload;
use jiff::civil::Date;

/// Everything that a study tells.
pub struct Story<'a> {
    /// The data.
    pub corpus: &'a Corpus,
    /// The study.
    pub study: &'a Study,
    /// Name of the study: that of its file.
    pub name: &'a str,
    /// What the race found.
    pub summary: &'a Summary,
    /// T1 to T10 under each scenario.
    pub tested: &'a [Tested<'a>],
    /// How well each test tells the two theses apart.
    pub separated: &'a [Separated<'a>],
    /// Effects whose sign rests on one judged assumption, under the first scenario and the first Chinese answer.
    pub rests: &'a [Rest],
    /// Which assumptions decide each test, under the first scenario of the study.
    pub when: &'a [When<'a>],
    /// What the two-gate thesis predicts, under each scenario.
    pub gated: &'a [Gated<'a>],
    /// Where a rule book settles nothing, without the reforms of policies.
    pub unsettled: &'a [Unsettled],
    /// The model against published series, the misses first.
    pub backcast: &'a [Answer<'a>],
    /// The claims of the articles, checked; empty where the study does not ask for them.
    pub claims: &'a [Checked<'a>],
    /// What both gates said of the study's chips, in the order of the study.
    pub histories: &'a [History],
    /// What the study's chips are worth for each of its workloads; a chip without an answer is left out.
    pub worths: &'a [(&'a Workload, Vec<Worth>)],
    /// What must be said before all else: reforms and policies that say nothing in the years asked.
    pub notes: &'a [String],
    /// The day on which the study was run.
    pub today: Date,
    /// Words of the reader's language.
    pub words: &'a Words,
}

/// In which words, under which name and on which day a study is told.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// The data.
    pub corpus: &'a Corpus,
    /// The study.
    pub study: &'a Study,
    /// Name of the study: that of its file.
    pub name: &'a str,
    /// What must be said before all else ([`notes`](crate::notes)).
    pub notes: &'a [String],
    /// The day on which the study was run.
    pub today: Date,
    /// Words of the reader's language.
    pub words: &'a Words,
}

impl<'a> Telling<'a> {
    /// The story of what was found.
    #[must_use]
    pub fn of(&self, found: &'a Findings<'a>) -> Story<'a> {
        let Telling { corpus, study, name, notes, today, words } = *self;
        Story {
            corpus,
            study,
            name,
            summary: &found.summary,
            tested: &found.tested,
            separated: &found.separated,
            rests: &found.rests,
            when: &found.when,
            gated: &found.gated,
            unsettled: &found.unsettled,
            backcast: &found.backcast,
            claims: &found.claims,
            histories: &found.histories,
            worths: &found.worths,
            notes,
            today,
            words,
        }
    }
}

impl Story<'_> {
    /// The code of the reader's language.
    #[must_use]
    pub fn lang(&self) -> &str {
        self.words.lang()
    }

    /// A policy of either side, those of the study's own file first.
    #[must_use]
    pub fn policy(&self, id: &str) -> Option<&Policy> {
        self.study.own.iter().find(|policy| *policy.id == *id).or_else(|| self.corpus.race.policy(id))
    }

    /// Text of a policy or Chinese answer in the reader's language; its id where it has none.
    #[must_use]
    pub fn policy_title<'s>(&'s self, id: &'s str) -> &'s str {
        self.policy(id).map_or(id, |policy| policy.title.in_language(self.lang()))
    }

    /// Text of a scenario in the reader's language; its id where it has none.
    #[must_use]
    pub fn scenario_title<'s>(&'s self, id: &'s str) -> &'s str {
        self.corpus.race.scenario(id).map_or(id, |scenario| scenario.title.in_language(self.lang()))
    }

    /// The number of a quantity in a year under a scenario, policy and Chinese answer.
    #[must_use]
    pub fn number(
        &self,
        (scenario, policy, answer): (&str, &str, &str),
        quantity: &str,
        year: i16,
    ) -> Option<&Number> {
        let cell =
            Cell { scenario: scenario.to_owned(), policy: policy.to_owned(), answer: answer.to_owned() };
        self.summary.number(&cell, quantity, year)
    }

    /// The quantities of the study in its order, each once.
    #[must_use]
    pub fn quantities(&self) -> Vec<&str> {
        let mut quantities: Vec<&str> = Vec::new();
        for outcome in &self.summary.outcomes {
            if !quantities.contains(&outcome.quantity) {
                quantities.push(outcome.quantity);
            }
        }
        quantities
    }

    /// How well a test tells the theses apart; `None` where that was not worked out.
    #[must_use]
    pub fn separation(&self, test: &str) -> Option<&Separated<'_>> {
        self.separated.iter().find(|separated| *separated.thesis.id == *test)
    }

    /// Whether a test tells the theses apart, so that its votes count.
    #[must_use]
    pub fn tells(&self, test: &str) -> bool {
        self.separation(test).is_some_and(|separated| separated.tells)
    }

    /// Unit of a quantity; empty where the study lacks it.
    #[must_use]
    pub fn unit(&self, quantity: &str) -> &'static str {
        let found = self.summary.outcomes.iter().find(|outcome| outcome.quantity == quantity);
        found.map_or("", |outcome| outcome.unit)
    }
}
