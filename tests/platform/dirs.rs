//! Folders, on a real disk.

use std::fs;
use std::path::Path;

use aandacht::platform::dirs::{Dirs, looks_synced};
use tempfile::TempDir;

#[test]
fn a_folder_of_a_service_is_known_by_what_the_service_leaves_in_it() {
    for (mark, folder, service) in [
        (".dropbox", false, Some("Dropbox")),
        (".dropbox", true, None),
        (".dropbox.cache", true, Some("Dropbox")),
        (".stfolder", true, Some("Syncthing")),
        (".stfolder", false, Some("Syncthing")),
        (".tmp.driveupload", true, Some("Google Drive")),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", false, Some("OneDrive")),
        (".nextcloudsync.log", false, Some("Nextcloud")),
        (".sync_0f3a9b.db", false, Some("Nextcloud of ownCloud")),
        ("._sync_0f3a9b.db", false, Some("Nextcloud of ownCloud")),
        (".sync_0f3a9b.db-wal", false, None),
        ("sync_x.db", false, None),
    ] {
        let top = TempDir::new().expect("a temporary folder");
        let mark = top.path().join(mark);
        let made = if folder { fs::create_dir(&mark) } else { fs::write(&mark, "") };
        made.expect("the mark can be made");
        assert_eq!(looks_synced(&top.path().join("werk/nog niet gemaakt")), service, "{}", mark.display());
        assert_eq!(looks_synced(top.path()), service, "{}", mark.display());
    }
}

#[cfg(unix)]
#[test]
fn a_link_into_a_folder_of_a_service_is_followed() {
    let top = TempDir::new().expect("a temporary folder");
    fs::create_dir_all(top.path().join("OneDrive - School/werk")).expect("a folder");
    let link = top.path().join("aandacht");
    std::os::unix::fs::symlink(top.path().join("OneDrive - School/werk"), &link).expect("a link");
    assert_eq!(looks_synced(&link), Some("OneDrive"));
    assert_eq!(looks_synced(&link.join("nog niet gemaakt/opslag")), Some("OneDrive"));
    assert_eq!(looks_synced(top.path()), None);
}

#[test]
fn data_stands_in_the_given_folder_or_in_one_that_stays_on_this_computer() {
    let given = Path::new("/ergens/map");
    assert_eq!(Dirs::find(Some(given)).expect("it was given").data(), given);
    if let Ok(dirs) = Dirs::find(None) {
        assert!(dirs.data().components().any(|part| part.as_os_str().to_string_lossy().contains("aandacht")));
        assert!(!dirs.data().to_string_lossy().contains("Roaming"));
    }
}
