//! Problems with an excerpt of the file, as compilers show them.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use chipgate_base::problem::Problem;

/// One problem with its place, the line it stands in, and the remedy.
#[must_use]
pub fn render(problem: &Problem, text: Option<&str>, colours: bool) -> String {
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return plain(problem);
    };
    let end = text.len();
    let bytes = problem.place.bytes.start.min(end)
        ..problem.place.bytes.end.clamp(problem.place.bytes.start.min(end), end);
    let snippet = Snippet::source(text)
        .path(problem.place.file.as_str())
        .annotation(AnnotationKind::Primary.span(bytes));
    let mut group = Level::ERROR.primary_title(problem.message.as_str()).element(snippet);
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    format!("{}\n", renderer.render(&[group]))
}

/// The same without an excerpt.
#[must_use]
pub fn plain(problem: &Problem) -> String {
    let place = &problem.place;
    let mut out =
        format!("error: {}\n  --> {}:{}:{}\n", problem.message, place.file, place.line, place.column);
    if let Some(help) = &problem.help {
        out.push_str(&format!("help: {help}\n"));
    }
    out
}
