//! How many sockets the system lets a process have.

/// The most connections that there may be: what the settings say, and no more than four fifths of the descriptors, of
/// which the program itself needs some. The process takes as many as it may have.
pub(super) fn connections(wanted: usize) -> usize {
    match allowed() {
        Some(descriptors) if wanted != usize::MAX => wanted.min((descriptors / 5 * 4).max(1)),
        _ => wanted,
    }
}

/// Raises the limit to what the system lets it be; none where there is no limit.
#[cfg(unix)]
fn allowed() -> Option<usize> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    let in_force = if setrlimit(Resource::Nofile, raised).is_ok() { limit.maximum } else { limit.current };
    in_force.and_then(|descriptors| usize::try_from(descriptors).ok())
}

#[cfg(not(unix))]
fn allowed() -> Option<usize> {
    None
}
