//! The files of a data folder, embedded or on disk.

use crate::folders;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

/// Bytes of every data file by path below the folder, with `/` between parts.
#[derive(Clone, Debug, Default)]
pub struct Files {
    by_path: BTreeMap<String, Cow<'static, [u8]>>,
    /// The packed names of the embedded data, as long as none of their files was replaced.
    packed_names: Option<&'static [u8]>,
    /// The hash of the embedded data, as long as none of their files was replaced.
    known_sha256: Option<&'static str>,
}

/// A data folder could not be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read `{path}`: {reason}")]
pub struct FileError {
    /// The path.
    pub path: String,
    /// What the system says.
    pub reason: std::io::Error,
}

impl Files {
    /// Files by path and content.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, Cow<'static, [u8]>)>) -> Files {
        let by_path = pairs.into_iter().filter(|(path, _)| is_data(path)).collect();
        Files { by_path, packed_names: None, known_sha256: None }
    }

    /// The embedded files with their packed names and their hash.
    pub(crate) fn embedded(
        pairs: Vec<(String, Cow<'static, [u8]>)>,
        names: &'static [u8],
        sha256: &'static str,
    ) -> Files {
        Files { packed_names: Some(names), known_sha256: Some(sha256), ..Files::from_pairs(pairs) }
    }

    /// The packed names of the data, where they were made before.
    pub(crate) fn packed_names(&self) -> Option<&'static [u8]> {
        self.packed_names
    }

    /// Every `.toml` and `.csv` file below a folder.
    ///
    /// # Errors
    ///
    /// Returns the first path that cannot be read.
    pub fn from_folder(folder: &Path) -> Result<Files, FileError> {
        let mut files = Files::default();
        read_folder(folder, "", &mut files.by_path)?;
        Ok(files)
    }

    /// Paths and contents, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.by_path.iter().map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }

    /// Replaces or adds a file.
    pub fn insert(&mut self, path: &str, bytes: Vec<u8>) {
        if path.starts_with(folders::LISTS) || path.starts_with(folders::PARTIES) {
            self.packed_names = None;
        }
        self.known_sha256 = None;
        self.by_path.insert(path.to_owned(), Cow::Owned(bytes));
    }

    /// The bytes of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.by_path.get(path).map(AsRef::as_ref)
    }

    /// The text of a file; `None` where there is none or it is not UTF-8.
    pub(crate) fn text(&self, path: &str) -> Option<Cow<'static, str>> {
        match self.by_path.get(path)? {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Cow::Owned(bytes) => std::str::from_utf8(bytes).ok().map(|text| Cow::Owned(text.to_owned())),
        }
    }

    /// SHA-256 over paths and contents, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        self.known_sha256.map_or_else(|| self.hashed(), str::to_owned)
    }

    /// The hash, worked out from the files.
    fn hashed(&self) -> String {
        let mut hash = Sha256::new();
        for (path, bytes) in self.iter() {
            hash.update(path.as_bytes());
            hash.update([0]);
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        }
        hex(&hash.finalize())
    }
}

/// Bytes in hexadecimal, small letters.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn is_data(path: &str) -> bool {
    path.ends_with(".toml") || path.ends_with(".csv")
}

/// Deepest folder below a data folder; a loop of links ends here.
const DEEPEST: usize = 8;
/// Most bytes of one file that is read. Reading takes some thirty times the memory of a file, and the greatest
/// list that anybody publishes has 30 MB.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Reads a regular file of at most [`MOST_BYTES`].
///
/// # Errors
///
/// Returns what the system says, or that the path is a folder, a device or a pipe, or that the file is too large.
pub fn read_regular(path: &Path) -> std::io::Result<Vec<u8>> {
    let what = |text: String| std::io::Error::new(std::io::ErrorKind::InvalidInput, text);
    let found = std::fs::metadata(path)?;
    if found.is_dir() {
        return Err(what("it is a folder, and a file is wanted".to_owned()));
    }
    if !found.is_file() {
        return Err(what("it is a pipe or a device, and a file is wanted".to_owned()));
    }
    // The file may grow while it is read.
    read_at_most(std::fs::File::open(path)?)
}

/// The bytes of a stream that was handed to the program: standard input, as `-` or by its path, or another open one.
///
/// `None` for any other path.
///
/// # Errors
///
/// Returns what the system says, or that there is more than is read.
#[must_use]
pub fn read_stream(path: &Path) -> Option<std::io::Result<Vec<u8>>> {
    let is_open =
        path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd") || path == Path::new("/dev/stdin");
    if path == Path::new("-") {
        return Some(read_at_most(std::io::stdin().lock()));
    }
    is_open.then(|| read_at_most(std::fs::File::open(path)?))
}

fn read_at_most(from: impl std::io::Read) -> std::io::Result<Vec<u8>> {
    let what = |text: String| std::io::Error::new(std::io::ErrorKind::InvalidInput, text);
    let mut bytes = Vec::new();
    from.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(what(format!(
            "it has more than {} MB, the most that is read",
            MOST_BYTES / (1024 * 1024)
        )));
    }
    Ok(bytes)
}

fn read_folder(
    folder: &Path,
    prefix: &str,
    into: &mut BTreeMap<String, Cow<'static, [u8]>>,
) -> Result<(), FileError> {
    let fail = |path: &Path, reason| FileError { path: path.display().to_string(), reason };
    if prefix.matches('/').count() > DEEPEST {
        let text = format!("folders stand more than {DEEPEST} deep here; is there a loop of links?");
        return Err(fail(folder, std::io::Error::new(std::io::ErrorKind::InvalidInput, text)));
    }
    let entries = std::fs::read_dir(folder).map_err(|reason| fail(folder, reason))?;
    for entry in entries {
        let entry = entry.map_err(|reason| fail(folder, reason))?;
        let path = entry.path();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            read_folder(&path, &format!("{name}/"), into)?;
        } else if is_data(&name) {
            let bytes = read_regular(&path).map_err(|reason| fail(&path, reason))?;
            into.insert(name, Cow::Owned(bytes));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_hash_that_was_built_in_is_that_of_the_embedded_files() {
        let files = crate::embedded::files();
        assert_eq!(files.sha256(), files.hashed());
    }
}
