//! Reforms that ship with the data: files that can be laid over the baseline.

use super::Reading;
use crate::corpus::ReformFile;
use crate::folders;
use crate::toml_reader::Table;
use chipgate_base::Name;

pub(super) fn list(reading: &Reading<'_>) -> Vec<ReformFile> {
    let mut reforms = Vec::new();
    for file in reading.files(folders::REFORMS, ".toml") {
        Table::read(file, |root| {
            for (_, _) in root.entries() {}
            let Some(head) = root.table("reform") else {
                root.problem(0..0, "the file has no `[reform]`", "add `[reform]` with title and about");
                return;
            };
            let id = folders::name_of(folders::REFORMS, file.path).unwrap_or(file.path);
            reforms.push(ReformFile {
                id: Name::from(id),
                title: head.title(),
                about: head.required_text("about").text,
                path: file.path.to_owned(),
            });
            head.finish();
        });
    }
    reforms
}
