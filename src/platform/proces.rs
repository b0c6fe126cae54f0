//! What the program lets others see of itself: files for the user alone, no copy of its memory on the disk.
//!
//! Everything here is best effort. A machine that refuses one of these is still a machine on which somebody needs help
//! now, so nothing here stops the program or says anything.
//!
//! Left out, because no machine that this project is built on can show that it works: `PT_DENY_ATTACH` on macOS and a
//! stricter access list for the process on Windows. There the system's own border holds: between users, not between the
//! programs of one user.
//!
//! The only file that may contain unsafe code; each use says why it is sound.

/// The number of this process.
pub fn id() -> u32 {
    std::process::id()
}

/// Closes what can be closed. To be called before anything else: what is open or made by then stays as it is.
pub fn harden() {
    #[cfg(unix)]
    {
        use rustix::fs::Mode;
        use rustix::process::{Resource, Rlimit, setrlimit, umask};

        // Settings, reports and the store are for the user alone, also where a file is made without saying so.
        umask(Mode::RWXG | Mode::RWXO);
        // A crash would write keys and texts to a file; the hard limit goes too, so that nothing raises it again.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
    // A core file that is piped to a program does not heed the limit; this it does heed. It also keeps the user's other
    // programs from reading this one's memory.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// Asks the system never to write the pages of these bytes to swap; whether it does so.
///
/// For keys only: the system allows a process few such pages. The pages stay locked until the program ends, because
/// other keys may lie on them and locks do not add up. So the bytes have to lie where they stay, as in a box.
#[cfg(unix)]
pub fn keep_in_memory(bytes: &[u8]) -> bool {
    if bytes.is_empty() {
        return true;
    }
    // The system wants an address that may be written; it writes nothing there.
    let start = bytes.as_ptr().cast_mut().cast();
    #[allow(
        unsafe_code,
        reason = "the range is that of a live slice; locking its pages reads and writes nothing, and it undoes no lock"
    )]
    let locked = unsafe { rustix::mm::mlock(start, bytes.len()) };
    locked.is_ok()
}

/// Elsewhere than on Unix nothing is asked of the system.
#[cfg(not(unix))]
pub fn keep_in_memory(_bytes: &[u8]) -> bool {
    false
}

/// A descriptor that the program was started with, by its number: a second handle on it. Programs that this one starts
/// no longer inherit the first.
///
/// # Errors
/// No descriptor with this number is open.
#[cfg(unix)]
pub fn inherited(number: u16) -> std::io::Result<std::os::fd::OwnedFd> {
    #[allow(
        unsafe_code,
        reason = "borrowed for the next lines only and never closed; if it is not open the first call says so"
    )]
    let first = unsafe { std::os::fd::BorrowedFd::borrow_raw(number.into()) };
    let flags = rustix::io::fcntl_getfd(first)?;
    // Standard input, output and error are every program's.
    if number > 2 {
        rustix::io::fcntl_setfd(first, flags | rustix::io::FdFlags::CLOEXEC)?;
    }
    first.try_clone_to_owned()
}
