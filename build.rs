//! Embeds every file under `checklists/`, so that a new checklist is one JSON file and no Rust.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=checklists");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("checklists");
    let mut files = Vec::new();
    for folder in sorted(&root)?.into_iter().filter(|path| path.is_dir()) {
        files.extend(sorted(&folder)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "json")));
    }
    let mut code = String::from(
        "/// Every shipped file: folder, id, bytes.\npub(super) static FILES: &[(&str, &str, &[u8])] = &[\n",
    );
    for file in &files {
        let (soort, id) = (name(file.parent()), name(Some(&file.with_extension(""))));
        // Writing to a String cannot fail.
        let _ = writeln!(code, "    ({soort:?}, {id:?}, include_bytes!({:?})),", file.display().to_string());
    }
    code.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("embedded.rs"), code)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    found.sort();
    Ok(found)
}

fn name(path: Option<&Path>) -> String {
    path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
