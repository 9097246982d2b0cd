//! Says of laid reforms that they say nothing on the days asked, at the beginning of a text or beside another form.

use crate::common::{Common, Format};
use crate::context::words_of;
use chipgate_corpus::Corpus;
use chipgate_report::in_force::lines;
use jiff::civil::Date;

/// The lines as the beginning of a text; for every other form they are printed on stderr.
pub fn head(corpus: &Corpus, common: &Common, first: Date, last: Date) -> String {
    let lines = lines(corpus, &words_of(corpus, common), first, last);
    if common.format == Format::Text {
        return lines.iter().map(|line| format!("{line}\n")).collect();
    }
    for line in lines {
        crate::output::note(format_args!("{line}\n"));
    }
    String::new()
}
