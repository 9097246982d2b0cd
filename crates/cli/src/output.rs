//! Where output goes: the terminal, a file that is replaced whole, or a device that is written to as it is.
//!
//! A file is written under a name that nobody can guess, in the folder of its
//! target, and moved there when it is on the disk. So a reader sees the old text
//! or the new one, and nothing planted beside the target is followed.

use crate::common::{Common, Format};
use crate::failure::{FAULT, Failure, WRONG_REQUEST};
use chipgate_show::visible_lines;
use std::fmt::Arguments;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{Error, ErrorKind, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// Most links that are followed to a target.
const MOST_LINKS: usize = 40;

/// Writes to standard error. That it cannot be written is no reason to stop.
pub fn note(text: Arguments<'_>) {
    let mut out = anstream::stderr();
    let _ = out.write_fmt(text).and_then(|()| out.flush());
}

/// Writes to the terminal or, whole or not at all, to a file.
pub fn emit(common: &Common, text: &str) -> Result<(), Failure> {
    // What stands in the data does not steer a terminal; other forms are for programs.
    let shown = (common.format == Format::Text).then(|| visible_lines(text));
    let text = shown.as_deref().unwrap_or(text);
    match &common.output {
        Some(path) => write_whole(path, text.as_bytes()),
        None => print(text),
    }
}

/// Writes to standard output; a reader that has gone away is no fault.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::fault(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes a file whole or not at all, and a device or pipe as it is.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    prepare(path, bytes)?.put()
}

/// Writes several files: none is put in its place before all are on the disk.
pub fn write_set(files: &[(PathBuf, Vec<u8>)]) -> Result<(), Failure> {
    let ready: Result<Vec<Ready>, Failure> = files.iter().map(|(path, bytes)| prepare(path, bytes)).collect();
    ready?.into_iter().try_for_each(Ready::put)
}

/// Writes a file that must not be there yet. Of several writers at once exactly one succeeds.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if is_special(path) {
        return write_whole(path, bytes);
    }
    let ready = temporary(path, bytes, None).map_err(|error| cannot_write(path, &error))?;
    match ready.persist_noclobber(path) {
        Ok(_) => {
            keep_entry(path);
            Ok(())
        }
        Err(failed) if failed.error.kind() == ErrorKind::AlreadyExists => Err(is_there(path)),
        Err(failed) => Err(cannot_write(path, &failed.error)),
    }
}

/// The message for a file that must not be overwritten.
pub fn is_there(path: &Path) -> Failure {
    let message = format!("`{}` is there already, and a record is never overwritten", path.display());
    Failure::request(message, "name another file, or a folder with `/` at its end for a new name inside it")
}

/// What was written and waits to be put in its place.
enum Ready {
    File { target: PathBuf, written: NamedTempFile },
    Device { path: PathBuf, bytes: Vec<u8> },
}

impl Ready {
    fn put(self) -> Result<(), Failure> {
        match self {
            Ready::File { target, written } => {
                written.persist(&target).map_err(|failed| cannot_write(&target, &failed.error))?;
                keep_entry(&target);
                Ok(())
            }
            Ready::Device { path, bytes } => {
                write_as_it_is(&path, &bytes).map_err(|error| cannot_write(&path, &error))
            }
        }
    }
}

fn prepare(path: &Path, bytes: &[u8]) -> Result<Ready, Failure> {
    let fail = |error: Error| cannot_write(path, &error);
    if is_special(path) {
        return Ok(Ready::Device { path: path.to_owned(), bytes: bytes.to_vec() });
    }
    let target = target(path).map_err(fail)?;
    let old = std::fs::metadata(&target).ok();
    if old.as_ref().is_some_and(Metadata::is_dir) {
        return Err(Failure::request(format!("`{}` is a folder", path.display()), "name a file"));
    }
    let written = temporary(&target, bytes, old.as_ref()).map_err(fail)?;
    Ok(Ready::File { target, written })
}

/// A device, a pipe, or a descriptor that the shell has opened.
pub fn is_special(path: &Path) -> bool {
    let is_descriptor = ["/dev/stdout", "/dev/stderr"].iter().any(|known| path == Path::new(known))
        || path.starts_with("/dev/fd")
        || path.starts_with("/proc");
    is_descriptor || std::fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

fn write_as_it_is(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if path == Path::new("/dev/stdout") {
        let mut out = std::io::stdout().lock();
        return out.write_all(bytes).and_then(|()| out.flush());
    }
    if path == Path::new("/dev/stderr") {
        return std::io::stderr().lock().write_all(bytes);
    }
    OpenOptions::new().append(true).open(path)?.write_all(bytes)
}

/// Where links lead, also where nothing is there yet.
fn target(path: &Path) -> Result<PathBuf, Error> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(next) = std::fs::read_link(&path) else { return Ok(path) };
        path = path.parent().unwrap_or(Path::new("")).join(next);
    }
    Err(Error::new(ErrorKind::InvalidInput, "too many links lead on from it"))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The bytes on the disk beside their place, with the mode of the file that they replace.
fn temporary(target: &Path, bytes: &[u8], old: Option<&Metadata>) -> Result<NamedTempFile, Error> {
    let mut builder = Builder::new();
    builder.prefix(".chipgate-");
    let new_mode = new_file_mode();
    if let Some(mode) = &new_mode {
        builder.permissions(mode.clone());
    }
    let mut file = builder.tempfile_in(folder_of(target))?;
    if let Some(old) = old {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// What a new file may have; the system takes away what the user's mask forbids.
#[cfg(unix)]
fn new_file_mode() -> Option<std::fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(std::fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn new_file_mode() -> Option<std::fs::Permissions> {
    None
}

/// Asks the system to keep the entry in the folder too; where it cannot, the file itself is safe all the same.
fn keep_entry(target: &Path) {
    let _ = File::open(folder_of(target)).and_then(|folder| folder.sync_all());
}

fn cannot_write(path: &Path, error: &Error) -> Failure {
    let is_request = matches!(
        error.kind(),
        ErrorKind::NotFound
            | ErrorKind::PermissionDenied
            | ErrorKind::NotADirectory
            | ErrorKind::IsADirectory
            | ErrorKind::InvalidInput
            | ErrorKind::InvalidFilename
            | ErrorKind::ReadOnlyFilesystem
    );
    let code = if is_request { WRONG_REQUEST } else { FAULT };
    let help = if is_request {
        "check the folder and its rights"
    } else {
        "free space on the disk, or name another file"
    };
    Failure::with_help(format!("cannot write `{}`: {error}", path.display()), help, code)
}
