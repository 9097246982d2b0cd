//! One claim: its parts with their formulas, its figure and what sources outside say.

use super::said::{check_kind, read_claimed, report, stated_verdict};
use super::{check_source, optional_texts, texts};
use crate::corpus::Corpus;
use crate::load::unknown_id;
use crate::toml_reader::{Placed, Table};
use chipgate_base::Name;
use chipgate_base::formula::FormulaProblem;
use chipgate_base::text::Text;
use chipgate_chronicle::claims::{
    Article, Claim, ClaimPart, Claimed, Evaluator, Expr, Found, Join, Law, Outside, Rests, Said, Stance,
    Tolerance, parse,
};
use std::collections::BTreeSet;

pub(super) struct OneClaim<'a> {
    pub(super) table: &'a Table<'a>,
    pub(super) corpus: &'a Corpus,
    pub(super) tolerances: &'a [Tolerance],
    pub(super) article: &'a Article,
}

impl OneClaim<'_> {
    pub(super) fn read(&self, seen: &mut BTreeSet<Name>) -> Option<Claim> {
        let table = self.table;
        let id = table.required_text("id");
        if !seen.insert(id.text.clone()) {
            table.problem(id.at.clone(), format!("two claims have the id `{}`", id.text), "rename one");
        }
        let claimed = self.claimed(table);
        let asides = table.tables("aside").iter().filter_map(|one| self.listed(one, &None)).collect();
        let parts = self.parts(&id, &claimed);
        let read = Claim {
            id: id.text.clone(),
            article: self.article.id.clone(),
            phrase_ja: table.required_text("phrase_ja").text,
            reading: texts(table, "reading"),
            tolerance: self.tolerance(parts.as_ref().map_or(&[], |(_, parts)| parts)),
            join: Join::One,
            parts: Vec::new(),
            asides,
            outside: table.tables("outside").iter().filter_map(|one| self.outside(one)).collect(),
            rests_on: self.sources(),
            confidence: self.word("confidence", &["high", "medium", "low"]),
            note: optional_texts(table, "note"),
        };
        let (join, parts) = parts?;
        if read.rests_on.is_empty() && parts.iter().all(|part| matches!(part.said, Said::Stated { .. })) {
            let message = format!("claim `{}` has neither a formula nor a source", read.id);
            let help = "add `formula`, or name under `rests_on` the source on which it rests";
            table.problem(id.at, message, help);
        }
        Some(Claim { join, parts, ..read })
    }

    fn word(&self, key: &str, known: &[&str]) -> Name {
        let text = self.table.required_text(key);
        if !known.contains(&&*text.text) && !text.text.is_empty() {
            let message = format!("unknown `{key}`: `{}`", text.text);
            self.table.problem(text.at, message, &format!("write one of {}", known.join(", ")));
        }
        text.text
    }

    fn sources(&self) -> Vec<Name> {
        let list = self.table.texts("rests_on");
        for source in &list {
            check_source(self.table, source, self.corpus);
        }
        list.into_iter().map(|source| source.text).collect()
    }

    /// The tolerance named; a claim without figures needs none and gets the first.
    fn tolerance(&self, parts: &[ClaimPart]) -> Name {
        let known = || self.tolerances.iter().map(|one| &*one.id);
        let Some(class) = self.table.text("class") else {
            if parts.iter().any(|part| matches!(part.claimed, Claimed::Figure { .. })) {
                let help = format!("add `class = \"…\"`, one of {}", known().collect::<Vec<_>>().join(", "));
                self.table.problem(self.table.at(), "a claim with a figure needs a class", &help);
            }
            return Name::from(known().next().unwrap_or_default());
        };
        if !known().any(|one| one == &*class.text) {
            unknown_id(self.table.file, class.at, "class", &class.text, known());
        }
        class.text
    }

    fn parts(&self, id: &Placed, claimed: &Option<Claimed>) -> Option<(Join, Vec<ClaimPart>)> {
        let table = self.table;
        let listed = table.tables("part");
        let Some(join) = table.text("join") else {
            if let Some(first) = listed.first() {
                table.problem(
                    first.at(),
                    "a claim with parts does not say how they belong together",
                    "add `join = \"parts\"`, `\"cases\"` or `\"meanings\"`",
                );
            }
            return self.part(table, Some(id), claimed).map(|part| (Join::One, vec![part]));
        };
        let known = Join::ALL.iter().find(|(_, word)| *word == &*join.text).map(|(join, _)| *join);
        if known.is_none() {
            let words: Vec<&str> = Join::ALL.iter().map(|(_, word)| *word).collect();
            table.problem(
                join.at.clone(),
                format!("unknown `join`: `{}`", join.text),
                &format!("write one of {}", words.join(", ")),
            );
        }
        if listed.len() < 2 {
            table.problem(
                join.at,
                "a claim with `join` needs two parts",
                "add `[[claim.part]]`, or leave `join` out",
            );
        }
        let parts: Vec<ClaimPart> = listed.iter().filter_map(|one| self.listed(one, claimed)).collect();
        self.one_unit(known?, &listed, &parts);
        Some((known?, parts))
    }

    /// Cases are of one quantity, so they have one unit.
    fn one_unit(&self, join: Join, listed: &[Table<'_>], parts: &[ClaimPart]) {
        let Some(first) = parts.first().filter(|_| join == Join::Cases) else { return };
        for (table, part) in listed.iter().zip(parts) {
            if part.unit != first.unit {
                let message =
                    format!("cases of one quantity have the units `{}` and `{}`", first.unit, part.unit);
                table.problem(table.at(), message, "give them one unit, or join them as `meanings`");
            }
        }
    }

    fn listed(&self, table: &Table<'_>, claimed: &Option<Claimed>) -> Option<ClaimPart> {
        let of = texts(table, "of");
        let own = self.claimed(table).or_else(|| claimed.clone());
        let part = self.part(table, None, &own);
        table.finish();
        part.map(|part| ClaimPart { of, ..part })
    }

    /// A formula, or a verdict that is stated.
    fn part(&self, table: &Table<'_>, id: Option<&Placed>, claimed: &Option<Claimed>) -> Option<ClaimPart> {
        let unit = table.text("unit").map_or_else(|| Name::from(""), |text| text.text);
        let (formula, stated) = (table.text("formula"), table.text("stated"));
        let said = match (&formula, &stated) {
            (Some(formula), None) => self.formula(table, formula, claimed)?,
            (None, Some(stated)) => stated_verdict(table, stated)?,
            (Some(_), Some(stated)) => {
                table.problem(
                    stated.at.clone(),
                    "a verdict is stated beside a formula",
                    "remove `stated`; a formula gives the verdict",
                );
                return None;
            }
            (None, None) => {
                let at = id.map_or_else(|| table.at(), |id| id.at.clone());
                let message = id.map_or_else(
                    || "a part has neither a formula nor a stated verdict".to_owned(),
                    |id| format!("claim `{}` has neither a formula nor a stated verdict", id.text),
                );
                table.problem(at, message, "add `formula`, or `stated` with `because_en`");
                return None;
            }
        };
        Some(ClaimPart { of: Text::default(), said, claimed: claimed.clone().unwrap_or(Claimed::Yes), unit })
    }

    fn formula(&self, table: &Table<'_>, formula: &Placed, claimed: &Option<Claimed>) -> Option<Said> {
        let expr = parse(&formula.text).map_err(|problem| report(table, formula, problem)).ok()?;
        let found = Evaluator::new(self.corpus.chronicle(), Law::Open).value(&expr);
        match found {
            Ok(found) => {
                check_kind(table, formula, &expr, &found.value, claimed);
                self.check_independent(table, formula, &expr, &found);
            }
            Err(problem) => report(table, formula, problem),
        }
        Some(Said::Formula { text: formula.text.clone(), expr })
    }

    /// A formula that reads nothing but what the article itself says, or the report that it retells, proves
    /// itself whatever it claims.
    fn check_independent(&self, table: &Table<'_>, formula: &Placed, expr: &Expr, found: &Found) {
        let told = |source: &Name| *source == self.article.source || self.article.retells.contains(source);
        let repeats = |read: &chipgate_chronicle::claims::Read| {
            !read.sources.is_empty() && read.sources.iter().all(told)
        };
        if found.reads.iter().all(repeats) {
            let message =
                "the formula only repeats what the article or the report that it retells says".to_owned();
            let help =
                "read a figure of another source, or write `stated = \"not_checkable\"` with `because_en`";
            report(
                table,
                formula,
                FormulaProblem { message, at: expr.at.clone(), help: Some(help.to_owned()) },
            );
        }
    }

    fn claimed(&self, table: &Table<'_>) -> Option<Claimed> {
        read_claimed(table, "claimed")
    }

    fn outside(&self, table: &Table<'_>) -> Option<Outside> {
        let source = table.required_text("source");
        check_source(table, &source, self.corpus);
        let said = read_claimed(table, "value").map(Rests::On);
        let stance = table.text("stance");
        let word = stance.as_ref().and_then(|stance| {
            Stance::ALL
                .iter()
                .find(|(_, word)| *word == &*stance.text)
                .map(|(stance, _)| Rests::Word(*stance))
        });
        let says = texts(table, "says");
        let forecast = table.flag("forecast").unwrap_or(false);
        if said.is_none() == word.is_none() {
            let at = stance.map_or_else(|| table.at(), |stance| stance.at);
            table.problem(
                at,
                "a source outside needs either a value or a stance",
                "add `value`, or `stance = \"agrees\"`, `\"nearly\"` or `\"disagrees\"`",
            );
        }
        table.finish();
        Some(Outside { says, value: said.or(word)?, forecast, source: source.text })
    }
}
