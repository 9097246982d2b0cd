//! Reads the articles' claims: tolerances, articles, and each claim with its formulas.

use super::{Reading, unknown_id};
use crate::corpus::Corpus;
use crate::folders;
use crate::toml_reader::{Placed, Table, number_of};
use chipgate_base::Name;
use chipgate_base::formula::FormulaProblem;
use chipgate_base::text::Text;
use chipgate_chronicle::claims::{
    Article, Claim, ClaimPart, Claimed, Evaluator, Expr, Found, Join, Law, Outside, Range, Rests, Said,
    Stance, Tolerance, Value, Verdict, parse,
};
use std::collections::BTreeSet;
use std::ops::Range as Bytes;

/// Everything below `record/claims/`.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub tolerances: Vec<Tolerance>,
    pub articles: Vec<Article>,
    pub claims: Vec<Claim>,
}

/// Reads all files below `record/claims/`; `corpus` is complete but for the claims.
pub(super) fn read(reading: &Reading<'_>, corpus: &Corpus) -> Read {
    let mut all = Read::default();
    if let Some(file) = reading.file_in(folders::CLAIMS, "classes.toml") {
        Table::read(file, |root| {
            for table in root.tables("class") {
                all.tolerances.extend(tolerance(&table));
                table.finish();
            }
        });
    }
    let mut seen = BTreeSet::new();
    for file in reading
        .files(folders::CLAIMS, ".toml")
        .into_iter()
        .filter(|file| !file.path.ends_with("classes.toml"))
    {
        Table::read(file, |root| {
            let Some(article) = article(root, corpus) else { return };
            for table in root.tables("claim") {
                let one = OneClaim { table: &table, corpus, tolerances: &all.tolerances, article: &article };
                all.claims.extend(one.read(&mut seen));
                table.finish();
            }
            all.articles.push(article);
        });
    }
    all.claims.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

fn tolerance(table: &Table<'_>) -> Option<Tolerance> {
    let id = table.required_text("id").text;
    let (narrow, wide) = (share(table, "true_within"), share(table, "approximately_within"));
    let (narrow, wide) = (narrow?, wide?);
    if wide < narrow {
        table.problem(table.at(), "the wide band is narrower than the narrow one", "exchange the two shares");
    }
    Some(Tolerance { id, meaning: texts(table, "meaning"), true_within: narrow, approximately_within: wide })
}

fn share(table: &Table<'_>, key: &str) -> Option<f64> {
    let number = table.number(key);
    if number.is_none_or(|number| !(0.0..1.0).contains(&number)) {
        let at = table.get(key).map_or(table.at(), |value| value.span());
        table.problem(at, format!("`{key}` must be a share from 0 to below 1"), "write a number such as 0.1");
        return None;
    }
    number
}

/// A text with the language at the end of its key; English must be there.
fn texts(table: &Table<'_>, key: &str) -> Text {
    let en = table.required_text(&format!("{key}_en")).text;
    let Text { ja, zh, .. } = optional_texts(table, key);
    Text { en, ja, zh }
}

fn optional_texts(table: &Table<'_>, key: &str) -> Text {
    let text =
        |lang: &str| table.text(&format!("{key}_{lang}")).map_or_else(|| Name::from(""), |text| text.text);
    Text::new(text("en"), text("ja"), text("zh"))
}

fn article(root: &Table<'_>, corpus: &Corpus) -> Option<Article> {
    let table = root.table("article").or_else(|| {
        root.problem(0..0, "there is no `[article]`", "add it with `id`, `about_en` and `source`");
        root.tables("claim");
        None
    })?;
    let source = table.required_text("source");
    check_source(&table, &source, corpus);
    let retells = table.texts("retells");
    for one in &retells {
        check_source(&table, one, corpus);
    }
    let article = Article {
        id: table.required_text("id").text,
        about: texts(&table, "about"),
        source: source.text,
        retells: retells.into_iter().map(|source| source.text).collect(),
    };
    table.finish();
    Some(article)
}

fn check_source(table: &Table<'_>, source: &Placed, corpus: &Corpus) {
    if !source.text.is_empty() && corpus.catalogue.source(&source.text).is_none() {
        unknown_id(
            table.file,
            source.at.clone(),
            "source",
            &source.text,
            corpus.catalogue.sources.iter().map(|source| &*source.id),
        );
    }
}

struct OneClaim<'a> {
    table: &'a Table<'a>,
    corpus: &'a Corpus,
    tolerances: &'a [Tolerance],
    article: &'a Article,
}

impl OneClaim<'_> {
    fn read(&self, seen: &mut BTreeSet<Name>) -> Option<Claim> {
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

fn stated_verdict(table: &Table<'_>, stated: &Placed) -> Option<Said> {
    let known = Verdict::ALL.iter().find(|(_, word)| *word == &*stated.text).map(|(verdict, _)| *verdict);
    if known.is_none() {
        let words: Vec<&str> = Verdict::ALL.iter().map(|(_, word)| *word).collect();
        table.problem(
            stated.at.clone(),
            format!("unknown verdict `{}`", stated.text),
            &format!("write one of {}", words.join(", ")),
        );
    }
    Some(Said::Stated { verdict: known?, because: texts(table, "because") })
}

/// A problem at its place in the formula, which stands inside quotes of the file.
fn report(table: &Table<'_>, formula: &Placed, problem: FormulaProblem) {
    let inside = table.file.text.get(formula.at.clone()).unwrap_or_default();
    let quotes = if inside.starts_with("'''") || inside.starts_with("\"\"\"") { 3 } else { 1 };
    let start = formula.at.start + quotes;
    let at: Bytes<usize> = start + problem.at.start..start + problem.at.end;
    table.file.problem(at, problem.message, problem.help);
}

/// A number needs a figure to be compared with, a day days, and a statement nothing.
fn check_kind(table: &Table<'_>, formula: &Placed, expr: &Expr, value: &Value, claimed: &Option<Claimed>) {
    let (wanted, help) = match (value, claimed) {
        (Value::Truth(_), None)
        | (Value::Number(_), Some(Claimed::Figure { .. }))
        | (Value::Day(_), Some(Claimed::Days(_))) => return,
        (Value::Truth(_), Some(_)) => (
            "the formula is a yes or no and needs no `claimed`",
            "remove `claimed`, or give the formula a figure",
        ),
        (Value::Number(_), _) => (
            "the formula gives a number, and `claimed` is none",
            "add `claimed = 12`, `[low, high]` or `{ at_least = 1e9 }`",
        ),
        (Value::Day(_), _) => (
            "the formula gives a day, and `claimed` is none",
            "add `claimed = YYYY-MM-DD` or `{ earliest = …, latest = … }`",
        ),
        (Value::Word(_), _) => {
            ("the formula gives a word", "compare it, such as `answer(…) == license_required`")
        }
    };
    report(
        table,
        formula,
        FormulaProblem { message: wanted.to_owned(), at: expr.at.clone(), help: Some(help.to_owned()) },
    );
}

/// A number, `[low, high]`, a day, or a table of bounds or days.
fn read_claimed(table: &Table<'_>, key: &str) -> Option<Claimed> {
    let value = table.get(key)?;
    if value.get_ref().as_datetime().is_some() {
        return table.day_span(key).map(|(days, _)| Claimed::Days(days));
    }
    if let Some(number) = number_of(value) {
        return Some(Claimed::Figure { range: Range::exactly(number), strictly: false });
    }
    let list: Option<Vec<f64>> =
        value.get_ref().as_array().and_then(|list| list.iter().map(number_of).collect());
    if let Some([low, high]) = list.as_deref() {
        if low <= high {
            return Some(Claimed::Figure { range: Range { low: *low, high: *high }, strictly: false });
        }
        table.problem(value.span(), "the range ends before it begins", "put the smaller figure first");
        return None;
    }
    let inner = table.inner(value);
    if let Some(bounds) = inner.filter(|inner| inner.get("earliest").is_none()) {
        return bounds_of(&bounds);
    }
    table.day_span(key).map(|(days, _)| Claimed::Days(days))
}

fn bounds_of(table: &Table<'_>) -> Option<Claimed> {
    let [at_least, more_than, at_most, less_than] =
        ["at_least", "more_than", "at_most", "less_than"].map(|key| table.number(key));
    table.finish();
    let range = Range {
        low: at_least.or(more_than).unwrap_or(f64::NEG_INFINITY),
        high: at_most.or(less_than).unwrap_or(f64::INFINITY),
    };
    if range.low > range.high || (at_least.or(more_than).or(at_most).or(less_than)).is_none() {
        table.problem(
            table.at(),
            "the bounds leave nothing or everything",
            "write `{ at_least = 1e9 }`, `more_than`, `at_most` or `less_than`",
        );
        return None;
    }
    Some(Claimed::Figure { range, strictly: more_than.is_some() || less_than.is_some() })
}
